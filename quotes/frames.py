"""Frames: where, around a cue, stand its speaker, its hearer and what was said.

The right side is read from the parse and the frames that the lexicon allows the verb (*said that
P*, *urged X to P*, *denied P-ing*); the left side from position (*P, X said*, *P1, X said, P2*).
The inventory of frames follows Pareti, "PARC 3.0" (LREC 2016) and the failures listed in EVAL.md.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from quotes import grammar, layout
from quotes.cues import Cue
from quotes.marks import Quotation
from quotes.model import Span

Side = Literal["right", "left", "both"]
_TRIM = " \t\r\n,;:–—-"
_FULL = _TRIM + "."
_TELLING = frozenset("say report write tell add carry publish state claim announce confirm warn".split())
_CITING = frozenset(("cite", "quote"))
_TIMES = ("DATE", "TIME")
_MODIFYING = ("compound", "poss", "nmod", "amod", "nummod", "det", "pobj", "npadvmod")
_ASKED = re.compile(r"\b[Aa]sked (?:by [^,]{1,60}? )?(?:whether|if) (?P<question>[^,]{3,160}),")
_FREE_RELATIVE = ("who", "which", "whose", "whom", "where")


@dataclass(frozen=True, slots=True)
class Frame:
    """A cue with what stands around it.

    `clause` spans the attribution (speaker, cue, hearer, circumstances), which is no part of what
    any other source said; `cites` are the sources that the clause names as its own, nearest first.
    """

    cue: Cue
    subject: Token | None
    elided: bool
    hearer: Token | None
    agent: Token | None
    clause: Span
    content: tuple[Span, ...]
    side: Side
    cites: tuple[Token, ...]
    citing: tuple[Span, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Page:
    """What the frames are read from; `margins` (datelines, credits) are no prose."""

    doc: Doc
    quotations: tuple[Quotation, ...]
    margins: tuple[Span, ...]

    def quotation_at(self, offset: int) -> Quotation | None:
        """The outermost quotation around a code point."""
        for quotation in self.quotations:
            if quotation.depth == 0 and quotation.outer[0] <= offset < quotation.outer[1]:
                return quotation
        return None

    def in_margin(self, token: Token) -> bool:
        """In a dateline or credit."""
        return any(start <= token.idx < end for start, end in self.margins)

    def same_side(self, one: Token, other: Token) -> bool:
        """Both inside the same outermost quotation, or both outside any."""
        return self.quotation_at(one.idx) is self.quotation_at(other.idx)


def read(cue: Cue, page: Page) -> Frame | None:
    """The frame around `cue`, or None where nothing is found that it could ascribe."""
    if cue.kind == "according":
        return _according(cue, page)
    return _verbal(cue, page)


def speaker_of(cue: Cue, page: Page) -> tuple[Token | None, bool]:
    """The head of the speaker's noun phrase, and whether it is shared with another verb."""
    if cue.kind == "according":
        return cue.anchor, False
    if cue.kind == "quoting":
        return _quoted_person(cue), False
    found, elided = grammar.governing_subject(cue.verb)
    lost = found is None or not page.same_side(found, cue.verb) or page.in_margin(found)
    lost = lost or (found is not None and _is_far(cue, found, elided))
    if lost or found is None or not grammar.is_nominal(found):
        found = _beside(cue, page)
        elided = False
    return found, elided


def _is_far(cue: Cue, found: Token, elided: bool) -> bool:
    """The parser took a subject from beyond another clause though one stands before the verb."""
    start, _ = grammar.verb_group(cue.verb)
    doc = cue.verb.doc
    if found.i > start or cue.verb.dep_ in ("relcl", "acl") or cue.verb.tag_ == "VBG":
        return False
    previous = start - 1
    while previous > found.i and doc[previous].pos_ == "ADV":
        previous -= 1
    after_name = doc[previous].text == "," and doc[previous - 1].pos_ == "PROPN"
    beside = grammar.is_nominal(doc[previous]) or after_name
    verbs = [t for t in doc[found.i + 1 : start] if t.tag_ in ("VBD", "VBZ", "VBP", "MD")]
    outside = [t for t in verbs if not any(a.dep_ in ("relcl", "acl") for a in (t, *t.ancestors) if a.i > found.i)]
    return beside and previous > found.i and bool(outside)


def _beside(cue: Cue, page: Page) -> Token | None:
    """The noun phrase next to the verb, where the parser lost it to the words quoted."""
    start, end = grammar.verb_group(cue.verb)
    doc = page.doc
    closing = _closing(cue, page)
    gap = [
        t for t in doc[cue.verb.sent.start : start] if t.idx >= closing and not page.in_margin(t)
    ]
    words = [t for t in gap if not t.is_punct and not t.is_space]
    inverted = end < len(doc) and (grammar.is_nominal(doc[end]) or doc[end].pos_ in ("DET", "ADJ"))
    if not words or (inverted and doc[start - 1].text == ","):
        after = [t for t in doc[end : end + 10] if grammar.is_nominal(t)]
        return next((t for t in after if t.dep_ not in _MODIFYING), None)
    heads = [t for t in words if grammar.is_nominal(t) and t.head not in gap]
    if heads and not any(grammar.is_verb(t) for t in words[words.index(heads[0]) :]):
        return heads[0]
    nearest = [t for t in words[-6:] if grammar.is_nominal(t) and t.dep_ not in _MODIFYING]
    return nearest[-1] if nearest else None


def _closing(cue: Cue, page: Page) -> int:
    """Where the last quotation before the cue ends."""
    ends = [q.outer[1] for q in page.quotations if q.outer[1] <= cue.verb.idx]
    return max(ends, default=0)


def _quoted_person(cue: Cue) -> Token | None:
    """X in *Y quoted X as saying*."""
    own = grammar.subject(cue.anchor)
    if own is not None:
        return own
    for token in cue.verb.rights:
        if grammar.is_nominal(token) and token.i < cue.anchor.i:
            return token
    between = cue.verb.doc[cue.verb.i + 1 : cue.anchor.i]
    return next((t for t in between if grammar.is_nominal(t) and t.head.i <= cue.verb.i), None)


def _verbal(cue: Cue, page: Page) -> Frame | None:
    subject, elided = speaker_of(cue, page)
    agent = _agent(cue)
    clause = _clause(cue, subject if not elided else None, page)
    cites, citing = _cites(cue, clause, page)
    right = _right(cue, page)
    left = _left(cue, clause, page)
    side: Side
    if right is not None and not (left and _comma_follows(cue, clause, page)):
        content, reason, side = (right[0],), right[1], "right"
        clause = (clause[0], min(clause[1], right[0][0]))
    elif left:
        content, reason, side = left, _left_reason(cue, len(left)), "both" if len(left) > 1 else "left"
    elif cue.act == "decline":
        content, reason, side = (), "decline.bare", "right"
    else:
        return None
    hearer = _hearer(cue, page)
    if hearer is not None and any(s <= hearer.idx < e for s, e in content):
        hearer = None
    content = _with_question(cue, content, page)
    return Frame(
        cue, subject, elided, hearer, agent, clause, content, side, cites, citing, reason
    )


def around(cue: Cue, subject: Token | None, elided: bool, page: Page) -> Frame:
    """The frame of a cue whose content is known: a quotation next to it."""
    clause = _clause(cue, None if elided else subject, page)
    cites, citing = _cites(cue, clause, page)
    hearer = _hearer(cue, page)
    return Frame(
        cue, subject, elided, hearer, _agent(cue), clause, (), "both", cites, citing, cue.kind
    )


def _hearer(cue: Cue, page: Page) -> Token | None:
    """Whom the speaker told; a relay's verb has none of its own."""
    if cue.kind != "verb":
        return None
    found = grammar.hearer(cue.anchor) or grammar.hearer(cue.verb)
    return found if found is not None and page.same_side(found, cue.verb) else None


def _with_question(cue: Cue, content: tuple[Span, ...], page: Page) -> tuple[Span, ...]:
    """*Asked whether P, X said yes*: the question is part of what X said (GUIDE.md, 2)."""
    text = page.doc.text
    if not content or cue.act not in ("say", "decline"):
        return content
    match = _ASKED.search(text, cue.verb.sent.start_char, cue.verb.idx)
    if match is None or content[0][0] < cue.verb.idx or page.quotation_at(content[0][0]) is not None:
        return content
    return (match.span("question"), *content)


def _left_reason(cue: Cue, parts: int) -> str:
    return f"{cue.kind}.{'interrupted' if parts > 1 else 'final'}"


def _agent(cue: Cue) -> Token | None:
    """Who quoted: the agent of *was quoted as saying by Y*, the subject of *Y quoted*."""
    if cue.kind == "quoted":
        return grammar.agent(cue.verb)
    if cue.kind == "quoting":
        return grammar.governing_subject(cue.verb)[0]
    return None


# -- the right side -------------------------------------------------------------------------


def _right(cue: Cue, page: Page) -> tuple[Span, str] | None:
    """What was said, after the cue: its span and the frame that gave it."""
    anchor = cue.anchor
    frames = cue.entry.frames if cue.entry else frozenset(("clause",))
    if cue.act == "decline":
        frames = frozenset(("clause", "question", "np", "on"))
    for name, start_of in _FRAMES.items():
        if name in frames:
            start = start_of(anchor)
            if start is not None and start.i > anchor.i and page.same_side(start, anchor):
                span = _extent(cue, start, page)
                if span is not None:
                    return span, f"{cue.kind}.{name}"
    return None


def _clause_start(anchor: Token) -> Token | None:
    complement = grammar.clause_complement(anchor)
    if complement is not None:
        first = complement.left_edge
        if first.i <= anchor.i:
            first = anchor.nbor() if anchor.i + 1 < len(anchor.doc) else complement
        intro = grammar.introducer(complement)
        if intro is not None:
            return intro.nbor()
        return _after_that(anchor) or first
    return _after_that(anchor)


def _after_that(anchor: Token) -> Token | None:
    """The word after *that*, where the parser did not see the clause: *said on Monday that P*."""
    doc = anchor.doc
    for index in range(anchor.i + 1, min(anchor.i + 12, anchor.sent.end - 1)):
        token = doc[index]
        if token.lower_ == "that" and token.tag_ == "IN":
            return doc[index + 1]
        if grammar.is_verb(token) or token.is_punct:
            return None
    return None


def _object_infinitive(anchor: Token) -> Token | None:
    inner = grammar.infinitive(anchor)
    if inner is None:
        return None
    patient = grammar.subject(inner) or grammar.direct_object(anchor)
    if patient is None or patient.i > inner.i:
        return None
    return patient.left_edge


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
    if patient is None:
        inner = grammar.clause_complement(anchor)
        return inner.left_edge if inner is not None else None
    siblings = [c for c in anchor.rights if c.dep_ in ("oprd", "dobj", "ccomp", "xcomp", "attr")]
    in_marks = any(t.is_quote for t in anchor.doc[patient.i : anchor.sent.end])
    return patient.left_edge if len(siblings) > 1 or in_marks else None


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


def _noun_phrase(anchor: Token) -> Token | None:
    patient = grammar.direct_object(anchor)
    if patient is None or (patient.pos_ == "PRON" and patient.tag_ != "WP") or patient.ent_type_ in _TIMES:
        return None
    return patient.left_edge


def _answer(anchor: Token) -> Token | None:
    """*said* [*yes*]."""
    following = anchor.nbor() if anchor.i + 1 < len(anchor.doc) else anchor
    return following if following.lower_ in ("yes", "no") else None


_FRAMES: dict[str, Callable[[Token], Token | None]] = {
    "obj_inf": _object_infinitive,
    "clause": lambda anchor: _answer(anchor) or _clause_start(anchor),
    "question": _clause_start,
    "obj_pred": _object_predicate,
    "as": _with_preposition("as"),
    "of": _with_preposition("of"),
    "for": _with_preposition("for"),
    "on": _with_preposition("on", "about", "to"),
    "put": _with_preposition("at", "to"),
    "inf": _infinitive,
    "gerund": _gerund,
    "np": _noun_phrase,
}


def _extent(cue: Cue, start: Token, page: Page) -> Span | None:
    """From `start` to where the cue's own clause goes on with something else, or ends."""
    verb = cue.verb
    rooted = verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")
    sentence_end = verb.sent[-1].idx + len(verb.sent[-1])
    edge = max(verb.right_edge.i, cue.anchor.right_edge.i)
    limit = sentence_end if rooted else page.doc[edge].idx + len(page.doc[edge])
    inside = page.quotation_at(cue.anchor.idx)
    if inside is not None:
        limit = min(limit, inside.parts[-1][1])
    stops = [t.idx for t in _stoppers(cue, start)]
    end = min([limit, *(stop for stop in stops if stop > start.idx)])
    end = _whole_marks(start.idx, end, page)
    for quotation in page.quotations:
        before = page.doc.text[: quotation.outer[0]].rstrip()[-1:]
        if start.idx < quotation.outer[0] < end and before in ".?!" and quotation.depth == 0:
            end = quotation.outer[0]  # a sentence in marks that the parser did not part
    return _trimmed(page, (start.idx, end))


def _stoppers(cue: Cue, start: Token) -> list[Token]:
    """Where, after the content has begun, the cue's verb goes on: *…, adding*, *… and left*."""
    found: list[Token] = []
    for verb in {cue.verb.i: cue.verb, cue.anchor.i: cue.anchor}.values():
        for child in verb.rights:
            if child.i <= start.i:
                continue
            after_comma = child.left_edge.i > 0 and verb.doc[child.left_edge.i - 1].text == ","
            if child.dep_ in ("advcl", "dep") and child.tag_ == "VBG" and after_comma:
                found.append(child.left_edge)
            elif child.dep_ == "conj" and grammar.is_verb(child):
                found.append(_coordinator(verb, child))
            elif child.dep_ == "prep" and child.lower_ in ("according", "citing"):
                found.append(child)
    # wherever the parser hangs them, these go with the telling: “…, citing”, “…, adding that”
    found += [
        t
        for t in start.doc[start.i : start.sent.end]
        if t.lower_ in ("citing", "quoting", "adding") and t.nbor(-1).text == ","
    ]
    return found


def _coordinator(verb: Token, other: Token) -> Token:
    before = [c for c in verb.rights if c.dep_ == "cc" and c.i < other.i]
    return before[-1] if before else other.left_edge


# -- the left side --------------------------------------------------------------------------


def _left(cue: Cue, clause: Span, page: Page) -> tuple[Span, ...]:
    """What was said before the clause, and after it where the clause interrupts it."""
    if cue.entry is not None and not cue.entry.frames & {"clause", "quote"}:
        return ()
    text = page.doc.text
    start = _sentence_start(cue, page)
    before = text[start : clause[0]].rstrip()
    if not before or before[-1] not in ",”\"'’»?!–—":
        return ()
    inverted = cue.verb.idx == clause[0] or page.doc.text[clause[0]:].startswith(cue.verb.text)
    if not inverted and not _holds_proposition(page, start, clause[0]):
        return ()
    span = _trimmed(page, (start, clause[0]))
    if span is None:
        return ()
    rest = _rest(cue, clause, page)
    return (span, rest) if rest is not None else (span,)


def _sentence_start(cue: Cue, page: Page) -> int:
    """Where the sentence begins, past a dateline or other margin and a semicolon."""
    start = cue.verb.sent.start_char
    inside = page.quotation_at(cue.verb.idx)
    if inside is not None:
        start = max(start, inside.parts[0][0])
    for margin_start, margin_end in page.margins:
        if start <= margin_end <= cue.verb.idx and margin_start >= start - 2:
            start = margin_end
    semicolon = page.doc.text.rfind(";", start, cue.verb.idx)
    return semicolon + 1 if semicolon >= 0 and page.quotation_at(semicolon) is inside else start


def _holds_proposition(page: Page, start: int, end: int) -> bool:
    """More than a circumstance (*On Monday, X said*): a verb, or words in marks."""
    span = page.doc.char_span(start, end, alignment_mode="contract")
    if span is None:
        return False
    words = [t for t in span if t.is_alpha or t.is_quote]
    if not words or (words[0].tag_ in ("VBN", "VBG") and not grammar.subject(words[0])):
        return False
    if words[0].lower_ in ("according", "asked", "if", "when", "while", "although", "after", "per"):
        return False
    return any(t.is_quote or (grammar.is_verb(t) and t.tag_ != "VBG") for t in words)


def _rest(cue: Cue, clause: Span, page: Page) -> Span | None:
    """The second part of an interrupted content: *The first well, she added,* [*would be sunk*]."""
    text = page.doc.text
    sentence_end = cue.verb.sent.end_char
    if clause[1] >= sentence_end or text[clause[1] : clause[1] + 1] != ",":
        return None
    tail = page.doc.char_span(clause[1] + 1, sentence_end, alignment_mode="contract")
    words = [t for t in tail or () if t.is_alpha]
    if len(words) < 2 or not _goes_on(words[0], cue):
        return None
    return _trimmed(page, (clause[1] + 1, sentence_end))


def _goes_on(first: Token, cue: Cue) -> bool:
    """Whether what follows the clause belongs to what was said, not to the telling of it."""
    if first.tag_ == "VBG" or first.lower_ in (*_FREE_RELATIVE, "according", "as"):
        return False
    if first.tag_ == "CC":
        verbs = [t for t in first.doc[first.i + 1 : first.sent.end] if grammar.is_verb(t)]
        return not verbs or grammar.subject(verbs[0]) is not None or verbs[0].tag_ == "VB"
    return True


def _comma_follows(cue: Cue, clause: Span, page: Page) -> bool:
    return page.doc.text[clause[1] : clause[1] + 1] == ","


# -- the clause -----------------------------------------------------------------------------


def _clause(cue: Cue, subject: Token | None, page: Page) -> Span:
    """From the speaker or the cue to the end of what belongs to the telling."""
    doc = page.doc
    group_start, group_end = grammar.verb_group(cue.verb)
    first, last = group_start, max(group_end, cue.anchor.i + 1)
    if subject is not None:
        phrase_start, phrase_end = grammar.noun_phrase(subject)
        first = min(first, max(phrase_start, _first_outside(cue, page)))
        last = max(last, phrase_end) if subject.i > cue.verb.i else last
    start = doc[first].idx
    return start, _clause_end(cue, last, page)


def _first_outside(cue: Cue, page: Page) -> int:
    closing = _closing(cue, page)
    return next((t.i for t in cue.verb.sent if t.idx >= closing and not t.is_punct), cue.verb.i)


def _clause_end(cue: Cue, last: int, page: Page) -> int:
    """The comma after which something else goes on, or the end of the sentence.

    Participles and relative clauses after that comma still belong to the telling.
    """
    doc, end = page.doc, cue.verb.sent.end
    index = last
    while index < end:
        token = doc[index]
        if token.text in (";", ":") or (token.is_quote and page.quotation_at(token.idx) is not None):
            return _back_over_space(doc, index)
        if token.text == "," and index + 1 < end and not _stays(doc[index + 1], cue):
            return token.idx
        index += 1
    final = doc[end - 1]
    while final.is_punct or final.is_space:
        if final.i <= last:
            break
        final = final.nbor(-1)
    return final.idx + len(final)


def _back_over_space(doc: Doc, index: int) -> int:
    while index > 0 and doc[index - 1].text in (",", " "):
        index -= 1
    return doc[index - 1].idx + len(doc[index - 1])


def _stays(token: Token, cue: Cue) -> bool:
    """After a comma: *citing Z*, *who took office in May*, an apposition of the speaker."""
    if token.lemma_.lower() in _CITING or token.lower_ in ("citing", "quoting"):
        return True
    if token.lower_ in _FREE_RELATIVE:
        return True
    subject = grammar.subject(cue.verb)
    if subject is not None and subject.i > cue.verb.i:
        return subject.is_ancestor(token)
    return False


def _cites(cue: Cue, clause: Span, page: Page) -> tuple[tuple[Token, ...], tuple[Span, ...]]:
    """The sources in *citing Z*, *quoting Z, which cited W*, nearest to the page first."""
    tokens: list[Token] = []
    spans: list[Span] = []
    for word in cue.verb.sent:
        if word.lower_ not in ("citing", "quoting", "cited", "quoted") or not _belongs(word, cue, page):
            continue
        source = grammar.direct_object(word) or _noun_after(word)
        if source is not None and (tokens or word.tag_ == "VBG" or word.dep_ == "relcl"):
            tokens.append(source)
            spans.append(grammar.chars(word, word))
    return tuple(tokens), tuple(spans)


def _belongs(word: Token, cue: Cue, page: Page) -> bool:
    """A citing participle goes with the nearest cue; it stands outside what was said."""
    if cue.kind not in ("verb", "according") or page.quotation_at(word.idx) is not None:
        return False
    if cue.kind == "according" and word.i < cue.verb.i:
        return False
    if cue.kind == "according":
        return word.i > cue.verb.i
    tellers = [
        t for t in word.sent
        if t.lemma_.lower() in _TELLING and t.tag_ in ("VBD", "VBZ", "VBP", "VBN") and t.i != word.i
        and page.quotation_at(t.idx) is None
    ]  # fmt: skip
    before = [t for t in tellers if t.i < word.i]
    nearest = before[-1] if before else tellers[0] if tellers else None
    return nearest == cue.verb


def _noun_after(word: Token) -> Token | None:
    for token in word.doc[word.i + 1 : min(word.i + 8, word.sent.end)]:
        if grammar.is_nominal(token) and token.head.i <= word.i:
            return token
        if token.is_punct:
            return None
    return None


# -- according to ---------------------------------------------------------------------------


def _according(cue: Cue, page: Page) -> Frame | None:
    """*According to X, P*; *P, according to X*; *P1, according to X, P2*."""
    doc, text = page.doc, page.doc.text
    _, phrase_end = grammar.noun_phrase(cue.anchor)
    last = doc[max(phrase_end - 1, cue.anchor.i)]
    own_words_end = cue.spans[0][1]
    end = max(last.idx + len(last), own_words_end)
    edge = cue.anchor.right_edge
    following = text[end : cue.verb.sent.end_char]
    if not following.lstrip().startswith(",") and edge.i > last.i and page.same_side(edge, cue.verb):
        stop = next((t for t in doc[last.i + 1 : edge.i + 1] if t.text == ","), edge)
        end = stop.idx if stop.text == "," else stop.idx + len(stop)
    clause = (cue.spans[0][0], end)
    start = _sentence_start(cue, page)
    spans = [
        span
        for span in (
            _trimmed(page, (start, clause[0])) if start < clause[0] else None,
            _trimmed(page, (clause[1], cue.verb.sent.end_char)),
        )
        if span is not None and re.search(r"\w", text[span[0] : span[1]])
    ]
    if not spans:
        return None
    side: Side = "both" if len(spans) > 1 else "left" if spans[0][0] < clause[0] else "right"
    cites, citing = _cites(cue, clause, page)
    return Frame(
        cue, cue.anchor, False, None, None, clause, tuple(spans), side, cites, citing,
        f"according.{side}",
    )  # fmt: skip


# -- spans ----------------------------------------------------------------------------------


def _whole_marks(start: int, end: int, page: Page) -> int:
    """Do not end inside a quotation that began within the content."""
    for quotation in page.quotations:
        if start <= quotation.outer[0] < end < quotation.outer[1]:
            return quotation.outer[1]
    return end


def _trimmed(page: Page, span: Span) -> Span | None:
    """Without white space, commas and the full stop at the edges; None where nothing is left."""
    text = page.doc.text
    start, end = layout.strip(text, span, _TRIM)
    stripped = layout.strip(text, (start, end), _FULL)
    abbreviation = re.search(r"(?:\b[A-Za-z]\.){2,}$|\b(?:Mr|Dr|Inc|Co|Ltd|a\.m|p\.m)\.$", text[start:end])
    if not abbreviation:
        start, end = stripped[0], stripped[1]
    return (start, end) if start < end else None
