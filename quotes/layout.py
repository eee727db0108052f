"""What the raw text shows before any word is read: its paragraphs."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter

from quotes.model import Span

# capitals of the Latin script, for character classes: *Kaya-Tan İnşaat*, *Łukasz*
CAPITALS = "".join(c for c in map(chr, range(0x250)) if c.isupper())
_BLANK_LINE = re.compile(r"\n[ \t\r\f\v]*\n\s*")
_LINE = re.compile(r"\n\s*")
_SENTENCE_END = re.compile(r"[.?!:…][\"'”’»)\]]*\s*$")


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of `text` as spans without outer white space, in order.

    Paragraphs are parted by blank lines. Inside such a block each line is a paragraph of its own
    when all of its lines end like sentences; otherwise the block was wrapped by hand.
    """
    found: list[Span] = []
    for block in _pieces(text, (0, len(text)), _BLANK_LINE):
        lines = _pieces(text, block, _LINE)
        wrapped = any(not _SENTENCE_END.search(text[start:end]) for start, end in lines[:-1])
        found.extend([block] if wrapped else lines)
    return found


def lines(text: str, span: Span) -> list[Span]:
    """The lines of `span`, stripped, none empty."""
    return _pieces(text, span, _LINE)


def _pieces(text: str, span: Span, separator: re.Pattern[str]) -> list[Span]:
    """The stretches of `span` between the matches of `separator`, stripped, none empty."""
    start, end = span
    cuts = [match.span() for match in separator.finditer(text, start, end)]
    starts = [start, *(cut[1] for cut in cuts)]
    ends = [*(cut[0] for cut in cuts), end]
    stripped = (strip(text, piece) for piece in zip(starts, ends, strict=True))
    return [piece for piece in stripped if piece[0] < piece[1]]


def meet(a: Span, b: Span) -> bool:
    """Whether two spans share a code point."""
    return a[0] < b[1] and b[0] < a[1]


def meets_any(span: Span, others: Sequence[Span]) -> bool:
    """Whether `span` shares a code point with one of `others`: in order, none meeting another."""
    before = bisect_left(others, span[1], key=itemgetter(0))
    return before > 0 and span[0] < others[before - 1][1]


def strip(text: str, span: Span, chars: str | None = None) -> Span:
    """`span` without the leading and trailing `chars` (white space by default)."""
    start, end = span
    inner = text[start:end]
    lead = len(inner) - len(inner.lstrip(chars))
    return (start + lead, max(start + lead, start + len(inner.rstrip(chars))))
