"""Who and what a document names: persons, media, bodies and places, each under its fullest name.

Built once a document from the entities that spaCy sees, the lexicon of media and roles, and runs
of capitalised words; small models mislabel names, so no single one of these decides.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Doc, Token

from quotes import bodies, grammar, kinds
from quotes.lexicon import Lexicon
from quotes.model import Role, Span
from quotes.runs import PARTICLES, Run, RunFinder

EntityKind = Literal["person", "medium", "body", "place"]
_MEDIA_WORDS = re.compile(
    r"(?:News|Times|Post|Sky|TV|Radio|Television|Press|Gazette|Herald|Tribune|Courier|Journal|Daily|Wire"
    r"|Telegraph|Chronicle|Observer|Broadcasting|Newspaper|Review|Mail|Guardian|Standard|Star|Globe"
    r"|Examiner|Dispatch|Sentinel|Mercury|Monitor|Messenger|Ledger|Argus|Echo|Bulletin|Newswire"
    r"|Media|FM|Magazine|Weekly)"
)
# what only a country, region or city has: *the Norland trade minister*, *Norland's parliament*
_OF_A_STATE = (
    r" (?:\w+ ){0,2}(?:minister|president|government|parliament|[Mm]inistry|[Ee]mbassy|[Cc]onsulate"
    r"|ambassador|envoy|army|troops|capital)\b"
)
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central upper lower new greater inner"
    " outer great republic united neighbouring neighboring".split()
)
# American stations; *TV3*, *NTV*, *TVN24*
_CALL_SIGN = re.compile(r"[WK][A-Z]{3}(?:-(?:TV|FM))?|[A-Z]{0,3}TV[A-Z]?\d{0,2}")
# only of a medium is it said that …
_AS_MEDIUM = (
    r"\b(?:quoting {name}, which|[Aa] {name} (?:report|story|article|correspondent)\b"
    r"|{name}, (?:citing|quoting) |, {name} (?:first )?reported(?: on \w+)?[.,])"
)
_INITIALS = re.compile(r"(?:^|\s)[A-Z]\.? ?(?:[A-Z]\.? ?)?[A-Z][a-z]+$")  # *H R Zala*, *S. Rani*
_OWNED_BY_MEDIA = ("report ", "story ", "article ")
_TITLES = ("office", "proxy")
_ACRONYM = re.compile(r"\s*\((?P<short>[A-Z][A-Za-z&]{1,9})\)")


@dataclass(slots=True)
class Entity:
    """One person, medium, body or place of the document; `mentions` are spans, in text order.

    `gender` is what a title or role says; the given name only makes one likely.
    """

    name: str
    kind: EntityKind
    mentions: list[Span] = field(default_factory=list)
    gender: str = "-"
    roles: list[Role] = field(default_factory=list)
    medium_kind: str = ""
    aliases: set[str] = field(default_factory=set)


class Names:
    """The register of a document's entities, looked up by position or by name."""

    def __init__(self, doc: Doc, lexicon: Lexicon, publisher: str | None = None) -> None:
        self.doc = doc
        self._publisher = publisher  # a medium, whether a list knows it or not
        self.text = doc.text  # spaCy joins it anew each time
        self.lexicon = lexicon
        self.entities: list[Entity] = []
        self._at: dict[int, Entity] = {}
        self._finder = RunFinder(doc, lexicon)
        self._register()

    def at(self, token: Token) -> Entity | None:
        """The entity that the token is part of a name of."""
        return self._at.get(token.i)

    def mention(self, entity: Entity, token: Token) -> Span:
        """The span of the entity's name at `token`."""
        for start, end in entity.mentions:
            if start <= token.idx < end:
                return start, end
        return grammar.chars(token, token)

    def of_kind(self, kind: EntityKind) -> Iterator[Entity]:
        """All entities of one kind, by first mention."""
        return (entity for entity in self.entities if entity.kind == kind)

    def _register(self) -> None:
        media = list(self._finder.media())
        taken = {i for start, end, _ in media for i in range(start, end)}
        runs = [run for run in self._finder.runs(taken) if not self._coined_medium(run)]
        for start, end, name in media:
            self._put(Run(start, end, "ORG"), "medium", name)
        coined = {alias for medium in self.of_kind("medium") for alias in medium.aliases}
        surnames = {self.doc[r.end - 1].lower_ for r in runs if r.end - r.start > 1}
        for run in runs:
            name = self.doc[run.start : run.end].text
            kind = "medium" if name in coined else self._kind(run)
            if kind is None and name.lower() in surnames and not self._is_demonym(run):
                kind = "person"  # *Ansari* is no people where a Farida Ansari is named
            if kind is not None:
                self._put(run, kind, name)
        self._merge_short_names()
        self._settle_kinds()
        for entity in [e for e in self.entities if e.kind == "body" and " " not in e.name]:
            if re.search(rf"\b{re.escape(entity.name)}(?:['’]s)?{_OF_A_STATE}", self.text):
                entity.kind = "place"
        for entity in self.entities:
            if self._told_as_medium(entity):
                entity.kind = "medium"
        self.entities.sort(key=lambda entity: entity.mentions[0])

    def _settle_kinds(self) -> None:
        """Person or body, where nothing but the model's guess has decided so far."""
        shown = kinds.Shown(self.text, self.lexicon)
        for entity in self.entities:
            roles = [r for r in entity.roles if r.name.split()[-1].lower() not in kinds.SHARED]
            titled = roles or entity.gender != "-" or entity.name in self.lexicon.audiences
            body = self._holds_bodily(entity.name.split())
            if entity.kind in ("person", "body") and not titled and not body:
                entity.kind = shown.kind(entity.name) or self._by_default(entity)

    def _by_default(self, entity: Entity) -> EntityKind:
        """One word that is no given name, without title or role, is nobody's whole name.

        At least where the text calls others by theirs.
        """
        lone = " " not in entity.name and entity.name not in self.lexicon.given_names
        others = any(" " in person.name for person in self.of_kind("person"))
        return "body" if lone and others and "-" not in entity.name else entity.kind

    def _is_bodily(self, word: str) -> bool:
        return self.lexicon.nominals.get(word.lower()) == "body"

    def _holds_bodily(self, words: Iterable[str]) -> bool:
        return any(self._is_bodily(word) for word in words)

    def _told_as_medium(self, entity: Entity) -> bool:
        """A name that no list knows is treated as a medium: *quoting Chipwire, which cited*."""
        known = entity.roles or entity.gender != "-" or entity.kind == "medium"
        if known or entity.name in self.lexicon.audiences:
            return False
        words = entity.name.split()
        if self._holds_bodily(words):
            return False
        if words[0] in self.lexicon.given_names:  # *a Divya Bhaskar report*
            return any(f" {entity.name} {noun}" in self.text for noun in _OWNED_BY_MEDIA)
        return re.search(_AS_MEDIUM.format(name=re.escape(entity.name)), self.text) is not None

    def _put(self, run: Run, kind: EntityKind, name: str) -> Entity:
        listed = self.lexicon.media.get(name) or self.lexicon.media.get(f"The {name}")
        medium = listed if kind == "medium" else None
        key = medium.name if medium is not None else name
        entity = next((e for e in self.entities if e.kind == kind and key in e.aliases), None)
        if entity is None:
            entity = Entity(name, kind, aliases={key, name})
            self.entities.append(entity)
        if len(name) > len(entity.name) or (
            entity.name.isupper() and len(name) == len(entity.name)
        ):
            entity.name = name
        span = grammar.chars(self.doc[run.start], self.doc[run.end - 1])
        if span not in entity.mentions:
            entity.mentions = sorted([*entity.mentions, span])
        entity.gender = run.gender if run.gender != "-" else entity.gender
        if kind == "medium" and not entity.medium_kind:
            entity.medium_kind = medium.kind if medium else self._beside(run) or _kind_by_name(name)
        if run.role is not None:
            entity.roles.append(self._role(run.role))
        short = _ACRONYM.match(self.text, span[1])
        if short is not None:
            entity.aliases.add(short["short"])
        for index in range(run.start, run.end):
            self._at[index] = entity
        return entity

    def _role(self, tokens: tuple[int, int]) -> Role:
        first, last = self.doc[tokens[0]], self.doc[tokens[1] - 1]
        return Role(self.doc[tokens[0] : tokens[1]].text, grammar.chars(first, last))

    def _coined_medium(self, run: Run) -> bool:
        """A medium that no list knows, by its name or by the noun beside it."""
        words = self.doc[run.start : run.end]
        if _CALL_SIGN.fullmatch(words.text) or words.text == self._publisher:
            self._put(run, "medium", words.text)
            return True
        if words.text in self.lexicon.places or self._is_bodily(words[-1].text):
            return False  # *the Madrid daily*, *the Broadcasting Council*
        named = _MEDIA_WORDS.fullmatch(words[-1].text) or _MEDIA_WORDS.fullmatch(words[0].text)
        before = self.doc[run.start - 1] if run.start else None
        article = before is not None and before.lower_ == "the"
        # *told The Grocer*: within a sentence only titles keep their capital
        capital = before is not None and before.text == "The" and not before.is_sent_start
        titled = (named and (len(words) > 1 or article)) or (capital and not run.honorific)
        if (titled and run.role is None) or self._beside(run):
            self._put(run, "medium", words.text)
            return True
        return False

    def _beside(self, run: Run) -> str:
        """The kind of medium by the noun next to the name: *the Omre* [*news agency*]."""
        doc, nouns = self.doc, self.lexicon.media_nouns
        words = doc[run.start : run.end]
        after = [t.lower_ for t in doc[run.end : run.end + 2]]
        described = self._described(run.end + 1) if after[:1] == [","] else ""
        if described:
            return described
        people = run.label == "NORP"  # *Japanese television*, *the Lima weekly Caretas*: no name
        for length in () if people else (2, 1):
            following = doc[run.end + length : run.end + length + 1]
            named = following.text[:1].isupper() and not following[0].is_sent_start
            if " ".join(after[:length]) in nouns and after[0] not in ("report", "paper"):
                return "" if named else nouns[" ".join(after[:length])]
        before = [t.lower_ for t in doc[max(0, run.start - 2) : run.start]]
        for length in (2, 1):
            phrase = " ".join(before[-length:])
            if (
                len(before) >= length
                and phrase in nouns
                and (phrase not in ("paper", "report", "station") or words.text.isupper())
            ):
                return nouns[phrase]
        return ""

    def _described(self, index: int) -> str:
        """The kind of medium in an apposition: *NORPRESS, the state* [*news agency*]*,*."""
        words = self.doc[index : index + 6]
        if words[:1].text.lower() not in ("the", "a", "an"):
            return ""
        for position, token in enumerate(words):
            phrase = words[position : position + 2].text.lower()
            known = phrase if phrase in self.lexicon.media_nouns else token.lower_
            following = words[position + len(known.split()) :]
            if known in self.lexicon.media_nouns and following[:1].text in (",", "."):
                return self.lexicon.media_nouns[known]
            if token.is_punct:
                break
        return ""

    def _kind(self, run: Run) -> EntityKind | None:
        words = self.doc[run.start : run.end]
        body = self._holds_bodily(t.text for t in words)
        if self._is_demonym(run) or self._is_office(run) or self._is_common(run):
            return None
        if not run.honorific and self._is_place(run):
            return "place"
        listed = {words.text, f"the {words.text}"} & self.lexicon.audiences
        if listed or self._ends_like_a_body(run):
            return "body"
        initials = _INITIALS.search(words.text) is not None
        if not body and (initials or self._is_given_name(run)):
            return "person"
        if run.label in ("GPE", "LOC") and not run.honorific and not body and not self._who(run):
            return "place"
        people = run.label == "NORP" and not run.honorific and self._of_a_people(run)
        if people or (len(words) == 1 and run.label in ("EVENT", "LAW", "LANGUAGE")):
            return None
        if body or self._described_as_body(run):
            return "body"
        if run.label == "PERSON" or run.honorific or self._who(run):
            return "person"
        return "person" if self._looks_like_person(run) else "body"

    def _ends_like_a_body(self, run: Run) -> bool:
        """*Teratai Group*, *BirdLife Australia*; not *Western Australia*."""
        words = self.doc[run.start : run.end]
        last = words[-1].text
        place = self.lexicon.places.get(last) in ("country", "territory")
        land = place and words[0].lower_ not in _DIRECTIONS
        given = words[0].text in self.lexicon.given_names
        plural = words[-1].tag_ == "NNPS" and not given  # *Halvorsen Elevators*
        like = land or plural or last in self.lexicon.firms
        return len(words) > 1 and run.role is None and like

    def _of_a_people(self, run: Run) -> bool:
        """*Japanese*, *Kurdish Peshmerga*; no *Bio Sanni*."""
        words = [t.text for t in self.doc[run.start : run.end]]
        return len(words) == 1 or any(
            w in self.lexicon.adjectives or w in self.lexicon.demonyms for w in words
        )

    def _is_demonym(self, run: Run) -> bool:
        """*the Pole*, *the Kyrgyz*: a person from there, named elsewhere."""
        before = self.doc[run.start - 1].lower_ if run.start else ""
        return before == "the" and self.doc[run.start : run.end].text in self.lexicon.demonyms

    def _is_office(self, run: Run) -> bool:
        """*the governor's Chief* [*Press Secretary*]*, Kula Atom*: no name but a title."""
        role = self.lexicon.roles.get(self.doc[run.end - 1].lower_)
        following = self.doc[run.end : run.end + 1].text
        return run.honorific and role is not None and role.kind in _TITLES and following == ","

    def _is_common(self, run: Run) -> bool:
        """*the Minister*, *the FIR*: a noun with a capital."""
        words = self.doc[run.start : run.end]
        before = self.doc[run.start - 1].lower_ if run.start else ""
        document = self.lexicon.nominals.get(words.text.lower()) == "document"
        common = words.text.lower() in self.lexicon.roles or document
        return before == "the" and len(words) == 1 and common

    def _is_place(self, run: Run) -> bool:
        """A listed place; towns and states only where the model does not see a person."""
        name = self.doc[run.start : run.end].text
        kind = self.lexicon.places.get(name)
        doubtful = kind in ("city", "state") or name in self.lexicon.given_names
        return kind is not None and not (doubtful and run.label not in ("GPE", "LOC"))

    def _is_given_name(self, run: Run) -> bool:
        """*Adaeze Birch*: a given name and another, beside a role; no place of that name."""
        words = self.doc[run.start : run.end]
        if words[0].text not in self.lexicon.given_names:
            return False
        if len(words) < 2:
            return run.label == "PERSON" or (run.label == "" and grammar.acts(words.root))
        head = words.root
        beside = grammar.is_apposition(head) and head.head.lower_ in self.lexicon.roles
        return beside or (run.label not in ("GPE", "LOC", "FAC") and self._looks_like_person(run))

    def _who(self, run: Run) -> bool:
        """Followed by *, who*."""
        after = self.doc[run.end : run.end + 2]
        return len(after) == 2 and after[0].text == "," and after[1].lower_ in ("who", "whose")

    def _described_as_body(self, run: Run) -> bool:
        """*the carrier MZK*, *the company, Sepik Lift,*."""
        doc, index = self.doc, run.start - 1
        if index > 0 and doc[index].text == "," and doc[run.end : run.end + 1].text in (",", ""):
            index -= 1
        noun = doc[index] if index >= 0 else None
        return noun is not None and noun.text.islower() and noun.lower_ in self.lexicon.nominals

    def _looks_like_person(self, run: Run) -> bool:
        """Two or three plain words that act, or that a role stands in apposition to."""
        words = self.doc[run.start : run.end]
        head = words.root
        appositive = grammar.apposition(head)
        if appositive is not None and appositive.lower_ in self.lexicon.roles:
            return True
        article = run.start > 0 and self.doc[run.start - 1].lower_ == "the"
        plain = all(
            t.is_title or t.lower_ in PARTICLES or "-" in (t.text, self.doc[t.i - 1].text)
            for t in words
        )
        return (
            2 <= len([t for t in words if t.text != "-"]) <= 4
            and plain
            and not article
            and (grammar.acts(head) or grammar.is_apposition(head))
        )

    def _merge_short_names(self) -> None:
        """A surname joins the person with the fullest name that ends in it; the rest stay apart."""
        self._find_surnames()
        persons = sorted(self.of_kind("person"), key=lambda e: -len(e.name.split()))
        for entity in [e for e in self.entities if len(e.name.split()) == 1 and e.kind != "medium"]:
            others = [p for p in persons if p is not entity and " " in p.name]
            fuller = [p for p in others if _is_short_for(entity.name, p.name)]
            if not fuller and entity.kind != "place":  # the family name comes first: *Lim Swee Har*
                fuller = [
                    p for p in others if p.name.casefold().startswith(f"{entity.name.casefold()} ")
                ]
            if fuller:
                self._join(entity, _nearest(fuller, entity.mentions[0]))
        self._join_bodies()
        self._join_offices()
        for entity in list(self.of_kind("person")):
            fuller = [p for p in persons if len(p.name) > len(entity.name) and p in self.entities
                      and _is_short_for(entity.name, p.name)]  # fmt: skip
            if fuller:
                self._join(entity, _nearest(fuller, entity.mentions[0]))

    def _join_offices(self) -> None:
        """One office under several names: *Russian Foreign Ministry*, *the MFA*."""
        keyed = [(e, bodies.key(e.name, self.lexicon)) for e in self.of_kind("body")]
        known = sorted(((e, k) for e, k in keyed if k), key=lambda pair: -len(pair[0].name))
        for number, (entity, own) in enumerate(known):
            fuller = [e for e, k in known[:number] if bodies.same(own, k) and e in self.entities]
            if len(fuller) == 1:
                self._join(entity, fuller[0])

    def _join_bodies(self) -> None:
        """The first word of a firm, one word of a medium: *Hansol*, *the Mail*; the *F.D.A.*"""
        full = [b for b in self.of_kind("body") if " " in b.name]
        for entity in [e for e in self.entities if e.kind in ("body", "person")]:
            longer = [b for b in full if _abbreviates(entity.name, b.name)]
            if longer:
                self._join(entity, _nearest(longer, entity.mentions[0]))
        for entity in [e for e in self.entities if _is_lone(e)]:
            longer = [b for b in full if b.name.split()[0] == entity.name]
            if longer:  # *Hansol*, of *Hansol Acoustics*
                self._join(entity, _nearest(longer, entity.mentions[0]))
        media = [m for m in self.of_kind("medium") if " " in m.name]
        for entity in [e for e in self.entities if e.kind in ("body", "place")]:
            if " " not in entity.name and self._has_article(entity):  # *the Mail*, *the Asahi*
                longer = [
                    m for m in media if entity.name in (m.name.split()[0], m.name.split()[-1])
                ]
                if longer:
                    self._join(entity, _nearest(longer, entity.mentions[0]))

    def _find_surnames(self) -> None:
        """Who is called by the last word alone is a person, whatever the model took it for.

        Persons are shortened to their last name, firms to their first: *Bio Sanni* … *Sanni*.
        """
        alone = {e.name for e in self.entities if " " not in e.name and e.kind != "medium"}
        for entity in self.entities:
            words = entity.name.split()
            plain = all(w.isalpha() and w.istitle() for w in words)
            named = plain and not self._holds_bodily(words)
            listed = entity.name in self.lexicon.audiences or words[-1] in self.lexicon.firms
            short = entity.kind in ("body", "place") and len(words) in (2, 3)
            short = short and words[-1] in alone and named and not listed
            if short and not self._has_article(entity):
                entity.kind = "person"

    def _has_article(self, entity: Entity) -> bool:
        start = entity.mentions[0][0]
        return self.text[max(0, start - 4) : start].lower() == "the "

    def _join(self, short: Entity, full: Entity) -> None:
        if short not in self.entities:
            return
        full.mentions = sorted(set(full.mentions + short.mentions))
        full.roles += [role for role in short.roles if role not in full.roles]
        full.gender = full.gender if full.gender != "-" else short.gender
        self.entities.remove(short)
        for index, entity in self._at.items():
            if entity is short:
                self._at[index] = full


def _abbreviates(short: str, full: str) -> bool:
    """*F.D.A.* for *Food and Drug Administration*: the initials of its capitalised words."""
    letters = short.replace(".", "")
    capitals = "".join(word[0] for word in full.split() if word[0].isupper())
    return 2 < len(letters) <= 6 and letters.isupper() and letters == capitals != full


def _is_lone(entity: Entity) -> bool:
    """One word, and nothing that shows a person or a medium."""
    shown = entity.kind == "medium" or entity.gender != "-" or bool(entity.roles)
    return " " not in entity.name and not shown


def _kind_by_name(name: str) -> str:
    """What a coined name says of its medium: *Veld TV*, *Lakeside News Agency*."""
    if _CALL_SIGN.fullmatch(name) or re.search(
        r"\b(?:TV|Radio|Television|Broadcasting|FM)\b", name
    ):
        return "broadcaster"
    if re.search(r"(?:Agency|Wire|Press|PRESS|Newswire)\b", name):
        return "agency"
    return (
        "paper"
        if re.search(r"\b(?:Times|Post|Gazette|Herald|Tribune|Courier|Mail|Star|Daily)\b", name)
        else ""
    )


def _is_short_for(short: str, full: str) -> bool:
    """The same last word, and all words of the short name in order within the full one."""
    few, many = short.casefold().split(), full.casefold().split()
    remaining = iter(many)
    return len(few) < len(many) and few[-1] == many[-1] and all(w in remaining for w in few)


def _nearest(candidates: list[Entity], span: Span) -> Entity:
    """The one mentioned last before `span`, or else first after it."""
    before = [
        (max(m for m in e.mentions if m < span), e) for e in candidates if e.mentions[0] < span
    ]
    if before:
        return max(before, key=lambda pair: pair[0])[1]
    return min(candidates, key=lambda e: e.mentions[0])
