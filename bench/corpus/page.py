"""A document while it is written: prose in which every span is known as it is put down."""

from dataclasses import dataclass, field
from random import Random

from quotes.model import Role, Span

from .rates import Rates
from .sources import Entity, title


@dataclass(slots=True)
class Page:
    """Text so far, and by what names the document calls its sources."""

    random: Random
    rates: Rates
    day: int
    parts: list[str] = field(default_factory=list)
    length: int = 0
    names: dict[str, str] = field(default_factory=dict)
    bearers: dict[str, str] = field(default_factory=dict)
    roles: dict[str, Role | None] = field(default_factory=dict)
    shorts: dict[str, str] = field(default_factory=dict)
    last_speaker: str = ""
    last_agency: str = ""

    def add(self, text: str) -> Span:
        """Put `text` down; where it stands."""
        start = self.length
        self.parts.append(text)
        self.length = start + len(text)
        return start, self.length

    def text(self) -> str:
        """All of it."""
        return "".join(self.parts)

    def can_name(self, *entities: Entity) -> bool:
        """Whether no two of these and of those named before would share a full name here."""
        new = [e for e in dict.fromkeys(entities) if e.id not in self.names]
        if any(self._of_another(form, e) for e in new for form in (*e.forms, *e.loose)):
            return False
        forms = [form for entity in new for form in entity.forms]
        return len(set(forms)) == len(forms)

    def _of_another(self, name: str, entity: Entity) -> bool:
        return self.bearers.get(name, entity.id) != entity.id

    def note(self, name: str, source: str) -> bool:
        """Take down a name that stands in a quote; False if it is another's here."""
        return self.bearers.setdefault(name, source) == source

    def call(self, entity: Entity, name: str) -> None:
        """From here on the document calls `entity` by `name`."""
        self.names[entity.id] = name
        for form in entity.forms:
            self.bearers[form] = entity.id
        self.bearers[name] = entity.id
        for form in entity.loose:
            self.shorts.setdefault(form, entity.id)

    def name(self, entity: Entity) -> str:
        """What this document calls `entity`, the same from its first line to its last."""
        if entity.id not in self.names:
            self.call(entity, self._chosen(entity))
        return self.names[entity.id]

    def _chosen(self, entity: Entity) -> str:
        chance = self.random.random()
        loose = [form for form in entity.loose if form not in self.shorts]
        if loose and chance < self.rates.loose:
            return loose[0]
        if len(entity.forms) > 1 and chance < self.rates.loose + self.rates.varied:
            return self.random.choice(entity.forms[1:])
        return entity.forms[0]

    def mention(self, entity: Entity, *, pronoun: bool) -> Span:
        """Name a speaker: in full with the role at first, afterwards by surname or pronoun."""
        known, name = entity.id in self.names, self.name(entity)
        again, self.last_speaker = self.last_speaker == entity.id, entity.id
        if entity.grade != "named":
            return self.add(f"the {name}" if name[0].islower() else name)
        if not known:
            return self._introduce(entity, name)
        if again and pronoun and self.random.random() < 0.35:
            return self.add(entity.pronoun)
        own = entity.short in name and self.shorts.get(entity.short) == entity.id
        return self.add(entity.short if own else name)

    def _introduce(self, entity: Entity, name: str) -> Span:
        chance, role = self.random.random(), entity.role(self.day)
        if role and chance < 0.5:
            words = title(role)
            self.roles[entity.id] = Role(words, self.add(words))
            self.add(" ")
            return self.add(name)
        span = self.add(name)
        if role and chance < 0.8:
            self.add(", the ")
            self.roles[entity.id] = Role(role, self.add(role))
            self.add(",")
        return span

    def hop(self, entity: Entity) -> Span:
        """Name somebody on the way; an agency named just before may be *the agency*."""
        name = self.name(entity)
        if not entity.agency:
            return self.add(name)
        again, self.last_agency = self.last_agency == entity.id, entity.id
        if again and self.random.random() < 0.4:
            return self.add("the agency")
        return self.add(name)
