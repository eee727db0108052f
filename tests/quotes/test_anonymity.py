"""Number and reason of anonymous sources."""

import pytest

from quotes.engine import Extractor
from quotes.model import Document


@pytest.mark.parametrize(
    ("text", "number", "reason"),
    [
        ("Two officials, on condition of anonymity because talks are private, said it failed.", 2,
         "talks are private"),
        ("A senior official said it failed. He asked not to be named because he was not authorised"
         " to speak.", 1, "he was not authorised to speak"),
        ("Three people familiar with the matter told Reuters it failed.", 3, None),
        ("The official, citing fear of reprisals, said it failed. She declined to be identified.",
         None, None),
    ],
)  # fmt: skip
def test_stated(grammar: Extractor, text: str, number: int | None, reason: str | None) -> None:
    quotes = grammar.extract(Document("test", text)).quotes
    assert len(quotes) == 1  # asking not to be named is no quote
    found = quotes[0].speaker.anonymity
    assert found is not None
    assert (found.number, found.reason) == (number, reason)
    assert text[slice(*found.span)]


@pytest.mark.parametrize(
    "text",
    [
        "Lena Orr said the official had asked not to be named because talks are private.",
        "Two officials said the talks had failed.",
        "Officials said the talks had failed.",
    ],
)
def test_nothing_for_who_is_named_or_merely_a_group(grammar: Extractor, text: str) -> None:
    assert grammar.extract(Document("test", text)).quotes[0].speaker.anonymity is None
