"""The rows of the service itself, which stand beside the record: keys, and who wrote what."""

from datetime import datetime

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
