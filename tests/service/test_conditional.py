"""ETags: 304 for what has not changed, 412 for what has."""

from typing import Any

import anyio
import pytest
from fastapi.testclient import TestClient

from service.api.conditional import Conditional

DOCUMENT = {"id": "a", "text": 'Anna Bell: "We won."', "publisher": "Post"}
OTHER = DOCUMENT | {"text": 'Bo Cole: "They lost."'}


def post(client: TestClient, body: dict[str, Any], **headers: str) -> Any:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post("/v1/documents", json=body, headers=sent)


@pytest.mark.parametrize("path", ["/v1/documents/a", "/v1/quotes", "/v1/speakers", "/openapi.json"])
def test_what_has_not_changed_is_not_sent_again(client: TestClient, path: str) -> None:
    post(client, DOCUMENT)
    first = client.get(path)
    tag = first.headers["etag"]
    again = client.get(path, headers={"if-none-match": f'"other", {tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag
    assert "content-type" not in again.headers
    assert again.headers["x-request-id"]
    assert client.get(path, headers={"if-none-match": '"other"'}).content == first.content


def test_what_has_changed_is(client: TestClient) -> None:
    post(client, DOCUMENT)
    tags = {path: client.get(path).headers["etag"] for path in ("/v1/documents/a", "/v1/quotes")}
    post(client, OTHER)
    for path, tag in tags.items():
        answer = client.get(path, headers={"if-none-match": tag})
        assert answer.status_code == 200
        assert answer.headers["etag"] != tag


def test_the_tag_does_not_depend_on_compression(client: TestClient) -> None:
    post(client, DOCUMENT | {"text": DOCUMENT["text"] + "\n" + "x" * 2000})
    answers = [
        client.get("/v1/documents/a", headers={"accept-encoding": coding})
        for coding in ("identity", "gzip", "br", "zstd")
    ]
    assert {answer.headers["etag"] for answer in answers} == {answers[0].headers["etag"]}
    assert [answer.headers.get("content-encoding") for answer in answers] == [
        None, "gzip", "br", "zstd",
    ]  # fmt: skip
    assert answers[1].json() == answers[0].json()


def test_problems_have_no_tag(client: TestClient) -> None:
    assert "etag" not in client.get("/v1/quotes/none").headers


def test_a_document_is_replaced_only_if_it_is_as_it_was_seen(client: TestClient) -> None:
    assert post(client, DOCUMENT, if_match='"x"').status_code == 412
    seen = post(client, DOCUMENT).headers["etag"]
    assert client.get("/v1/documents/a").headers["etag"] == seen
    assert post(client, OTHER, if_match=seen).status_code == 201
    answer = post(client, DOCUMENT, if_match=seen)
    assert answer.status_code == 412
    assert answer.json()["type"] == "urn:quotes:problem:precondition-failed"
    assert client.get("/v1/documents/a").json()["version"] == 2
    assert post(client, DOCUMENT, if_match="*").status_code == 201


def test_a_correction_counts_as_a_change(client: TestClient) -> None:
    made = post(client, DOCUMENT)
    quote = made.json()["quotes"][0]["id"]
    body = {"kind": "speaker", "quote": quote, "name": "Eve", "grade": "named", "author": "Eva"}
    assert client.post("/v1/judgements", json=body).status_code == 201
    assert post(client, OTHER, if_match=made.headers["etag"]).status_code == 412


def test_a_quote_is_corrected_only_if_its_document_is_as_it_was_seen(client: TestClient) -> None:
    made = post(client, DOCUMENT)
    quote = made.json()["quotes"][0]["id"]
    body = {"kind": "speaker", "quote": quote, "name": "Eve", "grade": "named", "author": "Eva"}
    missed = {"kind": "quote", "document": "a", "content": [[0, 4]], "author": "Eva",
              "speaker": {"name": "Eve", "grade": "named"}}  # fmt: skip
    seen = {"if-match": made.headers["etag"]}
    assert client.post("/v1/judgements", json=body, headers=seen).status_code == 201
    for late in (body | {"name": "Ida"}, missed):
        assert client.post("/v1/judgements", json=late, headers=seen).status_code == 412
    now = {"if-match": client.get("/v1/documents/a").headers["etag"]}
    assert client.post("/v1/judgements", json=missed, headers=now).status_code == 201


def test_only_a_new_document(client: TestClient) -> None:
    assert post(client, DOCUMENT, if_none_match="*").status_code == 201
    assert post(client, OTHER, if_none_match="*").status_code == 412
    assert client.get("/v1/documents/a").json()["version"] == 1


def test_who_comes_between_is_noticed_in_the_transaction(client: TestClient, fake: Any) -> None:
    """The document changes after the check, while the engine is at work."""
    seen = post(client, DOCUMENT).headers["etag"]
    extract_all = fake.extract_all

    def slow(documents: Any) -> Any:
        fake.extract_all = extract_all
        assert post(client, DOCUMENT | {"title": "Between"}).status_code == 201
        return extract_all(documents)

    fake.extract_all = slow
    # The engine is shared and locked: the one between must not wait for it.
    client.app.state.context.extractor._lock = _Open()  # type: ignore[attr-defined]
    assert post(client, OTHER, if_match=seen).status_code == 412
    assert client.get("/v1/documents/a").json()["title"] == "Between"


def test_what_is_streamed_has_no_tag_and_is_not_held_back() -> None:
    sent: list[Any] = []

    async def streaming(_scope: Any, _receive: Any, send: Any) -> None:
        start = {"type": "http.response.start", "status": 200, "headers": []}
        await send(start)
        for number in range(3):
            await send({"type": "http.response.body", "body": b"x", "more_body": number < 2})
            assert len(sent) == number + 2

    async def send(message: Any) -> None:
        sent.append(message)

    async def run() -> None:
        scope = {"type": "http", "method": "GET", "headers": []}
        await Conditional(streaming)(scope, None, send)  # type: ignore[arg-type]

    anyio.run(run)
    assert sent[0]["headers"] == []
    assert [message["type"] for message in sent[1:]] == ["http.response.body"] * 3


class _Open:
    def __enter__(self) -> None:
        """Always open."""

    def __exit__(self, *_: object) -> None:
        """Nothing to close."""
