"""Every error is a problem of RFC 9457, and says what to do about it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from quotes.errors import PipelineError
from service.app import create_app
from service.settings import Settings


def check(answer: Any, status: int, detail: str) -> dict[str, Any]:
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert set(body) - {"errors"} == {"type", "title", "status", "detail", "instance", "request_id"}
    assert body["status"] == status
    assert body["type"].startswith("urn:quotes:problem:")
    assert detail in body["detail"]
    assert body["instance"] == answer.request.url.path
    assert body["request_id"] == answer.headers["x-request-id"]
    return body


@pytest.fixture
def local(tmp_path: Path, fake: Any) -> Iterator[TestClient]:
    """The API on SQLite alone: these errors come before any database."""
    settings = Settings.model_construct(database_url=f"sqlite:///{tmp_path}/q.sqlite")
    app = create_app(settings, extractor=lambda _model: fake)

    @app.get("/boom")
    def boom() -> None:
        raise ZeroDivisionError("secret")

    with TestClient(app, client=("127.0.0.1", 1), raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize(
    ("path", "field", "detail"),
    [
        ("/v1/quotes?speakr=x", "speakr", "did you mean `speaker`?"),
        ("/v1/quotes?zzz=x", "zzz", "known are q, match, fields"),
        ("/v1/quotes?q=a&q=b", "q", "more than once"),
        ("/v1/quotes?limit=0", "limit", "greater than or equal to 1"),
        ("/v1/quotes?limit=201", "limit", "less than or equal to 200"),
        ("/v1/quotes?limit=many", "limit", "integer"),
        ("/v1/quotes?kind=spoken", "kind", "'direct', 'indirect' or 'mixed'"),
        ("/v1/quotes?published_from=2025-02-30", "published_from", "date"),
        ("/v1/quotes?published_from=1700000000", "published_from", "as in 2025-06-03"),
        ("/v1/quotes?published_to=2025-06-03T10:00:00", "published_to", "as in 2025-06-03"),
        ("/v1/quotes?q=", "q", "at least one letter"),
        ("/v1/quotes?via=TASS&via=%21", "via.1", "at least one letter"),
        ("/v1/quotes?cursor=nonsense", "cursor", "not a cursor of this list"),
        ("/v1/quotes?cursor=%00", "cursor", "not a cursor of this list"),
        ("/v1/quotes?cursor=W251bGwsbnVsbCxudWxsXQ", "cursor", "not a cursor of this list"),
        ("/v1/quotes?cursor=WyIyMDI1LTEzLTAxIiwxLDFd", "cursor", "not a cursor of this list"),
        ("/v1/quotes?cursor=W251bGwsMTAwMDAwMDAwMDAwMDAwMDAwMDAsMV0", "cursor", "not a cursor"),
        ("/v1/speakers?cursor=WzEsMV0", "cursor", "not a cursor of this list"),
        ("/v1/speakers?cursor=W251bGwsbnVsbCxudWxsXQ", "cursor", "not a cursor of this list"),
        ("/v1/speakers?name=x", "name", "known are limit, cursor, q"),
        ("/v1/speakers/x/quotes?speaker=x", "speaker", "not a parameter here"),
        ("/v1/documents/x?version=0", "version", "greater than or equal to 1"),
        ("/v1/documents/x?version=99999999999999999999", "version", "less than"),
        ("/healthz?q=x", "q", "not a parameter here"),
    ],
)
def test_a_parameter_that_cannot_be_used(
    local: TestClient, path: str, field: str, detail: str
) -> None:
    body = check(local.get(path), 422, detail)
    assert [(each["field"], each["where"]) for each in body["errors"]] == [(field, "query")]


@pytest.mark.parametrize(
    ("path", "detail"),
    [
        ("/v1/quotes/none", "no quote `none`"),
        ("/v1/quotes/%00", "no quote"),
        ("/v1/documents/none", "no document `none`"),
        ("/v1/documents/a%00b", "no document"),
        ("/v1/speakers/none/quotes", "no speaker `none`"),
        ("/v1/speakers/%00/quotes", "no speaker"),
        ("/v2/quotes", "Nothing is at /v2/quotes."),
    ],
)
def test_what_is_not_there(client: TestClient, path: str, detail: str) -> None:
    check(client.get(path), 404, detail)


def test_a_method_that_is_not_possible(local: TestClient) -> None:
    answer = local.delete("/v1/quotes")
    check(answer, 405, "DELETE is not possible at /v1/quotes.")
    assert answer.headers["allow"] == "GET"
    assert local.put("/v1/judgements").headers["allow"] == "GET, POST"
    assert local.put("/v1/documents/batch").headers["allow"] == "POST"
    assert local.put("/v1/documents/a").headers["allow"] == "GET"


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b"{", "not JSON"),
        (b"", "not JSON"),
        (b'{"text": "\xff"}', "not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"id": ' + b"9" * 5000 + b', "text": ""}', "integer string conversion"),
    ],
)
def test_json_that_is_none(local: TestClient, body: bytes, detail: str) -> None:
    headers = {"content-type": "application/json"}
    check(local.post("/v1/documents", content=body, headers=headers), 400, detail)


@pytest.mark.parametrize(
    ("record", "field", "detail"),
    [
        ({}, "text", "Field required"),
        ({"text": None}, "text", "valid string"),
        ({"text": 7}, "text", "valid string"),
        ({"text": "a\ud800"}, "text", "character 1 is half"),
        ({"text": "", "id": "\ud800"}, "id", "character 0 is half"),
        ({"text": "", "id": True}, "id", "valid string"),
        ({"text": "", "id": 1.5}, "id", "valid string"),
        ({"text": "", "id": "x" * 301}, "id", "at most 300"),
        ({"text": "", "published": "03.06.2025"}, "published", "as in 2025-06-03"),
        ({"text": "", "published": 20250603}, "published", "valid string"),
        ({"text": "", "title": ["x"]}, "title", "valid string"),
        ([], "", "JSON object"),
        ("text", "", "JSON object"),
    ],
)
def test_a_document_that_cannot_be_taken(
    local: TestClient, record: Any, field: str, detail: str
) -> None:
    headers = {"content-type": "application/json"}
    answer = local.post("/v1/documents", content=json.dumps(record), headers=headers)
    body = check(answer, 422, detail)
    assert [(each["field"], each["where"]) for each in body["errors"]] == [(field, "body")]


@pytest.mark.parametrize(
    "media_type",
    ["text/html", "", "nonsense", "text/plain; charset=latin-1", "text/plain; charset=x"],
)
def test_other_media_types(local: TestClient, media_type: str) -> None:
    headers = {"content-type": media_type}
    check(local.post("/v1/documents", content=b"x", headers=headers), 415, "Send ")


def test_plain_text_must_be_utf_8(local: TestClient) -> None:
    headers = {"content-type": "text/plain"}
    check(local.post("/v1/documents", content=b"caf\xe9", headers=headers), 400, "byte 3")


def test_a_document_that_is_too_large(local: TestClient) -> None:
    headers = {"content-type": "text/plain"}
    answer = local.post("/v1/documents", content=b"x" * 5_000_001, headers=headers)
    check(answer, 413, "at most 5,000,000 bytes")
    assert local.post("/v1/documents", content=b"x" * 10, headers=headers).status_code == 201


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("127.0.0.1", None, 201),
        ("127.8.8.8", None, 201),
        ("::1", None, 201),
        ("::ffff:127.0.0.1", None, 201),
        ("127.0.0.1", "http://localhost:8000", 201),
        ("127.0.0.1", "http://127.0.0.1:8000", 201),
        ("127.0.0.1", "http://[::1]:8000", 201),
        ("127.0.0.1", "https://evil.example", 403),
        ("127.0.0.1", "http://localhost.evil.example", 403),
        ("127.0.0.1", "null", 403),
        ("127.0.0.1", "http://[", 403),
        ("10.0.0.5", None, 401),
        ("::ffff:10.0.0.5", None, 401),
        ("testclient", None, 401),
    ],
)
def test_only_this_machine_may_write(
    local: TestClient, host: str, origin: str | None, status: int
) -> None:
    client = TestClient(local.app, client=(host, 1))
    headers = {"content-type": "text/plain"} | ({"origin": origin} if origin else {})
    answer = client.post("/v1/documents", content=b"x", headers=headers)
    if status in (401, 403):
        check(answer, status, "post")
    assert answer.status_code == status
    assert client.get("/v1/quotes").status_code == 200


def test_what_breaks_is_not_told(local: TestClient) -> None:
    body = check(local.get("/boom"), 500, "logged")
    assert "secret" not in json.dumps(body)


def test_ready_or_not(client: TestClient, engine: Any) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ready"}
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
    check(client.get("/readyz"), 503, "quotes db upgrade")
    assert client.get("/healthz").status_code == 200


def test_an_engine_that_does_not_load(tmp_path: Path) -> None:
    def broken(settings: Settings) -> Any:
        raise PipelineError(f"there is no spaCy pipeline {settings.model}")

    settings = Settings.model_construct(database_url=f"sqlite:///{tmp_path}/q.sqlite", model="x")
    app = create_app(settings, extractor=broken)
    with TestClient(app, client=("127.0.0.1", 1)) as client:
        answer = client.get("/readyz")
        check(answer, 503, "no spaCy pipeline x")
        assert answer.headers["retry-after"] == "5"
        check(client.post("/v1/documents", json={"text": "x"}), 503, "no spaCy pipeline x")
        assert client.get("/v1/quotes").json() == {"data": [], "next_cursor": None}


def test_a_database_that_went_away(client: TestClient, engine: Any) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE hops")
        connection.exec_driver_sql("DROP TABLE quote_speakers")
        connection.exec_driver_sql("DROP TABLE quotes")
    check(client.get("/v1/quotes"), 503, "the database does not answer")
