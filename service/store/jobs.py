"""Work that outlasts a request: documents handed in together, one job, worked off by anybody."""

import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, cast

from sqlalchemy import ColumnElement, delete, func, or_, update
from sqlmodel import Session, col, select

from quotes.model import Document
from service.access import Actor, Way
from service.inputs import Input, InputProblem
from service.platform_tables import JobItemRow, JobRow
from service.queries import Outcome

State = Literal["waiting", "running", "done"]
_LEASE = timedelta(minutes=2)
_KEPT = timedelta(days=30)
_TOLD = 100  # problems in an answer


@dataclass(frozen=True, slots=True)
class JobProblem:
    """Why one of the documents (`position` counts from 0) was not stored."""

    position: int
    document: str | None
    detail: str


@dataclass(frozen=True, slots=True)
class StoredJob:
    """How far a job is; `problems` are the first of those that `failed`."""

    id: str
    state: State
    received: datetime
    started: datetime | None
    finished: datetime | None
    documents: int
    created: int
    updated: int
    unchanged: int
    failed: int
    problems: tuple[JobProblem, ...]


@dataclass(frozen=True, slots=True)
class Claimed:
    """A job to be worked on, on behalf of `by`."""

    pk: int
    by: Actor


@dataclass(frozen=True, slots=True)
class Task:
    """A document of a job that is still to be stored."""

    position: int
    document: Document


def add(session: Session, inputs: Iterable[Input | InputProblem], *, by: Actor) -> str:
    """A new job's id; what could not be read is in it as failed. Old jobs make room."""
    now = datetime.now(UTC)
    old = select(JobRow.pk).where(col(JobRow.finished) < now - _KEPT)
    session.execute(delete(JobItemRow).where(col(JobItemRow.job_pk).in_(old)))
    session.execute(delete(JobRow).where(col(JobRow.finished) < now - _KEPT))
    row = JobRow(
        id=secrets.token_hex(8), created=now,
        who=by.name, way=by.way, key=by.key, request=by.request,
    )  # fmt: skip
    session.add(row)
    session.flush()
    session.add_all(_item(_pk(row), position, each) for position, each in enumerate(inputs))
    return row.id


def job(session: Session, job_id: str) -> StoredJob | None:
    """One job."""
    row = session.exec(select(JobRow).where(col(JobRow.id) == job_id)).one_or_none()
    if row is None:
        return None
    item = JobItemRow
    counted = session.exec(
        select(item.outcome, func.count())
        .where(col(item.job_pk) == row.pk)
        .group_by(col(item.outcome))
    ).all()
    counts = dict(counted)
    failed = session.exec(
        select(item)
        .where(col(item.job_pk) == row.pk, col(item.outcome) == "failed")
        .order_by(col(item.position))
        .limit(_TOLD)
    )
    return StoredJob(
        id=row.id,
        state="done" if row.finished else "running" if row.started else "waiting",
        received=row.created,
        started=row.started,
        finished=row.finished,
        documents=sum(counts.values()),
        created=counts.get("created", 0),
        updated=counts.get("updated", 0),
        unchanged=counts.get("unchanged", 0),
        failed=counts.get("failed", 0),
        problems=tuple(JobProblem(one.position, one.document, one.detail or "") for one in failed),
    )


def any_open(session: Session) -> bool:
    """Whether a job waits for somebody: asked often, so it must not keep writers waiting."""
    return session.exec(select(JobRow.pk).where(*_open()).limit(1)).first() is not None


def claim(session: Session) -> Claimed | None:
    """The oldest job that nobody works on, leased to the caller."""
    asked = select(JobRow).where(*_open()).order_by(col(JobRow.pk)).limit(1)
    row = session.exec(asked.with_for_update(skip_locked=True)).one_or_none()
    if row is None:
        return None
    now = datetime.now(UTC)
    row.started, row.lease = row.started or now, now + _LEASE
    return Claimed(_pk(row), Actor(row.who, cast(Way, row.way), row.key, row.request))


def next_task(session: Session, job_pk: int) -> Task | None:
    """The first document of a job that is not stored yet."""
    row = session.exec(
        select(JobItemRow)
        .where(col(JobItemRow.job_pk) == job_pk, col(JobItemRow.outcome).is_(None))
        .order_by(col(JobItemRow.position))
        .limit(1)
    ).one_or_none()
    return Task(row.position, Document(**row.record)) if row and row.record else None


def settle(
    session: Session,
    job_pk: int,
    position: int,
    outcome: Outcome | Literal["failed"],
    detail: str | None = None,
) -> None:
    """What became of one document; its text is in the record now, and not kept twice."""
    item = JobItemRow
    session.execute(
        update(item)
        .where(col(item.job_pk) == job_pk, col(item.position) == position)
        .values(outcome=outcome, detail=detail, record=None)
    )
    lease = datetime.now(UTC) + _LEASE
    session.execute(update(JobRow).where(col(JobRow.pk) == job_pk).values(lease=lease))


def finish(session: Session, job_pk: int) -> None:
    """Nothing of it is left to do."""
    now = datetime.now(UTC)
    session.execute(update(JobRow).where(col(JobRow.pk) == job_pk).values(finished=now, lease=None))


def release(session: Session, job_pk: int) -> None:
    """Let somebody else go on with it at once."""
    session.execute(update(JobRow).where(col(JobRow.pk) == job_pk).values(lease=None))


def _open() -> tuple[ColumnElement[bool], ...]:
    free = or_(col(JobRow.lease).is_(None), col(JobRow.lease) < datetime.now(UTC))
    return col(JobRow.finished).is_(None), free


def _item(job_pk: int, position: int, each: Input | InputProblem) -> JobItemRow:
    if isinstance(each, InputProblem):
        detail = f"{each.place}: {each.reason}"
        return JobItemRow(job_pk=job_pk, position=position, outcome="failed", detail=detail)
    document = each.document
    return JobItemRow(
        job_pk=job_pk, position=position, document=document.id, record=asdict(document)
    )


def _pk(row: JobRow) -> int:
    assert row.pk is not None, "a stored row has its key"
    return row.pk
