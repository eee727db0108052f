"""Lists as they are written, held against the values and the types that say what they are."""

import json
import random
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import TypeAdapter
from searched import documents, insert_quotes, insert_sources
from sqlalchemy import Engine

from quotes.model import Document
from service import store
from service.api.answers import QuoteItem, QuotePage, quote_item
from service.api.statement_answers import StatementPage
from service.database import reading, writing
from service.ingest import ingest_one
from service.passages import passage
from service.queries import QuoteQuery

ITEM = TypeAdapter(QuoteItem)


def test_a_record_is_what_the_values_say(engine: Engine) -> None:
    with writing(engine) as session:
        insert_sources(session)
        insert_quotes(session, list(documents(random.Random(3), range(1, 66))))
    for asked in ({"act": "think"}, {}, {"q": "peace", "sort": "relevance"}):
        query = QuoteQuery(**asked, limit=200)
        with reading(engine) as session:
            values, found = store.find(session, query), store.records(session, query)
        assert len(found.data) > 10
        assert found.next_cursor == values.next_cursor
        written = [json.loads(ITEM.dump_json(quote_item(each))) for each in values.data]
        assert json.loads(json.dumps(found.data)) == written
        assert [list(each) for each in found.data] == [list(each) for each in written]
        with reading(engine) as session:
            as_json = store.written_records(session, query)
        assert [json.loads(each) for each in as_json.data] == written
        assert (as_json.keys, as_json.next_cursor) == (found.keys, found.next_cursor)


TEXT = (
    "A first paragraph.\n"
    'Anna Bell: "We won the war." via TASS < Interfax [about=Rome]\n'
    'Bo Cole: "They lost." [kind=mixed]\nThe end.'
)


@pytest.fixture
def told(client: TestClient, engine: Engine, fake: Any) -> TestClient:
    """The API over two documents that carry the same statement."""
    for id_, publisher in (("a/b", "Post"), ("c", "Herald")):
        document = Document(id_, TEXT, "Title", publisher, "2025-06-03", "https://post.example/1")
        ingest_one(engine, document, lambda: fake)
    return client


def test_one_quote_is_the_same_in_the_list(told: TestClient) -> None:
    for item in told.get("/v1/quotes").json()["data"]:
        assert told.get(f"/v1/quotes/{item['id']}").json() == item


def test_what_else_a_list_of_quotes_holds(told: TestClient) -> None:
    asked = {"facet": ["via", "outlet"], "include": ["context", "document", "statement"]}
    answer = told.get("/v1/quotes", params={**asked, "q": "war"}).json()
    QuotePage.model_validate(answer)
    via, outlet = answer["facets"]
    assert (via["name"], via["counted"], via["complete"]) == ("via", 2, True)
    assert {each["value"]: each["count"] for each in via["values"]} == {"TASS": 2, "Interfax": 2}
    assert {each["value"] for each in outlet["values"]} == {"Post", "Herald"}
    included = answer["included"]
    assert included["documents"] == {"a/b": TEXT, "c": TEXT}
    for item in answer["data"]:
        context = included["contexts"][item["id"]]
        assert context["text"] == TEXT.splitlines()[1]
        assert TEXT[context["start"] : context["end"]] == context["text"]
        stated = included["statements"][item["statement"]]
        assert stated == told.get(f"/v1/statements/{item['statement']}").json()
    assert list(included["statements"]) == [answer["data"][0]["statement"]]


def test_what_else_a_list_of_statements_holds(told: TestClient) -> None:
    answer = told.get("/v1/statements?facet=speaker&include=quote&kind=direct").json()
    StatementPage.model_validate(answer)
    (item,) = answer["data"]
    assert (item["occurrences"], item["outlets"]) == (2, ["Herald", "Post"])
    assert [each["value"] for each in answer["facets"][0]["values"]] == ["Anna Bell"]
    assert answer["facets"][0]["values"][0]["count"] == 1
    quote = answer["included"]["quotes"][item["quote"]]
    assert quote == told.get(f"/v1/quotes/{item['quote']}").json()
    assert quote["statement"] == item["id"]
    ids = {each["name"]: each["id"] for each in told.get("/v1/speakers").json()["data"]}
    of_anna = told.get(f"/v1/speakers/{ids['Anna Bell']}/statements").json()
    assert of_anna == told.get("/v1/statements", params={"speaker": "Anna"}).json()
    assert [each["id"] for each in of_anna["data"]] == [item["id"]]


def test_nothing_is_added_that_was_not_asked_for(told: TestClient) -> None:
    for path in ("/v1/quotes", "/v1/statements"):
        assert list(told.get(path).json()) == ["data", "next_cursor"]


def test_what_was_only_thought_is_a_statement_if_asked_for(
    client: TestClient, engine: Engine, fake: Any
) -> None:
    text = 'Anna Bell: "We may win." [act=think]\nAnna Bell: "No."'
    ingest_one(engine, Document("a", text), lambda: fake)
    assert [each["text"] for each in client.get("/v1/statements").json()["data"]] == ["No."]
    (thought,) = client.get("/v1/statements?act=think").json()["data"]
    assert (thought["text"], thought["occurrences"]) == ("We may win.", 1)


@pytest.mark.parametrize("path", ["/v1/quotes", "/v1/statements", "/v1/speakers/x/statements"])
def test_facets_and_parts_that_there_are_not(client: TestClient, path: str) -> None:
    for asked in ("facet=colour", "include=everything"):
        answer = client.get(f"{path}?{asked}")
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] == f"{asked.split('=')[0]}.0"


def test_a_passage() -> None:
    text = "One.\nTwo, three.\n" + "x" * 2000 + " here " + "y" * 2000
    assert passage(text, [(5, 8)]) == (5, 16)
    assert passage(text, [(0, 3), (10, 15)]) == (0, 16)
    at = text.index("here")
    assert passage(text, [(at, at + 4)]) == (at - 500, at + 504)
    assert passage(text, []) == (0, 0)
    assert passage("end", [(0, 3)]) == (0, 3)
