"""What the API answers, as types: the engine's record, and what the store adds to it."""

from dataclasses import dataclass, fields
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from quotes.model import Credit, Engine, Quote
from service.queries import FacetName, Page, StoredDocument, StoredQuote, StoredSpeaker
from service.wording.alignment import Op


class Answer(BaseModel):
    """Base of the answers that are not records of the engine."""

    model_config = ConfigDict(
        json_schema_serialization_defaults_required=True, from_attributes=True
    )


class DocumentRef(Answer):
    """The document a quote stands in."""

    id: str = Field(description="The document's id.")
    publisher: str | None = Field(description="The medium that published it.")
    published: str | None = Field(
        description="The day it was published.", json_schema_extra={"format": "date"}
    )
    url: str | None = Field(description="Where it was published.")
    title: str | None = Field(description="Its headline.")
    version: int = Field(description="The version of its text that the spans point into.")


@dataclass(frozen=True, slots=True)
class QuoteItem(Quote):
    """A quote record with its document and its statement."""

    document: DocumentRef
    statement: str


class FacetValue(Answer):
    """A value, and how often it stands among what was counted."""

    value: str = Field(description="The value; of a source its name.")
    id: str | None = Field(description="The source's id, where the value is one.")
    count: int = Field(description="How many have it.")


class FacetAnswer(Answer):
    """The commonest values of one property among all that answers."""

    name: FacetName = Field(description="The property.")
    values: list[FacetValue] = Field(description="At most 20, the commonest first.")
    counted: int = Field(description="How many quotes were looked at.")
    complete: bool = Field(description="False if these were only the newest of more.")


class ContextAnswer(Answer):
    """The passage around a quote."""

    start: int = Field(description="Where it begins in the document's text.")
    end: int = Field(description="Where it ends.")
    text: str = Field(description="The passage.")


class SourceRef(Answer):
    """A source by id and name."""

    id: str = Field(description="The source's id.")
    name: str = Field(description="Its name.")


class StatementAnswer(Answer):
    """The same thing said by the same speaker, over all the documents that carry it."""

    id: str = Field(description="The statement's id; ids of all its wordings find it too.")
    text: str = Field(description="Its best wording: direct before indirect, then the commonest.")
    speakers: list[SourceRef] = Field(description="Who said it.")
    occurrences: int = Field(description="How many quotes of current documents are it.")
    first_seen: date | None = Field(description="The day of the first document that carries it.")
    last_seen: date | None = Field(description="The day of the last.")
    variants: int = Field(description="How many wordings it has.")
    outlets: list[str] = Field(description="Who published it.")


class IncludedWithQuotes(Answer):
    """What `include` asked for beside quotes; each part stands only where it was asked for."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=False)

    contexts: dict[str, ContextAnswer] = Field(default={}, description="By the quote's id.")
    documents: dict[str, str] = Field(default={}, description="Whole texts by the document's id.")
    statements: dict[str, StatementAnswer] = Field(default={}, description="By the statement's id.")


class QuotePage(Answer):
    """Quotes, newest document first; those of documents without a date come last."""

    # `facets` and `included` stand only where they were asked for.
    model_config = ConfigDict(json_schema_serialization_defaults_required=False)

    data: list[QuoteItem] = Field(description="The quotes; empty if there are none.")
    next_cursor: str | None = Field(description="Pass it as `cursor` for what follows, or null.")
    facets: list[FacetAnswer] = Field(default=[], description="One for each `facet` asked for.")
    included: IncludedWithQuotes = Field(
        default=IncludedWithQuotes(), description="What `include` asked for."
    )


class DocumentAnswer(Answer):
    """One version of a document with everything found in it, and what found it."""

    id: str = Field(description="The document's id.")
    version: int = Field(description="1 for the first text received under this id.")
    created: datetime = Field(description="When this version was stored, UTC.")
    text: str = Field(description="The text as it was received; all spans point into it.")
    title: str | None = Field(description="Its headline.")
    publisher: str | None = Field(description="The medium that published it.")
    published: str | None = Field(
        description="The day it was published; from a date line if it was not given.",
        json_schema_extra={"format": "date"},
    )
    url: str | None = Field(description="Where it was published.")
    quotes: list[Quote] = Field(description="All quotes, `think` included, in text order.")
    credits: list[Credit] = Field(description="Supplier, contributors, picture credits.")
    engine: Engine = Field(description="What made the extraction.")


class DiffPiece(Answer):
    """One stretch of a difference word by word."""

    op: Op = Field(description="`equal` words may differ in case and punctuation.")
    old: str = Field(description="The words before; all of them joined are the whole.")
    new: str = Field(description="The words after; all of them joined are the whole.")


class SpeakerAnswer(Answer):
    """A source that speaks in at least one document."""

    id: str = Field(description="The source's id.")
    name: str = Field(description="Its name.")
    quotes: int = Field(description="How many quotes it has in the current documents.")


class SpeakerPage(Answer):
    """Speakers, best match first."""

    data: list[SpeakerAnswer] = Field(description="The speakers; empty if there are none.")
    next_cursor: str | None = Field(description="Pass it as `cursor` for what follows, or null.")


class Health(Answer):
    """That the process answers, or that it can do its work."""

    status: str = Field(description="`ok` or `ready`.")


class FieldError(Answer):
    """What is wrong with one part of a request."""

    field: str = Field(description="The parameter, or the path inside the body.")
    where: str = Field(description="`query`, `path`, `header` or `body`.")
    detail: str = Field(description="What is wrong with it.")


class Problem(Answer):
    """An error, as RFC 9457 has it."""

    # `errors` stands only where parts of the request are at fault.
    model_config = ConfigDict(json_schema_serialization_defaults_required=False)

    type: str = Field(description="What kind of problem: a URN that never changes.")
    title: str = Field(description="The same, for people.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What went wrong this time.")
    instance: str = Field(description="The path that was asked for.")
    request_id: str | None = Field(description="What finds the request in the logs.")
    errors: list[FieldError] = Field(
        default_factory=list, description="Each part at fault, where parts are."
    )


def quote_item(stored: StoredQuote) -> QuoteItem:
    """A stored quote as an item of a list."""
    record = {field.name: getattr(stored.quote, field.name) for field in fields(Quote)}
    return QuoteItem(
        **record, document=DocumentRef.model_validate(stored.document), statement=stored.statement
    )


def speaker_page(page: Page[StoredSpeaker]) -> SpeakerPage:
    """A page of speakers."""
    data = [SpeakerAnswer.model_validate(each) for each in page.data]
    return SpeakerPage(data=data, next_cursor=page.next_cursor)


def document_answer(stored: StoredDocument) -> DocumentAnswer:
    """A document with its extraction."""
    card = stored.card
    return DocumentAnswer(
        id=card.id,
        version=card.version,
        created=stored.created,
        text=stored.text,
        title=card.title,
        publisher=card.publisher,
        published=card.published,
        url=card.url,
        quotes=list(stored.quotes),
        credits=list(stored.credits),
        engine=stored.engine,
    )
