"""Identity: a mention becomes a name, with its grade and for whom it speaks."""

import pytest

from quotes.engine import Extractor
from quotes.model import Document


@pytest.mark.parametrize(
    ("text", "name", "mention", "grade"),
    [
        ("“Talks resume,” Kolt said.", "Kolt", "Kolt", "named"),
        ("“Talks resume,” said Arda Kolt, who took office in May.", "Arda Kolt", "Arda Kolt",
         "named"),
        ("Kolt: “We won’t pay.”", "Kolt", "Kolt", "named"),
        ("According to Kolt, the levy will end.", "Kolt", "Kolt", "named"),
        ("In Kolt’s words, the levy was dead weight.", "Kolt", "Kolt", "named"),
        ("The Harbour Ministry said the levy had ended.", "Harbour Ministry", "Harbour Ministry",
         "organisation"),
        ("Norland said it would respond.", "Norland", "Norland", "place"),
        ("Arda Kolt and Lena Orr said in a joint statement that it was over.",
         "Arda Kolt and Lena Orr", "Arda Kolt and Lena Orr", "named"),
        ("Trade Minister Arda Kolt left Veld. The minister said that the levy would end.",
         "Arda Kolt", "The minister", "named"),
        ("Sergey Lavrov met Lena Orr in Moscow. Lavrov said a dialogue was needed.",
         "Sergey Lavrov", "Lavrov", "named"),
        ("The doctor at the camp said supplies were low.", "doctor at the camp",
         "The doctor at the camp", "anonymous"),
        ("Two officials said the talks had failed.", "Two officials", "Two officials", "group"),
        ("Sources close to the talks said they had failed.", "Sources", "Sources", "anonymous"),
        ("The report said the bridge was unsafe.", "report", "The report", "document"),
        ("Lena Orr, a spokeswoman for the Harbour Ministry, said the levy had ended.", "Lena Orr",
         "Lena Orr", "named"),
        ("The Harbour Ministry’s spokeswoman, Lena Orr, said the levy had ended.", "Lena Orr",
         "Lena Orr", "named"),
        ("According to the NORPRESS news agency, Kolt agreed.", "NORPRESS", "NORPRESS",
         "organisation"),
        pytest.param(
            "Lena Orr met Arda Kolt in Veld. She said the talks were useful.", "Lena Orr", "She",
            "named"
        ),
        pytest.param(
            "NORPRESS, the state news agency, left Veld. The agency said that the levy would end.",
            "NORPRESS", "The agency", "organisation"
        ),
    ],
)  # fmt: skip
def test_who_speaks(read, text: str, name: str, mention: str, grade: str) -> None:
    speaker = read(text).quotes[-1].speaker
    assert speaker.mention is not None
    assert (speaker.name, text[slice(*speaker.mention)], speaker.grade) == (name, mention, grade)


@pytest.mark.parametrize(
    ("text", "principal"),
    [
        ("A spokesperson for Arda Kolt said he would travel.", "Arda Kolt"),
        ("Lena Orr, speaking for the Harbour Ministry, said the levy had ended.",
         "Harbour Ministry"),
        ("Lena Orr, a spokeswoman for the Harbour Ministry, said the levy had ended.",
         "Harbour Ministry"),
        pytest.param(
            "The Harbour Ministry’s spokeswoman, Lena Orr, said the levy had ended.",
            "Harbour Ministry"
        ),
        ("Trade Minister Arda Kolt left Veld. The minister said that the levy would end.", None),
        ("“Talks resume,” Kolt said.", None),
    ],
)  # fmt: skip
def test_for_whom(read, text: str, principal: str | None) -> None:
    spoken_for = read(text).quote.on_behalf_of
    assert (spoken_for.name if spoken_for else None) == principal


def test_an_unnamed_spokesperson_is_the_noun_phrase(read) -> None:
    speaker = read("A spokesperson for Arda Kolt said he would travel.").quote.speaker
    assert speaker.name == "spokesperson for Arda Kolt"


def test_a_pronoun_stands_for_the_last_speaker(read) -> None:
    text = "Arda Kolt said that the levy would end. It would not return, he added."
    first, second = read(text).quotes
    assert first.speaker.name == second.speaker.name == "Arda Kolt"
    assert text[slice(*second.speaker.mention)] == "he"


def test_a_statement_speaks_for_its_author(read) -> None:
    speaker = read("It will end, according to a ministry statement.").quote.speaker
    assert (speaker.name, speaker.grade) == ("ministry", "organisation")


def test_the_role_stands_where_the_text_gives_it(read) -> None:
    text = "Trade Minister Arda Kolt left Veld. The minister said that the levy would end."
    role = read(text).quote.speaker.role
    assert role is not None
    assert role.name == text[slice(*role.span)] == "Trade Minister"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # a given name tells a gender; who only stood in what was said is no subject of the next
        ("Lena Orr met Arda Kolt. Mayor Bonnie Tschetter said Kit Harlan had told her to sign"
         " it. “We shook on it,” she said.", "Bonnie Tschetter"),
        # who asks does not answer
        ("Governor Tomoe Hara met Yusaku Mineta. Hara asked when that would be. He said “after"
         " the snow”.", "Yusaku Mineta"),
        # the lead describes, the next paragraph names
        ("The firm needs help, the head of the city's parade league said on Monday.\n\n“It left"
         " the shed on a lie,” Lourdes Camargo told reporters.", "Lourdes Camargo"),
        ("A federal judge said on Monday that the lock was illegal.\n\nIt was U.S. District Judge "
         "Amara Lindell who wrote it.", "Amara Lindell"),
        # a noun nobody was given as a role
        ("Unai Goikarte said no on Friday.\n\nHis team left. The grandmaster said"
         " the watch was old.", "Unai Goikarte"),
        # the subject of a closing participle is that of the main clause
        ("Gov. Kit Harlan vetoed a bill that would have let counties sell water, saying it was"
         " “a straw”.", "Kit Harlan"),
        # a firm is shortened to its first word
        ("Hansol Acoustics recalled the phones. Hansol said they were safe.", "Hansol Acoustics"),
        # a person to the last
        ("The goal came off the back of Bio Sanni. Sanni said it came out of the night.",
         "Bio Sanni"),
    ],
)  # fmt: skip
def test_who_a_mention_stands_for(grammar: Extractor, text: str, name: str) -> None:
    quotes = grammar.extract(Document("test", text)).quotes
    assert quotes[0 if "\n" in text and "grandmaster" not in text else -1].speaker.name == name


def test_the_lead_of_a_stranger_stays_unnamed(grammar: Extractor) -> None:
    text = "The levy ends, a senior official said.\n\nLena Orr told reporters it was over."
    found = grammar.extract(Document("test", text)).quotes
    assert [quote.speaker.grade for quote in found] == ["anonymous", "named"]


@pytest.mark.parametrize(
    ("text", "name", "grade"),
    [
        ("A fisherman, who gave his name only as Dul, said the levy was dead.", "Dul", "named"),
        ("The Food and Drug Administration met in Veld. The F.D.A. said the pump was safe.",
         "Food and Drug Administration", "organisation"),
        ("The arbiter, Lena Orr, stopped the game of Arda Kolt. The grandmaster said the watch was"
         " slow.", "Arda Kolt", "named"),
        ("Opening the trial on Monday, Arda Kolt KC, prosecuting, said the company had known of"
         " it.", "Arda Kolt", "named"),
        ("“It never met a sheep”: inspector shuts cheese stalls\n\nArda Kolt left Veld.",
         "Arda Kolt", "named"),
        ("A note, read out on Veld TV, says the thieves will pay.", "note", "document"),
        ("The accused, Arda Kolt, told officers that he had left, according to a report, a copy of"
         " which was seen by Veld TV.", "Arda Kolt", "named"),
    ],
)  # fmt: skip
def test_who_is_meant(read, text: str, name: str, grade: str) -> None:
    speaker = read(text).quotes[-1].speaker
    assert (speaker.name, speaker.grade) == (name, grade)


@pytest.mark.parametrize(
    ("text", "principal"),
    [
        ("The operator, Torrin Cableways, has apologised. A spokeswoman said the stag was known.",
         "Torrin Cableways"),
        ("Lena Orr, appearing for the owners, said the levy was illegal.", "owners"),
    ],
)  # fmt: skip
def test_for_whom_without_a_link(read, text: str, principal: str) -> None:
    assert read(text).quote.on_behalf_of.name == principal
