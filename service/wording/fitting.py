"""A shorter text laid against the stretch of a longer one that it fits best.

Semi-global alignment (Sellers 1980, "The theory and computation of evolutionary distances"): what
the longer text has before and after the stretch costs nothing.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from service.wording.alignment import Op, Piece, add_piece, split_words
from service.wording.terms import read

# A word more in the longer text costs less than a word of the shorter that is not there, and a word
# in place of another less than that, so that what was replaced at an edge is seen as such.
_SKIPPED, _REPLACED = 0.7, -0.05


@dataclass(frozen=True, slots=True)
class Change:
    """Words `old` to `old_end` of the longer text against `new` to `new_end` of the shorter."""

    op: Op
    old: int
    old_end: int
    new: int
    new_end: int


@dataclass(frozen=True, slots=True)
class Fit:
    """The stretch from `start` to `end` of the longer text, and the changes in order."""

    start: int
    end: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands in a longer one, in characters, and the difference for a reader.

    The `old` of the pieces joined are the longer text, the `new` the shorter.
    """

    start: int
    end: int
    pieces: tuple[Piece, ...]


def place(whole: str, part: str) -> Place:
    """Where `part` stands in `whole`, as well as it does."""
    old, new = _Split(whole), _Split(part)
    fitted = fit(old.keys, new.keys)
    pieces: list[Piece] = []
    first, last = old.shown(0, fitted.start), old.shown(fitted.end, len(old.keys))
    if first:
        add_piece(pieces, first, "", False)
    at, by = fitted.start, 0
    for change in _whole_words(fitted, old, new):
        add_piece(
            pieces, old.shown(at, change.old_end), new.shown(by, change.new_end),
            change.op == "equal",
        )  # fmt: skip
        at, by = change.old_end, change.new_end
    if last:
        add_piece(pieces, last, "", False)
    return Place(len(first), len(whole) - len(last), tuple(pieces))


class _Split:
    """A text in words, each with what it is compared by: of a contraction its parts."""

    def __init__(self, text: str) -> None:
        self.shown_words = split_words(text)
        parts = [_parts(word) for word in self.shown_words]
        self.keys = [key for keys in parts for key in keys]
        # At which key each word begins; only there a piece of it may end.
        self.starts = [0, *accumulate(map(len, parts))]

    def shown(self, start: int, end: int) -> str:
        """The words whose keys are those from `start` to `end`, or begin among them."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return "".join(self.shown_words[first:last])

    def between(self, key: int) -> bool:
        """Whether a word ends before that key."""
        at = bisect_left(self.starts, key)
        return at < len(self.starts) and self.starts[at] == key


@lru_cache(maxsize=1 << 16)
def _parts(word: str) -> tuple[str, ...]:
    return read(word).keys or ("",)


def _whole_words(fitted: Fit, old: _Split, new: _Split) -> Iterator[Change]:
    """The changes, those joined that would cut a word in two."""
    held: Change | None = None
    for change in fitted.changes:
        if held is not None:
            op = held.op if held.op == change.op else "replace"
            change = Change(op, held.old, change.old_end, held.new, change.new_end)
        held = change
        if old.between(change.old_end) and new.between(change.new_end):
            yield change
            held = None
    if held is not None:
        yield held


def fit(
    whole: Sequence[str],
    part: Sequence[str],
    weights: Sequence[float] | None = None,
    gaps: Collection[int] = (),
) -> Fit:
    """Where `part` fits into `whole` at the least cost.

    `weights` are those of the part's words, 1 by default; before the words at `gaps` it says itself
    that it leaves something out.
    """
    if (start := _found(whole, part)) is not None:
        end = start + len(part)
        return Fit(start, end, (Change("equal", start, end, 0, len(part)),))
    grid = _Grid(whole, part, weights or [1.0] * len(part), gaps)
    return grid.traced()


def _found(whole: Sequence[str], part: Sequence[str]) -> int | None:
    """Where `part` stands in `whole` as it is."""
    size, found = len(part), list(part)
    for start in range(len(whole) - size + 1):
        if size and whole[start] == found[0] and list(whole[start : start + size]) == found:
            return start
    return None


class _Grid:
    """What it costs to have read so much of the part when so much of the whole is read."""

    def __init__(
        self,
        whole: Sequence[str],
        part: Sequence[str],
        weights: Sequence[float],
        gaps: Collection[int],
    ) -> None:
        self._whole, self._part, self._weights, self._gaps = whole, part, weights, gaps
        self._rows = [[0.0] * (len(whole) + 1)]
        for at in range(1, len(part) + 1):
            self._rows.append(self._row(at))

    def _row(self, at: int) -> list[float]:
        word, weight = self._part[at - 1], self._weights[at - 1]
        skipped = 0.0 if at in self._gaps else _SKIPPED
        before = self._rows[-1]
        left, diagonal = before[0] + weight, before[0]
        row = [left]
        for other, above in zip(self._whole, before[1:], strict=True):
            best = diagonal if word == other else diagonal + weight + _REPLACED
            best = min(best, above + weight, left + skipped)
            row.append(best)
            left, diagonal = best, above
        return row

    def traced(self) -> Fit:
        """The way back from the cheapest end, of equals the first."""
        last = self._rows[-1]
        end = min(range(len(last)), key=last.__getitem__)
        old, new, steps = end, len(self._part), list[Change]()
        while new:
            step = self._step(old, new)
            steps.append(step)
            old, new = step.old, step.new
        return Fit(old, end, tuple(_joined(steps[::-1])))

    def _step(self, old: int, new: int) -> Change:
        here, above = self._rows[new][old], self._rows[new - 1]
        weight = self._weights[new - 1]
        if old:
            same = self._whole[old - 1] == self._part[new - 1]
            if here == (above[old - 1] if same else above[old - 1] + weight + _REPLACED):
                return Change("equal" if same else "replace", old - 1, old, new - 1, new)
        if here == above[old] + weight:
            return Change("insert", old, old, new - 1, new)
        return Change("delete", old - 1, old, new, new)


def _joined(steps: list[Change]) -> list[Change]:
    """Neighbours of one kind as one; changes side by side are one replacement."""
    found: list[Change] = []
    for step in steps:
        if found and (found[-1].op == "equal") == (step.op == "equal"):
            last = found.pop()
            op = last.op if last.op == step.op else "replace"
            step = Change(op, last.old, step.old_end, last.new, step.new_end)
        found.append(step)
    return found
