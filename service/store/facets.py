"""What the quotes that answer a query have in common: the commonest values of each property."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, select
from sqlmodel import Session, col

from service.fulltext import RELAYS
from service.keys import first_key
from service.queries import Facet, FacetCount, FacetName, QuoteQuery
from service.store.conditions import asked, newest
from service.tables import HopRow, QuoteRow, QuoteSpeakerRow, SourceRow

_COUNTED, _SHOWN = 2_000, 20
# The key of a quote is so many times its day, and something.
_DAY = first_key(date.min)
# Those whose values are sources.
_SOURCES: frozenset[FacetName] = frozenset({"speaker", "outlet", "via"})


def facets(
    session: Session, query: QuoteQuery, facet_names: Sequence[FacetName], *, once: bool = False
) -> tuple[Facet, ...]:
    """The commonest values among the newest quotes that answer `query`, whatever its page is.

    `once`: a statement counts once for each value, however many of its quotes have it.
    """
    columns = [COLUMNS[name] for name in facet_names]
    statement = col(QuoteRow.statement_pk)
    found = newest(session, asked(session, query), _COUNTED + 1, statement, *columns)
    counted = found[:_COUNTED]
    _keys, of, *values = zip(*counted, strict=True) if counted else [()] * (len(columns) + 2)
    return tuple(
        Facet(
            name,
            _shown(session, name, _common(name, column, of if once else None)),
            counted=len(counted),
            complete=len(found) == len(counted),
        )
        for name, column in zip(facet_names, values, strict=True)
    )


def _joined(sources: Any, *conditions: ColumnElement[bool]) -> ColumnElement[Any]:
    # One text for each quote: its sources would be as many rows again, found one by one.
    text = func.aggregate_strings(cast(sources, String), ",")
    return select(text).where(*conditions).scalar_subquery()


COLUMNS: dict[FacetName, Any] = {
    "kind": col(QuoteRow.kind),
    "act": col(QuoteRow.act),
    "polarity": col(QuoteRow.polarity),
    "channel": col(QuoteRow.channel),
    "grade": col(QuoteRow.grade),
    "outlet": col(QuoteRow.publisher_pk),
    "speaker": _joined(
        col(QuoteSpeakerRow.source_pk), col(QuoteSpeakerRow.quote_pk) == col(QuoteRow.pk)
    ),
    "via": _joined(
        col(HopRow.source_pk),
        col(HopRow.quote_pk) == col(QuoteRow.pk),
        col(HopRow.rel).in_(RELAYS),
    ),
    "year": col(QuoteRow.pk) // _DAY,
}


def _common(name: FacetName, column: Sequence[Any], of: Sequence[int] | None) -> Counter[Any]:
    """How often each value of `name` stands in its column of the quotes found.

    `of` names for each quote what is counted, if that is not the quote itself.
    """
    split = _SPLIT.get(name, _single)
    if of is not None:
        pairs = zip(of, column, strict=True)
        return Counter(part for _, part in {(w, part) for w, v in pairs for part in split(v)})
    counts: Counter[Any] = Counter()
    for value, count in Counter(column).items():
        for part in split(value):
            counts[part] += count
    return counts


def _single(value: Any) -> Collection[Any]:
    return () if value is None else (value,)


def _years(day: int) -> Collection[int]:
    return (date.fromordinal(day).year,) if day else ()


def parts(sources: str | None) -> Collection[int]:
    """The sources of one quote, each once: an agency may stand twice in a chain."""
    return set(map(int, sources.split(","))) if sources else ()


_SPLIT: dict[FacetName, Callable[[Any], Collection[Any]]] = {
    "speaker": parts,
    "via": parts,
    "year": _years,
}


def _shown(session: Session, name: FacetName, counts: Counter[Any]) -> tuple[FacetCount, ...]:
    # Values that are as common stand in their own order, so that the same answer is given twice.
    common = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:_SHOWN]
    if name not in _SOURCES:
        return tuple(FacetCount(str(value), count) for value, count in common)
    columns = select(col(SourceRow.pk), col(SourceRow.name), col(SourceRow.id))
    chosen = columns.where(col(SourceRow.pk).in_([value for value, _ in common]))
    sources = {row.pk: row for row in session.connection().execute(chosen)}
    return tuple(
        FacetCount(sources[value].name, count, sources[value].id) for value, count in common
    )
