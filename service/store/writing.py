"""One document in, with all its quotes; the same document again changes nothing."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from quotes.model import Document, Extraction
from service import mapping
from service.database import insert_missing
from service.keys import content_hash
from service.queries import Outcome
from service.tables import DocumentRow


def unchanged(session: Session, documents: Sequence[Document]) -> set[str]:
    """The ids of those `documents` that are stored exactly as they are given here."""
    statement = select(DocumentRow.id, DocumentRow.content_hash).where(
        col(DocumentRow.current), col(DocumentRow.id).in_([each.id for each in documents])
    )
    hashes = dict(session.exec(statement).all())
    return {each.id for each in documents if hashes.get(each.id) == content_hash(each)}


def save(session: Session, document: Document, extraction: Extraction) -> Outcome:
    """Store `document` unless its current version is the same; an older version stays.

    Raises:
        sqlalchemy.exc.IntegrityError: another writer stored a version of it at the same time.
    """
    before = session.exec(
        select(DocumentRow).where(DocumentRow.id == document.id, col(DocumentRow.current))
    ).one_or_none()
    if before is not None and before.content_hash == content_hash(document):
        return "unchanged"
    insert_missing(session, mapping.source_rows(extraction))
    version = 1
    if before is not None:
        before.current = False
        version = before.version + 1
    session.add(mapping.document_row(document, extraction, version=version))
    session.flush()
    return "created" if before is None else "updated"
