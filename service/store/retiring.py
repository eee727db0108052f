"""A version that another takes the place of: it stays, but no list and no count holds it."""

from collections import Counter

from sqlalchemy import bindparam, update
from sqlmodel import Session, col, select

from service import fulltext, textindex
from service.store.counting import count_statements
from service.store.entries import entries
from service.tables import DocumentRow, QuoteRow, QuoteSpeakerRow, SourceRow


def retire(session: Session, row: DocumentRow) -> None:
    """Make a document's current version one of its earlier ones."""
    assert row.pk is not None, "a stored row has its key"
    textindex.remove(session, [(row.pk, row.text)])
    row.current = False
    session.flush()
    quotes = session.exec(select(QuoteRow).where(col(QuoteRow.document_pk) == row.pk)).all()
    fulltext.remove(session, entries(session, quotes))
    session.execute(
        update(QuoteRow).where(col(QuoteRow.document_pk) == row.pk).values(current=False)
    )
    count_statements(session, {quote.statement_pk for quote in quotes})
    spoken = Counter(
        session.exec(
            select(QuoteSpeakerRow.source_pk)
            .join(QuoteRow, col(QuoteRow.pk) == col(QuoteSpeakerRow.quote_pk))
            .where(col(QuoteRow.document_pk) == row.pk, col(QuoteRow.act) != "think")
        ).all()
    )
    if spoken:
        table = SourceRow.__table__  # type: ignore[attr-defined]
        session.connection().execute(
            update(table)
            .where(table.c.pk == bindparam("key"))
            .values(quotes=table.c.quotes - bindparam("less")),
            [{"key": pk, "less": n} for pk, n in spoken.items()],
        )
