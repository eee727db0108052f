"""Organisations, media and places under all their names, and how alike two of them are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz

from quotes import bodies, lexicon
from service.matching.likeness import AGAINST, Likeness
from service.matching.names import plain, token
from service.words import word_list

_MEMORY = 1 << 16
_EMPTY = frozenset("the of and for in on to a an at s de la le des du und der die".split())
_LEGAL = frozenset(
    "inc incorporated ltd limited llc llp plc co company corp corporation gmbh ag sa nv bv spa oyj"
    " ab asa".split()
)
_OWN = re.compile(r"['’]s?(?=\s|$)")
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,7}")
_CAPITAL = re.compile(r"\b[A-Z]")
_DESCRIBED = re.compile(r"(?<=\S) (?:news )?(?:agency|newspaper|magazine|website)$")
_NUMBER = re.compile(r"\d")
_NEARLY = 93  # of 100; two long names that close are one word or letter apart
_LONG = 8


@dataclass(frozen=True, slots=True)
class Body:
    """A body's name taken apart; `listed` is what a list calls it, `proper` if there is but one."""

    text: str
    listed: str = ""
    proper: bool = True
    country: str = ""
    words: frozenset[str] = frozenset()
    lead: str = ""  # the first word that not every such body has
    acronym: str = ""
    short: bool = False  # the name is an acronym


@lru_cache(_MEMORY)
def read(name: str) -> Body:
    """The body, medium or place that `name` names."""
    bare = name.removeprefix("the ").removeprefix("The ")
    text = " ".join(word_list(plain(bare)))
    return _on_a_list(name, bare, text) or _unlisted(bare, text)


def _on_a_list(name: str, bare: str, text: str) -> Body | None:
    lists = lexicon.load()
    medium = lists.media.get(name) or _medium(bare) or _medium(_DESCRIBED.sub("", bare))
    if medium is not None:
        return Body(text, f"medium {medium.name}")
    if land := lists.countries.get(bare):
        return Body(text, f"land {land}")
    # the parting of countries costs, so only where a word of an office stands in the name
    office = None if _office_words().isdisjoint(text.split()) else bodies.key(bare, lists)
    if office is None:
        return None
    return Body(text, f"office {office[0]}", office[0] not in _shared(), office[1])


def looks(name: str) -> bool:
    """Whether a name says of itself that it is no person's."""
    if " of " in name or " for " in name or "&" in name or _ACRONYM.fullmatch(name):
        return True
    bare = name.removeprefix("the ").removeprefix("The ")
    if not _telling().isdisjoint(name.split()):
        return True
    return _on_a_list(name, bare, " ".join(word_list(plain(bare)))) is not None


def keys(name: str) -> tuple[str, ...]:
    """What a body's names have in common: its listed name, or its words, or its initials."""
    body = read(name)
    if body.listed:
        return (body.listed,)
    words = " ".join(sorted(body.words)) or body.text
    found = [f"body {words}"] if words else []
    if body.acronym:
        found.append(f"acronym {body.acronym}")
    if body.lead and len(body.words) > 1:
        found.append(token(body.lead).frame)  # *Samsung* for *Samsung Electronics*
    return tuple(found)


def best(one: str, names: Sequence[str]) -> Likeness:
    """A name beside all those of a body; what names a country decides where anything does."""
    if read(one).country:
        names = [name for name in names if read(name).country] or names
    found = (alike(one, name) for name in names)
    return max(found, key=lambda each: each.weight)


@lru_cache(_MEMORY)
def alike(one: str, other: str) -> Likeness:
    """How alike the names of two bodies are."""
    left, right = read(one), read(other)
    if one == other or (left.text and left.text == right.text):
        return Likeness("name.same", 8.0)
    if left.country and right.country and left.country != right.country:
        return Likeness("name.country_conflict", AGAINST)
    if left.listed or right.listed:
        return _listed(left, right)
    open_ = left.country != right.country
    if left.words == right.words and left.words:
        return Likeness("name.country_open", 1.5) if open_ else Likeness("name.words", 7.0)
    if left.acronym == right.acronym and left.acronym and left.short != right.short:
        return Likeness("name.acronym", 2.0)
    if open_:
        return Likeness("name.different", AGAINST)
    return _partly(left, right)


def _listed(left: Body, right: Body) -> Likeness:
    if left.listed != right.listed:
        return Likeness("name.different", AGAINST)
    if left.country == right.country:
        return Likeness("name.alias", 7.0 if left.proper or left.country else 2.5)
    return Likeness("name.country_open", 1.5)


def _partly(left: Body, right: Body) -> Likeness:
    less, more = sorted((left.words, right.words), key=len)
    if left.lead and left.lead == right.lead and less < more:
        return Likeness("name.part", 1.0)
    long = min(len(left.text), len(right.text)) >= _LONG and not _NUMBER.search(left.text)
    if long and fuzz.ratio(left.text, right.text) >= _NEARLY:
        return Likeness("name.spelling", 1.0)
    return Likeness("name.different", AGAINST)


def _medium(bare: str) -> lexicon.Medium | None:
    media = lexicon.load().media
    return media.get(bare) or media.get(f"The {bare}") or media.get(bare.upper())


def _unlisted(bare: str, text: str) -> Body:
    country, rest = _parted(bare)
    words = [word for word in word_list(plain(rest)) if word not in _EMPTY]
    content = [word for word in words if word not in _LEGAL] or words
    short = _ACRONYM.fullmatch(bare) is not None
    capitals = "".join(_CAPITAL.findall(bare)).lower()
    acronym = bare.replace(".", "").lower() if short else capitals if len(capitals) > 2 else ""
    lead = next((word for word in content if word not in _generic()), "")
    return Body(text, "", True, country, frozenset(content), lead, acronym, short)


def _parted(name: str) -> tuple[str, str]:
    """The country whose body it is, and the rest of the name."""
    lists = lexicon.load()
    pieces = _OWN.sub("", name).split()
    for at in range(len(pieces)):
        for length in (2, 1):
            said = " ".join(pieces[at : at + length])
            land = lists.adjectives.get(said) or lists.countries.get(said)
            if land and len(pieces) > length:
                return land, " ".join(pieces[:at] + pieces[at + length :])
    return "", " ".join(pieces)


@cache
def _shared() -> frozenset[str]:
    """Offices that each country has, written small in the list: *foreign ministry*."""
    return frozenset(office for office, _ in lexicon.load().offices.values() if office.islower())


@cache
def _office_words() -> frozenset[str]:
    return frozenset(
        word for name in lexicon.load().offices for word in word_list(name) if word not in _EMPTY
    )


@cache
def _telling() -> frozenset[str]:
    lists = lexicon.load()
    nouns = {noun.capitalize() for noun, kind in lists.nominals.items() if kind == "body"}
    return lists.firms | nouns


@cache
def _generic() -> frozenset[str]:
    return frozenset(word.lower() for word in _telling())
