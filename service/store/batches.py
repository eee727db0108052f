"""Long lists in pieces: a database takes only so many parameters in one question.

What is asked for every document is asked of the tables and not of the mapped classes, by
statements built once: SQLAlchemy's work on a question costs more than SQLite's.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Executable, bindparam
from sqlmodel import Session

T = TypeVar("T")
_SIZE = 1000
# What `fetched` asks for.
SOME: BindParameter[Any] = bindparam("some", expanding=True)


def batched(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """`items` in order, at most 1,000 at a time."""
    for start in range(0, len(items), _SIZE):
        yield items[start : start + _SIZE]


def fetched(session: Session, asked: Executable, some: Iterable[Any]) -> Iterator[Any]:
    """The rows that answer `asked` for any of `some`, which is `SOME` in it."""
    connection = session.connection()
    for few in batched(sorted(set(some))):
        # All at once: row by row SQLAlchemy takes longer than SQLite.
        yield from connection.execute(asked, {"some": few}).all()


def write(session: Session, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> None:
    """Execute `statement` with each of `rows`, or not at all if there are none."""
    if rows:
        session.connection().execute(statement, rows)


def made(session: Session, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
    """Insert `rows` by an INSERT … RETURNING; what it returns, in their order."""
    return list(session.connection().execute(statement, rows).scalars()) if rows else []
