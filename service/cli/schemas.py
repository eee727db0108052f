"""``quotes schemas``: the published contracts, written or checked."""

from pathlib import Path
from typing import Annotated

import typer


def schemas(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail if a file is out of date.")
    ] = False,
    folder: Annotated[Path, typer.Option(help="Where the files are.")] = Path("schemas"),
) -> None:
    """Write the JSON Schemas and the OpenAPI document from the types.

    Example: quotes schemas --check
    """
    from service import schemas as published
    from service.app import create_app
    from service.settings import Settings

    # The contracts do not depend on where the service runs.
    openapi = create_app(Settings.model_construct()).openapi()
    if not check:
        for path in published.write(folder, openapi):
            typer.echo(f"wrote {path}")
        return
    outdated = list(published.differing(folder, openapi))
    for path in outdated:
        typer.echo(f"{path} is not what the types say: run `quotes schemas`", err=True)
    if outdated:
        raise typer.Exit(1)
