"""The vocabulary: real English words at its head, pronounceable ones made up for the tail."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")

_HEAD = Path(__file__).with_name("words.toml")
_SIZES = {"nouns": 8000, "adjectives": 3500, "verbs": 1800, "adverbs": 600}
_ENDINGS = {
    "nouns": ("er", "ment", "ion", "ity", "age", "ism", "ance", "", "", ""),
    "adjectives": ("al", "ic", "ous", "ive", "ary", "an", "able"),
    "verbs": ("ate", "ise", "ish", "en", "le", "ect"),
    "adverbs": ("ally", "ously", "ively"),
}
_ONSETS = "b c d f g h l m n p r s t v br cr dr fl gr pl pr sc sl sp st str th tr".split()
_VOWELS = "a e i o u a e o ea ou".split()
_CODAS = ["", "", "", *"l m n r s t nd nt rd ck mp".split()]


class Zipf(Generic[T]):
    """Draws from `items` with Zipf–Mandelbrot weights, the first the most frequent."""

    def __init__(self, items: Sequence[T], shift: float = 2.0, exponent: float = 1.0) -> None:
        self._items = items
        self._weights = list(
            accumulate(1 / (shift + rank) ** exponent for rank in range(1, len(items) + 1))
        )
        self._drawn: list[T] = []

    def draw(self, random: Random) -> T:
        """One item. They are drawn in thousands, ten times as fast as one by one."""
        if not self._drawn:
            self._drawn = random.choices(self._items, cum_weights=self._weights, k=2048)
        return self._drawn.pop()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The base forms of each class of word, most frequent first."""

    nouns: tuple[str, ...]
    adjectives: tuple[str, ...]
    verbs: tuple[str, ...]
    adverbs: tuple[str, ...]

    def forms(self) -> set[str]:
        """Every form in which the grammar can write them."""
        verbs = [form for verb in self.verbs for form in (verb, past(verb), progressive(verb))]
        return {*self.nouns, *map(plural, self.nouns), *self.adjectives, *verbs, *self.adverbs}


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The same for every world, so that corpora of two seeds are alike."""
    head = {kind: text.split() for kind, text in tomllib.loads(_HEAD.read_text("utf-8")).items()}
    random = Random(20_000)
    taken = {word for words in head.values() for word in words}
    full = {}
    for kind, size in _SIZES.items():
        words = list(dict.fromkeys(head[kind]))
        while len(words) < size:
            word = _made_up(random, _ENDINGS[kind])
            if word not in taken:
                taken.add(word)
                words.append(word)
        full[kind] = tuple(words)
    return Vocabulary(**full)


def _made_up(random: Random, endings: tuple[str, ...]) -> str:
    ending = random.choice(endings)
    syllables = 1 if ending and random.random() < 0.5 else 2
    stem = "".join(
        random.choice(_ONSETS) + random.choice(_VOWELS) + random.choice(_CODAS)
        for _ in range(syllables)
    )
    return stem + ending


def made_up_name(random: Random, syllables: int = 2) -> str:
    """A capitalised stem for firms and the rarer surnames."""
    parts = [random.choice(_ONSETS) + random.choice("aeiou") for _ in range(syllables)]
    return ("".join(parts) + random.choice("lmnrstk")).capitalize()


def plural(noun: str) -> str:
    """The regular plural; `child` and its like are rare enough to be wrong."""
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def past(verb: str) -> str:
    """The regular past and participle."""
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + "ed"


def progressive(verb: str) -> str:
    """The regular -ing form."""
    return (verb[:-1] if verb.endswith("e") else verb) + "ing"
