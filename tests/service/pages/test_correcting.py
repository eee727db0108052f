"""Corrections from the page, with a key and without."""

import re

import pytest
import sqlalchemy
from fastapi.testclient import TestClient

from service.access import local_user
from service.database import writing
from service.page.correcting import located
from service.store import api_keys

TEXT = 'Ana Bell: "We won, and we won well."\nBo Lind: "We lost."'


@pytest.fixture
def article(empty: TestClient) -> TestClient:
    """The page over one article, `match`."""
    empty.post("/v1/documents", json={"id": "match", "text": TEXT, "publisher": "The Lantern"})
    return empty


def quote(page: TestClient, number: int = 0) -> str:
    ids: list[str] = re.findall(r'<article class="card direct" id="q-([0-9a-f]+)"',
                                page.get("/documents/match").text)  # fmt: skip
    return ids[number]


def correct(page: TestClient, **form: str) -> int:
    given = {"document": "match", "quote": quote(page), "author": "Eva Rask", "reason": "heard it"}
    return page.post("/corrections", data=given | form, follow_redirects=False).status_code


def stored(page: TestClient) -> list[dict[str, object]]:
    quotes: list[dict[str, object]] = page.get("/v1/documents/match").json()["quotes"]
    return quotes


def test_another_speaker(article: TestClient) -> None:
    assert correct(article, kind="speaker", name="Anna Bell", grade="named") == 303
    assert stored(article)[0]["attribution"] == "Anna Bell"
    html = article.get("/documents/match").text
    assert "Another speaker" in html
    assert "heard it" in html
    assert "Eva Rask" in html


def test_other_words(article: TestClient) -> None:
    assert correct(article, kind="content", words="We won … we won well") == 303
    assert stored(article)[0]["text"] == "We won … we won well"


def test_words_that_do_not_stand_there(article: TestClient) -> None:
    assert correct(article, kind="content", words="We drew") == 422


def test_not_a_quote_and_taken_back(article: TestClient) -> None:
    assert correct(article, kind="not_a_quote") == 303
    assert len(stored(article)) == 1
    html = article.get("/documents/match").text
    (address,) = re.findall(r'action="(/corrections/[^"]+/withdrawal)"', html)
    back = article.post(address, data={"onward": "/documents/match", "author": "Eva Rask"})
    assert back.status_code == 200
    assert "Taken back by" in back.text
    assert len(stored(article)) == 2


def test_somebody_has_to_sign(article: TestClient) -> None:
    assert correct(article, kind="not_a_quote", author=" ") == 422


def test_a_key_signs(article: TestClient, engine: sqlalchemy.Engine) -> None:
    with writing(engine) as session:
        _, secret = api_keys.make(session, "desk", ("judge",), by=local_user())
    assert correct(article, kind="not_a_quote") == 401
    assert "Give a key that may judge" in article.get("/documents/match").text
    wrong = article.post("/key", data={"key": "quotes_wrong", "onward": "/documents/match"})
    assert wrong.status_code == 422
    given = article.post("/key", data={"key": secret, "onward": "/documents/match"})
    assert given.url.path == "/documents/match"
    assert "This is not a quote" in given.text
    assert correct(article, kind="not_a_quote", author="") == 303
    assert "by <bdi>desk</bdi>" in article.get("/documents/match").text
    cookie = article.post("/key", data={"key": ""}, follow_redirects=False).headers["set-cookie"]
    assert "quotes_key=" in cookie
    assert correct(article, kind="not_a_quote") == 401


def test_the_key_is_kept_from_scripts_and_leads_to_no_other_site(
    empty: TestClient, engine: sqlalchemy.Engine
) -> None:
    with writing(engine) as session:
        _, secret = api_keys.make(session, "desk", ("judge",), by=local_user())
    for onward in ("https://evil.example", "//evil.example", "/\\evil.example"):
        answer = empty.post("/key", data={"key": secret, "onward": onward}, follow_redirects=False)
        assert answer.headers["location"] == "/"
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert "samesite=lax" in answer.headers["set-cookie"].lower()


@pytest.mark.parametrize(
    ("words", "near", "shown"),
    [
        ("we", 0, ["we"]),
        ("won", 40, ["won"]),
        ("We … well", 0, ["We", "well"]),
        ("it … goes", 0, ["it … goes"]),
        ("well … We", 0, None),
        ("", 0, None),
    ],
)
def test_where_words_stand(words: str, near: int, shown: list[str] | None) -> None:
    text = "owed: We won, and we won well. So it … goes."
    spans = located(text, words, near)
    assert (spans and [text[start:end] for start, end in spans]) == shown
    if words == "won":
        assert spans == [(text.rindex("won"), text.rindex("won") + 3)]


def test_many_places_take_no_time() -> None:
    # One that is missing at the end, after thousands that are not.
    assert located("a " * 50_000, "a … a … b", 0) is None
    assert located("a b", " … ", 0) is None
