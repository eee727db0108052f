"""What may be asked of quotes, as SQL; `tests/service` holds the same in plain Python.

What singles out few quotes (words, sources) is asked of the index; what many share is looked at
row by row on the way through them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select
from sqlmodel import Session, col

from service.fulltext import is_sqlite
from service.keys import first_key
from service.queries import Field, Match, QuoteQuery
from service.store import names
from service.store.hits import Clause, Hits, Range, Tag, Words, fts5, hits
from service.tables import DocumentRow, QuoteRow, StatementRow, WordingRow
from service.words import word_list

Condition = ColumnElement[bool]
_NOTHING: Clause = ()
_KEY = col(QuoteRow.pk)
# To build a statement takes SQLAlchemy longer than SQLite to answer it. Questions come again: so
# many of them are kept as they were built.
_ASKED_AGAIN = 512
_CLOSERS = "\"'”’»)]},.;:!?"


@dataclass(frozen=True, slots=True)
class Asked:
    """A query whose names are resolved: what the index is asked, and what the rows are."""

    clauses: tuple[Clause, ...]
    conditions: tuple[Condition, ...]
    within: Range


def asked(session: Session, query: QuoteQuery, *, match: Match | None = None) -> Asked:
    """What `query` asks; `match` instead of its own."""
    return Asked(
        clauses=(*_words(query, match or query.match), *_sources(session, query)),
        conditions=_conditions(query),
        within=_days(query),
    )


def newest(
    session: Session, asked: Asked, wanted: int, *columns: Any, show: Any = None
) -> list[Row[Any]]:
    """The keys of the newest quotes that answer, at most `wanted`, with `columns` of theirs.

    `show` is a statement over quotes: it is answered of these instead, in the same order. What it
    joins is joined with so many and no more.
    """
    found: list[Row[Any]] = []
    if not all(asked.clauses):
        return found
    for statement, whole in _ways(session, asked, wanted, columns, show):
        found = list(session.connection().execute(statement))
        if whole or len(found) == wanted:
            break
    return found


def _ways(
    session: Session, asked: Asked, wanted: int, columns: tuple[Any, ...], show: Any
) -> Iterator[tuple[Select[Any], bool]]:
    """Statements, each with whether it goes through all there is."""
    if not asked.clauses or is_sqlite(session):
        yield _at_once(asked, wanted, columns, show), True
        return
    for way in hits(session, asked.clauses, asked.within, wanted):
        yield _shown(_of(way, asked, wanted, columns), show), way.whole


@lru_cache(_ASKED_AGAIN)
def _at_once(asked: Asked, wanted: int, columns: tuple[Any, ...], show: Any) -> Select[Any]:
    if asked.clauses:
        return _shown(_of(fts5(asked.clauses, asked.within), asked, wanted, columns), show)
    keys = select(_KEY, *columns).where(asked.within.holds(_KEY), *asked.conditions)
    return _shown(keys.order_by(_KEY.desc()).limit(wanted), show)


def _of(way: Hits, asked: Asked, wanted: int, columns: tuple[Any, ...]) -> Select[Any]:
    key = way.rows.c.pk
    keys = select(key, *columns).join(QuoteRow, key == _KEY).where(*asked.conditions)
    return keys.order_by(key.desc()).limit(wanted)


def _shown(keys: Select[Any], show: Any) -> Select[Any]:
    if show is None:
        return keys
    statement: Select[Any] = show.where(_KEY.in_(keys)).order_by(_KEY.desc())
    return statement


@lru_cache(_ASKED_AGAIN)
def _conditions(query: QuoteQuery) -> tuple[Condition, ...]:
    return (listed(query.act), *_rows(query))


def listed(act: str | None = None) -> Condition:
    """What lists show at all: current documents; what was only thought, if `act` asks for it."""
    uttered = col(QuoteRow.act) == act if act is not None else col(QuoteRow.act) != "think"
    return and_(col(QuoteRow.current), uttered)


# --- what the index is asked --------------------------------------------------------------


def _words(query: QuoteQuery, match: Match) -> Iterator[Clause]:
    if query.q is not None:
        yield from _matched(query.fields, starred(query.q), match)
    if query.about is not None:
        # Word by word, so that one may stand in the quote and another in a name it is about.
        yield from _matched(("content", "about"), _plain(query.about), "all")
    if query.role is not None:
        yield from _matched(("role",), _plain(query.role), "all")


def _plain(text: str) -> list[tuple[str, bool]]:
    return [(word, False) for word in word_list(text)]


def _matched(
    fields: tuple[Field, ...], found: list[tuple[str, bool]], match: Match
) -> Iterator[Clause]:
    each = tuple(Words(fields, (word,), prefix) for word, prefix in dict.fromkeys(found))
    if match == "any" or not each:
        yield each
    elif match == "exact":
        yield (Words(fields, tuple(word for word, _ in found), found[-1][1]),)
    else:
        yield from ((word,) for word in each)


def starred(text: str) -> list[tuple[str, bool]]:
    """The folded words of `text` and whether a star makes each the beginning of words."""
    found = []
    for part in text.split():
        *before, last = word_list(part) or [""]
        found += [(word, False) for word in before]
        if last:
            found.append((last, part.rstrip(_CLOSERS).endswith("*")))
    return found


def _sources(session: Session, query: QuoteQuery) -> Iterator[Clause]:
    if query.speaker is not None:
        parts = names.speakers(session, query.speaker)
        yield from (_tags("s", part) for part in parts)
        if not parts:
            yield _NOTHING
    if query.speaker_id is not None:
        source = names.source_pk(session, query.speaker_id)
        yield _NOTHING if source is None else (Tag("s", source),)
    yield from (_tags("v", names.sources(session, via)) for via in query.via)
    for letter, name in (("o", query.outlet), ("b", query.on_behalf_of), ("n", query.origin)):
        if name is not None:
            yield _tags(letter, names.sources(session, name))


def _tags(letter: str, sources: list[int]) -> Clause:
    return tuple(Tag(letter, source) for source in sources)


# --- what the rows are --------------------------------------------------------------------


def _days(query: QuoteQuery) -> Range:
    first, last = query.published_from, query.published_to
    within = Range()
    if last is not None:
        # Keys of a day end where the next begins; what has no date was published on none.
        within = Range(first_key(date.min), first_key(last) + first_key(date.min))
    return within if first is None else Range(first_key(first), within.below)


def _rows(query: QuoteQuery) -> Iterator[Condition]:
    for column, value in (
        (QuoteRow.kind, query.kind),
        (QuoteRow.grade, query.grade),
        (QuoteRow.polarity, query.polarity),
        (QuoteRow.channel, query.channel),
        (QuoteRow.reviewed, query.reviewed),
    ):
        if value is not None:
            yield col(column) == value
    yield from _bounds(query)
    yield from _places(query)


def _bounds(query: QuoteQuery) -> Iterator[Condition]:
    hops = col(QuoteRow.hops_count)
    if query.first_hand is not None:
        yield hops == 0 if query.first_hand else hops > 0
    for column, least in (
        (hops, query.min_hops),
        (col(QuoteRow.said), query.said_from),
        (col(QuoteRow.changed), query.updated_since),
        (col(QuoteRow.confidence), query.min_confidence),
    ):
        if least is not None:
            yield column >= least
    for column, most in ((hops, query.max_hops), (col(QuoteRow.said), query.said_to)):
        if most is not None:
            yield column <= most


def _places(query: QuoteQuery) -> Iterator[Condition]:
    if query.document is not None:
        current = and_(col(DocumentRow.id) == query.document, col(DocumentRow.current))
        documents = select(col(DocumentRow.pk)).where(current)
        yield col(QuoteRow.document_pk).in_(documents)
    if query.statement is not None:
        found = select(col(WordingRow.statement_pk)).where(col(WordingRow.id) == query.statement)
        named = select(col(StatementRow.pk)).where(col(StatementRow.id) == query.statement)
        statement = col(QuoteRow.statement_pk)
        yield or_(statement.in_(found), statement.in_(named))
    if query.lang is not None:
        document = select(col(DocumentRow.pk)).where(
            col(DocumentRow.pk) == col(QuoteRow.document_pk)
        )
        yield document.where(col(DocumentRow.lang) == query.lang).exists()
