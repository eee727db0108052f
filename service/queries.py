"""Questions to the store and the shape of its answers: frozen values, no SQL, no HTTP.

A cursor is the sort key of the last item seen, so a page is found by its place in the order and
not by counting: rows that arrive in between neither repeat nor hide one.
"""

import base64
import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, Literal, TypeVar

from quotes.model import Credit, Engine, Quote
from service.errors import QueryError

T = TypeVar("T")
Outcome = Literal["created", "updated", "unchanged"]

DEFAULT_LIMIT = 20
MAX_LIMIT = 200


@dataclass(frozen=True, slots=True)
class QuoteQuery:
    """Which quotes are asked for; all that is given must hold (AND).

    `speaker` and each `via` are a source id or words of a name; `q` are words of the quote, in
    any order; `about` are words of the quote or of what it is about; dates are the documents',
    both ends included. `speaker_id` is exact. What was only thought is left out unless `act` asks
    for it.
    """

    speaker: str | None = None
    speaker_id: str | None = None
    q: str | None = None
    about: str | None = None
    via: tuple[str, ...] = ()
    kind: str | None = None
    act: str | None = None
    published_from: date | None = None
    published_to: date | None = None
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


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
class Coverage:
    """What a search went through: said whenever it finds nothing."""

    documents: int
    quotes: int
    publishers: tuple[str, ...]
    earliest: date | None
    latest: date | None


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
