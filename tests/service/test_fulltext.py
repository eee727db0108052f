"""What may be asked of quotes, held against a slow and obvious reading of the same rules."""

import itertools
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from filtered import FILTERS, C, Rule, combined, nothing, pairs
from searched import (
    Kept,
    documents,
    entry,
    has,
    ids,
    insert_quotes,
    insert_sources,
    listed,
    newest_first,
    pages,
    phrase,
)
from sqlalchemy import Engine, text

from service import fulltext
from service.database import reading, writing
from service.queries import FacetCount, FacetName, QuoteQuery
from service.store.facets import facets
from service.store.quotes import find, found, quote


@pytest.fixture
def kept(engine: Engine) -> list[Kept]:
    """Everything stored, newest first."""
    found = list(documents(random.Random(5), range(1, 66)))
    with writing(engine) as session:
        insert_sources(session)
        insert_quotes(session, found)
    return newest_first(found)


def test_each_filter_alone_in_pairs_and_many_together(engine: Engine, kept: list[Kept]) -> None:
    rng = random.Random(9)
    several = [tuple(rng.sample(FILTERS, rng.randint(3, 4))) for _ in range(200)]
    answered = 0
    with reading(engine) as session:
        for chosen in [(), *((each,) for each in FILTERS), *pairs(), *several]:
            if (asked := combined(chosen)) is None:
                continue
            expected = [
                each.pk
                for each in kept
                if listed(each, asked) and all(rule(each) for _, rule in chosen)
            ]
            keys, _ = found(session, QuoteQuery(**asked, limit=200))
            assert keys == expected, asked
            answered += bool(expected)
    assert answered > 300


def test_every_filter_finds_something_or_nothing_on_purpose(kept: list[Kept]) -> None:
    empty = [
        filters
        for filters, rule in FILTERS
        if not any(rule(each) for each in kept if listed(each, filters))
    ]
    assert empty == [filters for filters, rule in FILTERS if rule is nothing]


def test_an_item_is_the_quote_itself(engine: Engine, kept: list[Kept]) -> None:
    with reading(engine) as session:
        page = find(session, QuoteQuery(limit=200, act="think"))
        by_id = {each.quote.id: each for each in page.data}
        for each in kept:
            if each.current and each.quote.act == "think":
                shown = by_id[each.quote.id]
                assert shown.quote == each.quote
                assert shown.document.id == each.document
                assert shown.statement == f"statement{each.statement}"
                assert quote(session, each.quote.id) == shown
        assert quote(session, "none") is None


@pytest.mark.usefixtures("kept")
def test_a_very_long_quote(engine: Engine) -> None:
    rng = random.Random(3)
    long = " ".join(f"w{number}" for number in range(20_000))
    repeated = "again " * 30_000 + "end"
    for number, text_ in (
        (950, long),
        (951, repeated),
        (952, "文" * 400_000),
        (953, "é " * 500_000),
    ):
        frame = {"publisher": 7, "current": True, "text": text_, "day": date(2025, 6, 9)}
        some = [
            replace(each, quote=replace(each.quote, act="say"))
            for each in documents(rng, range(number, number + 1), **frame)
        ]
        with writing(engine) as session:
            insert_quotes(session, some)
        expected = [each.quote.id for each in some]
        with reading(engine) as session:
            assert ids(session, document=f"d{number}") == expected
            if number == 950:
                assert ids(session, q="w0 w19999 w16500") == expected
                assert ids(session, q="w100 w101 w102", match="exact") == expected
                assert ids(session, q="w101 w100", match="exact") == []
            if number == 951:
                assert ids(session, q="again again end") == expected
            if number == 953:
                assert ids(session, q="e", published_from=date(2025, 6, 9)) == expected
        with writing(engine) as session:
            fulltext.remove(session, [entry(each) for each in some])


def test_what_is_removed_is_found_no_more(engine: Engine, kept: list[Kept]) -> None:
    gone = [each for each in kept if each.document == "d4"]
    with writing(engine) as session:
        fulltext.remove(session, [entry(each) for each in gone])
        fulltext.remove(session, [])
        fulltext.add(session, [])
    with reading(engine) as session:
        for word in ("peace", "war", "talks", "no"):
            expected = [
                each.quote.id
                for each in kept
                if listed(each, {}) and has(each, C, word) and each not in gone
            ]
            assert ids(session, q=word) == expected
    if engine.dialect.name == "sqlite":
        with writing(engine) as session:
            check = f"INSERT INTO {fulltext.NAME}({fulltext.NAME}) VALUES ('integrity-check')"
            session.connection().execute(text(check))


def test_facets(engine: Engine, kept: list[Kept]) -> None:
    properties: dict[FacetName, Callable[[Kept], Any]] = {
        "speaker": lambda each: set(each.speakers),
        "outlet": lambda each: {each.publisher},
        "via": lambda each: each.vias(),
        "kind": lambda each: {each.quote.kind},
        "act": lambda each: {each.quote.act},
        "polarity": lambda each: {each.quote.polarity},
        "channel": lambda each: {each.quote.channel},
        "grade": lambda each: {each.quote.speaker.grade},
        "year": lambda each: {each.day.year if each.day else None},
    }
    for asked, rule in [({}, lambda _: True), *FILTERS]:
        chosen = [each for each in kept if listed(each, asked) and rule(each)]
        with reading(engine) as session:
            found = facets(session, QuoteQuery(**asked, limit=1), tuple(properties))
        assert [each.name for each in found] == list(properties)
        for facet in found:
            counts = Counter(value for each in chosen for value in properties[facet.name](each))
            del counts[None]
            common = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
            named = facet.name in ("speaker", "outlet", "via")
            assert facet.values == tuple(
                FacetCount(str(value), count, f"id{value}" if named else None)
                for value, count in common
            )
            assert (facet.counted, facet.complete) == (len(chosen), True)


@pytest.fixture
def many(engine: Engine) -> list[Kept]:
    """More than is looked through at first, newest first."""
    rng, found = random.Random(2), []
    for number in range(1, 1001):
        words_ = "common" + " tenth" * (number % 10 == 0)
        frame = {
            "text": words_ + (" early bird" if number < 120 else " bird and early"),
            "day": date(2020, 1, 1) + timedelta(days=number),
            "current": True,
        }
        found += documents(rng, range(number, number + 1), **frame)
    with writing(engine) as session:
        insert_sources(session)
        insert_quotes(session, found)
    return newest_first(found)


MANY: list[tuple[dict[str, Any], Rule]] = [
    ({"q": "common"}, lambda _: True),
    ({"q": "com*"}, lambda _: True),
    ({"q": "tenth"}, lambda each: has(each, C, "tenth")),
    ({"q": "early bird"}, lambda _: True),
    ({"q": "early bird", "match": "exact"}, lambda each: phrase(each, C, "early bird")),
    ({"q": "bird early", "match": "exact"}, lambda _: False),
    ({"q": "tenth", "speaker": "Bell", "via": ("TASS",)},
     lambda each: has(each, C, "tenth") and 1 in each.speakers and 4 in each.vias()),
    ({"via": ("TASS",), "outlet": "the"},
     lambda each: 4 in each.vias() and each.publisher in (7, 8)),
    ({"q": "common", "published_to": date(2020, 3, 1)},
     lambda each: each.day is not None and each.day <= date(2020, 3, 1)),
]  # fmt: skip


@pytest.mark.parametrize("analysed", [False, True])
def test_many_hits(engine: Engine, many: list[Kept], analysed: bool) -> None:
    """Whatever is looked through first, and whatever the planner thinks, answers are the same."""
    if analysed:
        with writing(engine) as session:
            session.connection().execute(text("ANALYZE"))
    for asked, rule in MANY:
        expected = [each.quote.id for each in many if listed(each, asked) and rule(each)]
        assert list(itertools.islice(pages(engine, **asked, limit=50), 150)) == expected[:150]
        best = list(pages(engine, **asked, limit=200, sort="relevance"))
        if "q" in asked:
            assert sorted(best) == sorted(expected[:500])


def test_facets_of_more_than_are_counted(engine: Engine, many: list[Kept]) -> None:
    with reading(engine) as session:
        (facet,) = facets(session, QuoteQuery(q="common"), ("kind",))
    assert (facet.counted, facet.complete) == (2000, False)
    counts = Counter(each.quote.kind for each in many if listed(each, {}))
    assert counts.total() > 2000
    counts = Counter([each.quote.kind for each in many if listed(each, {})][:2000])
    assert {each.value: each.count for each in facet.values} == counts
