"""A shorter text laid against the stretch of a longer one that it fits best.

Semi-global alignment (Sellers 1980, "The theory and computation of evolutionary distances"): what
the longer text has before and after the stretch costs nothing.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from rapidfuzz.distance import Levenshtein

from service.wording.alignment import Op

# A word more in the longer text costs less than a word of the shorter that is not there, and a word
# in place of another less than that, so that what was replaced at an edge is seen as such.
_SKIPPED, _REPLACED = 0.7, -0.05
_LONG = 4  # times twice the part: from there on only a stretch of the longer text is looked at
_CELLS = 100_000  # of the grid; more would take a tenth of a second


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
    first, last = _near(whole, part)
    if (last - first) * len(part) > _CELLS:
        return _edited(whole, part)
    grid = _Grid(whole[first:last], part, weights or [1.0] * len(part), gaps)
    return grid.traced(first)


def _found(whole: Sequence[str], part: Sequence[str]) -> int | None:
    """Where `part` stands in `whole` as it is."""
    size, found = len(part), list(part)
    for start in range(len(whole) - size + 1):
        if size and whole[start] == found[0] and list(whole[start : start + size]) == found:
            return start
    return None


def _near(whole: Sequence[str], part: Sequence[str]) -> tuple[int, int]:
    """The stretch of a long text that holds most of the part's words, with room around it."""
    size = 2 * len(part)
    if len(whole) <= _LONG * size:
        return 0, len(whole)
    sought = set(part)
    held = [0, *accumulate(word in sought for word in whole)]
    starts = range(0, len(whole) - size + 1)
    start = max(starts, key=lambda at: held[at + size] - held[at])
    return max(0, start - size), min(len(whole), start + 2 * size)


def _edited(whole: Sequence[str], part: Sequence[str]) -> Fit:
    """The fit of two long texts by the fewest edits, which is found far sooner."""
    changes = [
        Change("equal" if op.tag == "equal" else _OPS[op.tag], op.src_start, op.src_end,
               op.dest_start, op.dest_end)
        for op in Levenshtein.opcodes(whole, part)
    ]  # fmt: skip
    while changes and changes[0].op == "delete":
        changes.pop(0)
    while changes and changes[-1].op == "delete":
        changes.pop()
    if not changes:
        return Fit(0, 0, ())
    return Fit(changes[0].old, changes[-1].old_end, tuple(changes))


_OPS: dict[str, Op] = {"replace": "replace", "insert": "insert", "delete": "delete"}


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

    def traced(self, first: int) -> Fit:
        """The way back from the cheapest end; the stretch begins at `first`."""
        last = self._rows[-1]
        end = min(range(len(last)), key=last.__getitem__)
        old, new, steps = end, len(self._part), list[Change]()
        while new:
            step = self._step(old, new)
            steps.append(step)
            old, new = step.old, step.new
        changes = tuple(
            replace(each, old=first + each.old, old_end=first + each.old_end)
            for each in _joined(steps[::-1])
        )
        return Fit(first + old, first + end, changes)

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
