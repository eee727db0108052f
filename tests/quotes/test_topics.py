"""Whom a quote is about, and its key terms, through the real pipeline."""

import pytest

from quotes.engine import Extractor
from quotes.model import Document, Quote

pytestmark = pytest.mark.model


def _only(grammar: Extractor, text: str) -> Quote:
    (quote,) = [
        q for q in grammar.extract(Document("a", text)).quotes if q.speaker.name == "Lena Orr"
    ]
    return quote


def test_names_and_pronouns_of_others(grammar: Extractor) -> None:
    text = "Arda Kolt resigned on Monday. Lena Orr said that he had met the levy board in Ankara."
    quote = _only(grammar, text)
    assert [named.name for named in quote.about] == ["Arda Kolt", "Ankara"]
    assert [text[slice(*named.span)] for named in quote.about if named.span] == ["he", "Ankara"]


def test_the_speaker_is_not_among_those_pointed_at(grammar: Extractor) -> None:
    assert _only(grammar, "Lena Orr said that she would leave.").about == ()


def test_a_role_that_somebody_was_given(grammar: Extractor) -> None:
    text = "The trade minister, Arda Kolt, left. Lena Orr said that the minister had known."
    assert [named.name for named in _only(grammar, text).about] == ["Arda Kolt"]


def test_key_terms(grammar: Extractor) -> None:
    text = "Lena Orr said that the new transit fees had ruined three fishing villages."
    quote = _only(grammar, text)
    assert [named.name for named in quote.terms] == ["new transit fee", "fishing village"]
    assert [text[slice(*named.span)] for named in quote.terms if named.span] == [
        "new transit fees",
        "fishing villages",
    ]
