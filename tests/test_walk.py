"""docs/api.md is true: its commands run against a server, and answer what is shown."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.model

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "api.md").read_text("utf-8")
# A command, and the answer shown below it.
STEPS = re.findall(r"```sh\n([^`]*)```\n\n```json\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where `quotes serve` listens, on a database of its own."""
    folder = tmp_path_factory.mktemp("walk")
    environment = os.environ | {"QUOTES_DATABASE_URL": f"sqlite:///{folder}/q.sqlite"}
    process = subprocess.Popen(
        [Path(sys.executable).parent / "quotes", "serve", "--port", "0"],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        (found,) = re.findall(r"http://[\d.]+:\d+", process.stdout.readline())
        yield found
    finally:
        process.terminate()
        process.communicate(timeout=60)


def test_every_answer_is_as_shown(address: str) -> None:
    assert len(STEPS) == PAGE.count("```json") >= 7
    script = ["set -eo pipefail"]
    for command, _ in STEPS:
        script += [command.replace("http://127.0.0.1:8000", address), "printf '\\0'"]
    done = subprocess.run(
        ["bash", "-c", "\n".join(script)], capture_output=True, text=True, check=True, timeout=120
    )
    *answers, rest = done.stdout.split("\0")
    assert not rest
    for (command, shown), answer in zip(STEPS, answers, strict=True):
        differ = list(differences(json.loads(shown), json.loads(answer)))
        assert differ == [], command


def differences(shown: Any, answered: Any, path: str = "$") -> Iterator[str]:
    """Where the answer is not what is shown; it may hold more keys."""
    if isinstance(shown, dict) and isinstance(answered, dict):
        for key, value in shown.items():
            if key in answered:
                yield from differences(value, answered[key], f"{path}.{key}")
            else:
                yield f"{path}.{key} is missing"
    elif isinstance(shown, list) and isinstance(answered, list) and len(shown) == len(answered):
        for place, (one, other) in enumerate(zip(shown, answered, strict=True)):
            yield from differences(one, other, f"{path}[{place}]")
    elif shown != answered:
        yield f"{path}: {answered!r}"
