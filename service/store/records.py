"""Quotes as JSON records: the same as `store.find` answers, without values in between."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Text, cast, select
from sqlmodel import Session, col

from service.queries import QuoteQuery, SourceCard, encode_cursor
from service.records import Record, Route, record, written
from service.store.batches import SOME, fetched
from service.store.conditions import asked, newest
from service.store.quotes import after, found
from service.store.statements import chains
from service.tables import DocumentRow, QuoteRow, QuoteSpeakerRow, SourceRow, StatementRow

T = TypeVar("T")
_QUOTE, _DOCUMENT = QuoteRow, DocumentRow
_SHOWN: Any = (
    select(
        col(_QUOTE.pk), col(_QUOTE.id), col(_QUOTE.kind), col(_QUOTE.grade), col(_QUOTE.act),
        col(_QUOTE.polarity), col(_QUOTE.channel), col(_QUOTE.text),
        # As text: PostgreSQL's driver would parse it, slower than the record's own reader.
        cast(col(_QUOTE.record), Text),
        col(_DOCUMENT.id), col(_DOCUMENT.publisher), col(_DOCUMENT.published),
        col(_DOCUMENT.url), col(_DOCUMENT.title), col(_DOCUMENT.version),
        col(StatementRow.id),
    )
    .join(_DOCUMENT, col(_DOCUMENT.pk) == col(_QUOTE.document_pk))
    .join(StatementRow, col(StatementRow.pk) == col(_QUOTE.statement_pk))
)  # fmt: skip
_RECORDS = _SHOWN.where(col(_QUOTE.pk).in_(SOME))
_NEWEST = (
    select(col(_QUOTE.pk))
    .join(_DOCUMENT, col(_DOCUMENT.pk) == col(_QUOTE.document_pk))
    .order_by(col(_DOCUMENT.current).desc(), col(_DOCUMENT.pk).desc())
    .limit(1)
)
_SPEAKERS = (
    select(col(QuoteSpeakerRow.quote_pk), col(SourceRow.id), col(SourceRow.name))
    .join(SourceRow, col(SourceRow.pk) == col(QuoteSpeakerRow.source_pk))
    .where(col(QuoteSpeakerRow.quote_pk).in_(SOME))
)
_TEXTS = select(col(_DOCUMENT.id), col(_DOCUMENT.text)).where(
    col(_DOCUMENT.pk).in_(select(col(_QUOTE.document_pk)).where(col(_QUOTE.pk).in_(SOME)))
)


@dataclass(frozen=True, slots=True)
class Records(Generic[T]):
    """Some records with the keys of their quotes, and the cursor that asks for the next."""

    keys: Sequence[int]
    data: list[T]
    next_cursor: str | None


def records(session: Session, query: QuoteQuery) -> Records[Record]:
    """One page of the records of quotes that answer `query`, as `store.find`.

    Raises:
        QueryError: the cursor is not one of this list.
    """
    return _records(session, query, record)


def written_records(session: Session, query: QuoteQuery) -> Records[bytes]:
    """The same, each as JSON.

    Raises:
        QueryError: the cursor is not one of this list.
    """
    return _records(session, query, written)


def _records(session: Session, query: QuoteQuery, made: Callable[..., T]) -> Records[T]:
    if query.sort == "relevance" and query.q is not None:
        keys, cursor = found(session, query)
        by_key = {key: made(*columns) for key, *columns in fetched(session, _RECORDS, keys)}
        return Records(keys, [by_key[key] for key in keys], cursor)
    rows = newest(session, after(asked(session, query), query.cursor), query.limit + 1, show=_SHOWN)
    page = rows[: query.limit]
    return Records(
        keys=[row[0] for row in page],
        data=[made(*tuple(row)[1:]) for row in page],
        next_cursor=encode_cursor(str(page[-1][0])) if len(rows) > len(page) else None,
    )


def records_of(session: Session, keys: Sequence[int]) -> list[Record]:
    """The records of the quotes of these `keys`, in the same order."""
    by_key = {key: record(*row) for key, *row in fetched(session, _RECORDS, keys)}
    return [by_key[key] for key in keys]


def texts(session: Session, keys: Sequence[int]) -> dict[str, str]:
    """By their ids the texts of the documents in which the quotes of these `keys` stand."""
    return {row[0]: row[1] for row in fetched(session, _TEXTS, keys)}


def record_of(session: Session, quote_id: str) -> Records[Record]:
    """The record of one quote, as `store.quote` chooses it; none if there is no such quote."""
    keys = session.execute(_NEWEST.where(col(_QUOTE.id) == quote_id)).scalars().all()
    return Records(keys, records_of(session, keys), None)


def records_in(session: Session, document_id: str, version: int) -> Records[Record]:
    """The records of all quotes of one version of a document but what was only thought."""
    asked = select(col(_QUOTE.pk)).join(_DOCUMENT, col(_DOCUMENT.pk) == col(_QUOTE.document_pk))
    in_it = (col(_DOCUMENT.id) == document_id, col(_DOCUMENT.version) == version)
    said = asked.where(*in_it, col(_QUOTE.act) != "think").order_by(col(_QUOTE.position))
    keys = session.execute(said).scalars().all()
    return Records(keys, records_of(session, keys), None)


def routes(session: Session, keys: Sequence[int]) -> list[Route]:
    """By whom and through whom the quotes of these `keys` were said, in the same order."""
    speakers: dict[int, list[SourceCard]] = defaultdict(list)
    for key, *card in sorted(fetched(session, _SPEAKERS, keys)):
        speakers[key].append(SourceCard(*card))
    stations = chains(session, keys)
    return [Route(tuple(speakers[key]), tuple(stations[key])) for key in keys]
