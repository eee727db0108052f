"""A POST that is sent again is answered as the first time, and done once."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import anyio
import pytest
import sqlalchemy
from fastapi.testclient import TestClient

from service import database
from service.api.idempotency import Idempotency
from service.platform_tables import KeptAnswerRow
from service.store import kept

BODY = {"id": "a", "text": 'Anna Bell: "We won."'}


def post(client: TestClient, key: str | None = "k1", **more: Any) -> Any:
    headers = {"idempotency-key": key} if key is not None else {}
    return client.post("/v1/documents", json=BODY | more, headers=headers)


def test_the_same_answer_again(client: TestClient) -> None:
    first, again = post(client), post(client)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    for name in ("location", "etag", "content-type"):
        assert again.headers[name] == first.headers[name]
    assert again.headers["idempotency-replayed"] == "true"
    assert "idempotency-replayed" not in first.headers
    assert again.headers["x-request-id"] != first.headers["x-request-id"]
    assert post(client, None).status_code == 200
    assert post(client, "k2").status_code == 200


def test_a_judgement_is_made_once(client: TestClient) -> None:
    quote = post(client).json()["quotes"][0]["id"]
    body = {"kind": "speaker", "quote": quote, "name": "Eve", "grade": "named", "author": "Eva"}
    headers = {"idempotency-key": "j"}
    answers = [client.post("/v1/judgements", json=body, headers=headers) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()


def test_a_key_stands_for_one_request(client: TestClient) -> None:
    post(client)
    answer = post(client, text="Something else.")
    assert answer.status_code == 422
    assert "another request" in answer.json()["detail"]
    assert client.get("/v1/documents/a").json()["version"] == 1
    headers = {"idempotency-key": "k1"}
    assert client.post("/v1/judgements", json=BODY, headers=headers).status_code == 422


def test_a_key_belongs_to_its_caller(client: TestClient) -> None:
    post(client)
    other = TestClient(client.app, client=("127.0.0.2", 1))
    assert post(other, text="Something else.").status_code == 201


def test_what_is_wrong_with_a_request_is_kept_too(client: TestClient) -> None:
    first, again = post(client, text=None), post(client, text=None)
    assert (first.status_code, again.status_code) == (422, 422)
    assert again.headers["content-type"] == "application/problem+json"
    assert again.headers["idempotency-replayed"] == "true"


def test_what_broke_on_this_side_may_be_tried_again(client: TestClient, fake: Any) -> None:
    extract_all, fake.extract_all = fake.extract_all, None
    assert post(client).status_code == 500
    fake.extract_all = extract_all
    assert post(client).status_code == 201


def test_two_at_once_are_not_done_twice(client: TestClient, fake: Any) -> None:
    arrived, go_on = threading.Event(), threading.Event()
    extract_all = fake.extract_all

    def slow(documents: Any) -> Any:
        arrived.set()
        assert go_on.wait(10)
        return extract_all(documents)

    fake.extract_all = slow
    answers: list[Any] = []
    first = threading.Thread(target=lambda: answers.append(post(client)))
    first.start()
    assert arrived.wait(10)
    second = post(client)
    go_on.set()
    first.join()
    assert second.status_code == 409
    assert answers[0].status_code == 201
    assert post(client).status_code == 201
    assert fake.seen == ["a"]


@pytest.mark.parametrize("key", ["", " ", "two words", "x" * 256])
def test_a_key_that_is_none(client: TestClient, key: str) -> None:
    assert post(client, key).status_code == 400


def test_a_key_is_kept_for_a_day(client: TestClient, engine: sqlalchemy.Engine) -> None:
    post(client)
    post(client, "k2")
    with database.writing(engine) as session:
        row = session.get_one(KeptAnswerRow, ("127.0.0.1", "k1"))
        row.created = datetime.now(UTC) - timedelta(hours=25)
    assert post(client, text="Something else.").status_code == 201
    assert post(client, "k2").headers["idempotency-replayed"] == "true"


def test_who_died_over_it_blocks_nobody_for_long(engine: sqlalchemy.Engine) -> None:
    with database.writing(engine) as session:
        assert kept.claim(session, "me", "k", "f") is None
    with database.writing(engine) as session:
        found = kept.claim(session, "me", "k", "f")
        assert found is not None
        assert found.status is None
        row = session.get_one(KeptAnswerRow, ("me", "k"))
        row.created = datetime.now(UTC) - timedelta(minutes=6)
    with database.writing(engine) as session:
        assert kept.claim(session, "me", "k", "other") is None


def test_nothing_is_kept_for_strangers(client: TestClient, engine: sqlalchemy.Engine) -> None:
    far = TestClient(client.app, client=("10.0.0.5", 1))
    claim = {"text": "We won."}
    headers = {"idempotency-key": "k"}
    answers = [far.post("/v1/verify", json=claim, headers=headers) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    with database.reading(engine) as session:
        assert session.get(KeptAnswerRow, ("10.0.0.5", "k")) is None


def test_an_answer_is_kept_before_it_is_sent(client: TestClient, engine: sqlalchemy.Engine) -> None:
    seen: list[int | None] = []

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 202, "headers": []})
        await send({"type": "http.response.body", "body": b"{}"})

    async def receive() -> Any:
        return {"type": "http.request", "body": b"x"}

    async def send(_message: Any) -> None:
        with database.reading(engine) as session:
            seen.append(session.get_one(KeptAnswerRow, ("127.0.0.1", "k")).status)

    async def run() -> None:
        scope = {
            "type": "http", "method": "POST", "path": "/v1/x", "query_string": b"",
            "headers": [(b"idempotency-key", b"k")], "client": ("127.0.0.1", 1),
            "state": {"api_key": None}, "app": client.app,
        }  # fmt: skip
        await Idempotency(app)(scope, receive, send)

    anyio.run(run)
    assert seen == [202, 202]


def test_reading_is_no_matter_of_keys(client: TestClient) -> None:
    headers = {"idempotency-key": ""}
    assert client.get("/v1/quotes", headers=headers).status_code == 200
