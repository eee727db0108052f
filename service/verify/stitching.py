"""A quotation put together: from two places on record, or from one and what is not on record."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from service.store.recall import Told
from service.verify.comparing import (
    Comparison,
    Wanted,
    compare,
    compare_rest,
    covering,
    wanted,
)

_COVERED = 0.9  # of the claim by two places together
_EACH = 4  # words that each of them must bring
_ENOUGH = 2  # words with content that a part must have to be known again
_PARTS = re.compile(r"(?<=[.!?…])[”\"’']?\s+(?=[“\"‘']?\w)|\s*\[?(?:\.\.\.|…)\]?\s*")

Place = tuple[Told, Comparison]


@dataclass(frozen=True, slots=True)
class Pieced:
    """The places, and the code of what was done: ``stitched`` or ``changed.added``."""

    code: str
    places: tuple[Place, ...]


def pieced(claim: Wanted, told: Sequence[Told]) -> Pieced | None:
    """How the claim was put together from quotes of one speaker; None if it was not."""
    direct = [each for each in told if each.kind != "indirect" and each.polarity == "affirmed"]
    return _by_sentences(claim, direct) or _by_runs(claim, direct)


def parts(claim: Wanted, told: Sequence[Told]) -> list[str]:
    """What to look for by itself: its sentences, or what the closest quote does not have."""
    sentences = _sentences(claim)
    if len(sentences) > 1:
        return sentences
    runs = [covering(claim, each.text).covered for each in told]
    covered = max(runs, key=len, default=frozenset[int]())
    if len(covered) < _EACH:
        return []
    words = enumerate(claim.terms.words)
    return [" ".join(word for at, word in words if at not in covered)]


def _sentences(claim: Wanted) -> list[str]:
    return [part for part in _PARTS.split(claim.text) if part.strip(" .…")]


def _by_sentences(claim: Wanted, told: Sequence[Told]) -> Pieced | None:
    """Where the claim itself shows its joints: at full stops and ellipses."""
    parts = [wanted(part) for part in _sentences(claim)]
    if len(parts) < 2:
        return None
    places = [_place(part, told) for part in parts]
    found = tuple(place for place in places if place is not None)
    if not found or len(found) == len(places) == 1:
        return None
    return Pieced("stitched" if len(found) == len(places) else "changed.added", found)


def _place(part: Wanted, told: Sequence[Told]) -> Place | None:
    if len(part.terms.words) < _EACH - 1 or part.terms.weight < _ENOUGH:
        return None
    for each in told:
        found = compare(part, each.text, direct=True)
        if found.relation in ("same", "near"):
            return each, found
    return None


def _by_runs(claim: Wanted, told: Sequence[Told]) -> Pieced | None:
    """Where it hides them: two runs of words that together are nearly all of it."""
    for first, second in _pairs(claim, told):
        one, other = first[1].covered, second[1].covered
        enough = claim.weigh(one | other) >= _COVERED * claim.weight
        if enough and min(len(one - other), len(other - one)) >= _EACH:
            return Pieced("stitched", (first, second))
    return None


def _pairs(claim: Wanted, told: Sequence[Told]) -> Iterator[tuple[Place, Place]]:
    found = [(each, covering(claim, each.text)) for each in told]
    for each, part in found:
        yield (each, part), (each, compare_rest(claim, each.text, part))
    yield from combinations(found, 2)
