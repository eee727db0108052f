"""Finding quotes: newest document first, in the order of the text within one; or best first."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from sqlalchemy.orm import InstrumentedAttribute, defer
from sqlmodel import Session, col, select

from service import mapping
from service.queries import Page, QuoteQuery, StoredQuote, decode_cursor, encode_cursor
from service.store.conditions import Asked, asked, newest
from service.store.ranking import key_in, ranked
from service.tables import DocumentRow, QuoteRow, StatementRow

# Lists show no text, and texts are long.
_WITHOUT_TEXT = defer(cast(InstrumentedAttribute[str], DocumentRow.text))


def find(session: Session, query: QuoteQuery) -> Page[StoredQuote]:
    """One page of the quotes that answer `query`; documents without a date come last.

    Raises:
        QueryError: the cursor is not one of this list.
    """
    keys, cursor = found(session, query)
    return Page(shown(session, keys), cursor)


def found(session: Session, query: QuoteQuery) -> tuple[list[int], str | None]:
    """The keys of one page of the quotes that answer `query`, and the cursor of the next.

    Raises:
        QueryError: the cursor is not one of this list.
    """
    if query.sort == "relevance" and query.q is not None:
        return ranked(session, query)
    wanted = after(asked(session, query), query.cursor)
    rows = newest(session, wanted, query.limit + 1)
    keys = [row.pk for row in rows[: query.limit]]
    return keys, encode_cursor(str(keys[-1])) if len(rows) > len(keys) else None


def quote(session: Session, quote_id: str) -> StoredQuote | None:
    """The quote of that id, in the newest version of its document that has it."""
    statement = (
        select(QuoteRow, DocumentRow, StatementRow.id)
        .join(DocumentRow, col(DocumentRow.pk) == col(QuoteRow.document_pk))
        .join(StatementRow, col(StatementRow.pk) == col(QuoteRow.statement_pk))
        .where(QuoteRow.id == quote_id)
        .order_by(col(DocumentRow.current).desc(), col(DocumentRow.pk).desc())
        .limit(1)
        .options(_WITHOUT_TEXT)
    )
    found = session.exec(statement).first()
    return mapping.stored_quote(*found) if found else None


def shown(session: Session, keys: Sequence[int]) -> tuple[StoredQuote, ...]:
    """The quotes of these `keys`, in the same order."""
    statement = (
        select(QuoteRow, DocumentRow, StatementRow.id)
        .join(DocumentRow, col(DocumentRow.pk) == col(QuoteRow.document_pk))
        .join(StatementRow, col(StatementRow.pk) == col(QuoteRow.statement_pk))
        .where(col(QuoteRow.pk).in_(keys))
        .options(_WITHOUT_TEXT)
    )
    rows = session.exec(statement) if keys else ()
    found = {row[0].pk: mapping.stored_quote(*row) for row in rows}
    return tuple(found[key] for key in keys)


def after(wanted: Asked, cursor: str | None) -> Asked:
    """What stands behind `cursor` in the order of `find`."""
    if cursor is None:
        return wanted
    (last,) = decode_cursor(cursor, str)
    return replace(wanted, within=wanted.within.before(key_in(last)))
