"""Who a source is: its names, its roles over time, and who else may be the same."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from service.profiles import Doubt, StoredProfile, StoredRole, StoredSource
from service.queries import SourceCard
from service.store.names import source_pk
from service.tables import JudgementRow, SourceNameRow, SourceRoleRow, SourceRow
from service.words import words

SHOWN = tuple(
    col(column)
    for column in (
        SourceRow.id, SourceRow.name, SourceRow.kind, SourceRow.qid, SourceRow.listed,
        SourceRow.quotes, SourceRow.first, SourceRow.last,
    )
)  # fmt: skip


def speaker(session: Session, source_id: str) -> StoredProfile | None:
    """The source of that id, or what it was joined with; whether it speaks or only relays."""
    pk = source_pk(session, source_id)
    if pk is None:
        return None
    row = session.execute(select(*SHOWN).where(col(SourceRow.pk) == pk)).one()
    names = session.execute(
        select(col(SourceNameRow.name))
        .where(col(SourceNameRow.source_pk) == pk)
        .order_by(col(SourceNameRow.pk))
    ).scalars()
    source = StoredSource(*row)
    return StoredProfile(
        source=source,
        names=tuple(dict.fromkeys((source.name, *names))),
        roles=_roles(session, pk),
        doubts=tuple(_doubts(session, pk)),
    )


def roles(session: Session, source_id: str, at: date | None = None) -> tuple[StoredRole, ...]:
    """The roles of a source, the earliest first, or those it held on the day `at`.

    Where none is known to cover that day, the last ones known before it, marked so.
    """
    pk = source_pk(session, source_id)
    found = _roles(session, pk) if pk is not None else ()
    return found if at is None else _held(found, at)


def _roles(session: Session, pk: int) -> tuple[StoredRole, ...]:
    """Once each, whatever the name it was given under or its case."""
    row = SourceRoleRow
    given = session.execute(
        select(col(row.role), col(row.first), col(row.last), col(row.listed))
        .join(SourceNameRow, col(SourceNameRow.pk) == col(row.name_pk))
        .where(col(SourceNameRow.source_pk) == pk)
        .order_by(col(row.listed).desc(), col(row.first), col(row.pk))
    )
    found: dict[tuple[str, bool, object], StoredRole] = {}
    for role in (StoredRole(*each) for each in given):
        # A watch list may give one office twice, for two terms: those stay apart.
        key = (words(role.role), role.listed, role.first if role.listed else None)
        found[key] = _widened(found[key], role) if key in found else role
    return tuple(sorted(found.values(), key=lambda each: (each.first or date.min, each.role)))


def _widened(one: StoredRole, other: StoredRole) -> StoredRole:
    firsts = [day for day in (one.first, other.first) if day]
    lasts = [day for day in (one.last, other.last) if day]
    return replace(one, first=min(firsts, default=None), last=max(lasts, default=None))


def _held(roles: Iterable[StoredRole], at: date) -> tuple[StoredRole, ...]:
    known = tuple(roles)
    held = tuple(each for each in known if _covers(each, at))
    if held:
        return held
    before = [each.last for each in known if each.last is not None and each.last < at]
    last = max(before, default=None)
    return tuple(replace(each, covers=False) for each in known if last and each.last == last)


def _covers(role: StoredRole, at: date) -> bool:
    if role.listed:
        return (role.first or at) <= at <= (role.last or at)
    return role.first is not None and role.last is not None and role.first <= at <= role.last


def _doubts(session: Session, pk: int) -> Iterator[Doubt]:
    """The joinings with it that nobody has decided yet, surest first."""
    one, other = aliased(SourceRow), aliased(SourceRow)
    ids = select(col(SourceRow.id)).where(col(SourceRow.pk) == pk).scalar_subquery()
    named = col(JudgementRow.value)["source"].as_string()
    asked = (
        select(JudgementRow, one, other)
        .join(one, col(one.id) == col(JudgementRow.subject))
        .join(other, col(other.id) == named)
        .where(
            col(JudgementRow.decision) == "doubt",
            col(JudgementRow.withdrawn).is_(None),
            or_(col(JudgementRow.subject) == ids, named == ids),
            col(one.merged_pk).is_(None),
            col(other.merged_pk).is_(None),
            col(one.pk) != col(other.pk),
        )
        .order_by(col(JudgementRow.score).desc(), col(JudgementRow.pk))
    )
    for row, a, b in session.execute(asked):
        found = b if a.pk == pk else a
        yield Doubt(row.id, SourceCard(found.id, found.name), row.score, row.reason)
