"""Told by nobody in particular: *is understood to*, *it is said that*, *reportedly*.

The speaker is unknown (GUIDE.md, 1); the content is the proposition without the words that tell.
"""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from quotes import grammar, layout
from quotes.attribution import Attribution
from quotes.model import Span
from quotes.page import Page, trimmed

_RAISING = frozenset("say understand report rumour rumor".split())  # *is said to have left*
_IMPERSONAL = frozenset("say understand report rumour rumor claim".split())  # *it is said that*
_ADVERB = "reportedly"


def find(page: Page, told: Sequence[Attribution]) -> list[Attribution]:
    """What the page ascribes to nobody; nothing inside what was `told` or marked as told there."""
    taken = [span for one in told for span in (*one.content, *one.cue)]
    found = []
    for token in _candidates(page.doc):
        one = _adverbial(token, page) if token.lower_ == _ADVERB else _passive(token, page)
        spans = (*one.content, *one.cue) if one is not None else ()
        if one is not None and not any(layout.meet(s, t) for s in spans for t in taken):
            found.append(one)
    return found


def _candidates(doc: Doc) -> list[Token]:
    verbs = _RAISING | _IMPERSONAL | {"tell"}
    return [t for t in doc if t.lower_ == _ADVERB or (t.tag_ == "VBN" and t.lemma_ in verbs)]


def _adverbial(token: Token, page: Page) -> Attribution | None:
    """*Sethi* reportedly *walked out*: the clause of the verb it goes with."""
    verb = token.head
    if not grammar.is_verb(verb) or grammar.is_adnominal(verb):
        return None
    if verb.head.tag_ == "VBN" and grammar.is_auxiliary(verb):
        verb = verb.head
    subject = grammar.subject(verb)
    if subject is None:
        return None
    start, end = subject.left_edge.idx, _all_of(verb)[1]
    before = (start, token.idx) if start < token.idx else None
    parts = (before, (token.idx + len(token), end))
    return _attribution(parts, grammar.chars(token, token), verb, "agentless.adverb", page)


def _passive(verb: Token, page: Page) -> Attribution | None:
    subject = grammar.subject(verb)
    doubtful = grammar.is_negated(verb) or grammar.is_hypothetical(verb) or grammar.is_modal(verb)
    if doubtful or subject is None or not grammar.has_auxiliary(verb):
        return None
    if grammar.agent(verb) is not None or grammar.preposition(verb, "by") is not None:
        return None
    first, last = grammar.verb_group(verb)
    cue = grammar.chars(page.doc[first], page.doc[last - 1])
    if subject.lower_ == "it" and verb.lemma_ in _IMPERSONAL and _set_in(subject, verb):
        around = ((verb.sent.start_char, subject.idx), (cue[1], verb.sent.end_char))
        return _attribution(around, cue, verb, "agentless.aside", page)
    if grammar.is_adnominal(verb):
        return None
    clause, infinitive = grammar.clause_complement(verb), grammar.infinitive(verb)
    if infinitive is not None and verb.lemma_ in _RAISING and subject.lower_ != "it":
        raised = _all_of(subject), (cue[1], _all_of(infinitive)[1])
        return _attribution(raised, cue, verb, "agentless.raising", page)
    impersonal = subject.lower_ == "it" and verb.lemma_ in _IMPERSONAL
    if clause is not None and (impersonal or verb.lemma_ == "tell"):
        that = grammar.introducer(clause)
        start = that.idx + len(that) if that is not None and that.lower_ == "that" else cue[1]
        said = start, _all_of(clause)[1]
        return _attribution([said], cue, verb, "agentless.clause", page)
    before = verb.sent.start_char, subject.left_edge.idx
    final = verb.lemma_ == "tell" and page.text[cue[1] : cue[1] + 1] in (".", "")
    if final and page.before(before[1]).rstrip().endswith(","):
        return _attribution([before], cue, verb, "agentless.final", page)
    return None


def _set_in(subject: Token, verb: Token) -> bool:
    """*The helmet*[*, it is understood,*] *belongs to a cousin*."""
    doc, after = verb.doc, grammar.following(verb)
    return (
        subject.i > 0 and doc[subject.i - 1].text == "," and after is not None and after.text == ","
    )


def _all_of(token: Token) -> Span:
    return grammar.chars(token.left_edge, token.right_edge)


def _attribution(
    parts: Sequence[Span | None], cue: Span, verb: Token, reason: str, page: Page
) -> Attribution | None:
    spans = [trimmed(page, part) for part in parts if part is not None]
    content = tuple(span for span in spans if span is not None)
    if not content or page.quotation_at(cue[0]) is not None or page.in_margin(verb):
        return None
    scope = verb.sent.start_char, verb.sent.end_char
    return Attribution(
        content, (cue,), "say", None, False, None, None, (), (), scope, scope, reason, unnamed=True
    )
