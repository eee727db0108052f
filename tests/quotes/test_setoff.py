"""Transcripts and posts, found in the raw text."""

import pytest

from quotes import setoff

_INTERVIEW = """Orr spoke to us.

Q: Will the levy end?

A: In June. Not before.

Q: Are you sure?

A: No."""


def _said(text: str) -> list[tuple[str | None, str]]:
    return [
        (text[slice(*one.speaker)] if one.speaker else None, text[slice(*one.said)])
        for one in setoff.find(text)
        if one.said is not None
    ]


def test_answers_of_a_transcript() -> None:
    found = setoff.find(_INTERVIEW)
    assert _said(_INTERVIEW) == [(None, "In June. Not before."), (None, "No.")]
    assert {one.channel for one in found} == {"interview"}
    assert [one.said is None for one in found] == [True, False, True, False]


def test_whoever_only_asks_is_the_asker() -> None:
    text = "PAP: Will it end?\n\nOrr: It will.\n\nPAP: When?\n\nOrr: In June."
    found = [one for one in setoff.find(text) if one.said is not None]
    assert _said(text) == [("Orr", "It will."), ("Orr", "In June.")]
    assert [text[slice(*one.asker)] for one in found if one.asker] == ["PAP", "PAP"]


def test_questions_without_a_label() -> None:
    text = "Some excerpts:\n\nWhere is it?\n\nORR: In the sea.\n\nAnd the rest?\n\nORR: Sold."
    assert _said(text) == [("ORR", "In the sea."), ("ORR", "Sold.")]


@pytest.mark.parametrize(
    "text",
    [
        "Arda Kolt @arda · 14 May 2024, 12:03\nNobody lost a penny.",
        "Nobody lost a penny.\n— Arda Kolt (@arda) May 14, 2024",
        "Arda Kolt (@arda): Nobody lost a penny.",
    ],
)
def test_posts(text: str) -> None:
    assert _said(text) == [("Arda Kolt", "Nobody lost a penny.")]
    assert setoff.find(text)[0].channel == "social"


def test_posts_one_signed_under_the_other() -> None:
    text = "No.\n\nNobody lost\na penny.\n— Arda Kolt (@arda)\n\nWe did.\n— Orr (@orr) May 14, 2024"
    assert _said(text) == [("Arda Kolt", "Nobody lost\na penny."), ("Orr", "We did.")]


def test_a_post_under_a_handle_alone() -> None:
    assert _said("@arda · 12:03\nNobody lost a penny.") == [("@arda", "Nobody lost a penny.")]


@pytest.mark.parametrize(
    "text",
    [
        "Time: noon.\n\nPlace: the pier.",  # nobody asks
        "Orr: “It will.”\n\nKolt: “It won't.”",  # in marks: read as quotations
        "Kolt told us. He wrote to @arda that it was over, and left.\nThe levy stays.",
        "Why: who knows?",  # one who only asks
    ],
)
def test_prose_is_left_alone(text: str) -> None:
    assert setoff.find(text) == ()
