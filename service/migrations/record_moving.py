"""What 0003 shares between its steps: tables as they are found, and ids by frozen rules.

Nothing here follows the tables of the code, so that the migration does the same for ever. What
only looks things up (keys of names, hashes of wordings, the full text index) is taken from the
code all the same: it must agree with the code that runs after the migration.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.engine.interfaces import ReflectedColumn

from quotes.model import digest
from service.tables import ExactText, UtcTime
from service.words import words

BATCH = 500
Tables = Mapping[str, sa.Table]
Values = dict[str, Any]


def set_aside(*names: str) -> None:
    """Rename tables to `old_…`, so that others can be made under their names."""
    connection = op.get_bind()
    inspector = sa.inspect(connection)
    for name in names:
        if connection.dialect.name == "postgresql":
            # There the name of a key is one of the schema, not of the table.
            keys = [inspector.get_pk_constraint(name), *inspector.get_unique_constraints(name)]
            for key in keys:
                old = key["name"]
                op.execute(f"ALTER TABLE {name} RENAME CONSTRAINT {old} TO old_{old}")
        op.rename_table(name, f"old_{name}")


def reflected(*names: str) -> Tables:
    """These tables as the database has them now, with our own types of text, JSON and moments."""
    metadata = sa.MetaData()
    sa.event.listen(metadata, "column_reflect", _own_type)
    metadata.reflect(op.get_bind(), only=names, resolve_fks=False)
    return metadata.tables


def _own_type(_inspector: object, _table: object, column: ReflectedColumn) -> None:
    kind = column["type"]
    if isinstance(kind, sa.Text):
        column["type"] = ExactText()
    elif isinstance(kind, sa.JSON):
        column["type"] = sa.JSON(none_as_null=True)
    elif isinstance(kind, sa.DateTime):
        column["type"] = UtcTime()


def rows_of(statement: sa.Select[Any]) -> Sequence[Any]:
    """All that it finds, at once."""
    return op.get_bind().execute(statement).all()


def insert(table: sa.Table, rows: Sequence[Values]) -> None:
    """Insert `rows`, if there are any."""
    if rows:
        op.get_bind().execute(table.insert(), rows)


def next_pk(table: sa.Table) -> int:
    """The first key that is free."""
    last = op.get_bind().execute(sa.select(sa.func.max(table.c.pk))).scalar()
    return (last or 0) + 1


def reset_sequence(table: str) -> None:
    """Let PostgreSQL count on behind the keys that were inserted as they are."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'pk'), max(pk)) FROM {table}")


def source_id(name: str) -> str:
    """The id of a source, from the folded words of its name."""
    return digest("source", words(name) or name)
