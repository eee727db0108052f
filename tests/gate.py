"""The quality gate: how well quotes are found, and floors that no change may fall through.

    make gate            measure, print, compare
    make gate RAISE=1    write higher floors where we have become better

Three sets: our own seeds and dispatches (GUIDE.md's spans) and, where ../shared/eval is present,
PolNeAR dev in PolNeAR's convention. A floor belongs to one corpus, pinned by its hash. It lies a
little under what was measured, because 8-bit arithmetic differs between processors. Lowering one
takes an edit of floors.json by hand, which a reader of the diff will see.
"""

import argparse
import hashlib
import json
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textacy.extract.triples import direct_quotations

from quotes import engine, reading
from quotes.engine import Extractor
from quotes.evaluate import ROLES, ROWS, Case, Report, evaluate
from quotes.model import Annotation, Document, Span

TESTS = Path(__file__).parent
FLOORS = TESTS / "gold" / "floors.json"
MARGIN = 0.01
Figures = dict[str, float]
Predict = Callable[[list[Document]], Iterator[tuple[Annotation, ...]]]


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated set: where it lies, and how its lines and our findings become annotations."""

    path: Path
    read: Callable[[dict[str, Any]], tuple[Annotation, ...]]
    predict: Callable[[Extractor, list[Document]], Iterator[tuple[Annotation, ...]]]


def _by_guide(line: dict[str, Any]) -> tuple[Annotation, ...]:
    return tuple(
        Annotation(
            _spans(s["content"]), _spans(s["cue"]), _source(s["speaker"]["span"]), s["kind"], True
        )
        for s in line["statements"]
    )


def _by_polnear(line: dict[str, Any]) -> tuple[Annotation, ...]:
    return tuple(
        Annotation(
            _spans(q["content"]), _spans(q["cue"]), _spans(q["source"]), q["kind"],
            q["communication"],
        )
        for q in line["quotes"]
    )  # fmt: skip


def _extracted(extractor: Extractor, documents: list[Document]) -> Iterator[tuple[Annotation, ...]]:
    """The quotes of the record; GUIDE.md annotates no `think`."""
    for extraction in extractor.extract_all(documents):
        yield tuple(
            Annotation(q.content, q.cue, _source(q.speaker.mention), q.kind, True)
            for q in extraction.quotes
            if q.act != "think"
        )


SETS = {
    "seeds": Gold(TESTS / "gold" / "seeds.jsonl", _by_guide, _extracted),
    "dispatches": Gold(TESTS / "gold" / "dispatches_read.jsonl", _by_guide, _extracted),
    "polnear_dev": Gold(
        TESTS.parent.parent / "shared" / "eval" / "polnear" / "dev.jsonl",
        _by_polnear,
        lambda extractor, documents: extractor.annotate_all(documents),
    ),
}


def _spans(value: Iterable[Iterable[int]]) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in value)


def _source(span: Iterable[int] | None) -> tuple[Span, ...]:
    return _spans([span]) if span else ()


def measure(name: str, extractor: Extractor) -> Figures:
    """F1 of whole attributions by kind and of exact spans by role, and textacy's beside it."""
    gold = SETS[name]
    lines = [json.loads(line) for line in gold.path.read_text("utf-8").splitlines() if line]
    documents = [Document(line["id"], line["text"]) for line in lines]
    ours = _report(lines, gold, gold.predict(extractor, documents))
    theirs = _report(lines, gold, textacy(documents))
    figures = {row: ours.attributions[row].f1 for row in ROWS}
    figures |= {role: ours.roles[role].f1 for role in ROLES}
    return figures | {"textacy": theirs.attributions["all"].f1}


def _report(
    lines: list[dict[str, Any]], gold: Gold, found: Iterable[tuple[Annotation, ...]]
) -> Report:
    cases = (Case(x["text"], gold.read(x), each) for x, each in zip(lines, found, strict=True))
    return evaluate(cases, boot=0)


def textacy(documents: list[Document]) -> Iterator[tuple[Annotation, ...]]:
    """What textacy's `direct_quotations` finds; it raises over an odd number of marks."""
    for doc in reading.read(reading.load(), (document.text for document in documents)):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                triples = list(direct_quotations(doc))
        except ValueError:
            triples = []
        yield tuple(
            Annotation(
                ((t.content.start_char, t.content.end_char),),
                ((t.cue[0].idx, t.cue[-1].idx + len(t.cue[-1])),),
                ((t.speaker[0].idx, t.speaker[-1].idx + len(t.speaker[-1])),),
                "direct",
                True,
            )
            for t in triples
        )


def digest(name: str) -> str:
    """The hash of a set's file."""
    return hashlib.sha256(SETS[name].path.read_bytes()).hexdigest()


def falls(name: str, figures: Figures, floors: dict[str, Any]) -> list[str]:
    """What is wrong: figures under their floor, another corpus, textacy ahead of us."""
    pinned = floors[name]
    if pinned["sha256"] != digest(name):
        return [f"{name}: the floors were measured on another corpus"]
    wrong = [
        f"{name}: {figure} is {figures[figure]:.3f}, its floor {floor:.3f}"
        for figure, floor in pinned["floors"].items()
        if figures[figure] < floor
    ]
    if figures["textacy"] >= figures["all"]:
        wrong.append(f"{name}: textacy finds more, {figures['textacy']:.3f}")
    return wrong


def raised(name: str, figures: Figures, floors: dict[str, Any]) -> dict[str, Any]:
    """The floors with those of `name` moved up to the figures; none ever moves down.

    Another corpus makes the old floors void.
    """
    pinned = floors.get(name, {})
    before = pinned.get("floors", {}) if pinned.get("sha256") == digest(name) else {}
    moved = {
        figure: max(before.get(figure, 0.0), round(value - MARGIN, 3))
        for figure, value in figures.items()
        if figure != "textacy"
    }
    return floors | {name: {"sha256": digest(name), "floors": moved}}


def available() -> list[str]:
    """The sets that lie on this machine."""
    return [name for name, gold in SETS.items() if gold.path.exists()]


def main() -> int:
    """Print every figure beside its floor; exit status 1 if one fell through."""
    parser = argparse.ArgumentParser(description="the quality gate")
    parser.add_argument("--raise", dest="higher", action="store_true", help="write higher floors")
    given = parser.parse_args()
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    extractor = engine.load()
    wrong: list[str] = []
    for name in available():
        figures = measure(name, extractor)
        if given.higher:
            floors = raised(name, figures, floors)
        for figure, value in figures.items():
            floor = floors[name]["floors"].get(figure)
            print(f"{name:12} {figure:20} {value:.3f}" + (f"  floor {floor:.3f}" if floor else ""))
        wrong += falls(name, figures, floors)
    if given.higher:
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", "utf-8")
    print("\n".join(wrong), file=sys.stderr, end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
