"""``quotes sources``: who is who, over all documents."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from service.access import Actor, local_user
from service.cli.running import database

sources = typer.Typer(no_args_is_help=True, help="Look after who is who.")

_AUTHOR = Annotated[
    str,
    typer.Option(
        "--by", help="Who judges so; it is kept with the judgement.", show_default="your user name"
    ),
]


def _actor(by: str) -> Actor:
    return Actor(by, "cli") if by else local_user()


@sources.callback()
def _sources() -> None:
    """Look after who is who: watch lists, joinings, doubts."""


@sources.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="The watch list, a CSV file.")],
    by: _AUTHOR = "",
) -> None:
    """Put a watch list into the record.

    Its columns are name, aliases, kind (person, organisation, place, other), qid and roles;
    several aliases or roles in one cell are parted by |, a role may say when it was held:

        name,aliases,kind,qid,roles
        Sergey Lavrov,Sergei Lavrov,person,Q58217,Russian foreign minister [2004-03-09/]

    A line that cannot be used is reported and skipped. The same list again changes nothing.

    Example: quotes sources import watch.csv
    """
    from service.cli.terminal import plain
    from service.database import prepare, writing
    from service.store import audit
    from service.store.listing import enlist
    from service.watchlist import ListProblem, read

    listed = problems = 0
    with database() as engine:
        prepare(engine)
        for each in read(file):
            if isinstance(each, ListProblem):
                problems += 1
                print(f"{file}:{each.line}: {plain(each.reason)}", file=sys.stderr)
                continue
            with writing(engine) as session:
                enlist(session, each, author=_actor(by).name)
                audit.note(session, _actor(by), "source.listed", each.name)
            listed += 1
    typer.echo(f"{listed} listed, {problems} skipped.")
    if problems:
        raise typer.Exit(1)


@sources.command()
def merge(
    kept: Annotated[str, typer.Argument(help="The id of the source that stays.")],
    gone: Annotated[str, typer.Argument(help="The id of the source that becomes part of it.")],
    reason: Annotated[str, typer.Option(help="Why they are one.")] = "",
    by: _AUTHOR = "",
) -> None:
    """Make one source of two; both ids find it from then on.

    Prints the id of the judgement, with which `quotes sources withdraw` parts them again.

    Example: quotes sources merge 0b9c2f55d1e8a374 77aa01c3e4b2d9f0 --reason "same passport"
    """
    from service.database import require_current, writing
    from service.store import audit, joining

    with database() as engine:
        require_current(engine)
        with writing(engine) as session:
            judged = joining.merge(session, kept, gone, author=_actor(by).name, reason=reason)
            audit.note(session, _actor(by), "judgement.made", judged)
    typer.echo(judged)


@sources.command()
def withdraw(
    judgement: Annotated[str, typer.Argument(help="The id of the judgement.")], by: _AUTHOR = ""
) -> None:
    """Take back a joining, made by a person or by the engine.

    Example: quotes sources withdraw 5d0f6a1b2c3d4e5f
    """
    from service.database import require_current, writing
    from service.store import audit, joining

    with database() as engine:
        require_current(engine)
        with writing(engine) as session:
            joining.withdraw(session, judgement, author=_actor(by).name)
            audit.note(session, _actor(by), "judgement.withdrawn", judgement)
    typer.echo("Withdrawn.")


@sources.command()
def doubts(
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many at most.")] = 50,
) -> None:
    """The joinings that the engine would not make on its own, surest first.

    Example: quotes sources doubts
    """
    from service.cli.terminal import plain, print_table
    from service.database import reading, require_current
    from service.store.judgements import doubts as queue

    with database() as engine:
        require_current(engine)
        with reading(engine) as session:
            rows = queue(session, limit=limit)
    if not rows:
        typer.echo("No joining is in doubt.")
        return
    columns = (("Score", 1), ("One", 5), ("Other", 5), ("Reason", 5))
    print_table(
        columns,
        (
            (
                f"{row.score or 0:.2f}",
                f"{plain(row.one.name)}\n{row.one.id}",
                f"{plain(row.other.name)}\n{row.other.id}",
                plain(row.reason),
            )
            for row in rows
        ),
    )
