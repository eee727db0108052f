"""Corrections by persons, put into what the engine finds: now, and whenever it is run again.

A correction holds what it changes, the quote as the engine had it, and an anchor for every span
of both, so that it applies to what a newer engine finds and to an edited text. All are applied
to the engine's own extraction: without a withdrawn one the others stand as if it never was.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from quotes.model import Extraction, Quote, Span, digest
from service.corrections.anchors import Anchor, alike, anchor, locate
from service.corrections.changes import (
    Change,
    ContentChange,
    MissedQuote,
    Moves,
    NotAQuote,
    change_spans,
    changed,
    moved,
    spans,
)

# How much of a quote must be common with another one for it to be the same, cut otherwise.
_SAME = 0.3


@dataclass(frozen=True, slots=True)
class Correction:
    """One change to one quote.

    `anchor` is where the quote stood when it was corrected, `quote` what the engine said of it;
    `places` has an anchor for each span of the quote and of the change. `added`: the engine had
    no such quote, another correction added it; without that one there is nothing to correct.
    """

    id: str
    author: str
    created: datetime
    change: Change
    anchor: Anchor
    quote: Quote
    places: tuple[Anchor, ...]
    added: bool = False


@dataclass(frozen=True, slots=True)
class Corrected:
    """An extraction as persons corrected it.

    `reviewed` are the ids of the quotes that a correction made what they are, `unplaced` those of
    the corrections whose words are gone; `originals` has each quote uncorrected, by its id, and
    `added` are the ids of those that only a person found.
    """

    extraction: Extraction
    reviewed: frozenset[str]
    unplaced: tuple[str, ...]
    originals: Mapping[str, Quote]
    added: frozenset[str]


def correction(
    text: str, quote: Quote, original: Quote, change: Change, *, id: str, author: str,
    created: datetime, added: bool = False,
) -> Correction:  # fmt: skip
    """The correction of `quote`, which the engine has as `original`, by `change`."""
    pointed = dict.fromkeys((*spans(original), *change_spans(change)))
    whole = [whereabouts(original)]
    if isinstance(change, ContentChange):
        whole.append(change.content)
    return Correction(
        id=id,
        author=author,
        created=created,
        change=change,
        anchor=anchor(text, whereabouts(quote)),
        quote=original,
        places=tuple(anchor(text, each) for each in (*whole, *((span,) for span in pointed))),
        added=added,
    )


def whereabouts(quote: Quote) -> tuple[Span, ...]:
    """What a quote is known by: its content; where nothing is quoted, its cue or its mention."""
    mention = quote.speaker.mention
    return quote.content or quote.cue or ((mention,) if mention else ())


def apply(text: str, extraction: Extraction, corrections: Iterable[Correction]) -> Corrected:
    """`extraction`, which is the engine's own of `text`, corrected; of two the later wins.

    A corrected quote that the engine does not find is put back as it was. Each keeps the id under
    which it was corrected.
    """
    page = _Page(text, extraction.quotes)
    ordered = sorted(corrections, key=lambda each: each.created)
    unplaced = tuple(each.id for each in ordered if not page.correct(each))
    there = {quote.id for quote in page.quotes}
    quotes = (
        # A denial of what is no quote any more is of nothing in particular.
        quote if quote.denies is None or quote.denies in there else replace(quote, denies=None)
        for quote in page.quotes
    )
    return Corrected(
        extraction=replace(extraction, quotes=tuple(quotes)),
        reviewed=frozenset(page.reviewed),
        unplaced=unplaced,
        originals=page.originals,
        added=frozenset(page.added),
    )


class _Page:
    """The quotes of one text while they are corrected."""

    def __init__(self, text: str, quotes: Sequence[Quote]) -> None:
        self._text = text
        self.quotes = list(quotes)
        self.originals = {quote.id: quote for quote in quotes}
        self.reviewed: set[str] = set()
        self.added: set[str] = set()

    def correct(self, each: Correction) -> bool:
        """Apply one correction; false if its words are not there."""
        where = locate(self._text, each.anchor)
        if where is None:
            return False
        moves = _moves(self._text, each.places)
        place = self._find(each, where, moves)
        if isinstance(each.change, NotAQuote):
            if place is not None:
                self.reviewed.discard(self.quotes.pop(place).id)
            return True
        before = self.quotes[place] if place is not None else self._lost(each, moves)
        after = changed(self._text, before, each.change, moves) if before is not None else None
        if before is None or after is None:
            return False
        lost = place is None
        if place is None:
            place = self._put_back(before)
        self._replace(place, after, each.quote.id)
        if lost and isinstance(each.change, MissedQuote):
            self.added.add(self.quotes[place].id)
        return True

    def _lost(self, each: Correction, moves: Moves) -> Quote | None:
        """The quote as the engine had it, which finds it no longer."""
        return None if each.added else moved(self._text, each.quote, moves)

    def _find(self, each: Correction, where: tuple[Span, ...], moves: Moves) -> int | None:
        """The quote that is corrected: with most of the words, then by whatever else is alike."""
        wanted = [where, _moved(whereabouts(each.quote), moves)]
        if isinstance(each.change, ContentChange):
            wanted.append(_moved(each.change.content, moves))
        cue, known = _moved(each.quote.cue, moves), each.quote

        def likeness(place: int) -> tuple[float, ...]:
            quote = self.quotes[place]
            common = max(alike(whereabouts(quote), words) for words in wanted)
            same_id = common > 0 and quote.id == known.id
            return (
                max(common, float(same_id)),
                same_id,
                alike(quote.cue, cue),
                quote.speaker.name == known.speaker.name,
            )

        best = max(range(len(self.quotes)), key=likeness, default=None)
        return best if best is not None and likeness(best)[0] >= _SAME else None

    def _put_back(self, quote: Quote) -> int:
        """In its place in the order of the text."""
        taken = {each.id for each in self.quotes}
        if quote.id in taken:
            quote = replace(quote, id=digest(quote.id, whereabouts(quote)))
        start = whereabouts(quote)[0]
        later = (at for at, each in enumerate(self.quotes) if whereabouts(each)[:1] > (start,))
        place = next(later, len(self.quotes))
        self.quotes.insert(place, quote)
        self.originals[quote.id] = quote
        return place

    def _replace(self, place: int, after: Quote, id_: str) -> None:
        old = self.quotes[place].id
        if id_ != old and any(each.id == id_ for each in self.quotes):
            id_ = old
        self.quotes[place] = replace(after, id=id_)
        self.reviewed = (self.reviewed - {old}) | {id_}
        self.originals[id_] = replace(self.originals.pop(old), id=id_)
        if old != id_:
            self.quotes = [
                replace(each, denies=id_) if each.denies == old else each for each in self.quotes
            ]


def _moves(text: str, places: Sequence[Anchor]) -> dict[Span, Span]:
    """Where the anchored spans are; several together are surer than each alone, and come first."""
    moves: dict[Span, Span] = {}
    for place in places:
        found = locate(text, place)
        for old, new in zip(place.spans, found or (), strict=False):
            moves.setdefault(old, new)
    return moves


def _moved(given: Sequence[Span], moves: Moves) -> tuple[Span, ...]:
    return tuple(moves[span] for span in given if span in moves)


# --- as JSON ------------------------------------------------------------------------------

_CORRECTION = TypeAdapter(Correction)
_QUOTES = TypeAdapter(tuple[Quote, ...])


def as_value(correction: Correction) -> dict[str, Any]:
    """A correction as JSON values, without its id, and who made it when."""
    value: dict[str, Any] = _CORRECTION.dump_python(
        correction, mode="json", exclude={"id", "author", "created"}
    )
    return value


def from_value(value: Mapping[str, Any], *, id: str, author: str, created: datetime) -> Correction:
    """The correction that `as_value` wrote."""
    return _CORRECTION.validate_python({**value, "id": id, "author": author, "created": created})


def quotes_as_values(quotes: Sequence[Quote]) -> list[dict[str, Any]]:
    """Quotes as JSON values."""
    values: list[dict[str, Any]] = _QUOTES.dump_python(tuple(quotes), mode="json")
    return values


def quotes_from_values(values: Sequence[Mapping[str, Any]]) -> tuple[Quote, ...]:
    """The quotes that `quotes_as_values` wrote."""
    return _QUOTES.validate_python(values)
