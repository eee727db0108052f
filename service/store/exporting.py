"""Whole results, a piece at a time: whatever there is, no more than a piece is held."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Engine

from service.database import reading
from service.queries import QuoteQuery
from service.records import Record
from service.store.records import records

_PIECE = 500


def export(engine: Engine, query: QuoteQuery) -> Iterator[list[Record]]:
    """All records of quotes that answer `query`, newest first, some at a time; at least one piece.

    Each piece is a transaction of its own, so that a slow reader keeps nothing open; what arrives
    in between neither repeats a quote nor hides one.
    """
    cursor = None
    while True:
        with reading(engine) as session:
            page = records(session, replace(query, limit=_PIECE, cursor=cursor))
        yield page.data
        cursor = page.next_cursor
        if cursor is None:
            return
