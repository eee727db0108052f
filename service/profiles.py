"""What the store answers of a source: who it is, its roles, when it spoke, what it relayed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from quotes.model import Act, Rel
from service.matching.sources import Kind
from service.queries import DEFAULT_LIMIT, FacetCount, SourceCard, StoredQuote


@dataclass(frozen=True, slots=True)
class SourceQuery:
    """Which sources are asked for: those whose name holds every word of `q`, or all.

    `listed` are those of a watch list; all that is given must hold.
    """

    q: str | None = None
    kind: Kind | None = None
    listed: bool | None = None
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class StoredSource:
    """A source as lists show it; `quotes` is how many it speaks, from `first` to `last`."""

    id: str
    name: str
    kind: Kind
    qid: str | None
    listed: bool
    quotes: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Another source that may be the same one, which a person has to decide."""

    judgement: str
    other: SourceCard
    score: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class StoredRole:
    """A role and the days between which it is known to have been held; None: not known.

    `listed` are those of a watch list, whose open ends are open; of the others `first` and `last`
    are the days of the documents that give them. `covers` is false of a role that is not known to
    have been held on the day asked for, only before it.
    """

    role: str
    first: date | None
    last: date | None
    listed: bool
    covers: bool = True


@dataclass(frozen=True, slots=True)
class StoredProfile:
    """Everything known of one source but what it said."""

    source: StoredSource
    names: tuple[str, ...]
    roles: tuple[StoredRole, ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """How often a source spoke in a month (``2025-06``; None: in documents without a date)."""

    month: str | None
    quotes: int
    denied: int
    acts: Mapping[Act, int]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The months in which a source spoke, oldest first.

    Only the newest `counted` quotes were looked at where `complete` is false.
    """

    months: tuple[Month, ...]
    counted: int
    complete: bool


@dataclass(frozen=True, slots=True)
class StoredRelay:
    """A quote that a source relayed: by which relation, and from whom.

    `giver` is the hop before it, the speaker where there is none between; its name is None for
    somebody unnamed, its id for a joint statement too.
    """

    quote: StoredQuote
    rel: Rel
    giver_id: str | None
    giver: str | None


@dataclass(frozen=True, slots=True)
class Givers:
    """From whom a source has most of what it relayed; the value None is somebody unnamed.

    Only the newest `counted` quotes were looked at where `complete` is false.
    """

    values: tuple[FacetCount, ...]
    counted: int
    complete: bool
