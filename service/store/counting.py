"""How much statements and sources have, counted anew: what was said, in current documents.

Storing a document adds to the counters (`service.store.writing`); whatever takes something away or
moves it counts afresh, here.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import BindParameter, Select, Table, bindparam, func, select, update
from sqlmodel import Session, col

from service.store.batches import SOME, fetched, write
from service.store.conditions import listed
from service.tables import DocumentRow, QuoteRow, QuoteSpeakerRow, Row


def counted(key: Any) -> Select[Any]:
    """For each `key` of quotes how many count (`quotes`), and their `first` and `last` day."""
    day = col(DocumentRow.published)
    return (
        select(
            key.label("key"),
            func.count().label("quotes"),
            func.min(day).label("first"),
            func.max(day).label("last"),
        )
        .select_from(QuoteRow)
        .join(DocumentRow, col(DocumentRow.pk) == col(QuoteRow.document_pk))
        .where(listed())
        .group_by(key)
    )


TOLD = counted(col(QuoteRow.statement_pk))
SPOKEN = counted(col(QuoteSpeakerRow.source_pk)).join(
    QuoteSpeakerRow, col(QuoteSpeakerRow.quote_pk) == col(QuoteRow.pk)
)
_TOLD_BY = TOLD.where(col(QuoteRow.statement_pk).in_(SOME))
_SPOKEN_BY = SPOKEN.where(col(QuoteSpeakerRow.source_pk).in_(SOME))


def count_statements(session: Session, pks: Iterable[int]) -> None:
    """Occurrences, first and last day of these statements."""
    _count(session, "statements", "occurrences", _TOLD_BY, pks)


def count_sources(session: Session, pks: Iterable[int]) -> None:
    """How many quotes these sources speak, and between which days."""
    _count(session, "sources", "quotes", _SPOKEN_BY, pks)


def _count(
    session: Session, name: str, counter: str, asked: Select[Any], pks: Iterable[int]
) -> None:
    table: Table = Row.metadata.tables[name]
    wanted = set(pks)
    found = {row.key: (row.quotes, row.first, row.last) for row in fetched(session, asked, wanted)}
    values: dict[str, BindParameter[Any]] = {
        counter: bindparam("times"),
        "first": bindparam("from"),
        "last": bindparam("to"),
    }
    none = (0, None, None)
    write(
        session,
        update(table).where(table.c.pk == bindparam("key")).values(values),
        [
            {"key": pk, **dict(zip(("times", "from", "to"), found.get(pk, none), strict=True))}
            for pk in sorted(wanted)
        ],
    )
