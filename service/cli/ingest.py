"""``quotes ingest``: documents into the database."""

import sys
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.running import database, documents, load, report

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from service.queries import StoredQuote
    from service.settings import Settings

_COLUMNS = (("Speaker", 3), ("Attribution", 4), ("Quote", 7), ("Document", 3))


def ingest(
    context: typer.Context,
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|-", help="Files (.txt, .json, .jsonl), folders, or - for standard input."
        ),
    ],
    table: Annotated[
        bool, typer.Option("--table", help="Then print who said what in all documents stored.")
    ] = False,
) -> None:
    """Store documents and what is said in them.

    The same document again changes nothing; another text under its id is a new version. An
    SQLite database is made or migrated first. What cannot be read is reported on standard error
    and skipped; the exit status is then 1.

    Example: quotes ingest seeds --table
    """
    from service.database import prepare
    from service.settings import load_settings

    with database() as engine:
        prepare(engine)
        counts = _store(engine, paths, context, load_settings())
        if table:
            _print_who_said_what(engine)
    outcomes = ("created", "updated", "unchanged", "failed")
    typer.echo(", ".join(f"{counts[outcome]} {outcome}" for outcome in outcomes))
    if counts["failed"]:
        raise typer.Exit(1)


def _store(
    engine: "Engine", paths: list[str], context: typer.Context, settings: "Settings"
) -> Counter[str]:
    from rich.console import Console

    from service.ingest import ingest as run
    from service.inputs import InputProblem

    counts: Counter[str] = Counter()
    progress = Console(file=sys.stderr)
    # Shows itself on a terminal only.
    with progress.status("reading …") as status:
        for each in run(engine, documents(paths), lambda: load(context, settings)):
            if isinstance(each, InputProblem):
                counts["failed"] += 1
                report(each)
            else:
                counts[each.outcome] += 1
            status.update(f"{counts.total()} documents …")
    return counts


def _print_who_said_what(engine: "Engine") -> None:
    from service.cli.terminal import plain, print_table, worded

    print_table(
        _COLUMNS,
        (
            (
                plain(each.quote.speaker.name or "unnamed source"),
                plain(each.quote.attribution),
                worded(each.quote),
                plain(each.document.id),
            )
            for each in _everything(engine)
        ),
    )


def _everything(engine: "Engine") -> Iterator["StoredQuote"]:
    from service import store
    from service.database import reading
    from service.queries import MAX_LIMIT, QuoteQuery

    cursor = None
    while True:
        with reading(engine) as session:
            page = store.find(session, QuoteQuery(limit=MAX_LIMIT, cursor=cursor))
        yield from page.data
        cursor = page.next_cursor
        if cursor is None:
            return
