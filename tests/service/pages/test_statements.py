"""The statement page: from whom all have it."""

import re

from fastapi.testclient import TestClient


def statement(page: TestClient) -> str:
    found = re.search(r'href="(/statements/[0-9a-f]+)"', page.get("/?q=calendar").text)
    assert found is not None
    return page.get(found[1]).text


def test_the_head_counts(page: TestClient) -> None:
    facts = re.findall(r"<dt>([^<]+)</dt><dd>(?:<time[^>]*>)?([^<]+)", statement(page))
    assert facts[:5] == [
        ("Occurrences", "3"), ("Independent origins", "2"), ("First-hand", "1"), ("Outlets", "3"),
        ("First seen", "2 Mar 2026"),
    ]  # fmt: skip


def test_the_picture_is_told_in_words_too(page: TestClient) -> None:
    html = statement(page)
    told = re.search(r'<desc id="told-wide">([^<]+)</desc>', html)
    assert told is not None
    assert "Ilse Orrin to NORPRESS" in told[1]
    assert "Independent origins: 1, NORPRESS; 2, Radio Vantor" in told[1]
    assert 'aria-labelledby="title-wide told-wide"' in html


def test_every_occurrence_leads_to_its_place(page: TestClient) -> None:
    html = statement(page)
    for document in ("ledger", "courier", "vantor"):
        assert re.search(rf'href="/documents/{document}#q-[0-9a-f]+"', html)


def test_who_is_asked_in_vain_is_told(page: TestClient) -> None:
    answer = page.get("/statements/nothing")
    assert answer.status_code == 404
    assert "There is no statement" in answer.text
