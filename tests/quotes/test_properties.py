"""Any text at all: no exception, and nothing shown that the text does not hold."""

import json
import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from quotes.engine import Extractor
from quotes.model import Document, Extraction, Quote, attribution, shown

pytestmark = pytest.mark.model

_PARSES = Path(__file__).with_name("parses.txt").read_text("utf-8").split("\n= ")[1:]
SENTENCES = [block.partition("\n")[0].replace("\\n", "\n") for block in _PARSES]
NEWS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6).flatmap(
    lambda found: st.sampled_from([" ", "\n", "\n\n"]).map(lambda glue: glue.join(found))
)
PIECES = st.lists(
    st.sampled_from(
        "Kolt Orr TASS said says that according to citing quoted as saying told reported by the"
        " agency he “ ” \" ' ‘ ’ , . : ; ? — ( ) \n\n 2025-06-03 VELD (Reuters) - not If would"
        " decline declined comment yes".split(" ")
    ),
    max_size=30,
).map(" ".join)
TEXTS = st.one_of(st.text(st.characters(exclude_categories=("Cs",)), max_size=120), NEWS, PIECES)
_some = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def check_span(text: str, span: tuple[int, int] | None) -> None:
    if span is not None:
        assert 0 <= span[0] < span[1] <= len(text)


def check_quote(text: str, quote: Quote) -> None:
    for span in (*quote.content, *quote.cue):
        check_span(text, span)
    assert all(one[1] <= other[0] for one, other in pairwise(quote.content))
    assert quote.text == shown(text, quote.content)
    check_span(text, quote.speaker.mention)
    for named in (*quote.about, *quote.chain):
        check_span(text, named.span)
    for named in quote.about:
        assert named.span is not None
    first = quote.chain[0]
    assert (first.rel, first.name, first.span) == (
        "speaker",
        quote.speaker.name,
        quote.speaker.mention,
    )
    if quote.speaker.role is not None:
        check_span(text, quote.speaker.role.span)
    assert quote.attribution == attribution(quote.chain)
    assert quote.content or quote.act == "decline"
    type(quote).__post_init__(quote)


def check(text: str, found: Extraction) -> None:
    for quote in found.quotes:
        check_quote(text, quote)
    assert len({quote.id for quote in found.quotes}) == len(found.quotes)
    starts = [
        (quote.content or quote.cue)[0] for quote in found.quotes if quote.content or quote.cue
    ]
    assert starts == sorted(starts)
    for credit in found.credits:
        check_span(text, credit.span)
    json.dumps(found.as_dict())


@_some
@given(TEXTS)
@example("")
@example("\n\n")
@example("“")
@example("said")
@example("According to")
@example("\ufeffKolt said.\x00 “\u200b”")
def test_any_text_at_all(extractor: Extractor, text: str) -> None:
    found = extractor.extract(Document("any", text, publisher="Courier"))
    check(text, found)
    assert extractor.extract(Document("any", text, publisher="Courier")) == found


@settings(_some, max_examples=30)
@given(st.lists(st.sampled_from(SENTENCES), min_size=3, max_size=12), st.randoms())
def test_shuffled_news(extractor: Extractor, sentences: list[str], order: random.Random) -> None:
    order.shuffle(sentences)
    text = "\n\n".join(sentences)
    check(text, extractor.extract(Document("shuffled", text)))


@settings(_some, max_examples=15)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_documents_do_not_know_each_other(extractor: Extractor, texts: list[str]) -> None:
    """A batch gives what each document gives alone."""
    documents = [Document(str(number), text) for number, text in enumerate(texts)]
    assert list(extractor.extract_all(documents)) == [extractor.extract(d) for d in documents]


BROKEN_OFF = (
    '"We won." Kolt said',
    '"We won." said',
    '"A b." told',
    "He would not be drawn",
    "Kolt could not be reached",
    "Talks resume, Kolt reported, citing",
    "According to",
    "Kolt denied a report that",
    "NORPRESS quoted Kolt as saying",
    'Kolt said, "',
    "Kolt neither confirmed nor",
    'For Kolt, "x',
    "In the words of",
    "Kolt said, citing Orr, that",
)


@pytest.mark.parametrize("text", BROKEN_OFF)
def test_a_text_that_breaks_off_after_its_cue_never_raises(extractor: Extractor, text: str) -> None:
    for quote in extractor.extract(Document("broken-off", text)).quotes:
        check_quote(text, quote)
