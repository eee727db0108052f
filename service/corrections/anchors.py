"""Where words stand in a text, kept so that they are found again after the text was edited.

After the TextQuoteSelector of the W3C Web Annotation Data Model (2017): the words themselves and
what stands before and after them. Offsets decide only where the words stand equally well twice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes.model import Span

_CONTEXT = 32
# Words and context that agree must come to this much, or the place may be another's.
_ENOUGH = 16
# How much may have been put between two stretches of one quote.
_STRAY = 500


@dataclass(frozen=True, slots=True)
class Anchor:
    """The words of one or more spans in text order, with 32 code points on either side."""

    exact: tuple[str, ...]
    prefix: str
    suffix: str
    spans: tuple[Span, ...]


def anchor(text: str, spans: Sequence[Span]) -> Anchor:
    """By what the words at `spans`, of which there is at least one, are found again."""
    start, end = spans[0][0], spans[-1][1]
    return Anchor(
        exact=tuple(text[slice(*span)] for span in spans),
        prefix=text[max(0, start - _CONTEXT) : start],
        suffix=text[end : end + _CONTEXT],
        spans=tuple(spans),
    )


def locate(text: str, anchor: Anchor) -> tuple[Span, ...] | None:
    """Where the anchored words stand in `text`: the place whose context fits best.

    None if they are gone, or stand equally well in several places and not at their offsets.
    """
    whole = len(anchor.prefix) + len(anchor.suffix)
    if _stands(text, anchor) and _fit(text, anchor.spans, anchor) == whole:
        return anchor.spans
    fits = [(_fit(text, place, anchor), place) for place in _places(text, anchor)]
    best = max((fit for fit, _ in fits), default=0)
    places = [place for fit, place in fits if fit == best]
    if anchor.spans in places:
        return anchor.spans
    length = sum(map(len, anchor.exact))
    if len(places) != 1 or length + best < min(_ENOUGH, length + whole):
        return None
    return places[0]


def alike(one: Sequence[Span], other: Sequence[Span]) -> float:
    """How much of two stretches of text is common to both, from 0 to 1 (Jaccard)."""
    common = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)
    both = sum(end - start for start, end in (*one, *other)) - common
    return common / both if both else 0.0


def _stands(text: str, anchor: Anchor) -> bool:
    return all(
        text[start:end] == words
        for (start, end), words in zip(anchor.spans, anchor.exact, strict=True)
    )


def _places(text: str, anchor: Anchor) -> Iterator[tuple[Span, ...]]:
    first, *others = anchor.exact
    gaps = [b[0] - a[1] for a, b in zip(anchor.spans, anchor.spans[1:], strict=False)]
    start = text.find(first)
    while start >= 0:
        place = [(start, start + len(first))]
        for words, gap in zip(others, gaps, strict=True):
            after = _next(text, words, place[-1][1], gap)
            if after < 0:
                break
            place.append((after, after + len(words)))
        else:
            yield tuple(place)
        start = text.find(first, start + 1)


def _next(text: str, words: str, end: int, gap: int) -> int:
    """Where `words` stand after `end`: as far from it as they did, else the nearest place."""
    if text.startswith(words, end + gap):
        return end + gap
    return text.find(words, end, end + gap + len(words) + _STRAY)


def _fit(text: str, place: Sequence[Span], anchor: Anchor) -> int:
    """How many code points of the context next to the words are the same."""
    start, end = place[0][0], place[-1][1]
    before = text[max(0, start - _CONTEXT) : start]
    after = text[end : end + _CONTEXT]
    return _common(before[::-1], anchor.prefix[::-1]) + _common(after, anchor.suffix)


def _common(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
