"""``quotes extract``: what is found in documents, stored nowhere."""

import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.running import documents, load, report

if TYPE_CHECKING:
    from quotes.model import Document, Extraction

_COLUMNS = (("Speaker", 3), ("Attribution", 4), ("Quote", 7))


class Format(StrEnum):
    """How extractions are printed."""

    table = "table"
    jsonl = "jsonl"


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
        typer.Option("--format", help="A table to read, or one JSON record a line and document."),
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
        show = _print_record if form is Format.jsonl else _print_table
        for extraction in load(context, settings.model).extract_all(chain([first], readable)):
            show(extraction)
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


def _print_record(extraction: "Extraction") -> None:
    sys.stdout.write(json.dumps(extraction.as_dict(), ensure_ascii=False) + "\n")
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
