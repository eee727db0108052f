"""Two wordings word against word, for a reader: what stayed, came, went or changed."""

import re
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Levenshtein

from service.words import words

Op = Literal["equal", "insert", "delete", "replace"]

# A word with the spaces and punctuation after it; an apostrophe or a decimal point does not end it.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f]|['’.,](?=[^\W_]))*[\W_]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of a diff; the words of an *equal* one may differ in case and punctuation."""

    op: Op
    old: str
    new: str


def diff(a: str, b: str) -> tuple[Piece, ...]:
    """The pieces in order: their `old` joined are exactly `a`, their `new` exactly `b`.

    The alignment is the one with the fewest changed words (Levenshtein 1966).
    """
    if not a and not b:
        return ()
    old, new = split_words(a), split_words(b)
    pieces: list[Piece] = []
    for op in Levenshtein.opcodes([words(w) for w in old], [words(w) for w in new]):
        add_piece(
            pieces,
            "".join(old[op.src_start : op.src_end]),
            "".join(new[op.dest_start : op.dest_end]),
            op.tag == "equal",
        )
    return tuple(pieces)


def split_words(text: str) -> list[str]:
    """The words with what follows them; what stands before the first belongs to it."""
    found = _WORD.findall(text)
    lead = text[: len(text) - sum(map(len, found))]
    return [lead + found[0], *found[1:]] if found else [text] if text else []


def add_piece(pieces: list[Piece], old: str, new: str, equal: bool) -> None:
    """One more piece, or more of the last: changes side by side read as one."""
    if pieces and (pieces[-1].op == "equal") == equal:
        last = pieces.pop()
        old, new = last.old + old, last.new + new
    op: Op = "equal" if equal else "replace" if old and new else "delete" if old else "insert"
    pieces.append(Piece(op, old, new))
