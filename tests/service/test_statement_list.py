"""Which statements answer, held against a slow and obvious reading of the same rules."""

import itertools
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from fastapi.testclient import TestClient
from filtered import FILTERS, Rule, combined, pairs
from searched import Kept, documents, insert_quotes, insert_sources, listed, newest_first
from sqlalchemy import Engine

from service import store
from service.database import reading, writing
from service.errors import QueryError
from service.queries import QuoteQuery
from service.words import word_list


@pytest.fixture
def kept(engine: Engine) -> list[Kept]:
    """Everything stored, newest first."""
    found = list(documents(random.Random(5), range(1, 66)))
    with writing(engine) as session:
        insert_sources(session)
        insert_quotes(session, found)
    return newest_first(found)


def answering(kept: list[Kept], asked: dict[str, Any], rules: list[Rule]) -> dict[str, str]:
    """Of each statement that answers its newest quote that does, in the order of these."""
    found: dict[str, str] = {}
    for each in kept:
        if listed(each, asked) and all(rule(each) for rule in rules):
            found.setdefault(f"statement{each.statement}", each.quote.id)
    return found


def walked(
    engine: Engine, between: Any = lambda _: None, **asked: Any
) -> Iterator[tuple[str, str]]:
    cursor = None
    for number in itertools.count():
        with reading(engine) as session:
            page = store.find_statements(session, QuoteQuery(**asked, cursor=cursor))
        assert len(page.data) <= asked.get("limit", 200)
        yield from ((each.statement.id, each.quote) for each in page.data)
        cursor = page.next_cursor
        if cursor is None:
            return
        between(number)


def test_each_filter_alone_and_in_pairs(engine: Engine, kept: list[Kept]) -> None:
    found = 0
    with reading(engine) as session:
        for chosen in [(), *((each,) for each in FILTERS), *pairs()]:
            if (asked := combined(chosen)) is None:
                continue
            expected = answering(kept, asked, [rule for _, rule in chosen])
            page = store.find_statements(session, QuoteQuery(**asked, limit=200))
            shown = {each.statement.id: each.quote for each in page.data}
            assert list(shown.items()) == list(expected.items()), asked
            assert page.next_cursor is None
            found += bool(expected)
    assert found > 150


def test_pages_of_each_filter(engine: Engine, kept: list[Kept]) -> None:
    for number, (asked, rule) in enumerate(FILTERS):
        expected = answering(kept, asked, [rule])
        limit = (1, 3, 7)[number % 3]
        assert list(walked(engine, **asked, limit=limit)) == list(expected.items()), asked


def test_every_parameter_over_http(client: TestClient, kept: list[Kept]) -> None:
    """Each alone, as it is spelled, for both lists; what holds no word, or too many, is refused."""
    for asked, rule in FILTERS:
        if "speaker_id" in asked:
            continue
        parameters = {name: spelled(value) for name, value in asked.items()} | {"limit": 200}
        quotes = client.get("/v1/quotes", params=parameters)
        found = client.get("/v1/statements", params=parameters)
        worded = [value for name, value in asked.items() if name in ("q", "about")]
        if not all(word_list(value) and len(value) <= 500 for value in worded):
            assert quotes.status_code == found.status_code == 422
            continue
        expected = [each.quote.id for each in kept if listed(each, asked) and rule(each)]
        assert [each["id"] for each in quotes.json()["data"]] == expected, asked
        shown = {each["id"]: each["quote"] for each in found.json()["data"]}
        assert list(shown.items()) == list(answering(kept, asked, [rule]).items()), asked


def spelled(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("asked", [{}, {"q": "peace"}, {"speaker": "Bell"}, {"via": ("tass",)}])
def test_what_arrives_on_the_way_neither_repeats_nor_hides_one(
    engine: Engine, kept: list[Kept], asked: dict[str, Any]
) -> None:
    rng = random.Random(1)
    assert kept
    old = dict(walked(engine, **asked))
    assert len(old) > 15

    def arrive(number: int) -> None:
        for day in (date(2026, 1, 1), date(2025, 5, 1), None):
            first = 100 + 10 * number + (0 if day is None else day.month)
            some = list(documents(rng, range(first, first + 1), day=day, version=2))
            with writing(engine) as session:
                insert_quotes(session, [changed_now(each) for each in some])

    seen = [id_ for id_, _ in walked(engine, arrive, **asked, limit=4)]
    assert [each for each in seen if each in old] == list(old)
    assert len(seen) == len(set(seen))


def changed_now(each: Kept) -> Kept:
    return replace(each, changed=datetime.now(UTC))


@pytest.mark.parametrize("match", ["all", "any"])
def test_best_first(engine: Engine, kept: list[Kept], match: str) -> None:
    """Each statement where the best of its quotes stands in the list of these."""
    asked = {"q": "peace war", "match": match, "sort": "relevance"}
    of = {each.quote.id: f"statement{each.statement}" for each in kept}
    with reading(engine) as session:
        best = store.find(session, QuoteQuery(**asked, limit=200)).data
    expected: dict[str, str] = {}
    for each in best:
        expected.setdefault(of[each.quote.id], each.quote.id)
    assert len(best) > len(expected) > 3
    assert list(walked(engine, **asked, limit=3)) == list(expected.items())


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(
    "cursor", ["x", "W10", "WyIxIl0", "WyIxIiwgIjk5OTk5OTk5OTk5OTk5OTk5OTkiXQ"]
)
def test_a_cursor_of_another_list(engine: Engine, cursor: str) -> None:
    with reading(engine) as session, pytest.raises(QueryError, match="cursor"):
        store.find_statements(session, QuoteQuery(cursor=cursor))


def test_facets_count_a_statement_once_for_each_value(engine: Engine, kept: list[Kept]) -> None:
    query = QuoteQuery(q="peace")
    with reading(engine) as session:
        by_name = {
            each.name: each
            for each in store.facets(session, query, ("kind", "speaker", "year"), once=True)
        }
    said = [each for each in kept if listed(each, {}) and "peace" in each.texts["content"][0]]
    said = [each for each in said if {"peace"} <= set(each.quote.text.split())]
    kinds = Counter(kind for _, kind in {(each.statement, each.quote.kind) for each in said})
    speakers = Counter(pk for _, pk in {(e.statement, pk) for e in said for pk in e.speakers})
    years = Counter(y for _, y in {(e.statement, str(e.day.year)) for e in said if e.day})
    assert {each.value: each.count for each in by_name["kind"].values} == kinds
    assert {each.id: each.count for each in by_name["speaker"].values} == {
        f"id{pk}": count for pk, count in speakers.items()
    }
    assert {each.value: each.count for each in by_name["year"].values} == years
