"""What is derived from the rows, made anew from them: the full text index and the counters."""

import sqlalchemy as sa
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from service import fulltext, textindex
from service.database import require_current, writing
from service.store.conditions import listed
from service.store.entries import entries
from service.tables import (
    DocumentRow,
    QuoteRow,
    QuoteSpeakerRow,
    SourceRow,
    StatementRow,
)
from service.upkeep.copies import BATCH, Tell


def repair(engine: Engine, tell: Tell) -> None:
    """Rebuild the index and count anew, in one transaction.

    Raises:
        DatabaseUnavailable: unreachable, locked or read-only.
        SchemaOutdated: the tables are not those of this version.
    """
    require_current(engine)
    with writing(engine) as session:
        rebuild_index(session, tell)
        tell("counters", 0, 0)
        _count(session)


def rebuild_index(session: Session, tell: Tell) -> None:
    """The indexes of all current quotes and documents, in place of whatever there is."""
    connection = session.connection()
    if sa.inspect(connection).has_table(fulltext.NAME):
        fulltext.drop(connection)
    fulltext.create(connection)
    current = select(QuoteRow).where(col(QuoteRow.current))
    count = session.exec(select(sa.func.count()).select_from(current.subquery())).one()
    _index_texts(session, tell)
    last, done = -1, 0
    following = current.order_by(col(QuoteRow.pk)).limit(BATCH)
    while rows := session.exec(following.where(col(QuoteRow.pk) > last)).all():
        last, done = rows[-1].pk, done + len(rows)
        fulltext.add(session, entries(session, rows))
        session.expunge_all()
        tell("index", done, count)


def _index_texts(session: Session, tell: Tell) -> None:
    connection = session.connection()
    if sa.inspect(connection).has_table(textindex.NAME):
        textindex.drop(connection)
    textindex.create(connection)
    texts = sa.select(col(DocumentRow.pk), col(DocumentRow.text)).where(col(DocumentRow.current))
    following = texts.order_by(col(DocumentRow.pk)).limit(BATCH)
    last, done = -1, 0
    while rows := session.execute(following.where(col(DocumentRow.pk) > last)).all():
        last, done = rows[-1][0], done + len(rows)
        textindex.add(session, [(pk, text) for pk, text in rows])
        tell("texts", done, 0)


def _count(session: Session) -> None:
    dated = (sa.func.min(col(DocumentRow.published)), sa.func.max(col(DocumentRow.published)))
    counted = (
        sa.select(sa.func.count(), *dated)
        .select_from(QuoteRow)
        .join(DocumentRow, col(DocumentRow.pk) == col(QuoteRow.document_pk))
        .where(listed())
    )
    told = counted.where(col(QuoteRow.statement_pk) == col(StatementRow.pk))
    spoken = counted.join(QuoteSpeakerRow, col(QuoteSpeakerRow.quote_pk) == col(QuoteRow.pk)).where(
        col(QuoteSpeakerRow.source_pk) == col(SourceRow.pk)
    )
    for row, counter, counts in (
        (StatementRow, StatementRow.occurrences, told),
        (SourceRow, SourceRow.quotes, spoken),
    ):
        columns = sa.tuple_(col(counter), col(row.first), col(row.last))
        session.execute(
            sa.update(row).values({columns: counts.correlate(row).scalar_subquery()}),
            execution_options={"synchronize_session": False},
        )
