"""A quote that the engine misses, made a record; and what in a change no text can bear."""

from dataclasses import dataclass

from quotes import marks
from quotes.model import (
    Act,
    Channel,
    Confidence,
    Hop,
    Polarity,
    Quote,
    Span,
    Speaker,
    attribution,
    digest,
    shown,
)
from service.corrections.changes import (
    Change,
    ContentChange,
    HopChange,
    MissedQuote,
    SpeakerChange,
    change_spans,
)
from service.errors import QueryError

_NAMELESS = ("anonymous", "group", "unknown")
_CERTAIN = Confidence(1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Missed:
    """What a person says of a quote that the engine does not find.

    Without `hops`, which leave the speaker out, its route is straight to the publisher.
    """

    content: tuple[Span, ...]
    speaker: Speaker
    cue: tuple[Span, ...] = ()
    act: Act = "say"
    polarity: Polarity = "affirmed"
    channel: Channel | None = None
    hops: tuple[Hop, ...] | None = None


def record(document_id: str, publisher: str | None, text: str, missed: Missed) -> Quote:
    """The whole record; its id is the one that the engine would give it.

    Raises:
        QueryError: the text cannot bear it; names the field.
    """
    _check_content(text, missed.content)
    hops = missed.hops
    if hops is None:
        hops = (Hop("published", publisher, None),) if publisher else ()
    speaker = missed.speaker
    chain = (Hop("speaker", speaker.name, speaker.mention), *hops)
    return Quote(
        id=digest(document_id, missed.content, missed.cue, speaker.name),
        kind=marks.kind(text, missed.content, marks.pair(text)),
        content=missed.content,
        text=shown(text, missed.content),
        cue=missed.cue,
        speaker=speaker,
        on_behalf_of=None,
        act=missed.act,
        polarity=missed.polarity,
        denies=None,
        channel=missed.channel,
        chain=chain,
        attribution=attribution(chain),
        said=None,
        about=(),
        terms=(),
        confidence=_CERTAIN,
        reasons=(),
    )


def check(text: str, change: Change) -> None:
    """Make sure that `text` can bear `change`.

    Raises:
        QueryError: it cannot; names the field.
    """
    if isinstance(change, ContentChange):
        _check_content(text, change.content)
    for span in change_spans(change):
        if not 0 <= span[0] < span[1] <= len(text):
            raise QueryError(_FIELD[change.kind], f"{list(span)} is no span of the text")
    match change:
        case SpeakerChange():
            _check_named(change.name, change.grade)
        case HopChange():
            _check_hops(change.hops)
        case MissedQuote():
            _check_named(change.quote.speaker.name, change.quote.speaker.grade)
            _check_hops(change.quote.chain[1:])
        case _:
            pass


_FIELD = {"speaker": "speaker", "content": "content", "hop": "hops", "quote": "quote"}


def _check_content(text: str, content: tuple[Span, ...]) -> None:
    last = 0
    for start, end in content:
        if not last <= start < end <= len(text):
            raise QueryError("content", f"[{start}, {end}] is no span of the text, in its order")
        last = end
    if not content:
        raise QueryError("content", "at least one span is needed")


def _check_named(name: str | None, grade: str) -> None:
    if not name and grade not in _NAMELESS:
        raise QueryError("speaker", f"a source of the grade {grade} has a name")


def _check_hops(hops: tuple[Hop, ...]) -> None:
    for place, hop in enumerate(hops, start=1):
        if hop.rel == "speaker":
            raise QueryError("hops", "the speaker is not one of them; correct the speaker instead")
        if hop.rel == "published" and place < len(hops):
            raise QueryError("hops", "`published` is the last one")
