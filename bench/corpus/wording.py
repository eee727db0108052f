"""How a saying is told again: word for word, with an editor's touches, or indirectly.

A wording has a place for every token of its saying, empty where that was dropped, so that a copy
of a copy can be edited further.
"""

from collections.abc import Callable
from random import Random

from .grammar import Saying
from .rates import Rates

Wording = tuple[str, ...]

# A contraction can take one of them away.
_LEAST = 7
_MARKS = ("...", "…", "[...]")
_SHIFTED = {
    "we": "they",
    "our": "their",
    "this": "that",
    "will": "would",
    "will not": "would not",
    "can": "could",
    "cannot": "could not",
    "must": "had to",
    "may": "might",
    "may not": "might not",
    "now": "at present",
}
_CONTRACTED = {
    "will not": ("won't", "won’t"),
    "cannot": ("can't", "can’t"),
    "should not": ("shouldn't", "shouldn’t"),
}
_RESPELT = (
    ("programme", "program"),
    ("defence", "defense"),
    ("licence", "license"),
    ("neighbour", "neighbor"),
    ("rumour", "rumor"),
    ("honour", "honor"),
    ("fertiliser", "fertilizer"),
    ("percent", "per cent"),
    ("tonnes", "tons"),
    ("criticis", "criticiz"),
)
_LINKS = frozenset(("and", "but", "because", "if", "while", "although"))


def joined(wording: Wording) -> str:
    """The words that are left of `wording`."""
    return " ".join(filter(None, wording))


def edited(saying: Saying, wording: Wording, random: Random, rates: Rates) -> Wording:
    """`wording` after another editor has touched it."""
    tokens = list(wording)
    for _ in range(random.randint(1, rates.edits)):
        random.choice(_EDITS)(saying, tokens, random)
    return tuple(tokens)


def indirect(saying: Saying, random: Random, rates: Rates) -> Wording:
    """The saying in reported speech: tenses and persons shifted, something left out."""
    tokens = [_SHIFTED.get(token, token) for token in saying.tokens]
    for start, end in saying.cuts:
        if random.random() < 0.06 * (rates.edits + 1):
            _drop(tokens, start, end)
    return tuple(tokens)


def _drop(tokens: list[str], start: int, end: int, mark: str = "") -> None:
    """Empty some places, unless too little would be left to know the statement by."""
    gone = tokens[start:end]
    tokens[start:end] = [mark] + [""] * (end - start - 1)
    if sum(token.count(" ") + 1 for token in tokens if token and token not in _MARKS) < _LEAST:
        tokens[start:end] = gone


def _punctuate(_saying: Saying, tokens: list[str], random: Random) -> None:
    places = [i for i, token in enumerate(tokens) if i and tokens[i - 1] and token in _LINKS]
    if places:
        at = random.choice(places)
        tokens[at - 1] += random.choice((",", ",", " –", ";"))
    else:
        _respell(_saying, tokens, random)


def _respell(_saying: Saying, tokens: list[str], random: Random) -> None:
    for at, token in enumerate(tokens):
        if token in _CONTRACTED:
            tokens[at] = random.choice(_CONTRACTED[token])
            return
        for old, new in _RESPELT:
            if old in token:
                tokens[at] = token.replace(old, new)
                return


def _drop_tail(saying: Saying, tokens: list[str], _random: Random) -> None:
    end = len(tokens)
    while not tokens[end - 1]:
        end -= 1
    tails = [start for start, stop in saying.cuts if stop >= end and start < end]
    if tails:
        _drop(tokens, max(tails), len(tokens))


def _elide(saying: Saying, tokens: list[str], random: Random) -> None:
    middle = [cut for cut in saying.cuts if cut[0] > 0 and cut[1] < len(tokens) and tokens[cut[0]]]
    if middle:
        start, end = random.choice(middle)
        _drop(tokens, start, end, random.choice(_MARKS))


def _thin(saying: Saying, tokens: list[str], random: Random) -> None:
    if saying.cuts:
        _drop(tokens, *random.choice(saying.cuts))


_EDITS: tuple[Callable[[Saying, list[str], Random], None], ...] = (
    _punctuate,
    _respell,
    _punctuate,
    _respell,
    _drop_tail,
    _drop_tail,
    _elide,
    _thin,
)
