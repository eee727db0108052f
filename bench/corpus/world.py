"""A world in which things are said, and the documents in which they come to be read."""

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

from . import origins
from .desk import Desk, Generated
from .events import Event, Router, Statement
from .grammar import Grammar, Saying, Topic
from .people import People
from .rates import ALIVE, DAYS, EVERYDAY, HARD, START
from .sources import Atlas, Bodies, Entity, Taken
from .words import Zipf

_UNNAMED = "officials diplomats witnesses residents doctors lawmakers aides soldiers".split()
_NUMBERS = "two three several some".split()
_UNNAMED_RATE = 0.03
_PER_DOCUMENT, _PER_DAY, _RUN = 20, 8, 7


class World:
    """Everything that goes on; the same for the same seed.

    `origins` and `circles` tell of each statement once nobody will carry it any more, of all of
    them once `documents` has ended: the ids of its true independent origins, and the sets of
    media that cite one another.
    """

    def __init__(self, *, seed: int, hard: bool) -> None:
        self.name = f"{'hard' if hard else 'everyday'}-{seed}"
        self.rates = HARD if hard else EVERYDAY
        self.random = Random(self.name)
        self.origins: dict[str, frozenset[str]] = {}
        self.circles: dict[str, frozenset[frozenset[str]]] = {}
        taken = Taken()
        self.atlas = Atlas(taken)
        bodies = Bodies(self.atlas, taken)
        self.people = People(self.random, self.rates, self.atlas, bodies, taken)
        self.router = Router(self.random, self.rates, self.atlas)
        self.grammar = Grammar(self.random)
        self.pins: list[tuple[int, Entity, Statement]] = []
        self._copies = Zipf(range(1, 41), 0.0, 1.8)
        self._alive: dict[int, list[Statement]] = {}
        self._bases: dict[str, tuple[Saying, set[tuple[str, ...]]]] = {}
        self._sets: dict[frozenset[str], frozenset[str]] = {}
        self._statements = 0

    def documents(self, count: int) -> Iterator[Generated]:
        """`count` documents in the order of their publication, over eight years."""
        self.people.expect(max(30, count * _PER_DOCUMENT // self.rates.quotes_per_speaker))
        desk, written = Desk(self), 0
        events: list[Event] = []
        for day, number in calendar(count, self.random):
            self._settle(day - ALIVE)
            events = self._news(events, day, number)
            weights = [event.weight(day) for event in events]
            for _ in range(number):
                yield desk.write(written, day, events, weights)
                written += 1
        self._settle(START + DAYS + ALIVE)

    def _news(self, events: list[Event], day: int, documents: int) -> list[Event]:
        """What is still in the news on `day`, and what is new."""
        events = [event for event in events if event.day > day - ALIVE + 5]
        for event in events:
            event.wake(day)
        new = documents / 5 + self.random.random()
        return events + [self._event(day) for _ in range(max(int(new), not events))]

    def _event(self, day: int) -> Event:
        speakers = [self.people.speaker(day) for _ in range(self.random.randint(4, 16))]
        places = [self.atlas.places[self.people.country()] for _ in range(5)]
        named = dict.fromkeys([*places, *speakers[:3]])
        names = [(self._form(entity), entity.id) for entity in named]
        heat = min(30.0, self.random.paretovariate(1.2))
        body = self.people.bodies.of(self.random, self.people.country())
        return Event(day, heat, Topic(self.grammar, names), speakers, body)

    def _form(self, entity: Entity) -> str:
        if self.random.random() < self.rates.varied:
            return self.random.choice(entity.forms)
        return entity.forms[0]

    def state(self, event: Event, day: int, first: Entity | None) -> Statement:
        """Somebody says something at `event`, which `first` is the first to carry."""
        if self.random.random() < 0.6:
            speaker = self.random.choice(event.speakers)
        else:
            speaker = self.people.speaker(day)
        self._statements += 1
        unnamed = self.random.random() < _UNNAMED_RATE
        if unnamed:
            speaker = self._unnamed()
        saying = self._saying(event, speaker)
        made = Statement(f"statement:{self._statements}", speaker, saying, day, event)
        self._alive.setdefault(day, []).append(made)
        # Who is not named cannot be known again, so nobody else carries it.
        copies = 0 if unnamed else self._copies.draw(self.random) - 1
        if copies and first and self.random.random() < self.rates.circles:
            made.ring = self.router.ring(first)
            due = day + self.random.randint(0, 2)
            self.pins += [(due, member, made) for member in made.ring[1:]]
        for _ in range(copies):
            due = day + int(6 * self.random.random() ** 2)
            if due == day:
                event.ready.append(made)
            else:
                event.later.setdefault(due, []).append(made)
        return made

    def _unnamed(self) -> Entity:
        name = f"{self.random.choice(_NUMBERS)} {self.random.choice(_UNNAMED)}"
        return Entity(f"unnamed:{self._statements}", "group", (name,), name)

    def _saying(self, event: Event, speaker: Entity) -> Saying:
        """Something new, or what the speaker said before with a fact in it changed."""
        base = self._bases.get(speaker.id)
        if base and self.random.random() < self.rates.similar:
            changed = self.grammar.change(base[0])
            if changed.tokens not in base[1]:
                base[1].add(changed.tokens)
                return changed
        saying = self.grammar.say(event.topic)
        self._bases[speaker.id] = (saying, {saying.tokens})
        return saying

    def _settle(self, before: int) -> None:
        """Nobody carries what was said by then any more: the truth about it is final."""
        self.pins = [pin for pin in self.pins if pin[2].day > before]
        for day in [day for day in self._alive if day <= before]:
            for statement in self._alive.pop(day):
                if statement.chains:
                    found = origins.origins(statement.chains)
                    # Many statements have the same origin: one set serves them all.
                    self.origins[statement.id] = self._sets.setdefault(found, found)
                if rings := origins.circles(statement.chains):
                    self.circles[statement.id] = rings


def generate(documents: int, *, seed: int, hard: bool) -> Iterator[Generated]:
    """`documents` documents of a new world; make a `World` yourself to ask it for the origins."""
    return World(seed=seed, hard=hard).documents(documents)


def calendar(documents: int, random: Random) -> Sequence[tuple[int, int]]:
    """Days in order with how many documents each has: all eight years, or weeks out of them.

    A small corpus has its documents in few weeks, for else nothing would be carried twice.
    """
    runs = min(-(-DAYS // _RUN), max(1, documents // (_PER_DAY * _RUN)))
    days = [START + run * DAYS // runs + day for run in range(runs) for day in range(_RUN)]
    days = sorted({day for day in days if day < START + DAYS})
    weights = [
        random.lognormvariate(0, 0.3) * (0.6 if date.fromordinal(day).weekday() > 4 else 1.0)
        for day in days
    ]
    total, passed, given, found = sum(weights), 0.0, 0, []
    for day, weight in zip(days, weights, strict=True):
        passed += weight
        until = documents if day == days[-1] else round(documents * passed / total)
        found.append((day, until - given))
        given = until
    return found
