"""Whether a name in a document is a source that the record knows: by name, role, company and time.

The bits for and against are summed as in Fellegi & Sunter (1969); candidates are found by keys
that differ little from one spelling to the next (Christen 2012, ch. 4). All is pure: the same two
things always compare the same.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from service.matching import bodies, likeness, names, roles
from service.matching.likeness import AGAINST, Likeness
from service.matching.roles import Office, Part

Kind = Literal["person", "organisation", "place", "other"]
Decision = Literal["join", "doubt", "apart"]

JOIN, DOUBT = 3.0, 0.5  # bits
LEAD = 1.5  # bits by which a name that fits two must fit one better
_MOST_KEYS = 4
_MEMORY = 1 << 16
_YEAR = 365.25
_LATER, _LONG_AGO = 5.0, 40.0  # years
_BARE = frozenset(("name.surname", "name.part", "name.initial", "name.bare"))


@dataclass(frozen=True, slots=True)
class DatedRole:
    """A role, and the days between which it is known to have been held."""

    role: str
    first: datetime.date | None = None
    last: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one document, or a person who asks, says of a name."""

    name: str
    kind: Kind
    roles: tuple[str, ...] = ()
    with_names: frozenset[str] = frozenset()  # ids of other sources in the same document
    date: datetime.date | None = None
    claimed: bool = False  # asked for by a person, not seen in a document


@dataclass(frozen=True, slots=True)
class Profile:
    """What the record knows of a source."""

    id: str
    name: str
    kind: Kind
    names: tuple[str, ...]
    roles: tuple[DatedRole, ...] = ()
    with_names: frozenset[str] = frozenset()
    first: datetime.date | None = None
    last: datetime.date | None = None
    quotes: int = 0
    listed: bool = False  # from a watch list


@dataclass(frozen=True, slots=True)
class Match:
    """The judgement; `score` is the chance that the bits of all `parts` come to."""

    id: str
    score: float
    decision: Decision
    reason: str
    parts: tuple[Part, ...] = ()

    @property
    def bits(self) -> float:
        """The sum of the parts."""
        return sum(weight for _, weight in self.parts)


@lru_cache(_MEMORY)
def keys(name: str) -> tuple[str, ...]:
    """What candidates are looked up by: two names that may be one source share one at least."""
    body = bodies.looks(name)
    found: list[str] = []
    if body:
        found += bodies.keys(name)
    person = names.read(name)
    # *Forbes*, *Church*: a listed or telling word is a family name as well.
    if not body or len(person.tokens) == 1 or (person.given and person.given[0].given):
        found += names.frames(person)
    # A body that no word tells, *Human Rights Watch*, may be called by its initials.
    if not body and len(person.tokens) > 2 and not person.given[0].given:
        found += [key for key in bodies.keys(name) if key.startswith("acronym")]
    found = found or list(bodies.keys(name))
    return tuple(dict.fromkeys(found))[:_MOST_KEYS] or (f"as {name}",)


def compare(evidence: Evidence, profile: Profile) -> Match:
    """Whether the name is that source."""
    name = _likeness(evidence, profile)
    parts: list[Part] = [(name.reason, name.weight)]
    if name.weight > AGAINST / 2:
        parts += _about(evidence, profile, bare=name.reason in _BARE)
    return _match(profile.id, parts)


def best(evidence: Evidence, profiles: Iterable[Profile]) -> tuple[Match, ...]:
    """Joins and doubts, best first; what fits two of them equally well is a doubt."""
    known = {each.id: each for each in profiles}
    found = [
        match for each in known.values() if (match := compare(evidence, each)).decision != "apart"
    ]
    found.sort(key=lambda match: (-match.bits, *_standing(known[match.id])))
    if len(found) > 1:
        first, *rest = found
        rivals = [each for each in rest if _rivals(known[first.id], known[each.id])]
        tied = any(first.bits - each.bits < LEAD for each in rivals)
        found = [_doubted(first) if tied else first, *map(_doubted, rest)]
    return tuple(found)


def _standing(profile: Profile) -> tuple[bool, int, str]:
    return (not profile.listed, -profile.quotes, profile.id)


def _rivals(one: Profile, other: Profile) -> bool:
    """Two sources that a name cannot both be; a bare surname's may yet be the full name's."""
    return _full(one) == _full(other)


def _full(profile: Profile) -> bool:
    return profile.kind != "person" or any(names.read(name).given for name in profile.names)


def _doubted(match: Match) -> Match:
    if match.decision != "join":
        return match
    return replace(match, decision="doubt", reason=f"{match.reason}+rival")


def _match(id_: str, parts: list[Part]) -> Match:
    bits = sum(weight for _, weight in parts)
    decision: Decision = "join" if bits >= JOIN else "doubt" if bits >= DOUBT else "apart"
    score = 1 / (1 + 2.0**-bits)
    return Match(id_, round(score, 4), decision, "+".join(why for why, _ in parts), tuple(parts))


def _likeness(evidence: Evidence, profile: Profile) -> Likeness:
    """The names, as persons' or as bodies', whichever they can be."""
    known = profile.names or (profile.name,)
    kinds = {evidence.kind, profile.kind}
    if "person" in kinds and kinds & {"organisation", "place"}:
        same = evidence.name in known and " " in evidence.name.strip()
        return Likeness("name.same+kind.conflict", 1.0) if same else _OTHER
    if evidence.name in known and not names.read(evidence.name).family:
        return Likeness("name.same", 8.0)
    if "person" in kinds:
        return likeness.persons(evidence.name, known)
    found = [bodies.best(evidence.name, known)]
    if kinds == {"other"} and not bodies.looks(evidence.name):
        found.append(likeness.persons(evidence.name, known))
    return max(found, key=lambda each: each.weight)


_OTHER = Likeness("kind.conflict", AGAINST)


def _about(evidence: Evidence, profile: Profile, *, bare: bool) -> list[Part]:
    """All but the names: role, country, field, employer, sex, company and time."""
    body = "organisation" in (evidence.kind, profile.kind)
    parts = [] if body else _roles(evidence, profile)
    shared = len(evidence.with_names & profile.with_names)
    if shared:
        parts.append(("with.shared", min(float(shared), 2.0)))
    if not (evidence.claimed or body):
        years = _years(evidence, profile.first, profile.last)
        if years > _LONG_AGO:
            parts.append(("date.far", -6.0))
        elif bare and years > _LATER:
            parts.append(("date.far", -2.5))
    return parts


def _roles(evidence: Evidence, profile: Profile) -> list[Part]:
    mine = [*map(roles.read, evidence.roles), *_borne((evidence.name,))]
    if not mine:
        return []
    held = [
        (roles.read(each.role), _years(evidence, each.first, each.last)) for each in profile.roles
    ]
    return roles.judge(mine, held + [(office, 0.0) for office in _borne(profile.names)])


def _borne(spelt: tuple[str, ...]) -> list[Office]:
    """The roles that stand in a name: *Russian Foreign Minister Sergey Lavrov*."""
    titled = [name for name in map(names.read, spelt) if name.role]
    found = [(roles.read(name.role), name.gender) for name in titled]
    return [office if sex == "-" else replace(office, gender=sex) for office, sex in found]


def _years(evidence: Evidence, first: datetime.date | None, last: datetime.date | None) -> float:
    """How far the day lies from an interval; 0 where either is not known."""
    day, start, end = evidence.date, first or last, last or first
    if day is None or start is None or end is None:
        return 0.0
    return max((start - day).days, (day - end).days, 0) / _YEAR
