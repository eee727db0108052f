"""What the API answers, as types: the engine's record, and what the store adds to it."""

from dataclasses import dataclass, fields
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from quotes.model import Credit, Engine, Quote
from service.queries import Page, StoredDocument, StoredQuote, StoredSpeaker
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


class QuotePage(Answer):
    """Quotes, newest document first; those of documents without a date come last."""

    data: list[QuoteItem] = Field(description="The quotes; empty if there are none.")
    next_cursor: str | None = Field(description="Pass it as `cursor` for what follows, or null.")


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


def quote_page(page: Page[StoredQuote]) -> QuotePage:
    """A page of quotes."""
    return QuotePage(data=[quote_item(each) for each in page.data], next_cursor=page.next_cursor)


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
