"""Attributions: content, cue and speaker tied together, before anybody has been given a name.

Quotations in marks are tied first, by what stands next to them; then the remaining cues are read
by their frames; last, tellings within tellings are unfolded. What the layout sets off needs no
cue, and what nobody in particular tells is looked for in what is left.
"""

from spacy.tokens import Token

from quotes import agentless, frames, layout, nesting, quoted
from quotes.attribution import Attribution, from_frame
from quotes.cues import Cue
from quotes.model import Span
from quotes.page import Page


def find(page: Page, cues: list[Cue]) -> list[Attribution]:
    """All attributions of the page in text order."""
    set_off = _set_off(page)
    cues = [cue for cue in cues if not page.beside_set_off(cue.spans[0])
            and not page.in_margin(cue.verb)]  # fmt: skip
    direct, used = quoted.tie(page, [c for c in cues if not page.in_set_off(c.spans[0])])
    read = [from_frame(frame, page) for cue in cues if cue.anchor.i not in used
            for frame in [frames.read(cue, page)] if frame is not None]  # fmt: skip
    outside = [a for a in read if not _inside_direct(a, page)]
    direct += set_off
    neighbours = nesting.Neighbours(direct + outside, page)
    outside = [a for a in outside if nesting.tells(a, neighbours.of(a), page)]
    told = nesting.unfold(nesting.carve(direct + outside, page), page)
    return sorted(told + agentless.find(page, told), key=lambda a: (a.content or a.cue)[0])


def _set_off(page: Page) -> list[Attribution]:
    """The turns of a transcript but for its questions, and the posts."""
    found = []
    for one in page.apart:
        if one.said is None:
            continue
        reason = "layout.post" if one.channel == "social" else "layout.transcript"
        parts = tuple(layout.lines(page.text, one.said))
        found.append(Attribution(
            parts, (), "say", _head(page, one.speaker), False, _head(page, one.asker), None, (),
            (), one.span, one.span, reason, direct=True, channel=one.channel,
        ))  # fmt: skip
    return found


def _head(page: Page, span: Span | None) -> Token | None:
    return page.tokens(span).root if span is not None else None


def _inside_direct(attribution: Attribution, page: Page) -> bool:
    """Told inside somebody's quotation without marks of its own: left with the outer quote.

    But for what the quoted person heard from another: *“She told me that the money was there.”*
    """
    at = attribution.cue[0]
    if page.quotation_at(at[0]) is None and not page.in_set_off(at):
        return False
    return not _hearsay(attribution, page)


def _hearsay(attribution: Attribution, page: Page) -> bool:
    """*He told me P*, *she asked for a tow*: one other person, in the past, at a known verb."""
    speaker, frame = attribution.speaker, attribution.reason.rpartition(".")[2]
    if speaker is None or attribution.entry is None or attribution.act == "decline":
        return False
    own = speaker.left_edge.lower_ in ("my", "our")  # *my son told me*
    person = speaker.lower_ in ("he", "she") or speaker.pos_ == "PROPN" or own
    past = page.tokens(attribution.cue[0]).root.tag_ == "VBD"
    return person and past and frame in ("clause", "obj_inf", "question")
