"""Where a text stands in a longer one, in characters, and the difference for a reader."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from service.wording.alignment import Piece, add_piece, split_words
from service.wording.fitting import Change, Fit, fit
from service.wording.terms import read


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
