"""The search page and its feed: the URL is the question."""

import re
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient


def counted(html: str) -> str:
    found = re.search(r'<h2 id="count">(.*?)</h2>', html)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ("/", "6 quotes"),
        ("/?q=Orrin", "4 quotes"),
        ("/?q=orrin+calendar", "3 quotes"),
        ("/?q=Orrin+via+NORPRESS", "2 quotes"),
        ("/?q=%22please+a+calendar%22", "3 quotes"),
        ("/?q=%22calendar+please%22", "0 quotes"),
        ("/?q=calendar&published_to=2026-03-31", "2 quotes"),
        ("/?kind=indirect&q=", "1 quote"),
        ("/?act=think", "1 quote"),
        ("/?outlet=Radio+Vantor&act=deny", "1 quote"),
    ],
)
def test_the_url_is_the_question(page: TestClient, address: str, count: str) -> None:
    answer = page.get(address)
    assert (answer.status_code, counted(answer.text)) == (200, count)


def test_filters_lead_to_what_they_count(page: TestClient) -> None:
    html = page.get("/?q=calendar").text
    choice = re.search(r'<a href="([^"]+)"[^>]*><bdi>NORPRESS</bdi> <span class="count">2<', html)
    assert choice is not None
    narrowed = page.get(choice[1].replace("&amp;", "&")).text
    assert counted(narrowed) == "2 quotes"
    chip = re.search(r'<li><a href="([^"]+)"><span class="unseen">Take away', narrowed)
    assert chip is not None
    assert counted(page.get(chip[1].replace("&amp;", "&")).text) == "3 quotes"


def test_years_are_days_from_and_to(page: TestClient) -> None:
    html = page.get("/?q=calendar").text
    year = re.search(r'<a href="([^"]+)"[^>]*><bdi>2026</bdi> <span class="count">3<', html)
    assert year is not None
    narrowed = page.get(year[1].replace("&amp;", "&")).text
    assert counted(narrowed) == "3 quotes"
    assert 'value="2026-01-01"' in narrowed
    assert re.search(r'aria-current="true"><bdi>2026</bdi>', narrowed)


def test_the_form_keeps_the_filters(page: TestClient) -> None:
    html = page.get("/?via=NORPRESS&kind=direct&min_hops=1").text
    for name, value in (("via", "NORPRESS"), ("kind", "direct"), ("min_hops", "1")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in html


def test_pages_follow_one_another(page: TestClient) -> None:
    seen, address = [], "/?limit=4"
    while address:
        html = page.get(address).text
        seen += re.findall(r'#q-([0-9a-f]+)"', html)
        more = re.search(r'href="([^"]+)" rel="next"', html)
        address = more[1].replace("&amp;", "&") if more else ""
    assert len(seen) == len(set(seen)) == 6


@pytest.mark.parametrize(
    ("address", "count"),
    [("/?q=Orrin+via+NORPRESS", 2), ("/", 6), ("/?q=%22please+a%22&kind=direct&limit=1", 3),
     ("/?first_hand=true&sort=relevance&q=orrin", 2)],
)  # fmt: skip
def test_the_export_is_all_that_is_found(page: TestClient, address: str, count: int) -> None:
    hrefs = re.findall(r'<a href="([^"]+)" download>', page.get(address).text)
    csv, jsonl = (page.get(href.replace("&amp;", "&")) for href in hrefs)
    assert csv.headers["content-type"].startswith("text/csv")
    assert len(csv.text.splitlines()) == count + 1
    assert len(jsonl.text.splitlines()) == count


def test_nothing_found_says_what_was_searched(page: TestClient) -> None:
    html = page.get("/?q=zeppelin").text
    assert "Nothing on record" in html
    assert "5 documents with 6 quotes" in html
    assert "Halvord Courier" in html


def test_an_empty_record_says_how_to_begin(empty: TestClient) -> None:
    html = empty.get("/").text
    assert "Nothing is in the record yet" in html
    assert "quotes ingest" in html


def test_names_are_offered(page: TestClient) -> None:
    assert re.search(r'<p class="people">.*?Ilse Orrin', page.get("/?q=orrin").text, re.DOTALL)


def test_the_feed_is_the_search(page: TestClient) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    answer = page.get("/feed?q=calendar")
    assert answer.headers["content-type"] == "application/atom+xml"
    root = ElementTree.fromstring(answer.content)
    entries = root.findall(f"{atom}entry")
    assert [entry.findtext(f"{atom}updated") for entry in entries] == [
        "2026-04-04T00:00:00Z", "2026-03-03T00:00:00Z", "2026-03-02T00:00:00Z",
    ]  # fmt: skip
    assert root.findtext(f"{atom}updated") == "2026-04-04T00:00:00Z"
    alternate = root.find(f"{atom}link[@rel='alternate']")
    assert alternate is not None
    assert alternate.get("href") == "http://testserver/?q=calendar"
    assert len({entry.findtext(f"{atom}id") for entry in entries}) == 3


def test_the_feed_holds_whatever_a_document_holds(page: TestClient) -> None:
    (title,) = ElementTree.fromstring(page.get("/feed?q=left").content).iterfind(
        ".//{*}entry/{*}title"
    )
    assert title.text is not None
    assert "<svg onload=alert(3)>" in title.text
