"""What a role says of its bearer: country, field, office, employer, sex, and whether it is over."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from quotes import lexicon
from service.matching.names import rows
from service.words import word_list

_OVER = re.compile(r"\b(?:former(?:ly)?|ex|late|then|outgoing|retired|one-?time)\b[ -]?", re.I)
_ABROAD = re.compile(r"\b(?:to|for|in|at) (?:the )?(?=[A-Z])")
_OWN = re.compile(r"['’]s?(?=\s|$)")
SAME = {
    "defense": "defence", "labor": "labour", "premier": "prime minister", "ceo": "chief executive",
    "adviser": "advisor", "councilor": "councillor", "spokesman": "spokesperson",
    "spokeswoman": "spokesperson", "chairman": "chair", "chairwoman": "chair",
    "chairperson": "chair", "congresswoman": "congressman", "mp": "lawmaker",
    "legislator": "lawmaker", "parliamentarian": "lawmaker", "external": "foreign",
    "journalist": "reporter", "correspondent": "reporter",
}  # fmt: skip
_EMPTY = frozenset(
    "the a an of and for to in at s his her its their our on with by from as affairs officer"
    " senior veteran top leading chief longtime new acting interim current state national federal"
    " government said who is was".split()
)
_NOUN_LONG = 4
_SAME_TIME = 1.5  # years
# Fields whose people are found in the other as well.
_NEIGHBOURS = frozenset(
    frozenset(pair.split("-"))
    for pair in "state-force state-law state-business force-law law-business science-press"
    " press-arts business-sport state-faith science-arts science-business law-science"
    " state-science press-sport".split()
)


@dataclass(frozen=True, slots=True)
class Office:
    """A role taken apart."""

    words: frozenset[str] = frozenset()
    country: str = ""
    field: str = ""
    at: frozenset[str] = frozenset()  # the employer's name, the club
    gender: str = "-"
    over: bool = False


@lru_cache(1 << 15)
def read(role: str) -> Office:
    """The office that the words of `role` give."""
    text, ended = _OVER.subn("", role)
    country, text = _country(text)
    found = word_list(_OWN.sub("", text))
    noun = _noun(found)
    known = {word for name in _nouns(found) for word in name.split()}
    rest = frozenset(word for word in found if word not in known | _EMPTY)
    office = frozenset(part for word in known - _EMPTY for part in SAME.get(word, word).split())
    listed = lexicon.load().roles.get(noun)
    return Office(office, country, _field(noun), rest, listed.gender if listed else "-", ended > 0)


Part = tuple[str, float]
Held = list[tuple[Office, float]]  # with how many years lie between then and now


def judge(mine: list[Office], held: Held) -> list[Part]:
    """What the offices of a document say for and against those that a source held, in bits."""
    judges = (_office, _lands, _callings, _employers, _sexes)
    return [part for judge in judges if (part := judge(mine, held))]


def _office(mine: list[Office], held: Held) -> Part | None:
    """The same role then is much, at another time little: offices change hands."""
    now = [
        (m, t)
        for m in mine
        for t, gap in held
        if m.words and t.words and (m.at & t.at or not m.at or not t.at)
        if gap <= _SAME_TIME or m.over or t.over
    ]
    if any(m.words == t.words and m.country == t.country for m, t in now):
        return ("role.same", 4.0)
    if any(m.words == t.words for m, t in now if not (m.country and t.country)):
        return ("role.same", 3.0)
    if any(m.words < t.words or t.words < m.words for m, t in now if not _deputy(m, t)):
        return ("role.near", 1.5)
    if any(m.words & t.words and m.words != t.words and not m.over | t.over for m, t in now):
        return ("role.conflict", -3.0)
    return None


def _deputy(one: Office, other: Office) -> bool:
    return bool({"deputy", "vice"} & (one.words ^ other.words))


def _lands(mine: list[Office], held: Held) -> Part | None:
    ours = {each.country for each in mine if each.country}
    theirs = {each.country for each, _ in held if each.country}
    if not ours or not theirs:
        return None
    if ours & theirs:
        return ("country.same", 1.0)
    return ("country.conflict", -7.0 if _meanwhile(mine, held) else -5.0)


def _callings(mine: list[Office], held: Held) -> Part | None:
    pairs = [(m.field, t.field) for m in mine for t, _ in held if m.field and t.field]
    if not pairs or any(not _at_odds(*pair) for pair in pairs):
        return None
    return ("field.conflict", -6.0 if _meanwhile(mine, held) else -4.5)


def _employers(mine: list[Office], held: Held) -> Part | None:
    pairs = [(m.at, t.at) for m in mine for t, _ in held if m.at and t.at]
    if not pairs:
        return None
    if any(one & other for one, other in pairs):
        return ("employer.same", 2.0)
    return ("employer.conflict", -4.0 if _meanwhile(mine, held) else -1.5)


def _sexes(mine: list[Office], held: Held) -> Part | None:
    ours = {each.gender for each in mine} - {"-"}
    theirs = {each.gender for each, _ in held} - {"-"}
    return ("gender.conflict", -6.0) if ours and theirs and not ours & theirs else None


def _meanwhile(mine: list[Office], held: Held) -> bool:
    now = any(gap <= _SAME_TIME and not each.over for each, gap in held)
    return now and any(not each.over for each in mine)


def _at_odds(one: str, other: str) -> bool:
    """Two fields that hardly anybody works in at once."""
    return bool(one and other) and one != other and frozenset((one, other)) not in _NEIGHBOURS


def _country(text: str) -> tuple[str, str]:
    """Whose office it is, and the rest: *Russian* …, … *of Russia*, but not *ambassador to* …."""
    lists = lexicon.load()
    pieces = _OWN.sub("", text).replace(",", " ").split()
    abroad = _ABROAD.search(text)
    end = len(text[: abroad.start()].split()) if abroad else len(pieces)
    for at in range(len(pieces)):
        for length in (3, 2, 1):
            said = " ".join(pieces[at : at + length])
            country = lists.adjectives.get(said) or lists.countries.get(said)
            if country and lists.places.get(country) == "country":
                left = " ".join(pieces[:at] + pieces[at + length :])
                return (country if at < end else ""), left
    return "", " ".join(pieces)


def _nouns(found: list[str]) -> list[str]:
    """The role nouns that the list knows, the longest at each place."""
    roles, at, nouns = _listed(), 0, []
    while at < len(found):
        long = next(
            (n for n in range(_NOUN_LONG, 0, -1) if " ".join(found[at : at + n]) in roles), 0
        )
        if long:
            nouns.append(" ".join(found[at : at + long]))
        at += long or 1
    return nouns


def _noun(found: list[str]) -> str:
    nouns = _nouns(found)
    return nouns[0] if nouns else ""


@cache
def _listed() -> frozenset[str]:
    return frozenset(" ".join(word_list(noun)) for noun in lexicon.load().roles) | set(_fields())


def _field(noun: str) -> str:
    return _fields().get(noun) or _fields().get(noun.rpartition(" ")[2], "")


@cache
def _fields() -> dict[str, str]:
    return {
        " ".join(word_list(noun)): row["field"]
        for row in rows("fields.csv")
        for noun in row["nouns"].split("|")
    }
