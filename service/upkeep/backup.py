"""A consistent copy of a database into one file, while others go on writing."""

import gzip
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from service.database import reading, require_current
from service.errors import BackupError, SchemaOutdated
from service.upkeep.copies import BATCH, Content, Header, Tell, encode, level, tables


def backup(engine: Engine, path: Path, *, force: bool, tell: Tell) -> Header:
    """Write everything to `path`, which appears there once it is whole.

    Raises:
        BackupError: there is a file already and no `force`, or it cannot be written.
        DatabaseUnavailable: unreachable or locked.
    """
    with suppress(SchemaOutdated):
        # Tables of an older version are copied as they are: before an upgrade, say.
        require_current(engine)
    if path.exists() and not force:
        raise BackupError(f"{path} exists already; --force writes over it")
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as part:
            try:
                header = _write(engine, part.file, tell)
                Path(part.name).replace(path)
            except BaseException:
                Path(part.name).unlink()
                raise
    except OSError as error:
        raise BackupError(f"{path} cannot be written: {error.strerror or error}") from None
    return header


def _write(engine: Engine, file: IO[bytes], tell: Tell) -> Header:
    with reading(_snapshot(engine)) as session:
        connection = session.connection()
        found = tables(connection)
        header = _header(connection, found)
        with gzip.open(file, "wt", encoding="utf-8", compresslevel=5) as lines:
            lines.write(header.line() + "\n")
            for table, content in zip(found, header.contents, strict=True):
                tell(table.name, 0, content.rows)
                for done, line in enumerate(_lines(connection, table), start=1):
                    lines.write(line + "\n")
                    if done % BATCH == 0:
                        tell(table.name, done, content.rows)
    file.flush()
    os.fsync(file.fileno())
    return header


def _snapshot(engine: Engine) -> Engine:
    """One that sees in a transaction what was there when it began; SQLite always does."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _header(connection: Connection, found: list[sa.Table]) -> Header:
    contents = tuple(
        Content(
            table.name,
            tuple(table.c.keys()),
            connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one(),
        )
        for table in found
    )
    made = level(connection)
    if made is None:
        raise BackupError("there is nothing to copy: the database has no tables of quotes")
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Header(made, now, contents)


def _lines(connection: Connection, table: sa.Table) -> Iterator[str]:
    in_order = table.select().order_by(*table.primary_key)
    # The rows come in pieces, never all at once.
    for row in connection.execute(in_order, execution_options={"yield_per": BATCH}):
        yield encode(row)
