"""Adding an article: looked at before it is kept."""

import html
import json
import re

from fastapi.testclient import TestClient

TEXT = 'Ana Bell: "We won."\nBo Lind: "We lost."'


def look(client: TestClient, **given: object) -> str:
    answer = client.post("/add", **given)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    return answer.text


def packed(page: str) -> str:
    found = re.search(r'name="document" value="([^"]*)"', page)
    assert found is not None
    return html.unescape(found[1])


def test_looking_stores_nothing(empty: TestClient) -> None:
    page = look(empty, data={"text": TEXT, "publisher": "The Lantern"})
    assert "Nothing is stored yet" in page
    assert page.count('<article class="card direct"') == 2
    assert "Nothing is in the record yet" in empty.get("/").text


def test_what_is_kept_is_what_was_looked_at(empty: TestClient) -> None:
    given = {"text": TEXT.replace("\n", "\r\n"), "title": "Match", "published": "2026-03-02"}
    document = packed(look(empty, data=given))
    kept = empty.post("/add/keep", data={"document": document}, follow_redirects=False)
    assert kept.status_code == 303
    stored = empty.get(f"/v1{kept.headers['location']}").json()
    assert (stored["text"], stored["title"], stored["published"]) == (TEXT, "Match", "2026-03-02")
    assert [quote["text"] for quote in stored["quotes"]] == ["We won.", "We lost."]
    assert empty.get(kept.headers["location"]).status_code == 200


def test_a_file_keeps_its_line_ends(empty: TestClient) -> None:
    data = TEXT.replace("\n", "\r\n").encode()
    page = look(empty, files={"file": ("match.txt", data, "text/plain")})
    assert json.loads(packed(page))["text"].encode() == data


def test_a_json_file_is_a_document(empty: TestClient) -> None:
    record = json.dumps({"id": "m-1", "text": TEXT, "publisher": "The Lantern"}).encode()
    page = look(empty, files={"file": ("match.json", record, "application/json")})
    assert json.loads(packed(page))["id"] == "m-1"


def test_what_is_no_article_is_told(empty: TestClient) -> None:
    for given, told in (
        ({"data": {"text": " "}}, "There is no text"),
        ({"files": {"file": ("a.txt", b"\xff", "text/plain")}}, "not UTF-8"),
        ({"files": {"file": ("a.json", b"{", "application/json")}}, "not JSON"),
        ({"files": {"file": ("a.json", b"[]", "application/json")}}, "text: "),
        ({"data": {"text": TEXT, "published": "soon"}}, "published: "),
    ):
        answer = empty.post("/add", **given)  # type: ignore[arg-type]
        assert answer.status_code == 422
        assert told in answer.text


def test_other_sites_cannot_post(empty: TestClient) -> None:
    answer = empty.post("/add", data={"text": TEXT}, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403
