"""Anchors find their words again, and corrections apply to whatever an engine finds."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.model import (
    Anonymity,
    Confidence,
    DocumentInfo,
    Engine,
    Extraction,
    Hop,
    Named,
    Quote,
    Role,
    Said,
    Span,
    Speaker,
    attribution,
    shown,
)
from service.corrections import applying as corrections
from service.corrections.anchors import alike, anchor, locate
from service.corrections.applying import Correction, apply, correction
from service.corrections.changes import (
    Change,
    ContentChange,
    HopChange,
    MissedQuote,
    NotAQuote,
    SpeakerChange,
)

BEGUN = datetime(2025, 6, 3, tzinfo=UTC)


# --- anchors ------------------------------------------------------------------------------


@st.composite
def anchored(draw: st.DrawFn) -> tuple[str, tuple[Span, ...]]:
    text = draw(st.text(min_size=1, max_size=80))
    number = draw(st.integers(1, 2))
    places = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=2 * number)))
    ends = zip(places[::2], places[1::2], strict=False)
    return text, tuple(ends)


@given(anchored())
def test_an_anchor_stands_where_it_was_made(case: tuple[str, tuple[Span, ...]]) -> None:
    text, spans = case
    assert locate(text, anchor(text, spans)) == spans


@given(anchored(), st.text(max_size=50), st.text(max_size=50))
def test_an_anchor_moves_along_with_its_text(
    case: tuple[str, tuple[Span, ...]], before: str, after: str
) -> None:
    # Words and context of their own, so that nothing put beside them looks the same.
    text, spans = case
    text = f"⟦{text}⟧"
    spans = tuple((start + 1, end + 1) for start, end in spans)
    found = locate(before + text + after, anchor(text, spans))
    if found is not None:
        assert [(before + text + after)[slice(*a)] for a in found] == [
            text[slice(*b)] for b in spans
        ]
    if len("".join(text[slice(*each)] for each in spans)) >= 16 and "⟦" not in before + after:
        assert found == tuple((start + len(before), end + len(before)) for start, end in spans)


TEXT = "He said yes. Then she said no. Later he said yes again, but she said no."


@pytest.mark.parametrize(
    ("words", "after", "found"),
    [
        ("yes again", TEXT, 45),
        ("no", TEXT, 27),
        ("no", TEXT.replace("He said yes. ", ""), 14),
        ("no", TEXT.replace("Then she said no.", ""), None),
        ("yes", "He said yes.", 8),
        ("yes again", "He said no.", None),
        ("yes", "Oh yes", None),
    ],
)
def test_the_place_whose_context_fits_best(words: str, after: str, found: int | None) -> None:
    start = TEXT.index(words)
    place = locate(after, anchor(TEXT, [(start, start + len(words))]))
    assert (place[0][0] if place else None) == found


def test_what_stands_equally_well_in_two_places_is_not_decided() -> None:
    one = "The harbour will be closed."
    made = anchor(one, [(4, 11)])
    assert locate(f"{one} {one}", made) == ((4, 11),)
    assert locate(f"So: {one} So: {one}", made) is None


def test_how_much_is_common() -> None:
    assert alike([(0, 4)], [(2, 6)]) == pytest.approx(1 / 3)
    assert alike([(0, 2), (4, 6)], [(0, 6)]) == pytest.approx(4 / 6)
    assert alike([], [(0, 2)]) == alike([], []) == 0


# --- corrections --------------------------------------------------------------------------

ARTICLE = (
    "“We won,” said Anna Bell, the mayor. She said on Monday that all was well. "
    "No, said Bo at noon."
)


def at(words: str) -> Span:
    return ARTICLE.index(words), ARTICLE.index(words) + len(words)


def quote(words: str, name: str, mention: str, **more: Any) -> Quote:
    chain = (Hop("speaker", name, at(mention)), Hop("published", "Post", None))
    usual: dict[str, Any] = {
        "id": words, "kind": "indirect", "content": (at(words),), "text": words,
        "cue": (at("said"),), "speaker": Speaker(name, at(mention), "named"),
        "on_behalf_of": None, "act": "say", "polarity": "affirmed", "denies": None,
        "channel": None, "chain": chain, "attribution": attribution(chain), "said": None,
        "about": (), "terms": (), "confidence": Confidence(0.9, 0.8, 0.7), "reasons": ("test",),
    }  # fmt: skip
    return Quote(**(usual | more))


WON = quote("We won,", "Anna Bell", "Anna Bell", kind="direct")
WELL = quote(
    "all was well",
    "Anna Bell",
    "She",
    speaker=Speaker(
        "Anna Bell", at("She"), "anonymous", Role("mayor", at("mayor")),
        Anonymity(1, "fear", at("She")),
    ),
    said=Said("2025-06-02", "day", "Monday", at("on Monday")),
    about=(Named("all", at("all")), Named("Bell", None)),
    denies="No",
)  # fmt: skip
NO = quote("No", "Bo", "Bo")
FOUND = Extraction(
    DocumentInfo("a", "Post", None, None), (WON, WELL, NO), (), Engine("1", "1", "1")
)


def judged(*changes: tuple[Quote, Change]) -> list[Correction]:
    """Corrections one after the other, as a person makes them."""
    found: list[Correction] = []
    for number, (about, change) in enumerate(changes):
        now = apply(ARTICLE, FOUND, found)
        quotes = {each.id: each for each in now.extraction.quotes}
        found.append(
            correction(
                ARTICLE, quotes.get(about.id, about), now.originals.get(about.id, about), change,
                id=str(number), author="Eva", created=BEGUN + timedelta(number),
                added=about.id in now.added,
            )
        )  # fmt: skip
    return found


CHANGES: list[tuple[Quote, Change]] = [
    (WON, SpeakerChange("Bo", "named", at("Bo"), Role("mayor", at("mayor")))),
    (WELL, ContentChange((at("on Monday"), at("that all was well")))),
    (WELL, HopChange((Hop("told", "TASS", at("She")), Hop("published", "Post", None)))),
    (NO, NotAQuote()),
    (quote("the mayor", "Bo", "Bo"), MissedQuote(quote("the mayor", "Bo", "Bo"))),
]


def test_each_kind() -> None:
    found = apply(ARTICLE, FOUND, judged(*CHANGES))
    won, mayor, well = found.extraction.quotes
    assert won.speaker == Speaker("Bo", at("Bo"), "named", Role("mayor", at("mayor")))
    assert won.attribution == "Bo"
    assert well.text == "on Monday … that all was well"
    assert (well.attribution, well.chain[1].span) == ("Anna Bell via TASS", at("She"))
    # Whose denial it was of is no quote any more.
    assert well.denies is None
    assert well.confidence == Confidence(1.0, 0.8, 1.0)
    assert well.reasons == ("test", "corrected.content", "corrected.hop")
    assert well.about == WELL.about
    assert mayor.text == "the mayor"
    assert [each.id for each in found.extraction.quotes] == [WON.id, "the mayor", WELL.id]
    assert found.reviewed == {WON.id, WELL.id, "the mayor"}
    assert found.unplaced == ()


def test_they_come_back_from_json() -> None:
    for each in judged(*CHANGES):
        value = json.loads(json.dumps(corrections.as_value(each)))
        again = corrections.from_value(value, id=each.id, author=each.author, created=each.created)
        assert again == each
    values = json.loads(json.dumps(corrections.quotes_as_values(FOUND.quotes)))
    assert corrections.quotes_from_values(values) == FOUND.quotes


def test_the_later_wins_whatever_the_order_they_come_in() -> None:
    made = judged(
        (WON, SpeakerChange("Bo", "named")),
        (WON, SpeakerChange("Cy", "named")),
    )
    for order in (made, made[::-1]):
        assert apply(ARTICLE, FOUND, order).extraction.quotes[0].speaker.name == "Cy"


@given(st.sets(st.sampled_from(range(len(CHANGES)))), st.sets(st.sampled_from(range(2))))
def test_whatever_an_engine_finds_the_corrections_hold(lost: set[int], gone: set[int]) -> None:
    """Of any subset withdrawn, on whatever quotes are left: the rest says the same."""
    made = [each for each in judged(*CHANGES) if int(each.id) not in lost]
    kept = tuple(each for place, each in enumerate(FOUND.quotes) if place not in gone)
    found = apply(ARTICLE, replace(FOUND, quotes=kept), made)
    whole = apply(ARTICLE, FOUND, made)
    by_id = {each.id: each for each in found.extraction.quotes}
    for each in whole.extraction.quotes:
        if each.id in whole.reviewed:
            assert by_id[each.id] == each
    assert found.unplaced == ()
    assert found.reviewed == whole.reviewed
    for each in found.extraction.quotes:
        assert each.text == shown(ARTICLE, each.content)
        assert each.attribution == attribution(each.chain)
        assert each.chain[0].name == each.speaker.name


@given(st.text(max_size=40), st.text(max_size=40))
def test_in_an_edited_text_all_spans_stay_true(before: str, after: str) -> None:
    text = before + ARTICLE + after
    found = apply(text, replace(FOUND, quotes=()), judged(*CHANGES))
    assert found.unplaced == ()
    shift = len(before)
    for each in found.extraction.quotes:
        assert each.text == shown(text, each.content)
    well = next(each for each in found.extraction.quotes if each.id == WELL.id)
    assert well.content[0] == tuple(place + shift for place in at("on Monday"))
    assert well.said is not None
    assert well.said.span == well.content[0]


def test_a_correction_of_what_only_a_person_found_falls_with_it() -> None:
    mayor = quote("the mayor", "Bo", "Bo")
    added, renamed = judged((mayor, MissedQuote(mayor)), (mayor, SpeakerChange("Cy", "named")))
    found = apply(ARTICLE, FOUND, [added, renamed])
    assert {each.speaker.name for each in found.extraction.quotes} == {"Anna Bell", "Bo", "Cy"}
    found = apply(ARTICLE, FOUND, [renamed])
    assert found.extraction == FOUND
    assert found.unplaced == (renamed.id,)


def test_words_that_are_gone_leave_the_correction_without_a_place() -> None:
    text = ARTICLE.replace("all was well", "things went badly")
    rest = replace(FOUND, quotes=())
    found = apply(text, rest, judged(*CHANGES))
    assert found.unplaced == ("1", "2")
    assert {each.id for each in found.extraction.quotes} == {WON.id, "the mayor"}


def test_of_two_quotes_of_the_same_words_the_right_one_is_corrected() -> None:
    claim = replace(WELL, id="claim", speaker=Speaker("Cy", None, "named"), denies=None)
    pair = replace(FOUND, quotes=(claim, WELL))
    made = correction(
        ARTICLE, WELL, WELL, SpeakerChange("Dan", "named"), id="1", author="Eva", created=BEGUN
    )
    names = [each.speaker.name for each in apply(ARTICLE, pair, [made]).extraction.quotes]
    assert names == ["Cy", "Dan"]
    # A newer engine gives them other ids.
    renamed = replace(pair, quotes=tuple(replace(q, id=q.id + "!") for q in pair.quotes))
    names = [each.speaker.name for each in apply(ARTICLE, renamed, [made]).extraction.quotes]
    assert names == ["Cy", "Dan"]
