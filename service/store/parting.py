"""Statements that a person says are one, or are not: judgements that grouping goes by."""

from datetime import UTC, datetime
from typing import Literal

from sqlmodel import Session, col, select

from quotes.model import digest
from service.errors import NotFound, QueryError
from service.store.regrouping import settle
from service.tables import JudgementRow, WordingRow


def merge(session: Session, one_id: str, other_id: str, *, author: str, reason: str) -> str:
    """Make one statement of two; the id of the judgement. Each is given by a wording's id.

    Raises:
        NotFound: there is no such wording.
        QueryError: they are one already.
    """
    return _judge(session, "same", one_id, other_id, author=author, reason=reason)


def split(session: Session, one_id: str, other_id: str, *, author: str, reason: str) -> str:
    """Make two statements of one that has both of these wordings; the id of the judgement.

    The others go with whichever of them they are liker to.

    Raises:
        NotFound: there is no such wording.
        QueryError: they are two already, or the same wording.
    """
    return _judge(session, "different", one_id, other_id, author=author, reason=reason)


def settle_again(session: Session, row: JudgementRow) -> None:
    """Put together afresh what a judgement, which is withdrawn now, joined or parted."""
    found = (_wording(session, id_) for id_ in (row.subject, row.value["other"]))
    settle(session, {each.statement_pk for each in found if each is not None})


def _judge(
    session: Session,
    decision: Literal["same", "different"],
    one_id: str,
    other_id: str,
    *,
    author: str,
    reason: str,
) -> str:
    one, other = _existing(session, one_id), _existing(session, other_id)
    if (one.statement_pk == other.statement_pk) is (decision == "same"):
        number = "one statement" if decision == "same" else "two statements"
        raise QueryError("statement", f"{one_id} and {other_id} are {number} already")
    now = datetime.now(UTC)
    row = JudgementRow(
        id=digest("judgement", decision, one_id, other_id, author, now),
        kind="statement",
        decision=decision,
        subject=one_id,
        value={"other": other_id},
        score=None,
        reason=reason,
        author=author,
        created=now,
    )
    session.add(row)
    session.flush()
    settle(session, {one.statement_pk, other.statement_pk})
    session.expire_all()
    return row.id


def _wording(session: Session, id_: str) -> WordingRow | None:
    return session.exec(select(WordingRow).where(col(WordingRow.id) == id_)).one_or_none()


def _existing(session: Session, id_: str) -> WordingRow:
    row = _wording(session, id_)
    if row is None:
        raise NotFound(f"there is no statement {id_}")
    return row
