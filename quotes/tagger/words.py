"""What the tagger reads of a document: its words with what the grammar already knows of them."""

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from quotes.cues import Cue
from quotes.layout import paragraphs
from quotes.lexicon import Lexicon
from quotes.marks import Quotation
from quotes.model import Span

FEATURES = ("tag", "dep", "mark", "cue", "start")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text (spaCy tokens without white space), in text order.

    `spans` are code points; `features` hold one value for each name in `FEATURES`; `paragraph`
    and `sentence` number the paragraph and the sentence that a word stands in.
    """

    text: str
    spans: tuple[Span, ...]
    features: tuple[tuple[str, ...], ...]
    paragraph: tuple[int, ...]
    sentence: tuple[int, ...]

    def span(self, first: int, last: int) -> Span:
        """The code points from word `first` to word `last`, both inside."""
        return self.spans[first][0], self.spans[last][1]


def read(doc: Doc, quotations: tuple[Quotation, ...], cues: list[Cue], lexicon: Lexicon) -> Words:
    """The words of a parsed document, with their features.

    ``tag`` and ``dep`` are spaCy's; ``mark`` is where the word stands to quotation marks; ``cue``
    whether the grammar took it for a cue or the lexicon lists it; ``start`` opens a sentence.
    """
    text = doc.text
    tokens = [token for token in doc if not token.is_space]
    marked = _marked(len(text), quotations)
    anchors = {cue.anchor.i for cue in cues}
    starts = [start for start, _ in paragraphs(text)]
    return Words(
        text=text,
        spans=tuple((token.idx, token.idx + len(token)) for token in tokens),
        features=tuple(
            (
                token.tag_,
                token.dep_,
                marked[token.idx],
                _cue(token, anchors, lexicon),
                "start" if token.is_sent_start else "",
            )
            for token in tokens
        ),
        paragraph=_numbered([token.idx for token in tokens], starts),
        sentence=_numbered(
            [token.idx for token in tokens], [sentence.start_char for sentence in doc.sents]
        ),
    )


def _cue(token: Token, anchors: set[int], lexicon: Lexicon) -> str:
    if token.i in anchors:
        return "cue"
    lemma = token.lemma_.lower()
    return "listed" if lemma in lexicon.cues or lemma in lexicon.nouns else ""


def _marked(length: int, quotations: tuple[Quotation, ...]) -> list[str]:
    """For each code point: outside, inside, or a mark; those inside others come later."""
    marked = [""] * length
    for quotation in quotations:
        start, end = quotation.outer
        inner = quotation.depth > 0
        marked[start:end] = ["inner" if inner else "inside"] * (end - start)
        opens, closes = quotation.parts[0][0], quotation.parts[-1][1]
        marked[start:opens] = ["inner mark" if inner else "opens"] * (opens - start)
        marked[closes:end] = ["inner mark" if inner else "closes"] * (end - closes)
    return marked


def _numbered(offsets: list[int], starts: list[int]) -> tuple[int, ...]:
    """For each offset, how many of `starts` (ascending) lie at or before it."""
    numbers, number = [], 0
    for offset in offsets:
        while number < len(starts) and starts[number] <= offset:
            number += 1
        numbers.append(number)
    return tuple(numbers)
