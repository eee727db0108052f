"""``quotes db``: the database itself."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.running import database

if TYPE_CHECKING:
    from service.upkeep import Tell

db = typer.Typer(no_args_is_help=True, help="Look after the database.")


@db.callback()
def _db() -> None:
    """Look after the database."""


@db.command()
def upgrade() -> None:
    """Create the tables, or bring them up to date.

    With SQLite `ingest` and `serve` do so themselves.

    Example: quotes db upgrade
    """
    from service.database import upgrade as migrate

    with database() as engine:
        migrate(engine)
    typer.echo("The database is up to date.")


@db.command()
def check(
    repair: Annotated[
        bool, typer.Option("--repair", help="First make the index and the counters anew.")
    ] = False,
) -> None:
    """Look for what does not agree, and print one line for each finding.

    Looked at are the tables and what they refer to, the full text index, the counters of
    statements and sources, and whether each quote is what its document has in that place. The
    exit status is 1 if anything was found.

    Examples: quotes db check · quotes db check --repair
    """
    from service import upkeep
    from service.cli.terminal import plain

    # On a terminal the progress makes room for what is printed; a file must get it untouched.
    out = None if sys.stdout.isatty() else sys.stdout
    found = 0
    with database() as engine, _progress() as tell:
        if repair:
            upkeep.repair(engine, tell)
        for finding in upkeep.check(engine, tell):
            found += 1
            typer.echo(plain(finding), file=out)
    if found:
        raise typer.Exit(1)
    typer.echo("The database is sound.")


@db.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to, as quotes.jsonl.gz.")],
    force: Annotated[bool, typer.Option("--force", help="Write over a file that exists.")] = False,
) -> None:
    """Copy the whole database into one file, while others may go on writing.

    The file is the same whether it comes from SQLite or from PostgreSQL, and can be restored into
    either.

    Example: quotes db backup quotes-2025-06-03.jsonl.gz
    """
    from service import upkeep

    with database() as engine, _progress() as tell:
        header = upkeep.backup(engine, file, force=force, tell=tell)
    typer.echo(f"{header.rows:,} rows written to {file}.")


@db.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `quotes db backup` wrote.")],
) -> None:
    """Fill an empty database from a backup; also the way from SQLite to PostgreSQL.

    The tables are made, and brought up to date if the backup is older.

    Example: QUOTES_DATABASE_URL=postgresql://localhost/quotes quotes db restore quotes.jsonl.gz
    """
    from service import upkeep

    with database() as engine, _progress() as tell:
        header = upkeep.restore(engine, file, tell=tell)
    typer.echo(f"{header.rows:,} rows of {header.created} restored.")


@contextmanager
def _progress() -> "Iterator[Tell]":
    """How far it is, on standard error; on a terminal only."""
    from rich.console import Console

    with Console(file=sys.stderr).status("…") as status:

        def tell(what: str, done: int, count: int) -> None:
            status.update(f"{what}: {done:,} of {count:,} …" if count else f"{what} …")

        yield tell
