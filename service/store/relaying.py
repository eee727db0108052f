"""What a source relayed, and from whom it had it: the hop before its own in each chain."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, cast

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from quotes.model import Rel
from service.fulltext import RELAYS
from service.origins.independent import Station
from service.profiles import Givers, StoredRelay
from service.queries import FacetCount, Page, QuoteQuery, StoredQuote
from service.store.batches import SOME, fetched
from service.store.conditions import asked, newest
from service.store.facets import COLUMNS, parts
from service.store.names import source_pk
from service.store.quotes import found, shown
from service.store.statements import chains
from service.tables import HopRow, QuoteRow, SourceRow

_COUNTED, _SHOWN = 1_000, 20
_UNNAMED = "unnamed source"
_HOP, _INNER = aliased(HopRow), aliased(HopRow)


def relays(session: Session, source_id: str, query: QuoteQuery) -> Page[StoredRelay]:
    """One page of the quotes that the source relayed, newest first, of those `query` asks for.

    Raises:
        QueryError: the cursor is not one of this list.
    """
    source = source_pk(session, source_id)
    if source is None:
        return Page((), None)
    keys, cursor = found(session, _relayed(query, source_id))
    routes, id_ = chains(session, keys), session.get_one(SourceRow, source).id
    quotes = zip(keys, shown(session, keys), strict=True)
    return Page(tuple(_relay(quote, routes[key], id_) for key, quote in quotes), cursor)


def givers(session: Session, source_id: str, query: QuoteQuery) -> Givers:
    """From whom the source has the newest quotes that it relayed, of those `query` asks for."""
    pk = source_pk(session, source_id)
    if pk is None:
        return Givers((), 0, complete=True)
    columns = (
        _own(pk, col(_HOP.position)).label("place"),
        _own(pk, col(_INNER.source_pk)).label("inner"),
        COLUMNS["speaker"].label("speakers"),
    )
    question = asked(session, _relayed(query, source_id))
    rows = newest(session, question, _COUNTED + 1, *columns)
    counted = rows[:_COUNTED]
    counts = Counter(
        giver for row in counted for giver in _givers(row.place, row.inner, row.speakers)
    )
    return Givers(_named(session, counts), len(counted), complete=len(rows) == len(counted))


def _relayed(query: QuoteQuery, source_id: str) -> QuoteQuery:
    return replace(query, via=(*query.via, source_id))


def _own(pk: int, column: Any) -> ColumnElement[Any]:
    """`column` of the source's hop nearest the speaker, or of the hop before that one."""
    before = and_(
        col(_INNER.quote_pk) == col(_HOP.quote_pk),
        col(_INNER.position) == col(_HOP.position) - 1,
    )
    return (
        select(column)
        .select_from(_HOP)
        .join(_INNER, before)
        .where(
            col(_HOP.quote_pk) == col(QuoteRow.pk),
            col(_HOP.source_pk) == pk,
            col(_HOP.rel).in_(RELAYS),
        )
        .order_by(col(_HOP.position))
        .limit(1)
        .scalar_subquery()
    )


def _givers(place: int, inner: int | None, speakers: str | None) -> Collection[int | None]:
    """Of a joint statement each speaker; None is somebody unnamed."""
    if inner is None and place == 1:
        return parts(speakers) or (None,)
    return (inner,)


def _named(session: Session, counts: Counter[int | None]) -> tuple[FacetCount, ...]:
    common = sorted(counts.items(), key=lambda each: (-each[1], each[0] or 0))[:_SHOWN]
    asked_for = select(col(SourceRow.pk), col(SourceRow.name), col(SourceRow.id)).where(
        col(SourceRow.pk).in_(SOME)
    )
    rows = fetched(session, asked_for, [pk for pk, _ in common if pk is not None])
    sources = {pk: (name, id_) for pk, name, id_ in rows}
    return tuple(
        FacetCount(_UNNAMED, count)
        if pk is None
        else FacetCount(sources[pk][0], count, sources[pk][1])
        for pk, count in common
    )


def _relay(stored: StoredQuote, route: Sequence[Station], source_id: str) -> StoredRelay:
    """The quote with the source's hop nearest the speaker, and whom that hop has it from."""
    for place, (giver, hop) in enumerate(pairwise(route)):
        if hop.source == source_id and hop.rel in RELAYS:
            name = stored.quote.chain[place].name
            return StoredRelay(stored, cast(Rel, hop.rel), giver.source, name)
    raise AssertionError("the index has the source among the hops of this quote")
