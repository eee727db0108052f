"""Quotes as JSON records: the same as `store.find` answers, without values in between."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Text, cast, select
from sqlmodel import Session, col

from service.queries import QuoteQuery
from service.records import Record, record
from service.store.batches import SOME, fetched
from service.store.quotes import found
from service.tables import DocumentRow, QuoteRow, StatementRow

_QUOTE, _DOCUMENT = QuoteRow, DocumentRow
_RECORDS: Any = (
    select(
        col(_QUOTE.pk), col(_QUOTE.id), col(_QUOTE.kind), col(_QUOTE.grade), col(_QUOTE.act),
        col(_QUOTE.polarity), col(_QUOTE.channel), col(_QUOTE.text),
        # As text: PostgreSQL's driver would parse it, slower than the record's own reader.
        cast(col(_QUOTE.record), Text).label("record"),
        col(_DOCUMENT.id).label("document"), col(_DOCUMENT.publisher), col(_DOCUMENT.published),
        col(_DOCUMENT.url), col(_DOCUMENT.title), col(_DOCUMENT.version),
        col(StatementRow.id).label("statement"),
    )
    .join(_DOCUMENT, col(_DOCUMENT.pk) == col(_QUOTE.document_pk))
    .join(StatementRow, col(StatementRow.pk) == col(_QUOTE.statement_pk))
    .where(col(_QUOTE.pk).in_(SOME))
)  # fmt: skip
_TEXTS = select(col(_DOCUMENT.id), col(_DOCUMENT.text)).where(
    col(_DOCUMENT.pk).in_(select(col(_QUOTE.document_pk)).where(col(_QUOTE.pk).in_(SOME)))
)


@dataclass(frozen=True, slots=True)
class Records:
    """Some records with the keys of their quotes, and the cursor that asks for the next."""

    keys: Sequence[int]
    data: list[Record]
    next_cursor: str | None


def records(session: Session, query: QuoteQuery) -> Records:
    """One page of the records of quotes that answer `query`, as `store.find`.

    Raises:
        QueryError: the cursor is not one of this list.
    """
    keys, cursor = found(session, query)
    return Records(keys, records_of(session, keys), cursor)


def records_of(session: Session, keys: Sequence[int]) -> list[Record]:
    """The records of the quotes of these `keys`, in the same order."""
    by_key = {row.pk: record(row) for row in fetched(session, _RECORDS, keys)}
    return [by_key[key] for key in keys]


def texts(session: Session, keys: Sequence[int]) -> dict[str, str]:
    """By their ids the texts of the documents in which the quotes of these `keys` stand."""
    return {row[0]: row[1] for row in fetched(session, _TEXTS, keys)}
