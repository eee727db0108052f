"""The document page: every quote in its place, nothing of the document ever markup."""

import re
from html.parser import HTMLParser

from fastapi.testclient import TestClient
from newsroom import HOSTILE


class Article(HTMLParser):
    """The text of the article, and every element and attribute of the page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.depth, self.elements = "", 0, set()
        self.attributes: dict[str, set[str]] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.elements.add(tag)
        for name, value in attrs:
            self.attributes.setdefault(name, set()).add(value or "")
        if given.get("id") == "text":
            self.depth = 1
        elif self.depth:
            self.depth += 1

    def handle_endtag(self, _tag: str) -> None:
        self.depth -= bool(self.depth)

    def handle_data(self, data: str) -> None:
        self.text += data if self.depth else ""


def test_quotes_stand_in_their_place(page: TestClient) -> None:
    html = page.get("/documents/vantor").text
    marks = re.findall(r'<a href="#q-([0-9a-f]+)" class="m content direct"', html)
    cards = re.findall(r'<article class="card direct" id="q-([0-9a-f]+)"', html)
    assert len(marks) == 2
    assert marks == cards
    assert "denied" in html


def test_beliefs_are_shown_when_asked_for(page: TestClient) -> None:
    assert "a quiet summer</a>" not in page.get("/documents/plans").text
    assert "a quiet summer</a>" in page.get("/documents/plans?act=think").text


def test_a_hostile_document_is_text(page: TestClient) -> None:
    article = Article(page.get("/documents/hostile").text)
    assert article.text == HOSTILE
    assert "img" not in article.elements
    assert not {name for name in article.attributes if name.startswith("on")}
    assert article.attributes["src"] == {
        each for each in article.attributes["src"] if each.startswith("/static/")
    }
    assert not [href for href in article.attributes["href"] if "javascript" in href]


def test_hostile_names_are_text_everywhere(page: TestClient) -> None:
    html = page.get("/?q=left").text
    (statement,) = set(re.findall(r'href="(/statements/[0-9a-f]+)"', html))
    for address in ("/?q=left", statement):
        article = Article(page.get(address).text)
        assert not {name for name in article.attributes if name.startswith("on")}
        assert not article.elements & {"i", "b", "img"}


def test_a_link_to_where_it_was_published(page: TestClient) -> None:
    assert 'href="https://ledger.example/bridge"' in page.get("/documents/ledger").text


def test_a_version_there_is_not(page: TestClient) -> None:
    answer = page.get("/documents/ledger?version=7")
    assert answer.status_code == 404
    assert "There is no document `ledger` in version 7." in answer.text
