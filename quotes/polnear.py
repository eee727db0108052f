"""PolNeAR's convention, which differs from GUIDE.md's (Newell, Margolin and Ruths, LREC 2018).

Marks and *that* belong to the content, a final full stop does not; the source is the whole noun
phrase; only outermost attributions count, beliefs and plans among them.
"""

import re
from collections.abc import Iterable, Sequence

from quotes import attribution, cues, grammar, layout, marks
from quotes.attribution import Attribution
from quotes.lexicon import Lexicon
from quotes.model import Annotation, Span
from quotes.page import Page
from quotes.tagger.words import Mark

_THAT = re.compile(r"\b[Tt]hat\s+$")


def from_marks(page: Page, marked: Sequence[Mark], lexicon: Lexicon) -> tuple[Annotation, ...]:
    """What the tagger `marked`, having read what the grammar found, in text order."""
    return _ordered(_from_mark(mark, page, lexicon) for mark in marked)


def from_grammar(page: Page, found: Sequence[Attribution]) -> tuple[Annotation, ...]:
    """What the grammar `found`, its spans widened, in text order."""
    return _ordered(_from_grammar(one, page) for one in found if one.content)


def _ordered(annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
    return tuple(sorted(_outermost(list(annotations)), key=lambda one: one.content))


def _from_mark(mark: Mark, page: Page, lexicon: Lexicon) -> Annotation:
    source = (mark.source,) if mark.source is not None else ()
    kind = marks.kind(page.text, mark.content, page.quotations)
    told = kind == "direct" or cues.names_speech(page.tokens(mark.cue), lexicon)
    return Annotation(mark.content, (mark.cue,), source, kind, told)


def _from_grammar(one: Attribution, page: Page) -> Annotation:
    content = tuple(_widened(span, page) for span in one.content)
    source = _source(one, page)
    kind = marks.kind(page.text, content, page.quotations)
    return Annotation(content, one.cue, (source,) if source else (), kind, True)


def _source(one: Attribution, page: Page) -> Span | None:
    """The whole noun phrase, or its core where the parser drew cue or content into it."""
    if one.speaker is None:
        return None
    whole = grammar.whole_phrase(one.speaker)
    if any(layout.meet(whole, span) for span in (*one.content, *one.cue)):
        start, end = grammar.noun_phrase(one.speaker)
        return grammar.chars(page.doc[start], page.doc[end - 1])
    return whole


def _widened(span: Span, page: Page) -> Span:
    """With the marks around it, and with *that* before it."""
    start, end = span
    for quotation in page.quotations:
        parts = attribution.parts_of(quotation, page)
        if span in parts:
            start = quotation.outer[0] if span == parts[0] else start
            end = quotation.outer[1] if span == parts[-1] else end
    that = _THAT.search(page.before(start))
    return (start - len(that[0]) if that else start), end


def _outermost(annotated: list[Annotation]) -> list[Annotation]:
    """Without those that stand whole within another's content."""
    return [
        one
        for one in annotated
        if not any(
            other is not one and _within(one, span) for other in annotated for span in other.content
        )
    ]


def _within(one: Annotation, span: Span) -> bool:
    return all(span[0] <= s and e <= span[1] for s, e in (*one.content, *one.cue))
