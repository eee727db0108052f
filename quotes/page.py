"""The page: a parsed document with its quotations and margins, which all frames are read from."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from quotes import layout
from quotes.marks import Quotation
from quotes.model import Span
from quotes.setoff import SetOff

_TRIM = " \t\r\n,;:–—-"
_NEAR = 80
_STRAY = '“”„"«»‘'
_FULL = _TRIM + "."


@dataclass(frozen=True)
class Page:
    """What the frames are read from; `margins` (datelines, credits) are no prose.

    `apart` are turns of a transcript and posts.
    """

    doc: Doc
    quotations: tuple[Quotation, ...]
    margins: tuple[Span, ...]
    apart: tuple[SetOff, ...] = ()

    @cached_property
    def text(self) -> str:
        """The document's text, which spaCy would join anew each time."""
        return self.doc.text

    @cached_property
    def _outermost(self) -> list[Quotation]:
        return [quotation for quotation in self.quotations if quotation.depth == 0]

    @cached_property
    def _openings(self) -> list[int]:
        return [quotation.outer[0] for quotation in self._outermost]

    @cached_property
    def _set_off(self) -> list[Span]:
        return [one.span for one in self.apart]

    @cached_property
    def _set_off_words(self) -> list[Span]:
        return [one.said for one in self.apart if one.said is not None]

    def tokens(self, span: Span) -> Tokens:
        """The tokens that share a code point with `span`."""
        found = self.doc.char_span(*span, alignment_mode="expand")
        assert found is not None, f"{span} lies outside the text"
        return found

    def before(self, offset: int) -> str:
        """The code points before `offset`: as many as a rule about what precedes may want."""
        return self.text[max(0, offset - _NEAR) : offset]

    def after(self, offset: int) -> str:
        """The code points from `offset` on, as many."""
        return self.text[offset : offset + _NEAR]

    def quotation_at(self, offset: int) -> Quotation | None:
        """The outermost quotation around a code point."""
        index = bisect_right(self._openings, offset) - 1
        inside = index >= 0 and offset < self._outermost[index].outer[1]
        return self._outermost[index] if inside else None

    def last_closing(self, offset: int) -> int:
        """Where the last outermost quotation that closes before a code point ends, or 0."""
        index = bisect_right(self._openings, offset) - 1
        while index >= 0 and self._outermost[index].outer[1] > offset:
            index -= 1
        return self._outermost[index].outer[1] if index >= 0 else 0

    def is_no_edge(self, offset: int, side: Literal[0, 1]) -> bool:
        """No quotation begins (`side` 0) or ends (1) at a code point."""
        return all(quotation.outer[side] != offset for quotation in self.quotations)

    def in_margin(self, token: Token) -> bool:
        """In a dateline or credit."""
        return any(start <= token.idx < end for start, end in self.margins)

    def in_set_off(self, span: Span) -> bool:
        """In a turn of a transcript or a post, its label or a question."""
        return layout.meets_any(span, self._set_off)

    def beside_set_off(self, span: Span) -> bool:
        """In the label of a turn or post, or in a question."""
        return self.in_set_off(span) and not layout.meets_any(span, self._set_off_words)

    def same_side(self, one: Token, other: Token) -> bool:
        """Both inside the same outermost quotation, or both outside any."""
        return self.quotation_at(one.idx) is self.quotation_at(other.idx)


def whole_marks(start: int, end: int, page: Page) -> int:
    """Do not end inside a quotation that began within the content."""
    for quotation in page.quotations:
        if start <= quotation.outer[0] < end < quotation.outer[1]:
            return quotation.outer[1]
    return end


def trimmed(page: Page, span: Span) -> Span | None:
    """Without white space, commas and the full stop at the edges; None where nothing is left."""
    text = page.text
    start, end = layout.strip(text, span, _TRIM)
    stripped = layout.strip(text, (start, end), _FULL)
    abbreviation = re.search(
        r"(?:\b[A-Za-z]\.){2,}$|\b(?:Mr|Dr|Inc|Co|Ltd|a\.m|p\.m)\.$", text[start:end]
    )
    if not abbreviation:
        start, end = stripped[0], stripped[1]
    start, end = _without_strays(page, start, end)
    return (start, end) if start < end else None


def _without_strays(page: Page, start: int, end: int) -> Span:
    """Without a quotation mark at the edge that found no partner."""
    text = page.text
    if start < end and text[start] in _STRAY and page.is_no_edge(start, 0):
        start += 1
    if start < end and text[end - 1] in _STRAY and page.is_no_edge(end, 1):
        end -= 1
    return start, end
