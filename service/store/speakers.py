"""Who speaks in the current documents."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, literal, or_, select, true
from sqlmodel import Session, col

from service.errors import QueryError
from service.queries import (
    Page,
    SpeakerQuery,
    StoredSpeaker,
    decode_cursor,
    encode_cursor,
)
from service.store.names import called
from service.tables import SourceRow
from service.words import word_list, words


def speakers(session: Session, query: SpeakerQuery) -> Page[StoredSpeaker]:
    """One page of those who speak, best match first, then whoever has most quotes.

    Best is the whole name, then its last words (*Lavrov* for *Sergey Lavrov*), then its words
    anywhere or those of another of its names, then the beginning of a name, then any part of one.

    Raises:
        QueryError: the cursor is not one of this list.
    """
    ranked = _ranked(query.q).subquery()
    rank, quotes, key = ranked.c.rank, ranked.c.quotes, ranked.c.id
    statement = (
        select(key, ranked.c.name, quotes, rank)
        .where(_after(query.cursor, rank, quotes, key))
        .order_by(rank, quotes.desc(), key)
        .limit(query.limit + 1)
    )
    rows = session.execute(statement).all()
    shown = rows[: query.limit]
    last = shown[-1] if len(rows) > len(shown) else None
    return Page(
        data=tuple(StoredSpeaker(id=row[0], name=row[1], quotes=row[2]) for row in shown),
        next_cursor=encode_cursor(last[3], last[2], last[0]) if last else None,
    )


def _ranked(q: str | None) -> Any:
    rank = literal(0) if q is None else _rank(q)
    return select(
        col(SourceRow.id),
        col(SourceRow.name),
        col(SourceRow.quotes),
        rank.label("rank"),
    ).where(
        col(SourceRow.quotes) > 0,
        col(SourceRow.merged_pk).is_(None),
        true() if q is None else or_(_matches(q), col(SourceRow.pk).in_(called(word_list(q)))),
    )


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
