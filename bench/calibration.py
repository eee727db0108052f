"""Does confidence mean what it says: `make bench-calibration`; `make calibrate` fits it anew.

Fitted on our own annotated dispatches that were read while rules were written (tests/gold), with
the tagger and without; checked on ../shared/eval/chains_dev.jsonl. Calibration error: the mean
distance between what was claimed and what was right over ten bins of equal size (Naeini, Cooper
and Hauskrecht, AAAI 2015). The curve goes to docs/calibration.svg.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from chains import SETS, SHARED, as_documents, gold, scorer, statement
from report import write
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from quotes import confidence, engine
from quotes.model import Quote

ROOT = Path(__file__).parent.parent
WEIGHTS = ROOT / "quotes" / "confidence.json"
CURVE = ROOT / "docs" / "calibration.svg"
PARTS = ("content", "speaker", "chain")
FIT_ON = ("seeds", "read")
BINS = 10


class Judged(NamedTuple):
    """One part of one quote: what it was judged by, what was claimed, whether it was right."""

    features: list[str]
    claimed: float
    right: bool


def judged(name: str, *, tagger: bool) -> dict[str, list[Judged]]:
    """The quotes found in a set, by part; speaker and chain only where the gold has the quote."""
    score = scorer()
    lines = gold(SETS[name])
    extractor = engine.load(tagger=tagger)
    found: dict[str, list[Judged]] = {part: [] for part in PARTS}
    extractions = extractor.extract_all(as_documents(lines))
    for line, extraction in zip(lines, extractions, strict=True):
        quotes = [q for q in extraction.quotes if q.act != "think"]
        stated = [statement(q) for q in quotes]
        pairs = {p: g for g, p in score.pair(line["statements"], stated)}
        for number, quote in enumerate(quotes):
            truth = line["statements"][pairs[number]] if number in pairs else None
            for part, right in _right(score, truth, stated[number]):
                found[part].append(_judged(quote, part, right))
    return found


def _right(score: Any, truth: Any, stated: Any) -> Iterator[tuple[str, bool]]:
    yield "content", truth is not None
    if truth is not None:
        yield "speaker", score.CHECKS["speaker name"](truth, stated)
        yield "chain", score.CHECKS["exact chain, lenient names"](truth, stated)


def _judged(quote: Quote, part: str, right: bool) -> Judged:
    inner = [hop for hop in quote.chain if hop.rel not in ("speaker", "supplied", "published")]
    names = confidence.features(
        quote.reasons, grade=quote.speaker.grade, hops=len(inner), act=quote.act
    )
    return Judged(names[part], getattr(quote.confidence, part), right)


def fit() -> None:
    """Write the weights anew."""
    weights: dict[str, dict[str, float]] = {}
    sets = [judged(name, tagger=tagger) for name in FIT_ON for tagger in (True, False)]
    for part in PARTS:
        rows = [one for each in sets for one in each[part]]
        vectors = DictVectorizer()
        matrix = vectors.fit_transform([dict.fromkeys(r.features, 1.0) for r in rows])
        model = LogisticRegression(C=0.5, max_iter=2000).fit(matrix, [r.right for r in rows])
        named = zip(vectors.get_feature_names_out(), model.coef_[0], strict=True)
        weights[part] = {"bias": round(float(model.intercept_[0]), 3)} | {
            str(name): round(float(w), 3) for name, w in sorted(named) if abs(w) >= 0.01
        }
    WEIGHTS.write_text(json.dumps(weights, indent=1, ensure_ascii=False) + "\n", "utf-8")


def curve(rows: list[Judged]) -> list[tuple[float, float, int]]:
    """Ten bins of equal size: what was claimed on average, what was right, how many."""
    ordered = sorted(rows, key=lambda r: r.claimed)
    chunks = [c for c in np.array_split(np.arange(len(ordered)), BINS) if len(c)]
    return [
        (
            float(np.mean([ordered[i].claimed for i in chunk])),
            float(np.mean([ordered[i].right for i in chunk])),
            len(chunk),
        )
        for chunk in chunks
    ]


def error(points: list[tuple[float, float, int]]) -> float:
    """The calibration error of a curve."""
    total = sum(size for *_, size in points)
    return sum(abs(claimed - right) * size for claimed, right, size in points) / total


def draw(curves: dict[str, list[tuple[float, float, int]]]) -> str:
    """The curves side by side, as SVG."""
    panels = []
    for number, (part, points) in enumerate(curves.items()):
        left = 50 + 250 * number
        at = [(left + 200 * x, 230 - 200 * y) for x, y, _ in points]
        dots = "".join(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3.5"/>' for x, y in at)
        line = " ".join(f"{x:.0f},{y:.0f}" for x, y in at)
        panels.append(
            f'<rect x="{left}" y="30" width="200" height="200" fill="none" stroke="#999"/>'
            f'<line x1="{left}" y1="230" x2="{left + 200}" y2="30" stroke="#999" '
            f'stroke-dasharray="4"/><polyline points="{line}" fill="none" stroke="#06c" '
            f'stroke-width="2"/><g fill="#06c">{dots}</g><text x="{left + 100}" y="20" '
            f'text-anchor="middle">{part}, error {error(points):.3f}</text>'
            f'<text x="{left}" y="246">0</text><text x="{left + 192}" y="246">1</text>'
        )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 790 275" font-family="sans-serif" '
        'font-size="13"><rect width="790" height="275" fill="#fff"/>'
        + "".join(panels)
        + '<text x="395" y="268" text-anchor="middle">across: claimed; up: right, of the quotes of '
        "chains_dev.jsonl</text></svg>\n"
    )


def main() -> None:
    """Fit if asked; print the table, write build/bench/calibration.json and the curve."""
    parser = argparse.ArgumentParser(description="calibration of the three confidences")
    parser.add_argument("--fit", action="store_true", help="write quotes/confidence.json anew")
    given = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit("bench-calibration needs ../shared/eval beside the project")
    if given.fit:
        fit()
        confidence._weights.cache_clear()
    figures: dict[str, float] = {}
    for system, tagger in (("ours", True), ("grammar", False)):
        found = judged("dev", tagger=tagger)
        curves = {part: curve(found[part]) for part in PARTS}
        for part, points in curves.items():
            figures[f"{system}_{part}_error"] = error(points)
            for number, (claimed, right, _) in enumerate(points, start=1):
                figures[f"{system}_{part}_bin{number}_claimed"] = claimed
                figures[f"{system}_{part}_bin{number}_right"] = right
        if tagger:
            CURVE.write_text(draw(curves), "utf-8")
    write("calibration", figures)


if __name__ == "__main__":
    main()
