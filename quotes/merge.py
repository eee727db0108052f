"""Grammar and tagger together: who is believed where (docs/decisions/0007-grammar-and-tagger.md).

What the grammar finds stands as it is: its frames know GUIDE.md's rules, its spans are narrower.
The tagger adds attributions that touch none of the grammar's. Those with a cue of speech that was
really uttered are quotes as any other; everything else it marks is `think`: belief, wish, plan.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from quotes import attribution, cues, grammar, layout, nesting
from quotes.attribution import Attribution
from quotes.cues import Cue
from quotes.lexicon import Lexicon
from quotes.model import Act, Span
from quotes.page import Page, trimmed
from quotes.speakers import hearer_of
from quotes.tagger.words import Mark

_THAT = "that "


def merge(
    found: Sequence[Attribution], marked: Sequence[Mark] | None, page: Page, lexicon: Lexicon
) -> list[Attribution]:
    """What the grammar `found`, and what the tagger `marked` beside it, in text order.

    `marked` is None where there is no tagger.
    """
    if marked is None:
        return list(found)
    found = [replace(one, agreed=_agrees(one, marked)) for one in found]
    taken = [span for one in found for span in (*one.content, *one.cue)]
    taken += [span for one in found for other in one.outer for span in other.cue]
    taken += [span for one in found for span in _hops(one)]
    added = [
        converted
        for mark in marked
        if not any(
            layout.meet(span, other) for span in (mark.cue, *mark.content) for other in taken
        )
        for converted in [convert(mark, page, lexicon)]
        if converted is not None
    ]
    return sorted([*found, *added], key=lambda one: (one.content or one.cue)[0])


def _agrees(one: Attribution, marked: Sequence[Mark]) -> bool:
    """The tagger marks most of the content as somebody's words too."""
    size = sum(end - start for start, end in one.content)
    shared = sum(
        max(0, min(end, other[1]) - max(start, other[0]))
        for mark in marked
        for other in mark.content
        for start, end in one.content
    )
    return 2 * shared > size


def _hops(one: Attribution) -> Iterator[Span]:
    """*citing the ministry*: read as a hop already."""
    yield from one.citing
    for other in (one, *one.outer):
        for token in other.cites:
            yield token.idx, token.idx + len(token)


def convert(mark: Mark, page: Page, lexicon: Lexicon) -> Attribution | None:
    """A mark of the tagger's by the rules of GUIDE.md; None where no content is left."""
    cue = page.tokens(mark.cue)
    if page.in_margin(cue.root) or page.in_set_off(mark.cue):
        return None
    if any(_is_inscription(token, lexicon) for token in cue):
        return None
    content = tuple(span for each in mark.content for span in _bare(each, page))
    if not content or nesting.asks_anonymity((mark.cue,), content, page.text):
        return None
    speaker = page.tokens(mark.source).root if mark.source is not None else None
    if speaker is not None and speaker.tag_ in ("WDT", "WP") and grammar.is_relative(speaker.head):
        speaker = speaker.head.head
    sentence = cue.root.sent
    scope = sentence.start_char, sentence.end_char
    return Attribution(
        content=content,
        cue=(mark.cue,),
        act=act(cue, speaker, mark.content, page, lexicon),
        speaker=speaker,
        elided=False,
        hearer=hearer_of(Cue("verb", cue.root, cue.root, (mark.cue,), "say", None), page),
        agent=None,
        cites=(),
        citing=(),
        clause=scope,
        scope=scope,
        reason="tagger.cue",
        unnamed=mark.source is None,
    )


def _is_inscription(token: Token, lexicon: Lexicon) -> bool:
    """*its* [*slogan*] *was* “We Land on Time”; *the ribbon* [*reads*] “Together”."""
    lemma = token.lemma_.lower()
    if lemma != "read" or not grammar.is_verb(token):
        return lexicon.nominals.get(lemma) == "inscription"
    subject, _ = grammar.governing_subject(token)
    kind = lexicon.nominals.get(subject.lemma_.lower()) if subject is not None else "document"
    return kind != "document"


def act(
    cue: Tokens, speaker: Token | None, content: Sequence[Span], page: Page, lexicon: Lexicon
) -> Act:
    """`think` unless the lexicon knows the cue for one of speech, or words stand in marks.

    What stands on a banner or sign was said by nobody (GUIDE.md, 1).
    """
    if speaker is not None and lexicon.nominals.get(speaker.lemma_.lower()) == "inscription":
        return "think"
    marked = any(
        layout.meet(span, quotation.outer) for span in content for quotation in page.quotations
    )
    named = not marked and all(grammar.names_thing(page.tokens(span).root) for span in content)
    spoken = cues.act(cue, named=named, lexicon=lexicon)
    if spoken is not None:
        return spoken
    return "say" if marked and not cues.is_withheld(cue) else "think"


def _bare(span: Span, page: Page) -> list[Span]:
    """Without the marks around all of it, *that*, and the full stop."""
    inner = trimmed(page, span)
    if inner is None:
        return []
    start, end = inner
    if page.text[start:end].lower().startswith(_THAT):
        start = layout.strip(page.text, (start + len(_THAT), end), " ")[0]
    for quotation in page.quotations:
        if quotation.outer == (start, end):
            return attribution.parts_of(quotation, page)
    return [(start, end)] if start < end else []
