"""What the tools answer. Their descriptions are read by the model, as the schema of its answer."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import quote as url_quote

from pydantic import BaseModel, ConfigDict, Field

from quotes.model import Kind, Polarity, Span, shown
from service.profiles import StoredProfile, StoredRole
from service.queries import Coverage, DocumentCard, SourceCard, StoredStatement
from service.store.contexts import InContext
from service.verify import Evidence, Verification
from service.verify.claims import Verdict
from service.wording.alignment import Op


class _Answer(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class Who(_Answer):
    """A source by id and name."""

    id: str = Field(description="The source's id.")
    name: str = Field(description="Its name.")


class Searched(_Answer):
    """What was gone through: say so when you report that nothing was found."""

    documents: int = Field(description="How many documents.")
    quotes: int = Field(description="How many quotes are in them.")
    publishers: list[str] = Field(description="The outlets.")
    earliest: date | None = Field(description="The day of the earliest document.")
    latest: date | None = Field(description="The day of the latest.")


class Place(_Answer):
    """Where words stand."""

    document: str = Field(description="The document's id.")
    version: int = Field(description="The version of its text that the spans point into.")
    title: str | None = Field(description="Its headline.")
    publisher: str | None = Field(description="Who published it.")
    published: str | None = Field(description="The day it was published.")
    url: str = Field(description="Its address; where it has none, its path in this API.")


class Cited(Place):
    """A quote, verbatim. Put only `direct` ones into quotation marks."""

    quote: str = Field(description="The quote's id.")
    text: str = Field(description="The words, exactly as they stand in the document.")
    spans: list[Span] = Field(description="Where: start and end in code points, end exclusive.")
    kind: Kind = Field(description="`direct`: all in quotation marks; `indirect`: none; `mixed`.")
    polarity: Polarity = Field(description="`denied`: the speaker denies this.")
    attribution: str = Field(description="The speaker, and by which route the words came.")
    said: str | None = Field(description="When, as far as the document tells.")


class Statement(_Answer):
    """The same thing said by the same speaker, over all the documents that carry it."""

    id: str = Field(description="Its id, for get_provenance.")
    speakers: list[Who] = Field(description="Who said it.")
    occurrences: int = Field(description="How many quotes of current documents are it.")
    first_seen: date | None = Field(description="The day of the first document that carries it.")
    last_seen: date | None = Field(description="The day of the last.")
    outlets: list[str] = Field(description="Who published it.")
    quote: Cited = Field(description="The newest of its quotes that was asked for.")


class Statements(_Answer):
    """What was found, newest first."""

    statements: list[Statement] = Field(description="Empty if nothing was found.")
    next_cursor: str | None = Field(description="Pass it as `cursor` for what follows, or null.")
    searched: Searched | None = Field(description="What was gone through, if nothing was found.")


class Piece(_Answer):
    """One stretch of a difference: the record's words and the claim's."""

    op: Op = Field(description="What became of it.")
    old: str = Field(description="The words on record.")
    new: str = Field(description="The words of the claim.")


class Passage(Place):
    """Words that stand in a document without being attributed to anybody."""

    text: str = Field(description="The words, exactly as they stand there.")
    span: Span = Field(description="Where: start and end in code points, end exclusive.")


class Checked(_Answer):
    """Whether somebody said that, and what it rests on."""

    verdict: Verdict = Field(
        description="`verbatim`; `near_verbatim` (spelling, punctuation); `altered`; `truncated` "
        "(a cut that loses a condition, a negation); `paraphrased` (only the sense is on record); "
        "`misattributed` (somebody else said it); `denied` (the speaker denies it); `no_record` "
        "(nothing here supports it, which does not show that it was not said)."
    )
    speaker: Who | None = Field(description="Whose words it rests on.")
    candidates: list[Who] = Field(description="All whom the claimed name may mean.")
    reasons: list[str] = Field(description="What else is to be said.")
    diff: list[Piece] = Field(description="The record and the claim, word by word.")
    evidence: list[Cited] = Field(description="The quotes it rests on.")
    passages: list[Passage] = Field(description="Places that attribute the words to nobody.")
    first_seen: date | None = Field(description="When the statement was first on record.")
    occurrences: int = Field(description="How many quotes are it.")
    independent_origins: int = Field(description="To how many origins they reduce.")
    searched: Searched = Field(description="What was gone through.")


class Role(_Answer):
    """A role, and between which days it is known to have been held."""

    role: str = Field(description="The role in words.")
    first: date | None = Field(description="The first day known.")
    last: date | None = Field(description="The last day known.")


class Profile(_Answer):
    """A source that the name may mean."""

    id: str = Field(description="Its id; pass it as `speaker` to be exact.")
    name: str = Field(description="Its name.")
    kind: str = Field(description="person, organisation, place or other.")
    qid: str | None = Field(description="Its item in Wikidata.")
    names: list[str] = Field(description="All names it goes by here.")
    roles: list[Role] = Field(description="Its roles.")
    quotes: int = Field(description="How many quotes it has.")
    first: date | None = Field(description="The day of the first.")
    last: date | None = Field(description="The day of the last.")


class Profiles(_Answer):
    """Whom a name may mean, best match first."""

    sources: list[Profile] = Field(description="Empty if nobody of that name speaks here.")
    searched: Searched | None = Field(description="What was gone through, if nothing was found.")


def cited(found: InContext) -> Cited | None:
    """A quote to be handed out, if it is verbatim."""
    quote, document = found.quote.quote, found.quote.document
    if not quote.content or shown(found.text, quote.content) != quote.text:
        return None
    return Cited(
        **place(document),
        quote=quote.id,
        text=quote.text,
        spans=list(quote.content),
        kind=quote.kind,
        polarity=quote.polarity,
        attribution=quote.attribution,
        said=quote.said.date if quote.said else None,
    )


def passage(found: Evidence) -> Passage:
    """A place without a speaker."""
    return Passage(**place(found.document), text=found.text, span=found.span)


def place(document: DocumentCard) -> dict[str, Any]:
    """Where a document is to be found."""
    own = f"/v1/documents/{url_quote(document.id, safe=':')}?version={document.version}"
    return {
        "document": document.id,
        "version": document.version,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "url": document.url or own,
    }


def statement(stored: StoredStatement, quote: Cited) -> Statement:
    """A statement with one of its quotes."""
    return Statement(
        id=stored.id,
        speakers=_whos(stored.speakers),
        occurrences=stored.occurrences,
        first_seen=stored.first_seen,
        last_seen=stored.last_seen,
        outlets=list(stored.outlets),
        quote=quote,
    )


def checked(
    found: Verification, reasons: list[str], evidence: list[Cited], passages: list[Passage]
) -> Checked:
    """A verdict with what it rests on."""
    return Checked(
        verdict=found.verdict,
        speaker=Who.model_validate(found.speaker) if found.speaker else None,
        candidates=_whos(found.candidates),
        reasons=reasons,
        diff=[Piece.model_validate(each) for each in found.diff],
        evidence=evidence,
        passages=passages,
        first_seen=found.first_seen,
        occurrences=found.occurrences,
        independent_origins=found.independent_origins,
        searched=searched(found.coverage),
    )


def profile(stored: StoredProfile, roles: Iterable[StoredRole]) -> Profile:
    """Who a source is."""
    source = stored.source
    return Profile(
        id=source.id,
        name=source.name,
        kind=source.kind,
        qid=source.qid,
        names=list(stored.names),
        roles=[Role.model_validate(each) for each in roles],
        quotes=source.quotes,
        first=source.first,
        last=source.last,
    )


def searched(coverage: Coverage) -> Searched:
    """What was gone through."""
    return Searched.model_validate(coverage)


def _whos(cards: Iterable[SourceCard]) -> list[Who]:
    return [Who.model_validate(each) for each in cards]
