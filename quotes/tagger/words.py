"""What the tagger reads of a document: its words with what the grammar already made of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from quotes import grammar
from quotes.attribution import Attribution
from quotes.cues import Cue
from quotes.layout import paragraphs
from quotes.lexicon import Lexicon
from quotes.marks import Quotation
from quotes.model import Span
from quotes.page import Page

FEATURES = ("tag", "dep", "mark", "cue", "grammar")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text (spaCy tokens without white space), in text order.

    `spans` are code points; `features` hold one value for each name in `FEATURES`, empty for
    none; `paragraph` and `sentence` number the paragraph and the sentence a word stands in.
    """

    text: str
    spans: tuple[Span, ...]
    features: tuple[tuple[str, ...], ...]
    paragraph: tuple[int, ...]
    sentence: tuple[int, ...]

    def span(self, first: int, last: int) -> Span:
        """The code points from word `first` to word `last`, both inside."""
        return self.spans[first][0], self.spans[last][1]


@dataclass(frozen=True, slots=True)
class Mark:
    """One attribution as the tagger marks it, in code points: `content` in text order."""

    content: tuple[Span, ...]
    cue: Span
    source: Span | None


def read(page: Page, cues: Sequence[Cue], found: Sequence[Attribution], lexicon: Lexicon) -> Words:
    """The words of a page, with their features.

    ``tag`` and ``dep`` are spaCy's; ``mark`` is where the word stands to quotation marks; ``cue``
    whether it is a cue of the grammar or at least listed; ``grammar`` the word's role in what
    the grammar `found`.
    """
    doc, text = page.doc, page.text
    tokens = [token for token in doc if not token.is_space]
    offsets = [token.idx for token in tokens]
    marked, roles = _marked(len(text), page.quotations), _roles(len(text), found)
    anchors = {cue.anchor.i for cue in cues}
    return Words(
        text=text,
        spans=tuple((token.idx, token.idx + len(token)) for token in tokens),
        features=tuple(
            (
                token.tag_,
                grammar.relation(token),
                marked[token.idx],
                _cue(token, anchors, lexicon),
                roles[token.idx],
            )
            for token in tokens
        ),
        paragraph=_numbered(offsets, [start for start, _ in paragraphs(text)]),
        sentence=_numbered(offsets, _sentence_starts(doc)),
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
        opens, closes = quotation.parts[0][0], quotation.parts[-1][1]
        _fill(marked, (start, end), "inner" if inner else "inside")
        _fill(marked, (start, opens), "inner mark" if inner else "opens")
        _fill(marked, (closes, end), "inner mark" if inner else "closes")
    return marked


def _roles(length: int, found: Sequence[Attribution]) -> list[str]:
    """For each code point its role in what the grammar found; cues and speakers count most."""
    roles = [""] * length
    for one in found:
        for span in one.content:
            _fill(roles, span, "direct" if one.direct else "indirect")
    for one in found:
        for span in one.cue:
            _fill(roles, span, "cue")
        if one.speaker is not None:
            _fill(roles, (one.speaker.idx, one.speaker.idx + len(one.speaker)), "speaker")
    return roles


def _fill(values: list[str], span: Span, value: str) -> None:
    values[slice(*span)] = [value] * (span[1] - span[0])


def _sentence_starts(doc: Doc) -> list[int]:
    return [sentence.start_char for sentence in doc.sents]


def _numbered(offsets: list[int], starts: list[int]) -> tuple[int, ...]:
    """For each offset, how many of `starts` (ascending) lie at or before it."""
    numbers, number = [], 0
    for offset in offsets:
        while number < len(starts) and starts[number] <= offset:
            number += 1
        numbers.append(number)
    return tuple(numbers)
