"""Cues: words that ascribe something really said, and words that do not."""

import pytest


@pytest.mark.parametrize(
    ("text", "kind", "spans", "act"),
    [
        ("Kolt said that the levy would end.", "verb", ["said"], "say"),
        ("Levy to end, says Kolt", "verb", ["says"], "say"),
        ("Kolt called the levy “a tax on bread”.", "verb", ["called"], "say"),
        ("Lena Orr said Kolt had told her that the levy was over.", "verb", ["said"], "say"),
        ("Kolt denied signing the deal.", "verb", ["denied"], "deny"),
        ("Kolt promised to resign.", "verb", ["promised"], "promise"),
        ("Kolt accused Orr of lying.", "verb", ["accused"], "accuse"),
        ("Kolt urged the crew to leave.", "verb", ["urged"], "urge"),
        ("Kolt wrote on Telegram that the levy would end.", "verb", ["wrote"], "write"),
        ("Kolt declined to comment.", "verb", ["declined to comment"], "decline"),
        ("Kolt neither confirmed nor denied the sale.", "verb", ["neither confirmed nor denied"],
         "decline"),
        ("According to Kolt, the levy will end.", "according", ["According to"], "say"),
        ("It will end, according to a ministry statement.", "according", ["according to"], "say"),
        ("In Kolt’s words, the levy was dead weight.", "according", ["In Kolt’s words"], "say"),
        ("Kolt was quoted as saying by the NORPRESS news agency that the levy had ended.", "quoted",
         ["was quoted as saying"], "say"),
        ("The NORPRESS news agency quoted Kolt as saying the levy had ended.", "quoting",
         ["quoted", "as saying"], "say"),
        ("The NORPRESS news agency cited Kolt as saying the levy had ended.", "quoting",
         ["cited", "as saying"], "say"),
    ],
)  # fmt: skip
def test_a_cue(read, text: str, kind: str, spans: list[str], act: str) -> None:
    cue = read(text).cues[0]
    assert (cue.kind, read(text).show(cue.spans), cue.act) == (kind, spans, act)


def test_auxiliaries_belong_to_the_cue(read) -> None:
    reading = read("Lena Orr said Kolt had told her that the levy was over.")
    assert [reading.show(cue.spans) for cue in reading.cues] == [["said"], ["had told"]]


def test_each_telling_verb_is_a_cue(read) -> None:
    reading = read("The levy would end, Kolt said, adding that ferries would be cheaper.")
    assert [reading.show(cue.spans) for cue in reading.cues] == [["said"], ["adding"]]


@pytest.mark.parametrize(
    "text",
    [
        "Kolt did not say the levy would end.",
        "Kolt is expected to say yes.",
        "If Kolt says the levy ends, markets will rise.",
        "Kolt will tell ministers that the levy ends.",
        "Kolt stopped short of saying the levy would end.",
        "Nobody said the levy would end.",
        "The “green” levy ended.",
    ],
)
def test_nothing_was_said(read, text: str) -> None:
    assert read(text).cues == []
    assert read(text).quotes == ()
