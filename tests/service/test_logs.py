"""Logs: one line each, with what finds a request again and nothing that is nobody's business."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service import logs
from service.app import create_app
from service.settings import Settings


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    yield
    root.handlers[:] = before
    root.setLevel(level)


@pytest.fixture
def client(tmp_path: Path, fake: Any) -> Iterator[TestClient]:
    settings = Settings.model_construct(database_url=f"sqlite:///{tmp_path}/q.sqlite")
    app = create_app(settings, extractor=lambda _: fake)

    @app.get("/boom")
    def boom() -> None:
        raise ZeroDivisionError("oh")

    with TestClient(app, client=("127.0.0.1", 1), raise_server_exceptions=False) as client:
        yield client


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_a_request_is_one_json_line(client: TestClient, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("json")
    headers = {"x-request-id": "r1", "authorization": "Bearer sesame"}
    client.post("/v1/documents?secret=1", json={"text": "sesame"}, headers=headers)
    (line,) = (each for each in lines(capsys) if each["logger"] == "quotes.requests")
    assert line["event"] == "request"
    assert (line["method"], line["path"], line["status"]) == ("POST", "/v1/documents", 401)
    assert line["request_id"] == "r1"
    assert line["client"] == "127.0.0.1"
    assert line["duration_ms"] >= 0
    assert line["timestamp"].endswith("Z")
    assert "sesame" not in json.dumps(line)


def test_whoever_watches_makes_no_lines(
    client: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure("json")
    for path in ("/healthz", "/readyz", "/metrics"):
        client.get(path)
    assert [each for each in lines(capsys) if each["logger"] == "quotes.requests"] == []


def test_what_breaks_is_counted_and_logged(
    client: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure("json")
    headers = {"authorization": "Basic sesame", "x-note": "sesame"}
    assert client.get("/boom", headers=headers).status_code == 500
    logging.getLogger("quotes").error("broken", exc_info=_broken("sesame"))
    printed = capsys.readouterr().err
    assert "ZeroDivisionError" in printed
    assert "sesame" not in printed
    assert client.get("/boom", headers=headers).status_code == 500
    (line,) = (each for each in lines(capsys) if each["logger"] == "quotes.requests")
    assert (line["route"], line["status"]) == ("/boom", 500)
    assert 'route="/boom",status="500"' in client.get("/metrics").text


def _broken(secret: str) -> BaseException:
    try:
        _ = len(secret) / 0
    except ZeroDivisionError as error:
        return error
    raise AssertionError


def test_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("console")
    logging.getLogger("uvicorn.error").info("Started", extra={"color_message": "\x1b[36mStarted"})
    logging.getLogger("quotes").error("broken", exc_info=_broken("sesame"))
    printed = capsys.readouterr().err
    assert "Started" in printed
    assert "ZeroDivisionError" in printed
    assert "sesame" not in printed
    assert "color_message" not in printed
