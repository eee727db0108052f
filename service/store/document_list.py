"""Which documents there are: newest first, within a day the one stored last, the undated last."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlmodel import Session, col

from service.errors import QueryError
from service.keys import day_key, document_key, first_key
from service.queries import (
    DocumentCard,
    DocumentQuery,
    ListedDocument,
    Page,
    decode_cursor,
    encode_cursor,
)
from service.store import names
from service.store.batches import SOME, fetched
from service.store.conditions import Asked, newest
from service.store.hits import Clause, Range, Tag, Words
from service.tables import DocumentRow, QuoteRow
from service.words import word_list

_ROW = DocumentRow
_PK: Any = col(_ROW.pk)
_DAY: Any = col(_ROW.published)
_MOST = 5_000
# A document's place in the order: its day, 0 for none, and its key.
_Place = tuple[int, int]
_QUOTES = (
    select(func.count()).where(col(QuoteRow.document_pk) == _PK).correlate(_ROW).scalar_subquery()
)
_SHOWN: Any = select(
    _PK, col(_ROW.id), col(_ROW.publisher), _DAY, col(_ROW.url), col(_ROW.title),
    col(_ROW.version), col(_ROW.created), _QUOTES,
).where(_PK.in_(SOME))  # fmt: skip


def find_documents(session: Session, query: DocumentQuery) -> Page[ListedDocument]:
    """One page of the current documents that answer `query`.

    Words of the title are asked of the index of quotes: a document without any is not found so.

    Raises:
        QueryError: the cursor is not one of this list.
    """
    last = _cursor(query.cursor)
    outlets = None if query.outlet is None else names.sources(session, query.outlet)
    ways = _walked(session, query, outlets, last)
    if query.q is not None:
        ways = _found(session, query, outlets, last)
    places = [place for place, _ in zip(ways, range(query.limit + 1), strict=False)]
    page = places[: query.limit]
    rows = {row[0]: _listed(row) for row in fetched(session, _SHOWN, [pk for _, pk in page])}
    return Page(
        data=tuple(rows[pk] for _, pk in page),
        next_cursor=encode_cursor(*page[-1]) if len(places) > len(page) else None,
    )


def _walked(
    session: Session, query: DocumentQuery, outlets: list[int] | None, last: _Place | None
) -> Iterator[_Place]:
    """Along the index of days; first those that have one."""
    conditions: list[Any] = [col(_ROW.current)]
    if outlets is not None:
        conditions.append(col(_ROW.publisher_pk).in_(outlets))
    wanted = select(_DAY, _PK).where(*conditions).limit(query.limit + 1)
    if last is None or last[0]:
        dated = wanted.where(_DAY.is_not(None), *_between(query), *_behind(last))
        for day, pk in session.execute(dated.order_by(_DAY.desc(), _PK.desc())):
            yield day_key(day), pk
    if query.published_from is None and query.published_to is None:
        undated = wanted.where(_DAY.is_(None))
        if last is not None and not last[0]:
            undated = undated.where(last[1] > _PK)
        for _, pk in session.execute(undated.order_by(_PK.desc())):
            yield 0, pk


def _between(query: DocumentQuery) -> Iterator[ColumnElement[bool]]:
    if query.published_from is not None:
        yield query.published_from <= _DAY
    if query.published_to is not None:
        yield query.published_to >= _DAY


def _behind(last: _Place | None) -> Iterator[ColumnElement[bool]]:
    if last is not None:
        day = date.fromordinal(last[0])
        yield or_(day > _DAY, and_(day == _DAY, last[1] > _PK))


def _found(
    session: Session, query: DocumentQuery, outlets: list[int] | None, last: _Place | None
) -> Iterator[_Place]:
    """Along the index of quotes, whose keys begin with the day and the document."""
    clauses: list[Clause] = [
        (Words(("title",), (word,)),) for word in dict.fromkeys(word_list(query.q or ""))
    ]
    if outlets is not None:
        clauses.append(tuple(Tag("o", pk) for pk in outlets))
    within, size = _range(query), 10 * (query.limit + 1)
    if last is not None:
        within = within.before(document_key(*last))
    while True:
        wanted = Asked(tuple(clauses), (and_(col(QuoteRow.current)),), within)
        rows = newest(session, wanted, size, col(QuoteRow.document_pk))
        places = dict.fromkeys((row.pk // first_key(date.min), row.document_pk) for row in rows)
        yield from places
        if len(rows) < size:
            return
        within, size = within.before(document_key(*list(places)[-1])), min(4 * size, _MOST)


def _range(query: DocumentQuery) -> Range:
    first, last = query.published_from, query.published_to
    dated = first_key(date.min) if last is not None else 0
    return Range(
        first_key(first) if first else dated,
        first_key(last) + first_key(date.min) if last else Range().below,
    )


def _listed(row: Any) -> ListedDocument:
    _, id_, publisher, day, url, title, version, created, quotes = row
    published = day.isoformat() if day else None
    card = DocumentCard(id_, publisher, published, url, title, version)
    return ListedDocument(card, created, quotes)


def _cursor(cursor: str | None) -> _Place | None:
    if cursor is None:
        return None
    day, pk = decode_cursor(cursor, int, int)
    if not (isinstance(day, int) and isinstance(pk, int) and 0 <= day <= date.max.toordinal()):
        raise QueryError("cursor", "not a cursor of this list")
    return day, pk
