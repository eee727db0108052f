"""Frames: where, around a cue, stand its speaker, its hearer and what was said.

What was said stands after the cue (`complements`), or before it and at times around it: *P, X
said*; *P1, X said, P2*; *according to X, P*.
"""

import re
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from quotes import grammar
from quotes.clauses import FREE_RELATIVE, cites_of, clause_of
from quotes.complements import LATER, owned_by, right_of
from quotes.cues import Cue
from quotes.model import Span
from quotes.page import Page, trimmed
from quotes.speakers import agent_of, hearer_of, speaker_of

Side = Literal["right", "left", "both"]

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_IN_WORDS = re.compile(
    r"in (?:[\w-]+ ){0,3}(?:remarks|comments|statement|interview|post|letter|e-?mail|message|speech"
    r"|video|recording|broadcast)\b"
)
_CIRCUMSTANTIAL = ("despite", "amid", "following", "after", "before", "days", "hours", "weeks")
_COPY = re.compile(r", (?:a copy|copies|parts|excerpts|a draft|a summary) of which\b")
_CITATION = re.compile(r",\s(?:citing|quoting)\b")
_ASKED = re.compile(r"\b[Aa]sked (?:by [^,]{1,60}? )?(?:whether|if) (?P<question>[^,]{3,160}),")


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


def read(cue: Cue, page: Page) -> Frame | None:
    """The frame around `cue`, or None where nothing is found that it could ascribe."""
    if cue.kind == "according":
        return _according(cue, page)
    if cue.kind == "passive":
        return _passive(cue, page)
    return _nominal(cue, page) if cue.kind == "noun" else _verbal(cue, page)


def _verbal(cue: Cue, page: Page) -> Frame | None:
    subject, elided = speaker_of(cue, page)
    agent = agent_of(cue)
    first = agent if cue.kind == "quoting" else subject
    clause = clause_of(cue, first if not elided else None, page)
    cites, citing = cites_of(cue, page)
    right = right_of(cue, page)
    left = _left(cue, clause, page)
    content: tuple[Span, ...]
    side: Side
    if right is not None and not (left and _comma_follows(clause, page)):
        content, reason, side = (right[0],), right[1], "right"
        clause = (clause[0], min(clause[1], right[0][0]))
    elif left:
        content, reason, side = (
            left,
            _left_reason(cue, len(left)),
            "both" if len(left) > 1 else "left",
        )
    elif cue.act == "decline":
        content, reason, side = (), "decline.bare", "right"
    else:
        return None
    hearer = hearer_of(cue, page)
    if hearer is not None and any(s <= hearer.idx < e for s, e in content):
        hearer = None
    content = _with_question(cue, content, page)
    return Frame(cue, subject, elided, hearer, agent, clause, content, side, cites, citing, reason)


def _passive(cue: Cue, page: Page) -> Frame | None:
    """*Greetings were conveyed by X*: the subject's phrase is the content."""
    speaker, _ = speaker_of(cue, page)
    subject = grammar.subject(cue.verb)
    if speaker is None or subject is None:
        return None
    if cue.entry is not None and cue.entry.lemma == "tell":  # *had been told by Y that P*
        told = right_of(cue, page)
        if told is None:
            return None
        clause = (subject.left_edge.idx, told[0][0])
        return Frame(
            cue, speaker, False, None, None, clause, (told[0],), "right", (), (), "passive.clause"
        )
    right = subject.right_edge
    content = trimmed(page, (subject.left_edge.idx, right.idx + len(right)))
    if content is None or content[1] > cue.spans[0][0]:
        return None
    clause = (cue.spans[0][0], speaker.idx + len(speaker))
    return Frame(cue, speaker, False, None, None, clause, (content,), "left", (), (), "passive.np")


def _nominal(cue: Cue, page: Page) -> Frame | None:
    """*A claim by X that P*; nothing where nobody owns the claim."""
    owner, _ = speaker_of(cue, page)
    content = owned_by(cue.anchor, page)
    if owner is None or content is None:
        return None
    clause = (cue.anchor.left_edge.idx, content[0])
    return Frame(cue, owner, False, None, None, clause, (content,), "right", (), (), "noun.claim")


def around(cue: Cue, subject: Token | None, elided: bool, page: Page) -> Frame:
    """The frame of a cue whose content is known: a quotation next to it."""
    clause = clause_of(cue, None if elided else subject, page)
    cites, citing = cites_of(cue, page)
    hearer = hearer_of(cue, page)
    return Frame(
        cue, subject, elided, hearer, agent_of(cue), clause, (), "both", cites, citing, cue.kind
    )


def _with_question(cue: Cue, content: tuple[Span, ...], page: Page) -> tuple[Span, ...]:
    """*Asked whether P, X said yes*: the question is part of what X said (GUIDE.md, 2)."""
    text = page.text
    if not content or cue.act not in ("say", "decline"):
        return content
    match = _ASKED.search(text, cue.verb.sent.start_char, cue.verb.idx)
    if (
        match is None
        or content[0][0] < cue.verb.idx
        or page.quotation_at(content[0][0]) is not None
    ):
        return content
    return (match.span("question"), *content)


def _left_reason(cue: Cue, parts: int) -> str:
    return f"{cue.kind}.{'interrupted' if parts > 1 else 'final'}"


def _left(cue: Cue, clause: Span, page: Page) -> tuple[Span, ...]:
    """What was said before the clause, and after it where the clause interrupts it."""
    if cue.entry is not None and not cue.entry.frames & {"clause", "quote"}:
        return ()
    if grammar.has_relative_subject(cue.verb) or grammar.is_progressive(cue.verb):
        return ()  # *officials, all of whom insisted on anonymity, told*; *X is writing a reply*
    text = page.text
    start = _sentence_start(cue, page)
    before = text[start : clause[0]].rstrip()
    if not before or before[-1] not in ",”\"'’»?!–—":
        return ()
    inverted = cue.verb.idx == clause[0] or page.text.startswith(cue.verb.text, clause[0])
    rest = _rest(cue, clause, page)
    if not (
        inverted or _goes_on_with_verb(rest, page) or _holds_proposition(page, start, clause[0])
    ):
        return ()
    span = trimmed(page, (start, clause[0]))
    if span is None:
        return ()
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
    semicolon = page.text.rfind(";", start, cue.verb.idx)
    return semicolon + 1 if semicolon >= 0 and page.quotation_at(semicolon) is inside else start


def _holds_proposition(page: Page, start: int, end: int) -> bool:
    """More than a circumstance (*On Monday, X said*): a verb, or words in marks."""
    span = page.doc.char_span(start, end, alignment_mode="contract")
    if span is None:
        return False
    words = [t for t in span if t.is_alpha or t.is_quote]
    if not words or (words[0].tag_ in ("VBN", "VBG") and not grammar.subject(words[0])):
        return False
    if words[0].tag_ == "IN" and not any(t.tag_ in _FINITE or t.is_quote for t in words):
        return False  # *In a letter seen by Globe Wire, Kolt agreed*
    if words[0].lower_ in ("according", "asked", "if", "when", "while", "although", "after", "per"):
        return False
    return any(t.is_quote or (grammar.is_verb(t) and t.tag_ != "VBG") for t in words)


def _rest(cue: Cue, clause: Span, page: Page) -> Span | None:
    """The second part of an interrupted content: *The first well, she added,* [*would be sunk*]."""
    text = page.text
    sentence_end = cue.verb.sent.end_char
    if clause[1] >= sentence_end or text[clause[1] : clause[1] + 1] != ",":
        return None
    tail = page.doc.char_span(clause[1] + 1, sentence_end, alignment_mode="contract")
    words = [t for t in tail or () if t.is_alpha]
    if len(words) < 2 or not _goes_on(words[0]):
        return None
    return trimmed(page, (clause[1] + 1, sentence_end))


def _goes_on_with_verb(rest: Span | None, page: Page) -> bool:
    """*The first well, Kolt said,* [*would*] *be sunk*: the proposition's verb comes after."""
    tail = page.doc.char_span(*rest, alignment_mode="contract") if rest is not None else None
    return tail is not None and tail[0].tag_ in ("MD", "VBD", "VBZ", "VBP")


def _goes_on(first: Token) -> bool:
    """Whether what follows the clause belongs to what was said, not to the telling of it."""
    if first.tag_ == "VBG" or first.lower_ in (*FREE_RELATIVE, "according", "as"):
        return False
    if first.lower_ in _CIRCUMSTANTIAL:
        return False  # *X announced, despite advice from Y*
    if LATER.match(first.doc[first.i - 1 : first.sent.end].text):
        return False  # *X announced, a day after the vote*
    if _IN_WORDS.match(first.doc[first.i : first.sent.end].text):
        return False  # *X said, in remarks translated by Y*
    if first.tag_ == "CC":
        verbs = [t for t in first.doc[first.i + 1 : first.sent.end] if grammar.is_verb(t)]
        modal = bool(verbs) and grammar.is_modal(verbs[0])
        return not verbs or modal or grammar.subject(verbs[0]) is not None or verbs[0].tag_ == "VB"
    return True


def _comma_follows(clause: Span, page: Page) -> bool:
    return page.text[clause[1] : clause[1] + 1] == ","


def _relative_end(clause: Token, page: Page) -> int:
    """The comma that closes a relative clause: *according to Y, which cited Z*[,]."""
    verb_seen = False
    for token in page.doc[clause.left_edge.i : clause.sent.end]:
        verb_seen = verb_seen or token == clause
        if verb_seen and token.text == ",":
            return token.idx
    return clause.right_edge.idx + len(clause.right_edge)


def _past_citation(cue: Cue, end: int, page: Page) -> int:
    """Past *, citing Z, which quoted W* after *according to Y*, to the comma before the clause."""
    sentence = cue.verb.sent
    if not _CITATION.match(page.text, end, sentence.end_char):
        return end
    main = grammar.subject(sentence.root)
    if main is None or main.left_edge.idx <= end:
        return sentence.end_char
    return page.text.rfind(",", end, main.left_edge.idx)


def _according(cue: Cue, page: Page) -> Frame | None:
    """*According to X, P*; *P, according to X*; *P1, according to X, P2*."""
    doc, text = page.doc, page.text
    _, phrase_end = grammar.noun_phrase(cue.anchor)
    last = doc[max(phrase_end - 1, cue.anchor.i)]
    own_words_end = cue.spans[0][1]
    end = max(last.idx + len(last), own_words_end)
    edge = cue.anchor.right_edge
    following = text[end : cue.verb.sent.end_char]
    relative = grammar.relative_clause(cue.anchor)
    if relative is not None and following.lstrip().startswith(","):
        end = _relative_end(relative, page)
    elif (
        not following.lstrip().startswith(",")
        and edge.i > last.i
        and page.same_side(edge, cue.verb)
    ):
        stop = next((t for t in doc[last.i + 1 : edge.i + 1] if t.text == ","), edge)
        end = stop.idx if stop.text == "," else stop.idx + len(stop)
    end = _past_citation(cue, end, page)
    if _COPY.match(text, end):
        end = cue.verb.sent.end_char
    clause = (cue.spans[0][0], end)
    start = _sentence_start(cue, page)
    spans = [
        span
        for span in (
            trimmed(page, (start, clause[0])) if start < clause[0] else None,
            trimmed(page, (clause[1], cue.verb.sent.end_char)),
        )
        if span is not None and re.search(r"\w", text[span[0] : span[1]])
    ]
    if not spans:
        return None
    side: Side = "both" if len(spans) > 1 else "left" if spans[0][0] < clause[0] else "right"
    cites, citing = cites_of(cue, page)
    return Frame(
        cue, cue.anchor, False, None, None, clause, tuple(spans), side, cites, citing,
        f"according.{side}",
    )  # fmt: skip
