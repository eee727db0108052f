"""The record as linked data, read by rdflib and asked in SPARQL."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from rdflib import Graph
from sqlalchemy import Engine

from quotes.model import Document
from service.api.negotiation import best
from service.ingest import ingest_one

# rdflib's own parser of JSON-LD makes one.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
LINKED = {"accept": "application/ld+json"}
BASE = "http://testserver/v1/"
PREFIXES = """
PREFIX s: <https://schema.org/>
PREFIX prov: <http://www.w3.org/ns/prov#>
"""
DOCUMENTS = [
    Document(
        "dawn/1",
        'Sergey Lavrov: "A direct dialogue between Pakistan and India is needed today." '
        "via TASS < Russian Foreign Ministry [about=Pakistan]\n"
        'Anna Bell and Bo Cole: "We agree <b>&amp;</b> stay."\n'
        'Bo Cole: "Perhaps." [act=think]',
        "A „headline“",
        "Dawn",
        "2025-06-03",
        "https://dawn.example/1?a=b c",
    ),
    Document(
        "hindu",
        'Sergey Lavrov: "A direct dialogue between Pakistan and India is needed." via TASS',
        publisher="The Hindu",
        published="2025-06-04",
    ),
]


@pytest.fixture
def told(client: TestClient, engine: Engine, fake: Any) -> TestClient:
    """The API over two documents that carry the minister's words."""
    for document in DOCUMENTS:
        ingest_one(engine, document, lambda: fake)
    return client


def linked(client: TestClient, path: str) -> Graph:
    answer = client.get(path, headers=LINKED)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/ld+json"
    assert answer.headers["vary"].startswith("Accept")
    return Graph().parse(data=answer.text, format="json-ld")


def asked(graph: Graph, question: str) -> list[tuple[Any, ...]]:
    rows = graph.query(PREFIXES + question)
    return sorted(tuple(str(part) for part in row) for row in rows)  # type: ignore[union-attr]


WHO = """
SELECT ?who ?via WHERE {
  ?quote a s:Quotation ; s:text ?text ; s:spokenByCharacter/s:name ?who ;
         prov:hadPrimarySource ?source ; prov:wasQuotedFrom+ ?hop .
  ?hop prov:wasAttributedTo/s:name ?via .
  FILTER (?hop != ?source && CONTAINS(?text, "dialogue"))
}"""


def test_who_said_it_through_whom(told: TestClient) -> None:
    graph = linked(told, "/v1/quotes?q=dialogue&outlet=Dawn")
    assert asked(graph, WHO) == [
        ("Sergey Lavrov", "Russian Foreign Ministry"),
        ("Sergey Lavrov", "TASS"),
    ]
    order = """SELECT ?outer ?inner WHERE {
      ?a prov:wasQuotedFrom ?b . ?a prov:wasAttributedTo/s:name ?outer .
      ?b prov:wasAttributedTo/s:name ?inner }"""
    assert asked(graph, order) == [
        ("Russian Foreign Ministry", "Sergey Lavrov"),
        ("TASS", "Russian Foreign Ministry"),
    ]


def test_ids_are_addresses(told: TestClient) -> None:
    graph = linked(told, "/v1/quotes?q=dialogue&outlet=Dawn")
    rows = asked(
        graph,
        """SELECT ?quote ?claim ?article ?who WHERE {
      ?quote a s:Quotation ; s:exampleOfWork ?claim ; s:isPartOf ?article ; s:creator ?who }""",
    )
    ((quote, claim, article, who),) = rows
    (item,) = told.get("/v1/quotes?q=dialogue&outlet=Dawn").json()["data"]
    assert (quote, claim) == (f"{BASE}quotes/{item['id']}", f"{BASE}statements/{item['statement']}")
    assert article == f"{BASE}documents/dawn/1"
    for address in (quote, claim, article, who):
        assert told.get(address).status_code == 200, address


def test_one_quote_is_the_same_in_the_list(told: TestClient) -> None:
    listed = told.get("/v1/quotes", headers=LINKED).json()["@graph"]
    assert len(listed) == 3
    for node in listed:
        (one,) = told.get(f"/{node['@id']}", headers=LINKED).json()["@graph"]
        assert one == node


def test_a_joint_statement_has_two_speakers(told: TestClient) -> None:
    graph = linked(told, "/v1/quotes?q=agree")
    who = asked(graph, "SELECT ?name WHERE { ?q s:spokenByCharacter/s:name ?name }")
    assert who == [("Anna Bell",), ("Bo Cole",)]
    (text,) = asked(graph, "SELECT ?text WHERE { ?q s:text ?text }")
    assert text == ("We agree <b>&amp;</b> stay.",)


def test_a_document_has_its_quotes(told: TestClient) -> None:
    graph = linked(told, "/v1/documents/dawn/1")
    rows = asked(
        graph,
        """SELECT ?headline ?day ?text WHERE {
      ?article a s:NewsArticle ; s:headline ?headline ; s:datePublished ?day ;
               s:hasPart/s:text ?text }""",
    )
    assert [text for _, _, text in rows] == [
        "A direct dialogue between Pakistan and India is needed today.",
        "We agree <b>&amp;</b> stay.",
    ]
    assert rows[0][:2] == ("A „headline“", "2025-06-03")


def test_statements(told: TestClient) -> None:
    listed = linked(told, "/v1/statements?speaker=Lavrov")
    claims = (
        "SELECT ?claim ?text ?who WHERE { ?claim a s:Claim ; s:text ?text ; s:author/s:name ?who }"
    )
    ((claim, text, who),) = asked(listed, claims)
    assert (text, who) == (
        "A direct dialogue between Pakistan and India is needed today.",
        "Sergey Lavrov",
    )
    one = linked(told, claim)
    assert asked(one, claims) == [(claim, text, who)]
    quotes = asked(one, "SELECT ?q WHERE { ?c a s:Claim ; s:appearance ?q }")
    data = told.get("/v1/quotes?q=dialogue").json()["data"]
    assert quotes == sorted((f"{BASE}quotes/{each['id']}",) for each in data)


def test_where_a_statement_comes_from(told: TestClient) -> None:
    (statement,) = told.get("/v1/statements?speaker=Lavrov").json()["data"]
    graph = linked(told, f"/v1/statements/{statement['id']}/provenance")
    origins = """SELECT ?name WHERE {
      ?claim a s:Claim ; prov:hadPrimarySource/prov:wasAttributedTo/s:name ?name }"""
    assert asked(graph, origins) == [("Russian Foreign Ministry",)]
    # The Hindu has it from the agency, which elsewhere cites the ministry, which has it from him.
    back = """SELECT ?name WHERE {
      ?outlet prov:wasAttributedTo/s:name "The Hindu" ; prov:wasQuotedFrom+ ?words .
      ?words prov:wasAttributedTo/s:name ?name }"""
    assert asked(graph, back) == [
        ("Russian Foreign Ministry",),
        ("Sergey Lavrov",),
        ("TASS",),
    ]
    both = """SELECT ?quote WHERE {
      ?quote a s:Quotation ; prov:hadPrimarySource/prov:wasAttributedTo/s:name ?name }"""
    assert len(asked(graph, both)) == 2


def test_the_next_page(told: TestClient) -> None:
    answer = told.get("/v1/quotes?limit=1", headers=LINKED)
    following = told.get(answer.links["next"]["url"], headers=LINKED)
    assert following.json()["@graph"][0]["@id"] != answer.json()["@graph"][0]["@id"]


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("*/*", "a/json"),
        ("a/ld", "a/ld"),
        ("a/*;q=0.5, b/csv;q=0.4", "a/json"),
        ("text/html, a/ld;q=0.9, */*;q=0.8", "a/ld"),
        ("a/json;q=0, a/*", "a/ld"),
        ("A/LD ; Q=0.3", "a/ld"),
        ("a/ld;profile=x", "a/ld"),
        ("a/ld;q=x", None),
        ("a/ld;q=0", None),
        ("text/html", None),
        ("", None),
        ("nonsense,,;;q", None),
    ],
)
def test_what_accept_prefers(accepted: str, chosen: str | None) -> None:
    assert best(accepted, ["a/json", "a/ld"]) == chosen


def test_nothing_asked_for_can_be_given(told: TestClient) -> None:
    for path in ("/v1/quotes", "/v1/speakers", "/v1/judgements", "/v1/stats"):
        answer = told.get(path, headers={"accept": "text/turtle"})
        assert answer.status_code == 406
        assert answer.headers["content-type"] == "application/problem+json"
    assert told.get("/v1/speakers", headers=LINKED).status_code == 406
    assert told.get("/v1/quotes", headers={"accept": "text/html, */*;q=0.1"}).status_code == 200
