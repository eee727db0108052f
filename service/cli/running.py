"""What the commands share: settings, the engine, and documents with their problems reported."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from service.ingest import Annotator
    from service.inputs import Input, InputProblem
    from service.settings import Settings

Loader = Callable[["Settings"], "Annotator"]


def load(context: typer.Context, settings: "Settings") -> "Annotator":
    """The engine that the settings ask for.

    Raises:
        quotes.errors.PipelineError: the spaCy pipeline cannot be used.
        quotes.errors.TaggerError: the tagger cannot.
    """
    from service.ingest import load_engine

    loader: Loader = context.obj or load_engine
    return loader(settings)


@contextmanager
def database() -> "Iterator[Engine]":
    """The database of the settings, closed at the end."""
    from service.database import open_engine
    from service.settings import load_settings

    engine = open_engine(load_settings().database_url)
    try:
        yield engine
    finally:
        engine.dispose()


def documents(paths: Sequence[str]) -> Iterator["Input | InputProblem"]:
    """The documents of `paths`, or of standard input if there are none.

    Raises:
        typer.BadParameter: there are none, and standard input is a terminal.
    """
    from service.inputs import read_inputs

    if not paths and sys.stdin.isatty():
        raise typer.BadParameter("name a file or a folder, or - for standard input")
    return read_inputs(list(paths) or ["-"], sys.stdin.buffer)


def report(problem: "InputProblem") -> None:
    """One line on standard error: where, and why."""
    from service.cli.terminal import plain

    print(f"{plain(problem.place)}: {plain(problem.reason)}", file=sys.stderr, flush=True)
