"""Finding quotes: newest document first, in the order of the text within one."""

from datetime import date
from typing import cast

from sqlalchemy import ColumnElement, and_, or_, true
from sqlalchemy.orm import InstrumentedAttribute, defer
from sqlmodel import Session, col, select

from service import mapping
from service.errors import QueryError
from service.queries import Page, QuoteQuery, StoredQuote, decode_cursor, encode_cursor
from service.store.conditions import conditions
from service.tables import DocumentRow, QuoteRow

# Lists show no text, and texts are long.
_WITHOUT_TEXT = defer(cast(InstrumentedAttribute[str], DocumentRow.text))


def find(session: Session, query: QuoteQuery) -> Page[StoredQuote]:
    """One page of the quotes that answer `query`; documents without a date come last.

    Raises:
        QueryError: the cursor is not one of this list.
    """
    statement = (
        select(QuoteRow, DocumentRow)
        .join(DocumentRow, col(DocumentRow.pk) == col(QuoteRow.document_pk))
        .where(*conditions(query), _after(query.cursor))
        .order_by(
            col(DocumentRow.published).is_(None),
            col(DocumentRow.published).desc(),
            col(DocumentRow.pk).desc(),
            col(QuoteRow.position),
        )
        .limit(query.limit + 1)
        .options(_WITHOUT_TEXT)
    )
    rows = session.exec(statement).all()
    shown = rows[: query.limit]
    return Page(
        data=tuple(mapping.stored_quote(quote, document) for quote, document in shown),
        next_cursor=_cursor(*shown[-1]) if len(rows) > len(shown) else None,
    )


def quote(session: Session, quote_id: str) -> StoredQuote | None:
    """The quote of that id, in the newest version of its document that has it."""
    statement = (
        select(QuoteRow, DocumentRow)
        .join(DocumentRow, col(DocumentRow.pk) == col(QuoteRow.document_pk))
        .where(QuoteRow.id == quote_id)
        .order_by(col(DocumentRow.current).desc(), col(DocumentRow.pk).desc())
        .limit(1)
        .options(_WITHOUT_TEXT)
    )
    found = session.exec(statement).first()
    return mapping.stored_quote(*found) if found else None


def _cursor(quote: QuoteRow, document: DocumentRow) -> str:
    published = document.published.isoformat() if document.published else None
    return encode_cursor(published, document.pk, quote.position)


def _after(cursor: str | None) -> ColumnElement[bool]:
    """What stands behind `cursor` in the order of `find`."""
    if cursor is None:
        return true()
    published, document_pk, position = decode_cursor(cursor, str, int, int)
    if document_pk is None or position is None:
        raise QueryError("cursor", "not a cursor of this list")
    day = _day(cast(str | None, published))
    later = or_(
        col(DocumentRow.pk) < document_pk,
        and_(col(DocumentRow.pk) == document_pk, col(QuoteRow.position) > position),
    )
    undated = col(DocumentRow.published).is_(None)
    if day is None:
        return and_(undated, later)
    same_day = col(DocumentRow.published) == day
    return or_(col(DocumentRow.published) < day, and_(same_day, later), undated)


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published) if published else None
    except ValueError:
        raise QueryError("cursor", "not a cursor of this list") from None
