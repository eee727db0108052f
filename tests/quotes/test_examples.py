"""Every example of the lexicon, run through the real engine.

The examples that the engine does not read yet stand in known_misses.txt, one a line. The list is
exact both ways: a miss that is not listed fails, and so does a listed one that is read by now.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quotes import lexicon
from quotes.engine import Extractor
from quotes.model import Document, Extraction

pytestmark = pytest.mark.model

WORDS = lexicon.load()
KNOWN = Path(__file__).with_name("known_misses.txt")
Case = tuple[str, str, Callable[[Extraction], bool]]


def _marked(example: str) -> tuple[str, list[str]]:
    """The plain text of an example and what it marks as content."""
    return re.sub(r"[{}]", "", example), re.findall(r"\{([^}]*)\}", example)


def _holds(example: str, act: str) -> Callable[[Extraction], bool]:
    text, wanted = _marked(example)
    kept = [_bare(words) for words in wanted]

    def holds(found: Extraction) -> bool:
        return any(
            [_bare(text[start:end]) for start, end in quote.content] == kept
            for quote in found.quotes
            if quote.act == act or act == ""
        )

    return holds


def _bare(words: str) -> str:
    return words.strip(" ,.“”\"'‘’")


def _cases() -> Iterator[Case]:
    for verb in WORDS.cues.values():
        yield f"verb {verb.lemma}", _marked(verb.example)[0], _holds(verb.example, "")
    for noun in WORDS.nouns.values():
        yield f"noun {noun.noun}", _marked(noun.example)[0], _holds(noun.example, noun.act)
    for relay in WORDS.relays:
        for number, example in enumerate(relay.examples, start=1):
            text, _, reads = example.rpartition(" => ")
            yield f"relay {relay.name} {number}", text, _reads(reads)
        for number, example in enumerate(relay.counter, start=1):
            text, _, name = example.rpartition(" => ")
            yield f"relay {relay.name} counter {number}", text, _lacks(name)


def _reads(attribution: str) -> Callable[[Extraction], bool]:
    return lambda found: any(quote.attribution == attribution for quote in found.quotes)


def _lacks(name: str) -> Callable[[Extraction], bool]:
    return lambda found: all(hop.name != name for q in found.quotes for hop in q.chain[1:])


def test_the_misses_are_exactly_the_known_ones(grammar: Extractor) -> None:
    cases = list(_cases())
    found = grammar.extract_all(Document(name, text) for name, text, _ in cases)
    missed = {name for (name, _, holds), one in zip(cases, found, strict=True) if not holds(one)}
    known = {line for line in KNOWN.read_text("utf-8").splitlines() if line}
    share = 1 - len(missed) / len(cases)
    print(f"\n{len(cases) - len(missed)} of {len(cases)} examples read ({share:.1%})")
    assert not sorted(missed - known), "examples that are no longer read"
    assert not sorted(known - missed), "read by now: take these off known_misses.txt"


def test_the_list_is_in_order_and_names_real_examples() -> None:
    lines = KNOWN.read_text("utf-8").splitlines()
    assert lines == sorted(set(lines))
    assert set(lines) <= {name for name, _, _ in _cases()}
