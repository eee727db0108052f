"""A name as it is compared: tokens by sound, given names and family name, whatever the spelling.

*Lawrow* sounds as *Lavrov*, *Jong-un Kim* reads as *Kim Jong Un*, *the Russian Foreign Minister
Sergey Lavrov* bears a role.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import nameparser
from anyascii import anyascii

from quotes import lexicon
from service.matching.sounds import frame, sound

_MEMORY = 1 << 16
_LETTERS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")  # how anyascii parts syllables: 習近平 → XiJinPing
_APOSTROPHES = re.compile(r"['’ʼ‘`´]")
_OWN = re.compile(r"['’]s?$")
_ABD = re.compile(r"^abd[aeiou]{1,2}(?:l|r(?=r)|s(?=s))?-?(?=..)")
_ARTICLES = frozenset("al el ul ad as ash ar an at az".split())
PARTICLES = frozenset(
    "von van der den de da das dos do du des la le les di del della dello ten ter zu zum zur"
    " af av bin ibn bint ben san santa".split()
)
# *Owusu-Ansah* has two parts and *Jong-un* one; *ElBaradei*; *Ortega y Gasset*; *JD Vance*
_JOINTS = re.compile(
    r"(?<= )(?:El|Al)(?=[A-Z][a-z])| [ey] |(?<=[a-z])-(?=[A-Z][\w'’]*$)|(?<=^[A-Z])(?=[A-Z] )"
)
_SONS = frozenset("bin ibn ben bint".split())
_GENERATIONS = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii",
                "iv": "iv"}  # fmt: skip
_LETTERS_AFTER = frozenset("phd md mp qc kc cbe obe mbe esq dphil mba mla mep".split())
_ASIDE = re.compile(r"[,\"“”(]")
_LONGEST_TITLE = 4
_MOST_FRAMES = 3


@dataclass(frozen=True, slots=True)
class Token:
    """One part of a name: as folded, as it sounds, its consonants, the names it stands for."""

    text: str
    sound: str
    frame: str
    variants: frozenset[int]
    family: str  # the usual spelling of a family name that has many
    given: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name; `loose` where either end may be the family name."""

    given: tuple[Token, ...]
    family: Token | None
    loose: bool = False
    generation: str = ""
    role: str = ""
    gender: str = "-"

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All parts, the family name last."""
        return self.given if self.family is None else (*self.given, self.family)

    def turned(self) -> "Name":
        """The other reading of a name whose order is open."""
        first, *rest = self.tokens
        return Name(tuple(rest), first, False, self.generation, self.role, self.gender)


def plain(text: str) -> str:
    """`text` in ASCII letters, syllables of other scripts parted."""
    return text if text.isascii() else _CAMEL.sub(" ", anyascii(text))


@lru_cache(_MEMORY)
def token(text: str) -> Token:
    """The part of a name that is written `text`, in small letters."""
    bare = _ABD.sub("abd", text.replace("-", ""))
    usual = _variants("surname")[1]
    son = "bin" if bare.startswith("bin") else ""
    family = usual.get(bare) or son + usual.get(bare.removeprefix(son), bare.removeprefix(son))
    said = sound(bare)
    return Token(
        text=bare,
        sound=said,
        frame=frame(sound(family)),
        variants=_variants("given")[0].get(bare, frozenset()),
        family=family,
        given=bare in _given_names() or bare.startswith("abd"),
    )


@lru_cache(_MEMORY)
def read(text: str) -> Name:
    """A person's name taken apart; with commas, brackets or nicknames `nameparser` does that."""
    words = plain(_OWN.sub("", text)).split()
    title, gender, words = _untitled(words)
    rest = " ".join(words)
    if _ASIDE.search(rest):
        return _parsed(rest, title, gender)
    parts, generation = _parts(rest)
    if not parts:
        return Name((), None, role=title, gender=gender)
    tokens, at, loose = _ordered(parts)
    given = (*tokens[:at], *tokens[at + 1 :])
    return Name(given, tokens[at], loose, generation, title, gender)


def frames(name: Name) -> tuple[str, ...]:
    """The sounds that the name can be looked up by, the family name first (Christen 2012, 4.4)."""
    if name.family is None:
        return ()
    ends = [name.family, *(name.given[:1] if name.loose else ())]
    inner = [each for each in reversed(name.given[1:]) if len(each.text) > 1]
    found = [each.frame for each in (*ends, *(each for each in inner if not each.given))]
    if inner and len(found) < _MOST_FRAMES:
        # *Amir-Abdollahian* is one word or two
        found.append(frame(sound(inner[0].text + name.family.text)))
    return tuple(dict.fromkeys(found))[:_MOST_FRAMES]


def _parsed(text: str, title: str, gender: str) -> Name:
    found = nameparser.parse(text).as_dict()
    family, _ = _parts(found["family"])
    before, _ = _parts(f"{found['nickname']} {found['given']} {found['middle']}")
    _, generation = _parts(f"x {found['suffix']}")
    tokens = [*map(token, before), *map(token, family)]
    if not tokens:
        return Name((), None, role=title, gender=gender)
    return Name(tuple(tokens[:-1]), tokens[-1], False, generation, title, gender)


def _parts(text: str) -> tuple[list[str], str]:
    """The words of a name without articles and particles, and *Jr* or *III*."""
    words = _LETTERS.findall(_APOSTROPHES.sub("", _JOINTS.sub(" ", text)).lower())
    generation = ""
    while len(words) > 1 and (words[-1] in _GENERATIONS or words[-1] in _LETTERS_AFTER):
        generation = _GENERATIONS.get(words.pop(), generation)
    return list(_joined(words)), generation


def _joined(words: list[str]) -> Iterator[str]:
    """*abdel fattah al-sisi* → *abdfattah*, *sisi*; *bin salman* keeps whose son he is."""
    held = ""
    last = len(words) - 1
    for at, word in enumerate(words):
        head, _, tail = word.partition("-")
        if tail and head in _ARTICLES:
            word = tail
        if at < last and word in ("abd", "abdel", "abdul", "abdal", "abdoul"):
            held = "abdul"
        elif at < last and held == "abdul" and word in _ARTICLES:
            continue
        elif at < last and (word in _ARTICLES or word in PARTICLES) and (at or word != "ben"):
            held = "bin" if word in _SONS else held
        elif word not in _ARTICLES or last == 0 or at == last:
            yield held + word
            held = ""


def _ordered(parts: list[str]) -> tuple[list[Token], int, bool]:
    """The tokens, which of them is the family name, and whether that is open."""
    tokens = [token(part) for part in parts]
    first, last = tokens[0], tokens[-1]
    if len(tokens) == 1:
        return tokens, 0, False
    order = _surnames()
    if order.get(first.text) == "first" and order.get(last.text) != "first":
        western = len(tokens) > 2 and tokens[1].given and first.given
        return tokens, len(tokens) - 1 if western else 0, len(tokens) == 2
    if len(tokens) == 2 and last.given and not first.given and last.text not in order:
        return tokens, 0, True
    return tokens, len(tokens) - 1, len(tokens) == 2 and not first.given


def _untitled(words: list[str]) -> tuple[str, str, list[str]]:
    """*Russian Foreign Minister* and what follows; a title that is a given name may be one."""
    titles, genders = _titles()
    start, gender = 0, "-"
    while start < len(words) - 1:
        at = start + _countries_long(words, start)
        length = next(
            (n for n in range(min(_LONGEST_TITLE, len(words) - at - 1), 0, -1)
             if " ".join(words[at : at + n]).lower() in titles), 0,
        )  # fmt: skip
        named = length == 1 and at + 2 == len(words) and token(words[at].lower()).given
        if not length or (named and not start):
            break
        gender = genders.get(" ".join(words[at : at + length]).lower(), gender)
        start = at + length
    return " ".join(words[:start]), gender, words[start:]


def _countries_long(words: list[str], start: int) -> int:
    """How many words from `start` on name a country: *South Korean*, *Russia's*, *former*."""
    lists = lexicon.load()
    for length in (2, 1):
        said = _OWN.sub("", " ".join(words[start : start + length]))
        known = said in lists.adjectives or said in lists.countries
        if len(words) > start + length + 1 and (known or said.lower() in ("the", "former")):
            return length
    return 0


@cache
def _titles() -> tuple[frozenset[str], dict[str, str]]:
    lists = lexicon.load()
    genders = {title.lower(): gender for title, gender in lists.honorifics.items()}
    offices = {noun for noun in lists.roles if " " in noun}
    return frozenset(genders) | offices, genders


@cache
def _given_names() -> frozenset[str]:
    return frozenset(plain(name).lower() for name in lexicon.load().given_names)


def common(family: str) -> bool:
    """Whether so many bear this family name that it says little."""
    return family in _surnames()


@cache
def _surnames() -> dict[str, str]:
    return {row["surname"].lower(): row["order"] for row in rows("common_surnames.csv")}


@cache
def _variants(kind: str) -> tuple[dict[str, frozenset[int]], dict[str, str]]:
    """Spellings and short forms: the rows each is in, and the first of its first row."""
    groups: dict[str, frozenset[int]] = {}
    usual: dict[str, str] = {}
    for number, row in enumerate(rows("name_variants.csv")):
        names = [plain(name).lower() for name in row["names"].split("|")]
        for name in names if row["kind"] == kind else ():
            groups[name] = groups.get(name, frozenset()) | {number}
            usual.setdefault(name, names[0])
    return groups, usual


def rows(name: str) -> list[dict[str, str]]:
    """The lines of a list under ``service/data``."""
    text = (Path(__file__).parent / "data" / name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
