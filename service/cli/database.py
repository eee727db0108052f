"""``quotes db``: the database itself."""

import typer

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
    from service import database
    from service.settings import load_settings

    engine = database.open_engine(load_settings().database_url)
    try:
        database.upgrade(engine)
    finally:
        engine.dispose()
    typer.echo("The database is up to date.")
