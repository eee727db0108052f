"""Who a source is, when it spoke and what it relayed, held against an obvious reading."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient
from searched import (
    Kept,
    documents,
    has,
    insert_quotes,
    insert_sources,
    listed,
    newest_first,
)
from sqlalchemy import Engine

from quotes.model import Document
from service import store
from service.database import reading, writing
from service.fulltext import RELAYS
from service.ingest import ingest_one
from service.matching.sources import DatedRole
from service.queries import QuoteQuery
from service.store import joining
from service.store.listing import enlist
from service.watchlist import Listed


@pytest.fixture
def kept(engine: Engine) -> list[Kept]:
    """Everything stored, newest first."""
    found = list(documents(random.Random(7), range(1, 66)))
    with writing(engine) as session:
        insert_sources(session)
        insert_quotes(session, found)
    return newest_first(found)


# --- when it spoke, what it relayed ---------------------------------------------------------


def about(each: Kept) -> bool:
    return has(each, ("content", "about"), "peace")


def anything(_: Kept) -> bool:
    return True


def test_when_it_spoke(engine: Engine, kept: list[Kept]) -> None:
    for source in (1, 2, 5, 6):
        for asked, rule in ((None, anything), ("Peace", about)):
            check_timeline(engine, kept, source, asked, rule)


def check_timeline(
    engine: Engine, kept: list[Kept], source: int, asked: str | None, rule: Callable[[Kept], bool]
) -> None:
    said = [each for each in kept if listed(each, {}) and source in each.speakers and rule(each)]
    months = Counter(f"{each.day:%Y-%m}" if each.day else None for each in said)
    denied = Counter(
        f"{each.day:%Y-%m}" if each.day else None
        for each in said
        if each.quote.polarity == "denied"
    )
    with reading(engine) as session:
        found = store.timeline(session, f"id{source}", asked)
    assert [each.month for each in found.months] == sorted(months, key=lambda m: m or "9")
    assert {each.month: each.quotes for each in found.months} == months
    assert {each.month: each.denied for each in found.months if each.denied} == denied
    acts = Counter(each.quote.act for each in said)
    assert sum((Counter(each.acts) for each in found.months), Counter()) == acts
    assert (found.counted, found.complete) == (len(said), True)
    assert (source == 6) == (not said)


def hop(each: Kept, source: int) -> int:
    return next(i for i, (rel, pk) in enumerate(each.hops) if pk == source and rel in RELAYS)


def test_what_it_relayed_and_from_whom(engine: Engine, kept: list[Kept]) -> None:
    for source in (4, 5, 6, 8):
        for asked in ({}, {"kind": "direct"}, {"q": "peace"}):
            check_relays(engine, kept, source, asked)


def check_relays(engine: Engine, kept: list[Kept], source: int, asked: dict[str, str]) -> None:
    expected = [
        each
        for each in kept
        if listed(each, {})
        and source in each.vias()
        and ("kind" not in asked or each.quote.kind == "direct")
        and ("q" not in asked or has(each, ("content",), "peace"))
    ]
    query = QuoteQuery(**asked, limit=200)
    with reading(engine) as session:
        page = store.relays(session, f"id{source}", query)
        givers = store.givers(session, f"id{source}", query)
    assert [each.quote.quote for each in page.data] == [each.quote for each in expected]
    whence: Counter[str | None] = Counter()
    for shown, each in zip(page.data, expected, strict=True):
        place = hop(each, source)
        giver = each.hops[place - 1][1]
        assert shown.rel == each.hops[place][0]
        assert shown.giver_id == (f"id{giver}" if giver else None)
        assert shown.giver == each.quote.chain[place - 1].name
        whence[shown.giver_id] += 1
    assert {each.id: each.count for each in givers.values} == whence
    assert [each.value for each in givers.values if each.id is None] == (
        ["unnamed source"] if None in whence else []
    )
    assert (givers.counted, givers.complete) == (len(expected), True)
    assert (source == 8) == (not expected)


def test_who_is_not_there(engine: Engine) -> None:
    with reading(engine) as session:
        assert store.speaker(session, "none") is None
        assert store.roles(session, "none") == ()
        assert store.timeline(session, "none").months == ()
        assert store.relays(session, "none", QuoteQuery()).data == ()
        assert store.givers(session, "none", QuoteQuery()).values == ()


# --- who it is ------------------------------------------------------------------------------

LAVROV = Listed(
    "Sergey Lavrov",
    ("Serguei Lavrov",),
    "person",
    "Q58217",
    (
        DatedRole("Russian foreign minister", date(2004, 3, 9), None),
        DatedRole("envoy to the UN", date(1994, 1, 1), date(2004, 12, 31)),
    ),
)


@pytest.fixture
def lavrov(engine: Engine, fake: Any) -> str:
    """The id of the minister, of whom documents and a watch list know."""
    first = Document("a", 'Sergey Lavrov: "We are ready."', published="2025-06-03")
    joint = Document("b", 'Anna Bell and Sergey Lavrov: "So are we." via TASS < Interfax')
    for document in (first, joint):
        ingest_one(engine, document, lambda: fake)
    with writing(engine) as session:
        return enlist(session, LAVROV, author="me")


def role_names(client: TestClient, id_: str, **asked: str) -> list[tuple[str, bool]]:
    data = client.get(f"/v1/speakers/{id_}/roles", params=asked).json()["data"]
    return [(each["role"], each["covers"]) for each in data]


def test_a_speaker(client: TestClient, lavrov: str) -> None:
    answer = client.get(f"/v1/speakers/{lavrov}").json()
    assert (answer["name"], answer["kind"], answer["qid"]) == ("Sergey Lavrov", "person", "Q58217")
    assert answer["names"] == ["Sergey Lavrov", "Serguei Lavrov"]
    assert (answer["quotes"], answer["first"], answer["last"]) == (2, "2025-06-03", "2025-06-03")
    assert [each["role"] for each in answer["roles"]] == [
        "envoy to the UN",
        "Russian foreign minister",
    ]
    assert client.get(f"/v1/sources/{lavrov}").json() == answer


def test_roles_on_a_day(client: TestClient, lavrov: str) -> None:
    assert role_names(client, lavrov, at="2004-06-01") == [
        ("envoy to the UN", True),
        ("Russian foreign minister", True),
    ]
    assert role_names(client, lavrov, at="2030-01-01") == [("Russian foreign minister", True)]
    assert role_names(client, lavrov, at="1994-01-01") == [("envoy to the UN", True)]
    assert role_names(client, lavrov, at="1993-12-31") == []


def test_roles_that_documents_give(engine: Engine) -> None:
    """Days of documents show when a role was held, and the last before a day what may still be."""
    from service.tables import SourceNameRow, SourceRoleRow, SourceRow

    with writing(engine) as session:
        session.add(SourceRow(pk=1, id="a", name="A", words="a", kind="person"))
        session.flush()
        for pk in (1, 2):
            session.add(SourceNameRow(pk=pk, source_pk=1, name="A"))
        session.flush()
        for name_pk, role, first, last in (
            (1, "Mayor of X", date(2020, 1, 1), date(2020, 3, 1)),
            (2, "mayor of X", date(2020, 5, 1), date(2020, 6, 1)),
            (1, "baker", None, None),
        ):
            session.add(SourceRoleRow(name_pk=name_pk, role=role, first=first, last=last))
    with reading(engine) as session:
        all_of_them = store.roles(session, "a")
        held = store.roles(session, "a", date(2020, 4, 1))
        later = store.roles(session, "a", date(2021, 1, 1))
        assert store.roles(session, "a", date(2019, 1, 1)) == ()
    assert [each.role for each in all_of_them] == ["baker", "Mayor of X"]
    assert [(each.first, each.last, each.covers) for each in held] == [
        (date(2020, 1, 1), date(2020, 6, 1), True)
    ]
    assert [(each.role, each.covers) for each in later] == [("Mayor of X", False)]


def test_an_id_that_was_joined_finds_the_source(
    client: TestClient, engine: Engine, fake: Any, lavrov: str
) -> None:
    ingest_one(engine, Document("c", 'Kremlin envoy: "Later."'), lambda: fake)
    (envoy,) = client.get("/v1/speakers", params={"q": "envoy"}).json()["data"]
    with writing(engine) as session:
        joining.merge(session, lavrov, envoy["id"], author="me", reason="")
    joined = client.get(f"/v1/speakers/{envoy['id']}").json()
    assert joined == client.get(f"/v1/speakers/{lavrov}").json()
    assert joined["names"][-1] == "Kremlin envoy"


def test_who_else_it_may_be(client: TestClient, engine: Engine, fake: Any) -> None:
    for number, name in enumerate(("Anna Bell", "Carol Bell", "Bell")):
        ingest_one(engine, Document(str(number), f'{name}: "Well."'), lambda: fake)
    by_name = {each["name"]: each["id"] for each in client.get("/v1/speakers").json()["data"]}
    doubtful = client.get(f"/v1/speakers/{by_name['Bell']}").json()["doubts"]
    assert {each["other"]["name"] for each in doubtful} == {"Anna Bell", "Carol Bell"}
    (back,) = client.get(f"/v1/speakers/{by_name['Anna Bell']}").json()["doubts"]
    assert back["other"] == {"id": by_name["Bell"], "name": "Bell"}
    assert back["reason"]


@pytest.mark.usefixtures("lavrov")
def test_sources_are_more_than_speakers(client: TestClient) -> None:
    def names(**asked: Any) -> set[str]:
        data = client.get("/v1/sources", params=asked).json()["data"]
        return {each["name"] for each in data}

    assert names() == {"Sergey Lavrov", "Anna Bell", "TASS", "Interfax"}
    assert names(q="tass") == {"TASS"}
    assert names(listed=True) == names(q="Serguei", kind="person") == {"Sergey Lavrov"}
    assert names(listed=False, kind="person") == {"Anna Bell"}
    speakers = client.get("/v1/speakers").json()["data"]
    assert {each["name"] for each in speakers} == {"Sergey Lavrov", "Anna Bell"}


def test_relays_over_http(client: TestClient, lavrov: str) -> None:
    ids = {each["name"]: each["id"] for each in client.get("/v1/sources").json()["data"]}
    answer = client.get(f"/v1/sources/{ids['TASS']}/relays").json()
    (relay,) = answer["data"]
    assert relay["rel"] == "reported"
    assert relay["giver"] == {"id": ids["Interfax"], "name": "Interfax"}
    (given,) = answer["givers"]["data"]
    assert given == {"id": ids["Interfax"], "name": "Interfax", "quotes": 1}
    # Between the joint speakers and the agency nobody stands; both gave it the words.
    answer = client.get(f"/v1/sources/{ids['Interfax']}/relays").json()
    (relay,) = answer["data"]
    assert relay["giver"] == {"id": None, "name": "Anna Bell and Sergey Lavrov"}
    assert {each["id"] for each in answer["givers"]["data"]} == {ids["Anna Bell"], lavrov}


def test_a_timeline_over_http(client: TestClient, lavrov: str) -> None:
    answer = client.get(f"/v1/speakers/{lavrov}/timeline").json()
    assert answer["data"] == [
        {"month": "2025-06", "quotes": 1, "denied": 0, "acts": {"say": 1}},
        {"month": None, "quotes": 1, "denied": 0, "acts": {"say": 1}},
    ]
    assert client.get(f"/v1/speakers/{lavrov}/timeline?about=ready").json()["counted"] == 1


@pytest.mark.usefixtures("lavrov")
def test_the_next_page_stands_in_the_header_too(client: TestClient) -> None:
    for path in ("/v1/sources?listed=false&", "/v1/speakers?", "/v1/quotes?via=TASS&via=Interfax&"):
        answer = client.get(f"{path}limit=1")
        cursor = answer.json()["next_cursor"]
        if cursor is None:
            assert "link" not in answer.headers
            continue
        assert answer.links["next"]["url"] == f"{path}limit=1&cursor={cursor}"
        assert client.get(answer.links["next"]["url"]).json()["data"] != answer.json()["data"]


def test_no_such_source(client: TestClient) -> None:
    for path in ("speakers/x", "speakers/x/roles", "speakers/x/timeline", "sources/x",
                 "sources/x/relays"):  # fmt: skip
        answer = client.get(f"/v1/{path}")
        assert answer.status_code == 404
        assert answer.json()["type"] == "urn:quotes:problem:not-found"
