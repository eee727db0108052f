"""``quotes evaluate``: how well quotes are found, against annotated ones."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.cli.running import load
from service.errors import EvaluationError

if TYPE_CHECKING:
    from quotes.evaluate import Case, Report, Score
    from quotes.model import Annotation, Span

_KINDS = (None, "direct", "mixed", "indirect")


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a file; a prediction may leave its text out."""

    place: str
    id: str
    text: str | None
    quotes: "tuple[Annotation, ...]"


def evaluate(
    context: typer.Context,
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD.jsonl", help="Annotated documents.", show_default=False)
    ],
    against: Annotated[
        Path | None,
        typer.Option(metavar="PRED.jsonl", help="Score these predictions, not the engine's."),
    ] = None,
    boot: Annotated[
        int, typer.Option(min=0, help="Draws of documents for the 95 % interval; 0: none.")
    ] = 200,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Score found quotes against annotated ones: precision, recall and F1.

    Spans by role are right when they are the same characters; a whole attribution is right when
    its content overlaps by 80 % and its source is right. Both files have one document a line, in
    the form of PolNeAR: {"id", "text", "quotes": [{"content": [[start, end]], "cue": [...],
    "source": [...], "kind", "communication"}]}. Without --against the engine reads the texts. A
    gold document without a prediction counts as missed.

    Example: quotes evaluate dev.jsonl --against found.jsonl --json
    """
    from quotes.evaluate import evaluate as score

    annotated = _read(gold)
    if against is not None:
        cases = _against(annotated, _read(against))
    else:
        cases = _predicted(context, annotated)
    report = score(cases, boot=boot)
    if as_json:
        sys.stdout.write(json.dumps(_figures(report)) + "\n")
    else:
        _print_tables(report)


def _predicted(context: typer.Context, gold: dict[str, _Line]) -> "Iterator[Case]":
    from quotes.evaluate import Case
    from quotes.model import Document
    from service.settings import load_settings

    texts = {line.id: _text(line) for line in gold.values()}
    extractor = load(context, load_settings())
    found = extractor.annotate_all(Document(identity, text) for identity, text in texts.items())
    for (identity, text), quotes in zip(texts.items(), found, strict=True):
        yield Case(text, gold[identity].quotes, quotes)


def _against(gold: dict[str, _Line], predicted: dict[str, _Line]) -> "Iterator[Case]":
    from quotes.evaluate import Case

    for found in predicted.values():
        if found.id not in gold:
            raise EvaluationError(f"{found.place}: gold has no document {found.id!r}")
        if found.text not in (None, gold[found.id].text):
            raise EvaluationError(f"{found.place}: the text of {found.id!r} is not that of gold")
    for line in gold.values():
        answer = predicted.get(line.id)
        yield Case(_text(line), line.quotes, answer.quotes if answer else ())


def _text(line: _Line) -> str:
    if line.text is None:
        raise EvaluationError(f"{line.place}: no text")
    return line.text


def _read(path: Path) -> dict[str, _Line]:
    try:
        content = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise EvaluationError(f"{path}: {reason}") from None
    lines: dict[str, _Line] = {}
    for number, row in enumerate(content.split("\n"), 1):
        if not row.strip():
            continue
        line = _line(row, f"{path}:{number}")
        if line.id in lines:
            raise EvaluationError(f"{line.place}: {line.id!r} stands there twice")
        lines[line.id] = line
    return lines


def _line(row: str, place: str) -> _Line:
    try:
        record = json.loads(row)
    except ValueError as error:
        raise EvaluationError(f"{place}: not JSON: {error}") from None
    try:
        quotes = tuple(map(_attribution, record["quotes"]))
        identity, text = record["id"], record.get("text")
    except (KeyError, TypeError, ValueError, AttributeError):
        raise EvaluationError(f"{place}: not a document with quotes in PolNeAR's form") from None
    if not (isinstance(identity, str) and identity and isinstance(text, str | None)):
        raise EvaluationError(f"{place}: id and text must be strings")
    return _Line(place, identity, text, quotes)


def _attribution(quote: dict[str, Any]) -> "Annotation":
    from quotes.model import Annotation

    kind, communication = quote.get("kind"), quote.get("communication")
    if kind not in _KINDS or not isinstance(communication, bool | None):
        raise ValueError
    content, cue, source = (_spans(quote.get(role)) for role in ("content", "cue", "source"))
    return Annotation(content, cue, source, kind, communication)


def _spans(value: list[list[int]] | None) -> "tuple[Span, ...]":
    return tuple((int(start), int(end)) for start, end in value or ())


def _figures(report: "Report") -> dict[str, Any]:
    return {
        "documents": report.documents,
        "roles": {name: _figure(score) for name, score in report.roles.items()},
        "attributions": {name: _figure(score) for name, score in report.attributions.items()},
        "interval": report.interval,
    }


def _figure(score: "Score") -> dict[str, float]:
    return {
        "gold": score.gold,
        "predicted": score.predicted,
        "right": score.right,
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
    }


def _print_tables(report: "Report") -> None:
    from service.cli.terminal import print_figures

    print_figures("Exact spans", {k: _cells(v) for k, v in report.roles.items()})
    print_figures("Whole attributions", {k: _cells(v) for k, v in report.attributions.items()})
    if report.interval:
        low, high = (100 * bound for bound in report.interval)
        typer.echo(f"95 % interval of F1, whole attributions, all: {low:.1f} to {high:.1f}")
    typer.echo(f"{report.documents} documents")


def _cells(score: "Score") -> tuple[str, ...]:
    shares = (score.precision, score.recall, score.f1)
    return (str(score.gold), str(score.predicted), *(f"{100 * share:.1f}" for share in shares))
