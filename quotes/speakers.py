"""Who speaks at a cue: the token that heads the speaker's noun phrase."""

import re

from spacy.tokens import Token

from quotes import grammar
from quotes.cues import Cue
from quotes.page import Page

# *Gurbanov*[*, asked about it by the station ANS,*] *replied*
_ASIDE = re.compile(
    r", (?:when |who was )?(?:asked|questioned|pressed|reached|contacted|approached|speaking"
    r"|quoting|citing)\b"
    r"[^.;]*,$"
)


_ROLE_IN_COURT = re.compile(r"prosecuting|defending|presiding|sentencing|mitigating")


def speaker_of(cue: Cue, page: Page) -> tuple[Token | None, bool]:
    """The head of the speaker's noun phrase, and whether it is shared with another verb."""
    if cue.kind == "according":
        return cue.anchor, False
    if cue.kind == "passive":
        return grammar.agent(cue.verb), False
    if cue.kind == "noun":
        return grammar.owner(cue.anchor), False
    if cue.kind == "quoting":
        return _quoted_person(cue), False
    found, elided = grammar.governing_subject(cue.verb)
    lost = found is None or not page.same_side(found, cue.verb) or page.in_margin(found)
    lost = lost or (found is not None and _is_far(cue, found))
    named = found is not None and (grammar.is_nominal(found) or _is_the_daily(found))
    if lost or not named:
        found = _beside(cue, page)
        elided = False
    return found, elided


def _is_the_daily(found: Token) -> bool:
    """*the* [*daily*] *asked*, *the* [*accused*] *told*: an article makes it a noun."""
    return (
        found.pos_ in ("ADJ", "VERB")
        and grammar.is_subject(found)
        and found.left_edge.lower_ == "the"
    )


def _is_far(cue: Cue, found: Token) -> bool:
    """The parser took a subject from beyond another clause though one stands before the verb."""
    start, _ = grammar.verb_group(cue.verb)
    doc = cue.verb.doc
    if found.i > start or grammar.is_adnominal(cue.verb) or cue.verb.tag_ == "VBG":
        return False
    if _ASIDE.match(doc[found.i + 1 : start].text):
        return False
    previous = start - 1
    while previous > found.i and doc[previous].pos_ == "ADV":
        previous -= 1
    after_name = doc[previous].text == "," and doc[previous - 1].pos_ == "PROPN"
    beside = grammar.is_nominal(doc[previous]) or after_name
    verbs = [t for t in doc[found.i + 1 : start] if t.tag_ in ("VBD", "VBZ", "VBP", "MD")]
    outside = [t for t in verbs if not grammar.in_adnominal(t, after=found.i)]
    return beside and previous > found.i and bool(outside)


def _beside(cue: Cue, page: Page) -> Token | None:
    """The noun phrase next to the verb, where the parser lost it to the words quoted."""
    start, end = grammar.verb_group(cue.verb)
    doc = page.doc
    closing = page.last_closing(cue.verb.idx)
    gap = [
        t for t in doc[cue.verb.sent.start : start] if t.idx >= closing and not page.in_margin(t)
    ]
    words = [t for t in gap if not t.is_punct and not t.is_space]
    inverted = end < len(doc) and (grammar.is_nominal(doc[end]) or doc[end].pos_ in ("DET", "ADJ"))
    if len(words) > 1 and _ROLE_IN_COURT.fullmatch(words[-1].lower_):
        words, inverted = words[:-1], False  # *Fiona Ashdown KC, prosecuting, said*
    if words and doc[start - 1].text == "," and _has_clause_after(cue, end):
        return _before_aside(gap) or _nearest(words)
    if cue.verb.lemma_ == "tell" and words:
        inverted = False  # “…,” the manager, Jone Tuilagi, told FBC News
    if not words or (inverted and doc[start - 1].text == ","):
        after = [t for t in doc[end : end + 10] if grammar.is_nominal(t)]
        return next((t for t in after if not grammar.is_modifier(t)), None)
    heads = [t for t in words if grammar.is_nominal(t) and t.head not in gap]
    if heads and not any(grammar.is_verb(t) for t in words[words.index(heads[0]) :]):
        return heads[0]
    return _nearest(words)


def _has_clause_after(cue: Cue, end: int) -> bool:
    """*…, says* [*the thieves will pay*]: no subject follows the verb but a clause."""
    complement = grammar.clause_complement(cue.anchor)
    return cue.anchor == cue.verb and complement is not None and complement.left_edge.i >= end


def _nearest(words: list[Token]) -> Token | None:
    """The last noun among the words before the verb."""
    closed = [t for t in words[-6:] if grammar.is_loose_name(t)]
    nearest = [t for t in words[-6:] if grammar.is_nominal(t) and not grammar.is_modifier(t)]
    return max([*nearest, *closed], key=lambda t: t.i) if nearest or closed else None


def _before_aside(gap: list[Token]) -> Token | None:
    """[*A note*]*, read out on the radio, says the thieves will pay*."""
    comma = next((i for i, t in enumerate(gap) if t.text == ","), None)
    if comma is None or comma + 1 >= len(gap) or not gap[comma + 1].tag_.startswith("VB"):
        return None
    return next((t for t in gap[:comma] if grammar.is_subject(t)), None)


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


def agent_of(cue: Cue) -> Token | None:
    """Who quoted: the agent of *was quoted as saying by Y*, the subject of *Y quoted*."""
    if cue.kind == "quoted":
        return grammar.agent(cue.verb)
    if cue.kind == "quoting":
        return grammar.governing_subject(cue.verb)[0]
    return None


def hearer_of(cue: Cue, page: Page) -> Token | None:
    """Whom the speaker told; a relay's verb has none of its own."""
    if cue.kind != "verb":
        return None
    found = _told(cue) or grammar.hearer(cue.anchor) or grammar.hearer(cue.verb)
    return found if found is not None and page.same_side(found, cue.verb) else None


def _told(cue: Cue) -> Token | None:
    """*told* [*Denník N*]: what stands directly behind the verb, whatever the parser made of it."""
    end = grammar.verb_group(cue.verb)[1]
    following = cue.verb.doc[end : end + 1]
    if cue.verb.lemma_ != "tell" or grammar.is_passive(cue.verb) or not len(following):
        return None
    head: Token = following[0]
    alone = head.is_alpha and any(grammar.follows(head, w) for w in (".", ",", ":", "that"))
    odd = alone and head.pos_ not in ("PRON", "ADV", "SCONJ")  # *told dpa.*
    kinds = ("PROPN", "NOUN", "DET", "X", "ADJ")
    if not odd and head.pos_ not in kinds and not grammar.is_object(head):
        return None
    while head.head.i > head.i and grammar.is_modifier(head) and head.head.i - end < 8:
        head = head.head
    return head if odd or grammar.is_nominal(head) or grammar.is_object(head) else None
