"""The rows. They check nothing: values do (`quotes.model`), and `service.mapping` goes between.

A document keeps every version it ever had; one of them is current, and only its quotes are in
the lists. Columns hold what is searched; what is only shown again is kept as JSON.
"""

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, DateTime, Dialect, Index, MetaData, Text, TypeDecorator
from sqlalchemy import UniqueConstraint as Unique
from sqlmodel import Field, Relationship, SQLModel

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
_ESCAPE = "\x1a"


class ExactText(TypeDecorator[str]):
    """Text that comes back exactly as it went in, NUL included.

    PostgreSQL cannot store U+0000 and articles sometimes hold it. It is written as an escape
    that no ordinary text needs, and read back, so offsets stay right on both databases.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """Escape on the way in."""
        if value is None:
            return None
        return value.replace(_ESCAPE, _ESCAPE + "S").replace("\x00", _ESCAPE + "0")

    def process_result_value(self, value: str | None, _dialect: Dialect) -> str | None:
        """Undo the escape on the way out."""
        if value is None or _ESCAPE not in value:
            return value
        return value.replace(_ESCAPE + "0", "\x00").replace(_ESCAPE + "S", _ESCAPE)


class UtcTime(TypeDecorator[datetime]):
    """A moment, aware and in UTC on both sides; SQLite would lose the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Refuse a naive moment (ValueError), convert any other to UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Give the zone back where the database has none."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _json() -> JSON:
    return JSON(none_as_null=True)


class Row(SQLModel):
    """Base of all tables; its own metadata, so that constraint names are ours to migrate."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=_NAMES)


class QuoteSpeakerRow(Row, table=True):
    """Who is found as the speaker of a quote: one row, or one for each part of *A and B*."""

    __tablename__ = "quote_speakers"

    quote_pk: int | None = Field(default=None, foreign_key="quotes.pk", primary_key=True)
    source_id: str = Field(
        sa_type=ExactText, foreign_key="sources.id", primary_key=True, index=True
    )


class SourceRow(Row, table=True):
    """Anybody or anything that stands in a chain, by name; `id` is a digest of the folded name."""

    __tablename__ = "sources"

    id: str = Field(sa_type=ExactText, primary_key=True)
    name: str = Field(sa_type=ExactText)
    words: str = Field(sa_type=Text)


class HopRow(Row, table=True):
    """One station of one quote's chain; the speaker stands at position 0."""

    __tablename__ = "hops"

    quote_pk: int | None = Field(default=None, foreign_key="quotes.pk", primary_key=True)
    position: int = Field(primary_key=True)
    rel: str
    name: str | None = Field(sa_type=ExactText)
    words: str = Field(sa_type=Text)
    source_id: str | None = Field(sa_type=ExactText, foreign_key="sources.id", index=True)
    span: list[int] | None = Field(sa_type=_json())


class CreditRow(Row, table=True):
    """One credit of one version of a document."""

    __tablename__ = "credits"

    document_pk: int | None = Field(default=None, foreign_key="documents.pk", primary_key=True)
    position: int = Field(primary_key=True)
    role: str
    name: str = Field(sa_type=ExactText)
    span: list[int] = Field(sa_type=_json())


class QuoteRow(Row, table=True):
    """One quote of one version of a document; `position` is its place in the extraction."""

    __tablename__ = "quotes"
    __table_args__ = (Unique("document_pk", "position"),)

    pk: int | None = Field(default=None, primary_key=True)
    id: str = Field(sa_type=ExactText, index=True)
    document_pk: int | None = Field(default=None, foreign_key="documents.pk", nullable=False)
    position: int
    statement: str = Field(index=True)
    kind: str
    content: list[list[int]] = Field(sa_type=_json())
    text: str = Field(sa_type=ExactText)
    words: str = Field(sa_type=Text)
    cue: list[list[int]] = Field(sa_type=_json())
    speaker_name: str | None = Field(sa_type=ExactText)
    speaker_mention: list[int] | None = Field(sa_type=_json())
    grade: str
    role: dict[str, Any] | None = Field(sa_type=_json())
    anonymity: dict[str, Any] | None = Field(sa_type=_json())
    on_behalf_of: dict[str, Any] | None = Field(sa_type=_json())
    act: str
    polarity: str
    denies: str | None
    channel: str | None
    attribution: str = Field(sa_type=ExactText)
    said: dict[str, Any] | None = Field(sa_type=_json())
    about: list[dict[str, Any]] = Field(sa_type=_json())
    about_words: str = Field(sa_type=Text)
    terms: list[dict[str, Any]] = Field(sa_type=_json())
    confidence_content: float
    confidence_speaker: float
    confidence_chain: float
    reasons: list[str] = Field(sa_type=_json())

    hops: list[HopRow] = Relationship(
        sa_relationship_kwargs={"lazy": "selectin", "order_by": "HopRow.position"}
    )
    speakers: list[QuoteSpeakerRow] = Relationship()


class DocumentRow(Row, table=True):
    """One version of a document, with what made its extraction.

    `published` is what the extraction settled on, `content_hash` covers what was received.
    """

    __tablename__ = "documents"
    __table_args__ = (
        Unique("id", "version"),
        Index(None, "id", "current"),
        Index(None, "current", "published"),
    )

    pk: int | None = Field(default=None, primary_key=True)
    id: str = Field(sa_type=ExactText)
    version: int
    current: bool
    content_hash: str
    created: datetime = Field(sa_type=UtcTime)
    text: str = Field(sa_type=ExactText)
    title: str | None = Field(sa_type=ExactText)
    publisher: str | None = Field(sa_type=ExactText)
    published: date | None
    url: str | None = Field(sa_type=ExactText)
    engine_version: str
    engine_lexicon: str
    engine_model: str

    quotes: list[QuoteRow] = Relationship(sa_relationship_kwargs={"order_by": "QuoteRow.position"})
    credits: list[CreditRow] = Relationship(
        sa_relationship_kwargs={"order_by": "CreditRow.position"}
    )
