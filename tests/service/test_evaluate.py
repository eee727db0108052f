"""`quotes evaluate`: its figures, and its answers to bad files."""

import json
from pathlib import Path
from typing import Any

import pytest

from service.cli import main

TEXT = 'Anna Bell: "We won."'
LINE = {"id": "a", "text": TEXT, "quotes": [{"content": [[12, 19]], "source": [[0, 9]]}]}


def run(*arguments: str, fake: Any = None) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["evaluate", *arguments], loader=lambda _: fake)
    return int(ended.value.code or 0)


@pytest.fixture
def gold(tmp_path: Path) -> str:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(LINE) + "\n")
    return str(path)


def test_the_engine_predicts(gold: str, fake: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(gold, "--json", fake=fake) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["attributions"]["all"]["f1"] == 1.0
    assert figures["interval"] == [1.0, 1.0]


def test_tables(gold: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(gold, "--against", gold) == 0
    printed = capsys.readouterr().out
    assert "communication only" in printed
    assert "100.0" in printed


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("{", "not JSON"),
        ('{"id": "a"}', "PolNeAR"),
        (json.dumps(LINE | {"quotes": [{"communication": 1}]}), "PolNeAR"),
        (json.dumps(LINE) + "\n" + json.dumps(LINE), "'a' stands there twice"),
        (json.dumps(LINE | {"id": "b"}), "no document 'b'"),
        (json.dumps(LINE | {"text": "Else."}), "is not that of gold"),
        (None, "No such file"),
    ],
)
def test_bad_files(
    gold: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], written: str | None, reason: str
) -> None:
    path = tmp_path / "found.jsonl"
    if written is not None:
        path.write_text(written)
    assert run(gold, "--against", str(path)) == 1
    error = capsys.readouterr().err
    assert reason in error
    assert error.count("\n") == 1
