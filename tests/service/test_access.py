"""Who may do what over HTTP, and the log of who did."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy
from fastapi import FastAPI
from fastapi.testclient import TestClient

from service import database
from service.access import Actor, Scope, secret_hash
from service.app import create_app
from service.settings import Settings
from service.store import api_keys

TEXT = 'Anna Bell: "We won."'
BY = Actor("root", "cli")
Make = Callable[..., dict[str, str]]


@pytest.fixture
def key(engine: sqlalchemy.Engine) -> Make:
    """Makes a key and gives the header that shows it."""

    def make(*scopes: Scope, name: str = "desk") -> dict[str, str]:
        with database.writing(engine) as session:
            _, secret = api_keys.make(session, name, scopes, by=BY)
        return {"authorization": f"Bearer {secret}"}

    return make


@pytest.fixture
def closed(engine: sqlalchemy.Engine, fake: Any) -> Iterator[TestClient]:
    """The API with reads closed, called from elsewhere."""
    url = engine.url.render_as_string(hide_password=False)
    settings = Settings.model_construct(database_url=url, reads="closed")
    with TestClient(create_app(settings, extractor=lambda _: fake)) as client:
        yield client


def post(client: TestClient, headers: dict[str, str] | None = None) -> Any:
    return client.post("/v1/documents", json={"id": "a", "text": TEXT}, headers=headers)


def judge(client: TestClient, headers: dict[str, str] | None = None, **body: Any) -> Any:
    quote = client.get("/v1/quotes", headers=headers).json()["data"][0]["id"]
    body = {"kind": "speaker", "quote": quote, "name": "Eve", "grade": "named"} | body
    return client.post("/v1/judgements", json=body, headers=headers)


def test_the_secret_is_not_stored(engine: sqlalchemy.Engine) -> None:
    with database.writing(engine) as session:
        id_, secret = api_keys.make(session, "desk", ("read",), by=BY)
    with engine.connect() as connection:
        (row,) = connection.exec_driver_sql("SELECT * FROM api_keys").mappings()
    assert row["hash"] == secret_hash(secret)
    assert secret not in {str(value) for value in row.values()}
    assert len(secret) > 40
    with database.reading(engine) as session:
        found = api_keys.by_secret(session, secret)
        assert found is not None
        assert found.id == id_
        assert api_keys.by_secret(session, secret[:-1]) is None


def test_from_the_first_key_on_writing_needs_one(client: TestClient, key: Make) -> None:
    assert post(client).status_code == 201
    desk = key("ingest")
    answer = post(client)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == 'Bearer realm="quotes"'
    assert post(client, desk).status_code == 200
    assert client.get("/v1/quotes").status_code == 200


def test_a_key_may_write_from_anywhere(client: TestClient, key: Make) -> None:
    far = TestClient(client.app, client=("10.0.0.5", 1))
    desk = key("ingest")
    assert post(far, desk).status_code == 201
    assert (
        post(far, {"x-api-key": desk["authorization"].removeprefix("Bearer ")}).status_code == 200
    )
    assert post(far).status_code == 401


@pytest.mark.parametrize(
    ("scopes", "ingest", "judging", "audit"),
    [
        (["read"], 403, 403, 403),
        (["ingest"], 200, 403, 403),
        (["judge"], 403, 201, 403),
        (["ingest", "judge"], 200, 201, 403),
        (["admin"], 200, 201, 200),
    ],
)
def test_a_scope_opens_what_it_names(
    client: TestClient, key: Make, scopes: list[Scope], ingest: int, judging: int, audit: int
) -> None:
    post(client)
    mine = key(*scopes)
    assert post(client, mine).status_code == ingest
    assert judge(client, mine).status_code == judging
    answer = client.get("/v1/audit", headers=mine)
    assert answer.status_code == audit
    if audit == 403:
        wanted = 'Bearer realm="quotes", error="insufficient_scope", scope="admin"'
        assert answer.headers["www-authenticate"] == wanted


@pytest.mark.parametrize("secret", ["nonsense", "é", "x" * 5000])
def test_a_secret_that_opens_nothing_is_refused_even_where_none_is_needed(
    client: TestClient, secret: str
) -> None:
    answer = client.get("/v1/quotes", headers={"authorization": f"Bearer {secret}".encode()})
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]
    assert answer.json()["type"] == "urn:quotes:problem:unauthorized"


def test_a_revoked_key_opens_nothing(
    client: TestClient, engine: sqlalchemy.Engine, key: Make
) -> None:
    desk = key("ingest")
    with database.writing(engine) as session:
        (only,) = api_keys.listed(session)
        api_keys.revoke(session, only.id, by=BY)
    assert post(client, desk).status_code == 401
    # Without any key left, this machine may write again.
    assert post(client).status_code == 201


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (None, 201),
        ("http://testserver", 201),
        ("http://localhost:8000", 201),
        ("https://evil.example", 403),
        ("http://testserver.evil.example", 403),
        ("null", 403),
    ],
)
def test_a_cookie_counts_on_our_own_pages_only(
    client: TestClient, key: Make, origin: str | None, status: int
) -> None:
    secret = key("ingest")["authorization"].removeprefix("Bearer ")
    headers = {"cookie": f"theme=dark; quotes_key={secret}"}
    assert post(client, headers | ({"origin": origin} if origin else {})).status_code == status


def test_closed_reads_let_no_stranger_in(closed: TestClient, key: Make) -> None:
    reader = key("read")
    app = closed.app
    assert isinstance(app, FastAPI)
    for path, methods in app.openapi()["paths"].items():
        for method in methods:
            status = closed.request(method, path).status_code
            assert status == 401 or path in ("/healthz", "/readyz"), path
    for path in ("/openapi.json", "/docs", "/metrics", "/mcp", "/", "/nowhere"):
        assert closed.get(path).status_code == 401, path
    assert closed.get("/healthz").status_code == 200
    assert closed.get("/readyz").status_code == 200
    assert closed.get("/static/nothing").status_code == 404
    assert closed.get("/v1/quotes", headers=reader).status_code == 200
    assert post(closed, reader).status_code == 403


def test_a_judgement_bears_the_name_of_the_key(client: TestClient, key: Make) -> None:
    post(client)
    desk = key("judge", name="Fact desk")
    made = judge(client, desk).json()
    assert made["author"] == "Fact desk"
    for_eva = judge(client, desk, name="Eve Fox", author="Eva").json()
    assert for_eva["author"] == "Eva (Fact desk)"
    path = f"/v1/judgements/{for_eva['id']}/withdrawal"
    assert client.post(path, json={}, headers=desk).json()["withdrawn_by"] == "Fact desk"


def test_without_a_key_a_judgement_needs_an_author(client: TestClient) -> None:
    post(client)
    answer = judge(client)
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json()["errors"]] == ["author"]
    assert judge(client, author="Eva").json()["author"] == "Eva"


def test_every_write_is_in_the_log(client: TestClient, key: Make) -> None:
    post(client)
    post(client)  # changes nothing
    made = judge(client, author="Eva").json()["id"]
    admin = key("admin", name="Ada")
    client.post(
        f"/v1/judgements/{made}/withdrawal", json={}, headers=admin | {"x-request-id": "r1"}
    )
    entries = client.get("/v1/audit", headers=admin).json()["data"]
    found = [(each["who"], each["way"], each["action"], each["subject"]) for each in entries]
    assert found[1][:3] == ("root", "cli", "key.made")
    del found[1]
    assert found == [
        ("Ada", "http", "judgement.withdrawn", made),
        ("this machine", "http", "judgement.made", made),
        ("this machine", "http", "document.created", "a"),
    ]
    assert entries[0]["request"] == "r1"
    assert entries[0]["key"] is not None
    assert entries[-1]["key"] is None


def test_the_log_is_filtered_and_paged(client: TestClient) -> None:
    for number in range(5):
        client.post("/v1/documents", json={"id": str(number), "text": f"{number}"})
    seen: list[str] = []
    cursor: str | None = None
    while True:
        page = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        body = client.get("/v1/audit", params=page).json()
        seen += [each["subject"] for each in body["data"]]
        cursor = body["next_cursor"]
        if cursor is None:
            break
    assert seen == ["4", "3", "2", "1", "0"]
    one = client.get("/v1/audit", params={"subject": "3"}).json()["data"]
    assert [each["subject"] for each in one] == ["3"]
    moment = one[0]["at"]
    since = client.get("/v1/audit", params={"since": moment}).json()["data"]
    assert [each["subject"] for each in since] == ["4", "3"]
    until = client.get("/v1/audit", params={"until": moment}).json()["data"]
    assert [each["subject"] for each in until] == ["2", "1", "0"]
    assert client.get("/v1/audit", params={"who": "nobody"}).json()["data"] == []
    assert client.get("/v1/audit", params={"action": "key.made"}).json()["data"] == []
    assert client.get("/v1/audit", params={"cursor": "nonsense"}).status_code == 422


def test_a_write_that_fails_is_not_in_the_log(client: TestClient) -> None:
    post(client)
    judge(client, author="Eva", name=None)
    entries = client.get("/v1/audit").json()["data"]
    assert [each["action"] for each in entries] == ["document.created"]


@pytest.mark.parametrize("given", ["abc-1", "A/b:c.d=1+2_3"])
def test_a_request_keeps_the_id_it_brings(client: TestClient, given: str) -> None:
    answer = client.get("/v1/quotes/none", headers={"x-request-id": given})
    assert answer.headers["x-request-id"] == given
    assert answer.json()["request_id"] == given


@pytest.mark.parametrize("given", ["", "two words", "x" * 129, "é", 'a"b'])
def test_an_id_that_would_spoil_a_log_is_replaced(client: TestClient, given: str) -> None:
    answer = client.get("/healthz", headers={"x-request-id": given.encode()})
    assert len(answer.headers["x-request-id"]) == 16
    assert answer.headers["x-request-id"] != given
