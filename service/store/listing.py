"""What a watch list says of sources, put into the record; the same list again changes nothing."""

from sqlalchemy import insert, select, update
from sqlmodel import Session, col

from service.matching.sources import Evidence
from service.store import identity
from service.store.names import source_pk
from service.tables import SourceNameRow, SourceRoleRow, SourceRow
from service.watchlist import Listed


def enlist(session: Session, listed: Listed, *, author: str) -> str:
    """Put one source of a watch list into the record; its id.

    It is the source that bears its QID already, else the one that its name and roles point at,
    else a new one. Its other names become names of that source.
    """
    known = _by_qid(session, listed.qid)
    if known is None:
        evidence = Evidence(
            name=listed.name, kind=listed.kind, roles=tuple(role.role for role in listed.roles)
        )
        found = identity.resolve(
            session, [evidence], document_id="watch list", author=author, noting=False
        )
        known = found[listed.name].source_pk
    session.execute(
        update(SourceRow)
        .where(col(SourceRow.pk) == known)
        .values(listed=True, kind=listed.kind, qid=listed.qid or SourceRow.qid)
    )
    identity.add_names(session, known, (listed.name, *listed.aliases))
    _give_roles(session, known, listed)
    return session.get_one(SourceRow, known).id


def _by_qid(session: Session, qid: str | None) -> int | None:
    if qid is None:
        return None
    id_ = session.execute(select(col(SourceRow.id)).where(col(SourceRow.qid) == qid)).scalar()
    return source_pk(session, id_) if id_ else None


def _give_roles(session: Session, source: int, listed: Listed) -> None:
    name_pk = session.execute(
        select(col(SourceNameRow.pk))
        .where(col(SourceNameRow.source_pk) == source, col(SourceNameRow.name) == listed.name)
        .order_by(col(SourceNameRow.pk))
    ).scalars().first()  # fmt: skip
    for role in listed.roles:
        values = {"first": role.first, "last": role.last}
        key = (
            col(SourceRoleRow.name_pk) == name_pk,
            col(SourceRoleRow.role) == role.role,
            col(SourceRoleRow.listed),
        )
        if session.execute(select(col(SourceRoleRow.pk)).where(*key)).first():
            session.execute(update(SourceRoleRow).where(*key).values(values))
        else:
            row = {"name_pk": name_pk, "role": role.role, "listed": True, **values}
            session.execute(insert(SourceRoleRow), [row])
