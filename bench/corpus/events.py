"""Events, the statements made at them, and the routes by which documents come to carry these."""

from dataclasses import dataclass, field
from random import Random

from quotes.model import Rel

from .grammar import Saying, Topic
from .origins import Chain
from .rates import Rates
from .sources import Atlas, Entity
from .wording import Wording

Hops = tuple[tuple[Rel, Entity], ...]
_MOST_HOPS = 4


@dataclass(frozen=True, slots=True)
class Carrier:
    """One document's way of carrying a statement; its medium is None if nobody signs it."""

    medium: Entity | None
    hops: Hops
    wording: Wording


@dataclass(slots=True, eq=False)
class Statement:
    """Something said, and who has carried it so far."""

    id: str
    speaker: Entity
    saying: Saying
    day: int
    event: "Event"
    ring: tuple[Entity, ...] = ()
    carriers: list[Carrier] = field(default_factory=list)
    chains: set[Chain] = field(default_factory=set)


@dataclass(slots=True, eq=False)
class Event:
    """What is in the news for some days: who speaks about it, and what is still to be carried."""

    day: int
    heat: float
    topic: Topic
    speakers: list[Entity]
    body: Entity
    ready: list[Statement] = field(default_factory=list)
    later: dict[int, list[Statement]] = field(default_factory=dict)

    def wake(self, today: int) -> None:
        """Let what is due be carried, and forget what is too old to be news."""
        self.ready = [s for s in self.ready if s.day >= today - 5]
        for day in [day for day in self.later if day <= today]:
            self.ready += self.later.pop(day)

    def weight(self, today: int) -> float:
        """How much is written about it on `today`."""
        return self.heat * float(0.6 ** (today - self.day))


class Router:
    """By which route a medium comes to carry a statement."""

    def __init__(self, random: Random, rates: Rates, atlas: Atlas) -> None:
        self._random, self._rates = random, rates
        self._agencies, self._outlets = atlas.agencies, atlas.outlets

    def agency(self) -> Entity:
        """The first agencies are relayed most."""
        return self._agencies[int(len(self._agencies) * self._random.random() ** 2.5)]

    def outlet(self) -> Entity:
        """Any medium that publishes, the agencies among them."""
        if self._random.random() < 0.2:
            return self.agency()
        return self._outlets[int(len(self._outlets) * self._random.random() ** 2)]

    def ring(self, first: Entity) -> tuple[Entity, ...]:
        """Media that will each cite the next, the last one the first."""
        members = [first]
        size = 2 if self._random.random() < 0.7 else 3
        while len(members) < size:
            other = self.outlet()
            if other not in members:
                members.append(other)
        return tuple(members)

    def route(self, statement: Statement, medium: Entity | None) -> tuple[Hops, Carrier | None]:
        """The hops between speaker and publisher, and the carrier whose words were copied."""
        if medium in statement.ring:
            following = statement.ring[statement.ring.index(medium) - 1]
            copied = statement.carriers[0] if statement.carriers else None
            return (("reported", following),), copied
        own = next((c for c in statement.carriers if medium and c.medium is medium), None)
        # A paper that had it from the speaker itself does not cite others for it next day.
        if own and (self._random.random() < 0.6 or (own.hops and own.hops[-1][1] is medium)):
            return own.hops, own
        if statement.carriers and (statement.ring or self._random.random() < 0.75):
            carrier = self._random.choice(statement.carriers)
            return self._copied(statement, carrier, medium), carrier
        fresh = self._fresh(statement, medium)
        if fresh == (("told", medium),) and own is None:
            return fresh, None
        return self._without(fresh, medium), None

    def _copied(self, statement: Statement, carrier: Carrier, medium: Entity | None) -> Hops:
        chance = self._random.random()
        hops = carrier.hops
        # Who is relayed by others does not by chance cite them for its own news.
        if any(hop is medium for _rel, hop in hops) and not statement.ring:
            return self._without(hops, medium)
        if carrier.medium and carrier.medium is not medium and (chance < 0.5 or statement.ring):
            # Half of those who cite a medium keep what it cited.
            kept = hops if self._random.random() < 0.5 and len(hops) < _MOST_HOPS else ()
            if not kept or kept[-1][1] is not carrier.medium:
                kept = (*kept, ("reported", carrier.medium))
            return self._without(kept, medium)
        if chance > 0.85 and not statement.ring:
            return ()
        return self._without(hops, medium)

    @staticmethod
    def _without(hops: Hops, medium: Entity | None) -> Hops:
        """`hops` up to where they reach the publisher."""
        for place, (_rel, hop) in enumerate(hops):
            if hop is medium:
                return hops[:place]
        return hops

    def _fresh(self, statement: Statement, medium: Entity | None) -> Hops:
        chance, speaker = self._random.random(), statement.speaker
        body = speaker.body or statement.event.body
        cites = body is not speaker and speaker.grade == "named"
        if chance < 0.36:
            return ()
        if chance < 0.46:
            return (("told", self.agency() if chance < 0.41 else self.outlet()),)
        if chance < 0.49 and medium:
            return (("told", medium),)
        if chance < 0.59 and cites:
            return (("cited", body),)
        if chance < 0.73 and cites:
            return (("cited", body), ("reported", self.agency()))
        if chance < 0.77:
            return self._recounted(statement)
        return (("reported", self.agency() if chance < 0.92 else self.outlet()),)

    def _recounted(self, statement: Statement) -> Hops:
        other = self._random.choice(statement.event.speakers)
        if other is statement.speaker or other.grade != "named":
            return ()
        if self._random.random() < 0.5:
            return (("recounted", other),)
        return (("recounted", other), ("told", self.outlet()))
