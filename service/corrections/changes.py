"""What a person puts right in one quote, and the quote with it put right."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from quotes import marks
from quotes.model import (
    Anonymity,
    Confidence,
    Grade,
    Hop,
    Kind,
    Named,
    Quote,
    Role,
    Said,
    Span,
    Speaker,
    attribution,
    shown,
)

CorrectionKind = Literal["speaker", "content", "hop", "not_a_quote", "quote"]

# From the spans of one text to those of another; what is gone is not in it.
Moves = Mapping[Span, Span]


@dataclass(frozen=True, slots=True)
class SpeakerChange:
    """Somebody else said it; without a `mention` the words that name them stay the same."""

    name: str | None
    grade: Grade
    mention: Span | None = None
    role: Role | None = None
    kind: Literal["speaker"] = "speaker"


@dataclass(frozen=True, slots=True)
class ContentChange:
    """The words quoted are these."""

    content: tuple[Span, ...]
    kind: Literal["content"] = "content"


@dataclass(frozen=True, slots=True)
class HopChange:
    """The route from the speaker, who is none of these, to the page."""

    hops: tuple[Hop, ...]
    kind: Literal["hop"] = "hop"


@dataclass(frozen=True, slots=True)
class NotAQuote:
    """Nothing is quoted there."""

    kind: Literal["not_a_quote"] = "not_a_quote"


@dataclass(frozen=True, slots=True)
class MissedQuote:
    """This is quoted there, which the engine does not find."""

    quote: Quote
    kind: Literal["quote"] = "quote"


Change = SpeakerChange | ContentChange | HopChange | NotAQuote | MissedQuote


def changed(text: str, quote: Quote, change: Change, moves: Moves) -> Quote | None:
    """`quote`, which stands in `text`, as `change` makes it; None if its words are gone.

    A confidence is the engine's; what a person says is certain.
    """
    after, sure = _changed(text, quote, change, moves)
    if after is None:
        return None
    reason = f"corrected.{change.kind}"
    reasons = (*(each for each in after.reasons if each != reason), reason)
    return replace(after, confidence=sure, reasons=reasons)


def _changed(
    text: str, quote: Quote, change: Change, moves: Moves
) -> tuple[Quote | None, Confidence]:
    sure = quote.confidence
    match change:
        case SpeakerChange():
            return _with_speaker(quote, change, moves), replace(sure, speaker=1.0)
        case ContentChange():
            content = _all(change.content, moves)
            after = _with_content(text, quote, content) if content is not None else None
            return after, replace(sure, content=1.0)
        case HopChange():
            hops = (replace(hop, span=_one(hop.span, moves)) for hop in change.hops)
            return _with_chain(quote, (quote.chain[0], *hops)), replace(sure, chain=1.0)
        case MissedQuote():
            return moved(text, change.quote, moves), Confidence(1.0, 1.0, 1.0)
        case NotAQuote():
            return quote, sure


def moved(text: str, quote: Quote, moves: Moves) -> Quote | None:
    """`quote` of another text, in this one; None if not all of its words are there."""
    content = _all(quote.content, moves)
    cue = tuple(moves[span] for span in quote.cue if span in moves)
    if content is None or (not content and len(cue) < len(quote.cue)):
        return None
    speaker = quote.speaker
    role, unnamed, said = speaker.role, speaker.anonymity, quote.said
    return replace(
        quote,
        content=content,
        text=shown(text, content),
        cue=cue,
        speaker=replace(
            speaker,
            mention=_one(speaker.mention, moves),
            role=Role(role.name, moves[role.span]) if role and role.span in moves else None,
            anonymity=_anonymity(unnamed, moves),
        ),
        on_behalf_of=_named(quote.on_behalf_of, moves) if quote.on_behalf_of else None,
        chain=tuple(replace(hop, span=_one(hop.span, moves)) for hop in quote.chain),
        said=_said(said, moves),
        about=tuple(_named(each, moves) for each in quote.about),
        terms=tuple(_named(each, moves) for each in quote.terms),
    )


def spans(quote: Quote) -> Iterator[Span]:
    """Every span that a quote points at."""
    speaker = quote.speaker
    pointing = (speaker.role, speaker.anonymity, quote.said, quote.on_behalf_of)
    named = (*pointing, *quote.chain, *quote.about, *quote.terms)
    yield from (*quote.content, *quote.cue)
    if speaker.mention is not None:
        yield speaker.mention
    yield from (each.span for each in named if each is not None and each.span is not None)


def change_spans(change: Change) -> Iterator[Span]:
    """Every span that a change points at."""
    match change:
        case SpeakerChange():
            given = (change.mention, change.role.span if change.role else None)
            yield from (span for span in given if span is not None)
        case ContentChange():
            yield from change.content
        case HopChange():
            yield from (hop.span for hop in change.hops if hop.span is not None)
        case MissedQuote():
            yield from spans(change.quote)
        case NotAQuote():
            return


def kind(text: str, quote: Quote, content: tuple[Span, ...]) -> Kind:
    """How much of `content` stands within quotation marks.

    Where marks had no say in it, as in a transcript, they have none now.
    """
    quotations = marks.pair(text)
    if marks.kind(text, quote.content, quotations) != quote.kind:
        return quote.kind
    return marks.kind(text, content, quotations)


def _with_speaker(quote: Quote, change: SpeakerChange, moves: Moves) -> Quote:
    before, role = quote.speaker, change.role
    speaker = Speaker(
        name=change.name,
        mention=_one(change.mention, moves) or before.mention,
        grade=change.grade,
        role=Role(role.name, moves[role.span]) if role and role.span in moves else None,
        anonymity=before.anonymity if change.grade in ("anonymous", "group") else None,
    )
    first = Hop("speaker", speaker.name, speaker.mention)
    return _with_chain(replace(quote, speaker=speaker), (first, *quote.chain[1:]))


def _with_content(text: str, quote: Quote, content: tuple[Span, ...]) -> Quote:
    def within(named: tuple[Named, ...]) -> tuple[Named, ...]:
        return tuple(each for each in named if each.span is None or _inside(each.span, content))

    return replace(
        quote,
        kind=kind(text, quote, content),
        content=content,
        text=shown(text, content),
        about=within(quote.about),
        terms=within(quote.terms),
    )


def _with_chain(quote: Quote, chain: tuple[Hop, ...]) -> Quote:
    return replace(quote, chain=chain, attribution=attribution(chain))


def _inside(span: Span, content: tuple[Span, ...]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in content)


def _all(given: tuple[Span, ...], moves: Moves) -> tuple[Span, ...] | None:
    found = tuple(moves[span] for span in given if span in moves)
    return found if len(found) == len(given) and list(found) == sorted(found) else None


def _one(span: Span | None, moves: Moves) -> Span | None:
    return None if span is None else moves.get(span)


def _named(named: Named, moves: Moves) -> Named:
    return replace(named, span=_one(named.span, moves))


def _anonymity(value: Anonymity | None, moves: Moves) -> Anonymity | None:
    return replace(value, span=moves[value.span]) if value and value.span in moves else None


def _said(value: Said | None, moves: Moves) -> Said | None:
    return replace(value, span=moves[value.span]) if value and value.span in moves else None
