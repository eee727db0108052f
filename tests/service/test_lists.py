"""What the lists answer, held against a slow and obvious reading of the same rules."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from quotes.model import Document, Quote
from service import store
from service.database import reading, writing
from service.ingest import ingest_one
from service.keys import source_id
from service.queries import QuoteQuery
from service.words import word_list

DOCUMENTS = [
    Document(
        "a",
        'Sergey Lavrov: "A direct dialogue is needed." via TASS < Russian Foreign Ministry '
        "[kind=indirect about=Pakistan]\n"
        'Anna Bell: "We won the dialogue." via Interfax\n'
        'Bo Cole: "They lost." [act=think]\n'
        'Anna Bell and Sergey Lavrov: "Both of us." [kind=mixed]',
        publisher="Post",
        published="2025-06-03",
    ),
    Document(
        "b",
        'José Łukasz: "Dialogue, direct." via tass\n'
        'officials: "It is 100% sure." via RIA Novosti < Tass [grade=anonymous]\n'
        'Lavrov: "No comment." [kind=mixed]',
        publisher="TASS",
        published="2025-06-01",
    ),
    Document(
        "c", 'Ann: "Undated dialogue."\nSergey Ivanov: "Direct_dialogue %."', publisher="Post"
    ),
    Document("d", 'Anna Bell: "A later day." via TASS', published="2025-07-01"),
    Document("e", 'Russia and China: "A place." [grade=place]', published="2025-06-03"),
    Document("f", "Nothing is said here.", published="2025-06-02"),
    Document("g", 'Old Voice: "Replaced dialogue."', published="2025-06-02"),
    Document("g", 'Anna Bell: "Instead of it."', published="2025-06-02"),
]


@dataclass(frozen=True)
class Kept:
    """A quote as the reference sees it."""

    document: Document
    order: int
    position: int
    quote: Quote


@pytest.fixture
def kept(everything: list[Kept]) -> list[Kept]:
    """What should be listed when no act is asked for."""
    return [each for each in everything if uttered(each)]


@pytest.fixture
def everything(engine: Engine, fake: Any) -> list[Kept]:
    """What is stored of current documents, newest first."""
    for document in DOCUMENTS:
        ingest_one(engine, document, lambda: fake)
    current = {document.id: (order, document) for order, document in enumerate(DOCUMENTS)}
    found = [
        Kept(document, order, position, quote)
        for order, document in current.values()
        for position, quote in enumerate(fake.extract(document).quotes)
    ]
    found.sort(key=lambda each: (each.order * -1, each.position))
    found.sort(key=lambda each: each.document.published or "0", reverse=True)
    return found


def has(name: str | None, asked: str) -> bool:
    return set(word_list(asked)) <= set(word_list(name or ""))


def names_of(name: str) -> tuple[str, ...]:
    """All the names of a source: the surname alone is one of the minister's."""
    return ("Lavrov", "Sergey Lavrov") if name.endswith("Lavrov") else (name,)


def speaks(kept: Kept, asked: str) -> bool:
    names = [n for part in (kept.quote.speaker.name or "").split(" and ") for n in names_of(part)]
    return all(any(has(name, part) for name in names) for part in asked.split(" and "))


def routes(kept: Kept, asked: str) -> bool:
    hops = (hop for hop in kept.quote.chain if hop.rel not in ("speaker", "published"))
    return any(has(hop.name, asked) for hop in hops)


def uttered(kept: Kept) -> bool:
    return kept.quote.act != "think"


Rule = Callable[[Kept], bool]
FILTERS: list[tuple[dict[str, Any], Rule]] = [
    ({"speaker": "Lavrov"}, lambda each: speaks(each, "Lavrov")),
    ({"speaker": "sergey LAVROV"}, lambda each: speaks(each, "sergey lavrov")),
    ({"speaker": "Anna Lavrov"}, lambda each: speaks(each, "Anna Lavrov")),
    ({"speaker": "Lavrov and Bell"}, lambda each: speaks(each, "Lavrov and Bell")),
    ({"speaker": "jose lukasz"}, lambda each: speaks(each, "José Łukasz")),
    ({"speaker": "China"}, lambda each: speaks(each, "China")),
    ({"speaker": "Ann"}, lambda each: speaks(each, "Ann")),
    ({"q": "dialogue"}, lambda each: has(each.quote.text, "dialogue")),
    ({"q": "dialogue DIRECT"}, lambda each: has(each.quote.text, "direct dialogue")),
    ({"q": "100%"}, lambda each: has(each.quote.text, "100")),
    ({"q": "dialog"}, lambda each: has(each.quote.text, "dialog")),
    ({"via": ["TASS"]}, lambda each: routes(each, "tass")),
    ({"via": ["TASS", "ministry"]}, lambda each: routes(each, "tass") and routes(each, "ministry")),
    ({"via": ["Post"]}, lambda each: routes(each, "Post")),
    ({"act": "think"}, lambda each: each.quote.act == "think"),
    ({"act": "say"}, lambda each: each.quote.act == "say"),
    ({"kind": "direct"}, lambda each: each.quote.kind == "direct"),
    ({"kind": "mixed"}, lambda each: each.quote.kind == "mixed"),
    (
        {"published_from": date(2025, 6, 3)},
        lambda each: (each.document.published or "") >= "2025-06-03",
    ),
    (
        {"published_to": date(2025, 6, 3)},
        lambda each: "" < (each.document.published or "") <= "2025-06-03",
    ),
    (
        {"about": "Pakistan dialogue"},
        lambda each: has(
            " ".join([each.quote.text, *(named.name for named in each.quote.about)]),
            "Pakistan dialogue",
        ),
    ),
]


def test_each_filter_alone_and_with_every_other(engine: Engine, everything: list[Kept]) -> None:
    assert len(everything) == 12
    pairs = itertools.combinations(FILTERS, 2)
    for chosen in [(), *((each,) for each in FILTERS), *pairs]:
        names = [name for filters, _ in chosen for name in filters]
        if len(names) != len(set(names)):
            continue
        asked = {name: value for filters, _ in chosen for name, value in filters.items()}
        asked["via"] = tuple(asked.get("via", ()))
        expected = [
            each
            for each in everything
            if all(rule(each) for _, rule in chosen) and ("act" in asked or uttered(each))
        ]
        with reading(engine) as session:
            page = store.find(session, QuoteQuery(**asked, limit=200))
        assert [each.quote for each in page.data] == [each.quote for each in expected], asked
        assert page.next_cursor is None


def test_every_filter_finds_something_or_nothing_on_purpose(everything: list[Kept]) -> None:
    empty = [filters for filters, rule in FILTERS if not any(map(rule, everything))]
    assert empty == [{"speaker": "Anna Lavrov"}, {"q": "dialog"}, {"via": ["Post"]}]


@pytest.mark.parametrize("limit", [1, 2, 3, 11])
def test_pages_give_every_quote_once_and_in_order(
    client: TestClient, kept: list[Kept], limit: int
) -> None:
    assert walk(client, "/v1/quotes", limit) == [each.quote.id for each in kept]


def walk(client: TestClient, path: str, limit: int, **parameters: str) -> list[str]:
    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = client.get(path, params={"limit": limit, **parameters, **cursor}).json()
        assert 0 < len(page["data"]) <= limit
        seen += [item["id"] for item in page["data"]]
        if page["next_cursor"] is None:
            return seen
        cursor = {"cursor": page["next_cursor"]}


def test_rows_that_arrive_on_the_way_neither_repeat_nor_hide_one(
    client: TestClient, engine: Engine, kept: list[Kept], fake: Any
) -> None:
    seen: list[str] = []
    cursor: dict[str, str] = {}
    for number in itertools.count():
        page = client.get("/v1/quotes", params={"limit": 2, **cursor}).json()
        seen += [item["id"] for item in page["data"]]
        if page["next_cursor"] is None:
            break
        cursor = {"cursor": page["next_cursor"]}
        for day in ("2026-01-01", "2025-06-03", None):
            text = f'New {number}: "Just in."'
            document = Document(f"new-{number}-{day}", text, published=day)
            ingest_one(engine, document, lambda: fake)
    old = [each.quote.id for each in kept]
    assert [each for each in seen if each in old] == old
    assert len(seen) == len(set(seen))


def test_a_list_that_is_empty_is_no_error(client: TestClient) -> None:
    for path in ("/v1/quotes", "/v1/speakers", "/v1/quotes?speaker=Nobody"):
        answer = client.get(path)
        assert (answer.status_code, answer.json()) == (200, {"data": [], "next_cursor": None})


@pytest.mark.usefixtures("kept")
def test_speakers_best_match_first(client: TestClient) -> None:
    def named(q: str | None) -> list[tuple[str, int]]:
        data = client.get("/v1/speakers", params={"q": q} if q else {}).json()["data"]
        return [(each["name"], each["quotes"]) for each in data]

    assert named("Lavrov") == [("Sergey Lavrov", 3)]
    assert named("sergey")[0] == ("Sergey Lavrov", 3)
    assert set(named("sergey")) == {("Sergey Lavrov", 3), ("Sergey Ivanov", 1)}
    assert named("ann") == [("Ann", 1), ("Anna Bell", 4)]
    assert named("bel") == [("Anna Bell", 4)]
    assert named("ŁUKASZ JOSÉ") == [("José Łukasz", 1)]
    assert named("Bo Cole") == []  # only thought
    assert named("Old Voice") == []  # only in a version that was replaced
    assert named("TASS") == []  # only relays
    everybody = named(None)
    assert everybody[0] == ("Anna Bell", 4)
    assert [count for _, count in everybody] == sorted((n for _, n in everybody), reverse=True)
    assert dict(everybody)["China"] == 1


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("limit", [1, 2, 5])
def test_pages_of_speakers(client: TestClient, limit: int) -> None:
    whole = client.get("/v1/speakers", params={"limit": 200}).json()["data"]
    assert walk(client, "/v1/speakers", limit) == [each["id"] for each in whole]


def test_what_one_speaker_said(client: TestClient, kept: list[Kept]) -> None:
    for speaker in client.get("/v1/speakers").json()["data"]:
        path = f"/v1/speakers/{speaker['id']}/quotes"
        found = client.get(path).json()["data"]
        assert len(found) == speaker["quotes"]
        expected = [
            each.quote.id
            for each in kept
            for name in (each.quote.speaker.name or "").split(" and ")
            if speaker["name"] == names_of(name)[-1]
        ]
        assert [each["id"] for each in found] == expected
        by_id = client.get("/v1/quotes", params={"speaker": speaker["id"]}).json()["data"]
        assert by_id == found
    (lavrov,) = client.get("/v1/speakers?q=lavrov").json()["data"]
    found = client.get(f"/v1/speakers/{lavrov['id']}/quotes?q=dialogue").json()["data"]
    assert [each["text"] for each in found] == ["A direct dialogue is needed."]


def test_via_takes_an_id(client: TestClient, kept: list[Kept]) -> None:
    answer = client.get("/v1/quotes", params={"via": source_id("TASS")}).json()["data"]
    expected = [each.quote.id for each in kept if routes(each, "tass")]
    assert [each["id"] for each in answer] == expected


@pytest.mark.usefixtures("kept")
def test_an_item_resolves(client: TestClient) -> None:
    (item,) = client.get("/v1/quotes?speaker=Lavrov&via=TASS").json()["data"]
    assert item["attribution"] == "Sergey Lavrov via TASS via Russian Foreign Ministry"
    assert item["document"] == {
        "id": "a",
        "publisher": "Post",
        "published": "2025-06-03",
        "url": None,
        "title": None,
        "version": 1,
    }
    text = client.get(f"/v1/documents/{item['document']['id']}").json()["text"]
    assert " … ".join(text[start:end] for start, end in item["content"]) == item["text"]
    assert client.get(f"/v1/quotes/{item['id']}").json() == item
    assert len(item["statement"]) == 16


def test_the_same_words_by_the_same_speaker_are_one_statement(
    client: TestClient, engine: Engine, fake: Any
) -> None:
    for number, text in enumerate(
        ['Anna Bell: "We won!"', 'anna bell: "we won"', 'Bo: "We won!"', 'Anna Bell: "We lost"']
    ):
        ingest_one(engine, Document(str(number), text), lambda: fake)
    data = client.get("/v1/quotes").json()["data"]
    lost, bo, lower, first = (item["statement"] for item in data)
    assert first == lower
    assert len({first, bo, lost}) == 3


def test_coverage(engine: Engine, kept: list[Kept]) -> None:
    with reading(engine) as session:
        coverage = store.coverage(session)
    assert coverage.documents == 7
    assert coverage.quotes == len(kept)
    assert coverage.publishers == ("Post", "TASS")
    assert (coverage.earliest, coverage.latest) == (date(2025, 6, 1), date(2025, 7, 1))


def test_two_writers_of_one_document(engine: Engine, fake: Any) -> None:
    """Whoever comes second finds the version of the first, whichever database it is."""
    first = Document("a", 'Anna Bell: "One."')
    second = Document("a", 'Anna Bell: "Two."')
    ingest_one(engine, first, lambda: fake)
    with writing(engine) as session:
        assert store.save(session, second, fake.extract(second)) == "updated"
    assert ingest_one(engine, second, lambda: fake) == "unchanged"
    assert ingest_one(engine, first, lambda: fake) == "updated"


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("word", ["a ", "a and ", "é%_ "])
def test_long_questions_are_answered(client: TestClient, word: str) -> None:
    long = (word * 500)[:500]
    asked = {"q": long, "speaker": long, "via": [long] * 10}
    assert client.get("/v1/quotes", params=asked).json() == {"data": [], "next_cursor": None}
    assert client.get("/v1/speakers", params={"q": long}).status_code == 200
