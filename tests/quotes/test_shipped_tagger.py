"""The tagger as shipped, in the real engine."""

from importlib import resources

import pytest

from quotes.engine import Extractor
from quotes.model import Document
from quotes.tagger import runtime

pytestmark = pytest.mark.model

HOPES = "Arda Kolt hopes that the levy will end.\n\nThe harbour was quiet on Monday."


def test_the_files_are_small_enough_and_those_of_the_manifest() -> None:
    folder = resources.files("quotes.tagger") / "model"
    assert len((folder / "tagger.onnx").read_bytes()) < 30_000_000
    assert runtime.load().version  # raises where a hash differs


def test_a_hope_is_thought_and_not_said(extractor: Extractor) -> None:
    (quote,) = extractor.extract(Document("a", HOPES)).quotes
    assert (quote.act, quote.text, quote.speaker.name) == (
        "think",
        "the levy will end",
        "Arda Kolt",
    )


def test_the_grammar_alone_knows_no_thoughts(grammar: Extractor) -> None:
    assert grammar.extract(Document("a", HOPES)).quotes == ()


def test_the_engine_says_which_tagger_it_ran(extractor: Extractor, grammar: Extractor) -> None:
    assert extractor.info.model == f"{grammar.info.model}+tagger-{runtime.load().version}"


def test_polnear_is_printed_with_the_tagger_and_without(
    extractor: Extractor, grammar: Extractor
) -> None:
    document = Document("a", "“Talks resume,” Arda Kolt said on Monday.")
    for each in (extractor, grammar):
        (found,) = next(each.annotate_all([document]))
        (content,) = found.content
        assert document.text[slice(*content)] == "“Talks resume,”"
        assert (found.kind, found.communication) == ("direct", True)


@pytest.mark.parametrize("text", ["", " \n", "¶" * 700, "word " * 600, "“" * 50, "\x00\ufffd"])
def test_odd_texts_are_tagged_without_complaint(extractor: Extractor, text: str) -> None:
    assert next(extractor.annotate_all([Document("a", text)])) is not None
