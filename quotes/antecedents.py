"""Antecedents: whom a pronoun, or a noun such as *the minister*, may stand for.

Candidates are filtered by number, gender, animacy and role noun; those for a person are scored by
salience, in the spirit of Lappin and Leass (1994).
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from quotes import grammar
from quotes.layout import meets_any
from quotes.lexicon import Lexicon
from quotes.marks import Quotation
from quotes.model import Grade, Named, Role, Span
from quotes.names import Entity, Names

SINGULAR = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_FIRM = frozenset("company firm developer operator carrier maker retailer lender".split())
_ANY_BODY = _FIRM | frozenset("group organisation organization club bloc".split())


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


# nouns for a person whose own role is a narrower one
GENERIC = frozenset(
    "official politician leader executive lawmaker boss star veteran player athlete".split()
)
_FAMILY_FIRST = re.compile(r"^[A-Z]\w+-[a-z]+$")  # *Park Mi-ran*
_NEAR = 300  # code points between a name and the noun that stands for it
_LEAD_REACH = 6  # line breaks between a description in the lead and the name that explains it
Resolve = Callable[[Token], Identity]

# What speaks for a mention as antecedent; a sentence or paragraph of distance speaks against it.
_WEIGHTS = {
    "sentence": -0.8,
    "paragraph": -0.3,
    "subject": 1.0,
    "main": 0.6,
    "spoke": 1.0,
    "gender known": 1.2,
    "gender likely": 0.8,
    "gender unlikely": -2.5,
    "lone name": -1.0,
    "only described": -0.3,
    "owner here": 1.5,  # *the president's daughter said he …*
}
_ABSTAIN = -5.0


@dataclass(frozen=True, slots=True)
class _Touch:
    """How a person was mentioned at the code point `at`."""

    at: int
    subject: bool
    main: bool
    spoke: bool
    owns: bool


def _touch(root: Token, *, spoke: bool) -> _Touch:
    acts = grammar.leads(root)
    above = root.head.head if grammar.is_apposition(root) else root.head
    return _Touch(root.idx, acts, acts and grammar.is_main(above), spoke, grammar.possesses(root))


class Antecedents:
    """The candidates of one document; `spoken` are the speakers so far, in text order."""

    def __init__(self, names: Names, lexicon: Lexicon, quotations: tuple[Quotation, ...]) -> None:
        self.names = names
        self.lexicon = lexicon
        self.quotations = quotations
        self.spoken: list[Identity] = []
        # whose own words the pronoun stands in: they would have said “I”
        self.excluded: set[str | None] = set()
        self._outermost = [quotation.outer for quotation in quotations if quotation.depth == 0]
        self._sentence_starts = [sentence.start_char for sentence in names.doc.sents]
        self._callings: dict[tuple[str, str], list[Span]] = {}

    @cached_property
    def _mentions(self) -> list[tuple[int, Entity, _Touch]]:
        """Where persons are named, and how, outside quotation marks."""
        found = []
        for person in self.names.of_kind("person"):
            for start, end in person.mentions:
                span = self.names.doc.char_span(start, end, alignment_mode="expand")
                if span is not None and not self.in_marks(start):
                    found.append((start, person, _touch(span.root, spoke=False)))
        return found

    def plural(self) -> Identity | None:
        """The last speaker that *they* may stand for."""
        fitting = (i for i in reversed(self.spoken) if i.plural and i.name not in self.excluded)
        return next(fitting, None)

    def person(
        self, head: Token, gender: str, resolve: Resolve, *, roleless: bool = False
    ) -> Identity | None:
        """The person that a singular pronoun or noun of `gender` stands for at `head`.

        Every mention so far is a candidate with a score of its own (`_WEIGHTS`); the best wins.
        With `roleless`, only who has been given no role.
        """
        best: tuple[float, int] | None = None
        found: Identity | None = None
        for identity, touch in self._touches(head, resolve):
            other_gender = gender != "-" and identity.gender not in ("-", gender)
            other_role = roleless and self._has_role(identity)
            if identity.name in self.excluded or other_gender or other_role:
                continue
            score = self._score(identity, touch, head, gender), touch.at
            if best is None or score > best:
                best, found = score, identity
        return found if best is not None and best[0] > _ABSTAIN else None

    def _has_role(self, identity: Identity) -> bool:
        entity = identity.entity
        return entity is None or bool(entity.roles) or self._appositive_role(entity) is not None

    def _touches(self, head: Token, resolve: Resolve) -> Iterator[tuple[Identity, "_Touch"]]:
        """Who has been mentioned before `head`, and how, outside quotation marks."""
        for start, person, touch in self._mentions:
            if start < head.idx:
                yield self.identify(person, "named"), touch
        for identity in self.spoken:
            personal = identity.personal or identity.grade in ("named", "anonymous")
            if personal and not identity.plural and identity.span and identity.span[0] < head.idx:
                span = self.names.doc.char_span(*identity.span, alignment_mode="expand")
                if span is not None:
                    yield identity, _touch(span.root, spoke=True)
        for token in self.names.doc[self._sentences_before(head, 3) : head.i]:
            role = self.lexicon.roles.get(token.lower_)
            inner = grammar.is_modifier(token) and not grammar.possesses(token)
            plain = role is not None and token.tag_ == "NN" and not inner
            if plain and self.names.at(token) is None and not self.in_marks(token.idx):
                described = resolve(token)
                if described.name is not None and described.grade in ("named", "anonymous"):
                    yield described, _touch(token, spoke=False)

    def _score(self, identity: Identity, touch: "_Touch", head: Token, gender: str) -> float:
        text = self.names.text[touch.at : head.idx]
        back = min(self._sentences_between(touch.at, head), 8)
        known = identity.gender == gender != "-"
        likely = self._likely_gender(identity)
        entity = identity.entity
        bare = entity is not None and " " not in entity.name and not entity.roles
        score = _WEIGHTS["sentence"] * back + _WEIGHTS["paragraph"] * min(text.count("\n\n"), 4)
        score += _WEIGHTS["subject"] * touch.subject + _WEIGHTS["main"] * touch.main
        score += _WEIGHTS["owner here"] * (touch.owns and back == 0)
        score += _WEIGHTS["spoke"] * touch.spoke + _WEIGHTS["gender known"] * known
        if not known and gender != "-" and likely != "-":
            score += _WEIGHTS["gender likely" if likely == gender else "gender unlikely"]
        score += _WEIGHTS["only described"] * (entity is None)
        return score + _WEIGHTS["lone name"] * bare

    def _sentences_between(self, since: int, head: Token) -> int:
        """How many begin after the code point `since` and not after `head`."""
        starts = self._sentence_starts
        return max(0, bisect_right(starts, head.idx) - bisect_right(starts, since))

    def _likely_gender(self, identity: Identity) -> str:
        """By the given name; a lone surname tells nothing."""
        if identity.entity is None or " " not in identity.entity.name:
            return "-"
        first, *_, last = identity.entity.name.split()
        given = last if _FAMILY_FIRST.search(last) else first
        return self.lexicon.given_names.get(given, "-")

    def _sentences_before(self, head: Token, count: int) -> int:
        """The index of the first token of the sentence `count` before that of `head`."""
        first = head.sent.start
        for _ in range(count):
            if first:
                first = self.names.doc[first - 1].sent.start
        return first

    def in_marks(self, offset: int) -> bool:
        """Inside quotation marks."""
        return meets_any((offset, offset + 1), self._outermost)

    def couple(self) -> Identity | None:
        """Two persons of one surname, or named side by side: *the couple*."""
        pair = self._pair()
        if pair is None:
            return None
        name = f"{pair[0].name} and {pair[1].name}"
        return Identity(name, None, "named", "speaker.nominal", plural=True)

    def of_couple(self, gender: str) -> Entity | None:
        """The one of the couple whose given name fits: *the husband*."""
        likely = [(self.lexicon.given_names.get(p.name.split()[0]), p) for p in self._pair() or ()]
        sure = [p for g, p in likely if g == gender]
        others = [p for g, p in likely if g is None]
        if len(sure) == 1:
            return sure[0]
        return others[0] if not sure and len(others) == 1 else None

    def _pair(self) -> tuple[Entity, Entity] | None:
        persons = [p for p in self.names.of_kind("person") if " " in p.name]
        for one in persons:
            for other in persons:
                same = one.name.split()[-1] == other.name.split()[-1]
                start, end = one.mentions[0][1], other.mentions[0][0]
                beside = self.names.text[start:end] in (" and ", " and her husband, ",
                                                         " and his wife, ")  # fmt: skip
                if one is not other and start < end and (same or beside):
                    return one, other
        return None

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
            if start < head.idx and not self.in_marks(start)
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
        if all(m.mentions[0][0] > head.idx for m in media):
            self._make_medium(head, media)
        fitting = [m for m in media if m.medium_kind in (kind, "")]
        if not fitting and noun == "agency":
            return None  # no paper or station is an agency, but many a body is
        return _last_before(fitting or media, head)

    def _make_medium(self, head: Token, media: list[Entity]) -> None:
        """*Novi Val leads with … The daily calls it*: the last name to act has become a medium."""
        acting = [
            (root.idx, entity)
            for entity in self.names.entities
            if entity.kind in ("body", "person") and not entity.roles and entity.gender == "-"
            for root in self._roots(entity)
            if root.idx < head.idx and grammar.acts(root) and head.idx - root.idx < _NEAR
        ]
        given = self.lexicon.given_names
        if acting and (last := max(acting, key=lambda a: a[0])[1]).name.split()[0] not in given:
            last.kind = "medium"
            media.append(last)

    def by_role(self, head: Token) -> Entity | None:
        """The last person whose role ends in this noun: *the minister*."""
        modifiers = [t.lower_ for t in grammar.modifiers(head)]
        fitting = []
        led = self._led_by(head)
        for person in self.names.of_kind("person"):
            if person is led:
                fitting.append(person)
            appositive = self._appositive_role(person)
            roles = [*person.roles, *([appositive] if appositive else [])]
            for role in roles:
                words = role.name.lower().replace("-", " ").split()
                titled = bool(words) and _stands_for(words[-1], head.lower_)
                if titled and all(m in words for m in modifiers):
                    fitting.append(person)
            apart = person not in fitting and not grammar.ends_phrase(head)
            if apart and self._described_as(person, head):
                fitting.append(person)
        return _last_before(fitting, head)

    def _led_by(self, head: Token) -> Entity | None:
        """*A treasurer bought …* ¶ *Wendell Arceneaux told …*: who *the treasurer* is."""
        lead = self.names.text.find("\n\n")
        for token in self.names.doc if lead > 0 else ():
            if token.idx >= min(lead, head.idx):
                return None
            first = token.left_edge.lower_
            if token.lower_ == head.lower_ and token.tag_ == "NN" and first in ("a", "an", "its"):
                opening = (p for p in self.names.of_kind("person") if self._opens_next(p, token))
                found = next(opening, None)
                return found if found is not None and not found.roles else None
        return None

    def _described_as(self, person: Entity, head: Token) -> bool:
        """The noun itself stands beside the name somewhere: *the arbiter, Nino Gogua,*."""
        for root in self._roots(person):
            beside = grammar.apposition(root), root.head if grammar.is_apposition(root) else None
            before = self.names.doc[root.left_edge.i - 1] if root.left_edge.i else None
            if any(t is not None and t.lower_ == head.lower_ for t in (*beside, before)):
                return True
        return False

    def _roots(self, entity: Entity) -> Iterator[Token]:
        """The head token of each mention."""
        for start, end in entity.mentions:
            span = self.names.doc.char_span(start, end, alignment_mode="expand")
            if span is not None:
                yield span.root

    def introduced_later(self, head: Token) -> Entity | None:
        """Whom the lead only describes: *the head of the league said* … *Lourdes Camargo told us*.

        A role that fits decides; or else, for a definite noun, the next person to be introduced
        by a full name alone, as the subject of a sentence.
        """
        later = [p for p in self.names.of_kind("person") if p.mentions[0][0] > head.idx]
        for person in later:
            roles = [r.name.lower().split() for r in person.roles]
            if any(words[-1:] == [head.lower_] for words in roles):
                return person
            if self._described_as(person, head):
                return person
        definite = head.left_edge.lower_ == "the" or grammar.possessor(head) is not None
        aged = [p for p in later if self._aged(p)]
        opening = [p for p in later if " " in p.name and self._opens_next(p, head)]
        if opening:
            return opening[0]
        first = next((p for p in later if " " in p.name), None)
        if not definite and first is not None and aged[:1] == [first] and not first.roles:
            near = self.names.text.count("\n", head.idx, first.mentions[0][0]) <= _LEAD_REACH
            return first if near else None
        if not definite or first is None or first.roles or self._appositive_role(first):
            return None
        root = next(self._roots(first), None)
        text = self.names.text[head.idx : first.mentions[0][0]]
        near = text.count("\n") <= _LEAD_REACH
        return first if near and root is not None and grammar.acts(root) else None

    def _aged(self, person: Entity) -> bool:
        """*Delroy Pinkham, 52,*: news copy gives the age of whom it has only described so far."""
        end = person.mentions[0][1]
        return re.match(r",? (?:aged )?\d\d\b[,.]?", self.names.text[end : end + 12]) is not None

    def _opens_next(self, person: Entity, head: Token) -> bool:
        """The next paragraph begins with the full name: *Fadzil Harun, 58, testified*."""
        text, start = self.names.text, person.mentions[0][0]
        between = text[head.idx : start]
        return between.endswith("\n\n") and between.strip().count("\n\n") == 0

    def protagonist(self, head: Token, gender: str, resolve: Resolve) -> Identity | None:
        """Whom a definite noun stands for that nobody was given as a role: *the Basque*."""
        aged = head.lower_ == "old" or head.lower_.endswith("-old")
        aged = aged or head.lower_ in ("man", "woman", "boy", "girl")
        open_to_all = head.lower_ in GENERIC or head.text in self.lexicon.demonyms or aged
        found = self.person(head, gender, resolve, roleless=not open_to_all)
        named = found is not None and found.entity is not None and " " in found.entity.name
        return found if named else None

    def compatriot(self, head: Token) -> Identity | None:
        """*the Dane*: the last person before of whom the text says so: *the Danish engineer, …*."""
        country = self.lexicon.demonyms.get(head.text)
        if country is None:
            return None
        words = [a for a, land in self.lexicon.adjectives.items() if land == country]
        words += [n for n, land in self.lexicon.countries.items() if land == country]
        said = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")
        near = [
            (start, person)
            for person in self.names.of_kind("person")
            for start, end in person.mentions
            if start < head.idx and said.search(self.names.text[max(0, start - 60) : end + 40])
        ]
        return self.identify(max(near, key=lambda n: n[0])[1], "named") if near else None

    def by_head_noun(self, head: Token) -> Entity | None:
        """The last body whose name holds this noun: *the ministry*."""
        if head.lower_ not in self.lexicon.nominals:
            return None
        bodies = [
            b for b in self.names.of_kind("body")
            if self._is_called(b, head) and self._in_prose(b)
        ]  # fmt: skip
        alone = not grammar.modifiers(head) and grammar.possessor(head) is None
        if not bodies and head.lower_ in _ANY_BODY and alone:
            bodies = self._bodies_in_prose(head.lower_)
        return _last_before(bodies, head)

    def by_name(self, noun: Token) -> Entity | None:
        """The last body with this noun in its name, or for *company* any firm."""
        called = [b for b in self.names.of_kind("body") if noun.lower_ in b.name.lower().split()]
        if not called and noun.lower_ in _ANY_BODY:
            called = self._bodies_in_prose(noun.lower_)
        return _last_before(called, noun)

    def _bodies_in_prose(self, noun: str) -> list[Entity]:
        """Those that *the company* may be; no *UN* or *EU*, nor a ministry beside firms."""
        found = [b for b in self.names.of_kind("body") if len(b.name) > 2 and self._in_prose(b)]
        firms = [b for b in found if not self._is_public(b)] if noun in _FIRM else []
        return firms or found

    def _is_public(self, body: Entity) -> bool:
        """A ministry, court, chamber or the like by its name."""
        words = body.name.lower().split()
        nominals = self.lexicon.nominals
        return any(nominals.get(w) == "body" and w not in _ANY_BODY for w in words)

    def _in_prose(self, body: Entity) -> bool:
        """Named in the prose, not only in somebody's words or a title."""
        return not all(self.in_marks(start) for start, _ in body.mentions)

    def _is_called(self, body: Entity, head: Token) -> bool:
        """The noun is part of the body's name, or describes it in apposition somewhere."""
        if head.lower_ in body.name.lower().split():
            return True
        key = body.name, head.lower_
        if key not in self._callings:
            self._callings[key] = self._find_callings(body, re.escape(head.lower_))
        return any(not start <= head.idx < end for start, end in self._callings[key])

    def _find_callings(self, body: Entity, noun: str) -> list[Span]:
        name = rf"(?:{'|'.join(map(re.escape, body.aliases | {body.name}))})"
        after = rf"{name}, (?:the|an?|its|which is an?) (?:[\w’'-]+ ){{0,4}}{noun}\b"
        before = (
            rf"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[\w-]+['’]s) (?:[\w-]+ ){{0,3}}{noun},? {name}\b"
        )
        return [match.span() for match in re.finditer(rf"{after}|{before}", self.names.text)]

    def by_earlier_phrase(self, head: Token) -> Identity | None:
        """Somebody without a name from before: *a foreman … the foreman*."""
        for identity in reversed(self.spoken):
            if identity.name and identity.entity is None and _is_head(head.lower_, identity.name):
                return identity
        return None


def _is_head(noun: str, phrase: str) -> bool:
    """The noun heads the phrase: *sources* in *sources at the ministry*."""
    return re.split(r" (?:of|at|for|from|in|with|to|who|on)\b", phrase.lower())[0].split()[-1:] == [
        noun
    ]


def _stands_for(word: str, noun: str) -> bool:
    """The noun itself, or the title that abbreviates it: *Gov.* for *governor*."""
    short = word.rstrip(".")
    return word == noun or (len(short) >= 3 and short != noun and noun.startswith(short))


def _last_before(entities: list[Entity], head: Token) -> Entity | None:
    """The entity mentioned last before `head`, or else the first one after its phrase."""
    first, last = head.left_edge.idx, head.right_edge.idx
    before = [(m[0], e) for e in entities for m in e.mentions if m[0] < first]
    if before:
        return max(before, key=lambda pair: pair[0])[1]
    after = [e for e in entities if e.mentions[0][0] > last]
    return min(after, key=lambda e: e.mentions[0]) if after else None
