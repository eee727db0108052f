"""Checking a quote: verdict, difference and evidence under an address that can be shared."""

import re

import pytest
from fastapi.testclient import TestClient

CLAIM = "We will not reopen it to please a calendar"


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        (f"text={CLAIM}&speaker=Orrin", "verbatim"),
        (f"text=“{CLAIM}”&speaker=Ilse+Orrin&via=NORPRESS", "verbatim"),
        ("text=We will reopen it to please a calendar&speaker=Orrin", "altered"),
        (f"text={CLAIM}&speaker=Mona+Brekke", "misattributed"),
        ("text=The moon is made of tin&speaker=Orrin", "no record"),
    ],
)
def test_verdicts(page: TestClient, question: str, verdict: str) -> None:
    answer = page.get(f"/check?{question}&said_from=&said_to=")
    assert answer.status_code == 200
    assert f'<p class="code">{verdict}</p>' in answer.text


def test_the_difference_is_marked(page: TestClient) -> None:
    html = page.get("/check?text=We will reopen it to please a calendar&speaker=Orrin").text
    struck = re.search(r"<del><span class=\"unseen\">\[left out: </span>([^<]+)<", html)
    assert struck is not None
    assert struck[1].strip() == "not"
    assert "a negation was put in, taken out or moved" in html


def test_the_evidence_leads_to_its_place(page: TestClient) -> None:
    html = page.get(f"/check?text={CLAIM}&speaker=Orrin").text
    assert re.search(r"<mark>We will not reopen it to please a calendar\.?</mark>", html)
    assert re.search(r'href="/documents/(ledger|courier|vantor)#q-[0-9a-f]+"', html)


def test_nothing_found_says_what_was_searched(page: TestClient) -> None:
    assert "5 documents with 6 quotes" in page.get("/check?text=Tin moons sing").text


def test_without_words_there_is_only_the_form(page: TestClient) -> None:
    html = page.get("/check").text
    assert '<textarea name="text"' in html
    assert 'class="verdict' not in html


def test_an_impossible_date_is_told(page: TestClient) -> None:
    answer = page.get("/check?text=x&said_from=soon")
    assert answer.status_code == 422
    assert "said_from" in answer.text
