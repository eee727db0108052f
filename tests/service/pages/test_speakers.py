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
