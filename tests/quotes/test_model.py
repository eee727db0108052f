"""The frozen values: what they refuse, and how a chain reads."""

from dataclasses import FrozenInstanceError, replace

import pytest

from quotes.errors import InvalidValue, QuotesError
from quotes.model import (
    Confidence,
    Document,
    DocumentInfo,
    Engine,
    Extraction,
    Hop,
    Quote,
    Rel,
    Speaker,
    attribution,
    digest,
    shown,
)

SPEAKER = Hop("speaker", "Arda Kolt", (0, 4))
QUOTE = Quote(
    id="q",
    kind="indirect",
    content=((15, 30),),
    text="the levy is off",
    cue=((5, 9),),
    speaker=Speaker("Arda Kolt", (0, 4), "named"),
    on_behalf_of=None,
    act="say",
    polarity="affirmed",
    denies=None,
    channel=None,
    chain=(SPEAKER,),
    attribution="Arda Kolt",
    said=None,
    about=(),
    terms=(),
    confidence=Confidence(1.0, 0.5, 0.0),
    reasons=(),
)


def test_a_document_needs_an_id() -> None:
    with pytest.raises(InvalidValue, match="id"):
        Document("", "Talks resume.")


@pytest.mark.parametrize(
    "value", ["", "June 3", "2025-06", "2025-13-01", "2025-02-30", "03.06.2025", "2025-06-03T10:00"]
)
def test_a_publication_date_is_an_iso_date(value: str) -> None:
    with pytest.raises(InvalidValue, match="is not a date"):
        Document("a", "", published=value)


def test_an_empty_text_is_a_document() -> None:
    assert Document("a", "", published="2025-06-03").published == "2025-06-03"


def test_invalid_values_are_value_errors_of_the_engine() -> None:
    assert issubclass(InvalidValue, QuotesError)
    assert issubclass(InvalidValue, ValueError)


@pytest.mark.parametrize("values", [(-0.1, 0, 0), (0, 1.01, 0), (0, 0, float("nan"))])
def test_confidence_lies_between_0_and_1(values: tuple[float, float, float]) -> None:
    with pytest.raises(InvalidValue, match="between 0 and 1"):
        Confidence(*values)


@pytest.mark.parametrize("span", [(3, 3), (4, 3), (-1, 3)])
def test_content_and_cue_are_spans(span: tuple[int, int]) -> None:
    with pytest.raises(InvalidValue, match="is not a span"):
        replace(QUOTE, content=(span,))
    with pytest.raises(InvalidValue, match="is not a span"):
        replace(QUOTE, cue=(span,))


def test_content_stands_in_text_order() -> None:
    with pytest.raises(InvalidValue, match="order"):
        replace(QUOTE, content=((20, 25), (10, 15)))


@pytest.mark.parametrize("chain", [(), (Hop("reported", "TASS", None), SPEAKER)])
def test_a_chain_begins_with_its_speaker(chain: tuple[Hop, ...]) -> None:
    with pytest.raises(InvalidValue, match="chain begins"):
        replace(QUOTE, chain=chain)


def test_a_quote_may_have_neither_content_nor_cue() -> None:
    assert replace(QUOTE, content=(), cue=()).content == ()


def test_values_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        QUOTE.text = "other"  # type: ignore[misc]


def hops(*named: tuple[Rel, str | None]) -> tuple[Hop, ...]:
    return tuple(Hop(rel, name, None) for rel, name in named)


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        (hops(("speaker", "Kolt")), "Kolt"),
        (hops(("speaker", None)), "unnamed source"),
        (hops(("speaker", "Kolt"), ("published", "Courier")), "Kolt"),
        (
            hops(("speaker", "Kolt"), ("cited", "ministry"), ("reported", "TASS")),
            "Kolt via TASS via ministry",
        ),
        (
            hops(("speaker", "Kolt"), ("told", "TASS"), ("supplied", "PTI"), ("published", "HT")),
            "Kolt via PTI via TASS",
        ),
        (hops(("speaker", None), ("reported", "TASS")), "unnamed source via TASS"),
        (hops(("speaker", "Kolt"), ("recounted", None)), "Kolt via unnamed source"),
        (hops(("speaker", "TASS"), ("supplied", "TASS")), "TASS"),
        (hops(("speaker", "Kolt"), ("told", "TASS"), ("supplied", "TASS")), "Kolt via TASS"),
        (
            hops(("speaker", "Kolt"), ("told", "TASS"), ("reported", "AP"), ("supplied", "TASS")),
            "Kolt via TASS via AP via TASS",
        ),
        (hops(("speaker", None), ("recounted", None), ("reported", "AP")),
         "unnamed source via AP via unnamed source"),
    ],
)  # fmt: skip
def test_attribution(chain: tuple[Hop, ...], expected: str) -> None:
    assert attribution(chain) == expected


def test_shown() -> None:
    text = "The levy, Kolt said, will end."
    assert shown(text, ((0, 8), (21, 29))) == "The levy … will end"
    assert shown(text, ()) == ""


def test_digest_is_stable() -> None:
    assert digest("a", 1) == digest("a", 1) == "839e11a421d370be"
    assert digest("a", None) == digest("a", "")
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("lone surrogate \ud800")


def test_a_record_has_the_fields_of_the_specification_in_order() -> None:
    info = DocumentInfo("a", "Hindustan Times", "2025-06-03", None)
    record = Extraction(info, (QUOTE,), (), Engine("0", "1", "2")).as_dict()
    assert list(record) == ["document", "quotes", "credits", "engine"]
    assert list(record["document"]) == ["id", "publisher", "published", "title"]
    assert (
        list(record["quotes"][0])
        == (
            "id kind content text cue speaker on_behalf_of act polarity denies channel chain"
            " attribution said about terms confidence reasons"
        ).split()
    )
    assert list(record["quotes"][0]["speaker"]) == "name mention grade role anonymity".split()
    assert list(record["quotes"][0]["chain"][0]) == ["rel", "name", "span"]
