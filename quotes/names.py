"""Who and what a document names: persons, media, bodies and places, each under its fullest name.

Built once a document from the entities that spaCy sees, the lexicon of media and roles, and runs
of capitalised words; small models mislabel names, so no single one of these decides.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Doc, Token

from quotes import grammar
from quotes.lexicon import Lexicon
from quotes.model import Role, Span
from quotes.reading import named_entities

EntityKind = Literal["person", "medium", "body", "place"]
_PARTICLES = frozenset(
    "al el bin ibn abu de da do dos das del della di du van von der den ter la le af".split()
)
_MEDIA_WORDS = re.compile(
    r"(?:News|Times|Post|TV|Radio|Television|Press|Gazette|Herald|Tribune|Courier|Journal|Daily|Wire"
    r"|Telegraph|Chronicle|Observer|Broadcasting|Newspaper|Review|Mail|Guardian|Standard|Star|Globe"
    r"|Examiner|Dispatch|Sentinel|Mercury|Monitor|Messenger|Ledger|Argus|Echo|Bulletin|Newswire)"
)
_POST_NOMINALS = ("KC", "QC", "MP", "MEP", "MSP", "Jr", "Sr", "PhD", "MD", "OBE", "CBE")
_FOREIGN_ARTICLES = ("el", "la", "le", "les", "los", "il", "al", "der", "das")
_CIVIL = ("Mr", "Mrs", "Ms", "Miss", "Mx")
_ACRONYM = re.compile(r"\s*\((?P<short>[A-Z][A-Za-z&]{1,9})\)")


@dataclass(slots=True)
class Entity:
    """One person, medium, body or place of the document; `mentions` are spans, in text order."""

    name: str
    kind: EntityKind
    mentions: list[Span] = field(default_factory=list)
    gender: str = "-"
    roles: list[Role] = field(default_factory=list)
    medium_kind: str = ""
    aliases: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Run:
    """A stretch of capitalised tokens that is one name, with the title or role before it."""

    start: int
    end: int
    label: str
    role: tuple[int, int] | None = None
    gender: str = "-"
    honorific: bool = False


class Names:
    """The register of a document's entities, looked up by position or by name."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.entities: list[Entity] = []
        self._at: dict[int, Entity] = {}
        self._labels = {t.i: ent.label_ for ent in named_entities(doc) for t in ent}
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

    def add_medium(self, start: int, end: int) -> Entity:
        """Register the tokens as a medium, because the sentence uses them as one."""
        return self._put(Run(start, end, "ORG"), "medium", self.doc[start:end].text)

    # -- building ---------------------------------------------------------------------------

    def _register(self) -> None:
        media = list(self._lexicon_media())
        taken = {i for start, end, _ in media for i in range(start, end)}
        runs = [run for run in self._runs(taken) if not self._coined_medium(run)]
        for start, end, name in media:
            self._put(Run(start, end, "ORG"), "medium", name)
        for run in runs:
            kind = self._kind(run)
            if kind is not None:
                self._put(run, kind, self.doc[run.start : run.end].text)
        self._merge_short_names()
        self.entities.sort(key=lambda entity: entity.mentions[0])

    def _put(self, run: Run, kind: EntityKind, name: str) -> Entity:
        medium = self.lexicon.media.get(name) if kind == "medium" else None
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
        short = _ACRONYM.match(self.doc.text, span[1])
        if short is not None:
            entity.aliases.add(short["short"])
        for index in range(run.start, run.end):
            self._at[index] = entity
        return entity

    def _role(self, tokens: tuple[int, int]) -> Role:
        first, last = self.doc[tokens[0]], self.doc[tokens[1] - 1]
        return Role(self.doc[tokens[0] : tokens[1]].text, grammar.chars(first, last))

    def _lexicon_media(self) -> Iterator[tuple[int, int, str]]:
        doc, index = self.doc, 0
        while index < len(doc):
            length = self._medium_length(index)
            if length:
                yield index, index + length, doc[index : index + length].text
            index += length or 1

    def _medium_length(self, index: int) -> int:
        token = self.doc[index]
        if not (token.text[:1].isupper() or token.text[:1].isdigit()) or token.is_space:
            return 0
        for length in range(min(7, len(self.doc) - index), 0, -1):
            if self.doc[index + length - 1].is_lower and length > 1:
                continue  # “TASS news agency”: the name is TASS
            if self.doc[index : index + length].text in self.lexicon.media:
                after = self.doc[index + length] if index + length < len(self.doc) else None
                inside = after is not None and after.text[:1].isupper() and after.pos_ == "PROPN"
                if inside and length == 1 and not token.text.isupper():
                    return 0
                return length + self._regional(index + length)
        return 0

    def _regional(self, index: int) -> int:
        """How many capitalised words go on with a medium's name: *BBC* [*Radio Scarness*]."""
        count = 0
        while index + count < len(self.doc) and count < 3:
            token = self.doc[index + count]
            known = token.text in self.lexicon.media or token.text in self.lexicon.honorifics
            if known or token.lower_ in self.lexicon.roles or token.pos_ not in ("PROPN", "NUM"):
                break
            if not token.text[:1].isupper() and not (token.is_digit and count):
                break
            count += 1
        return count

    def _runs(self, taken: set[int]) -> Iterator[Run]:
        """Maximal runs of capitalised tokens outside `taken`, without their titles and roles."""
        doc, index = self.doc, 0
        while index < len(doc):
            if index in taken or not self._capital(doc[index]):
                index += 1
                continue
            end = self._run_end(index, taken)
            yield from self._split(index, end)
            index = end

    def _run_end(self, start: int, taken: set[int]) -> int:
        doc, end = self.doc, start + 1
        while end < len(doc) and end not in taken and doc[end].sent == doc[start].sent:
            token = doc[end]
            joined = (
                token.text in "-–&" and doc[end - 1].whitespace_ == "" and token.whitespace_ == ""
            )
            linking = (
                token.lower_ in _PARTICLES or joined or token.text in ("of", "and", "for", "&")
            )
            if self._capital(token):
                end += 1
            elif linking and self._links(start, end, taken):
                end += 2
            else:
                break
        return end

    def _links(self, start: int, index: int, taken: set[int]) -> bool:
        """A particle inside a name; *of* and *and* only inside the name of a body."""
        doc = self.doc
        following = index + 1
        if following >= len(doc) or following in taken or not self._capital(doc[following]):
            return False
        if doc[index].text in ("of", "and", "for"):
            return any(t.lower_ in self.lexicon.nominals for t in doc[start:index])
        return True

    def _capital(self, token: Token) -> bool:
        if not token.text[:1].isupper() or token.is_space:
            return False
        if token.lower_ in _FOREIGN_ARTICLES and token.i + 1 < len(token.doc):
            return token.nbor().text[:1].isupper() and token.nbor().pos_ == "PROPN"
        if token.pos_ in ("DET", "PRON", "ADP", "SCONJ", "CCONJ", "ADV", "AUX", "PART", "INTJ"):
            return token.i in self._labels and not token.is_sent_start and token.pos_ != "PRON"
        if token.is_sent_start and token.lower_ in ("per", "asked", "speaking"):
            return False
        if token.is_sent_start and token.pos_ != "PROPN" and token.i not in self._labels:
            return token.i + 1 < len(token.doc) and token.nbor().text == "-"
        return token.ent_type_ not in ("DATE", "TIME", "CARDINAL", "ORDINAL")

    def _split(self, start: int, end: int) -> Iterator[Run]:
        """Part a title or role from the name after it: *Prime Minister* | *Shehbaz Sharif*."""
        doc, lexicon = self.doc, self.lexicon
        cut, gender, honorific, role = start, "-", False, None
        for index in range(start, end - 1):
            word = doc[index].text.rstrip(".")
            known = lexicon.honorifics.get(word, lexicon.honorifics.get(doc[index].text))
            office = lexicon.roles.get(doc[index].lower_)
            if known is not None or office is not None:
                cut, honorific = index + 1, True
                found = known if known not in (None, "-") else office.gender if office else "-"
                gender = found or gender
                if office is not None or word not in _CIVIL:
                    role = (start, index + 1)
        while cut < end and doc[cut].text in (".", "-"):
            cut += 1
        while end - cut > 1 and doc[end - 1].text in _POST_NOMINALS:
            end -= 1
        before = self._role_before(start) if cut == start else None
        before = before or (self._role_beside(cut, end) if cut < end and role is None else None)
        if before is not None:
            role, honorific = before, True
            gender = lexicon.roles[doc[before[1] - 1].lower_].gender
        elif role is not None:
            role = (self._extend_left(role[0]), role[1])
        if cut < end:
            yield Run(cut, end, self._label(cut, end), role, gender, honorific)

    def _role_before(self, start: int) -> tuple[int, int] | None:
        """A lower-case role directly before the name: *Russian foreign minister* Sergey Lavrov."""
        doc = self.doc
        if (
            start == 0
            or doc[start].is_sent_start
            or doc[start - 1].lower_ not in self.lexicon.roles
        ):
            return None
        return self._extend_left(start - 1), start

    def _role_beside(self, start: int, end: int) -> tuple[int, int] | None:
        """A role across a comma: *the foreign minister,* Sergey Lavrov*,* *the foreign minister,*."""
        doc, roles = self.doc, self.lexicon.roles
        closed = doc[end : end + 1].text in (",", "", ".")
        if closed and start > 1 and doc[start - 1].text == "," and doc[start - 2].lower_ in roles:
            return self._extend_left(start - 2), start - 1
        if doc[end : end + 1].text != ",":
            return None
        first = end + 1
        for index in range(first, min(first + 6, len(doc))):
            token = doc[index]
            if token.lower_ in roles and doc[index + 1 : index + 2].text not in ("'s", "’s"):
                first += doc[first].pos_ == "DET" or doc[first].lower_ in ("the", "a", "an")
                return (first, index + 1) if first <= index else None
            if token.pos_ not in ("DET", "ADJ", "NOUN", "PROPN") and token.text != "-":
                return None
        return None

    def _extend_left(self, start: int) -> int:
        """Over the adjectives and nouns that belong to a role, not over its article."""
        doc = self.doc
        while start > 0 and not doc[start].is_sent_start:
            token = doc[start - 1]
            if token.pos_ in ("ADJ", "NOUN", "PROPN") or (token.text in "-" and token.is_punct):
                start -= 1
            else:
                break
        return start

    def _label(self, start: int, end: int) -> str:
        labels = [self._labels[i] for i in range(start, end) if i in self._labels]
        return max(set(labels), key=labels.count) if labels else ""

    def _coined_medium(self, run: Run) -> bool:
        """A medium that no list knows, by its name or by the noun beside it."""
        words = self.doc[run.start : run.end]
        named = _MEDIA_WORDS.fullmatch(words[-1].text) or _MEDIA_WORDS.fullmatch(words[0].text)
        if (named and len(words) > 1 and run.role is None) or self._beside(run):
            self._put(run, "medium", words.text)
            return True
        return False

    def _beside(self, run: Run) -> str:
        """The kind of medium that a noun next to the name says it is: *the Omre* [*news agency*]."""
        doc, nouns = self.doc, self.lexicon.media_nouns
        after = [t.lower_ for t in doc[run.end : run.end + 2]]
        for length in (2, 1):
            if " ".join(after[:length]) in nouns and after[0] not in ("report", "paper"):
                return nouns[" ".join(after[:length])]
        before = [t.lower_ for t in doc[max(0, run.start - 2) : run.start]]
        for length in (2, 1):
            phrase = " ".join(before[-length:])
            if (
                len(before) >= length
                and phrase in nouns
                and phrase not in ("paper", "report", "station")
            ):
                return nouns[phrase]
        return ""

    def _kind(self, run: Run) -> EntityKind | None:
        words = self.doc[run.start : run.end]
        body = any(t.lower_ in self.lexicon.nominals for t in words)
        if run.label in ("GPE", "LOC") and not run.honorific and not body and not self._who(run):
            return "place"
        if run.label == "NORP" or (len(words) == 1 and run.label in ("EVENT", "LAW", "LANGUAGE")):
            return None
        if body or self._described_as_body(run):
            return "body"
        if run.label == "PERSON" or run.honorific or self._who(run):
            return "person"
        return "person" if self._looks_like_person(run) else "body"

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
        plain = all(t.is_title or t.lower_ in _PARTICLES or t.text == "-" for t in words)
        return 2 <= len(words) <= 4 and plain and not article and head.dep_ in ("nsubj", "appos")

    def _merge_short_names(self) -> None:
        """A surname joins the person with the fullest name that ends in it; the rest stay apart."""
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
        media = [m for m in self.of_kind("medium") if " " in m.name]
        for entity in [e for e in self.entities if e.kind in ("body", "place")]:
            if " " not in entity.name and self._has_article(entity):  # *the Mail*, *the Asahi*
                longer = [
                    m for m in media if entity.name in (m.name.split()[0], m.name.split()[-1])
                ]
                if longer:
                    self._join(entity, _nearest(longer, entity.mentions[0]))
        for entity in list(self.of_kind("person")):
            fuller = [p for p in persons if len(p.name) > len(entity.name) and p in self.entities
                      and _is_short_for(entity.name, p.name)]  # fmt: skip
            if fuller:
                self._join(entity, _nearest(fuller, entity.mentions[0]))

    def _has_article(self, entity: Entity) -> bool:
        start = entity.mentions[0][0]
        return self.doc.text[max(0, start - 4) : start].lower() == "the "

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


def _kind_by_name(name: str) -> str:
    """What a coined name says of its medium: *Veld TV*, *Lakeside News Agency*."""
    if re.search(r"\b(?:TV|Radio|Television|Broadcasting|FM)\b", name):
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
