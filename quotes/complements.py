"""What was said, after the cue: the frames that the lexicon allows a verb, read from the parse.

*said that P*, *urged X to P*, *denied P-ing*, *called X Y*. The inventory follows Pareti, "PARC
3.0" (LREC 2016), and the failures of the rule-based peers.
"""

import re
from collections.abc import Callable

from spacy.tokens import Token

from quotes import grammar
from quotes.cues import Cue
from quotes.model import Span
from quotes.page import Page, trimmed, whole_marks

_TIMES = ("DATE", "TIME")
_GOING_ON = frozenset(
    "citing quoting adding saying writing telling insisting warning calling describing urging"
    " accusing arguing claiming stressing vowing blaming promising".split()
)
_OBJECTS = ("np", "of", "for", "on", "gerund", "obj_pred", "as")  # frames that hold no clause
_CIRCUMSTANCE = re.compile(r",? (?:after|before|when|while|as)\b")
_CHARGING = ("challenge", "urge", "order", "instruct", "beg", "implore")
# when it was said, not what: *…, hours after the vote*
LATER = re.compile(
    r",? (?:just )?(?:an?|one|two|three|several|\d+)? ?(?:hour|day|week|month|minute)s?"
    r" (?:after|before)\b"
    r"|, an? (?:remark|claim|allegation|charge|accusation|demand|comment|figure|description)\b"
)
# how it was said: *denied the claim in a letter*, *called it a joke at the time*
_MANNER = re.compile(
    r",? (?:in (?:an?|his|her|its|their) (?:[\w-]+ ){0,2}(?:letter|statement|interview|post|message"
    r"|e-?mail|filing|memo|speech|note|reply|tweet|op-ed|column|briefing|bulletin)s?\b"
    r"|at the time\b|at an? (?:[\w-]+ ){0,2}(?:conference|briefing|rally|hearing)\b|on (?:X|Twitter"
    r"|Facebook|Instagram|Telegram|LinkedIn)\b|to (?:him|her|them|me|us)\b)"
)


def right_of(cue: Cue, page: Page) -> tuple[Span, str] | None:
    """What was said, after the cue: its span and the frame that gave it."""
    anchor = cue.anchor
    frames = cue.entry.frames if cue.entry else frozenset(("clause",))
    if cue.act == "decline":
        frames = frozenset(("clause", "question", "np", "on", "gerund"))
    for name, start_of in _FRAMES.items():
        if name in frames:
            claim = _claim_in(anchor) if name == "np" else None
            if claim is not None:  # “denied a report that P”: P is the content, not the report
                owned = owned_by(claim, page)
                return (owned, f"{cue.kind}.claim") if owned is not None else None
            start = start_of(anchor)
            if start is not None and start.i > anchor.i and _beside(start, anchor, page):
                start = _from_subject(cue, start, name)
                span = _extent(cue, start, name, page)
                if span is not None:
                    return span, f"{cue.kind}.{name}"
    return None


def _from_subject(cue: Cue, start: Token, frame: str) -> Token:
    """*insisted* [*his relationship with the owner was fine*]: no verb of telling somebody."""
    after = grammar.following(cue.anchor)
    hearing = cue.entry is None or "hearer" in cue.entry.frames
    if frame != "clause" or hearing or after is None or after.i >= start.i:
        return start
    taken = grammar.direct_object(cue.anchor)
    split = taken is not None and taken.left_edge == after and taken.ent_type_ not in _TIMES
    return after if split and grammar.is_finite_alone(start) else start


def _beside(start: Token, anchor: Token, page: Page) -> bool:
    """Not inside other marks than the cue; a quotation may begin there: *said that* [*“P”*]."""
    around = page.quotation_at(anchor.idx)
    opens = around is None and any(q.outer[0] == start.idx for q in page.quotations)
    return opens or page.same_side(start, anchor)


def _claim_in(anchor: Token) -> Token | None:
    """The object that owns a proposition: *denied* [*a report*] *that P*."""
    patient = grammar.direct_object(anchor)
    owns = patient is not None and grammar.noun_clause(patient) is not None
    return patient if owns else None


def owned_by(noun: Token, page: Page) -> Span | None:
    """The proposition that a noun owns: *a claim by Orr that* [*it failed*]."""
    clause = grammar.noun_clause(noun)
    if clause is None:
        return None
    start = clause.left_edge.nbor()
    end = clause.right_edge.idx + len(clause.right_edge)
    return trimmed(page, (start.idx, whole_marks(start.idx, end, page)))


def _clause_start(anchor: Token) -> Token | None:
    complement = grammar.clause_complement(anchor)
    if complement is not None and complement.left_edge.lower_ in ("citing", "quoting"):
        return _after_that(anchor)
    after = grammar.following(anchor)
    if complement is not None and complement.left_edge.lower_ == "as" and after is not None:
        return _after_citation(complement.left_edge)  # *said, as cited by Y, that P*
    if complement is not None:
        first = complement.left_edge
        if first.i <= anchor.i:
            first = grammar.following(anchor) or complement
        intro = grammar.introducer(complement)
        if intro is not None:
            return intro.nbor()
        return _after_that(anchor) or first
    return _after_that(anchor) or _without_that(anchor) or _after_participle(anchor)


def _without_that(anchor: Token) -> Token | None:
    """*told a conference* [*it ended*]: a clause that the parser hung on the noun before it."""
    told = grammar.direct_object(anchor) if anchor.lemma_ == "tell" else None
    for token in anchor.subtree:
        addressed = token == told or (token.pos_ == "PROPN" and token.head.head == anchor)
        clause = grammar.relative_clause(token) if addressed else None
        first = clause.left_edge if clause is not None else None
        if clause is not None and first is not None and first == grammar.subject(clause):
            return first if first.tag_ == "PRP" else None
    return None


def _after_participle(anchor: Token) -> Token | None:
    """*faulted the state, saying* [*no fewer than 40 bags were lost*], which the parser missed."""
    after = grammar.following(anchor)
    closing = anchor.tag_ == "VBG" and anchor.lower_ in _GOING_ON and anchor.i > anchor.sent.start
    if not closing or after is None or anchor.nbor(-1).text != "," or after.is_punct:
        return None
    return after if grammar.opens_phrase(after) or grammar.is_nominal(after) else None


def _after_that(anchor: Token) -> Token | None:
    """The word after *that*, where the parser did not see the clause: *said on Monday that P*."""
    doc = anchor.doc
    for index in range(anchor.i + 1, min(anchor.i + 12, anchor.sent.end - 1)):
        token = doc[index]
        if token.lower_ == "that" and (token.tag_ == "IN" or grammar.is_conjunction(token)):
            return doc[index + 1]
        if token.text == "," and doc[index + 1].lower_ in ("citing", "quoting"):
            return _after_citation(doc[index + 1])
        if grammar.is_verb(token) or token.is_punct:
            return None
    return None


def _after_citation(citing: Token) -> Token | None:
    """*reported, citing the ministry, that* [*P*]."""
    for token in citing.doc[citing.i : citing.sent.end - 2]:
        if token.text == ",":
            following = token.nbor()
            return following.nbor() if following.lower_ == "that" else None
    return None


def _object_infinitive(anchor: Token) -> Token | None:
    inner = grammar.infinitive(anchor)
    appealed = grammar.preposition(anchor, "to") if anchor.lemma_ == "appeal" else None
    if appealed is not None:  # *appealed to* [*both sides to return*]
        asked = grammar.prepositional_object(appealed)
        return asked.left_edge if asked is not None and _asks_to_act(asked) else None
    if inner is None:
        return _charged(anchor)
    patient = grammar.subject(inner) or grammar.direct_object(anchor)
    if patient is None or patient.i > inner.i:
        return None
    return patient.left_edge


def _charged(anchor: Token) -> Token | None:
    """*challenged* [*anyone with evidence to bring it*], which the parser hung on the noun."""
    patient = grammar.direct_object(anchor) if anchor.lemma_ in _CHARGING else None
    clauses = [t for t in anchor.subtree if grammar.is_adnominal(t) and grammar.is_infinitive(t)]
    inner = patient is not None and any(t.i > patient.i for t in clauses)
    return patient.left_edge if patient is not None and inner else None


def _asks_to_act(asked: Token) -> bool:
    after = asked.doc[asked.right_edge.i + 1 : asked.right_edge.i + 3]
    return any(t.lower_ == "to" for t in (*asked.subtree, *after))


def _infinitive(anchor: Token) -> Token | None:
    inner = grammar.infinitive(anchor)
    if inner is None or grammar.subject(inner) is not None:
        return None
    return next((t for t in inner.lefts if t.tag_ == "TO"), None)


def _gerund(anchor: Token) -> Token | None:
    inner = grammar.gerund(anchor)
    return inner.left_edge if inner is not None else None


def _object_predicate(anchor: Token) -> Token | None:
    patient = grammar.direct_object(anchor)
    if grammar.follows(anchor, "on") or grammar.follows(anchor, "for"):
        return None  # *called on owners to carry a radio*
    if patient is None:
        inner = grammar.clause_complement(anchor)
        return inner.left_edge if inner is not None else None
    in_marks = any(t.is_quote for t in anchor.doc[patient.i : anchor.sent.end])
    predicates = [t for t in grammar.objects(anchor) if not grammar.is_infinitive(t)]
    return patient.left_edge if len(predicates) > 1 or in_marks else None


def _with_preposition(*words: str) -> Callable[[Token], Token | None]:
    """Object and prepositional complement: *accused* [*Orr of lying*]."""

    def start(anchor: Token) -> Token | None:
        prep = grammar.preposition(anchor, *words)
        if prep is None:
            return None
        patient = grammar.direct_object(anchor)
        if patient is not None and patient.i < prep.i:
            return patient.left_edge
        inner = grammar.prepositional_object(prep) or grammar.prepositional_clause(prep)
        return inner.left_edge if inner is not None else None

    return start


def _figure(anchor: Token) -> Token | None:
    """*put* [*the cost of a purchase at $49 million*], wherever the parser hangs the figure."""
    patient = grammar.direct_object(anchor)
    for token in patient.subtree if patient is not None else ():
        amount = token.lower_ in ("at", "to") and (after := grammar.following(token)) is not None
        if patient is not None and amount and token.i > patient.i and _is_amount(after):
            return patient.left_edge
    return _with_preposition("at", "to")(anchor)


def _is_amount(token: Token | None) -> bool:
    return token is not None and (token.like_num or token.is_currency)


def _noun_phrase(anchor: Token) -> Token | None:
    patient = grammar.direct_object(anchor)
    if (
        patient is None
        or (patient.pos_ == "PRON" and patient.tag_ != "WP")
        or patient.ent_type_ in _TIMES
    ):
        return None
    return patient.left_edge


def _answer(anchor: Token) -> Token | None:
    """*said* [*yes*]; not *shown no lights*."""
    after = grammar.following(anchor)
    answers = after is not None and after.lower_ in ("yes", "no")
    return after if answers and after is not None and not grammar.opens_phrase(after) else None


_FRAMES: dict[str, Callable[[Token], Token | None]] = {
    "obj_inf": _object_infinitive,
    "clause": lambda anchor: _answer(anchor) or _clause_start(anchor),
    "question": _clause_start,
    "obj_pred": _object_predicate,
    "as": _with_preposition("as"),
    "of": _with_preposition("of"),
    "for": _with_preposition("for"),
    "on": _with_preposition("on", "about", "to"),
    "put": _figure,
    "inf": _infinitive,
    "gerund": _gerund,
    "np": _noun_phrase,
}


def _extent(cue: Cue, start: Token, frame: str, page: Page) -> Span | None:
    """From `start` to where the cue's own clause goes on with something else, or ends."""
    verb = cue.verb
    rooted = grammar.is_main(verb)
    sentence_end = verb.sent[-1].idx + len(verb.sent[-1])
    edge = max(verb.right_edge.i, cue.anchor.right_edge.i)
    limit = sentence_end if rooted else page.doc[edge].idx + len(page.doc[edge])
    inside = page.quotation_at(cue.anchor.idx)
    if inside is not None:
        limit = min(limit, inside.parts[-1][1])
    stops = [t.idx for t in _stoppers(cue, start)]
    stops += [match.start() for match in LATER.finditer(page.text, start.idx, limit)]
    if frame in _OBJECTS:
        stops += [match.start() for match in _MANNER.finditer(page.text, start.idx, limit)]
    end = min([limit, *(stop for stop in stops if stop > start.idx)])
    end = _with_quotation(whole_marks(start.idx, end, page), cue, page)
    if frame in _OBJECTS or frame == "obj_inf":
        end = _before_circumstance(start.idx, end, page)
    for quotation in page.quotations:
        before = page.before(quotation.outer[0]).rstrip()[-1:]
        if start.idx < quotation.outer[0] < end and before in ".?!" and quotation.depth == 0:
            end = quotation.outer[0]  # a sentence in marks that the parser did not part
    return trimmed(page, (start.idx, end))


def _with_quotation(end: int, cue: Cue, page: Page) -> int:
    """*asked him to keep the sacks* [*“until after prayers”*], where the parser broke off."""
    for quotation in page.quotations:
        start, last = quotation.outer
        if quotation.depth == 0 and 0 <= start - end <= 1 and last <= cue.verb.sent.end_char:
            return last if not page.text[end:start].strip() else end
    return end


def _before_circumstance(start: int, end: int, page: Page) -> int:
    """*told doubters to “count the hugs”* | *after his side lost*: what lies outside the marks."""
    for quotation in page.quotations:
        last = quotation.outer[1]
        inside = quotation.depth == 0 and start <= quotation.outer[0] and last < end
        if inside and _CIRCUMSTANCE.match(page.text, last):
            return last
    return end


def _stoppers(cue: Cue, start: Token) -> list[Token]:
    """Where, after the content has begun, the cue's verb goes on: *…, adding*, *… and left*."""
    found: list[Token] = []
    for verb in {cue.verb.i: cue.verb, cue.anchor.i: cue.anchor}.values():
        for child in verb.rights:
            if child.i <= start.i:
                continue
            after_comma = child.left_edge.i > 0 and verb.doc[child.left_edge.i - 1].text == ","
            if grammar.is_free_participle(child) and after_comma:
                found.append(child.left_edge)
            elif grammar.is_coordinate_verb(child):
                joint = grammar.coordinator(verb, child)
                if not grammar.follows(joint, "that"):  # *said P, and that Q*
                    found.append(joint)
            elif grammar.is_preposition(child) and child.lower_ in ("according", "citing"):
                found.append(child)
    found += [
        grammar.coordinator(t.head, t)
        for t in start.doc[start.i : start.sent.end]
        if (grammar.resumes(t) or grammar.withholds(t)) and t.head.i > start.i
    ]
    # wherever the parser hangs them, these go with the telling: “…, citing”, “…, adding that”
    found += [
        t
        for t in start.doc[start.i : start.sent.end]
        if t.lower_ in _GOING_ON and t.nbor(-1).text == ","
    ]
    return found
