"""Documents, and how much of them there is."""

from sqlalchemy import func
from sqlmodel import Session, col, select

from quotes.model import Engine
from service import mapping
from service.queries import Coverage, StoredDocument, StoredVersion
from service.store.conditions import listed
from service.tables import DocumentRow, QuoteRow, StatementRow


def document(
    session: Session, document_id: str, *, version: int | None = None
) -> StoredDocument | None:
    """That version of the document, or its current one."""
    wanted = col(DocumentRow.current) if version is None else col(DocumentRow.version) == version
    row = session.exec(
        select(DocumentRow).where(col(DocumentRow.id) == document_id, wanted)
    ).one_or_none()
    return mapping.stored_document(row) if row else None


def versions(session: Session, document_id: str) -> tuple[StoredVersion, ...]:
    """Every version of a document, the newest first; none if there is no such document."""
    counted = (
        select(func.count())
        .where(col(QuoteRow.document_pk) == col(DocumentRow.pk))
        .correlate(DocumentRow)
        .scalar_subquery()
    )
    row = DocumentRow
    stamp = (row.engine_version, row.engine_lexicon, row.engine_model)
    found = session.execute(
        select(row.version, row.current, row.created, counted, *stamp)  # type: ignore[call-overload]
        .where(col(row.id) == document_id)
        .order_by(col(row.version).desc())
    )
    return tuple(
        StoredVersion(version, current, created, Engine(*engine), quotes)
        for version, current, created, quotes, *engine in found
    )


def size(session: Session) -> tuple[int, int]:
    """How many current documents and quotes there are, from what is counted already."""
    documents = session.exec(select(func.count()).where(col(DocumentRow.current))).one()
    quotes = session.exec(select(func.sum(col(StatementRow.occurrences)))).one()
    return documents, quotes or 0


def coverage(session: Session) -> Coverage:
    """What every search goes through: the current documents, their outlets and dates."""
    current = col(DocumentRow.current)
    documents, earliest, latest = session.exec(
        select(
            func.count(col(DocumentRow.pk)),
            func.min(col(DocumentRow.published)),
            func.max(col(DocumentRow.published)),
        ).where(current)
    ).one()
    quotes = session.exec(select(func.count()).where(listed())).one()
    publishers = session.exec(
        select(DocumentRow.publisher)
        .where(current, col(DocumentRow.publisher).is_not(None))
        .distinct()
    ).all()
    named = tuple(sorted(name for name in publishers if name))
    return Coverage(documents, quotes, named, earliest, latest)
