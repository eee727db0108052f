"""What is told by nobody in particular, through the real pipeline."""

import pytest

from quotes.engine import Extractor
from quotes.model import Document, Quote

pytestmark = pytest.mark.model


def _found(grammar: Extractor, text: str) -> list[Quote]:
    return list(grammar.extract(Document("a", text)).quotes)


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Sethi reportedly left the meeting before tea.", "reportedly",
         "Sethi … left the meeting before tea"),
        ("The regulator is understood to have opened an inquiry.", "is understood",
         "The regulator … to have opened an inquiry"),
        ("It is understood that the mission will return in June.", "is understood",
         "the mission will return in June"),
        ("The court was told that the gate had been left open.", "was told",
         "the gate had been left open"),
        ("The helmet, it is understood, belongs to a cousin.", "is understood",
         "The helmet … belongs to a cousin"),
    ],
)  # fmt: skip
def test_nobody_is_named(grammar: Extractor, text: str, cue: str, content: str) -> None:
    (quote,) = _found(grammar, text)
    assert quote.text == content
    assert [text[s:e] for s, e in quote.cue] == [cue]
    assert (quote.speaker.name, quote.speaker.grade) == (None, "unknown")
    assert quote.reasons[0].startswith("agentless.")


@pytest.mark.parametrize(
    "text",
    [
        "The levy is not understood to have ended.",
        "If it is understood that the levy ends, ships return.",
        "The prize was said by Kolt to be late.",
        "She was understood by everybody.",
    ],
)
def test_nothing_is_told(grammar: Extractor, text: str) -> None:
    assert not [q for q in _found(grammar, text) if q.reasons[0].startswith("agentless.")]


def test_what_somebody_told_stays_theirs(grammar: Extractor) -> None:
    (quote,) = _found(grammar, "Lena Orr said that Kolt had reportedly left.")
    assert quote.speaker.name == "Lena Orr"
