"""The page: a parsed document with its quotations and margins, which all frames are read from."""

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from quotes import layout
from quotes.marks import Quotation
from quotes.model import Span

_TRIM = " \t\r\n,;:–—-"
_FULL = _TRIM + "."


@dataclass(frozen=True, slots=True)
class Page:
    """What the frames are read from; `margins` (datelines, credits) are no prose."""

    doc: Doc
    quotations: tuple[Quotation, ...]
    margins: tuple[Span, ...]

    def quotation_at(self, offset: int) -> Quotation | None:
        """The outermost quotation around a code point."""
        for quotation in self.quotations:
            if quotation.depth == 0 and quotation.outer[0] <= offset < quotation.outer[1]:
                return quotation
        return None

    def in_margin(self, token: Token) -> bool:
        """In a dateline or credit."""
        return any(start <= token.idx < end for start, end in self.margins)

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
    text = page.doc.text
    start, end = layout.strip(text, span, _TRIM)
    stripped = layout.strip(text, (start, end), _FULL)
    abbreviation = re.search(
        r"(?:\b[A-Za-z]\.){2,}$|\b(?:Mr|Dr|Inc|Co|Ltd|a\.m|p\.m)\.$", text[start:end]
    )
    if not abbreviation:
        start, end = stripped[0], stripped[1]
    return (start, end) if start < end else None
