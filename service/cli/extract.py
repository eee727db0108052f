"""``quotes extract``: what is found in documents, stored nowhere."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from enum import StrEnum
from itertools import chain, tee
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.cli.running import documents, load, report

if TYPE_CHECKING:
    from quotes.model import Document, Extraction
    from service.ingest import Annotator

_COLUMNS = (("Speaker", 3), ("Attribution", 4), ("Quote", 7))


class Format(StrEnum):
    """How extractions are printed."""

    table = "table"
    jsonl = "jsonl"
    polnear = "polnear"


def extract(
    context: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH|-",
            help="Files (.txt, .json, .jsonl), folders, or - for standard input.",
            show_default=False,
        ),
    ] = None,
    form: Annotated[
        Format,
        typer.Option(
            "--format",
            help="A table to read; one JSON record a line and document; or the same as PolNeAR "
            "annotates: wider spans, beliefs and plans included, no names.",
        ),
    ] = Format.table,
) -> None:
    """Print the quotes found in documents.

    Nothing is stored. What cannot be read is reported on standard error and skipped; the exit
    status is then 1.

    Example: quotes extract seeds --format jsonl | head -1
    """
    from service.settings import load_settings

    settings = load_settings()
    failed: list[str] = []
    readable = _documents(paths or [], failed)
    first = next(readable, None)
    if first is not None:
        _SHOW[form](load(context, settings), chain([first], readable))
    if failed:
        raise typer.Exit(1)


def _documents(paths: list[str], failed: list[str]) -> Iterator["Document"]:
    from service.inputs import InputProblem

    for each in documents(paths):
        if isinstance(each, InputProblem):
            failed.append(each.place)
            report(each)
        else:
            yield each.document


def _print_tables(extractor: "Annotator", given: "Iterable[Document]") -> None:
    for extraction in extractor.extract_all(given):
        _print_table(extraction)


def _print_records(extractor: "Annotator", given: "Iterable[Document]") -> None:
    for extraction in extractor.extract_all(given):
        _print_line(extraction.as_dict())


def _print_annotations(extractor: "Annotator", given: "Iterable[Document]") -> None:
    originals, texts = tee(given)
    for document, quotes in zip(originals, extractor.annotate_all(texts), strict=True):
        _print_line({"id": document.id, "text": document.text, "quotes": list(map(asdict, quotes))})


_SHOW = {
    Format.table: _print_tables,
    Format.jsonl: _print_records,
    Format.polnear: _print_annotations,
}


def _print_line(record: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _print_table(extraction: "Extraction") -> None:
    from service.cli.terminal import plain, print_table, worded

    document = extraction.document
    parts = (document.id, document.publisher, document.published, document.title)
    typer.echo(" · ".join(plain(part) for part in parts if part))
    rows = [
        (
            plain(quote.speaker.name or "unnamed source"),
            plain(quote.attribution),
            worded(quote),
        )
        for quote in extraction.quotes
    ]
    if rows:
        print_table(_COLUMNS, rows)
    else:
        typer.echo("no quotes found")
    for credit in extraction.credits:
        typer.echo(f"{credit.role}: {plain(credit.name)}")
    typer.echo("")
