"""Documents, and how much of them there is."""

from sqlalchemy import func
from sqlmodel import Session, col, select

from service import mapping
from service.queries import Coverage, StoredDocument
from service.store.conditions import listed
from service.tables import DocumentRow, QuoteRow


def document(
    session: Session, document_id: str, *, version: int | None = None
) -> StoredDocument | None:
    """That version of the document, or its current one."""
    wanted = col(DocumentRow.current) if version is None else col(DocumentRow.version) == version
    row = session.exec(
        select(DocumentRow).where(col(DocumentRow.id) == document_id, wanted)
    ).one_or_none()
    return mapping.stored_document(row) if row else None


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
    quotes = session.exec(
        select(func.count(col(QuoteRow.pk)))
        .join(DocumentRow, col(DocumentRow.pk) == col(QuoteRow.document_pk))
        .where(listed())
    ).one()
    publishers = session.exec(
        select(DocumentRow.publisher)
        .where(current, col(DocumentRow.publisher).is_not(None))
        .distinct()
    ).all()
    named = tuple(sorted(name for name in publishers if name))
    return Coverage(documents, quotes, named, earliest, latest)
