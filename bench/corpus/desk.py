"""The newsroom: writes one document after another about what is in the news."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from quotes.model import (
    Confidence,
    Credit,
    Document,
    DocumentInfo,
    Engine,
    Extraction,
    Hop,
    Kind,
    Quote,
    Speaker,
    attribution,
    digest,
    shown,
)

from .events import Carrier, Event, Hops, Statement
from .page import Page
from .sources import Entity
from .telling import Teller, Told, about
from .wording import Wording, edited, indirect, joined

if TYPE_CHECKING:
    from .world import World

ENGINE = Engine("corpus", "corpus", "corpus")
_REASONS = {
    "direct": ("verb.quotation", "speaker.name"),
    "indirect": ("verb.clause", "speaker.name"),
    "mixed": ("verb.clause", "quotation.part", "speaker.name"),
}
_HOST = {**{ord(c): "-" for c in " .'’/&"}, **{ord(c): None for c in "(),"}}


@dataclass(frozen=True, slots=True)
class Truth:
    """What is true of one document, whatever it says.

    `sources`: every name in the extraction with the true entity; `statements`: of each quote.
    """

    sources: tuple[tuple[str, str], ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Generated:
    """A document, all that a perfect engine would find in it, and the truth behind that."""

    document: Document
    extraction: Extraction
    truth: Truth


class _Copy:
    """One document in the making."""

    def __init__(self, id: str, page: Page, medium: Entity | None) -> None:
        self.id, self.page, self.medium = id, page, medium
        self.supplier: Entity | None = None
        self.supplied: Hop | None = None
        self.credits: tuple[Credit, ...] = ()
        self.told: list[tuple[Told, Kind, Statement, Hops]] = []
        self.carried: set[str] = set()
        self.sources: set[tuple[str, str]] = set()


class Desk:
    """Fills documents with statements, new ones and such as others carried before."""

    def __init__(self, world: "World") -> None:
        self._world, self._random = world, world.random
        self._rates, self._router = world.rates, world.router
        self._teller = Teller(world.random)
        self._confidences = [
            Confidence(*(round(1 - 0.3 * self._random.random() ** 2, 2) for _ in range(3)))
            for _ in range(64)
        ]

    def write(
        self, number: int, day: int, events: Sequence[Event], weights: Sequence[float]
    ) -> Generated:
        """The document of that number, of 5 to 40 quotes."""
        pin = self._pin(day)
        medium = pin[0] if pin else self._publisher()
        copy = _Copy(f"{self._world.name}-{number}", Page(self._random, self._rates, day), medium)
        if medium:
            copy.page.call(medium, medium.forms[0])
        topics = self._random.choices(events, weights, k=3)
        head = self._head(copy, topics[0])
        if pin:
            self._carry(copy, pin[1])
        wanted = 5 + int(36 * self._random.betavariate(1.5, 2.0))
        while len(copy.told) < wanted:
            event = topics[int(3 * self._random.random() ** 2)]
            self._carry(copy, self._chosen(copy, event, day))
            if self._random.random() < 0.3:
                self._aside(copy.page, event)
        return self._finished(copy, head, day)

    def _publisher(self) -> Entity | None:
        if self._random.random() < self._rates.unsigned:
            return None
        return self._router.outlet()

    def _pin(self, day: int) -> tuple[Entity, Statement] | None:
        """A member of a ring whose turn it is."""
        for place, (due, member, statement) in enumerate(self._world.pins):
            if due <= day:
                del self._world.pins[place]
                return member, statement
        return None

    def _head(self, copy: _Copy, event: Event) -> str:
        topic, page = event.topic, copy.page
        words = (topic.nouns[0], f"{topic.verbs[0]}s", topic.adjectives[0], topic.nouns[1])
        head = " ".join(words).capitalize()
        if copy.medium is None or self._random.random() >= 0.12:
            return head
        supplier = self._router.agency()
        if supplier is not copy.medium:
            page.add(f"{self._random.choice(self._world.atlas.capitals).upper()} (")
            name = page.name(supplier)
            span = page.add(name)
            copy.supplier, copy.supplied = supplier, Hop("supplied", name, span)
            copy.credits = (Credit("supplied", name, span),)
            page.add(") — ")
        return head

    def _chosen(self, copy: _Copy, event: Event, day: int) -> Statement:
        ready = event.ready
        for _ in range(3):
            if not ready or self._random.random() > 0.95:
                break
            at = int(len(ready) * self._random.random())
            if ready[at].id not in copy.carried:
                ready[at], ready[-1] = ready[-1], ready[at]
                return ready.pop()
        return self._world.state(event, day, copy.medium)

    def _aside(self, page: Page, event: Event) -> None:
        topic, pick = event.topic, self._random.choice
        page.add(
            f"The {pick(topic.adjectives)} {pick(topic.nouns)} has been at the centre of"
            f" a {pick(topic.adjectives)} {self._world.grammar.noun()} since"
            f" the {self._world.grammar.noun()} of {self._random.randint(2009, 2024)}.\n\n"
        )

    def _carry(self, copy: _Copy, statement: Statement) -> None:
        hops, carrier = self._router.route(statement, copy.medium)
        named = [statement.speaker, *(hop for _rel, hop in hops)]
        if statement.id in copy.carried or not copy.page.can_name(*named):
            return
        kind, wording = self._worded(statement, carrier)
        told = self._teller.tell(
            copy.page, kind, joined(wording), statement.speaker, hops, statement.day
        )
        hops = self._supplied(copy, statement, hops)
        copy.told.append((told, kind, statement, hops))
        copy.carried.add(statement.id)
        kept: Wording = wording if kind == "direct" else statement.saying.tokens
        statement.carriers.append(Carrier(copy.medium, hops, kept))
        last = copy.medium.id if copy.medium else f"document:{copy.id}"
        statement.chains.add((*(hop.id for _rel, hop in hops), last))

    @staticmethod
    def _supplied(copy: _Copy, statement: Statement, hops: Hops) -> Hops:
        supplier = copy.supplier
        if not supplier or statement.ring or len(hops) > 3 or supplier in [h for _r, h in hops]:
            return hops
        return (*hops, ("reported", supplier))

    def _worded(self, statement: Statement, carrier: Carrier | None) -> tuple[Kind, Wording]:
        chance, saying = self._random.random(), statement.saying
        if chance < self._rates.indirect + self._rates.mixed:
            kind: Kind = "indirect" if chance < self._rates.indirect else "mixed"
            return kind, indirect(saying, self._random, self._rates)
        wording = carrier.wording if carrier else saying.tokens
        if carrier and self._random.random() < self._rates.edited:
            wording = edited(saying, wording, self._random, self._rates)
        return "direct", wording

    def _finished(self, copy: _Copy, head: str, day: int) -> Generated:
        publisher = copy.medium.forms[0] if copy.medium else None
        published, text = date.fromordinal(day).isoformat(), copy.page.text()
        host = (publisher or "unsigned").lower().translate(_HOST)
        url = f"https://{host}.example/{published.replace('-', '/')}/{copy.id}"
        document = Document(copy.id, text, head, publisher, published, url)
        quotes = tuple(self._quote(copy, text, place, publisher) for place in range(len(copy.told)))
        info = DocumentInfo(copy.id, publisher, published, head)
        extraction = Extraction(info, quotes, copy.credits, ENGINE)
        statements = tuple(statement.id for _told, _kind, statement, _hops in copy.told)
        return Generated(document, extraction, Truth(tuple(sorted(copy.sources)), statements))

    def _quote(self, copy: _Copy, text: str, place: int, publisher: str | None) -> Quote:
        told, kind, statement, hops = copy.told[place]
        entity, content = statement.speaker, tuple(told.content)
        page, name = copy.page, copy.page.names[statement.speaker.id]
        chain = self._chain(copy, name, told, hops, publisher)
        named = about(page, text, content, statement.saying.about)
        copy.sources.add((name, entity.id))
        copy.sources.update((page.names[hop.id], hop.id) for _rel, hop in hops)
        copy.sources.update((one.name, page.bearers[one.name]) for one in named)
        if copy.medium:
            copy.sources.add((copy.medium.forms[0], copy.medium.id))
        return Quote(
            id=digest(copy.id, place),
            kind=kind,
            content=content,
            text=shown(text, content),
            cue=tuple(told.cue),
            speaker=Speaker(name, told.mention, entity.grade, page.roles.get(entity.id)),
            on_behalf_of=None,
            act=told.act,
            polarity="affirmed",
            denies=None,
            channel=told.channel,
            chain=chain,
            attribution=attribution(chain),
            said=told.said,
            about=named,
            terms=(),
            confidence=self._random.choice(self._confidences),
            reasons=_REASONS[kind],
        )

    @staticmethod
    def _chain(
        copy: _Copy, name: str, told: Told, hops: Hops, publisher: str | None
    ) -> tuple[Hop, ...]:
        chain = [Hop("speaker", name, told.mention), *told.hops]
        if len(hops) > len(told.hops) and copy.supplied:
            chain.append(copy.supplied)
        if publisher:
            chain.append(Hop("published", publisher, None))
        return tuple(chain)
