"""Judgements as they are read: what was joined, by whom and why, and what is still in doubt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from service.corrections.anchors import locate
from service.errors import QueryError
from service.queries import (
    JudgementKind,
    JudgementQuery,
    Page,
    SourceCard,
    StoredJudgement,
    decode_cursor,
    encode_cursor,
)
from service.store.standing import CORRECTIONS, correction
from service.tables import DocumentRow, JudgementRow, SourceRow

# Of a correction the rest is for putting it into other texts.
_TOLD = ("change", "anchor")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two sources that may be one."""

    id: str
    one: SourceCard
    other: SourceCard
    score: float | None
    reason: str


def doubts(session: Session, *, limit: int) -> tuple[Doubt, ...]:
    """The joinings nobody has decided yet, surest first; what was joined since is left out."""
    one, other = aliased(SourceRow), aliased(SourceRow)
    asked = (
        select(JudgementRow, one, other)
        .join(one, col(one.id) == col(JudgementRow.subject))
        .join(other, col(other.id) == col(JudgementRow.value)["source"].as_string())
        .where(
            col(JudgementRow.decision) == "doubt",
            col(JudgementRow.withdrawn).is_(None),
            col(one.merged_pk).is_(None),
            col(other.merged_pk).is_(None),
            col(one.pk) != col(other.pk),
        )
        .order_by(col(JudgementRow.score).desc(), col(JudgementRow.pk))
        .limit(limit)
    )
    return tuple(
        Doubt(row.id, SourceCard(a.id, a.name), SourceCard(b.id, b.name), row.score, row.reason)
        for row, a, b in session.execute(asked)
    )


def judgements(session: Session, query: JudgementQuery) -> Page[StoredJudgement]:
    """What was judged, the newest first.

    Raises:
        QueryError: the cursor is not one of this list.
    """
    row = JudgementRow
    conditions = [
        col(column) == value
        for column, value in (
            (row.subject, query.subject),
            (row.subject, query.document),
            (row.kind, query.kind),
        )
        if value is not None
    ]
    if query.document is not None:
        conditions.append(col(row.kind).in_(CORRECTIONS))
    if query.cursor is not None:
        (last,) = decode_cursor(query.cursor, int)
        if last is None:
            raise QueryError("cursor", "not a cursor of this list")
        conditions.append(col(row.pk) < last)
    asked = select(row).where(*conditions).order_by(col(row.pk).desc()).limit(query.limit + 1)
    rows = session.execute(asked).scalars().all()
    shown = rows[: query.limit]
    cursor = encode_cursor(shown[-1].pk) if len(rows) > len(shown) else None
    return Page(_stored(session, shown), cursor)


def judgement(session: Session, judgement_id: str) -> StoredJudgement | None:
    """One judgement."""
    asked = select(JudgementRow).where(col(JudgementRow.id) == judgement_id)
    found = _stored(session, session.execute(asked).scalars().all())
    return found[0] if found else None


def _stored(session: Session, rows: Sequence[JudgementRow]) -> tuple[StoredJudgement, ...]:
    corrected = {row.subject for row in rows if row.kind in CORRECTIONS}
    document = (col(DocumentRow.id).in_(corrected), col(DocumentRow.current))
    asked = select(col(DocumentRow.id), col(DocumentRow.text)).where(*document)
    texts: dict[str, str] = dict(session.execute(asked).all()) if corrected else {}
    return tuple(_shown(row, texts.get(row.subject, "")) for row in rows)


def _shown(row: JudgementRow, text: str) -> StoredJudgement:
    value, placed = row.value, True
    if row.kind in CORRECTIONS:
        made = correction(row)
        placed = locate(text, made.anchor) is not None
        value = {"quote": made.quote.id} | {name: row.value[name] for name in _TOLD}
    return StoredJudgement(
        id=row.id,
        kind=cast(JudgementKind, row.kind),
        decision=row.decision,
        subject=row.subject,
        value=value,
        score=row.score,
        reason=row.reason,
        author=row.author,
        created=row.created,
        withdrawn=row.withdrawn,
        withdrawn_by=row.withdrawn_by,
        placed=placed,
    )
