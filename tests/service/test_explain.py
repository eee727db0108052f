"""What a document looks like explained: every character once, nothing of it obeyed."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from quotes.engine import Extractor, load
from quotes.model import Document
from service import explain

GOLDEN = Path(__file__).parent.parent / "golden"
NESTED = "Lena Orr said Kolt had told her that it was over, the Courier newspaper reported."
HOSTILE = (
    "<script>alert(1)</script> “<b onclick=x>”,” said Arda \u202eKolt & Sons, who left.\n\n"
    "“Enough,” Kolt said."
)


class _Article(HTMLParser):
    """The text inside <article>, and every tag of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.text, self.tags = False, "", set[str]()

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.inside = self.inside or tag == "article"

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "article"

    def handle_data(self, data: str) -> None:
        self.text += data if self.inside else ""


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return load(tagger=False)


@pytest.mark.parametrize("text", [NESTED, HOSTILE, "Nothing was told."])
def test_every_character_once_and_none_obeyed(extractor: Extractor, text: str) -> None:
    document = Document("test", text)
    read = _Article()
    read.feed(explain.page(document, extractor.extract(document)))
    assert read.text == text
    assert not read.tags & {"script", "b", "img", "iframe"}


def test_pieces_know_all_that_they_are_part_of(extractor: Extractor) -> None:
    quotes = extractor.extract(Document("test", NESTED)).quotes
    found = list(explain.pieces(NESTED, quotes))
    assert "".join(NESTED[piece.start : piece.end] for piece in found) == NESTED
    shown = {NESTED[piece.start : piece.end]: piece.parts for piece in found}
    assert ("speaker", 1) in shown["Kolt"]
    assert ("hop", 1) in shown["Lena Orr"]


def test_every_reason_has_words() -> None:
    """Whatever the engine gave as a reason in the golden extractions."""
    reasons = {
        reason
        for path in GOLDEN.glob("*.json")
        for quote in json.loads(path.read_text("utf-8"))["quotes"]
        for reason in quote["reasons"]
    }
    assert len(reasons) > 20
    for reason in reasons:
        found, _, how = reason.partition(".")
        assert found in explain.FOUND_BY, reason
        assert how in explain.HOW, reason
