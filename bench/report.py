"""How every benchmark reports: a table on the terminal, and build/bench/NAME.json."""

import json
import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.table import Table

FOLDER = Path(__file__).parent.parent / "build" / "bench"


def write(name: str, figures: dict[str, float]) -> None:
    """Print `figures` and keep them with the machine, the versions and the date."""
    about = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "versions": ", ".join(f"{p} {version(p)}" for p in ("quotes", "spacy", "textacy")),
    }
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{name}.json"
    path.write_text(json.dumps(figures | about, indent=1) + "\n", "utf-8")
    table = Table("figure", "value", title=name)
    for figure, value in figures.items():
        table.add_row(figure, f"{value:.3f}" if isinstance(value, float) else f"{value:,}")
    Console(width=100).print(table)
    print(" · ".join(about.values()), f"written to {path}", sep="\n")
