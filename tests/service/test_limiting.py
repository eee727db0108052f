"""Rate limits, CORS, metrics: what settings turn on around every request."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from service.settings import Settings, load_settings


@pytest.fixture
def served(tmp_path: Path, fake: Any) -> Iterator[Callable[..., TestClient]]:
    """Makes the API of some settings, on SQLite."""
    with ExitStack() as stack:

        def make(**settings: Any) -> TestClient:
            url = f"sqlite:///{tmp_path}/q.sqlite"
            app = create_app(Settings(database_url=url, **settings), extractor=lambda _: fake)
            return stack.enter_context(TestClient(app, client=("127.0.0.1", 1)))

        yield make


Serve = Callable[..., TestClient]


def test_who_asks_too_often_waits(served: Serve) -> None:
    client = served(rate_limit="2/hour")
    first, second, third = (client.get("/v1/quotes") for _ in range(3))
    assert [first.status_code, second.status_code, third.status_code] == [200, 200, 429]
    assert first.headers["ratelimit-policy"] == '"default";q=2;w=3600'
    assert first.headers["ratelimit"].startswith('"default";r=1;t=')
    assert third.headers["ratelimit"].startswith('"default";r=0;t=')
    assert 0 < int(third.headers["retry-after"]) <= 3600
    assert third.json()["type"] == "urn:quotes:problem:too-many-requests"
    assert third.headers["x-request-id"] == third.json()["request_id"]
    # Whoever watches the process is never turned away, and others have a count of their own.
    assert client.get("/healthz").status_code == 200
    other = TestClient(client.app, client=("127.0.0.2", 1))
    assert other.get("/v1/quotes").status_code == 200


def test_without_a_limit_there_are_no_headers(served: Serve) -> None:
    answer = served().get("/v1/quotes")
    assert not [name for name in answer.headers if name.startswith("ratelimit")]


def test_pages_of_named_origins_may_read(served: Serve) -> None:
    client = served(cors_origins="https://desk.example, https://lab.example")
    answer = client.get("/v1/quotes", headers={"origin": "https://desk.example"})
    assert answer.headers["access-control-allow-origin"] == "https://desk.example"
    assert "ETag" in answer.headers["access-control-expose-headers"]
    asked = {"origin": "https://lab.example", "access-control-request-method": "POST",
             "access-control-request-headers": "authorization"}  # fmt: skip
    assert client.options("/v1/documents", headers=asked).status_code == 200
    stranger = client.get("/v1/quotes", headers={"origin": "https://evil.example"})
    assert "access-control-allow-origin" not in stranger.headers


def test_by_default_no_page_may(served: Serve) -> None:
    answer = served().get("/v1/quotes", headers={"origin": "https://desk.example"})
    assert "access-control-allow-origin" not in answer.headers


def test_a_preflight_needs_no_key(served: Serve) -> None:
    client = served(cors_origins="https://desk.example", reads="closed")
    asked = {"origin": "https://desk.example", "access-control-request-method": "GET"}
    assert client.options("/v1/quotes", headers=asked).status_code == 200
    refused = client.get("/v1/quotes", headers={"origin": "https://desk.example"})
    assert refused.status_code == 401
    assert refused.headers["access-control-allow-origin"] == "https://desk.example"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("rate_limit", "often"),
        ("rate_limit", "0/minute"),
        ("cors_origins", "desk.example"),
        ("cors_origins", "https://desk.example/page"),
        ("log_format", "xml"),
        ("reads", "shut"),
    ],
)
def test_a_setting_without_use_is_named(name: str, value: str) -> None:
    with pytest.raises(Exception, match=f"QUOTES_{name.upper()}"):
        load_settings(**{name: value})


def test_metrics_count_by_route(served: Serve) -> None:
    client = served()
    client.post("/v1/documents", json={"id": "a", "text": 'Anna Bell: "We won."'})
    for path in ("/v1/documents/a", "/v1/documents/b", "/v1/quotes", "/nowhere", "/elsewhere"):
        client.get(path)
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    lines = set(answer.text.splitlines())
    route = 'method="GET",route="/v1/documents/{document_id:path}"'
    assert {
        f'quotes_http_requests_total{{{route},status="200"}} 1.0',
        f'quotes_http_requests_total{{{route},status="404"}} 1.0',
        'quotes_http_requests_total{method="GET",route="none",status="404"} 2.0',
        'quotes_http_request_seconds_count{method="GET",route="/v1/quotes"} 1.0',
        'quotes_ingested_documents_total{outcome="created"} 1.0',
        "quotes_stored_documents 1.0",
        "quotes_stored_quotes 1.0",
    } <= lines
    assert 'route="/v1/quotes"' not in served().get("/metrics").text


def test_metrics_are_closed_with_the_reads(served: Serve) -> None:
    assert served(reads="closed").get("/metrics").status_code == 401
