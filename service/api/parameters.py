"""The query parameters of the lists, checked before anything is asked of the store."""

from typing import Literal

from pydantic import BaseModel, Field

from service.api.exporting import Format
from service.api.filters import Day, Filters, OfAnybody, Words
from service.matching.sources import Kind as SourceKind
from service.profiles import SourceQuery
from service.queries import (
    DEFAULT_LIMIT,
    MAX_LIMIT,
    DocumentQuery,
    FacetName,
    Sort,
    SpeakerQuery,
)

QuoteExtra = Literal["context", "document", "statement"]
StatementExtra = Literal["quote"]


class Paging(BaseModel):
    """How much of a list is asked for, and from where."""

    limit: int = Field(
        default=DEFAULT_LIMIT, ge=1, le=MAX_LIMIT, description="How many items at most."
    )
    cursor: str | None = Field(
        default=None, max_length=500, description="`next_cursor` of the page before."
    )


class Order(Paging):
    """In which order, and what is counted of all that answers."""

    sort: Sort = Field(
        default="published",
        description="`published`: newest document first; `relevance`: best match of `q` first, "
        "among the newest 500.",
    )
    facet: list[FacetName] = Field(
        default=[],
        max_length=9,
        description="Count the commonest values of this property among the newest 2,000 that "
        "answer; repeat it for several.",
    )


class QuoteExtras(Order):
    """What else an answer with quotes may hold."""

    include: list[QuoteExtra] = Field(
        default=[],
        max_length=3,
        description="Also answer, under `included`, the `context` of each quote (its paragraphs, "
        "500 characters around it at most), the whole text of each `document`, each `statement`.",
    )


class QuoteFilters(QuoteExtras, Filters):
    """Which quotes of what the path names."""


class QuoteParameters(QuoteExtras, OfAnybody):
    """Which quotes, of any speaker or of one."""


class RelayParameters(Paging, OfAnybody):
    """Which of the quotes that a source relayed."""


class StatementExtras(Order):
    """What else an answer with statements may hold."""

    include: list[StatementExtra] = Field(
        default=[],
        max_length=1,
        description="Also answer, under `included`, the `quote` of each: the newest that answers, "
        "or the best.",
    )


class StatementFilters(StatementExtras, Filters):
    """Which statements of one speaker."""


class StatementParameters(StatementExtras, OfAnybody):
    """Which statements: those of which an occurrence answers all that is given."""


class SpeakerParameters(Paging):
    """Which speakers."""

    q: Words | None = Field(
        default=None, description="Words of the name, or parts of them.", examples=["Lavrov"]
    )

    def query(self) -> SpeakerQuery:
        """The question to the store."""
        return SpeakerQuery(q=self.q, limit=self.limit, cursor=self.cursor)


class SourceParameters(Paging):
    """Which sources."""

    q: Words | None = Field(
        default=None, description="Words of the name, or parts of them.", examples=["TASS"]
    )
    kind: SourceKind | None = Field(default=None, description="Only sources of this kind.")
    listed: bool | None = Field(
        default=None, description="Only sources of a watch list, or only the others."
    )

    def query(self) -> SourceQuery:
        """The question to the store."""
        return SourceQuery(
            q=self.q, kind=self.kind, listed=self.listed, limit=self.limit, cursor=self.cursor
        )


class DocumentParameters(Paging):
    """Which documents; all filters given must hold."""

    q: Words | None = Field(default=None, description="Words of the title.", examples=["letter"])
    outlet: Words | None = Field(
        default=None, description="The publisher, by id or words of its name."
    )
    published_from: Day | None = Field(
        default=None, description="Of this day or later.", examples=["2025-06-01"]
    )
    published_to: Day | None = Field(
        default=None, description="Of this day or earlier.", examples=["2025-06-30"]
    )

    def query(self) -> DocumentQuery:
        """The question to the store."""
        return DocumentQuery(**{name: getattr(self, name) for name in type(self).model_fields})


class ExportParameters(OfAnybody):
    """Which quotes, and as what."""

    format: Format | None = Field(default=None, description="`jsonl` or `csv`.")
