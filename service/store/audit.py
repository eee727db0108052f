"""Who wrote what and when: noted in the transaction that writes, so that neither is without the
other, and never altered."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, cast

from sqlalchemy import insert
from sqlmodel import Session, col, select

from service.access import Actor, Way
from service.errors import QueryError
from service.platform_tables import AuditRow
from service.queries import DEFAULT_LIMIT, Page, decode_cursor, encode_cursor

Action = Literal[
    "document.created",
    "document.updated",
    "document.reextracted",
    "judgement.made",
    "judgement.withdrawn",
    "source.listed",
    "key.made",
    "key.revoked",
]


@dataclass(frozen=True, slots=True)
class AuditQuery:
    """Which entries are asked for; all that is given must hold. `since` and `until` are moments,
    the first included, the second not."""

    who: str | None = None
    action: Action | None = None
    subject: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One thing that was written."""

    at: datetime
    who: str
    way: Way
    key: str | None
    request: str | None
    action: Action
    subject: str


def note(session: Session, by: Actor, action: Action, subject: str) -> None:
    """Enter one write into the log."""
    values = {
        "at": datetime.now(UTC),
        "who": by.name,
        "way": by.way,
        "key": by.key,
        "request": by.request,
        "action": action,
        "subject": subject,
    }
    # Not through the session: every document that comes in pays for this.
    session.connection().execute(insert(AuditRow), values)


def entries(session: Session, query: AuditQuery) -> Page[AuditEntry]:
    """What was written, the newest first.

    Raises:
        QueryError: the cursor is not one of this list.
    """
    conditions = [
        col(column) == value
        for column, value in (
            (AuditRow.who, query.who),
            (AuditRow.action, query.action),
            (AuditRow.subject, query.subject),
        )
        if value is not None
    ]
    if query.since is not None:
        conditions.append(col(AuditRow.at) >= query.since)
    if query.until is not None:
        conditions.append(col(AuditRow.at) < query.until)
    if query.cursor is not None:
        (last,) = decode_cursor(query.cursor, int)
        if last is None:
            raise QueryError("cursor", "not a cursor of this list")
        conditions.append(col(AuditRow.pk) < last)
    asked = select(AuditRow).where(*conditions).order_by(col(AuditRow.pk).desc())
    rows = session.exec(asked.limit(query.limit + 1)).all()
    shown = rows[: query.limit]
    cursor = encode_cursor(shown[-1].pk) if len(rows) > len(shown) else None
    return Page(tuple(map(_entry, shown)), cursor)


def _entry(row: AuditRow) -> AuditEntry:
    return AuditEntry(
        at=row.at,
        who=row.who,
        way=cast(Way, row.way),
        key=row.key,
        request=row.request,
        action=cast(Action, row.action),
        subject=row.subject,
    )
