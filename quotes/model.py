"""The frozen values that the engine takes and gives: a document in, an extraction out.

Names and order of the fields are those of the published record, so ``dataclasses.asdict`` of an
`Extraction` is the JSON line that ``quotes extract`` prints. All offsets are Unicode code points
into ``Document.text``, end exclusive.
"""

import hashlib
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from quotes.errors import InvalidValue

Span = tuple[int, int]

Kind = Literal["direct", "indirect", "mixed"]
Grade = Literal["named", "organisation", "place", "document", "anonymous", "group", "unknown"]
Act = Literal[
    "say", "deny", "decline", "urge", "promise", "accuse", "announce", "ask", "write", "think"
]
Polarity = Literal["affirmed", "denied", "undisclosed"]
Channel = Literal[
    "interview",
    "statement",
    "social",
    "press_conference",
    "speech",
    "document",
    "letter",
    "broadcast",
    "court",
]
Rel = Literal["speaker", "told", "cited", "recounted", "reported", "supplied", "published"]
CreditRole = Literal["supplied", "contributed", "photo"]
Precision = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it was received; `text` is never altered after that.

    `published` is an ISO 8601 date (``2025-06-03``) or None.

    Raises:
        InvalidValue: the id is empty, or `published` is not an ISO date.
    """

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        if not self.id:
            raise InvalidValue("a document needs an id")
        if self.published is not None:
            _check_date(self.published)


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What an extraction repeats of its document, so that a record can be read alone."""

    id: str
    publisher: str | None
    published: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class Role:
    """The office or function a speaker is given in the document, with the words that give it."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Anonymity:
    """How many anonymous sources, and why they are not named, where the text says so."""

    number: int | None
    reason: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose words or claims a quote gives; `mention` is where the sentence names them."""

    name: str | None
    mention: Span | None
    grade: Grade
    role: Role | None = None
    anonymity: Anonymity | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A name with the span that bears it; the span may hold a nominal or a pronoun."""

    name: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Hop:
    """One station on the route from the speaker to the page."""

    rel: Rel
    name: str | None
    span: Span | None


@dataclass(frozen=True, slots=True)
class Said:
    """When the words were said, apart from when they were published."""

    date: str
    precision: Precision
    basis: str
    span: Span


@dataclass(frozen=True, slots=True)
class Confidence:
    """Three chances from 0 to 1 of being right, calibrated (docs/benchmarks.md)."""

    content: float
    speaker: float
    chain: float

    def __post_init__(self) -> None:
        for value in (self.content, self.speaker, self.chain):
            if not 0.0 <= value <= 1.0:
                raise InvalidValue(f"a confidence lies between 0 and 1, not at {value}")


@dataclass(frozen=True, slots=True)
class Quote:
    """One stretch of a document attributed to somebody (SPEC.md, "A quote record")."""

    id: str
    kind: Kind
    content: tuple[Span, ...]
    text: str
    cue: tuple[Span, ...]
    speaker: Speaker
    on_behalf_of: Named | None
    act: Act
    polarity: Polarity
    denies: str | None
    channel: Channel | None
    chain: tuple[Hop, ...]
    attribution: str
    said: Said | None
    about: tuple[Named, ...]
    terms: tuple[Named, ...]
    confidence: Confidence
    reasons: tuple[str, ...]

    def __post_init__(self) -> None:
        for start, end in (*self.content, *self.cue):
            if not 0 <= start < end:
                raise InvalidValue(f"({start}, {end}) is not a span")
        if list(self.content) != sorted(self.content):
            raise InvalidValue("content spans must stand in text order")
        if not self.chain or self.chain[0].rel != "speaker":
            raise InvalidValue("a chain begins with its speaker")


@dataclass(frozen=True, slots=True)
class Annotation:
    """One quote as PolNeAR writes it; `communication` is false for beliefs, wishes and plans."""

    content: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    kind: Kind | None = None
    communication: bool | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """Who supplied the article, contributed to it, or took its picture."""

    role: CreditRole
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Engine:
    """What made an extraction: package version, hash of the lexicon, spaCy pipeline."""

    version: str
    lexicon: str
    model: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one document."""

    document: DocumentInfo
    quotes: tuple[Quote, ...]
    credits: tuple[Credit, ...]
    engine: Engine

    def as_dict(self) -> dict[str, Any]:
        """The record as plain JSON values, in the order of the specification."""
        return asdict(self)


def attribution(chain: tuple[Hop, ...]) -> str:
    """How a person reads a chain: the speaker, then each hop from the document's side inward.

    A name that follows itself is written once; a hop without a name reads *unnamed source*.
    """
    speaker, *hops = chain
    names = [speaker.name or "unnamed source"]
    for hop in reversed(hops):
        name = hop.name or "unnamed source"
        if hop.rel != "published" and name != names[-1]:
            names.append(name)
    return " via ".join(names)


def shown(text: str, spans: tuple[Span, ...]) -> str:
    """The words of `spans`, with an ellipsis where the document has others in between."""
    return " … ".join(text[start:end] for start, end in spans)


def digest(*parts: object) -> str:
    """A short stable id (16 hex digits of SHA-256) for whatever `parts` identify."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _check_date(value: str) -> None:
    try:
        date.fromisoformat(value)
    except ValueError:
        raise InvalidValue(f"{value!r} is not a date (YYYY-MM-DD)") from None
