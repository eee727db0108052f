"""``quotes keys``: who may do what over HTTP."""

from typing import Annotated

import typer

from service.access import SCOPES, local_user
from service.cli.running import database

keys = typer.Typer(no_args_is_help=True, help="Look after who may do what over HTTP.")


@keys.callback()
def _keys() -> None:
    """Look after who may do what over HTTP: make, list and revoke keys."""


@keys.command()
def make(
    name: Annotated[
        str, typer.Argument(help="Whose it is; what is judged with it bears the name.")
    ],
    scopes: Annotated[
        list[str],
        typer.Option(
            "--scope",
            help="read, ingest, judge or admin; repeat it for several. Each may read, admin all.",
        ),
    ] = ["read"],  # noqa: B006  typer copies it
) -> None:
    """Make a key and print its secret, which is shown this once and kept nowhere.

    From the first key on, writing over HTTP needs one, from this machine too.

    Example: quotes keys make newsdesk --scope ingest --scope judge
    """
    from service.database import prepare, writing
    from service.store import api_keys

    if not name.strip():
        raise typer.BadParameter("a key needs a name")
    if unknown := [scope for scope in scopes if scope not in SCOPES]:
        raise typer.BadParameter(f"{unknown[0]!r} is none of {', '.join(SCOPES)}")
    wanted = tuple(scope for scope in SCOPES if scope in scopes)
    with database() as engine:
        prepare(engine)
        with writing(engine) as session:
            id_, secret = api_keys.make(session, name, wanted, by=local_user())
    typer.echo(f"{id_} of {name}: {', '.join(wanted)}", err=True)
    typer.echo(secret)


@keys.command("list")
def list_() -> None:
    """Print all keys, without their secrets.

    Example: quotes keys list
    """
    from service.cli.terminal import plain, print_table
    from service.database import reading, require_current
    from service.store import api_keys

    with database() as engine:
        require_current(engine)
        with reading(engine) as session:
            found = api_keys.listed(session)
    if not found:
        typer.echo("There are no keys: this machine may write without one.")
        return
    print_table(
        (("Id", 4), ("Name", 5), ("Scopes", 5), ("Made", 4), ("Revoked", 4)),
        (
            (
                each.id,
                plain(each.name),
                ", ".join(each.scopes),
                f"{each.created:%Y-%m-%d %H:%M}",
                f"{each.revoked:%Y-%m-%d %H:%M}" if each.revoked else "",
            )
            for each in found
        ),
    )


@keys.command()
def revoke(key: Annotated[str, typer.Argument(help="The id of the key.")]) -> None:
    """Let a key open nothing any more, from the next request on.

    Example: quotes keys revoke 77aa01c3e4b2d9f0
    """
    from service.database import require_current, writing
    from service.store import api_keys

    with database() as engine:
        require_current(engine)
        with writing(engine) as session:
            api_keys.revoke(session, key, by=local_user())
    typer.echo("Revoked.")
