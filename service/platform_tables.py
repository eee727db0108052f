"""The rows of the service itself, which stand beside the record.

Keys; who wrote what; what was answered to requests that may be sent twice; work to be done.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field

from service.tables import ExactText, Row, UtcTime


class ApiKeyRow(Row, table=True):
    """A key; `hash` is all that is kept of its secret. It is revoked, never removed."""

    __tablename__ = "api_keys"

    pk: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    name: str = Field(sa_type=ExactText)
    hash: str = Field(unique=True)
    scopes: list[str] = Field(sa_type=JSON)
    created: datetime = Field(sa_type=UtcTime)
    revoked: datetime | None = Field(default=None, sa_type=UtcTime)


class AuditRow(Row, table=True):
    """One thing that was written: by whom and by which way, and to what (`subject`)."""

    __tablename__ = "audit"

    pk: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcTime, index=True)
    who: str = Field(sa_type=ExactText)
    way: str
    key: str | None = None
    request: str | None = Field(default=None, sa_type=ExactText)
    action: str
    subject: str = Field(sa_type=ExactText, index=True)


class KeptAnswerRow(Row, table=True):
    """What was answered to a request with an Idempotency-Key; without `status`: not yet.

    `fingerprint` is a hash of the request, which must be the same each time.
    """

    __tablename__ = "kept_answers"

    who: str = Field(sa_type=ExactText, primary_key=True)
    key: str = Field(sa_type=ExactText, primary_key=True)
    fingerprint: str
    created: datetime = Field(sa_type=UtcTime, index=True)
    status: int | None = None
    headers: list[list[str]] | None = Field(default=None, sa_type=JSON)
    body: str | None = Field(default=None, sa_type=ExactText)


class JobRow(Row, table=True):
    """Documents that were handed in together; whoever works on it renews its lease as it goes.

    A job whose lease has run out belongs to nobody, and is gone on with where it stood.
    """

    __tablename__ = "jobs"

    pk: int | None = Field(default=None, primary_key=True)
    id: str = Field(sa_type=ExactText, unique=True)
    created: datetime = Field(sa_type=UtcTime)
    started: datetime | None = Field(default=None, sa_type=UtcTime)
    finished: datetime | None = Field(default=None, sa_type=UtcTime, index=True)
    lease: datetime | None = Field(default=None, sa_type=UtcTime)
    who: str = Field(sa_type=ExactText)
    way: str
    key: str | None = None
    request: str | None = Field(default=None, sa_type=ExactText)


class JobItemRow(Row, table=True):
    """One document of a job: `record` until it is done, then what became of it."""

    __tablename__ = "job_items"

    job_pk: int = Field(foreign_key="jobs.pk", primary_key=True)
    position: int = Field(primary_key=True)
    document: str | None = Field(default=None, sa_type=ExactText)
    record: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    outcome: str | None = None
    detail: str | None = Field(default=None, sa_type=ExactText)
