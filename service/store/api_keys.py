"""Keys: found by their secret, made, listed, revoked."""

from datetime import UTC, datetime
from typing import cast

from sqlmodel import Session, col, select

from quotes.model import digest
from service.access import Actor, ApiKey, Scope, new_secret, secret_hash
from service.errors import NotFound
from service.platform_tables import ApiKeyRow
from service.store import audit


def make(session: Session, name: str, scopes: tuple[Scope, ...], *, by: Actor) -> tuple[str, str]:
    """A new key's id and its secret, which is stored nowhere."""
    secret, now = new_secret(), datetime.now(UTC)
    id_ = digest("key", secret_hash(secret))
    session.add(
        ApiKeyRow(id=id_, name=name, hash=secret_hash(secret), scopes=list(scopes), created=now)
    )
    audit.note(session, by, "key.made", id_)
    return id_, secret


def by_secret(session: Session, secret: str) -> ApiKey | None:
    """The key with this secret, unless it is revoked."""
    asked = select(ApiKeyRow).where(
        col(ApiKeyRow.hash) == secret_hash(secret), col(ApiKeyRow.revoked).is_(None)
    )
    row = session.exec(asked).one_or_none()
    return _shown(row) if row else None


def any_standing(session: Session) -> bool:
    """Whether there is a key that is not revoked."""
    asked = select(ApiKeyRow.pk).where(col(ApiKeyRow.revoked).is_(None)).limit(1)
    return session.exec(asked).first() is not None


def listed(session: Session) -> tuple[ApiKey, ...]:
    """All keys, the revoked ones too, in the order in which they were made."""
    return tuple(map(_shown, session.exec(select(ApiKeyRow).order_by(col(ApiKeyRow.pk)))))


def revoke(session: Session, key_id: str, *, by: Actor) -> None:
    """Let a key open nothing any more.

    Raises:
        NotFound: there is no such key, or it is revoked already.
    """
    row = session.exec(
        select(ApiKeyRow).where(col(ApiKeyRow.id) == key_id, col(ApiKeyRow.revoked).is_(None))
    ).one_or_none()
    if row is None:
        raise NotFound(f"there is no key {key_id} to revoke")
    row.revoked = datetime.now(UTC)
    audit.note(session, by, "key.revoked", key_id)


def _shown(row: ApiKeyRow) -> ApiKey:
    return ApiKey(
        row.id, row.name, cast(tuple[Scope, ...], tuple(row.scopes)), row.created, row.revoked
    )
