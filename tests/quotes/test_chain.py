"""Chains: the route from the speaker outward to the page (GUIDE.md, 5)."""

import pytest

from quotes.engine import Extractor
from quotes.model import Document

AGENCY = "NORPRESS, the state news agency, left Veld. "


def hops(quote) -> list[tuple[str, str | None]]:
    return [(hop.rel, hop.name) for hop in quote.chain[1:]]


@pytest.mark.parametrize(
    ("text", "speaker", "expected"),
    [
        ("Kolt said that the levy would end.", "Kolt", []),
        ("Kolt was quoted as saying by the NORPRESS news agency that the levy had ended.", "Kolt",
         [("reported", "NORPRESS")]),
        ("The NORPRESS news agency quoted Kolt as saying the levy had ended.", "Kolt",
         [("reported", "NORPRESS")]),
        ("The NORPRESS news agency cited Kolt as saying the levy had ended.", "Kolt",
         [("reported", "NORPRESS")]),
        ("The levy will end, the NORPRESS news agency reported, citing the Harbour Ministry.",
         "Harbour Ministry", [("reported", "NORPRESS")]),
        ("According to the NORPRESS news agency, Kolt said the levy would end.", "Kolt",
         [("reported", "NORPRESS")]),
        ("According to the NORPRESS news agency, Kolt agreed.", "NORPRESS", []),
        ("Kolt told Veld TV the levy had ended.", "Kolt", [("told", "Veld TV")]),
        ("Kolt told Veld TV the levy had ended, the Courier newspaper reported.", "Kolt",
         [("told", "Veld TV"), ("reported", "Courier")]),
        ("The Courier newspaper, quoting Globe Wire, which cited the NORPRESS news agency, said the"
         " levy had ended.", "NORPRESS", [("cited", "Globe Wire"), ("reported", "Courier")]),
        ("“The levy stays,” Kolt said in remarks carried by the NORPRESS news agency.", "Kolt",
         [("reported", "NORPRESS")]),
        ("Lena Orr said Kolt had told her that the levy was over.", "Kolt",
         [("recounted", "Lena Orr")]),
        ("Kolt told reporters that the levy would end.", "Kolt", []),
        ("Kolt told the court that the levy was legal.", "Kolt", []),
        ("Kolt wrote on Telegram that the levy would end.", "Kolt", []),
        pytest.param(
            AGENCY + "The levy will end, Kolt said, the agency reported, citing the Harbour"
            " Ministry.", "Kolt", [("cited", "Harbour Ministry"), ("reported", "NORPRESS")]
        ),
    ],
)  # fmt: skip
def test_hops(read, text: str, speaker: str, expected: list[tuple[str, str]]) -> None:
    quote = read(text).quote
    assert (quote.speaker.name, hops(quote)) == (speaker, expected)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The levy will end, the NORPRESS news agency reported, citing the Harbour Ministry.",
         ["reported", "citing"]),
        ("Kolt told Veld TV the levy had ended, the Courier newspaper reported.", ["told"]),
        ("According to the NORPRESS news agency, Kolt said the levy would end.", ["said"]),
    ],
)  # fmt: skip
def test_relay_words_belong_to_the_cue_only_without_a_telling_verb(read, text, cue) -> None:
    assert read(text).show(read(text).quote.cue) == cue


def test_a_hop_shows_the_name_that_the_sentence_gives(read) -> None:
    text = "Kolt told Veld TV the levy had ended, the Courier newspaper reported."
    spans = [hop.span for hop in read(text).quote.chain]
    assert read(text).show(spans) == ["Kolt", "Veld TV", "Courier"]


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("Kolt said in an interview published Friday that the levy would end.", "interview"),
        ("Arda Kolt and Lena Orr said in a joint statement that it was over.", "statement"),
        ("It will end, according to a ministry statement.", "statement"),
        ("Kolt told reporters that the levy would end.", "press_conference"),
        ("Kolt told the court that the levy was legal.", "court"),
        ("Kolt wrote on Telegram that the levy would end.", "social"),
        ("The report said the bridge was unsafe.", "document"),
        ("Kolt told Veld TV the levy had ended.", None),
        ("Kolt said that the levy would end.", None),
    ],
)
def test_channel(read, text: str, channel: str | None) -> None:
    assert read(text).quote.channel == channel


@pytest.mark.parametrize(
    ("second", "inherited"),
    [
        ("He said that ferries would stop.", [("told", "Reuters")]),
        ("Kolt said that ferries would stop.", []),
    ],
)
def test_a_pronoun_inherits_and_a_name_starts_afresh(read, second: str, inherited) -> None:
    text = f"Kolt told the Reuters news agency that the levy would end. {second}"
    first, after = read(text).quotes
    assert hops(first) == [("told", "Reuters")]
    assert hops(after) == inherited


def test_the_publisher_stands_last(read) -> None:
    quote = read("Kolt told Veld TV the levy had ended.").extract("Courier").quotes[0]
    assert hops(quote) == [("told", "Veld TV"), ("published", "Courier")]
    assert quote.chain[-1].span is None
    assert quote.attribution == "Kolt via Veld TV"


def test_what_is_told_to_the_publisher_is_told(read) -> None:
    quote = read("Kolt told Veld TV the levy had ended.").extract("Veld TV").quotes[0]
    assert hops(quote) == [("told", "Veld TV"), ("published", "Veld TV")]


@pytest.mark.parametrize(
    ("text", "speaker", "expected"),
    [
        ("The newspaper Le Sahel, citing a copy of the budget, reported that the fund was empty.",
         "copy of the budget", [("reported", "Le Sahel")]),
        ("The levy ended, Kolt said, according to a transcript released by the Harbour Ministry.",
         "Kolt", [("cited", "Harbour Ministry")]),
        ("Kolt said through his lawyer, Lena Orr, that he would appeal.", "Kolt",
         [("recounted", "Lena Orr")]),
        ("“Enough,” Kolt said through an interpreter.", "Kolt", []),
        ("“They drink tea,” Kolt told dpa.", "Kolt", [("told", "dpa")]),
        ("Kolt denied a Chipwire report that he had left. Lena Orr told Chipwire he had left.",
         "Lena Orr", [("told", "Chipwire")]),
        ("The noodles came late, according to logs obtained by the newspaper Reforma.", "logs",
         [("reported", "Reforma")]),
        ("Kolt told the Lok Sabha that the levy would end.", "Kolt", []),
    ],
)  # fmt: skip
def test_routes_told_in_other_words(grammar: Extractor, text: str, speaker: str, expected) -> None:
    quote = grammar.extract(Document("test", text)).quotes[-1]
    assert (quote.speaker.name, hops(quote)) == (speaker, expected)


def test_a_denial_points_at_the_claim(grammar: Extractor) -> None:
    text = "Kolt denied a report by the Courier newspaper that he had left."
    quotes = grammar.extract(Document("test", text)).quotes
    claim = next(quote for quote in quotes if quote.act == "say")
    denial = next(quote for quote in quotes if quote.act == "deny")
    assert claim.speaker.name == "Courier"
    assert (denial.denies, claim.denies) == (claim.id, None)


def test_a_denial_of_nobodys_claim_points_nowhere(grammar: Extractor) -> None:
    (denial,) = grammar.extract(Document("test", "Kolt denied that he had left.")).quotes
    assert (denial.act, denial.denies) == ("deny", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The NORPRESS news agency quoted the Harbour Ministry as calling the levy “a tax on"
         " bread”.", [[("reported", "NORPRESS")]]),
        ("Kolt confirmed the payment to Veld TV.", [[("told", "Veld TV")]]),
        ("In a letter passed to Veld TV by an aide, Arda Kolt said the levy was dead.",
         [[("recounted", "aide"), ("reported", "Veld TV")]]),
        ("Kolt told MLAs that the levy was dead.", [[]]),
        ("Veld TV quoted a letter in which Arda Kolt had written that the levy was dead.",
         [[("reported", "Veld TV")]]),
        ("Arda Kolt is quoted in the affidavit as saying that fish like round things.",
         [[("cited", "affidavit")]]),
        ("A report found that the count was wrong, but a note seen by Veld TV put the margin at one"
         " vote.", [[], [("reported", "Veld TV")]]),
        ("The accused, Arda Kolt, told officers that he had left, according to a report, a copy of"
         " which was seen by Veld TV.", [[("cited", "report"), ("reported", "Veld TV")]]),
        ("Union leader Arda Kolt blamed the delay on cuts, the Courier newspaper reported.",
         [[("reported", "Courier")]]),
        ("Lena Orr said the Harbour Ministry had asked the crews for logs.",
         [[("recounted", "Lena Orr")]]),
    ],
)  # fmt: skip
def test_hops_of_every_quote(read, text: str, expected: list[list[tuple[str, str]]]) -> None:
    assert [hops(quote) for quote in read(text).quotes] == expected


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("A letter from the ministry to the crews asks them not to sail.", "letter"),
        ("Veld TV quoted a letter in which Arda Kolt had written that the levy was dead.",
         "letter"),
        ("Opening the trial on Monday, Arda Kolt KC, prosecuting, said the company had known of"
         " it.", "court"),
    ],
)  # fmt: skip
def test_the_channel_of_a_carrier(read, text: str, channel: str) -> None:
    assert read(text).quote.channel == channel
