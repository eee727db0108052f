"""The index of whole documents: which current ones hold these words, attributed or not.

It keeps only whether a word stands in a document, not where: what is found is read again anyway,
and the index stays at a hundredth of the texts. Like `service.fulltext` it holds folded words, and
no metadata knows it; words that every text holds are left out.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, text
from sqlmodel import Session

from service import fulltext
from service.fulltext import is_sqlite, short
from service.wording.vocabulary import STOP_WORDS
from service.words import word_list

NAME = "document_search"
_MOST = 30_000  # distinct words of one text; PostgreSQL refuses a vector of 1 MB

Indexed = tuple[int, str]  # the key of a document, and its text


def is_index(table: str) -> bool:
    """Whether a table is a full text index or a part of one."""
    return table.startswith((fulltext.NAME, NAME))


def telling(words: str) -> list[str]:
    """The distinct words of a text that the index holds, in their order."""
    found = dict.fromkeys(word_list(words))
    return [short(word) for word in found if word not in STOP_WORDS][:_MOST]


def create(connection: Connection) -> None:
    """Make the index, empty."""
    for statement in _CREATE[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def drop(connection: Connection) -> None:
    """Take the index away."""
    connection.exec_driver_sql(f"DROP TABLE {NAME}")


def add(session: Session, documents: Iterable[Indexed]) -> None:
    """Index the texts of `documents`, none of which may be there yet."""
    _write(session, _INSERT, _INSERT_VECTOR, documents)


def remove(session: Session, documents: Iterable[Indexed]) -> None:
    """Take `documents` out, with the very texts that were added."""
    _write(session, _DELETE, _DELETE_VECTOR, documents)


def holding(session: Session, words: Sequence[str], most: int) -> list[int]:
    """The keys of the documents stored last that hold all of `words`, at most so many."""
    if not words:
        return []
    if is_sqlite(session):
        asked, question = _MATCH, " AND ".join(f'"{word}"' for word in words)
    else:
        asked, question = _MATCH_VECTOR, " & ".join(f"'{word}'" for word in words)
    found = session.connection().execute(asked, {"question": question, "most": most})
    return list(found.scalars())


_OPTIONS = "content='', tokenize='ascii', columnsize=0, detail=none"
_CREATE = {
    "sqlite": (f"CREATE VIRTUAL TABLE {NAME} USING fts5(words, {_OPTIONS})",),
    "postgresql": (
        f"CREATE TABLE {NAME} (document_pk bigint PRIMARY KEY, vector tsvector NOT NULL)",
        f"CREATE INDEX ix_{NAME}_vector ON {NAME} USING gin (vector)",
    ),
}
_INSERT = text(f"INSERT INTO {NAME} (rowid, words) VALUES (:pk, :words)")
_DELETE = text(f"INSERT INTO {NAME} ({NAME}, rowid, words) VALUES ('delete', :pk, :words)")
_INSERT_VECTOR = text(
    f"INSERT INTO {NAME} VALUES (:pk, array_to_tsvector(string_to_array(:words, ' ')))"
)
_DELETE_VECTOR = text(f"DELETE FROM {NAME} WHERE document_pk = :pk")
_MATCH = text(
    f"SELECT rowid FROM {NAME} WHERE {NAME} MATCH :question ORDER BY rowid DESC LIMIT :most"
)
# The offset keeps the planner from walking the keys until enough are found.
_MATCH_VECTOR = text(
    f"SELECT document_pk FROM (SELECT document_pk FROM {NAME} WHERE vector @@"
    " CAST(:question AS tsquery) OFFSET 0) AS found ORDER BY document_pk DESC LIMIT :most"
)


def _write(session: Session, sqlite: object, other: object, documents: Iterable[Indexed]) -> None:
    statement = sqlite if is_sqlite(session) else other
    rows = [{"pk": pk, "words": " ".join(telling(words))} for pk, words in documents]
    # What holds no word is never found; SQLite would keep nothing of it.
    if rows := [row for row in rows if row["words"]]:
        session.connection().execute(statement, rows)  # type: ignore[call-overload]
