"""Who speaks in the current documents, and who stands in a chain at all."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, false, literal, or_, select, true
from sqlmodel import Session, col

from service.errors import QueryError
from service.profiles import SourceQuery, StoredSource
from service.queries import (
    Page,
    SpeakerQuery,
    StoredSpeaker,
    decode_cursor,
    encode_cursor,
)
from service.store.names import called
from service.store.profiles import SHOWN
from service.tables import SourceRow
from service.words import word_list, words


def speakers(session: Session, query: SpeakerQuery) -> Page[StoredSpeaker]:
    """One page of those who speak, best match first, then whoever has most quotes.

    Best is the whole name, then its last words (*Lavrov* for *Sergey Lavrov*), then its words
    anywhere or those of another of its names, then the beginning of a name, then any part of one.

    Raises:
        QueryError: the cursor is not one of this list.
    """
    rows, cursor = _ranked(session, query, [col(SourceRow.quotes) > 0])
    return Page(tuple(StoredSpeaker(row.id, row.name, row.quotes) for row in rows), cursor)


def sources(session: Session, query: SourceQuery) -> Page[StoredSource]:
    """One page of all that stand in a chain, best match first, then whoever has most quotes.

    Raises:
        QueryError: the cursor is not one of this list.
    """
    conditions = []
    if query.kind is not None:
        conditions.append(col(SourceRow.kind) == query.kind)
    if query.listed is not None:
        conditions.append(col(SourceRow.listed) == query.listed)
    rows, cursor = _ranked(session, query, conditions)
    return Page(tuple(StoredSource(*row[: len(SHOWN)]) for row in rows), cursor)


def _ranked(
    session: Session, query: SpeakerQuery | SourceQuery, conditions: list[ColumnElement[bool]]
) -> tuple[Sequence[Row[Any]], str | None]:
    """The rows of one page, each `SHOWN` and its rank, and the cursor of the next."""
    rank = (literal(0) if query.q is None else _rank(query.q)).label("rank")
    named = (
        true()
        if query.q is None
        else or_(_matches(query.q), col(SourceRow.pk).in_(called(word_list(query.q))))
    )
    ranked = (
        select(*SHOWN, rank).where(col(SourceRow.merged_pk).is_(None), named, *conditions)
    ).subquery()
    order = (ranked.c.rank, ranked.c.quotes, ranked.c.id)
    statement = (
        select(ranked)
        .where(_after(query.cursor, *order))
        .order_by(ranked.c.rank, ranked.c.quotes.desc(), ranked.c.id)
        .limit(query.limit + 1)
    )
    rows = session.execute(statement).all()
    shown = rows[: query.limit]
    last = shown[-1] if len(rows) > len(shown) else None
    return shown, encode_cursor(last.rank, last.quotes, last.id) if last else None


def _matches(q: str) -> ColumnElement[bool]:
    found = word_list(q)
    return and_(*(col(SourceRow.words).like(f"%{word}%") for word in found)) if found else false()


def _rank(q: str) -> ColumnElement[int]:
    name, folded = col(SourceRow.words), words(q)
    return case(
        (name == folded, 0),
        (name.like(f"%{folded}"), 1),
        (col(SourceRow.pk).in_(called(word_list(q))), 2),
        (name.like(f"{folded.rstrip()}%"), 3),
        else_=4,
    )


def _after(cursor: str | None, rank: Any, quotes: Any, key: Any) -> ColumnElement[bool]:
    if cursor is None:
        return true()
    last = decode_cursor(cursor, int, int, str)
    if None in last:
        raise QueryError("cursor", "not a cursor of this list")
    last_rank, last_quotes, last_id = last
    behind = or_(quotes < last_quotes, and_(quotes == last_quotes, key > last_id))
    return or_(rank > last_rank, and_(rank == last_rank, behind))
