"""The format of a backup: gzipped JSON Lines, for either database to write and to read.

The first line is a header: format, migration level, moment, and for each table its columns and
how many rows follow, in an order in which no row refers to a later table. Each other line is one
row, an array of its columns. What is derived (the full text index) is not in it.

Tables are taken as the database has them, not as the code does, so a backup of an older level is
restored at that level and then migrated.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

from service.errors import BackupError
from service.tables import UtcTime
from service.textindex import is_index

BATCH = 500
FORMAT = "quotes backup 1"
_LEVELS = "alembic_version"

# Called now and then with what is being done, how much of it is done, and how much there is.
Tell = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Content:
    """What a backup holds of one table."""

    table: str
    columns: tuple[str, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Header:
    """What a backup says of itself."""

    level: str
    created: str
    contents: tuple[Content, ...]

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(each.rows for each in self.contents)

    def line(self) -> str:
        """The first line of the file."""
        contents = [
            {"table": each.table, "columns": each.columns, "rows": each.rows}
            for each in self.contents
        ]
        return json.dumps(
            {
                "format": FORMAT,
                "level": self.level,
                "created": self.created,
                "contents": contents,
            }
        )


def parse_header(line: str) -> Header:
    """The header in `line`.

    Raises:
        BackupError: it is none, or one of a later format.
    """
    try:
        value = json.loads(line)
        if value["format"] != FORMAT:
            raise BackupError(f"the backup has the format {value['format']!r}, not {FORMAT!r}")
        contents = tuple(
            Content(str(each["table"]), tuple(map(str, each["columns"])), int(each["rows"]))
            for each in value["contents"]
        )
        return Header(str(value["level"]), str(value["created"]), contents)
    except (ValueError, TypeError, KeyError):
        raise BackupError("the file is not a backup of quotes") from None


def level(connection: Connection) -> str | None:
    """Which migration the tables are those of."""
    return MigrationContext.configure(connection).get_current_revision()


def tables(connection: Connection) -> list[sa.Table]:
    """All tables with rows of their own, each behind those it refers to."""
    names = [
        name
        for name in sa.inspect(connection).get_table_names()
        if name != _LEVELS and not is_index(name)
    ]
    metadata = sa.MetaData()
    sa.event.listen(metadata, "column_reflect", _own_type)
    metadata.reflect(connection, only=names)
    return metadata.sorted_tables


def _own_type(_inspector: object, _table: object, column: Any) -> None:
    # Text stays as it lies in the database, escapes included: they are the same in both.
    if isinstance(column["type"], sa.JSON):
        column["type"] = sa.JSON(none_as_null=True)
    elif isinstance(column["type"], sa.DateTime):
        column["type"] = UtcTime()


def encode(row: Sequence[Any]) -> str:
    """One row as a line."""
    return json.dumps(list(row), default=_plain, separators=(",", ":"))


def _plain(value: date) -> str:
    return value.isoformat()


Reader = Callable[[Any], Any]


def readers(columns: Sequence[sa.Column[Any]]) -> list[Reader]:
    """For each column, what makes its value of the one in a backup."""
    return [_reader(column.type) for column in columns]


def _reader(kind: sa.types.TypeEngine[Any]) -> Reader:
    if isinstance(kind, UtcTime):
        return lambda value: None if value is None else datetime.fromisoformat(value)
    if isinstance(kind, sa.Date):
        return lambda value: None if value is None else date.fromisoformat(value)
    return lambda value: value
