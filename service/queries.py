"""Questions to the store and the shape of its answers: frozen values, no SQL, no HTTP.

A cursor is the sort key of the last item seen, so a page is found by its place in the order and
not by counting: rows that arrive in between neither repeat nor hide one.
"""

import base64
import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, Literal, TypeVar

from quotes.model import Act, Channel, Credit, Engine, Grade, Kind, Polarity, Quote
from service.errors import QueryError
from service.wording.sameness import Piece

T = TypeVar("T")
Outcome = Literal["created", "updated", "unchanged"]
Match = Literal["all", "any", "exact"]
Field = Literal["content", "about", "speaker", "route", "role", "title"]
Sort = Literal["published", "relevance"]
FacetName = Literal[
    "speaker", "outlet", "via", "kind", "act", "polarity", "channel", "grade", "year"
]
JudgementKind = Literal[
    "merge", "source", "statement", "speaker", "content", "hop", "not_a_quote", "quote"
]

DEFAULT_LIMIT = 20
MAX_LIMIT = 200


@dataclass(frozen=True, slots=True)
class QuoteQuery:
    """Which quotes are asked for; all that is given must hold (AND).

    `q` are words looked for in `fields`: all of them (`match` "all"), any, or as one phrase
    ("exact"); a word that ends in ``*`` stands for all that begin with it. `speaker`,
    `on_behalf_of`, `outlet`, `origin` and each `via` are a source id or words of a name; `role`
    are words of the speaker's role; `about` are words of the quote or of what it is about.
    `speaker_id` and `statement` are exact. Dates include both ends; `updated_since` is a moment.
    What was only thought is left out unless `act` asks for it.
    """

    q: str | None = None
    match: Match = "all"
    fields: tuple[Field, ...] = ("content",)
    speaker: str | None = None
    speaker_id: str | None = None
    on_behalf_of: str | None = None
    role: str | None = None
    grade: Grade | None = None
    about: str | None = None
    via: tuple[str, ...] = ()
    origin: str | None = None
    first_hand: bool | None = None
    min_hops: int | None = None
    max_hops: int | None = None
    kind: Kind | None = None
    act: Act | None = None
    polarity: Polarity | None = None
    channel: Channel | None = None
    outlet: str | None = None
    document: str | None = None
    statement: str | None = None
    lang: str | None = None
    said_from: date | None = None
    said_to: date | None = None
    published_from: date | None = None
    published_to: date | None = None
    updated_since: datetime | None = None
    min_confidence: float | None = None
    reviewed: bool | None = None
    sort: Sort = "published"
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many of the quotes counted have this value; `id` is the source's where it is one."""

    value: str
    count: int
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """The commonest values of one property among the quotes that answer a query.

    Only the newest `counted` quotes were looked at where `complete` is false.
    """

    name: FacetName
    values: tuple[FacetCount, ...]
    counted: int
    complete: bool


@dataclass(frozen=True, slots=True)
class SpeakerQuery:
    """Which speakers are asked for: those whose name holds every word of `q`, or all."""

    q: str | None = None
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """A document without its text, as a quote shows it."""

    id: str
    publisher: str | None
    published: str | None
    url: str | None
    title: str | None
    version: int


@dataclass(frozen=True, slots=True)
class DocumentQuery:
    """Which documents are asked for; all that is given must hold.

    `q` are words of the title, `outlet` a source id or words of a name; dates include both ends.
    """

    q: str | None = None
    outlet: str | None = None
    published_from: date | None = None
    published_to: date | None = None
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A current document, when it was stored, and how many quotes it has, `think` included."""

    card: DocumentCard
    created: datetime
    quotes: int


@dataclass(frozen=True, slots=True)
class StoredQuote:
    """A quote with the document it stands in and the statement it is an occurrence of."""

    quote: Quote
    document: DocumentCard
    statement: str


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """One version of a document with everything found in it."""

    card: DocumentCard
    text: str
    created: datetime
    quotes: tuple[Quote, ...]
    credits: tuple[Credit, ...]
    engine: Engine


@dataclass(frozen=True, slots=True)
class StoredSpeaker:
    """A source that speaks in at least one current document, and how many quotes it has."""

    id: str
    name: str
    quotes: int


@dataclass(frozen=True, slots=True)
class SourceCard:
    """A source as others name it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """The same thing said by the same speaker; `text` is its best wording, direct before indirect,
    then the one that most documents carry. `outlets` are the publishers of its occurrences."""

    id: str
    text: str
    speakers: tuple[SourceCard, ...]
    occurrences: int
    first_seen: date | None
    last_seen: date | None
    variants: int
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundStatement:
    """A statement that answers a query, and the id and key of its newest, or best, quote of it."""

    statement: StoredStatement
    quote: str
    key: int


@dataclass(frozen=True, slots=True)
class StoredVariant:
    """One wording of a statement, how often it stands, and how it differs from the best one.

    `weight` is how surely it is the same statement: 1 for the same words, less for an indirect
    telling.
    """

    id: str
    text: str
    direct: bool
    occurrences: int
    weight: float
    diff: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """One version of a document, and how many quotes it has."""

    version: int
    current: bool
    created: datetime
    engine: Engine
    quotes: int


@dataclass(frozen=True, slots=True)
class JudgementQuery:
    """Which judgements are asked for; all that is given must hold."""

    document: str | None = None
    subject: str | None = None
    kind: JudgementKind | None = None
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class StoredJudgement:
    """What was judged, by whom, when and why.

    `placed` is false of a correction whose words the current text of its document has no more.
    """

    id: str
    kind: JudgementKind
    decision: str
    subject: str
    value: dict[str, Any]
    score: float | None
    reason: str
    author: str
    created: datetime
    withdrawn: datetime | None
    withdrawn_by: str | None
    placed: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a search went through: said whenever it finds nothing."""

    documents: int
    quotes: int
    publishers: tuple[str, ...]
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class OutletCount:
    """An outlet, how many current documents it published, and the day of the last."""

    id: str
    name: str
    documents: int
    last: date | None


@dataclass(frozen=True, slots=True)
class Statistics:
    """How much there is: current documents and what was said in them.

    `outlets` are the 50 with most documents; `stored` is when a document came in last, `changed`
    when a quote was stored or corrected last.
    """

    documents: int
    quotes: int
    statements: int
    sources: int
    speakers: int
    earliest: date | None
    latest: date | None
    stored: datetime | None
    changed: datetime | None
    years: tuple[tuple[int, int], ...]
    outlets_counted: int
    outlets: tuple[OutletCount, ...]


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of the answers, and the cursor that asks for the next ones, if there are any."""

    data: tuple[T, ...]
    next_cursor: str | None


def encode_cursor(*key: str | int | None) -> str:
    """The sort key `key` as an opaque string that needs no quoting in a URL."""
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def decode_cursor(cursor: str, *types: type) -> list[object]:
    """The sort key in `cursor`, whose parts must have these `types` (or be null).

    Raises:
        QueryError: it was not made by `encode_cursor` for this list.
    """
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        key = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, RecursionError):
        key = None
    if not (
        isinstance(key, list)
        and len(key) == len(types)
        and all(part is None or type(part) is kind for part, kind in zip(key, types, strict=True))
        # A database integer; a forged cursor may hold more.
        and all(abs(part) < 2**31 for part in key if isinstance(part, int))
    ):
        raise QueryError("cursor", "not a cursor of this list")
    return key
