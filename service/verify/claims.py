"""What is asked about a claim, and what is answered: frozen values, no SQL, no HTTP."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from quotes.model import Span
from service.origins.independent import WeakestHop
from service.queries import Coverage, DocumentCard, SourceCard, StoredQuote
from service.wording.alignment import Piece

Verdict = Literal[
    "denied",
    "misattributed",
    "altered",
    "truncated",
    "verbatim",
    "near_verbatim",
    "paraphrased",
    "no_record",
]
Support = Literal["supported", "contradicted", "silent", "circular"]


@dataclass(frozen=True, slots=True)
class Claim:
    """That somebody said these words; all but the words may be left open.

    `speaker` and `via` are names as people write them (a surname, an office, a misspelling) or
    source ids; the days, both ends included, are when it is claimed to have been said.
    """

    text: str
    speaker: str | None = None
    via: str | None = None
    said_from: date | None = None
    said_to: date | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in a document on which a verdict rests.

    `text` stands at `span` of the document (code points), `before` and `after` around it. `quote`
    is None where nobody is given as having said it.
    """

    quote: StoredQuote | None
    document: DocumentCard
    span: Span
    text: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Verification:
    """The answer; SPEC.md, "Checking a claim", says what each verdict means.

    `speaker` is whose words the verdict rests on, `candidates` are all whom the claimed name may
    mean, best first. `reasons` are codes (`service.verify.reasons` puts them into words). The `old`
    side of `diff` is the record, its `new` side the claim. The numbers are those of the statement
    that the verdict rests on.
    """

    verdict: Verdict
    speaker: SourceCard | None
    candidates: tuple[SourceCard, ...]
    reasons: tuple[str, ...]
    diff: tuple[Piece, ...]
    evidence: tuple[Evidence, ...]
    first_seen: date | None
    occurrences: int
    independent_origins: int
    weakest_hop: WeakestHop | None
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class ChainClaim:
    """That words of `speaker` came by this route: names from the document's side inward.

    As an attribution is read: *X via TASS via the ministry* is the route ("TASS", "the ministry").
    `text` narrows it to what was said; without it all that the speaker is on record with counts.
    """

    speaker: str
    route: tuple[str, ...]
    text: str | None = None


@dataclass(frozen=True, slots=True)
class HopVerification:
    """What the record says of one hop: that `outer` has it from `inner`.

    `actual` are those from whom the record says that `outer` has it.
    """

    outer: str
    inner: str
    support: Support
    actual: tuple[SourceCard, ...]
    reason: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ChainVerification:
    """Each hop of the claimed route, from the document's side inward, the speaker's last.

    `support` is that of the whole: the first of contradicted, circular, silent that any hop is,
    else supported.
    """

    support: Support
    speaker: SourceCard | None
    candidates: tuple[SourceCard, ...]
    hops: tuple[HopVerification, ...]
    coverage: Coverage
