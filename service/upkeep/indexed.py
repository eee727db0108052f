"""Whether the full text index holds the quotes of current documents, and no others."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlmodel import Session, col, select

from service import fulltext, textindex
from service.store.entries import entries
from service.tables import DocumentRow, QuoteRow
from service.upkeep.copies import BATCH

# What SQLite keeps of the index cannot be listed by quotes, only by words.
_BY_QUOTE = (
    "CREATE VIRTUAL TABLE temp.indexed_words"
    f" USING fts5vocab('main', '{fulltext.NAME}', 'instance')",
    "CREATE TEMPORARY TABLE indexed (quote_pk INTEGER PRIMARY KEY)",
    "INSERT OR IGNORE INTO indexed SELECT doc FROM indexed_words",
)
_GONE = ("DROP TABLE IF EXISTS temp.indexed", "DROP TABLE IF EXISTS temp.indexed_words")


def index_findings(session: Session) -> Iterator[str]:
    """What the index lacks, and what it holds too much, each as one line."""
    connection = session.connection()
    if not sa.inspect(connection).has_table(fulltext.NAME):
        yield f"there is no full text index ({fulltext.NAME})"
        return
    with indexed(connection) as table:
        for quote in _missing(session, table):
            yield f"quote {quote.id}: not in the full text index"
        extra = (
            f"SELECT s.quote_pk FROM {table} AS s"
            " WHERE NOT EXISTS (SELECT 1 FROM quotes AS q WHERE q.pk = s.quote_pk AND q.current)"
        )
        for (pk,) in connection.exec_driver_sql(extra):
            yield f"the full text index holds {pk}, which is no quote of a current document"


def text_index_findings(session: Session) -> Iterator[str]:
    """Current documents that the index of texts lacks, and others that it holds."""
    connection = session.connection()
    if not sa.inspect(connection).has_table(textindex.NAME):
        yield f"there is no full text index ({textindex.NAME})"
        return
    there = _texts_indexed(connection)
    last, some = -1, select(DocumentRow.pk, DocumentRow.id, DocumentRow.text)
    some = some.where(col(DocumentRow.current)).order_by(col(DocumentRow.pk)).limit(BATCH)
    while rows := session.exec(some.where(col(DocumentRow.pk) > last)).all():
        last = rows[-1][0] or 0
        for pk, id_, text in rows:
            if pk not in there and textindex.telling(text):
                yield f"document {id_}: not in the index of texts"
            there.discard(pk)
    yield from (f"the index of texts holds {pk}, which is no current document" for pk in there)


def _texts_indexed(connection: Connection) -> set[int | None]:
    if connection.dialect.name == "postgresql":
        return set(
            connection.exec_driver_sql(f"SELECT document_pk FROM {textindex.NAME}").scalars()
        )
    # Without positions the words know no documents either; every number of a list is one row.
    connection.exec_driver_sql(_BY_TEXT)
    try:
        return set(connection.exec_driver_sql("SELECT DISTINCT doc FROM indexed_texts").scalars())
    finally:
        connection.exec_driver_sql("DROP TABLE temp.indexed_texts")


_BY_TEXT = (
    "CREATE VIRTUAL TABLE temp.indexed_texts"
    f" USING fts5vocab('main', '{textindex.NAME}', 'instance')"
)


@contextmanager
def indexed(connection: Connection) -> Iterator[str]:
    """The name of a table whose column `quote_pk` has the key of every quote in the index."""
    if connection.dialect.name == "postgresql":
        yield fulltext.NAME
        return
    for statement in (*_GONE, *_BY_QUOTE):
        connection.exec_driver_sql(statement)
    try:
        yield "indexed"
    finally:
        for statement in _GONE:
            connection.exec_driver_sql(statement)


def _missing(session: Session, table: str) -> Iterator[QuoteRow]:
    there = sa.table(table, sa.column("quote_pk"))
    absent = ~sa.exists().where(there.c.quote_pk == col(QuoteRow.pk))
    found = select(QuoteRow).where(col(QuoteRow.current), absent).order_by(col(QuoteRow.pk))
    last = -1
    while quotes := session.exec(found.where(col(QuoteRow.pk) > last).limit(BATCH)).all():
        last = quotes[-1].pk
        for quote, entry in zip(quotes, entries(session, quotes), strict=True):
            # Where there is no word at all, SQLite keeps nothing.
            if table == fulltext.NAME or entry.tags or any(_words(entry)):
                yield quote
        session.expunge_all()


def _words(entry: fulltext.Entry) -> Iterator[str]:
    return (getattr(entry, field) for field in fulltext.FIELDS)
