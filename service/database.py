"""Opening, reading, writing and migrating; the only file where SQLite and PostgreSQL differ."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import Session, SQLModel

from quotes.model import digest
from service.errors import DatabaseUnavailable, SchemaOutdated

_CACHE_KB, _MAPPED, _LOG_PAGES = 65_536, 1 << 32, 32_768
_MIGRATIONS = str(Path(__file__).parent / "migrations")


def open_engine(url: str) -> Engine:
    """The pool of connections to `url`; connects to nothing yet.

    A locked SQLite database is waited for: 5 seconds, or as `?timeout=SECONDS` in the URL says.
    """
    engine = create_engine(
        url, pool_pre_ping=not url.startswith("sqlite"), json_serializer=_compact
    )
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _compact(value: object) -> str:
    """JSON without the spaces that nobody reads."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # Python's sqlite3 would open transactions on its own and commit before DDL.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA foreign_keys = ON")
    # 2 MB, the default, would read the same pages from the file over and over.
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    connection.execute(f"PRAGMA mmap_size = {_MAPPED}")
    # At 4 MB, the default, every tenth article would wait for a checkpoint.
    connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its lock at once: one that read first and found the database changed when
    # it wants to write would fail without waiting.
    writing = connection.get_execution_options().get("quotes_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """One transaction that only reads.

    Raises:
        DatabaseUnavailable: unreachable or locked.
    """
    with _said_plainly(), Session(engine) as session:
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """One transaction, committed at the end, or undone if anything was raised.

    Raises:
        DatabaseUnavailable: unreachable, locked, or read-only.
    """
    bound = engine.execution_options(quotes_write=True)
    with _said_plainly(), Session(bound) as session, session.begin():
        yield session


@contextmanager
def _said_plainly() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        if isinstance(error, IntegrityError):
            raise
        first = str(error.orig or error).strip().splitlines()[0]
        raise DatabaseUnavailable(f"the database does not answer: {first}") from error


def insert_missing(session: Session, rows: Sequence[SQLModel]) -> None:
    """Insert those of `rows`, all of one table, whose primary key is not there yet."""
    if not rows:
        return
    table: Any = type(rows[0]).__table__  # type: ignore[attr-defined]
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    values = [row.model_dump() for row in rows]
    session.connection().execute(dialect.insert(table).on_conflict_do_nothing(), values)


def lock(session: Session, names: Iterable[str]) -> None:
    """Keep other writers from what is known by these names until the transaction ends.

    SQLite has one writer at a time anyway.
    """
    keys = sorted({int(digest("lock", name)[:15], 16) for name in names})
    if keys and session.get_bind().dialect.name == "postgresql":
        # In one order everywhere, so that two writers never wait for each other.
        session.connection().execute(_LOCK, {"keys": keys})


_LOCK = text(
    "SELECT pg_advisory_xact_lock(key) FROM"
    " (SELECT unnest(cast(:keys AS bigint[])) AS key ORDER BY 1) AS ordered"
)


# --- migrations ---------------------------------------------------------------------------


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the tables to `revision`, in one transaction; nothing happens if they are there.

    Raises:
        DatabaseUnavailable: unreachable, locked, or read-only.
        SchemaOutdated: the database was made by a later version.
    """
    with _said_plainly(), engine.execution_options(quotes_write=True).begin() as connection:
        _check_known(connection)
        command.upgrade(_config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the tables back to `revision`; `base` removes them all."""
    with _said_plainly(), engine.execution_options(quotes_write=True).begin() as connection:
        command.downgrade(_config(connection), revision)


def prepare(engine: Engine) -> None:
    """What `ingest` and `serve` do first: migrate SQLite, check anything else.

    Raises:
        DatabaseUnavailable: unreachable, locked, or read-only.
        SchemaOutdated: not SQLite, and not migrated.
    """
    if engine.dialect.name == "sqlite" and not _is_current(engine):
        upgrade(engine)
    require_current(engine)


def require_current(engine: Engine) -> None:
    """Make sure that the database can be read by this version; changes nothing.

    Raises:
        DatabaseUnavailable: unreachable, or an SQLite file that is not there.
        SchemaOutdated: its tables are older or newer.
    """
    path = engine.url.database
    if engine.dialect.name == "sqlite" and path and not Path(path).exists():
        raise DatabaseUnavailable(f"there is no database at {path}: run `quotes ingest` first")
    if not _is_current(engine):
        raise SchemaOutdated("the tables are not up to date: run `quotes db upgrade`")


def _is_current(engine: Engine) -> bool:
    head = ScriptDirectory(_MIGRATIONS).get_current_head()
    with _said_plainly(), engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == head


def _check_known(connection: Connection) -> None:
    revision = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in ScriptDirectory(_MIGRATIONS).walk_revisions()}
    if revision is not None and revision not in known:
        raise SchemaOutdated(f"the database was made by a later version ({revision})")


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", _MIGRATIONS)
    config.attributes["connection"] = connection
    return config


def ping(engine: Engine) -> None:
    """Ask the database anything at all.

    Raises:
        DatabaseUnavailable: it does not answer.
    """
    with reading(engine) as session:
        session.connection().execute(text("SELECT 1"))
