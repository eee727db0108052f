"""How alike two persons' names are, in bits for or against one bearer.

The bits are the log odds of Fellegi & Sunter (1969): what a likeness says is less the more people
share the name. They were set by hand on the pairs of ``tests/service/test_matching.py``.
"""

from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from service.matching.names import Name, Token, common, read
from service.matching.sounds import bare

_MEMORY = 1 << 16
AGAINST = -20.0
_LIKE, _NEAR, _CLOSE = 3, 2, 1  # one name · one spelling, or a short form · perhaps a slip
_TYPO_FROM = 5  # shorter names are one letter apart and others


class Likeness(NamedTuple):
    """What is alike, and the bits it is worth."""

    reason: str
    weight: float


_weight = attrgetter("weight")
_NONE = Likeness("name.different", AGAINST)
_CONFLICT = Likeness("name.given_conflict", AGAINST)


def persons(one: str, names: Sequence[str]) -> Likeness:
    """A name beside all those that a source goes by.

    Full names decide where there are any: *Marina Lavrova* is not the *Lavrova* whose full name
    is known to be Olga.
    """
    if read(one).given:
        names = [name for name in names if read(name).given] or names
    return max((_persons(one, name) for name in names), key=_weight, default=_NONE)


@lru_cache(_MEMORY)
def _persons(one: str, other: str) -> Likeness:
    left, right = read(one), read(other)
    if left.family is None or right.family is None:
        return _NONE
    if left.generation and right.generation and left.generation != right.generation:
        return Likeness("name.generation_conflict", AGAINST)
    found = max(
        (_read(mine, theirs) for mine, theirs in _readings(left, right)),
        key=_weight,
    )
    shared = common(left.family.family) or common(right.family.family)
    if shared and found.reason != "name.part":
        less = 2.5 if found.reason in ("name.surname", "name.initial") else 2.0
        found = Likeness(found.reason, max(found.weight - less, AGAINST))
    return found


def _readings(left: Name, right: Name) -> list[tuple[Name, Name]]:
    pairs = [(left, right)]
    if left.loose:
        pairs.append((left.turned(), right))
    if right.loose:
        pairs.append((left, right.turned()))
    return pairs


def _read(left: Name, right: Name) -> Likeness:
    if len(left.tokens) > len(right.tokens):
        left, right = right, left
    if left.family is None or right.family is None:
        return _NONE
    if not left.given:
        return _bare(left.family, right)
    family = _families(left.family, right.family)
    if family >= _NEAR:
        return _same_family(left, right, family)
    if family and _given(left, right) >= _NEAR:
        return Likeness("name.spelling", 2.0)
    return _two_families(left, right)


def _bare(single: Token, other: Name) -> Likeness:
    """One word beside a name: *Lavrov*, *Sergey Lavrov*; *Lula*, *Luiz Inácio Lula da Silva*."""
    if other.family is None:
        return _NONE
    alike = _families(single, other.family)
    if alike == _CLOSE:
        return Likeness("name.spelling", -2.5)
    if alike and not other.given:
        return Likeness("name.bare", 5.0 if alike == _LIKE else 4.0)
    if alike:
        return Likeness("name.surname", 4.0 if alike == _LIKE else 3.5)
    inner = not single.given and len(single.text) > 1
    inner = inner and any(_families(single, each) == _LIKE for each in other.given[1:])
    return Likeness("name.part", 1.5) if inner else _NONE


def _same_family(left: Name, right: Name, family: int) -> Likeness:
    if left.tokens == right.tokens:
        return Likeness("name.same", 8.0)
    given = _given(left, right)
    if not given:
        return _inner(left, right)
    if _middles_conflict(left, right):
        far = len(left.given) == len(right.given)
        return Likeness("name.middle_conflict", AGAINST if far else 1.5)
    if given == _CLOSE:
        return Likeness("name.spelling", 2.0)
    if _initial(left.given[0]) or _initial(right.given[0]):
        return Likeness("name.initial", 3.5)
    if given == _NEAR:
        respelt = left.given[0].frame == right.given[0].frame
        return Likeness(
            "name.transliterated" if respelt else "name.nickname", 6.0 if respelt else 5.0
        )
    if family < _LIKE:
        return Likeness("name.transliterated", 6.0)
    if len(left.tokens) != len(right.tokens):
        return Likeness("name.middle", 7.0)
    return Likeness("name.same", 8.0)


def _inner(left: Name, right: Name) -> Likeness:
    """*Lula da Silva* within *Luiz Inácio Lula da Silva*; *Boris Johnson* is Alexander too."""
    within = all(any(_alike(mine, each) >= _NEAR for each in right.given) for mine in left.given)
    if not within or len(left.given) >= len(right.given):
        return _CONFLICT
    return Likeness("name.part", 2.5 if left.given[0].given else 5.0)


def _two_families(left: Name, right: Name) -> Likeness:
    """*Pedro Sánchez* and *Pedro Sánchez Pérez-Castejón*: one of two family names left out."""
    if left.family is None or not _given(left, right):
        return _NONE
    if len(left.tokens) != len(right.tokens) and _consonants(left) == _consonants(right):
        return Likeness("name.words", 5.0)
    held = any(_families(left.family, each) >= _NEAR for each in right.given[1:])
    return Likeness("name.part", 2.5) if held else _NONE


def _consonants(name: Name) -> str:
    """*Amir-Abdollahian* is one word or two."""
    return bare("".join(part.sound for part in name.tokens))


def _given(left: Name, right: Name) -> int:
    """How alike the given names are, 0 where they are two."""
    first = _alike(left.given[0], right.given[0])
    if first >= _NEAR:
        return first
    if len(left.given) != len(right.given):
        # *Jong-un* is one word or two, and *J. K.* is *Joanne*.
        mine, theirs = ("".join(each.text for each in name.given) for name in (left, right))
        if mine == theirs:
            return _LIKE
    if _initial(left.given[0]) or _initial(right.given[0]):
        return _NEAR if left.given[0].text[0] == right.given[0].text[0] else 0
    return first


def _middles_conflict(left: Name, right: Name) -> bool:
    """*John F.* and *John E. Kennedy*; what only one of the two names has does not count."""
    return any(
        a.text[0] != b.text[0] if _initial(a) or _initial(b) else not _alike(a, b)
        for a, b in zip(left.given[1:], right.given[1:], strict=False)
    )


def _initial(part: Token) -> bool:
    return len(part.text) == 1


@lru_cache(_MEMORY)
def _families(one: Token, other: Token) -> int:
    if one.text == other.text:
        return _LIKE
    if one.family == other.family or one.sound == other.sound:
        return _NEAR
    return _slip(one, other)


@lru_cache(_MEMORY)
def _alike(one: Token, other: Token) -> int:
    if one.text == other.text:
        return _LIKE
    if one.sound == other.sound or one.variants & other.variants:
        return _NEAR
    return _slip(one, other)


def _slip(one: Token, other: Token) -> int:
    """Perhaps one name and a slip; two known given names, as *Marina* and *Martina*, are two."""
    if one.given and other.given:
        return 0
    if one.frame == other.frame and _vowels(one) == _vowels(other):
        return _CLOSE
    long = min(len(one.text), len(other.text)) >= _TYPO_FROM
    apart = DamerauLevenshtein.distance(one.text, other.text, score_cutoff=1)
    return _CLOSE if long and apart <= 1 and _end(one) == _end(other) else 0


def misspelt(name: Sequence[str], other: Sequence[str]) -> bool:
    """Whether `other` is the name, or the family name alone, but for one letter of one word."""
    name = name[-1:] if len(other) == 1 else name
    odd = [(a, b) for a, b in zip(name, other, strict=False) if a != b]
    if len(name) != len(other) or len(odd) != 1:
        return False
    ((one, two),) = odd
    long = min(len(one), len(two)) >= _TYPO_FROM
    return long and DamerauLevenshtein.distance(one, two, score_cutoff=1) <= 1


def _vowels(part: Token) -> str:
    """The sound with a and e as one, but for the last letter: *Marina* is not *Marine*."""
    return part.sound[:-1].replace("a", "e") + part.sound[-1:] if part.sound else ""


def _end(part: Token) -> bool:
    """Whether the name ends as women's do where that tells (*Petrov*, *Petrova*)."""
    return part.text.endswith("a")
