"""Attributions: content, cue and speaker tied together, before anybody has been given a name.

Quotations in marks are tied first, by what stands next to them; then the remaining cues are read
by their frames; last, tellings within tellings are unfolded.
"""

from quotes import frames, nesting, quoted
from quotes.attribution import Attribution, from_frame
from quotes.cues import Cue
from quotes.page import Page


def find(page: Page, cues: list[Cue]) -> list[Attribution]:
    """All attributions of the page in text order."""
    direct, used = quoted.tie(page, cues)
    read = [from_frame(frame, page) for cue in cues if cue.anchor.i not in used
            for frame in [frames.read(cue, page)] if frame is not None]  # fmt: skip
    outside = [a for a in read if not _inside_direct(a, page)]
    neighbours = nesting.Neighbours(direct + outside, page)
    outside = [a for a in outside if nesting.tells(a, neighbours.of(a), page)]
    carved = nesting.carve(direct + outside, page)
    return sorted(nesting.unfold(carved, page), key=lambda a: (a.content or a.cue)[0])


def _inside_direct(attribution: Attribution, page: Page) -> bool:
    """Told inside somebody's quotation without marks of its own: left with the outer quote."""
    return page.quotation_at(attribution.cue[0][0]) is not None
