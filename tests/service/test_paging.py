"""Pages of quotes while others arrive, newest first and best first."""

import itertools
import random
from datetime import date
from typing import Any

import pytest
from searched import (
    Kept,
    documents,
    ids,
    insert_quotes,
    insert_sources,
    listed,
    newest_first,
    pages,
    phrase,
    words,
)
from sqlalchemy import Engine

from service.database import reading, writing
from service.errors import QueryError
from service.queries import QuoteQuery
from service.store.quotes import find
from service.words import word_list

C, T = ("content",), ("title",)


@pytest.fixture
def kept(engine: Engine) -> list[Kept]:
    """Everything stored, newest first."""
    found = list(documents(random.Random(5), range(1, 66)))
    with writing(engine) as session:
        insert_sources(session)
        insert_quotes(session, found)
    return newest_first(found)


QUESTIONS = [{}, {"q": "peace"}, {"speaker": "Bell"}, {"speaker": "Lavrov"}, {"via": ("tass",)}]


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("asked", [*QUESTIONS, {"q": "peace war", "match": "any"}])
@pytest.mark.parametrize("sort", ["published", "relevance"])
def test_rows_that_arrive_on_the_way_neither_repeat_nor_hide_one(
    engine: Engine, asked: dict[str, Any], sort: str
) -> None:
    rng = random.Random(1)
    with reading(engine) as session:
        old = ids(session, **asked, sort=sort)
    assert len(old) > 9

    def arrive(number: int) -> None:
        for day in (date(2026, 1, 1), date(2025, 5, 1), None):
            first = 100 + 10 * number + (0 if day is None else day.month)
            some = list(documents(rng, range(first, first + 1), day=day, version=2))
            with writing(engine) as session:
                insert_quotes(session, some)

    seen = list(pages(engine, arrive, **asked, sort=sort, limit=7))
    assert [each for each in seen if each in set(old)] == old
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize("cursor", ["", "x", "W10", "WyIxIiwgIjIiXQ", "WyJ4Il0", "WzFd"])
@pytest.mark.parametrize("sort", ["published", "relevance"])
def test_a_cursor_of_another_list(engine: Engine, cursor: str, sort: str) -> None:
    with reading(engine) as session, pytest.raises(QueryError, match="cursor"):
        find(session, QuoteQuery(q="peace", cursor=cursor, sort=sort))


def bm25(each: Kept, fields: tuple[str, ...], counts: list[int]) -> float:
    length = len(words(each, fields))
    norm = 1.2 * (0.25 + 0.75 * length / 20)
    return sum(2.2 * count / (norm + count) for count in counts)


@pytest.mark.parametrize("fields", [C, C + T, ("about", "role", "route", "speaker")])
@pytest.mark.parametrize("match", ["all", "any", "exact"])
def test_best_first(engine: Engine, kept: list[Kept], fields: tuple[str, ...], match: str) -> None:
    asked = "peace war" if "content" in fields else "minister of"
    sought = word_list(asked)
    scored = []
    for each in kept:
        found = words(each, fields)
        counts = [found.count(word) for word in sought]
        if match == "exact":
            pairs = list(itertools.pairwise(found))
            counts = [pairs.count(tuple(sought))] if phrase(each, fields, asked) else [0]
        held = any(counts) if match == "any" else all(counts)
        if held and listed(each, {}):
            scored.append((round(bm25(each, fields, counts), 6), each.quote.id))
    scored.sort(key=lambda pair: -pair[0])  # as good: newest first, as they stand
    expected = [id_ for _, id_ in scored]
    question = {"q": asked, "match": match, "fields": fields, "sort": "relevance"}
    assert len(expected) > 2
    assert list(pages(engine, **question, limit=4)) == expected
