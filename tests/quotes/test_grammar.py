"""Grammar: what a parse says, asked of parses made by hand."""

from pathlib import Path

import pytest
from spacy.tokens import Doc, Token

from quotes import grammar


def word(doc: Doc, text: str) -> Token:
    return next(token for token in doc if token.text == text)


def text_of(doc: Doc, indices: tuple[int, int]) -> str:
    return doc[indices[0] : indices[1]].text


@pytest.mark.parametrize(
    ("text", "verb", "group"),
    [
        ("Kolt said that the levy would end.", "said", "said"),
        ("Kolt did not say the levy would end.", "say", "did not say"),
        ("Kolt will tell ministers that the levy ends.", "tell", "will tell"),
        ("Lena Orr said Kolt had told her that the levy was over.", "told", "had told"),
        ("Kolt was quoted as saying by the NORPRESS news agency that the levy had ended.",
         "quoted", "was quoted"),
    ],
)  # fmt: skip
def test_verb_group(parse, text: str, verb: str, group: str) -> None:
    doc = parse(text)
    assert text_of(doc, grammar.verb_group(word(doc, verb))) == group


@pytest.mark.parametrize(
    ("text", "noun", "phrase"),
    [
        ("The doctor at the camp said supplies were low.", "doctor", "The doctor at the camp"),
        ("A spokesperson for Arda Kolt said he would travel.", "spokesperson",
         "A spokesperson for Arda Kolt"),
        ("Sources close to the talks said they had failed.", "Sources", "Sources"),
        ("“Talks resume,” said Arda Kolt, who took office in May.", "Kolt", "Arda Kolt"),
        ("Lena Orr, a spokeswoman for the Harbour Ministry, said the levy had ended.", "Orr",
         "Lena Orr"),
        ("Kolt said in an interview published Friday that the levy would end.", "interview",
         "an interview"),
        ("Two officials said the talks had failed.", "officials", "Two officials"),
    ],
)  # fmt: skip
def test_noun_phrase_is_cut_short(parse, text: str, noun: str, phrase: str) -> None:
    doc = parse(text)
    assert text_of(doc, grammar.noun_phrase(word(doc, noun))) == phrase


@pytest.mark.parametrize(
    ("text", "verb", "subject", "shared"),
    [
        ("Kolt said that the levy would end.", "said", "Kolt", False),
        ("Levy to end, says Kolt", "says", "Kolt", False),
        ("The levy would end, Kolt said, adding that ferries would be cheaper.", "adding", "Kolt",
         True),
        ("Kolt said no vote was planned, and left the room.", "left", "Kolt", True),
        ("“Talks resume,” said Arda Kolt, who took office in May.", "took", "Kolt", True),
    ],
)  # fmt: skip
def test_governing_subject(parse, text: str, verb: str, subject: str, shared: bool) -> None:
    doc = parse(text)
    found, is_shared = grammar.governing_subject(word(doc, verb))
    assert found is not None
    assert (found.text, is_shared) == (subject, shared)


@pytest.mark.parametrize(
    ("text", "verb", "asked"),
    [
        ("Kolt did not say the levy would end.", "say", grammar.is_negated),
        ("Kolt will tell ministers that the levy ends.", "tell", grammar.is_modal),
        ("Kolt is expected to say yes.", "say", grammar.is_infinitive),
        ("Kolt is expected to say yes.", "say", grammar.is_planned),
        ("If Kolt says the levy ends, markets will rise.", "says", grammar.is_hypothetical),
        ("Kolt stopped short of saying the levy would end.", "saying", grammar.is_withheld),
        ("Kolt was quoted as saying by the NORPRESS news agency that the levy had ended.", "quoted",
         grammar.is_passive),
        ("Nobody said the levy would end.", "Nobody", grammar.is_nobody),
        ("The levy would end, Kolt said, adding that ferries would be cheaper.", "adding",
         grammar.is_free_participle),
    ],
)  # fmt: skip
def test_what_a_verb_is(parse, text: str, verb: str, asked) -> None:
    doc = parse(text)
    assert asked(word(doc, verb))


@pytest.mark.parametrize(
    "asked",
    [
        grammar.is_negated, grammar.is_modal, grammar.is_infinitive, grammar.is_planned,
        grammar.is_hypothetical, grammar.is_withheld, grammar.is_passive,
        grammar.is_free_participle,
    ],
)  # fmt: skip
def test_a_plain_verb_is_none_of_these(parse, asked) -> None:
    doc = parse("Kolt said that the levy would end.")
    assert not asked(word(doc, "said"))


def test_complements(parse) -> None:
    doc = parse("Kolt said that the levy would end.")
    clause = grammar.clause_complement(word(doc, "said"))
    assert clause is not None
    assert clause.text == "end"
    assert grammar.introducer(clause).text == "that"
    doc = parse("Kolt promised to resign.")
    assert grammar.infinitive(word(doc, "promised")).text == "resign"
    doc = parse("Kolt denied signing the deal.")
    assert grammar.gerund(word(doc, "denied")).text == "signing"
    doc = parse("The Harbour Ministry confirmed the closure.")
    assert grammar.direct_object(word(doc, "confirmed")).text == "closure"


def test_relations_of_nouns(parse) -> None:
    doc = parse("The Harbour Ministry’s spokeswoman, Lena Orr, said the levy had ended.")
    assert grammar.possessor(word(doc, "spokeswoman")).text == "Ministry"
    assert grammar.apposition(word(doc, "spokeswoman")).text == "Orr"
    doc = parse("Arda Kolt and Lena Orr said in a joint statement that it was over.")
    assert [t.text for t in grammar.coordinates(word(doc, "Kolt"))] == ["Orr"]


def test_agent_and_hearer(parse) -> None:
    doc = parse("Kolt was quoted as saying by the NORPRESS news agency that the levy had ended.")
    assert grammar.agent(word(doc, "quoted")).text == "agency"
    doc = parse("Kolt told Veld TV the levy had ended.")
    assert grammar.hearer(word(doc, "told")).text == "TV"


def test_chars(parse) -> None:
    doc = parse("Kolt said that the levy would end.")
    assert grammar.chars(doc[0], doc[1]) == (0, 9)


def test_the_hand_made_parses_are_whole(parse, read) -> None:
    """Every text of parses.txt can be read to the end."""
    blocks = Path(__file__).with_name("parses.txt").read_text("utf-8").split("\n= ")[1:]
    texts = [block.partition("\n")[0].replace("\\n", "\n") for block in blocks]
    assert len(texts) == len(set(texts))
    for text in texts:
        assert parse(text).text == text
        read(text).extract()
