"""Statements over HTTP: grouped as they come in, with their origins."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from quotes.model import Document
from service.ingest import ingest_one

DOCUMENTS = [
    Document(
        "dawn",
        'Sergey Lavrov: "A direct dialogue between Pakistan and India is needed today." '
        "via TASS < Russian Foreign Ministry",
        publisher="Dawn",
        published="2025-06-03",
    ),
    Document(
        "hindu",
        'Sergei Lavrov: "A direct dialogue between Pakistan and India is needed." via TASS',
        publisher="The Hindu",
        published="2025-06-04",
    ),
    Document(
        "post",
        'Anna Bell: "A direct dialogue between Pakistan and India is needed today."',
        publisher="Post",
        published="2025-06-04",
    ),
]


@pytest.fixture
def statement(client: TestClient, engine: Engine, fake: Any) -> str:
    """The statement of the minister."""
    for document in DOCUMENTS:
        ingest_one(engine, document, lambda: fake)
    items = client.get("/v1/quotes", params={"speaker": "Lavrov"}).json()["data"]
    assert len({item["statement"] for item in items}) == 1
    return str(items[0]["statement"])


def test_a_statement(client: TestClient, statement: str) -> None:
    answer = client.get(f"/v1/statements/{statement}").json()
    assert answer["id"] == statement
    assert [each["name"] for each in answer["speakers"]] == ["Sergey Lavrov"]
    assert (answer["occurrences"], answer["variants"]) == (2, 2)
    assert (answer["first_seen"], answer["last_seen"]) == ("2025-06-03", "2025-06-04")
    assert answer["outlets"] == ["Dawn", "The Hindu"]


def test_its_occurrences_are_its_quotes(client: TestClient, statement: str) -> None:
    found = client.get(f"/v1/statements/{statement}/occurrences").json()["data"]
    assert [each["document"]["id"] for each in found] == ["hindu", "dawn"]
    by_filter = client.get("/v1/quotes", params={"statement": statement}).json()["data"]
    assert by_filter == found


def test_its_variants_differ_by_a_word(client: TestClient, statement: str) -> None:
    best, other = client.get(f"/v1/statements/{statement}/variants").json()["data"]
    assert "".join(piece["old"] for piece in other["diff"]) == best["text"]
    assert "".join(piece["new"] for piece in other["diff"]) == other["text"]
    changed = [piece for piece in other["diff"] if piece["op"] != "equal"]
    assert len(changed) == 1
    assert "today" in changed[0]["old"] + changed[0]["new"]
    # Every wording's id finds the statement.
    for each in (best, other):
        assert client.get(f"/v1/statements/{each['id']}").json()["id"] == statement


def test_its_origin_is_the_ministry(client: TestClient, statement: str) -> None:
    """The Hindu has it from TASS, which elsewhere cites the ministry: one origin."""
    answer = client.get(f"/v1/statements/{statement}/provenance").json()
    assert answer["independent_origins"] == 1
    assert [each["name"] for each in answer["origins"]] == ["Russian Foreign Ministry"]
    assert {each["document"] for each in answer["counted"]} == {"dawn", "hindu"}
    assert all(each["steps"] for each in answer["counted"])


@pytest.mark.parametrize("part", ["", "/occurrences", "/variants", "/provenance"])
def test_no_such_statement(client: TestClient, part: str) -> None:
    answer = client.get(f"/v1/statements/0000000000000000{part}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
