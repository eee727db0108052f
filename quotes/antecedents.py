"""Antecedents: whom a pronoun, or a noun such as *the minister*, may stand for.

Candidates are filtered by number, gender, animacy and role noun, then the most recent wins, in the
spirit of Lappin and Leass (1994).
"""

from dataclasses import dataclass

from spacy.tokens import Token

from quotes import grammar
from quotes.lexicon import Lexicon
from quotes.marks import Quotation
from quotes.model import Grade, Named, Role, Span
from quotes.names import Entity, Names

SINGULAR = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_ANY_BODY = ("company", "firm", "group", "organisation", "organization", "developer", "operator")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a mention stands for, the span that shows it, and how it was resolved."""

    name: str | None
    span: Span | None
    grade: Grade
    reason: str
    entity: Entity | None = None
    role: Role | None = None
    on_behalf_of: Named | None = None
    plural: bool = False
    gender: str = "-"
    personal: bool = False


UNKNOWN = Identity(None, None, "unknown", "speaker.none")


class Antecedents:
    """The candidates of one document; `spoken` are the speakers so far, in text order."""

    def __init__(self, names: Names, lexicon: Lexicon, quotations: tuple[Quotation, ...]) -> None:
        self.names = names
        self.lexicon = lexicon
        self.quotations = quotations
        self.spoken: list[Identity] = []
        # whose own words the pronoun stands in: they would have said “I”
        self.excluded: set[str | None] = set()

    def latest(self, head: Token, *, plural: bool, gender: str) -> Identity | None:
        """The last speaker who fits, unless a fitting person was named as a subject since."""
        for identity in reversed(self.spoken):
            fits = identity.gender in ("-", gender) or gender == "-"
            personal = identity.personal or identity.grade in ("named", "anonymous", "group")
            fits = fits and identity.name not in self.excluded
            if personal and fits and identity.plural == plural:
                since = self._subject_since(head, identity, gender) if not plural else None
                return since or identity
        return None

    def _subject_since(self, head: Token, last: Identity, gender: str) -> Identity | None:
        """A person who became the subject of a sentence after the last speaker spoke."""
        spoken_at = last.span[0] if last.span else 0
        for person in self.names.of_kind("person"):
            for start, end in person.mentions:
                fits = person.gender in ("-", gender) and person is not last.entity
                fits = fits and person.name not in self.excluded
                if not (fits and spoken_at < start < head.idx) or self._in_marks(start):
                    continue
                span = self.names.doc.char_span(start, end, alignment_mode="expand")
                if span is not None and grammar.acts(span.root):
                    return self.identify(person, "named")
        return None

    def person_before(self, head: Token) -> Identity | None:
        """The person named last before a singular pronoun, outside quotations.

        One with a role or a full name comes before a lone word that may be no person at all.
        """
        options = [
            (bool(person.roles) or " " in person.name, *self._salience(start, end), person)
            for person in self.names.of_kind("person")
            for start, end in person.mentions
            if start < head.idx
            and person.name not in self.excluded
            and not self._in_marks(start)
            and person.gender in ("-", SINGULAR[head.lower_])
        ]
        best = max(options, key=lambda option: option[:4], default=None)
        return self.identify(best[4], "named") if best is not None else None

    def _salience(self, start: int, end: int) -> tuple[int, bool, int]:
        """By sentence; within one the subject first, then the later mention."""
        span = self.names.doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return start, False, start
        return span.sent.start_char, grammar.acts(span.root), start

    def _in_marks(self, offset: int) -> bool:
        return any(q.outer[0] <= offset < q.outer[1] for q in self.quotations)

    def latest_thing(self) -> Identity | None:
        """The last speaker that *it* may stand for."""
        things = ("organisation", "place", "document")
        return next((i for i in reversed(self.spoken) if i.grade in things), None)

    def body_before(self, head: Token) -> Identity | None:
        """The body, medium or place named last before a pronoun."""
        options = [
            (start, entity)
            for kind in ("body", "medium", "place")
            for entity in self.names.of_kind(kind)
            for start, _ in entity.mentions
            if start < head.idx and not self._in_marks(start)
        ]
        return self.identify(max(options, key=lambda o: o[0])[1], None) if options else None

    def identify(self, entity: Entity, grade: Grade | None) -> Identity:
        """An entity as the one a mention stands for."""
        own: Grade = "place" if entity.kind == "place" else "organisation"
        role = self.role(entity, self.names.doc[0])
        return Identity(
            entity.name, None, grade or own, "speaker.nominal", entity, role, gender=entity.gender
        )

    def role(self, entity: Entity, head: Token) -> Role | None:
        """The role given to a person near the mention, or else the first one in the document."""
        if entity.kind != "person":
            return None
        nearby = [r for r in entity.roles if abs(r.span[0] - head.idx) < 60]
        stated = nearby or entity.roles
        return stated[0] if stated else self._appositive_role(entity)

    def _appositive_role(self, entity: Entity) -> Role | None:
        """*Sergey Lavrov, the Russian foreign minister,* or *the minister, Sergey Lavrov,*."""
        doc = self.names.doc
        for start, end in entity.mentions:
            span = doc.char_span(start, end)
            if span is None:
                continue
            for noun in (grammar.apposition(span.root), span.root.head):
                related = noun is not None and (
                    noun.head == span.root or grammar.is_apposition(span.root)
                )
                if noun is not None and related and noun.lower_ in self.lexicon.roles:
                    first, last = grammar.noun_phrase(noun)
                    first += doc[first].pos_ == "DET"
                    words = doc[first:last]
                    return Role(words.text, (words.start_char, words.end_char))
        return None

    def outlet(self, head: Token) -> Entity | None:
        """The last outlet of the kind that the noun names, before it or else after it."""
        noun = head.lower_
        kind = self.lexicon.media_nouns.get(noun, "agency")
        media = list(self.names.of_kind("medium"))
        return _last_before([m for m in media if m.medium_kind in (kind, "")] or media, head)

    def by_role(self, head: Token) -> Entity | None:
        """The last person whose role ends in this noun: *the minister*."""
        modifiers = [t.lower_ for t in grammar.modifiers(head)]
        fitting = []
        for person in self.names.of_kind("person"):
            appositive = self._appositive_role(person)
            roles = [*person.roles, *([appositive] if appositive else [])]
            for role in roles:
                words = role.name.lower().replace("-", " ").split()
                titled = bool(words) and _stands_for(words[-1], head.lower_)
                if titled and all(m in words for m in modifiers):
                    fitting.append(person)
        return _last_before(fitting, head)

    def by_head_noun(self, head: Token) -> Entity | None:
        """The last body whose name holds this noun: *the ministry*."""
        if head.lower_ not in self.lexicon.nominals:
            return None
        bodies = [b for b in self.names.of_kind("body") if self._is_called(b, head)]
        if not bodies and head.lower_ in _ANY_BODY:
            bodies = [b for b in self.names.of_kind("body") if len(b.name) > 2]
        return _last_before(bodies, head)

    def _is_called(self, body: Entity, head: Token) -> bool:
        """The noun is part of the body's name, or describes it somewhere in the document."""
        if head.lower_ in body.name.lower().split():
            return True
        doc = self.names.doc
        for start, end in body.mentions:
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is None:
                continue
            around = [*doc[max(0, span.start - 2) : span.start], *doc[span.end : span.end + 6]]
            if any(t.lower_ == head.lower_ and t.i != head.i for t in around):
                return True
        return False

    def by_earlier_phrase(self, head: Token) -> Identity | None:
        """An unnamed speaker of before: *a foreman … the foreman*."""
        for identity in reversed(self.spoken):
            if (
                identity.name
                and identity.entity is None
                and head.lower_ in identity.name.lower().split()
            ):
                return identity
        return None


def _stands_for(word: str, noun: str) -> bool:
    """The noun itself, or the title that abbreviates it: *Gov.* for *governor*."""
    short = word.rstrip(".")
    return word == noun or (len(short) >= 3 and short != noun and noun.startswith(short))


def _last_before(entities: list[Entity], head: Token) -> Entity | None:
    """The entity mentioned last before `head`, or else the first one after it."""
    before = [(m[0], e) for e in entities for m in e.mentions if m[0] < head.idx]
    if before:
        return max(before, key=lambda pair: pair[0])[1]
    return min(entities, key=lambda e: e.mentions[0]) if entities else None
