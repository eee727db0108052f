"""The rows. They check nothing: values do (`quotes.model`), and `service.mapping` goes between.

A document keeps every version it ever had; one of them is current, and only its quotes are in
the lists. Columns hold what is searched; what is only shown again is one JSON record.

documents ─< quotes ─< hops, quote_speakers >─ sources ─< source_names ─< source_keys
                │                                 └─< source_roles
                └─> statements <─ wordings ─< wording_bands
judgements: every joining of names and every correction, with who, when and why

The primary key of a quote begins with the day of publication (`service.keys.quote_key`): the
newest come first by walking the key backwards, and the table can be partitioned by it.
Beside these stands `quote_search`, the full text index, which `service.database` writes.
"""

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    Index,
    Integer,
    MetaData,
    Text,
    TypeDecorator,
    text,
)
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


_BIG = BigInteger().with_variant(Integer(), "sqlite")
# Rows that are found by their key alone lie in its index; PostgreSQL knows no such thing.
_IN_KEY = {"sqlite_with_rowid": False}
_OF_STATEMENTS = text("kind = 'statement'")


class SourceRow(Row, table=True):
    """Anybody or anything that stands in a chain, over all documents; `id` never changes.

    `quotes` counts those of which it is the speaker, `first` and `last` are their days; `listed`:
    it comes from a watch list. A source that was joined with another keeps its row and its id:
    `merged_pk` is where its names went.
    """

    __tablename__ = "sources"

    pk: int | None = Field(default=None, primary_key=True)
    id: str = Field(sa_type=ExactText, unique=True)
    name: str = Field(sa_type=ExactText)
    words: str = Field(sa_type=Text)
    kind: str
    qid: str | None = None
    listed: bool = False
    merged_pk: int | None = Field(default=None, foreign_key="sources.pk")
    quotes: int = 0
    first: date | None = None
    last: date | None = None


class SourceNameRow(Row, table=True):
    """A name a source goes by: what is moved when sources are joined or parted."""

    __tablename__ = "source_names"
    __table_args__ = (Index(None, "source_pk"),)

    pk: int | None = Field(default=None, primary_key=True)
    source_pk: int = Field(foreign_key="sources.pk")
    name: str = Field(sa_type=ExactText, index=True)


class SourceKeyRow(Row, table=True):
    """By what a name's candidates are looked up (`service.matching.sources.keys`)."""

    __tablename__ = "source_keys"
    __table_args__ = (_IN_KEY,)

    key: str = Field(sa_type=ExactText, primary_key=True)
    name_pk: int = Field(foreign_key="source_names.pk", primary_key=True)


class SourceWordRow(Row, table=True):
    """By what a source is found by the folded words of its names."""

    __tablename__ = "source_words"
    __table_args__ = (_IN_KEY,)

    word: str = Field(sa_type=Text, primary_key=True)
    name_pk: int = Field(foreign_key="source_names.pk", primary_key=True)


class SourceRoleRow(Row, table=True):
    """A role that documents or a watch list give a source under one of its names."""

    __tablename__ = "source_roles"
    __table_args__ = (Unique("name_pk", "role", "listed"),)

    pk: int | None = Field(default=None, primary_key=True)
    name_pk: int = Field(foreign_key="source_names.pk")
    role: str = Field(sa_type=ExactText)
    first: date | None
    last: date | None
    listed: bool = False


class QuoteSpeakerRow(Row, table=True):
    """Who is found as the speaker of a quote: one row, or one for each part of *A and B*."""

    __tablename__ = "quote_speakers"
    __table_args__ = (Index(None, "quote_pk", "source_pk"), _IN_KEY)

    source_pk: int = Field(foreign_key="sources.pk", primary_key=True)
    quote_pk: int = Field(sa_type=_BIG, foreign_key="quotes.pk", primary_key=True)
    name_pk: int = Field(foreign_key="source_names.pk")


class HopRow(Row, table=True):
    """Who stands where in one quote's chain, the speaker at position 0; None: somebody unnamed."""

    __tablename__ = "hops"
    __table_args__ = (Index(None, "source_pk", "quote_pk"), _IN_KEY)

    quote_pk: int = Field(sa_type=_BIG, foreign_key="quotes.pk", primary_key=True)
    position: int = Field(primary_key=True)
    rel: str
    source_pk: int | None = Field(default=None, foreign_key="sources.pk")
    name_pk: int | None = Field(default=None, foreign_key="source_names.pk")


class CreditRow(Row, table=True):
    """One credit of one version of a document."""

    __tablename__ = "credits"

    document_pk: int | None = Field(default=None, foreign_key="documents.pk", primary_key=True)
    position: int = Field(primary_key=True)
    role: str
    name: str = Field(sa_type=ExactText)
    span: list[int] = Field(sa_type=_json())


class StatementRow(Row, table=True):
    """The same thing said by the same speaker, over all the documents that carry it.

    `id` is the least of its wordings' ids; each of them finds it. `occurrences` counts quotes of
    current documents, `first` and `last` are their days.
    """

    __tablename__ = "statements"

    pk: int | None = Field(default=None, primary_key=True)
    id: str = Field(index=True)
    speaker_pk: int | None = Field(default=None, foreign_key="sources.pk", index=True)
    occurrences: int = 0
    first: date | None = None
    last: date | None = None


class WordingRow(Row, table=True):
    """One exact wording by one speaker; `fingerprint` is a hash of its folded words.

    `scope` keeps apart what has no named speaker: such words are the same within a document only.
    """

    __tablename__ = "wordings"
    __table_args__ = (Unique("fingerprint", "scope"),)

    pk: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    scope: str = Field(sa_type=ExactText)
    fingerprint: int = Field(sa_type=_BIG)
    statement_pk: int = Field(foreign_key="statements.pk", index=True)
    direct: bool
    text: str = Field(sa_type=ExactText)


class WordingBandRow(Row, table=True):
    """By what near-duplicates are looked up: a MinHash band of the wording, with its scope."""

    __tablename__ = "wording_bands"
    __table_args__ = (Index(None, "wording_pk"), _IN_KEY)

    band: int = Field(sa_type=_BIG, primary_key=True)
    wording_pk: int = Field(foreign_key="wordings.pk", primary_key=True)


class QuoteRow(Row, table=True):
    """One quote of one version of a document; `position` is its place in the extraction.

    `changed` is when it was stored or last corrected; `reviewed`: a person's judgement stands
    behind it. `record` holds what is only shown.
    """

    __tablename__ = "quotes"
    __table_args__ = (Unique("document_pk", "position"), Index(None, "publisher_pk", "pk"))

    pk: int = Field(sa_type=_BIG, primary_key=True, sa_column_kwargs={"autoincrement": False})
    id: str = Field(sa_type=ExactText, index=True)
    document_pk: int = Field(foreign_key="documents.pk")
    position: int
    current: bool
    statement_pk: int = Field(foreign_key="statements.pk", index=True)
    wording_pk: int = Field(foreign_key="wordings.pk", index=True)
    publisher_pk: int | None = Field(foreign_key="sources.pk")
    behalf_pk: int | None = Field(foreign_key="sources.pk", index=True)
    kind: str
    grade: str
    act: str
    polarity: str
    channel: str | None
    hops_count: int
    said: date | None
    confidence: float
    reviewed: bool = False
    changed: datetime = Field(sa_type=UtcTime, index=True)
    text: str = Field(sa_type=ExactText)
    record: dict[str, Any] = Field(sa_type=_json())


class DocumentRow(Row, table=True):
    """One version of a document, with what made its extraction.

    `published` is what the extraction settled on, `content_hash` covers what was received.
    `extracted` is what the engine itself found where a person corrected it, and NULL elsewhere.
    """

    __tablename__ = "documents"
    __table_args__ = (
        Unique("id", "version"),
        Index(None, "id", "current"),
        Index(None, "current", "published"),
        Index(None, "current", "publisher_pk", "published"),
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
    publisher_pk: int | None = Field(default=None, foreign_key="sources.pk")
    published: date | None
    url: str | None = Field(sa_type=ExactText)
    lang: str = "en"
    engine_version: str
    engine_lexicon: str
    engine_model: str
    extracted: list[dict[str, Any]] | None = Field(default=None, sa_type=_json())

    quotes: list[QuoteRow] = Relationship(sa_relationship_kwargs={"order_by": "QuoteRow.position"})
    credits: list[CreditRow] = Relationship(
        sa_relationship_kwargs={"order_by": "CreditRow.position"}
    )


class JudgementRow(Row, table=True):
    """Something judged, by the engine or a person; never altered, only withdrawn.

    `kind` is one of `service.queries.JudgementKind`; `subject` is what it is about, a source id or
    a document id; `value` what was decided.
    """

    __tablename__ = "judgements"
    __table_args__ = (
        Index(None, "subject", "kind"),
        Index(None, "decision", "pk"),
        # All of these are read for every document that comes in, and they are few.
        Index(None, "kind", sqlite_where=_OF_STATEMENTS, postgresql_where=_OF_STATEMENTS),
    )

    pk: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    kind: str
    decision: str
    subject: str = Field(sa_type=ExactText)
    value: dict[str, Any] = Field(sa_type=_json())
    score: float | None
    reason: str = Field(sa_type=Text)
    author: str = Field(sa_type=ExactText)
    created: datetime = Field(sa_type=UtcTime)
    withdrawn: datetime | None = Field(default=None, sa_type=UtcTime)
    withdrawn_by: str | None = Field(default=None, sa_type=ExactText)
