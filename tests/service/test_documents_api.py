"""Documents over HTTP: stored once, versioned, shown with what was found in them."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

TEXT = 'Anna Bell: "We won." via TASS < Interfax\nBo Cole: "They lost." [act=think]'


def post(client: TestClient, **document: Any) -> Any:
    return client.post("/v1/documents", json=document)


def test_a_new_document_is_stored_and_answered(client: TestClient) -> None:
    answer = post(client, id="a", text=TEXT, publisher="Post", published="2025-06-03")
    assert answer.status_code == 201
    assert answer.headers["location"] == "/v1/documents/a"
    body = answer.json()
    assert body["text"] == TEXT
    assert [quote["text"] for quote in body["quotes"]] == ["We won.", "They lost."]
    assert body["engine"] == {"version": "fake", "lexicon": "0", "model": "none"}
    assert body["credits"] == [{"role": "photo", "name": "Foto", "span": [0, 1]}]
    assert client.get("/v1/documents/a").json() == body
    for quote in body["quotes"]:
        (span,) = quote["content"]
        assert body["text"][slice(*span)] == quote["text"]


def test_the_same_document_again_changes_nothing(client: TestClient, fake: Any) -> None:
    first = post(client, id="a", text=TEXT, publisher="Post")
    again = post(client, id="a", text=TEXT, publisher="Post")
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert fake.seen == ["a"]


def test_another_text_becomes_a_new_version(client: TestClient) -> None:
    old = post(client, id="a", text=TEXT).json()
    answer = post(client, id="a", text='Cy Dee: "Neither."')
    assert answer.status_code == 201
    assert answer.json()["version"] == 2
    listed = client.get("/v1/quotes").json()["data"]
    assert [(item["text"], item["document"]["version"]) for item in listed] == [("Neither.", 2)]
    assert client.get("/v1/documents/a", params={"version": 1}).json() == old
    assert client.get("/v1/documents/a").json()["version"] == 2
    # What was linked to still resolves, and says which text its spans point into.
    kept = client.get(f"/v1/quotes/{old['quotes'][0]['id']}").json()
    assert (kept["text"], kept["document"]["version"]) == ("We won.", 1)
    # The first text again is a third version, not the first come back.
    assert post(client, id="a", text=TEXT).json()["version"] == 3


@pytest.mark.parametrize("field", ["title", "publisher", "published", "url"])
def test_other_metadata_are_another_version(client: TestClient, field: str) -> None:
    post(client, id="a", text=TEXT)
    assert post(client, id="a", text=TEXT, **{field: "2025-06-03"}).json()["version"] == 2
    assert post(client, id="a", text=TEXT, **{field: "2025-06-04"}).json()["version"] == 3


def test_plain_text_gets_an_id_of_its_content(client: TestClient) -> None:
    headers = {"content-type": "text/plain; charset=utf-8"}
    first = client.post("/v1/documents", content=TEXT.encode(), headers=headers)
    again = client.post("/v1/documents", content=TEXT.encode(), headers=headers)
    assert (first.status_code, again.status_code) == (201, 200)
    assert post(client, text=TEXT).json()["id"] == first.json()["id"]
    assert client.get(first.headers["location"]).json() == first.json()


@pytest.mark.parametrize("odd", ["a/b", "a b", "ü:1", "..", "a?b#c", "50%", "\x00"])
def test_odd_ids_have_working_addresses(client: TestClient, odd: str) -> None:
    answer = post(client, id=odd, text=TEXT)
    assert answer.status_code == 201
    if odd != "..":  # every client resolves this one away
        assert client.get(answer.headers["location"]).json()["id"] == odd


@pytest.mark.parametrize(
    "text",
    ["", "\x00", 'A\x00B: "Nul \x00 inside."', "\x1a0\x1aS", "\r\n\r\n", "🙂" * 10, "\ufeff"],
)
def test_messy_text_is_no_error_and_comes_back_as_it_was(client: TestClient, text: str) -> None:
    answer = post(client, id="a", text=text, title=f"<b>{text}")
    assert answer.status_code == 201
    assert client.get("/v1/documents/a").json()["text"] == text
    assert post(client, id="a", text=text, title=f"<b>{text}").status_code == 200


def test_an_integer_id_is_text_and_unknown_keys_are_ignored(client: TestClient) -> None:
    assert post(client, id=7, text=TEXT, body="ignored").json()["id"] == "7"
    assert post(client, id="7", text=TEXT).status_code == 200
