"""Frames: where, around a cue, stand its speaker, its hearer and what was said."""

import pytest


@pytest.mark.parametrize(
    ("text", "content", "side"),
    [
        ("Kolt said that the levy would end.", ["the levy would end"], "right"),
        ("The levy would end, Kolt said.", ["The levy would end"], "left"),
        ("Levy to end, says Kolt", ["Levy to end"], "left"),
        ("Kolt called the levy “a tax on bread”.", ["the levy “a tax on bread”"], "right"),
        ("According to Kolt, the levy will end.", ["the levy will end"], "right"),
        ("It will end, according to a ministry statement.", ["It will end"], "left"),
        ("In Kolt’s words, the levy was dead weight.", ["the levy was dead weight"], "right"),
        ("Kolt denied signing the deal.", ["signing the deal"], "right"),
        ("Kolt urged the crew to leave.", ["the crew to leave"], "right"),
        ("Kolt told the crew to leave.", ["the crew to leave"], "right"),
        ("Kolt accused Orr of lying.", ["Orr of lying"], "right"),
        ("Kolt promised to resign.", ["to resign"], "right"),
        ("Kolt declined to comment.", [], "right"),
        ("Kolt declined to comment on the sale.", ["the sale"], "right"),
        ("The Harbour Ministry confirmed the closure.", ["the closure"], "right"),
        ("Kolt told Veld TV the levy had ended.", ["the levy had ended"], "right"),
        ("Kolt said in an interview published Friday that the levy would end.",
         ["the levy would end"], "right"),
        ("Kolt said that the levy would end and that ferries would be cheaper.",
         ["the levy would end and that ferries would be cheaper"], "right"),
        ("Kolt said no vote was planned, and left the room.", ["no vote was planned"], "right"),
        pytest.param(
            "The first well, Kolt said, would be sunk in May.",
            ["The first well", "would be sunk in May"], "both"
        ),
    ],
)  # fmt: skip
def test_the_content_of_a_frame(read, text: str, content: list[str], side: str) -> None:
    (frame,) = read(text).frames
    assert (read(text).show(frame.content), frame.side) == (content, side)


@pytest.mark.parametrize(
    ("text", "subject", "hearer"),
    [
        ("Kolt said that the levy would end.", "Kolt", None),
        ("Levy to end, says Kolt", "Kolt", None),
        ("Kolt told Veld TV the levy had ended.", "Kolt", "TV"),
        ("Kolt told reporters that the levy would end.", "Kolt", "reporters"),
        ("The doctor at the camp said supplies were low.", "doctor", None),
        ("The NORPRESS news agency quoted Kolt as saying the levy had ended.", "Kolt", None),
        ("According to Kolt, the levy will end.", "Kolt", None),
    ],
)
def test_who_speaks_and_who_hears(read, text: str, subject: str, hearer: str | None) -> None:
    frame = read(text).frames[0]
    assert frame.subject is not None
    assert frame.subject.text == subject
    assert (frame.hearer.text if frame.hearer else None) == hearer


def test_a_participle_shares_its_subject(read) -> None:
    _, adding = read("The levy would end, Kolt said, adding that ferries would be cheaper.").frames
    assert adding.elided
    assert adding.subject.text == "Kolt"


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        (
            "Kolt was quoted as saying by the NORPRESS news agency that the levy had ended.",
            "agency",
        ),
        ("The NORPRESS news agency quoted Kolt as saying the levy had ended.", "agency"),
    ],
)
def test_who_quoted(read, text: str, agent: str) -> None:
    (frame,) = read(text).frames
    assert frame.agent is not None
    assert frame.agent.text == agent


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        ("The levy will end, the NORPRESS news agency reported, citing the Harbour Ministry.",
         ["Ministry"]),
        ("The Courier newspaper, quoting Globe Wire, which cited the NORPRESS news agency, said the"
         " levy had ended.", ["Wire", "agency"]),
        ("The levy would end, Kolt said.", []),
    ],
)  # fmt: skip
def test_who_is_cited(read, text: str, cites: list[str]) -> None:
    assert [token.text for token in read(text).frames[-1].cites] == cites
