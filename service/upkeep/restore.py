"""A backup into an empty database, of either kind."""

import gzip
import json
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any

import sqlalchemy as sa
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from service import database
from service.errors import BackupError
from service.upkeep.copies import BATCH, Content, Header, Tell, level, parse_header, readers, tables
from service.upkeep.repair import rebuild_index

_MIGRATIONS = str(Path(database.__file__).parent / "migrations")


def restore(engine: Engine, path: Path, *, tell: Tell) -> Header:
    """Put everything from `path` into an empty database; all of it or nothing.

    Raises:
        BackupError: the database is not empty, or the file is no backup, of a later version or
            damaged.
        DatabaseUnavailable: unreachable, locked or read-only.
    """
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            header = parse_header(lines.readline())
            _make_tables(engine, header)
            with database.writing(engine) as session:
                _fill(session.connection(), header, lines, tell)
    except (gzip.BadGzipFile, EOFError, UnicodeDecodeError, zlib.error):
        raise BackupError(f"{path} is damaged, or not a backup of quotes") from None
    except OSError as error:
        raise BackupError(f"{path} cannot be read: {error.strerror or error}") from None
    database.upgrade(engine)
    with database.writing(engine) as session:
        rebuild_index(session, tell)
    return header


def _make_tables(engine: Engine, header: Header) -> None:
    """Empty tables of the level that the backup has."""
    levels = {each.revision for each in ScriptDirectory(_MIGRATIONS).walk_revisions()}
    if header.level not in levels:
        raise BackupError(f"the backup was made by a later version ({header.level})")
    with database.reading(engine) as session:
        before = level(session.connection())
        _require_empty(session.connection())
        strangers = before is None and tables(session.connection())
    if strangers:
        raise BackupError("the database holds tables that are not of quotes")
    if before not in (None, header.level):
        database.downgrade(engine, "base")
    database.upgrade(engine, header.level)


def _require_empty(connection: Connection) -> None:
    for table in tables(connection):
        if connection.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first():
            raise BackupError("the database is not empty; a backup is restored into a new one")


def _fill(connection: Connection, header: Header, lines: IO[str], tell: Tell) -> None:
    # Somebody may have been faster since the tables were made.
    _require_empty(connection)
    known = {table.name: table for table in tables(connection)}
    for content in header.contents:
        table = known.get(content.table)
        if table is None or set(table.c.keys()) != set(content.columns):
            raise BackupError(f"the backup's table {content.table} is not one of {header.level}")
        _fill_table(connection, table, _rows(content, lines, table), content.rows, tell)
    if lines.readline():
        raise BackupError("the backup holds more than its header says")


def _rows(content: Content, lines: IO[str], table: sa.Table) -> Iterator[dict[str, Any]]:
    read = readers([table.c[name] for name in content.columns])
    for _ in range(content.rows):
        try:
            values = json.loads(lines.readline())
            yield {
                name: reader(value)
                for name, reader, value in zip(content.columns, read, values, strict=True)
            }
        except (ValueError, TypeError):
            raise BackupError(f"the backup is damaged in {content.table}") from None


def _fill_table(
    connection: Connection,
    table: sa.Table,
    rows: Iterator[dict[str, Any]],
    count: int,
    tell: Tell,
) -> None:
    # What refers to its own table is tied when all of it is there.
    own = [
        column.name
        for column in table.c
        if any(key.column.table is table for key in column.foreign_keys)
    ]
    later = _Later(connection, table) if own else None
    done = 0
    while batch := list(islice(rows, BATCH)):
        if later:
            later.take(batch, own)
        connection.execute(table.insert(), batch)
        done += len(batch)
        tell(table.name, done, count)
    if later:
        later.tie(own)
    if connection.dialect.name == "postgresql" and "pk" in table.c:
        # Tables whose keys are not counted have no sequence: nothing is done then.
        key = f"setval(pg_get_serial_sequence('{table.name}', 'pk'), max(pk))"
        connection.execute(sa.text(f"SELECT {key} FROM {table.name}"))


class _Later:
    """References within a table, kept in the database until all its rows are there."""

    def __init__(self, connection: Connection, table: sa.Table) -> None:
        self._connection = connection
        self._table = table
        self._kept = sa.Table(
            f"{table.name}_later",
            sa.MetaData(),
            sa.Column("name", sa.Text()),
            sa.Column("pk", sa.BigInteger(), index=True),
            sa.Column("target", sa.BigInteger()),
            prefixes=["TEMPORARY"],
        )
        self._kept.create(connection)

    def take(self, batch: list[dict[str, Any]], columns: list[str]) -> None:
        """Empty these columns of the rows, and remember what they held."""
        found = [
            {"name": name, "pk": row["pk"], "target": row[name]}
            for row in batch
            for name in columns
            if row[name] is not None
        ]
        for row in batch:
            row.update(dict.fromkeys(columns))
        if found:
            self._connection.execute(self._kept.insert(), found)

    def tie(self, columns: list[str]) -> None:
        """Give the rows back what was taken."""
        pk, kept = self._table.c.pk, self._kept.c
        for name in columns:
            mine = sa.and_(kept.name == name, kept.pk == pk)
            self._connection.execute(
                self._table.update()
                .where(pk.in_(sa.select(kept.pk).where(kept.name == name)))
                .values({name: sa.select(kept.target).where(mine).scalar_subquery()})
            )
        self._kept.drop(self._connection)
