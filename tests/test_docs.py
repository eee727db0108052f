"""The docs are true: commands run, and every command, setting and route is named."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from service.app import create_app
from service.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
REFERENCE = (ROOT / "docs" / "reference.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
BIN = Path(sys.executable).parent


def shell_lines() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    lines = [line.split("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line]


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "QUOTES_DATABASE_URL": f"sqlite:///{folder}/q.sqlite"}
    return subprocess.run(
        ["bash", "-c", command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.model
def test_the_readme_commands_run(tmp_path: Path) -> None:
    commands = [line for line in shell_lines() if line.startswith("quotes ")]
    assert len(commands) >= 5
    for command in commands:
        done = run(command, tmp_path)
        assert done.returncode == 0, (command, done.stderr)
        assert done.stdout.strip() or "--check" in command or "ingest" in command


@pytest.mark.model
def test_the_readme_shows_what_is_printed(tmp_path: Path) -> None:
    printed = run("quotes extract seeds/lavrov-letter.txt --format jsonl", tmp_path).stdout
    quotes = json.loads(printed)["quotes"]
    attributions = [quote["attribution"] for quote in quotes if quote["act"] != "think"]
    assert "Sergey Lavrov via TASS via Russian Foreign Ministry" in attributions
    assert "Pakistani Embassy in Moscow via TASS" in attributions
    assert all(attribution.split(" via ")[0].split()[0] in README for attribution in attributions)


@pytest.mark.model
def test_the_readme_python_runs() -> None:
    (block,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    expected = re.search(r"# (.+ via .+)", block)
    assert expected is not None
    done = subprocess.run(
        [sys.executable, "-c", block], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == expected[1]


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) < 150


def test_every_make_target_in_the_docs_exists() -> None:
    targets = set(re.findall(r"`make ([a-z-]+)`", README + REFERENCE))
    targets |= {line.split()[1] for line in shell_lines() if line.startswith("make ")}
    assert targets >= {"run", "test"}
    for target in targets:
        assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE), target


def test_every_command_is_named() -> None:
    from typer.main import get_command

    from service.cli import app

    group = get_command(app)
    commands = getattr(group, "commands", {})
    assert "extract" in commands
    for name in commands:
        assert f"`quotes {name}" in REFERENCE, name


def test_every_setting_is_named() -> None:
    for field in Settings.model_fields:
        assert f"`QUOTES_{field.upper()}`" in REFERENCE, field


def test_every_route_is_named(tmp_path: Path) -> None:
    app = create_app(Settings(database_url=f"sqlite:///{tmp_path}/q.sqlite"))
    operations = app.openapi()["paths"]
    assert len(operations) >= 8
    for path, methods in operations.items():
        for method in methods:
            assert f"`{method.upper()} {path}`" in REFERENCE, (method, path)


def test_links_in_the_docs_lead_somewhere() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    for page in pages:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), (page.name, target)
