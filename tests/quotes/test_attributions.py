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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kolt put the cost of a new ferry at $49 million.",
         ["the cost of a new ferry at $49 million"]),
        ("The lawmaker for Veld, Hon. Arda Kolt, alleged on Monday that the money was gone.",
         ["the money was gone"]),
        ("Lena Orr said Arda Kolt had told the crews: “We will pay.” The ministry denied the"
         " remark.", ["We will pay."]),
        ("Arda Kolt has told the crews to “go home” after the levy was dropped.",
         ["the crews to “go home”"]),
        ("Kolt demanded the names of all crews that had sailed and called the delay “a joke”.",
         ["the names of all crews that had sailed"]),
        ("Union leader Arda Kolt blamed the delay on cuts, the Courier newspaper reported.",
         ["the delay on cuts"]),
        ("Officials said the levy would end, although one of them cautioned that talks could fail.",
         ["the levy would end"]),
        ("A note, read out on Veld TV, says the thieves will pay.", ["the thieves will pay"]),
        ("“It never met a sheep”: inspector shuts cheese stalls\n\nArda Kolt left Veld.",
         ["It never met a sheep"]),
        ("Asked about the levy, Kolt would only say that “fish do not read”.",
         ["fish do not read"]),
        ("Kolt told the newspaper through an interpreter that two men had asked him to keep the"
         " sacks “until May”.", ["him to keep the sacks “until May”"]),
        ("Kolt can be heard in a recording telling two men that a ship was gone.",
         ["a ship was gone"]),
        ("Some balances had shown as zero, Kolt said, but others had not.",
         ["Some balances had shown as zero", "but others had not"]),
        ("Lena Orr said the Harbour Ministry had asked the crews for logs.",
         ["the crews for logs"]),
    ],
)  # fmt: skip
def test_where_the_parser_goes_astray(read, text: str, expected: list[str]) -> None:
    assert contents(read(text))[0] == expected


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Fishermen used to call the levy “the net”.", []),
        ("Kolt would not give the cost of the levy.", ["decline"]),
        ("Officials said the levy would end, although one of them cautioned that talks could fail.",
         ["say", "say"]),
        ("Kolt demanded the names of all crews that had sailed and called the delay “a joke”.",
         ["urge", "say"]),
        ("A letter from the ministry to the crews asks them not to sail.", ["urge"]),
    ],
)  # fmt: skip
def test_each_act_once(read, text: str, acts: list[str]) -> None:
    assert [found.act for found in read(text).attributions] == acts
