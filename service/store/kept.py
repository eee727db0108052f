"""Answers kept for a day, for requests with an Idempotency-Key that are sent again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, or_, update
from sqlmodel import Session, col

from service.database import lock
from service.platform_tables import KeptAnswerRow

_DAY = timedelta(days=1)
# Whoever has not answered by then has died over it.
_PATIENCE = timedelta(minutes=5)
Headers = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a key that was used before; `status` is None while it is not answered."""

    fingerprint: str
    status: int | None
    headers: Headers
    body: str


def claim(session: Session, who: str, key: str, fingerprint: str) -> Kept | None:
    """What was answered to this caller's `key`; None if it is new, and now the caller's."""
    row, now = KeptAnswerRow, datetime.now(UTC)
    unanswered = and_(col(row.status).is_(None), col(row.created) < now - _PATIENCE)
    session.execute(delete(row).where(or_(col(row.created) < now - _DAY, unanswered)))
    lock(session, [f"idempotency {who} {key}"])
    found = session.get(KeptAnswerRow, (who, key))
    if found is None:
        session.add(KeptAnswerRow(who=who, key=key, fingerprint=fingerprint, created=now))
        return None
    headers = [(name, value) for name, value in found.headers or ()]
    return Kept(found.fingerprint, found.status, headers, found.body or "")


def keep(session: Session, who: str, key: str, *, status: int, headers: Headers, body: str) -> None:
    """Keep the answer to a key that was claimed."""
    values = {"status": status, "headers": [list(each) for each in headers], "body": body}
    session.execute(update(KeptAnswerRow).where(*_of(who, key)).values(values))


def forget(session: Session, who: str, key: str) -> None:
    """Let the key be used anew: what came of it was no answer."""
    session.execute(delete(KeptAnswerRow).where(*_of(who, key)))


def _of(who: str, key: str) -> tuple[ColumnElement[bool], ...]:
    return col(KeptAnswerRow.who) == who, col(KeptAnswerRow.key) == key
