"""Documents: their list held against an obvious reading, annotations, extraction, statistics."""

import itertools
import json
from collections import Counter
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from quotes.model import Document
from service.ingest import ingest_one
from service.words import word_list

TITLES = ("War and peace", "Peace, now: naïve!", None, "A letter")
DAYS = ("2025-06-03", "2025-06-01", None, "2024-02-29")
PUBLISHERS = ("Post", "TASS", "The Herald", None)
LINE = 'Anna Bell: "We won number {}." via TASS < Interfax\n'


@pytest.fixture
def stored(engine: Engine, fake: Any) -> list[Document]:
    """What is current, in the order of the list."""
    found: dict[str, tuple[int, Document]] = {}
    for number in range(48):
        version = 1 if number < 40 else 2
        id_ = f"d/{number % 40}"
        text = "".join(LINE.format(f"{number}-{line}") for line in range(number % 5))
        document = Document(
            id_, text or f"{version}.", TITLES[number % 4],
            PUBLISHERS[number // 3 % 4], DAYS[number // 2 % 4],
        )  # fmt: skip
        ingest_one(engine, document, lambda: fake)
        found[id_] = (number, document)
    last_first = sorted(found.values(), key=lambda each: -each[0])
    return [d for _, d in sorted(last_first, key=lambda e: e[1].published or "0", reverse=True)]


def said(document: Document) -> bool:
    return "won" in document.text


def walk(client: TestClient, limit: int, **asked: Any) -> list[str]:
    seen: list[str] = []
    url = "/v1/documents"
    answer = client.get(url, params={**asked, "limit": limit})
    while True:
        assert answer.status_code == 200, answer.text
        page = answer.json()
        assert len(page["data"]) <= limit
        seen += [each["id"] for each in page["data"]]
        if page["next_cursor"] is None:
            assert "next" not in answer.links
            return seen
        answer = client.get(answer.links["next"]["url"])


RULES: list[tuple[dict[str, str], Any]] = [
    ({"q": "peace"}, lambda d: "peace" in word_list(d.title or "") and said(d)),
    ({"q": "NAIVE now"}, lambda d: d.title == TITLES[1] and said(d)),
    ({"outlet": "herald"}, lambda d: d.publisher == "The Herald"),
    ({"published_from": "2025-06-01"}, lambda d: (d.published or "") >= "2025-06-01"),
    ({"published_to": "2025-06-01"}, lambda d: "" < (d.published or "") <= "2025-06-01"),
]


def test_each_filter_alone_and_with_every_other(client: TestClient, stored: list[Document]) -> None:
    for chosen in [(), *((each,) for each in RULES), *itertools.combinations(RULES, 2)]:
        asked: dict[str, str] = {}
        for filters, _ in chosen:
            asked |= filters
        if len(asked) != len(chosen):
            continue
        expected = [d.id for d in stored if all(rule(d) for _, rule in chosen)]
        for limit in (3, 200):
            assert walk(client, limit, **asked) == expected, asked
    assert walk(client, 50, outlet="nobody") == []
    assert walk(client, 50, q="nowhere") == []


def test_an_item(client: TestClient, stored: list[Document]) -> None:
    data = client.get("/v1/documents?limit=200").json()["data"]
    for item, document in zip(data, stored, strict=True):
        whole = client.get(f"/v1/documents/{document.id}").json()
        assert item == {key: whole[key] for key in item if key != "quotes"} | {
            "quotes": len(whole["quotes"])
        }


def test_a_cursor_of_another_list(client: TestClient) -> None:
    for cursor in ("x", "W10", "WyJ4Il0", "Wy0xLDFd", "WzksMTBd" * 9):
        assert client.get(f"/v1/documents?cursor={cursor}").status_code == 422


def test_statistics(client: TestClient, stored: list[Document]) -> None:
    answer = client.get("/v1/stats").json()
    days = [each.published for each in stored if each.published]
    assert answer["documents"] == len(stored)
    assert answer["quotes"] == sum(each.text.count("won") for each in stored)
    assert (answer["earliest"], answer["latest"]) == (min(days), max(days))
    years = Counter(int(day[:4]) for day in days)
    assert {each["year"]: each["documents"] for each in answer["years"]} == years
    outlets = Counter(each.publisher for each in stored if each.publisher)
    assert {each["name"]: each["documents"] for each in answer["outlets"]} == outlets
    assert answer["outlets_counted"] == 3
    assert answer["speakers"] == 1
    assert answer["statements"] == len({q["statement"] for q in quotes(client)})
    newest = client.get("/v1/documents/d/7").json()["created"]
    assert answer["stored"] == newest


def quotes(client: TestClient) -> list[Any]:
    return list(client.get("/v1/quotes?limit=200").json()["data"])


def test_statistics_of_nothing(client: TestClient) -> None:
    answer = client.get("/v1/stats").json()
    assert (answer["documents"], answer["quotes"], answer["outlets"]) == (0, 0, [])
    assert answer["earliest"] is answer["stored"] is None


TEXT = 'Bo: "So we   “won” 🙂 it."\nAnna Bell: "We lost." via TASS < Interfax'


def test_annotations_select_what_is_shown(client: TestClient, engine: Engine, fake: Any) -> None:
    ingest_one(engine, Document("a/b", TEXT, publisher="Post"), lambda: fake)
    answer = client.get("/v1/documents/a/b/annotations")
    assert answer.headers["content-type"] == "application/json"
    page = answer.json()
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert len({each["id"] for each in page["items"]}) == len(page["items"])
    shown = []
    for each in page["items"]:
        for target in each["target"]:
            assert target["source"] == "http://testserver/v1/documents/a/b?version=1"
            position, words = target["selector"]
            start, end = position["start"], position["end"]
            assert TEXT[start:end] == words["exact"]
            assert TEXT[:start].endswith(words["prefix"])
            assert TEXT[end:].startswith(words["suffix"])
            shown.append((words["exact"], each["body"][0]["value"], each["body"][1]["value"]))
    assert shown[:3] == [
        ("So we   “won” 🙂 it.", "Bo", "say"),
        ("Bo", "Bo", "speaker"),
        ("We lost.", "Anna Bell via TASS via Interfax", "say"),
    ]
    assert ("TASS < Interfax", "TASS", "reported") in shown
    linked = client.get("/v1/documents/a/b/annotations", headers={"accept": "application/ld+json"})
    assert linked.headers["content-type"].startswith("application/ld+json; profile=")
    assert linked.json() == page
    assert client.get("/v1/documents/x/annotations").status_code == 404
    other = client.get("/v1/documents/a/b/annotations", headers={"accept": "text/turtle"})
    assert other.status_code == 406
    assert other.json()["type"] == "urn:quotes:problem:not-acceptable"


def test_extraction_stores_nothing(client: TestClient, fake: Any) -> None:
    body = {"id": "x", "text": TEXT, "publisher": "Post", "published": "2025-06-03"}
    answer = client.post("/v1/extract", json=body)
    assert answer.status_code == 200
    line = fake.extract(Document(**body)).as_dict()
    assert answer.json() == json.loads(json.dumps(line))
    plain = client.post(
        "/v1/extract", content=TEXT.encode(), headers={"content-type": "text/plain"}
    )
    assert [each["text"] for each in plain.json()["quotes"]] == [q["text"] for q in line["quotes"]]
    assert client.get("/v1/documents").json()["data"] == []
    assert client.post("/v1/extract", json={"txt": ""}).status_code == 422
    assert client.post("/v1/extract", content=b"{").status_code == 415
