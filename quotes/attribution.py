"""The attribution, as a value: content, cue and speaker tied together, nobody named yet."""

from dataclasses import dataclass, field

from spacy.tokens import Token

from quotes import frames, layout
from quotes.frames import Frame
from quotes.lexicon import CueVerb
from quotes.marks import Quotation
from quotes.model import Act, Channel, Span
from quotes.page import Page

_SERVING = " \t\r\n,"


@dataclass(frozen=True, slots=True)
class Attribution:
    """One quote to be: what was said, the cue, and the tokens that name who is involved.

    `speaker` heads the speaker's noun phrase (None: not named here); `outer` are those who told
    of the telling, nearest to the speaker first; `unnamed` where it is known that the text names
    no speaker; `scope` is the sentence whose hops apply; `channel` where the layout shows it;
    `agreed` whether the tagger marks it as well, None where it was not asked.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    act: Act
    speaker: Token | None
    elided: bool
    hearer: Token | None
    agent: Token | None
    cites: tuple[Token, ...]
    citing: tuple[Span, ...]
    clause: Span
    scope: Span
    reason: str
    entry: CueVerb | None = None
    direct: bool = False
    unnamed: bool = False
    side: frames.Side = "right"
    outer: tuple["Attribution", ...] = field(default=())
    channel: Channel | None = None
    agreed: bool | None = None


def from_frame(frame: Frame, page: Page) -> Attribution:
    """The attribution that a frame gives."""
    cue = frame.cue
    return Attribution(
        content=_bare(frame.content, page),
        cue=cue.spans,
        act=_act(frame),
        speaker=frame.subject,
        elided=frame.elided,
        hearer=frame.hearer,
        agent=frame.agent,
        cites=frame.cites,
        citing=frame.citing,
        clause=frame.clause,
        scope=_scope(cue.verb),
        reason=frame.reason,
        entry=cue.entry,
        side=frame.side,
    )


def _act(frame: Frame) -> Act:
    """*Told*, *asked* or *warned* somebody **to** do something is urging (GUIDE.md, 4)."""
    name = frame.reason.rpartition(".")[2]
    urging = frame.cue.act in ("say", "ask") and name in ("obj_inf", "for", "on")
    tells = frame.cue.kind in ("verb", "quoted", "quoting")
    return "urge" if urging and tells else frame.cue.act


def _scope(token: Token) -> Span:
    return token.sent.start_char, token.sent.end_char


def _bare(content: tuple[Span, ...], page: Page) -> tuple[Span, ...]:
    """Content that is one whole quotation goes without its marks."""
    bare = []
    for span in content:
        match = next((q for q in page.quotations if q.outer == span), None)
        bare.extend(parts_of(match, page) if match is not None else [span])
    return tuple(bare)


def parts_of(quotation: Quotation, page: Page) -> list[Span]:
    """Between the marks, without the comma that serves the attribution."""
    text = page.text
    parts = [layout.strip(text, part, _SERVING) for part in quotation.parts]
    return [part for part in parts if part[0] < part[1]]
