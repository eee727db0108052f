"""Whole results: every record once, whichever form, held in pieces."""

import csv
import io
import json
import random
from typing import Any

import pytest
from fastapi.testclient import TestClient
from searched import documents, insert_quotes, insert_sources
from sqlalchemy import Engine

from quotes.model import Document
from service import store
from service.database import reading, writing
from service.ingest import ingest_one
from service.queries import QuoteQuery
from service.store import exporting


@pytest.fixture
def client_with_many(client: TestClient, engine: Engine) -> TestClient:
    """Some hundred quotes."""
    with writing(engine) as session:
        insert_sources(session)
        insert_quotes(session, list(documents(random.Random(3), range(1, 66))))
    return client


@pytest.mark.parametrize("piece", [7, 500])
def test_everything_once_and_in_order(
    client_with_many: TestClient, engine: Engine, piece: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "_PIECE", piece)
    for asked in ({}, {"q": "peace"}, {"speaker": "Bell", "kind": "direct"}, {"via": "nobody"}):
        with reading(engine) as session:
            expected = store.records(session, QuoteQuery(
                **{**asked, "via": (asked["via"],) if "via" in asked else ()}, limit=1000
            )).data  # fmt: skip
        answer = client_with_many.get("/v1/exports", params={**asked, "format": "jsonl"})
        assert answer.headers["content-type"] == "application/x-ndjson"
        lines = [json.loads(line) for line in answer.content.decode().split("\n")[:-1]]
        assert lines == json.loads(json.dumps(expected))
        rows = client_with_many.get("/v1/exports", params={**asked, "format": "csv"}).text
        cells = list(csv.DictReader(io.StringIO(rows, newline="")))
        assert [each["id"] for each in cells] == [each["id"] for each in expected]
        assert [each["document"] for each in cells] == [e["document"]["id"] for e in expected]


def test_a_piece_at_a_time(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more is asked of the database than is taken."""
    monkeypatch.setattr(exporting, "_PIECE", 5)
    with writing(engine) as session:
        insert_sources(session)
        insert_quotes(session, list(documents(random.Random(3), range(1, 20))))
    asked_for = []
    monkeypatch.setattr(exporting, "records", lambda *a: asked_for.append(a) or store.records(*a))
    pieces = store.export(engine, QuoteQuery())
    assert asked_for == []
    assert len(next(pieces)) == 5
    assert len(asked_for) == 1
    assert all(len(piece) <= 5 for piece in pieces)


def test_cells(client: TestClient, engine: Engine, fake: Any) -> None:
    text = (
        'Anna Bell: "=HYPERLINK(1), „so“, she said." via TASS < Interfax [about=Rome]\nBo: "Well."'
    )
    ingest_one(
        engine, Document("a", text, "T", "Post", "2025-06-03", "https://x.example"), lambda: fake
    )
    first, second = csv.DictReader(io.StringIO(client.get("/v1/exports?format=csv").text))
    assert first["text"] == "'=HYPERLINK(1), „so“, she said."
    assert first["chain"] == "speaker: Anna Bell|cited: Interfax|reported: TASS|published: Post"
    assert (first["about"], first["role"], first["said"]) == ("Rome", "", "")
    assert (first["published"], first["publisher"], first["title"]) == ("2025-06-03", "Post", "T")
    assert (second["speaker"], second["attribution"]) == ("Bo", "Bo")


def test_which_form(client: TestClient) -> None:
    def kind(accept: str, query: str = "") -> tuple[int, str]:
        answer = client.get(f"/v1/exports{query}", headers={"accept": accept})
        return answer.status_code, answer.headers["content-type"].partition(";")[0]

    assert kind("*/*") == (200, "application/x-ndjson")
    assert kind("text/csv") == (200, "text/csv")
    assert kind("text/*;q=0.5, application/x-ndjson;q=0.1") == (200, "text/csv")
    assert kind("*/*", "?format=csv") == (200, "text/csv")
    assert kind("application/json") == (406, "application/problem+json")
    assert kind("text/csv;q=0") == (406, "application/problem+json")


@pytest.mark.parametrize(
    "query", ["limit=5", "cursor=x", "sort=published", "format=xml", "facet=kind"]
)
def test_what_cannot_be_asked(client: TestClient, query: str) -> None:
    answer = client.get(f"/v1/exports?{query}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == query.partition("=")[0]
