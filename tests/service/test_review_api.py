"""Versions, changes and judgements over HTTP."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

TEXT = (
    'Anna Bell: "We won the long war." via TASS < Interfax\n'
    'Bo Cole: "They lost."\nDan Eve had no comment.'
)
SPEAKER = {"kind": "speaker", "name": "Eve Fox", "grade": "named", "author": "Eva"}


def post(client: TestClient, text: str = TEXT, id_: str = "a/b") -> Any:
    body = {"id": id_, "text": text, "publisher": "Post", "published": "2025-06-03"}
    return client.post("/v1/documents", json=body).json()


def judge(client: TestClient, **judgement: Any) -> Any:
    return client.post("/v1/judgements", json=judgement)


def span(words: str) -> list[int]:
    return [TEXT.index(words), TEXT.index(words) + len(words)]


def problem(answer: Any, status: int) -> Any:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.json()


def test_versions_and_what_changed_between_them(client: TestClient) -> None:
    post(client)
    post(client, TEXT.replace("long war", "war at last").replace("They lost.", "We all lost it"))
    listed = client.get("/v1/versions", params={"document": "a/b"}).json()
    assert [(each["version"], each["current"], each["quotes"]) for each in listed["data"]] == [
        (2, True, 2),
        (1, False, 2),
    ]
    assert listed["next_cursor"] is None
    assert listed["data"][0]["engine"]["version"] == "fake"
    changes = client.get("/v1/changes", params={"document": "a/b"}).json()["data"]
    assert [(each["kind"], each["fields"]) for each in changes] == [
        ("changed", ["text"]),
        ("gone", []),
        ("added", []),
    ]
    first = changes[0]
    assert "".join(piece["old"] for piece in first["diff"]) == first["before"]["text"]
    assert "".join(piece["new"] for piece in first["diff"]) == first["after"]["text"]
    same = client.get("/v1/changes", params={"document": "a/b", "from": 2, "to": 2}).json()
    assert same == {"data": [], "next_cursor": None}
    back = client.get("/v1/changes", params={"document": "a/b", "from": 2, "to": 1}).json()["data"]
    assert [each["kind"] for each in back] == ["changed", "gone", "added"]
    assert client.get("/v1/changes", params={"document": "a/b", "to": 1}).json()["data"] == []
    for path in ("/v1/versions?document=x", "/v1/changes?document=x",
                 "/v1/changes?document=a/b&from=3", "/v1/changes?document=a/b&to=3"):  # fmt: skip
        problem(client.get(path), 404)
    problem(client.get("/v1/versions"), 422)
    problem(client.get("/v1/changes?document=a/b&form=1"), 422)


def test_a_correction_there_and_back(client: TestClient) -> None:
    before = post(client)
    quote = before["quotes"][0]
    answer = judge(client, quote=quote["id"], reason="heard it", **SPEAKER)
    assert answer.status_code == 201
    judgement = answer.json()
    assert judgement["subject"] == "a/b"
    assert judgement["value"]["quote"] == quote["id"]
    assert judgement["value"]["anchor"]["exact"] == ["We won the long war."]
    assert (judgement["author"], judgement["reason"]) == ("Eva", "heard it")
    assert (judgement["withdrawn"], judgement["placed"]) == (None, True)
    item = client.get(f"/v1/quotes/{quote['id']}").json()
    assert item["attribution"] == "Eve Fox via TASS via Interfax"
    again = judge(client, quote=quote["id"], **SPEAKER)
    assert (again.status_code, again.json()) == (200, judgement)
    path = f"/v1/judgements/{judgement['id']}/withdrawal"
    problem(client.post(path, json={"author": "Ben", "why": "no"}), 422)
    withdrawn = client.post(path, json={"author": "Ben"}).json()
    assert withdrawn["withdrawn_by"] == "Ben"
    assert withdrawn["withdrawn"] is not None
    assert client.get("/v1/documents/a/b").json() == before
    listed = client.get("/v1/judgements", params={"document": "a/b"}).json()
    assert listed == {"data": [withdrawn], "next_cursor": None}
    problem(client.post(path, json={"author": "Ben"}), 422)
    missing = "/v1/judgements/nothing/withdrawal"
    problem(client.post(missing, json={"author": "Ben"}), 404)


KINDS: list[dict[str, Any]] = [
    {"kind": "content", "content": [span("the long war")]},
    {"kind": "hop", "hops": [{"rel": "told", "name": "Reuters"}]},
    {"kind": "not_a_quote"},
]


@pytest.mark.parametrize("body", KINDS)
def test_each_kind_of_correction(client: TestClient, body: dict[str, Any]) -> None:
    quote = post(client)["quotes"][0]
    assert judge(client, quote=quote["id"], author="Eva", **body).status_code == 201
    found = client.get("/v1/documents/a/b").json()["quotes"]
    assert quote not in found
    listed = client.get("/v1/judgements", params={"kind": body["kind"]}).json()["data"]
    assert [each["kind"] for each in listed] == [body["kind"]]


def test_a_missed_quote(client: TestClient) -> None:
    post(client)
    body = {
        "kind": "quote",
        "document": "a/b",
        "content": [span("had no comment")],
        "speaker": {"name": "Dan Eve", "grade": "named", "mention": span("Dan Eve")},
        "act": "decline",
        "polarity": "undisclosed",
        "author": "Eva",
    }
    assert judge(client, **body).status_code == 201
    (found,) = client.get("/v1/quotes", params={"speaker": "Dan Eve"}).json()["data"]
    assert (found["text"], found["act"], found["attribution"]) == (
        "had no comment",
        "decline",
        "Dan Eve",
    )


def test_statements_are_joined_and_parted(client: TestClient) -> None:
    post(client)
    one, other = (item["statement"] for item in client.get("/v1/quotes").json()["data"])
    body = {"kind": "statement", "statement": one, "other": other, "author": "Eva"}
    joined = judge(client, decision="same", **body)
    assert joined.status_code == 201
    assert len({item["statement"] for item in client.get("/v1/quotes").json()["data"]}) == 1
    problem(judge(client, decision="same", **body), 422)
    path = f"/v1/judgements/{joined.json()['id']}/withdrawal"
    assert client.post(path, json={"author": "Eva"}).status_code == 200
    assert len({item["statement"] for item in client.get("/v1/quotes").json()["data"]}) == 2
    problem(judge(client, decision="different", **body), 422)
    problem(judge(client, decision="same", **(body | {"other": "nothing"})), 404)


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"kind": "speaker", "quote": "{id}", "author": "Eva"}, 422, "grade"),
        (SPEAKER | {"quote": "nothing"}, 404, None),
        (SPEAKER | {"quote": "{id}", "nam": "x"}, 422, "nam"),
        (SPEAKER | {"quote": "{id}", "author": ""}, 422, "author"),
        (SPEAKER | {"quote": "{id}", "mention": [0, 9999]}, 422, "speaker"),
        (SPEAKER | {"quote": "{id}", "mention": [-1, 4]}, 422, "mention"),
        (SPEAKER | {"quote": "{id}", "name": None}, 422, "speaker"),
        ({"kind": "content", "quote": "{id}", "content": [], "author": "Eva"}, 422, "content"),
        ({"kind": "content", "quote": "{id}", "content": [[9, 4]], "author": "Eva"}, 422,
         "content"),
        ({"kind": "nonsense", "quote": "{id}", "author": "Eva"}, 422, ""),
    ],
)  # fmt: skip
def test_what_cannot_be_judged(
    client: TestClient, body: dict[str, Any], status: int, field: str | None
) -> None:
    before = post(client)
    if body["quote"] == "{id}":
        body = body | {"quote": before["quotes"][0]["id"]}
    found = problem(judge(client, **body), status)
    if field is not None:
        assert field in found["errors"][0]["field"]
        assert found["errors"][0]["where"] == "body"
    assert client.get("/v1/documents/a/b").json() == before


def test_the_list_goes_on_page_by_page(client: TestClient) -> None:
    quotes = post(client)["quotes"]
    for quote in quotes:
        judge(client, quote=quote["id"], **SPEAKER)
    whole = client.get("/v1/judgements", params={"subject": "a/b"}).json()["data"]
    first = client.get("/v1/judgements", params={"limit": 1, "document": "a/b"}).json()
    second = client.get("/v1/judgements", params={"cursor": first["next_cursor"]}).json()
    assert first["data"] + second["data"][:1] == whole
    problem(client.get("/v1/judgements?cursor=nonsense"), 422)
    problem(client.get("/v1/judgements?kind=nonsense"), 422)
    problem(client.get("/v1/judgements?documents=a"), 422)
    # Words that are gone leave the correction without a place, until they are back.
    post(client, TEXT.replace("They lost.", "We do not know."))
    placed = client.get("/v1/judgements", params={"document": "a/b"}).json()["data"]
    assert [each["placed"] for each in placed] == [False, True]


def test_only_this_machine_may_judge(client: TestClient) -> None:
    quote = post(client)["quotes"][0]
    headers = {"origin": "https://elsewhere.example"}
    body = SPEAKER | {"quote": quote["id"]}
    problem(client.post("/v1/judgements", json=body, headers=headers), 403)
    path = "/v1/judgements/nothing/withdrawal"
    problem(client.post(path, json={"author": "x"}, headers=headers), 403)
