"""What persons are called, and in how many ways the press writes that."""

import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from random import Random

from .words import Zipf, made_up_name

_FILE = Path(__file__).with_name("names.toml")

# One spelling and those that other newsrooms use for the same letters.
_SPELLINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Sergey", ("Sergei", "Serguei")),
    ("Andrey", ("Andrei", "Andriy")),
    ("Nikolay", ("Nikolai",)),
    ("Aleksandr", ("Alexander", "Oleksandr")),
    ("Dmitry", ("Dmitri", "Dmitriy")),
    ("Yevgeny", ("Evgeny", "Yevgeniy")),
    ("Yelena", ("Elena",)),
    ("Natalya", ("Natalia",)),
    ("Mariya", ("Maria",)),
    ("Tatyana", ("Tatiana",)),
    ("Yuliya", ("Yulia", "Julia")),
    ("Yuriy", ("Yuri", "Yury")),
    ("Georgy", ("Georgiy", "Georgi")),
    ("Valery", ("Valeriy",)),
    ("Anatoly", ("Anatoliy",)),
    ("Maksim", ("Maxim",)),
    ("Viktor", ("Victor",)),
    ("Volodymyr", ("Vladimir", "Volodimir")),
    ("Oleksiy", ("Oleksii", "Alexei")),
    ("Mohammed", ("Mohamed", "Muhammad", "Mohammad")),
    ("Mohammad", ("Mohammed", "Muhammad")),
    ("Hussein", ("Hussain", "Hossein")),
    ("Hossein", ("Hussein", "Hosein")),
    ("Abdullah", ("Abdallah", "Abdulla")),
    ("Khaled", ("Khalid",)),
    ("Yusuf", ("Youssef", "Yousuf")),
    ("Mustafa", ("Mostafa", "Moustafa")),
    ("Mahmoud", ("Mahmud",)),
    ("Saeed", ("Said", "Saïd")),
    ("Faisal", ("Faysal",)),
    ("Aisha", ("Aysha", "Aicha")),
    ("Fatima", ("Fatma",)),
    ("Layla", ("Leila",)),
    (" al-", (" el-", " Al ", " ")),
    ("sky", ("skyy", "skiy", "ski")),
    ("enko", ("yenko",)),
    ("ov", ("off",)),
    ("zadeh", ("zade",)),
    ("pour", ("pur",)),
    ("oud", ("ud",)),
    ("ü", ("ue",)),
    ("ö", ("oe",)),
    ("ø", ("oe",)),
    ("å", ("aa",)),
    ("ß", ("ss",)),
    ("-", (" ",)),
    ("Imran", ("Emran",)),
    ("Chaudhry", ("Chaudhary", "Choudhury")),
    ("Siddiqui", ("Siddiqi",)),
    ("Mukherjee", ("Mukherji",)),
)
_PLAIN = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "ß": "ss", "đ": "d"})


@dataclass(frozen=True, slots=True)
class Culture:
    """The given names and surnames of some countries; Zipfian, as names are."""

    male: Zipf[str]
    female: Zipf[str]
    surnames: Zipf[str]
    middles: tuple[str, ...]
    family_first: bool


@dataclass(frozen=True, slots=True)
class PersonName:
    """A full name, the other ways it is written, and the surname that stands for it."""

    full: str
    variants: tuple[str, ...]
    surname: str
    pronoun: str


def cultures() -> dict[str, Culture]:
    """Each country's culture, anew for each world, for what is drawn is drawn ahead."""
    found = {}
    for row in tomllib.loads(_FILE.read_text("utf-8")).values():
        stems = [
            s + e for s in row.get("stems", "").split() for e in row.get("endings", "").split()
        ]
        Random(len(stems)).shuffle(stems)
        surnames = row.get("surnames", "").replace("-", " ").replace(" al ", " al-").split()
        culture = Culture(
            Zipf(row["male"].split(), 8),
            Zipf(row["female"].split(), 8),
            Zipf([s for s in surnames if s not in ("de", "van")] + stems, 12, 0.8),
            tuple(m.replace("-", " ") for m in row.get("middles", "").split()) or ("",),
            row.get("family_first", False),
        )
        for country in row["countries"].split():
            found[country.replace("-", " ")] = culture
    return found


def make_name(random: Random, known: dict[str, Culture], country: str) -> PersonName:
    """A name that somebody of `country` could have."""
    culture = known.get(country) or known[random.choice(sorted(known))]
    woman = random.random() < 0.3
    given = (culture.female if woman else culture.male).draw(random)
    surname = culture.surnames.draw(random) if random.random() < 0.9 else made_up_name(random)
    if culture.family_first:
        if "-" not in given and random.random() < 0.4:
            given += (culture.female if woman else culture.male).draw(random).lower()
        full, middles = f"{surname} {given}", []
    else:
        full = f"{given} {surname}"
        middles = _with_middle(given, random.choice(culture.middles), surname)
    spelt = spellings(full)
    variants = dict.fromkeys([*middles, *spelt, *(bare(m) for m in middles), bare(full)])
    variants.pop(full, None)
    return PersonName(full, tuple(variants), surname, "she" if woman else "he")


def _with_middle(given: str, middle: str, surname: str) -> list[str]:
    if not middle:
        return []
    found = [f"{given} {middle} {surname}"]
    if not middle.endswith("."):
        found.append(f"{given} {middle[0].upper()}. {surname}")
    return found


def spellings(name: str) -> list[str]:
    """`name` with the letters that are transliterated in several ways in each other way."""
    found = [name]
    for letters, others in _SPELLINGS:
        at = name.rfind(letters)
        if at < 1 and letters in ("sky", "ov"):
            continue
        # An ending counts only as one: Novák has no variant Noffák.
        if letters in ("sky", "ov") and not name.endswith(letters):
            continue
        if at >= 0:
            found += [name[:at] + other + name[at + len(letters) :] for other in others]
            found.append(found[-1] if len(found) < 4 else _both(found[1], letters, others[0]))
    return found[1:]


def _both(name: str, letters: str, other: str) -> str:
    at = name.rfind(letters)
    return name if at < 0 else name[:at] + other + name[at + len(letters) :]


def bare(name: str) -> str:
    """`name` without its diacritics, as many wires write it."""
    decomposed = unicodedata.normalize("NFKD", name.translate(_PLAIN))
    return "".join(char for char in decomposed if not unicodedata.combining(char))
