"""When two wordings by the same speaker are the same statement.

Candidates meet by MinHash (Broder 1997) in bands (Leskovec, Rajaraman and Ullman, *Mining of
Massive Datasets*, ch. 3); `same` confirms them. It would rather part one statement than join two,
because joining is transitive.
"""

import re
import struct
import zlib
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from rapidfuzz.distance import Levenshtein

from service.wording.alignment import Piece, diff
from service.wording.conflicts import Part, conflicting, counts_differ, negations_differ, whole
from service.wording.terms import Terms, fingerprint, read, signed

__all__ = ["Piece", "Wording", "bands", "diff", "fingerprint", "same"]

_BANDS, _ROWS = 8, 2

_CONTENT = 4  # fewer content words prove nothing,
_ALL = 3  # unless they are all there is, on both sides
_FUNCTION_WEIGHT = 0.4  # what a matching "the" counts beside a content word
_NEAR = 0.8  # of both texts, aligned: a copy with slips
_CONTAINED, _CONTAINED_WORDS, _CONTAINED_SHARE = 0.9, 6, 0.5
_TOLD, _TOLD_SHORT, _SHORT = 0.55, 0.65, 6  # Jaccard of stems; more is asked of short texts
_TOLD_WITHIN, _WITHIN = 0.85, 5  # of the shorter one's stems in the longer, at least so many
_PLAIN = 3  # stems in common besides names: who is spoken of is not yet what is said
_GLANCE, _LONG_WORD = 0.4, re.compile(r"\w{4,}")  # of the beginnings of long words
_TOLD_WEIGHT = 0.7  # the most that a retelling proves


@dataclass(frozen=True, slots=True)
class Wording:
    """Words as one document gives them; `direct`: at least partly within quotation marks."""

    text: str
    direct: bool


def bands(text: str) -> tuple[int, ...]:
    """Signed 64-bit keys, of which like texts share one; none with fewer than 3 content words.

    Two texts with half of their stems (of both together) in common share one with chance 0.9.
    """
    terms = read(text)
    if terms.weight < _ALL:
        return ()
    sketch = _empty().copy()
    sketch.update_batch([stem.encode("utf-8", "surrogatepass") for stem in terms.content])
    rows = sketch.hashvalues.tolist()
    return tuple(
        signed(struct.pack("<B2I", band, *rows[band * _ROWS : (band + 1) * _ROWS]))
        for band in range(_BANDS)
    )


@cache
def _empty() -> Any:
    # Imported when first needed: it brings scipy, which would double the start of a command.
    from datasketch import MinHash  # type: ignore[import-untyped]

    # The seed and the hash are part of what the database holds: another value, another database.
    return MinHash(num_perm=_BANDS * _ROWS, seed=1, hashfunc=zlib.crc32)


def same(a: Wording, b: Wording) -> float:
    """How sure it is, from 0 (not at all) to 1 (word for word), that these are one statement."""
    if not _alike(a.text, b.text):
        return 0.0
    x, y = read(a.text), read(b.text)
    if x.fingerprint == y.fingerprint:
        return 1.0
    # Of two best alignments the order of the arguments would choose one.
    if y.words < x.words:
        x, y = y, x
    shared = x.content & y.content
    if min(x.weight, y.weight) < _fewest(x, y) or not _enough(x, y, shared):
        return 0.0
    if a.direct and b.direct:
        weight = _copied(x, y, shared)
        # Marks inside: part of it is the reporter's wording, so it may be a telling after all.
        if weight or not (x.marked or y.marked):
            return weight
    return _told(x, y, shared)


def _alike(one: str, other: str) -> bool:
    """A look that costs a tenth of reading both: whether enough words begin alike."""
    x, y = _beginnings(one), _beginnings(other)
    fewer = min(len(x), len(y))
    return fewer < _CONTENT or len(x & y) >= _GLANCE * fewer


@lru_cache(maxsize=1 << 12)
def _beginnings(text: str) -> frozenset[str]:
    return frozenset(word[:4].casefold() for word in _LONG_WORD.findall(text))


def _fewest(x: Terms, y: Terms) -> int:
    """How many content words it takes at the least."""
    return _ALL if x.content == y.content else _CONTENT


def _enough(x: Terms, y: Terms, shared: frozenset[str]) -> bool:
    """Whether they have so much in common that a closer look can find them the same."""
    return len(shared) >= _TOLD * min(len(x.content), len(y.content))


def _copied(x: Terms, y: Terms, shared: frozenset[str]) -> float:
    """Whether one is a copy of the other, with slips or cuts."""
    # What was put in place of another word belongs to the part in common, at its edges too.
    ops = [op for op in Levenshtein.opcodes(x.keys, y.keys) if op.tag in ("equal", "replace")]
    matched = sum(_weigh(x, op.src_start, op.src_end) for op in ops if op.tag == "equal")
    sizes = sorted(_weigh(each, 0, len(each.words)) for each in (x, y))
    ratio = 2 * matched / sum(sizes)
    enough = min(len(x.words), len(y.words)) >= _CONTAINED_WORDS
    cut = enough and sizes[0] >= _CONTAINED_SHARE * sizes[1] and matched >= _CONTAINED * sizes[0]
    if not (ratio >= _NEAR or cut):
        return 0.0
    ours = Part(x, ops[0].src_start, ops[-1].src_end)
    theirs = Part(y, ops[0].dest_start, ops[-1].dest_end)
    if conflicting(ours, theirs) or negations_differ(ours, theirs, shared):
        return 0.0
    return round(max(ratio, 0.9 * matched / sizes[0] if cut else 0.0) * 0.99, 3)


def _weigh(terms: Terms, start: int, end: int) -> float:
    content = sum(map(bool, terms.stems[start:end]))
    return content + _FUNCTION_WEIGHT * (end - start - content)


def _told(x: Terms, y: Terms, shared: frozenset[str]) -> float:
    """Whether one tells in its own words what the other does."""
    small, large = sorted((len(x.content), len(y.content)))
    jaccard = len(shared) / (small + large - len(shared))
    within = len(shared) / small if small >= _CONTAINED_SHARE * large else 0.0
    like = jaccard >= (_TOLD if small >= _SHORT else _TOLD_SHORT)
    inside = within >= _TOLD_WITHIN and len(shared) >= _WITHIN
    if len(shared) < _fewest(x, y) or not (like or inside) or _plain(x, y, shared) < _PLAIN:
        return 0.0
    if conflicting(whole(x), whole(y)) or counts_differ(x, y, shared):
        return 0.0
    return round(_TOLD_WEIGHT * max(jaccard, 0.8 * within), 3)


def _plain(x: Terms, y: Terms, shared: frozenset[str]) -> int:
    """How many of these stems are no name on either side."""
    names = {each.stems[at] for each in (x, y) for at in each.names}
    return len(shared - names)
