"""Claims as they are posted, and what is answered to them."""

from datetime import date
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from quotes.model import Span
from service.api.answers import Answer, DiffPiece, DocumentRef, QuoteItem, SourceRef, quote_item
from service.api.filters import Day, Words, with_words
from service.api.statement_answers import WeakestHopAnswer
from service.verify import (
    ChainClaim,
    ChainVerification,
    Claim,
    Evidence,
    HopVerification,
    Verification,
)
from service.verify.claims import Support, Verdict

MOST_CLAIMS = 1000

# What is said can be longer than what is looked for.
Said = Annotated[str, AfterValidator(with_words), Field(max_length=5000)]


class ClaimIn(BaseModel):
    """That somebody said these words."""

    model_config = ConfigDict(extra="forbid")

    text: Said = Field(description="The words, without quotation marks.")
    speaker: Words | None = Field(
        default=None,
        description="Who is claimed to have said them: a name, in whatever spelling, an office, or "
        "a source id. Without it anybody counts.",
    )
    via: Words | None = Field(default=None, description="By whom they are claimed to have come.")
    said_from: Day | None = Field(default=None, description="Claimed to be said then or later.")
    said_to: Day | None = Field(default=None, description="Claimed to be said then or earlier.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.said_from and self.said_to and self.said_from > self.said_to:
            raise PydanticCustomError("dates", "said_from should not be after said_to")
        return self

    def claim(self) -> Claim:
        """The question."""
        return Claim(self.text, self.speaker, self.via, self.said_from, self.said_to)


class ClaimsIn(BaseModel):
    """Many claims at once."""

    model_config = ConfigDict(extra="forbid")

    claims: list[ClaimIn] = Field(
        min_length=1, max_length=MOST_CLAIMS, description="They are answered in their order."
    )


class ChainClaimIn(BaseModel):
    """That what somebody said came by this route."""

    model_config = ConfigDict(extra="forbid")

    speaker: Words = Field(description="Who said it, as in a claim.")
    route: list[Words] = Field(
        min_length=1,
        max_length=20,
        description="From the document's side inward, as an attribution is read: *X via TASS via "
        'the ministry* is `["TASS", "the ministry"]`.',
    )
    text: Said | None = Field(
        default=None,
        description="What was said; without it whatever the speaker is on record with.",
    )

    def claim(self) -> ChainClaim:
        """The question."""
        return ChainClaim(self.speaker, tuple(self.route), self.text)


class EvidenceAnswer(Answer):
    """A place in a document on which the verdict rests."""

    quote: QuoteItem | None = Field(description="The quote; null where nobody is given as saying.")
    document: DocumentRef = Field(description="The document.")
    span: Span = Field(description="Where the words stand in its text.")
    text: str = Field(description="The document's text there.")
    before: str = Field(description="What stands before it.")
    after: str = Field(description="What stands after it.")


class CoverageAnswer(Answer):
    """What was searched."""

    documents: int = Field(description="How many documents.")
    quotes: int = Field(description="How many quotes are in them.")
    publishers: list[str] = Field(description="Who published them.")
    earliest: date | None = Field(description="The day of the first.")
    latest: date | None = Field(description="The day of the last.")


class VerificationAnswer(Answer):
    """What the record says of a claim."""

    verdict: Verdict = Field(description="The first of these that fits, in this order.")
    speaker: SourceRef | None = Field(description="Whose words the verdict rests on.")
    candidates: list[SourceRef] = Field(
        description="All whom the claimed name may mean, best first; all of them were searched."
    )
    reasons: list[str] = Field(
        description="Codes: what was changed or cut, which other verdicts fit, and more; "
        "docs/verdicts.md puts each into words."
    )
    diff: list[DiffPiece] = Field(description="Word by word: `old` is the record, `new` the claim.")
    evidence: list[EvidenceAnswer] = Field(description="On what the verdict rests.")
    first_seen: date | None = Field(description="The first day on which it is on record.")
    occurrences: int = Field(description="How many quotes of current documents are it.")
    independent_origins: int = Field(description="To how many distinct origins they lead back.")
    weakest_hop: WeakestHopAnswer | None = Field(description="Which hop can be relied on least.")
    coverage: CoverageAnswer = Field(description="What was searched for this answer.")


class VerificationList(Answer):
    """The answers to many claims, in their order."""

    data: list[VerificationAnswer] = Field(description="One for each claim.")


class HopAnswer(Answer):
    """Whether one hop of a claimed route is on record."""

    outer: str = Field(description="Who is claimed to have it from the inner one.")
    inner: str = Field(description="From whom; of the last hop the speaker.")
    support: Support = Field(description="What the record says of it.")
    actual: list[SourceRef] = Field(description="From whom the record says that the outer has it.")
    reason: str = Field(description="The same in words.")
    evidence: list[EvidenceAnswer] = Field(description="Quotes whose chains say so.")


class ChainVerificationAnswer(Answer):
    """A claimed route, hop by hop."""

    support: Support = Field(
        description="Of the whole: contradicted, circular or silent as soon as one hop is."
    )
    speaker: SourceRef | None = Field(description="Whom the claimed name most likely means.")
    candidates: list[SourceRef] = Field(description="All whom it may mean.")
    hops: list[HopAnswer] = Field(description="From the document's side inward.")
    coverage: CoverageAnswer = Field(description="What was searched for this answer.")


def verification_answer(found: Verification) -> VerificationAnswer:
    """The answer to one claim."""
    return VerificationAnswer(
        verdict=found.verdict,
        speaker=SourceRef.model_validate(found.speaker) if found.speaker else None,
        candidates=[SourceRef.model_validate(each) for each in found.candidates],
        reasons=list(found.reasons),
        diff=[DiffPiece.model_validate(each) for each in found.diff],
        evidence=list(map(_evidence, found.evidence)),
        first_seen=found.first_seen,
        occurrences=found.occurrences,
        independent_origins=found.independent_origins,
        weakest_hop=(
            WeakestHopAnswer.model_validate(found.weakest_hop) if found.weakest_hop else None
        ),
        coverage=CoverageAnswer.model_validate(found.coverage),
    )


def chain_answer(found: ChainVerification) -> ChainVerificationAnswer:
    """The answer to a claimed route."""
    return ChainVerificationAnswer(
        support=found.support,
        speaker=SourceRef.model_validate(found.speaker) if found.speaker else None,
        candidates=[SourceRef.model_validate(each) for each in found.candidates],
        hops=list(map(_hop, found.hops)),
        coverage=CoverageAnswer.model_validate(found.coverage),
    )


def _hop(found: HopVerification) -> HopAnswer:
    return HopAnswer(
        outer=found.outer,
        inner=found.inner,
        support=found.support,
        actual=[SourceRef.model_validate(each) for each in found.actual],
        reason=found.reason,
        evidence=list(map(_evidence, found.evidence)),
    )


def _evidence(found: Evidence) -> EvidenceAnswer:
    return EvidenceAnswer(
        quote=quote_item(found.quote) if found.quote else None,
        document=DocumentRef.model_validate(found.document),
        span=found.span,
        text=found.text,
        before=found.before,
        after=found.after,
    )
