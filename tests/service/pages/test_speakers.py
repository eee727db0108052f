"""The speaker page."""

import re

from fastapi.testclient import TestClient


def speaker(page: TestClient, name: str, query: str = "") -> str:
    html = page.get(f"/?q={query or name}").text
    found = re.search(rf'href="(/speakers/[0-9a-f]+)"><bdi>{name}</bdi>', html)
    assert found is not None
    return page.get(found[1]).text


def test_what_is_known_of_a_speaker(page: TestClient) -> None:
    html = speaker(page, "Ilse Orrin")
    assert "<h1><bdi>Ilse Orrin</bdi></h1>" in html
    assert re.search(r"<dt>Quotes</dt><dd><a href=\"[^\"]+\">4</a>", html)
    assert 'aria-label="Quotes by month"' in html
    for name in ("Northern Ledger", "NORPRESS"):
        assert re.search(rf"<bdi>{name}</bdi> <span class=\"count\">", html)


def test_every_name_and_number_leads_on(page: TestClient) -> None:
    html = speaker(page, "Ilse Orrin")
    for href in set(re.findall(r'href="(/[^"]*)"', html)):
        if not href.startswith(("/static", "/docs")):
            assert page.get(href.replace("&amp;", "&")).status_code == 200, href


def test_nobody_is_told(page: TestClient) -> None:
    answer = page.get("/speakers/nobody")
    assert answer.status_code == 404
    assert "There is no speaker" in answer.text


def post(client: TestClient, text: str, name: str) -> None:
    client.post("/v1/documents", json={"id": name, "text": text, "published": "2026-03-02"})


def test_a_doubt_is_decided_and_taken_back(empty: TestClient) -> None:
    post(empty, 'Anna Bell: "We won."\nCarol Bell: "We lost."', "one")
    post(empty, 'Bell: "We drew."', "two")
    address = re.search(r'href="(/speakers/[0-9a-f]+)"', empty.get("/?q=drew").text)
    assert address is not None
    html = empty.get(address[1]).text
    doubtful = dict(re.findall(r'<li><a href="/speakers/(\w+)"><bdi>(\w+ Bell)</bdi>', html))
    assert sorted(doubtful.values()) == ["Anna Bell", "Carol Bell"]
    (anna,) = (source for source, name in doubtful.items() if name == "Anna Bell")

    joining = f"{address[1]}/joinings"
    assert empty.post(joining, data={"other": anna}).status_code == 422
    assert empty.post(joining, data={"other": "nobody", "author": "Eva"}).status_code == 404
    joined = empty.post(joining, data={"other": anna, "author": "Eva", "reason": "I was there"})
    assert joined.status_code == 200
    assert "I was there" in joined.text
    assert "We won." in joined.text

    (back,) = re.findall(r'action="(/corrections/[^"]+/withdrawal)"', joined.text)
    parted = empty.post(back, data={"onward": address[1], "author": "Eva"})
    assert parted.url.path == address[1]
    assert "We won." not in parted.text
