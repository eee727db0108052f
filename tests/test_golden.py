"""Each seed's stored parse still gives the extraction that was read and approved."""

import json
from dataclasses import asdict
from typing import Any

import pytest
import spacy
from golden import GOLDEN, expected, seeds, stored_parse
from jsonschema import Draft202012Validator
from spacy.vocab import Vocab

from quotes.model import Document

DOCUMENTS = seeds()


@pytest.fixture(scope="module")
def vocab() -> Vocab:
    return spacy.blank("en").vocab


def test_there_are_seeds_enough() -> None:
    assert len(DOCUMENTS) >= 12
    assert {path.name.removesuffix(".json") for path in GOLDEN.glob("*.json")} == {
        document.id for document in DOCUMENTS
    }


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.id)
def test_extraction_is_the_golden_one(document: Document, vocab: Vocab) -> None:
    golden = (GOLDEN / f"{document.id}.json").read_text("utf-8")
    assert expected(document, stored_parse(document, vocab)) == golden


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.id)
def test_every_span_shows_what_the_record_says(document: Document) -> None:
    golden = json.loads((GOLDEN / f"{document.id}.json").read_text("utf-8"))
    text = document.text
    for quote in golden["quotes"]:
        shown = " … ".join(text[start:end] for start, end in quote["content"])
        assert shown == quote["text"]
        for start, end in spans(quote):
            assert text[start:end].strip() == text[start:end] != ""
    for credit in golden["credits"]:
        start, end = credit["span"]
        assert credit["name"].casefold() in text.casefold()
        assert text[start:end].strip() != ""


def spans(quote: dict[str, Any]) -> list[list[int]]:
    """All spans of a quote record."""
    named = [quote["speaker"]["mention"], *(hop["span"] for hop in quote["chain"])]
    named += [about["span"] for about in quote["about"]]
    return [*quote["content"], *quote["cue"], *(span for span in named if span)]


@pytest.fixture(scope="module")
def validators() -> dict[str, Draft202012Validator]:
    folder = GOLDEN.parent.parent / "schemas"
    names = ("document", "extraction")
    schemas = {n: json.loads((folder / f"{n}.schema.json").read_text("utf-8")) for n in names}
    return {name: Draft202012Validator(schema) for name, schema in schemas.items()}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.id)
def test_seeds_and_golden_files_keep_the_schemas(
    document: Document, validators: dict[str, Draft202012Validator]
) -> None:
    validators["document"].validate(asdict(document))
    golden = json.loads((GOLDEN / f"{document.id}.json").read_text("utf-8"))
    validators["extraction"].validate(golden)
    broken = golden | {"quotes": [golden["quotes"][0] | {"kind": "whispered"}]}
    assert not validators["extraction"].is_valid(broken)
