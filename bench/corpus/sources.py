"""The true sources of a world: countries, media, bodies, firms and persons, made when first met."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from quotes.model import Grade

LEXICON = Path(__file__).parent.parent.parent / "quotes" / "lexicon" / "en"
OUTLETS, AGENCIES = 300, 40
# Their own departments stand in the lexicon: nobody writes "American Foreign Ministry".
_OWN_OFFICES = ("United States", "United Kingdom")


# Each is made once: the same entity is the same object, which is also the fastest to compare.
@dataclass(frozen=True, slots=True, eq=False)
class Entity:
    """One true source.

    `forms` are the names that mean nobody else, the usual one first; `loose` those that others
    may go by too (a surname, *Foreign Ministry*); `roles` the day on which each began.
    """

    id: str
    grade: Grade
    forms: tuple[str, ...]
    short: str
    loose: tuple[str, ...] = ()
    country: str = ""
    roles: tuple[tuple[int, str], ...] = ()
    body: "Entity | None" = None
    pronoun: str = "it"
    agency: bool = False

    def role(self, day: int) -> str | None:
        """What the person is on `day`."""
        held = [name for start, name in self.roles if start <= day]
        return held[-1] if held else None


@dataclass(slots=True)
class Taken:
    """The names that are given already, so that two things share one only on purpose."""

    names: set[str] = field(default_factory=set)

    def claim(self, forms: Iterable[str]) -> tuple[str, ...]:
        """Those of `forms` that were free, in order; they are so no longer."""
        free = tuple(f for f in dict.fromkeys(forms) if f.casefold() not in self.names)
        self.names.update(form.casefold() for form in free)
        return free

    def free(self, forms: Iterable[str]) -> bool:
        """Whether nobody goes by any of `forms`."""
        return not any(form.casefold() in self.names for form in forms)


def _rows(name: str) -> list[dict[str, str]]:
    with (LEXICON / name).open(encoding="utf-8", newline="") as file:
        return [{k: v or "" for k, v in row.items()} for row in csv.DictReader(file)]


class Atlas:
    """Countries, capitals and media, which exist before anything is said."""

    def __init__(self, taken: Taken) -> None:
        self.adjectives: dict[str, str] = {}
        self.places: dict[str, Entity] = {}
        rows = _rows("places.csv")
        self.capitals = [row["name"] for row in rows if row["kind"] == "capital"]
        for row in rows:
            adjective = row["adjective"].split("|")[0]
            # Two countries of one adjective would share the names of all their bodies.
            if row["kind"] == "country" and adjective not in self.adjectives.values():
                self._country(row["name"], row["aliases"], adjective, taken)
        self.countries = list(self.places)
        self.agencies, self.outlets = self._media(taken)

    def _country(self, name: str, aliases: str, adjective: str, taken: Taken) -> None:
        forms = taken.claim([name, *aliases.split("|")[:2]] if aliases else [name])
        if forms and forms[0] == name:
            self.places[name] = Entity(f"place:{name}", "place", forms, name, country=name)
            self.adjectives[name] = adjective

    def _media(self, taken: Taken) -> tuple[list[Entity], list[Entity]]:
        """The agencies and the other media that the lexicon knows best come first."""
        rows = [row for row in _rows("media.csv") if "ambiguous" not in row["note"]]
        random = Random(len(rows))
        random.shuffle(rows)
        rows.sort(key=lambda row: (not row["qid"], row["name"] not in ("Reuters", "TASS")))
        media = []
        for row in rows:
            forms = taken.claim([row["name"], *filter(None, row["aliases"].split("|"))])
            if forms and forms[0] == row["name"]:
                agency = row["kind"] == "agency"
                name = row["name"]
                media.append(Entity(f"medium:{name}", "organisation", forms, name, agency=agency))
        agencies = [medium for medium in media if medium.agency][:AGENCIES]
        return agencies, [medium for medium in media if not medium.agency][:OUTLETS]


class Bodies:
    """Ministries, embassies and international bodies, each made when it is first needed."""

    def __init__(self, atlas: Atlas, taken: Taken) -> None:
        self._atlas, self._taken = atlas, taken
        self._made: dict[tuple[str, str], Entity] = {}
        offices = _rows("offices.csv")
        self._own = {c: [r for r in offices if r["country"] == c] for c in _OWN_OFFICES}
        self._generic = [
            r for r in offices if not r["country"] and r["office"].endswith("ministry")
        ]
        self._world = [r for r in offices if not r["country"] and r["office"][0].isupper()]

    def of(self, random: Random, country: str) -> Entity:
        """A ministry or department of `country`."""
        own = self._own.get(country)
        row = (
            random.choice(own)
            if own
            else self._generic[int(len(self._generic) * random.random() ** 2)]
        )
        key = (country, row["office"])
        if key not in self._made:
            forms = self._own_forms(row) if own else self._ministry(country, row)
            self._made[key] = self._body(key, forms, country)
        return self._made[key]

    def any(self, random: Random, country: str) -> Entity:
        """A body that speaks: a ministry mostly, else an embassy or an international one."""
        chance = random.random()
        if chance < 0.7:
            return self.of(random, country)
        if chance < 0.85:
            return self._embassy(country, random.choice(self._atlas.capitals))
        row = random.choice(self._world)
        key = ("", row["office"])
        if key not in self._made:
            self._made[key] = self._body(key, self._own_forms(row), "")
        return self._made[key]

    def _embassy(self, country: str, city: str) -> Entity:
        key, adjective = (country, f"embassy in {city}"), self._atlas.adjectives[country]
        if key not in self._made:
            patterns = (
                "{a} Embassy in {c}",
                "Embassy of {n} in {c}",
                "{a} embassy in {c}",
                "{n}'s Embassy in {c}",
            )
            forms = [p.format(a=adjective, n=country, c=city) for p in patterns]
            self._made[key] = self._body(key, forms, country, (f"{adjective} Embassy",))
        return self._made[key]

    @staticmethod
    def _own_forms(row: dict[str, str]) -> list[str]:
        return [row["office"], *filter(None, row["aliases"].split("|"))]

    def _ministry(self, country: str, row: dict[str, str]) -> list[str]:
        adjective, office = self._atlas.adjectives[country], title(row["office"])
        aliases = [title(alias) for alias in row["aliases"].split("|") if alias]
        long = next((a for a in aliases if a.startswith("Ministry of")), None)
        acronym = next((a for a in aliases if a.isupper()), None)
        forms = [f"{adjective} {office}", f"{office} of {country}", f"{country}'s {office}"]
        if long:
            forms += [f"{long} of {country}", f"{adjective} {long}"]
        if acronym:
            forms += [f"{adjective} {acronym}", f"{acronym} of {country}"]
        return forms

    def _body(
        self, key: tuple[str, str], forms: list[str], country: str, loose: tuple[str, ...] = ()
    ) -> Entity:
        free = self._taken.claim(forms) or (f"{forms[0]} ({country})",)
        bare = loose or ((title(key[1]),) if key[0] and key[0] not in _OWN_OFFICES else ())
        return Entity(
            f"body:{'/'.join(filter(None, key))}", "organisation", free, free[0], bare, country
        )


def title(words: str) -> str:
    """`words` as a name: capitals but for the little words."""
    small = ("of", "and", "the", "for")
    return " ".join(w if w in small else w[0].upper() + w[1:] for w in words.split())
