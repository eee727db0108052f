"""Chains: the route from the speaker outward to the page (GUIDE.md, 5)."""

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, replace

from spacy.tokens import Token

from quotes import grammar
from quotes.antecedents import Identity
from quotes.attribution import Attribution
from quotes.identity import COLLECTIVE, VEHICLES, Resolver
from quotes.lexicon import Lexicon
from quotes.marks import Quotation
from quotes.model import Channel, Credit, Hop, Rel, Span
from quotes.names import Entity, Names

_ORDER: dict[Rel, int] = {"told": 1, "cited": 2, "recounted": 3, "reported": 4}
_TELLING_MEDIA = frozenset("report carry publish".split())
_LONGEST = 5_000  # code points that a content may have before a sentence that it overlaps
_CARRYING = ("quote", "cite", "publish", "obtain", "print", "carry", "air", "broadcast", "release")
_CONFIDING = ("confirm", "admit", "acknowledge", "deny", "disclose", "reveal", "announce")
_TO = re.compile(r" to (?:the |The )?(?:[a-z]+ ){0,3}$")
_PEOPLE = re.compile(r"[A-Z]{2,}s")  # *told MLAs*
_INTERPRETERS = ("interpreter", "translator")
_CARRIERS: dict[str, Channel] = {
    **dict.fromkeys(("letter", "email", "message"), "letter"),
    **dict.fromkeys(("post", "tweet"), "social"),
    **dict.fromkeys(("memo", "memorandum", "note"), "document"),
}
_HANDING = ("pass", "hand", "relay", "forward", "deliver", "convey", "read")
# *an e-mail in which the officer wrote*
_IN_WHICH = re.compile(
    r"\b(?P<vehicle>letter|e-?mail|message|post|tweet|memo|note|statement) in which [^,;.]*$"
)
_CONTINUING = frozenset(("add", "continue"))


@dataclass(frozen=True, slots=True)
class Traced:
    """An attribution with its speaker, its inner hops in order, and its channel."""

    attribution: Attribution
    speaker: Identity
    cue: tuple[Span, ...]
    hops: tuple[Hop, ...]
    channel: Channel | None
    reasons: tuple[str, ...]


class Tracer:
    """Traces the attributions of one document, in text order."""

    def __init__(
        self,
        names: Names,
        lexicon: Lexicon,
        quotations: tuple[Quotation, ...],
        publisher: str | None,
    ) -> None:
        self.names = names
        self.lexicon = lexicon
        self.publisher = publisher
        self.resolver = Resolver(names, lexicon, quotations)
        self._beside: dict[Span, list[Attribution]] = defaultdict(list)

    def trace(self, attributions: list[Attribution]) -> list[Traced]:
        """All attributions with speakers and hops; those of one sentence share their hops."""
        told = (a for a in attributions if a.act != "think")
        said = sorted(span for a in told for span in a.content)
        for attribution in attributions:
            self._beside[attribution.scope].append(attribution)
        traced = [self._one(a, _overlapping(said, a.scope)) for a in attributions]
        by_sentence: dict[Span, list[Traced]] = defaultdict(list)
        for one in traced:
            by_sentence[one.attribution.scope].append(one)
        traced = [_with_siblings(one, by_sentence[one.attribution.scope]) for one in traced]
        routed: list[Traced] = []
        for one in traced:
            before = [t for t in routed[-4:] if t.attribution.act != "think"]
            routed.append(_inherit(before[-1], one) if before else one)
        return routed

    def _one(self, attribution: Attribution, said: list[Span]) -> Traced:
        attribution, confided = self._confided(attribution)
        cue, hops, reasons = attribution.cue, list[Hop](), list[str]()
        cited = [t for t in attribution.cites if not self._is_vehicle(t)]
        sources = [self._outlet_or_source(token) for token in cited]
        relays = bool(sources) and attribution.speaker is not None and self._passes_on(attribution)
        if relays and attribution.speaker is not None:
            *between, speaker = sources
            self.resolver.antecedents.spoken.append(speaker)
            teller = self._as_medium(attribution.speaker)
            hops += [_hop("cited", source) for source in reversed(between)]
            hops.append(_hop("reported", teller))
            cue = tuple(sorted((*cue, *attribution.citing)))
            reasons.append("chain.reported_citing")
        else:
            speaker = self.resolver.speaker(attribution)
        hops += confided
        hops += self._named_hops(attribution)
        hops += self._outer_hops(attribution)
        self._remember_tellers(attribution)
        worded, shown = self._worded_hops(attribution, said)
        hops += worded
        if len(hops) > (1 if relays else 0):
            reasons += sorted({f"chain.{hop.rel}" for hop in hops})
        channel = attribution.channel or self._channel(attribution, said, speaker) or shown
        if channel is None and self._known_from_document(attribution):
            channel = "document"
        return Traced(attribution, speaker, cue, _ordered(hops, speaker), channel, tuple(reasons))

    def _confided(self, attribution: Attribution) -> tuple[Attribution, list[Hop]]:
        """*confirmed the payment* [*to Reuters*]: the medium is no part of what was confirmed."""
        lemma = attribution.entry.lemma if attribution.entry is not None else ""
        if lemma not in _CONFIDING or not attribution.reason.endswith(".np"):
            return attribution, []
        start, end = attribution.content[-1]
        for medium in self.names.of_kind("medium"):
            for first, last in medium.mentions:
                words = _TO.search(self.names.text, start, first) if last == end else None
                if words is not None and words.start() > start:
                    cut = (*attribution.content[:-1], (start, words.start()))
                    return replace(attribution, content=cut), [
                        Hop("told", medium.name, (first, last))
                    ]
        return attribution, []

    # -- hops -------------------------------------------------------------------------------

    def _named_hops(self, attribution: Attribution) -> list[Hop]:
        """The hearer of *told Reuters*, the agent of *was quoted as saying by TASS*."""
        hops = []
        if attribution.hearer is not None:
            asked = attribution.channel is not None  # by whoever put the question, a person maybe
            find = self.medium if asked else self._addressee
            heard = find(attribution.hearer)
            if heard is not None:
                hops.append(_hop("told", heard))
        if attribution.agent is not None:
            agent = self._as_medium(attribution.agent)
            rel: Rel = "recounted" if agent.grade in ("named", "anonymous") else "reported"
            hops.append(_hop(rel, agent))
        carrier = self._carrying(attribution)
        if carrier is not None:
            hops.append(_hop("reported", carrier))
        document = self._quoting_document(attribution)
        if document is not None:
            hops.append(_hop("cited", document))
        bearer = self._through(attribution) or self._handed_on(attribution)
        if bearer is not None:
            hops.append(_hop("recounted", bearer))
        return hops

    def _outer_hops(self, attribution: Attribution) -> list[Hop]:
        """Those who told of the telling: *…, the agency reported, citing the ministry*."""
        hops: list[Hop] = []
        for outer in attribution.outer:
            if outer.speaker is None:
                continue
            teller = self.medium(outer.speaker) or self.resolver.resolve(outer.speaker)
            if self._passes_on(outer):
                teller = self._as_medium(outer.speaker)
            cited = [t for t in reversed(outer.cites) if not self._is_vehicle(t)]
            hops += [_hop("cited", self._outlet_or_source(t)) for t in cited]
            issuer = self._issuer(outer.speaker)
            named_as_medium = outer.speaker.lower_ in self.lexicon.media_nouns
            rel: Rel = "reported" if named_as_medium else _rel_of(teller)
            hops.append(_hop(rel, teller) if issuer is None else _hop("cited", issuer))
            heard = self._addressee(outer.hearer) if outer.hearer is not None else None
            if heard is not None:
                hops.append(_hop("told", heard))
        return hops

    def _known_from_document(self, attribution: Attribution) -> bool:
        """*X told police P, according to a memo*: a document carries the words (GUIDE.md, 6)."""
        return any(
            outer.speaker is not None and self.resolver.resolve(outer.speaker).grade == "document"
            for outer in attribution.outer
        )

    def _is_vehicle(self, document: Token) -> bool:
        """*quoting a letter she had sent*: what carried the speaker's own words is no hop."""
        return document.lemma_.lower() in VEHICLES and self.resolver.author(document) is None

    def _issuer(self, document: Token) -> Identity | None:
        """The body behind *a readout released by the ministry*; a medium only passes it on."""
        released = grammar.participle_of(document)
        agent = grammar.agent(released) if released is not None else None
        noun = document.lemma_.lower()
        if agent is None or (
            self.lexicon.nominals.get(noun) != "document" and noun not in VEHICLES
        ):
            return None
        found = self.resolver.resolve(agent)
        medium = self.medium(agent) is not None or agent.lower_ in self.lexicon.media_nouns
        return found if found.grade in ("organisation", "place") and not medium else None

    def _through(self, attribution: Attribution) -> Identity | None:
        """Who carried the words: *said through his lawyer*, not *through an interpreter*."""
        if attribution.entry is None or not attribution.cue:
            return None
        cue = self.names.doc.char_span(*attribution.cue[0], alignment_mode="expand")
        prep = grammar.adverbial(cue.root, "through") if cue is not None else None
        prep = prep or self._speaking_through(attribution)
        bearer = grammar.prepositional_object(prep) if prep is not None else None
        if bearer is None or bearer.lower_ in _INTERPRETERS:
            return None
        found = self.resolver.resolve(bearer)
        firm = self.lexicon.nominals.get(bearer.lower_) == "body"
        personal = bearer.lower_ in self.lexicon.roles or found.grade == "named" or firm
        return found if personal and found.name is not None else None

    def _carrying(self, attribution: Attribution) -> Identity | None:
        """[*Der Spiegel*] *quoted an e-mail in which X had written P*."""
        cue = attribution.cue[0] if attribution.cue else None
        span = self.names.doc.char_span(*cue, alignment_mode="expand") if cue else None
        clause = span.root if span is not None else None
        if clause is None or not grammar.is_relative(clause):
            return None
        vehicle, verb = clause.head, clause.head.head
        carried = vehicle.lemma_.lower() in (*VEHICLES, "recording", "video", "memo", "document")
        teller = grammar.subject(verb) if carried and verb.lemma_ in _CARRYING else None
        return self.medium(teller) if teller is not None else None

    def _quoting_document(self, attribution: Attribution) -> Identity | None:
        """*X is quoted in* [*the affidavit*] *as saying*."""
        if not attribution.reason.startswith("quoted") or not attribution.cue:
            return None
        verb = self.names.doc.char_span(*attribution.cue[0], alignment_mode="expand")
        quoted = verb is not None and verb.root.lemma_ in ("quote", "cite")
        prep = grammar.preposition(verb.root, "in") if verb is not None and quoted else None
        bearer = grammar.prepositional_object(prep) if prep is not None else None
        found = self.resolver.resolve(bearer) if bearer is not None else None
        return found if found is not None and found.grade == "document" else None

    def _handed_on(self, attribution: Attribution) -> Identity | None:
        """*In a letter passed to Y by* [*an aide*]*, X begged*; no medium, whose hop is worded."""
        start, end = attribution.scope
        if " by " not in self.names.text[start:end]:
            return None
        for token in self.names.doc.char_span(start, end, alignment_mode="expand") or ():
            handed = token.tag_ == "VBN" and token.lemma_.lower() in _HANDING
            vehicle = token.head.lemma_.lower()
            carried = vehicle in VEHICLES or self.lexicon.nominals.get(vehicle) == "document"
            agent = grammar.agent(token) if handed and carried else None
            if agent is None or any(s <= token.idx < e for s, e in attribution.content):
                continue
            new = agent.left_edge.lower_ in ("a", "an")  # *an aide* is nobody named elsewhere
            found = self.resolver.described(agent) if new else self.resolver.resolve(agent)
            if self.medium(agent) is None and found.name is not None:
                return found
        return None

    def _speaking_through(self, attribution: Attribution) -> Token | None:
        """*through* in *X, speaking through her sister, said*."""
        clause = self.names.doc.char_span(*attribution.scope, alignment_mode="expand") or ()
        spoken = (t for t in clause if t.lower_ == "through" and t.head.lower_ == "speaking")
        return next(spoken, None)

    def _remember_tellers(self, attribution: Attribution) -> None:
        """Who told of the telling is the subject of the sentence, and *she* in the next."""
        for outer in attribution.outer:
            if outer.speaker is not None and not outer.direct:
                teller = self.resolver.resolve(outer.speaker)
                if teller.grade in ("named", "anonymous"):
                    self.resolver.antecedents.spoken.append(teller)

    def _worded_hops(
        self, attribution: Attribution, said: list[Span]
    ) -> tuple[list[Hop], Channel | None]:
        """Media that the sentence names in the words of a relay pattern; a channel it shows."""
        hops, channel = [], None
        text = self.names.text
        foreign = self._clauses_of_others(attribution)
        for name, kind, span, head in self._media_in(attribution.scope, [*said, *foreign]):
            nominal = grammar.is_nominal(head)  # the parser takes *dpa* for a verb
            start = min(self.names.doc[head.left_edge.i].idx, span[0]) if nominal else span[0]
            before = text[attribution.scope[0] : start]
            for relay in self.lexicon.relays:
                fits = not relay.kinds or kind in relay.kinds
                if fits and relay.before.search(before):
                    hops.append(Hop(relay.rel, name, span))
                    channel = channel or relay.channel
                    break
        return hops, channel

    def _clauses_of_others(self, attribution: Attribution) -> list[Span]:
        """*A found P, but a protocol seen by Y put it at Q*: Y saw only the protocol.

        Those after the speaker's own telling; what leads the sentence covers all of it.
        """
        own = attribution.speaker
        if own is None or not attribution.cue:
            return []
        tellers = {own.i, *(o.speaker.i for o in attribution.outer if o.speaker is not None)}
        return [
            one.clause for one in self._beside[attribution.scope]
            if one.speaker is not None and one.speaker.i not in tellers and not one.elided
            and one.speaker.pos_ != "PRON" and one.speaker.pos_ != "PROPN"
            and one.clause[0] > max(end for _, end in (*attribution.content, *attribution.cue))
        ]  # fmt: skip

    def _media_in(self, scope: Span, said: list[Span]) -> list[tuple[str, str, Span, Token]]:
        """The media that a sentence names or points at, outside what was said: name, kind, span."""
        found = []
        last = -1
        for token in self.names.doc.char_span(*scope, alignment_mode="expand") or ():
            if token.i < last or any(s <= token.idx < e for s, e in said):
                continue
            entity = self.names.at(token)
            if entity is not None and entity.kind == "medium":
                span = self.names.mention(entity, token)
                whole = self.names.doc.char_span(*span, alignment_mode="expand")
                head = whole.root if whole is not None else token
                last = whole.end if whole is not None else token.i
                described = grammar.described_head(grammar.phrase_head(head))
                found.append((entity.name, entity.medium_kind, span, described))
            elif entity is None and token.lower_ in self.lexicon.media_nouns:
                pointed = self.medium(token)
                if pointed is not None and pointed.name is not None and pointed.span is not None:
                    kind = pointed.entity.medium_kind if pointed.entity is not None else ""
                    found.append((pointed.name, kind, pointed.span, token))
        return found

    # -- who is a medium --------------------------------------------------------------------

    def medium(self, token: Token) -> Identity | None:
        """The medium that a noun phrase names or stands for, if it does."""
        identity = self.resolver.resolve(token)
        if token.text == "newspaper" and self.publisher and token.left_edge.lower_ == "this":
            return Identity(self.publisher, identity.span, "organisation", "chain.this_newspaper")
        if identity.entity is not None and identity.entity.kind == "medium":
            return identity
        return self._medium_after(token)

    def _medium_after(self, token: Token) -> Identity | None:
        """*the sports* [*daily Ouest Sport*], where the parser stopped too soon."""
        if token.pos_ == "PROPN" or self.names.at(token) is not None:
            return None
        for following in self.names.doc[token.i + 1 : token.i + 4]:
            entity = self.names.at(following)
            if entity is not None:
                span = self.names.mention(entity, following)
                medium = entity.kind == "medium"
                return (
                    Identity(entity.name, span, "organisation", "speaker.name", entity)
                    if (medium)
                    else None
                )
            if following.pos_ not in ("NOUN", "ADJ"):
                return None
        return None

    def _addressee(self, token: Token) -> Identity | None:
        """The medium first told: a proper name that is no person, place or body of another kind."""
        known = self.medium(token)
        if known is not None:
            return known
        if _PEOPLE.fullmatch(token.text) or (
            token.text.isupper() and token.nbor(-1).lower_ == "the"
        ):
            return None  # nor *told the FBI*
        identity = self.resolver.resolve(token)
        entity = identity.entity
        if entity is None or self.names.at(token) is None:
            return None
        listed = f"{entity.name} newspaper" in self.lexicon.media  # *told Dawn*
        given = entity.name.split()[0] in self.lexicon.given_names and not listed
        lone = entity.kind == "person" and not entity.roles and entity.gender == "-" and not given
        lone = lone and (" " not in entity.name or not self._speaks(entity))
        sibling = any(word in self.lexicon.media for word in entity.name.split())
        if not (lone or sibling or entity.kind == "body") or not self._may_be_medium(entity):
            return None
        entity.kind = "medium"
        return replace(identity, grade="organisation")

    def _speaks(self, entity: Entity) -> bool:
        """Somewhere the name is the subject of a verb, as a medium seldom is."""
        spans = (self.names.doc.char_span(*m, alignment_mode="expand") for m in entity.mentions)
        return any(span is not None and grammar.acts(span.root) for span in spans)

    def _may_be_medium(self, entity: Entity) -> bool:
        """No ministry, court or the like, nor anybody listed as an audience."""
        words = entity.name.lower().split()
        return not (
            any(w in self.lexicon.nominals for w in words) or entity.name in self.lexicon.audiences
        )

    def _as_medium(self, token: Token) -> Identity:
        """The noun phrase as a medium, because the sentence makes it one."""
        known = self.medium(token)
        if known is not None:
            return known
        identity = self.resolver.resolve(token)
        if identity.entity is not None and identity.entity.kind in ("body", "place"):
            identity.entity.kind = "medium"
        return identity

    def _passes_on(self, attribution: Attribution) -> bool:
        """The teller is a medium, by name or because only media tell like this."""
        token = attribution.speaker
        if token is None or token.pos_ == "PRON":
            return False
        collective = token.lower_ in COLLECTIVE and bool(attribution.cites)
        if self.medium(token) is not None or collective:
            return True
        lemma = attribution.entry.lemma if attribution.entry is not None else ""
        identity = self.resolver.resolve(token)
        entity = identity.entity
        coined = entity is not None and entity.kind == "body" and self._may_be_medium(entity)
        telling = lemma in _TELLING_MEDIA or (coined and lemma == "say")
        return telling and bool(attribution.cites) and identity.grade == "organisation"

    def _outlet_or_source(self, token: Token) -> Identity:
        return self.medium(token) or self.resolver.resolve(token)

    # -- channel ----------------------------------------------------------------------------

    def _channel(
        self, attribution: Attribution, said: list[Span], speaker: Identity
    ) -> Channel | None:
        text = self.names.text
        words = []
        at = attribution.scope[0]
        inside = [s for s in said if attribution.scope[0] <= s[0] < attribution.scope[1]]
        for start, end in sorted(inside):
            words.append(text[at : max(at, start)])
            at = max(at, end)
        words.append(text[at : attribution.scope[1]])
        told = " … ".join(words)
        for entry in self.lexicon.channels:
            if entry.pattern.search(told):
                return entry.channel
        return "document" if speaker.grade == "document" else self._carrier(attribution)

    def _carrier(self, attribution: Attribution) -> Channel | None:
        """*A letter from the ministry asks*: what carries the words is the subject itself."""
        token = attribution.speaker
        cue = attribution.cue[0] if attribution.cue else (0, 0)
        written = _IN_WHICH.search(self.names.text, attribution.scope[0], cue[0])
        if written is not None:
            return _CARRIERS.get(written["vehicle"].replace("-", ""), "statement")
        if token is None or self.resolver.author(token) is None:
            return None
        return _CARRIERS.get(token.lemma_.lower(), "statement")


def _overlapping(said: list[Span], scope: Span) -> list[Span]:
    """What was said in the sentence `scope`; `said` is in text order."""
    first = bisect_left(said, (scope[0] - _LONGEST, 0))
    last = bisect_left(said, (scope[1], 0))
    return [span for span in said[first:last] if span[1] > scope[0]]


def supplied(credits: tuple[Credit, ...], names: Names, publisher: str | None) -> list[Hop]:
    """The wire that supplied the whole article, unless it is the publisher itself."""
    hops = []
    for credit in credits:
        if credit.role == "supplied":
            name = credit_name(credit, names)
            if name != publisher:
                hops.append(Hop("supplied", name, credit.span))
    return hops[:1]


def credit_name(credit: Credit, names: Names) -> str:
    """The credit under the fullest name that the document gives it."""
    for entity in names.of_kind("medium"):
        if credit.name == entity.name or credit.name in entity.aliases:
            same_case = credit.name.isupper() == entity.name.isupper() or len(entity.name) > len(
                credit.name
            )
            return entity.name if same_case else credit.name
    return credit.name


def _hop(rel: Rel, source: Identity) -> Hop:
    return Hop(rel, source.name, source.span)


def _rel_of(teller: Identity) -> Rel:
    if teller.entity is not None and teller.entity.kind == "medium":
        return "reported"
    return "cited" if teller.grade == "document" else "recounted"


def _ordered(hops: list[Hop], speaker: Identity) -> tuple[Hop, ...]:
    """In the order in which the words travelled; each medium once, *told* before *reported*."""
    kept: dict[str | None, Hop] = {}
    recounted = any(hop.rel == "recounted" for hop in hops)
    order = {**_ORDER, "told": 3} if recounted else _ORDER
    for hop in sorted(hops, key=lambda h: (order[h.rel], h.rel == "told")):
        if hop.name != speaker.name or hop.rel == "recounted":
            kept.setdefault(hop.name, hop)
    return tuple(hop for hop in kept.values() if hop.name != speaker.name)


def _with_siblings(one: Traced, traced: list[Traced]) -> Traced:
    """Hops and channel named in a sentence cover all quotes of that speaker in it."""
    for other in traced:
        if other is not one and other.speaker.name == one.speaker.name is not None:
            if not one.hops and other.hops:
                one = replace(one, hops=other.hops, reasons=(*one.reasons, "chain.same_sentence"))
            one = replace(one, channel=one.channel or other.channel)
    return one


def _inherit(before: Traced, after: Traced) -> Traced:
    """A quote takes over hops and channel from the one before it (GUIDE.md, "Inheritance")."""
    token = after.attribution.speaker
    entry = after.attribution.entry
    continues = (
        token is None or token.pos_ == "PRON" or (entry is not None and entry.lemma in _CONTINUING)
    )
    same = before.speaker.name is not None and before.speaker.name == after.speaker.name
    worded = after.channel if after.attribution.channel is None else None
    if worded == before.channel == "broadcast":
        worded = None  # *She can be heard adding*: the recording goes on
    if not (same and continues) or after.hops or worded:
        return after
    if not before.hops and before.channel is None:
        return after
    return replace(
        after,
        hops=before.hops,
        channel=before.channel or after.channel,
        reasons=(*after.reasons, "chain.inherited"),
    )
