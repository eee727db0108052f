"""The corrections that stand for a document, and an extraction with them applied."""

from dataclasses import replace
from typing import get_args

from sqlmodel import Session, col, select

from quotes.model import Extraction
from service import mapping
from service.corrections import applying as corrections
from service.corrections.applying import Corrected, Correction
from service.corrections.changes import CorrectionKind
from service.tables import DocumentRow, JudgementRow

CORRECTIONS: tuple[str, ...] = get_args(CorrectionKind)


def standing(session: Session, document_id: str) -> list[Correction]:
    """What persons corrected in a document and nobody withdrew, in the order of time."""
    rows = session.exec(
        select(JudgementRow)
        .where(
            col(JudgementRow.subject) == document_id,
            col(JudgementRow.kind).in_(CORRECTIONS),
            col(JudgementRow.withdrawn).is_(None),
        )
        .order_by(col(JudgementRow.created), col(JudgementRow.pk))
    )
    return [correction(row) for row in rows]


def correction(row: JudgementRow) -> Correction:
    """The correction that a judgement holds."""
    return corrections.from_value(row.value, id=row.id, author=row.author, created=row.created)


def corrected(session: Session, row: DocumentRow, extraction: Extraction) -> Corrected:
    """The engine's own `extraction` of a version as persons corrected it; the version keeps both.

    A version without corrections keeps the extraction only once, in its quotes.
    """
    found = standing(session, row.id)
    row.extracted = corrections.quotes_as_values(extraction.quotes) if found else None
    return corrections.apply(row.text, extraction, found)


def engines_own(row: DocumentRow) -> Extraction:
    """What the engine found in a version, without what persons corrected."""
    found = mapping.extraction(row)
    if row.extracted is None:
        return found
    return replace(found, quotes=corrections.quotes_from_values(row.extracted))
