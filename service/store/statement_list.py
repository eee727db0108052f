"""Which statements answer a query: those of which an occurrence does, each once.

They stand in the order of that occurrence, the newest that answers. Quotes are walked as in their
own list; what was met above a page's beginning has been shown on a page before. What is stored or
corrected after the first page is on none of the later ones: it would make a statement that was
shown already come again, or one that was not come too early.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from service.errors import QueryError
from service.queries import (
    FoundStatement,
    Page,
    QuoteQuery,
    decode_cursor,
    encode_cursor,
)
from service.store.batches import SOME, fetched
from service.store.conditions import Asked, asked, newest
from service.store.hits import Range, held
from service.store.ranking import key_in, ranked
from service.store.statements import statements
from service.tables import QuoteRow

_MOST = 2_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_KEY, _STATEMENT = col(QuoteRow.pk), col(QuoteRow.statement_pk)


def find_statements(session: Session, query: QuoteQuery) -> Page[FoundStatement]:
    """One page of the statements that answer `query`.

    Raises:
        QueryError: the cursor is not one of this list.
    """
    if query.sort == "relevance" and query.q is not None:
        keys, cursor = ranked(session, query, once=True)
    else:
        keys, cursor = _newest(session, query)
    columns = select(_KEY, col(QuoteRow.id), _STATEMENT).where(_KEY.in_(SOME))
    quotes = {key: (id_, statement) for key, id_, statement in fetched(session, columns, keys)}
    act = query.act if query.act == "think" else None
    found = statements(session, [quotes[key][1] for key in keys], act=act)
    shown = ((*quotes[key], key) for key in keys)
    return Page(tuple(FoundStatement(found[pk], id_, key) for id_, pk, key in shown), cursor)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a page begins: below the key `start`, of a walk that was begun at `moment`."""

    start: int | None
    moment: datetime


def _newest(session: Session, query: QuoteQuery) -> tuple[list[int], str | None]:
    """Of each statement of the page the newest quote that answers, and the next page's cursor."""
    place = _place(query.cursor)
    question = asked(session, query)
    if place.start is not None:
        question = _until(question, place.moment)
    met: dict[int, int] = {}
    passed: set[int] = set()
    below, size = place.start, 2 * query.limit + 1
    while len(met) <= query.limit:
        within = question.within if below is None else question.within.before(below)
        rows = newest(session, replace(question, within=within), size, _STATEMENT)
        new: dict[int, int] = {}
        for row in rows:
            if row.statement_pk not in passed:
                new.setdefault(row.statement_pk, row.pk)
        passed |= set(new)
        above = _above(session, question, place, new)
        met |= {statement: key for statement, key in new.items() if statement not in above}
        if len(rows) < size:
            break
        below, size = rows[-1].pk, min(4 * size, _MOST)
    keys = list(met.values())
    page = keys[: query.limit]
    if len(keys) == len(page):
        return page, None
    passed_since = (place.moment - _EPOCH) // timedelta(microseconds=1)
    return page, encode_cursor(str(page[-1]), str(passed_since))


def _above(
    session: Session, question: Asked, place: _Place, statements: Collection[int]
) -> set[int]:
    """Which of these were shown already: they have a quote above the page that answers."""
    if place.start is None or not statements:
        return set()
    shown = Range(max(question.within.above, place.start), question.within.below)
    columns = select(_KEY, _STATEMENT).where(
        _STATEMENT.in_(SOME),
        shown.holds(_KEY),
        *question.conditions,
    )
    found = {row[0]: row[1] for row in fetched(session, columns, statements)}
    return {found[key] for key in held(session, question.clauses, found)}


def _until(question: Asked, moment: datetime) -> Asked:
    since = col(QuoteRow.changed) <= moment
    return replace(question, conditions=(*question.conditions, since))


def _place(cursor: str | None) -> _Place:
    if cursor is None:
        return _Place(None, datetime.now(UTC))
    key, passed = decode_cursor(cursor, str, str)
    try:
        moment = _EPOCH + timedelta(microseconds=key_in(passed))
    except OverflowError:
        raise QueryError("cursor", "not a cursor of this list") from None
    return _Place(key_in(key), moment)
