"""What the API answers around documents: their list, annotations, and how much there is."""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from service.api.answers import Answer, DocumentRef
from service.queries import ListedDocument, Page, Statistics


class DocumentItem(DocumentRef):
    """A current document without its text."""

    created: datetime = Field(description="When this version was stored, UTC.")
    quotes: int = Field(description="How many quotes it has, `think` included.")


class DocumentPage(Answer):
    """Documents, newest first; those without a date come last."""

    data: list[DocumentItem] = Field(description="The documents; empty if there are none.")
    next_cursor: str | None = Field(description="Pass it as `cursor` for what follows, or null.")


class AnnotationAnswer(Answer):
    """A W3C Web Annotation."""

    id: str = Field(description="Its address.")
    type: Literal["Annotation"] = Field(description="What it is.")
    motivation: Literal["describing", "identifying"] = Field(
        description="`describing` of a quote, `identifying` of a hop."
    )
    body: list[dict[str, Any]] = Field(
        description="Of a quote its attribution and act, of a hop its name and relation; and the "
        "quote's address."
    )
    target: list[dict[str, Any]] = Field(
        description="The stretches of the text, each by TextPositionSelector and TextQuoteSelector."
    )


class AnnotationPage(Answer):
    """The annotations of a document, as the W3C Web Annotation Data Model has them."""

    context: Literal["http://www.w3.org/ns/anno.jsonld"] = Field(
        alias="@context", description="What the names mean."
    )
    id: str = Field(description="Its address.")
    type: Literal["AnnotationPage"] = Field(description="What it is.")
    items: list[AnnotationAnswer] = Field(description="All annotations, in the order of the text.")


class OutletAnswer(Answer):
    """An outlet, and how much of it there is."""

    id: str = Field(description="The source's id.")
    name: str = Field(description="Its name.")
    documents: int = Field(description="How many current documents it published.")
    last: date | None = Field(description="The day of the last.")


class YearAnswer(Answer):
    """How much there is of a year."""

    year: int = Field(description="The year of publication.")
    documents: int = Field(description="How many current documents.")


class StatisticsAnswer(Answer):
    """How much there is, of whom and when: what every search goes through."""

    documents: int = Field(description="Current documents.")
    quotes: int = Field(description="Their quotes; `think` does not count.")
    statements: int = Field(description="Of how many statements.")
    sources: int = Field(description="How many sources there are.")
    speakers: int = Field(description="How many of them speak.")
    earliest: date | None = Field(description="The day of the oldest document.")
    latest: date | None = Field(description="The day of the newest.")
    stored: datetime | None = Field(description="When a document was stored last, UTC.")
    changed: datetime | None = Field(description="When a quote was stored or corrected last, UTC.")
    years: list[YearAnswer] = Field(description="Documents by year; the undated are left out.")
    outlets_counted: int = Field(description="How many outlets there are.")
    outlets: list[OutletAnswer] = Field(description="The 50 with most documents.")


def document_page(page: Page[ListedDocument]) -> DocumentPage:
    """A page of documents."""
    return DocumentPage(
        data=[
            DocumentItem(
                **DocumentRef.model_validate(each.card).model_dump(),
                created=each.created,
                quotes=each.quotes,
            )
            for each in page.data
        ],
        next_cursor=page.next_cursor,
    )


def statistics_answer(stored: Statistics) -> StatisticsAnswer:
    """How much there is."""
    return StatisticsAnswer.model_validate(
        {name: getattr(stored, name) for name in StatisticsAnswer.model_fields}
        | {"years": [YearAnswer(year=year, documents=n) for year, n in stored.years]}
    )
