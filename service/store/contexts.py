"""Quotes with the texts they stand in: what an answer shows as evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from service import mapping
from service.queries import StoredQuote
from service.store.conditions import listed
from service.tables import DocumentRow, HopRow, QuoteRow, StatementRow


@dataclass(frozen=True, slots=True)
class InContext:
    """A quote and the text of its document, which its spans point into."""

    quote: StoredQuote
    text: str


def in_context(
    session: Session, wording_pk: int, *, first: int, via: Sequence[int], most: int
) -> list[InContext]:
    """Occurrences of a wording, at most so many, oldest first, the quote `first` among them.

    Those that came by way of `via` stand before all others.
    """
    oldest = _keys(session, wording_pk, (), most)
    routed = _keys(session, wording_pk, via, most) if via else []
    chosen = list(dict.fromkeys((*routed, first, *oldest)))[:most]
    keys = sorted(chosen, key=lambda key: (key not in routed, key))
    rows = session.exec(
        select(QuoteRow, DocumentRow, StatementRow.id)
        .join(DocumentRow, col(DocumentRow.pk) == col(QuoteRow.document_pk))
        .join(StatementRow, col(StatementRow.pk) == col(QuoteRow.statement_pk))
        .where(col(QuoteRow.pk).in_(keys))
    )
    found = {row[0].pk: InContext(mapping.stored_quote(*row), row[1].text) for row in rows}
    return [found[key] for key in keys]


def _keys(session: Session, wording_pk: int, via: Sequence[int], most: int) -> list[int]:
    """The oldest quotes of a wording, of those that came by way of `via` if any are given."""
    asked = select(QuoteRow.pk).where(col(QuoteRow.wording_pk) == wording_pk, listed())
    if via:
        asked = asked.where(
            col(QuoteRow.pk).in_(select(HopRow.quote_pk).where(col(HopRow.source_pk).in_(via)))
        )
    return list(session.exec(asked.order_by(col(QuoteRow.pk)).limit(most)))


@dataclass(frozen=True, slots=True)
class Extent:
    """How often a statement is on record, and since when."""

    occurrences: int
    first_seen: date | None


def extent(session: Session, statement_pk: int) -> Extent:
    """The extent of one statement."""
    row = session.get_one(StatementRow, statement_pk)
    return Extent(row.occurrences, row.first)


def passes(session: Session, statement_pk: int, via: Sequence[int]) -> bool:
    """Whether any occurrence of a statement came by way of one of `via`, or was published there."""
    asked = (
        select(QuoteRow.pk)
        .join(HopRow, col(HopRow.quote_pk) == col(QuoteRow.pk))
        .where(col(QuoteRow.statement_pk) == statement_pk, listed(), col(HopRow.source_pk).in_(via))
        .limit(1)
    )
    return session.exec(asked).first() is not None


def with_context(session: Session, quote_ids: Sequence[str]) -> list[InContext]:
    """The quotes of these ids in current documents, in the order of the ids."""
    rows = session.exec(
        select(QuoteRow, DocumentRow, StatementRow.id)
        .join(DocumentRow, col(DocumentRow.pk) == col(QuoteRow.document_pk))
        .join(StatementRow, col(StatementRow.pk) == col(QuoteRow.statement_pk))
        .where(col(QuoteRow.id).in_(quote_ids), listed())
    )
    found = {row[0].id: InContext(mapping.stored_quote(*row), row[1].text) for row in rows}
    return [found[id_] for id_ in quote_ids if id_ in found]
