"""PolNeAR's convention, which differs from GUIDE.md's (Newell, Margolin and Ruths, LREC 2018).

Marks and *that* belong to the content, a final full stop does not; the source is the whole noun
phrase; only outermost attributions count, beliefs and plans among them.
"""

import re
from collections.abc import Sequence

from quotes import grammar, layout, marks
from quotes.attribution import Attribution
from quotes.model import Annotation, Span
from quotes.page import Page
from quotes.tagger.words import Mark

_THAT = re.compile(r"\b[Tt]hat\s+$")


def annotate(
    page: Page, found: Sequence[Attribution], marked: Sequence[Mark]
) -> tuple[Annotation, ...]:
    """What the tagger `marked`, and what the grammar `found` beside it, in text order."""
    tagged = [_from_mark(mark, page) for mark in marked]
    read = [_from_grammar(one, page) for one in found if one.content]
    taken = [span for one in tagged for span in (*one.content, *one.cue)]
    added = [
        one
        for one in read
        if not any(layout.meet(span, other) for span in (*one.content, *one.cue) for other in taken)
    ]
    return tuple(sorted(_outermost([*tagged, *added]), key=lambda one: one.content))


def _from_mark(mark: Mark, page: Page) -> Annotation:
    source = (mark.source,) if mark.source is not None else ()
    return Annotation(
        mark.content, (mark.cue,), source, marks.kind(page.text, mark.content, page.quotations)
    )


def _from_grammar(one: Attribution, page: Page) -> Annotation:
    content = tuple(_widened(span, page) for span in one.content)
    source: tuple[Span, ...] = ()
    if one.speaker is not None:
        start, end = grammar.noun_phrase(one.speaker)
        source = (grammar.chars(page.doc[start], page.doc[end - 1]),)
    return Annotation(content, one.cue, source, marks.kind(page.text, content, page.quotations))


def _widened(span: Span, page: Page) -> Span:
    """With the marks around it and *that* before it."""
    start, end = span
    for quotation in page.quotations:
        opens, closes = quotation.outer
        if (
            opens < start
            and end < closes
            and page.text[opens:start].strip("“\"‘'`„« \n") == ""
            and page.text[end:closes].strip("”\"’' ,.\n»“") == ""
        ):
            start, end = quotation.outer
            break
    that = _THAT.search(page.text, max(0, start - 12), start)
    return (that.start() if that else start), end


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
