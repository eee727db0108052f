"""The article cut into pieces that know which quotes they belong to, ready to be highlighted.

Quotes nest and overlap, so a piece is coloured by the innermost quote it is content of; the depth
says how many there are. Every character of the text is in exactly one piece.
"""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quotes.model import Quote, Span


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text; `number` (from 1) is the quote that it leads to, None for plain text.

    `role` is what it is of that quote; `first`, that the quote's words begin here; `within` are the
    numbers of all quotes it is content of, the innermost last.
    """

    text: str
    number: int | None = None
    role: str | None = None
    kind: str | None = None
    first: bool = False
    within: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    role: str
    number: int


def parts(text: str, quotes: Sequence[Quote]) -> Iterator[Part]:
    """The whole `text` in order."""
    marks = sorted(
        (mark for number, quote in enumerate(quotes, start=1) for mark in _marks(quote, number)),
        key=lambda mark: mark.start,
    )
    borders = sorted({0, len(text), *(at for mark in marks for at in (mark.start, mark.end))})
    begun: set[int] = set()
    open_: list[tuple[int, int, _Mark]] = []
    ahead = iter(enumerate(marks))
    coming = next(ahead, None)
    for start, end in pairwise(borders):
        while coming is not None and coming[1].start <= start:
            heapq.heappush(open_, (coming[1].end, coming[0], coming[1]))
            coming = next(ahead, None)
        while open_ and open_[0][0] <= start:
            heapq.heappop(open_)
        yield _part(text[start:end], [mark for _, _, mark in open_], quotes, begun)


def _part(text: str, marks: list[_Mark], quotes: Sequence[Quote], begun: set[int]) -> Part:
    if not marks:
        return Part(text)
    content = sorted({mark for mark in marks if mark.role == "content"}, key=_size, reverse=True)
    within = tuple(dict.fromkeys(mark.number for mark in content))
    others = [mark for mark in marks if mark.role != "content"]
    inner = min(others, key=_size, default=None)
    number = within[-1] if within else marks[0].number
    first = bool(within) and number not in begun
    begun.update(within[-1:])
    return Part(
        text,
        number=number,
        role=inner.role if inner else "content",
        kind=quotes[number - 1].kind if within else None,
        first=first,
        within=within,
    )


def _size(mark: _Mark) -> tuple[int, int]:
    return mark.end - mark.start, -mark.number


def _marks(quote: Quote, number: int) -> Iterator[_Mark]:
    def mark(span: Span, role: str) -> _Mark:
        return _Mark(*span, role, number)

    yield from (mark(span, "content") for span in quote.content)
    yield from (mark(span, "cue") for span in quote.cue)
    if quote.speaker.mention is not None:
        yield mark(quote.speaker.mention, "speaker")
    yield from (mark(hop.span, "hop") for hop in quote.chain[1:] if hop.span is not None)
