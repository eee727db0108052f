"""Attributions: which quotation goes with which cue, and tellings within tellings."""

import pytest


@pytest.mark.parametrize(
    ("text", "content", "cue"),
    [
        ("“Talks resume,” Kolt said.", ["Talks resume"], ["said"]),
        ("“Talks resume,” said Arda Kolt, who took office in May.", ["Talks resume"], ["said"]),
        ("“Talks resume,” Kolt said, “but not now.”", ["Talks resume", "but not now."], ["said"]),
        ("Kolt: “We won’t pay.”", ["We won’t pay."], []),
        ("“First part.\n\n“Second part,” Kolt said.", ["First part.", "Second part"], ["said"]),
        ("“[The levy] … must go,” Kolt said.", ["[The levy] … must go"], ["said"]),
        ("“The levy stays,” Kolt said in remarks carried by the NORPRESS news agency.",
         ["The levy stays"], ["said"]),
    ],
)  # fmt: skip
def test_a_quotation_in_marks(read, text: str, content: list[str], cue: list[str]) -> None:
    (found,) = read(text).attributions
    assert (read(text).show(found.content), read(text).show(found.cue)) == (content, cue)
    assert found.direct


def contents(reading) -> list[list[str]]:
    return [reading.show(found.content) for found in reading.attributions]


def test_each_cue_makes_a_record(read) -> None:
    reading = read("The levy would end, Kolt said, adding that ferries would be cheaper.")
    assert contents(reading) == [["The levy would end"], ["ferries would be cheaper"]]


def test_one_cue_with_two_clauses_makes_one_record(read) -> None:
    reading = read("Kolt said that the levy would end and that ferries would be cheaper.")
    assert len(reading.attributions) == 1


def test_of_nested_tellings_the_innermost_alone(read) -> None:
    reading = read("Lena Orr said Kolt had told her that the levy was over.")
    (inner,) = reading.attributions
    assert reading.show(inner.content) == ["the levy was over"]
    assert [outer.speaker.text for outer in inner.outer] == ["Orr"]


def test_a_quote_within_a_direct_quote_is_a_second_record(read) -> None:
    reading = read("“He told me ‘sign’,” Kolt said.")
    assert contents(reading) == [["He told me ‘sign’"], ["sign"]]


def test_the_outer_quote_of_two(read) -> None:
    assert contents(read("“He told me ‘sign’,” Kolt said."))[0] == ["He told me ‘sign’"]


def test_the_next_sentence_is_a_record_of_its_own(read) -> None:
    reading = read("Arda Kolt said that the levy would end. It would not return, he added.")
    assert contents(reading) == [["the levy would end"], ["It would not return"]]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Kolt told the crew to leave.", "urge"),
        ("Kolt told reporters that the levy would end.", "say"),
        ("Kolt urged the crew to leave.", "urge"),
    ],
)
def test_telling_somebody_to_is_urging(read, text: str, act: str) -> None:
    assert [found.act for found in read(text).attributions] == [act]


@pytest.mark.parametrize(
    ("text", "kind", "polarity"),
    [
        ("“Talks resume,” Kolt said.", "direct", "affirmed"),
        ("Kolt said that the levy would end.", "indirect", "affirmed"),
        ("Kolt called the levy “a tax on bread”.", "mixed", "affirmed"),
        ("Kolt denied signing the deal.", "indirect", "denied"),
        ("Kolt declined to comment on the sale.", "indirect", "undisclosed"),
        ("Kolt declined to comment.", "indirect", "undisclosed"),
    ],
)
def test_kind_and_polarity(read, text: str, kind: str, polarity: str) -> None:
    assert (read(text).quote.kind, read(text).quote.polarity) == (kind, polarity)
