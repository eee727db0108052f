"""Identity: a mention becomes a name. Names, surnames, pronouns, nouns such as *the minister*.

Speakers are resolved in text order, each seeing those before it.
"""

import re
from dataclasses import replace

from spacy.tokens import Token

from quotes import grammar, kinds
from quotes.antecedents import GENERIC, SINGULAR, UNKNOWN, Antecedents, Identity
from quotes.attribution import Attribution
from quotes.layout import CAPITALS
from quotes.lexicon import Lexicon
from quotes.marks import Quotation
from quotes.model import Grade, Named, Span
from quotes.names import Entity, Names
from quotes.runs import POST_NOMINALS

_PLURAL = ("they", "them", "their", "both")
_THING = ("it", "its")
_PROXY_LINKS = ("for", "of")
_ANONYMOUS = frozenset("source sources person people".split())
_ANONYMITY = re.compile(
    r"anonym|not to be (?:named|identified)|names? (?:to )?be withheld"
    r"|declined to be (?:named|identified)"
)
_WIRE_WORDS = frozenset(
    ("news", "wire", "press", "state", "state-run", "run", "official", "same", "-")
)
VEHICLES = frozenset(
    "statement release communiqué communique letter email post tweet message advisory readout"
    " appeal".split()
)
_SIGNED = ("memo", "memorandum", "note")  # by or from somebody, it speaks for its author
_FINDING = ("find", "show", "suggest", "conclude", "estimate")
_SPOUSES = ("wife", "husband", "spouse", "widow", "widower")
_COUPLES = frozenset("couple pair duo twins brothers sisters siblings parents".split())
_BACK = 250  # tokens to look back for the first mention of somebody unnamed
# how somebody whom the text only describes is said to be called
_CALLED = re.compile(
    r",? [^.?!\n“\"]{0,60}?\b(?:(?:gave|gives?|giving|provided|providing) (?:only )?"
    r"(?:(?:his|her|their|a) )(?:first |given |last |single )?name(?: only)?(?: as|,)"
    r"|(?:calls?|called|calling) (?:him|her|them)sel(?:f|ves)"
    r"|(?:identified|identifies|identifying|introduced) (?:him|her|them)self(?: only)? as"
    r"|(?:asked|wanted|wished) to be (?:called|known|named|identified)(?: only)?(?: as"
    r"| by (?:his|her) first name,)?|known (?:only|locally|simply) as"
    rf"|who goes by) (?:only )?(?P<name>[{CAPITALS}][\w'’-]+(?: [{CAPITALS}][\w'’-]+)?)"
)
_FOR = re.compile(r", (?:speaking|appearing|acting) (?:for|on behalf of)\b")
_INSTITUTIONS = ("prosecutor", "attorney", "coroner", "ombudsman", "sheriff")
_ACCOUNTS = ("account", "channel", "page", "feed", "website", "profile")
_AGES = ("old", "young", "elderly", "older", "younger")
_AGENTIVE = tuple(
    "keeper woman fisherman foreman shoreman craftsman salesman ician herder worker master smith"
    " monger ologist".split()
)
_LEAD = 1_000  # code points in which a lead must end
COLLECTIVE = ("media", "press", "newspapers", "outlets")


class Resolver:
    """Resolves the mentions of one document, remembering who has spoken so far."""

    def __init__(self, names: Names, lexicon: Lexicon, quotations: tuple[Quotation, ...]) -> None:
        self.names = names
        self.lexicon = lexicon
        self.antecedents = Antecedents(names, lexicon, quotations)
        self._seen: dict[int, Identity] = {}
        self._asker: str | None = None

    def speaker(self, attribution: Attribution) -> Identity:
        """Who speaks; remembered for the pronouns that follow."""
        quoting = [o.speaker for o in attribution.outer if o.direct and o.speaker is not None]
        self.antecedents.excluded = {self.resolve(token).name for token in quoting}
        if self._asker is not None and attribution.act != "ask":
            self.antecedents.excluded.add(self._asker)  # who asks does not answer
        if attribution.unnamed:
            found = UNKNOWN
        elif attribution.speaker is None:
            found = self._unnamed_by(attribution)
        else:
            found = self.resolve(attribution.speaker)
        if found.name is not None:
            self.antecedents.spoken.append(found)
        self._asker = found.name if attribution.act == "ask" else None
        return found

    def resolve(self, head: Token) -> Identity:
        """The identity of the noun phrase that `head` heads."""
        if head.i not in self._seen:
            self._seen[head.i] = UNKNOWN  # what a phrase that leads back to itself resolves to
            self._seen[head.i] = self._joint(head) or self._single(head)
        return self._seen[head.i]

    def _single(self, head: Token) -> Identity:
        if head.pos_ == "PRON" and (head.tag_ in ("PRP", "PRP$") or head.lower_ in SINGULAR):
            return self._pronoun(head)
        author = self.author(head)
        if author is not None:
            return author
        named = self._named(head)
        if named is not None:
            return self._with_principal(named, head)
        nominal = self._self_named(head) or self._nominal(head)
        return nominal if nominal is not None else self.described(head)

    def author(self, head: Token) -> Identity | None:
        """Statements, letters and posts speak for their author: *a ministry statement*."""
        signed = head.lemma_.lower() in _SIGNED and grammar.preposition(head, "by", "from")
        if head.pos_ == "PROPN" or (head.lemma_.lower() not in VEHICLES and not signed):
            return None  # *the Morning Post*
        by = grammar.preposition(head, "by", "from", "of")
        author = grammar.prepositional_object(by) if by is not None else grammar.possessor(head)
        on = grammar.preposition(head, "on")
        account = grammar.prepositional_object(on) if on is not None else None
        if author is None and account is not None and account.lower_ in _ACCOUNTS:
            author = grammar.possessor(account)  # *a post on the ministry's X account*
        released = grammar.participle_of(head)
        if author is None and released is not None:
            author = grammar.agent(released)
        if author is None:
            owners = [t for t in grammar.compounds(head) if t.pos_ in ("NOUN", "PROPN")]
            author = owners[-1] if owners else None
        found = self.resolve(author) if author is not None else None
        return found if found is not None and found.name is not None else None

    def _joint(self, head: Token) -> Identity | None:
        """*Kolt and Orr*: one joint speaker where each of them is named."""
        beside = grammar.apposition(head)  # *the mayor, Elia Sope, and the head of …, Ana Rokoua*
        joined_to = [head, *([beside] if beside is not None else [])]
        others = [
            t for one in joined_to for t in grammar.coordinates(one)
            if grammar.is_nominal(t) and (one is head or self._entity_of(t)[0] is not None)
        ]  # fmt: skip
        if not others or any(grammar.is_apposition(t) for t in others):
            return None
        members = [self._single(t) for t in (head, *others)]
        if any(member.name is None for member in members) or members[0].entity is None:
            return None
        names = [member.name or "" for member in members]
        joined = " and ".join([", ".join(names[:-1]), names[-1]])
        starts = [member.span[0] for member in members if member.span]
        ends = [member.span[1] for member in members if member.span]
        span = (min(starts), max(ends)) if starts else None
        return Identity(joined, span, members[0].grade, "speaker.joint", plural=True)

    def _named(self, head: Token) -> Identity | None:
        """The noun phrase, or what stands in apposition to it, holds a name."""
        entity, token = self._entity_of(head)
        if entity is None or token is None:
            return None
        span = self._name_span(entity, token, head)
        grade: Grade = {"person": "named", "place": "place"}.get(entity.kind, "organisation")  # type: ignore[assignment]
        name = self._body_name(entity, span) if entity.kind == "body" else entity.name
        role = self.antecedents.role(entity, head)
        exact = self.names.text[span[0] : span[1]] == name
        reason = "speaker.name" if exact else "speaker.surname"
        return Identity(name, span, grade, reason, entity, role, gender=entity.gender)

    def _entity_of(self, head: Token) -> tuple[Entity | None, Token | None]:
        if head.text in POST_NOMINALS and head.i:  # *Martina Lally TD*
            head = head.nbor(-1)
        own = self.names.at(head)
        if own is not None and (own.kind == "person" or head.lower_ not in self.lexicon.roles):
            return own, head
        if own is not None:  # “the Minister for Enterprise, Colm Devane,”
            beside = self._in_apposition(head)
            beside = beside if beside[0] is not None else self._beside(head)
            return beside if beside[0] is not None else (own, head)
        apposed = self._in_apposition(head)
        if apposed[0] is not None:
            return apposed
        apposed = self._apposed_within(head)
        if apposed[0] is not None:
            return apposed
        for child in grammar.named_modifiers(head) if self._is_medium_noun(head) else ():
            inside = self.names.at(child)
            if inside is not None and inside.kind == "medium":
                return inside, child
        return self._beside(head) if not grammar.ends_phrase(head) else (None, None)

    def _in_apposition(self, head: Token) -> tuple[Entity | None, Token | None]:
        """*the spokeswoman*, [*Lena Orr*]."""
        appositive = grammar.apposition(head)
        if appositive is None or grammar.verb_between(head, appositive):
            return None, None
        inner = grammar.apposition(appositive)
        if self.names.at(appositive) is None and inner is not None:
            appositive = inner  # *One of them, retired driver Hamish Orde,*
        found = self.names.at(appositive)
        fits = found is not None and (found.kind == "person" or not self._is_personal(head))
        return (found, appositive) if fits else (None, None)

    def _apposed_within(self, head: Token) -> tuple[Entity | None, Token | None]:
        """*the secretary-general of the IMO*, [*Abena Quartey*]: no body is a person."""
        role = self.lexicon.roles.get(head.lower_)
        for token in head.subtree if role is not None and role.kind == "office" else ():
            found = self.names.at(token)
            above = self.names.at(token.head)
            inner = grammar.is_apposition(token) and token.i > head.i and above is not None
            if inner and found and above and (found.kind, above.kind) == ("person", "body"):
                return found, token
        return None, None

    def _beside(self, head: Token) -> tuple[Entity | None, Token | None]:
        """A name set beside a noun, where the parser missed it: *the director, Dena Marsh,*."""
        doc = self.names.doc
        index = grammar.noun_phrase(head)[1]
        if index < len(doc) and doc[index].text == ",":
            index += 1
        for token in doc[index : index + 6]:
            found = self.names.at(token)
            if found is not None:
                if self._is_personal(head) and found.kind == "body" and " " in found.name:
                    found.kind = "person"  # what a role stands beside is a person
                thing = head.lower_ in self.lexicon.nominals or self._is_medium_noun(head)
                thing = thing and self.lexicon.nominals.get(head.lower_) != "document"
                thing = thing or head.lower_ in kinds.SHARED
                personal = head.lower_ in self.lexicon.roles or not thing
                described = personal if found.kind == "person" else thing
                return (found, token) if described else (None, None)
            role = (
                token.lower_ in self.lexicon.roles
                or token.text.rstrip(".") in self.lexicon.honorifics
            )
            if not (role or token.text in (".", "-") or token.pos_ in ("ADJ", "NOUN", "DET")):
                break
        return None, None

    def _is_personal(self, head: Token) -> bool:
        """A role that only persons have."""
        return head.lower_ in self.lexicon.roles and head.lower_ not in kinds.SHARED

    def _is_medium_noun(self, head: Token) -> bool:
        modifiers = [t.lower_ for t in grammar.modifiers(head)]
        named = [t for t in head.lefts if self.names.at(t) is not None]
        if head.lower_ == "agency" and not named and not set(modifiers) <= _WIRE_WORDS:
            return False  # “the environment agency” is no wire
        if head.lower_ == "paper" and head.left_edge.lower_ == "a" and grammar.is_published(head):
            return False  # *a paper in the journal Fibre*
        return head.lower_ in self.lexicon.media_nouns

    def _name_span(self, entity: Entity, token: Token, head: Token) -> Span:
        start, end = self.names.mention(entity, token)
        if entity.kind != "body" or token.i != head.i:
            return start, end
        last = self.names.doc[grammar.noun_phrase(head)[1] - 1]
        return start, max(end, last.idx + len(last))

    def _body_name(self, entity: Entity, span: Span) -> str:
        """*Pakistani Embassy in Moscow*: a body is told from its like by what follows its name."""
        text = self.names.text[span[0] : span[1]]
        return text if text.startswith(entity.name) else entity.name

    def _pronoun(self, head: Token) -> Identity:
        span = grammar.chars(head, head)
        word = head.lower_
        if word in SINGULAR:
            found = self.antecedents.person(head, SINGULAR[word], self.resolve)
        elif word in _PLURAL:
            found = self.antecedents.plural() or self.antecedents.body_before(head)
        elif word in _THING:
            found = self.antecedents.latest_thing() or self.antecedents.body_before(head)
        else:
            found = None
        if found is None:
            return Identity(None, span, "unknown", "speaker.pronoun_unresolved")
        return replace(found, span=span, reason="speaker.pronoun")

    def _self_named(self, head: Token) -> Identity | None:
        """*Another rider, who gave his name only as* [*Dul*]."""
        given = _CALLED.match(self.names.text, self._phrase(head)[1])
        if given is None or head.pos_ == "PRON":
            return None
        token = self.names.doc.char_span(*given.span("name"), alignment_mode="expand")
        entity = self.names.at(token.root) if token is not None else None
        name = entity.name if entity is not None else given["name"]
        return Identity(name, self._phrase(head), "named", "speaker.name", entity)

    def _nominal(self, head: Token) -> Identity | None:
        """*the minister*, *the news agency*: a noun for somebody named elsewhere."""
        if not self._is_definite(head):
            return None
        span = self._phrase(head)
        study = self._document_before(head)
        if study is not None:
            return replace(study, span=span, reason="speaker.nominal")
        pair = self.antecedents.couple() if head.lower_ in _COUPLES else None
        found = self._entity_for(head) if pair is None else None
        if found is not None:
            grade: Grade | None = "named" if found.kind == "person" else None
            identity = replace(self.antecedents.identify(found, grade), span=span)
            return self._with_principal(identity, head)
        spoken = pair or self._somebody_before(head)
        if spoken is None:
            return None
        return replace(spoken, span=span, reason="speaker.nominal")

    def _document_before(self, head: Token) -> Identity | None:
        """*The paper found that P*: the study of before, no newspaper (GUIDE.md, 3)."""
        if head.lower_ != "paper" or head.head.lemma_ not in _FINDING:
            return None
        spoken = reversed(self.antecedents.spoken)
        return next((one for one in spoken if one.grade == "document"), None)

    def _entity_for(self, head: Token) -> Entity | None:
        """Who of those with a name the noun stands for, before it or, in a lead, after it."""
        found: Entity | None = None
        if self._is_medium_noun(head):
            owned = grammar.possessor(head) or grammar.preposition(head, "of")
            found = self.antecedents.outlet(head) if owned is None else None
        elif self._is_bodily(head):
            return self.antecedents.by_head_noun(head)
        elif head.tag_ in ("NNS", "NNPS"):
            return None  # *the owners' counsel*
        elif self.lexicon.nominals.get(head.lower_) != "document":
            found = self.antecedents.by_role(head) or self.antecedents.by_head_noun(head)
        leading = self._in_lead(head) and not grammar.ends_phrase(head)
        if found is None and leading and self._is_person(head):
            found = self.antecedents.introduced_later(head)
        if found is None:
            found = self._spouse(head)
        return found

    def _is_bodily(self, head: Token) -> bool:
        """*the army*: never a person."""
        bodily = self.lexicon.nominals.get(head.lower_) == "body"
        return bodily and head.lower_ not in self.lexicon.roles

    def _spouse(self, head: Token) -> Entity | None:
        """*his wife*, where another of his surname is named: *Jonas Vinther* … *Mette Vinther*."""
        owner = grammar.possessor(head)
        role = self.lexicon.roles.get(head.lower_)
        if role is None or head.lower_ not in _SPOUSES:
            return None
        if owner is None:
            return self.antecedents.of_couple(role.gender)
        own = self.resolve(owner).entity
        last = own.name.split()[-1] if own is not None and " " in own.name else None
        kin = [p for p in self.names.of_kind("person") if p is not own and " " in p.name
               and p.name.split()[-1] == last]  # fmt: skip
        return kin[0] if len(kin) == 1 else None

    def _somebody_before(self, head: Token) -> Identity | None:
        """The same noun with more words, or whoever the text is about: *the Dane*."""
        before = self.antecedents.by_earlier_phrase(head) or self._described_before(head)
        if before is not None or not self._is_lone_person(head):
            return before
        gender = self._gender(head)
        compatriot = self.antecedents.compatriot(head)
        return compatriot or self.antecedents.protagonist(head, gender, self.resolve)

    def _described_before(self, head: Token) -> Identity | None:
        """*Rosli's former secretary* … *the secretary*; *the defence ministry* … *the ministry*."""
        if head.left_edge.lower_ != "the" or grammar.noun_phrase(head)[0] + 2 <= head.i:
            return None
        for token in reversed(self.names.doc[max(0, head.i - _BACK) : head.left_edge.i]):
            same = token.lower_ == head.lower_ and token.pos_ == "NOUN"
            if not same or grammar.is_compound(token) or self.antecedents.in_marks(token.idx):
                continue
            start, end = grammar.noun_phrase(token)
            if end - start > 2 and not self.names.at(token):
                named = self._entity_for(token) if self._in_lead(token) else None
                if named is not None and self._is_person(token):
                    return self.antecedents.identify(named, "named")
                return self.described(token)
        return None

    def _is_definite(self, head: Token) -> bool:
        """*the minister*, *her daughter*, *minister* in a headline; in the lead, *a judge* too."""
        first, role = head.left_edge, self.lexicon.roles.get(head.lower_)
        if head.lower_ in _COUPLES and first.lower_ in ("a", "an"):
            return self._in_lead(head)
        if first.lower_ in ("the", "this", "that"):
            return head.tag_ in ("NN", "NNP", "NNS", "JJ")
        if role is None and first.tag_ == "PRP$" and self._in_lead(head) and self._is_person(head):
            return True  # *its keeper*
        if role is None and first.lower_ in ("a", "an") and self._in_lead(head):
            return self._is_person(head)  # *a longshoreman*
        if role is None or head.tag_ != "NN" or role.kind == "anonymous":
            return False
        kin = first.tag_ == "PRP$" and (role.kind in ("kin", "proxy") or self._in_lead(head))
        bare = first == head and grammar.is_subject(head)
        return kin or bare or (first.lower_ in ("a", "an") and self._in_lead(head))

    def _is_person(self, head: Token) -> bool:
        role = self.lexicon.roles.get(head.lower_)
        aged = head.lower_.endswith("-year-old") or head.lower_ == "old"
        aged = aged or (head.pos_ == "NOUN" and head.lower_.endswith(_AGENTIVE))
        norp = head.ent_type_ == "NORP" and head.tag_ in ("NNP", "JJ")
        demonym = norp or head.text in self.lexicon.demonyms
        personal = role is not None and role.kind not in ("anonymous", "proxy")
        return personal or aged or demonym

    def _is_lone_person(self, head: Token) -> bool:
        """*the grandmaster*: nothing after it says which one, nor that it is anybody new."""
        last = head.right_edge.tag_ == "POS" or head.right_edge == head
        definite = head.left_edge.lower_ in ("the", "this", "that")
        alone = last and definite and self._tells_nothing_new(head)
        kin = (role := self.lexicon.roles.get(head.lower_)) is not None and role.kind == "kin"
        somebody = self._is_person(head) or head.lower_ in ("man", "woman")
        return alone and not kin and head.tag_ != "NNS" and somebody

    def _tells_nothing_new(self, head: Token) -> bool:
        """No modifiers but *old* or *young*; of a *boss* or *star*, whose."""
        modifiers = grammar.modifiers(head)
        owned = head.lower_ in GENERIC and all(t.pos_ == "PROPN" for t in modifiers)
        return owned or all(t.lower_ in _AGES for t in modifiers)

    def _in_lead(self, head: Token) -> bool:
        """In the headline or the first two paragraphs."""
        return self.names.text[: head.idx].strip().count("\n\n") < 2 and head.idx < _LEAD

    def _phrase(self, head: Token) -> Span:
        start, end = grammar.noun_phrase(head)
        return grammar.chars(self.names.doc[start], self.names.doc[end - 1])

    def described(self, head: Token) -> Identity:
        """A description instead of a name: the phrase without its article or possessive pronoun."""
        doc = self.names.doc
        start, end = grammar.noun_phrase(head)
        span = self._phrase(head)
        while start < end - 1 and (doc[start].pos_ in ("DET",) or doc[start].tag_ == "PRP$"):
            start += 1
        name = doc[start:end].text
        plural = head.tag_ in ("NNS", "NNPS")
        role = head.lower_ in self.lexicon.roles
        grade = self._grade(head, plural)
        identity = Identity(
            name, span, grade, "speaker.described",
            plural=plural, gender=self._gender(head), personal=role,
        )  # fmt: skip
        return self._with_principal(identity, head)

    def _gender(self, head: Token) -> str:
        role = self.lexicon.roles.get(head.lower_)
        return role.gender if role is not None else "-"

    def _grade(self, head: Token, plural: bool) -> Grade:
        """The grade of a speaker who is only described (GUIDE.md, 3)."""
        noun = head.lower_ if head.lower_ in self.lexicon.nominals else head.lemma_.lower()
        kind = self.lexicon.nominals.get(noun)
        if head.lower_ in _ANONYMOUS or head.lower_ == "one":
            return "anonymous"
        plural = plural or head.tag_ == "CD"  # *Two of the five platforms*
        if head.lower_ in COLLECTIVE or kind == "collective":
            return "group"
        if kind == "document" or self._copies(head):
            return "document"
        if head.lower_ == "paper" and not self._is_medium_noun(head):
            return "document"
        if head.lower_ == "police" or ((kind == "body" or self._is_service(head)) and not plural):
            return "organisation"
        if plural:
            return "anonymous" if _ANONYMITY.search(head.sent.text) else "group"
        speaks_for_body = self._is_office(head) or self._is_spokesperson(head)
        medium = head.lower_ in self.lexicon.media_nouns
        return "organisation" if speaks_for_body or medium else "anonymous"

    def _is_service(self, head: Token) -> bool:
        """*the coast guard*, *city hall*: a body by two words."""
        before = head.nbor(-1).lower_ if head.i else ""
        return self.lexicon.nominals.get(f"{before} {head.lower_}") == "body"

    def _copies(self, head: Token) -> bool:
        """*a copy of the contract*, *a draft of the bill*."""
        of = grammar.preposition(head, "of")
        copied = head.lower_ in ("copy", "draft", "text", "page", "pages")
        return copied and of is not None and grammar.prepositional_object(of) is not None

    def _is_office(self, head: Token) -> bool:
        role = self.lexicon.roles.get(head.lower_)
        return role is not None and role.kind == "office" and head.left_edge.lower_ == "the"

    def _is_spokesperson(self, head: Token) -> bool:
        return head.lower_.startswith("spokes")

    def _with_principal(self, identity: Identity, head: Token) -> Identity:
        """For whom a spokesperson, lawyer or agent speaks."""
        entity = identity.entity
        principal = self._principal(head)
        if principal is None and entity is not None and entity.kind == "person":
            for start, end in entity.mentions:
                span = self.names.doc.char_span(start, end, alignment_mode="expand")
                principal = principal or (self._principal(span.root) if span is not None else None)
        if principal is None or principal.name == identity.name:
            return identity
        return replace(identity, on_behalf_of=principal)

    def _principal(self, head: Token) -> Named | None:
        above = head.head if grammar.is_apposition(head) else None
        for noun in (head, grammar.apposition(head), above):
            if noun is None:
                continue
            before = (t for t in noun.doc[noun.left_edge.i : noun.i] if not grammar.possesses(t))
            proxy = next((t for t in (noun, *before) if self._is_proxy(t)), None)
            found = self._principal_of(noun, proxy) if proxy is not None else None
            found = found or (self._implied(noun) if proxy is not None else None)
            if found is not None:
                return found
        if head.lower_ == "office" and self._is_somebodys(head):
            return self._principal_of(head, head)
        return self._speaking_for(head)

    def _is_somebodys(self, office: Token) -> bool:
        """*the governor's office*, *the office of the minister*; a prosecutor's is a body."""
        of = grammar.preposition(office, "of")
        owner = grammar.possessor(office) or (of and grammar.prepositional_object(of))
        institution = owner is None or owner.lower_ in _INSTITUTIONS
        return office.pos_ == "NOUN" and not institution

    def _implied(self, head: Token) -> Named | None:
        """*The operator, Torrin, has apologised. A spokeswoman said*: whose, the text just said."""
        text, first = self.names.text, head.sent.start
        alone = self._is_spokesperson(head) and first and grammar.noun_phrase(head)[0] == head.i - 1
        if not alone or "\n\n" in text[self.names.doc[first - 1].idx : head.idx]:
            return None
        before = grammar.subject(self.names.doc[first - 1].sent.root)
        found = self.resolve(before) if before is not None and before.pos_ != "PRON" else None
        bodily = found is not None and found.grade in ("organisation", "place")
        return Named(found.name, found.span) if bodily and found and found.name else None

    def _speaking_for(self, head: Token) -> Named | None:
        """*Orr, speaking for the ministry,* or *on behalf of the owners*."""
        doc, end = head.doc, grammar.noun_phrase(head)[1]
        words = " ".join(t.lower_ for t in doc[end : end + 5])
        spoken = _FOR.match(words)
        if spoken is None:
            return None
        length = len(spoken[0].split())
        following = [t for t in doc[end + length : end + length + 8] if grammar.is_nominal(t)]
        heads = [t for t in following if grammar.is_object(t)]
        return self._as_named(heads[0]) if heads else None

    def _is_proxy(self, token: Token) -> bool:
        role = self.lexicon.roles.get(token.lower_)
        if role is None and token.i:
            role = self.lexicon.roles.get(f"{token.nbor(-1).lower_} {token.lower_}")
        if role is not None and role.kind != "proxy" and token.i:
            role = self.lexicon.roles.get(f"{token.nbor(-1).lower_} {token.lower_}", role)
        return role is not None and role.kind == "proxy"

    def _principal_of(self, noun: Token, proxy: Token) -> Named | None:
        for holder in (noun, proxy):
            for link in _PROXY_LINKS:
                prep = grammar.preposition(holder, link)
                inner = grammar.prepositional_object(prep) if prep is not None else None
                if inner is not None:
                    return self._as_named(inner)
            owner = grammar.possessor(holder)
            if owner is not None:
                return self._as_named(owner)
        held = [*grammar.compounds(noun), *grammar.compounds(proxy)]
        modifiers = sorted(t for t in held if t.i < proxy.i and t.lower_ != "press")
        return self._modifier(modifiers[-1]) if modifiers else None

    def _modifier(self, token: Token) -> Named | None:
        """*a* [*company*] *spokesman*: which company, if the document names one."""
        entity = self.names.at(token) or self.antecedents.by_name(token)
        if entity is not None and entity.kind != "person":
            return Named(entity.name, grammar.chars(token, token))
        return self._as_named(token)

    def _as_named(self, token: Token) -> Named | None:
        found = self.resolve(token)
        return Named(found.name, found.span) if found.name is not None else None

    def _unnamed_by(self, attribution: Attribution) -> Identity:
        """A floating quotation: the last speaker, or the subject of the sentence before it."""
        start = attribution.content[0][0] if attribution.content else attribution.scope[0]
        paragraph = self.names.text.rfind("\n", 0, start) + 1
        acting = [
            (first, person)
            for person in self.names.of_kind("person")
            for first, last in person.mentions
            if paragraph <= first < start and self._acts_at((first, last))
        ]
        if acting:
            person = max(acting, key=lambda a: a[0])[1]
            return replace(self.antecedents.identify(person, "named"), reason="speaker.floating")
        if self.antecedents.spoken:
            return replace(self.antecedents.spoken[-1], span=None, reason="speaker.floating")
        return UNKNOWN

    def _acts_at(self, mention: Span) -> bool:
        span = self.names.doc.char_span(*mention, alignment_mode="expand")
        return span is not None and grammar.acts(span.root)
