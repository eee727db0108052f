"""Verdicts on annotated claims against what was expected, with the confusion matrix.

A set is a folder with `documents.jsonl` and `claims.jsonl` (or two files of one prefix). Its
documents go through the real engine into a database of their own. Standard output shows figures
and the ids of claims only; what was claimed and answered goes into a file.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args

from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine

from service import database
from service.database import reading
from service.ingest import ingest, load_engine
from service.inputs import read_inputs
from service.settings import Settings
from service.verify import Claim, Verification, verify
from service.verify.claims import Verdict

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@dataclass(frozen=True, slots=True)
class Expected:
    """A claim and the answer due."""

    id: str
    claim: Claim
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Scored:
    """What was answered to it."""

    expected: Expected
    answer: Verification

    @property
    def right(self) -> bool:
        """Whether the verdict is the one due."""
        return self.answer.verdict == self.expected.verdict

    @property
    def reasons_right(self) -> bool:
        """Whether all reasons due were given."""
        return set(self.expected.reasons) <= set(self.answer.reasons)

    @property
    def speaker_right(self) -> bool:
        """Whether the answer rests on the speaker due."""
        found = self.answer.speaker
        return (found.name if found else None) == self.expected.speaker


def read_claims(path: Path) -> list[Expected]:
    """The claims of a file, one JSON object a line."""
    return [_expected(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line]


def _expected(record: dict[str, Any]) -> Expected:
    days = (date.fromisoformat(day) if day else None
            for day in (record.get("said_from"), record.get("said_to")))  # fmt: skip
    claim = Claim(record["text"], record.get("speaker"), record.get("via"), *days)
    return Expected(
        record["id"], claim, record["verdict"], tuple(record.get("reasons", ())),
        record.get("speaker_is"),
    )  # fmt: skip


def stored(documents: Path, path: Path) -> Engine:
    """A database at `path` with the documents as the real engine reads them."""
    path.unlink(missing_ok=True)
    engine = database.open_engine(f"sqlite:///{path}")
    database.upgrade(engine)
    settings = Settings()
    for each in ingest(
        engine, read_inputs([str(documents)], sys.stdin.buffer), lambda: load_engine(settings)
    ):
        if not hasattr(each, "outcome"):
            raise SystemExit(f"{documents}: {each}")
    return engine


def scored(engine: Engine, claims: Iterable[Expected]) -> list[Scored]:
    """Every claim verified."""
    with reading(engine) as session:
        return [Scored(each, verify(session, each.claim)) for each in claims]


def figures(name: str, found: Sequence[Scored]) -> dict[str, float]:
    """Accuracy, overall and of each verdict; what else was right, as shares."""
    shares = {f"{name} accuracy": _share(each.right for each in found)}
    for verdict in VERDICTS:
        of = [each for each in found if each.expected.verdict == verdict]
        if of:
            shares[f"{name} accuracy {verdict}"] = _share(each.right for each in of)
    with_reasons = [each for each in found if each.expected.reasons]
    if with_reasons:
        shares[f"{name} reasons"] = _share(each.reasons_right for each in with_reasons)
    named = [each for each in found if each.expected.speaker]
    if named:
        shares[f"{name} speaker"] = _share(each.speaker_right for each in named)
    false = [e for e in found if e.expected.verdict == "altered" and e.answer.verdict == "verbatim"]
    return shares | {f"{name} altered called verbatim": float(len(false))}


def _share(right: Iterable[bool]) -> float:
    values = list(right)
    return sum(values) / len(values)


def print_matrix(name: str, found: Sequence[Scored]) -> None:
    """Expected verdicts down, answers across; then the ids of what was wrong."""
    counts = Counter((each.expected.verdict, each.answer.verdict) for each in found)
    table = Table("expected", *VERDICTS, title=f"{name}: {len(found)} claims")
    for verdict in VERDICTS:
        table.add_row(verdict, *(str(counts[verdict, other] or "·") for other in VERDICTS))
    console = Console(width=140)
    console.print(table)
    wrong = [each.expected.id for each in found if not each.right]
    console.print("wrong:", " ".join(wrong) or "none")


def write_results(path: Path, found: Sequence[Scored]) -> None:
    """What was claimed, expected and answered, one JSON object a line."""
    lines = [
        json.dumps({
            "id": each.expected.id, "expected": each.expected.verdict,
            "answered": each.answer.verdict, "right": each.right,
            "reasons_due": each.expected.reasons, "reasons": each.answer.reasons,
            "speaker_due": each.expected.speaker,
            "speaker": each.answer.speaker.name if each.answer.speaker else None,
        }, ensure_ascii=False)
        for each in found
    ]  # fmt: skip
    path.write_text("\n".join(lines) + "\n", "utf-8")
