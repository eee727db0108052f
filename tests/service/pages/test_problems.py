"""Problems as browsers see them, and the headers that lock a page down."""

import pytest
from fastapi.testclient import TestClient
from newsroom import BROWSER

from service.app import create_app
from service.settings import Settings


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/nowhere", 404, "Nothing is at /nowhere."),
        ("/?kind=loud", 422, "kind: Input should be"),
        ("/?speakr=Orrin", 422, "speakr"),
        ("/?published_from=yesterday", 422, "published_from: Input should be a date"),
        ("/?cursor=x", 422, "not a cursor of this list"),
    ],
)
def test_browsers_get_a_page(page: TestClient, address: str, status: int, told: str) -> None:
    answer = page.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert told in answer.text


def test_programs_get_problem_details(page: TestClient) -> None:
    for address, headers in (("/nowhere", {"accept": "application/json"}), ("/v1/nowhere", {})):
        answer = page.get(address, headers=headers)
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == 404


def test_what_breaks_is_a_page_without_details(
    page: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr("service.store.find", broken)
    answer = page.get("/")
    assert answer.status_code == 500
    assert answer.headers["content-type"].startswith("text/html")
    assert "secret" not in answer.text


def test_pages_are_locked_down(page: TestClient) -> None:
    for address in ("/", "/documents/ledger", "/nowhere"):
        headers = page.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"


def test_static_files_are_kept_for_ever_under_an_address_of_their_content(page: TestClient) -> None:
    html = page.get("/").text
    (sheet,) = (part for part in html.split('"') if part.startswith("/static/page.css"))
    assert "?v=" in sheet
    assert "immutable" in page.get(sheet).headers["cache-control"]


def test_the_page_is_no_part_of_the_api(page: TestClient) -> None:
    paths = page.get("/openapi.json").json()["paths"]
    assert [path for path in paths if not path.startswith(("/v1/", "/healthz", "/readyz"))] == []


def test_where_reads_are_closed_strangers_are_led_to_the_key(record: str) -> None:
    settings = Settings.model_construct(database_url=record, model="none", reads="closed")
    with TestClient(create_app(settings), headers=BROWSER) as stranger:
        refused = stranger.get("/?q=Orrin")
        assert refused.status_code == 401
        assert 'href="/key?onward=' in refused.text
        assert "Orrin" not in refused.text.replace("q=Orrin", "")
        assert stranger.get("/key").status_code == 200
        (sheet,) = (part for part in refused.text.split('"') if part.startswith("/static/page.css"))
        assert stranger.get(sheet).status_code == 200


def test_what_no_database_holds_is_no_fault_of_ours(empty: TestClient) -> None:
    addresses = (
        "/statements/%00", "/speakers/%00", "/documents/a%00b", "/?q=a%00b", "/?speaker=%00x",
        "/?via=%F0%9F%98%80x", "/check?text=a%00b&speaker=%00", "/feed?q=a%00b", "/key?onward=%00",
        "/?published_from=9999-12-31", "/check?text=x&said_from=0001-01-01",
    )  # fmt: skip
    assert [address for address in addresses if empty.get(address).status_code >= 500] == []
