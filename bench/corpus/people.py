"""Who speaks: as many sources as a corpus needs, each made when it first says something."""

from dataclasses import replace
from random import Random

from .names import PersonName, cultures, make_name
from .rates import START, YEARS, Rates
from .sources import Atlas, Bodies, Entity, Taken
from .words import Zipf, made_up_name

_PEERS, _EVERGREEN = 16, 32
_CAREERS = (
    ("{a} foreign minister", "{a} deputy foreign minister", "{a} prime minister"),
    ("{a} defence minister", "{a} interior minister", "{a} defence secretary"),
    ("{a} finance minister", "{a} economy minister", "{a} central bank governor"),
    ("{a} president", "{a} prime minister", "{a} opposition leader"),
    ("{a} health minister", "{a} education minister", "{a} government spokesman"),
    ("{a} ambassador", "Foreign Ministry spokesman", "{a} envoy"),
    ("opposition lawmaker", "party leader", "{a} senator"),
    ("mayor", "regional governor", "council leader"),
    ("{f} chief executive", "{f} chairman"),
    ("{a} police chief", "chief prosecutor"),
    ("{a} national team coach", "{a} federation president"),
    ("striker", "head coach", "assistant coach"),
    ("political analyst", "economist", "senior fellow"),
    ("human rights activist", "union leader", "campaign director"),
    ("professor of economics", "epidemiologist", "climate scientist"),
    ("film director", "novelist", "museum director"),
    ("army commander", "{a} army spokesman", "chief of the general staff"),
    ("defence lawyer", "judge", "district attorney"),
    ("farmer", "shop owner", "resident"),
)
# Careers in which the speaker's ministry is a natural body to cite.
_OFFICIAL = 6
_TRADES = (
    "Energy Airlines Bank Steel Pharma Motors Telecom Foods Mining Capital Group Systems".split()
)
_BY_WEIGHT = (
    "United States,Russia,Ukraine,China,United Kingdom,India,Germany,France,Israel,Pakistan,Iran,"
    "Turkey,Japan,South Korea,Saudi Arabia,Brazil,Italy,Poland,Australia,Canada,Spain,Mexico,Egypt,"
    "South Africa,Nigeria,Indonesia,Netherlands,Iraq,Syria,North Korea"
).split(",")


class People:
    """The speakers of a world by rank: persons, bodies, firms and places that stand for them."""

    def __init__(self, random: Random, rates: Rates, atlas: Atlas, bodies: Bodies, taken: Taken):
        self._random, self._rates = random, rates
        self._atlas, self.bodies, self._taken = atlas, bodies, taken
        self._cultures = cultures()
        self._made: dict[int, Entity] = {}
        self._persons: list[Entity] = []
        known = [name for name in _BY_WEIGHT if name in atlas.places]
        rest = [name for name in atlas.countries if name not in known]
        random.shuffle(rest)
        self._countries = Zipf(known + rest, 4)
        self._ranks: Zipf[int] = Zipf(range(1))
        self._size = 1

    def expect(self, speakers: int) -> None:
        """Prepare for a corpus of so many speakers, whose first says `rates.top` of everything."""
        self._size = speakers
        shift = 0.0
        while speakers > 1 / self._rates.top and _share(speakers, shift) > self._rates.top:
            shift += 0.25
        self._ranks = Zipf(range(speakers), shift)

    def country(self) -> str:
        """A country, as often as it is in the news."""
        return self._countries.draw(self._random)

    def speaker(self, day: int) -> Entity:
        """Somebody who is in the news about `day`; the most quoted always are."""
        rank = self._ranks.draw(self._random)
        if rank >= _EVERGREEN:
            # Peers of about one rank follow one another over the years.
            now = (day - START) * _PEERS // (YEARS * 366)
            slot = max(0, now - int(4 * self._random.random()))
            rank = min(rank // _PEERS * _PEERS + slot, self._size - 1)
        found = self._made.get(rank)
        if found is None:
            found = self._made[rank] = self._make(rank, day)
        return found

    def _make(self, rank: int, day: int) -> Entity:
        chance, country = self._random.random(), self.country()
        if rank == 0 or chance < 0.76:
            return self._person(rank, country, day)
        if chance < 0.9:
            return self.bodies.any(self._random, country)
        if chance < 0.95:
            return self._atlas.places[country]
        return self._firm(rank)

    def _person(self, rank: int, country: str, day: int) -> Entity:
        name, double = self._named(country)
        career = int(len(_CAREERS) * self._random.random() ** 1.4)
        body = self.bodies.of(self._random, country) if career < _OFFICIAL else None
        forms = double.forms if double else self._taken.claim([name.full, *name.variants])
        person = Entity(
            id=f"person:{rank}",
            grade="named",
            forms=forms,
            short=name.surname if double is None else double.short,
            loose=(name.surname,) if double is None else double.loose,
            country=country,
            roles=self._roles(career, country, day),
            body=body,
            pronoun=name.pronoun if double is None else double.pronoun,
        )
        self._persons.append(person)
        return person

    def _named(self, country: str) -> tuple[PersonName, Entity | None]:
        """A new name, or with it somebody whose name the new person shares."""
        if self._persons and self._random.random() < self._rates.homonyms:
            double = self._random.choice(self._persons)
            if double.country != country:
                return make_name(self._random, self._cultures, country), double
        for _ in range(40):
            name = make_name(self._random, self._cultures, country)
            if self._taken.free([name.full, *name.variants]):
                return name, None
        surname = made_up_name(self._random, 3)
        full = f"{name.full.split()[0]} {surname}"
        return replace(name, full=full, variants=(), surname=surname), None

    def _roles(self, career: int, country: str, day: int) -> tuple[tuple[int, str], ...]:
        adjective = self._atlas.adjectives[country]
        firm = f"{made_up_name(self._random)} {self._random.choice(_TRADES)}"
        names = [role.format(a=adjective, f=firm) for role in _CAREERS[career]]
        if self._random.random() < 0.5:
            self._random.shuffle(names)
        since = day - self._random.randrange(900)
        roles = []
        for name in names:
            roles.append((since, name))
            since += self._random.randrange(500, 1900)
        if self._random.random() < 0.3:
            roles = [*roles[:1], (roles[0][0] + 800, f"former {roles[0][1]}")]
        return tuple(roles)

    def _firm(self, rank: int) -> Entity:
        while True:
            stem, trade = made_up_name(self._random), self._random.choice(_TRADES)
            forms = [f"{stem} {trade}", f"{stem} {trade} Ltd", f"{stem} {trade} Inc."]
            if self._taken.free([*forms, stem]):
                free = self._taken.claim([*forms, stem])
                return Entity(f"firm:{rank}", "organisation", free, stem)


def _share(items: int, shift: float) -> float:
    return 1 / (1 + shift) / sum(1 / (shift + rank) for rank in range(1, items + 1))
