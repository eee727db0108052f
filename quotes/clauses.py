"""The attributing clause: speaker, cue, hearer, circumstances, and the sources that it cites."""

from spacy.tokens import Doc, Token

from quotes import grammar
from quotes.cues import Cue
from quotes.model import Span
from quotes.page import Page

_TELLING = frozenset(
    "say report write tell add carry publish state claim announce confirm warn".split()
)
_CITING = frozenset(("cite", "quote"))
FREE_RELATIVE = ("who", "which", "whose", "whom", "where")


def clause_of(cue: Cue, subject: Token | None, page: Page) -> Span:
    """From the speaker or the cue to the end of what belongs to the telling."""
    doc = page.doc
    group_start, group_end = grammar.verb_group(cue.verb)
    first, last = group_start, max(group_end, cue.anchor.i + 1)
    if subject is not None:
        phrase_start, phrase_end = grammar.noun_phrase(subject)
        first = min(first, max(phrase_start, _first_outside(cue, page)))
        last = max(last, phrase_end) if subject.i > cue.verb.i else last
    return doc[_whole_phrase(first, page)].idx, _clause_end(cue, last, page)


def _whole_phrase(first: int, page: Page) -> int:
    """Back over words that the parser cut off from the speaker: *Russia's state agency* TASS."""
    doc, index = page.doc, first
    while index > 0 and not doc[index].is_sent_start and _is_modifier(doc[index - 1]):
        index -= 1
    return index if index and doc[index - 1].text == "," else first


def _is_modifier(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN", "ADJ", "DET") or token.tag_ in ("POS", "PRP$", "HYPH")


def _first_outside(cue: Cue, page: Page) -> int:
    closing = page.last_closing(cue.verb.idx)
    return next((t.i for t in cue.verb.sent if t.idx >= closing and not t.is_punct), cue.verb.i)


def _clause_end(cue: Cue, last: int, page: Page) -> int:
    """The comma after which something else goes on, or the end of the sentence.

    Participles and relative clauses after that comma still belong to the telling.
    """
    doc, end = page.doc, cue.verb.sent.end
    index = last
    while index < end:
        token = doc[index]
        if token.text in (";", ":") or (
            token.is_quote and page.quotation_at(token.idx) is not None
        ):
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
    if token.lower_ in FREE_RELATIVE:
        return True
    subject = grammar.subject(cue.verb)
    if subject is not None:
        return subject.i > cue.verb.i and subject.is_ancestor(token)
    # “argued its lead author, Jonas Weidling of Kiel”: a name beside a speaker the parser missed
    between = token.doc[cue.verb.i + 1 : token.i - 1]
    return token.pos_ == "PROPN" and 0 < len(between) <= 6


def cites_of(cue: Cue, page: Page) -> tuple[tuple[Token, ...], tuple[Span, ...]]:
    """The sources in *citing Z*, *quoting Z, which cited W*, nearest to the page first."""
    tokens: list[Token] = []
    spans: list[Span] = []
    for word in cue.verb.sent:
        if word.lower_ not in ("citing", "quoting", "cited", "quoted") or not _belongs(
            word, cue, page
        ):
            continue
        source = grammar.direct_object(word) or _noun_after(word)
        if source is not None and (tokens or word.tag_ == "VBG" or grammar.is_relative(word)):
            tokens.append(source)
            spans.append(grammar.chars(word, word))
    return tuple(tokens), tuple(spans)


def _belongs(word: Token, cue: Cue, page: Page) -> bool:
    """A citing participle goes with the nearest cue; it stands outside what was said."""
    if cue.kind not in ("verb", "according") or page.quotation_at(word.idx) is not None:
        return False
    if cue.kind == "according":
        return word.i > cue.verb.i
    tellers = [
        t for t in word.sent
        if (t.lemma_.lower() in _TELLING or t == cue.verb) and t.i != word.i
        and t.tag_ in ("VBD", "VBZ", "VBP", "VBN") and page.quotation_at(t.idx) is None
    ]  # fmt: skip
    if word.tag_ == "VBG":
        closed = next((t for t in (*tellers, cue.verb) if _closes_before(word, t)), None)
        if closed is not None:
            return closed == cue.verb
    before = [t for t in tellers if t.i < word.i and not _closes_before(word, t)]
    nearest = before[-1] if before else tellers[0] if tellers else None
    return nearest == cue.verb


def _closes_before(word: Token, verb: Token) -> bool:
    """Set between commas before its verb: *Y,* [*citing Z,*] *said P*."""
    start, _ = grammar.verb_group(verb)
    doc = word.doc
    opened = word.i > word.sent.start and doc[word.i - 1].text == ","
    closed = start > word.i and doc[start - 1].text == ","
    between = doc[word.i + 1 : start]
    return opened and closed and all(t.text != ";" for t in between) and len(between) < 25


def _noun_after(word: Token) -> Token | None:
    for token in word.doc[word.i + 1 : min(word.i + 8, word.sent.end)]:
        if grammar.is_nominal(token) and token.head.i <= word.i:
            return token
        if token.is_punct:
            return None
    return None
