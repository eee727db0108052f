"""The command line. Each command is a module; what is slow to import is imported inside it."""

import os
import sys
from importlib import metadata
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.errors import QuotesError
from service.cli.database import db
from service.cli.evaluate import evaluate
from service.cli.explain import explain
from service.cli.extract import extract
from service.cli.ingest import ingest
from service.cli.keys import keys
from service.cli.mcp import mcp
from service.cli.reextract import reextract
from service.cli.said import said
from service.cli.schemas import schemas
from service.cli.serve import serve
from service.cli.sources import sources
from service.cli.verify import verify
from service.cli.worker import worker
from service.errors import ServiceError

if TYPE_CHECKING:
    from service.cli.running import Loader

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
)
app.command()(extract)
app.command()(ingest)
app.command()(said)
app.command()(verify)
app.command()(explain)
app.command()(evaluate)
app.command()(reextract)
app.command()(serve)
app.command()(mcp)
app.command()(worker)
app.command()(schemas)
app.add_typer(sources, name="sources")
app.add_typer(keys, name="keys")
app.add_typer(db, name="db")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"quotes {metadata.version('quotes')}")
        raise typer.Exit


@app.callback()
def quotes(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version and leave."
        ),
    ] = False,
) -> None:
    """Find who said what in news articles, and by which route the words reached the page."""


def main(arguments: list[str] | None = None, *, loader: "Loader | None" = None) -> None:
    """Run one command; every expected error is one line on standard error and exit status 1.

    `loader` loads the engine of the settings; by default the real one.
    """
    for stream in (sys.stdout, sys.stderr):
        # Articles are not ASCII, whatever the locale says; what cannot be shown is escaped.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app(args=arguments, obj=loader, prog_name="quotes")
    except (ServiceError, QuotesError) as error:
        message = " ".join(str(error).split())
        print(f"quotes: {message}", file=sys.stderr)
        raise SystemExit(1) from None
    except BrokenPipeError:
        # Whoever read our output has enough of it; what is left must not fail again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
