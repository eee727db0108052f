"""Corrections by persons: judgements that are kept apart from what the engine finds.

Each is applied at once to the current version of its document, and again to whatever version or
engine comes after it. Withdrawn, the others are applied anew to what the engine itself found.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlmodel import Session, col, select

from quotes.model import Quote, digest
from service.corrections import applying as corrections
from service.corrections import missed
from service.corrections.applying import Corrected
from service.corrections.changes import Change, MissedQuote
from service.corrections.missed import Missed
from service.errors import NotFound, QueryError
from service.store import joining, parting
from service.store.rewriting import rewrite
from service.store.standing import CORRECTIONS, engines_own, standing
from service.tables import DocumentRow, JudgementRow, QuoteRow


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement; not `new` if the very same stood already."""

    id: str
    new: bool


def correct(session: Session, quote_id: str, change: Change, *, author: str, reason: str) -> Judged:
    """Put a quote of a current document right.

    Raises:
        NotFound: no current document has the quote.
        QueryError: the text cannot bear the change; names the field.
    """
    document_id = session.exec(
        select(DocumentRow.id)
        .join(QuoteRow, col(QuoteRow.document_pk) == col(DocumentRow.pk))
        .where(col(QuoteRow.id) == quote_id, col(QuoteRow.current))
    ).first()
    row = _locked(session, document_id) if document_id is not None else None
    now = _corrected(session, row) if row is not None else None
    quotes = {each.id: each for each in now.extraction.quotes} if now is not None else {}
    if row is None or now is None or quote_id not in quotes:
        raise NotFound(f"there is no quote {quote_id} in a current document")
    about = _About(quotes[quote_id], now.originals[quote_id], quote_id in now.added)
    return _judge(session, row, about, change, author=author, reason=reason)


def add(session: Session, document_id: str, found: Missed, *, author: str, reason: str) -> Judged:
    """Add a quote that the engine misses to a current document.

    Raises:
        NotFound: there is no such document.
        QueryError: its text cannot bear the quote; names the field.
    """
    row = _locked(session, document_id)
    if row is None:
        raise NotFound(f"there is no document {document_id}")
    quote = missed.record(row.id, row.publisher, row.text, found)
    about = _About(quote, quote, added=False)
    return _judge(session, row, about, MissedQuote(quote), author=author, reason=reason)


def withdraw(session: Session, judgement_id: str, *, author: str) -> None:
    """Take back a judgement: a correction, or what joined or parted statements or sources.

    Raises:
        NotFound: there is no such judgement.
        QueryError: it is withdrawn already.
    """
    row = session.exec(
        select(JudgementRow).where(col(JudgementRow.id) == judgement_id)
    ).one_or_none()
    if row is None or row.kind not in (*CORRECTIONS, "statement"):
        joining.withdraw(session, judgement_id, author=author)
        return
    document = _locked(session, row.subject) if row.kind in CORRECTIONS else None
    session.refresh(row)
    if row.withdrawn is not None:
        raise QueryError("judgement", f"{judgement_id} is withdrawn already")
    row.withdrawn, row.withdrawn_by = datetime.now(UTC), author
    session.flush()
    if document is not None:
        rewrite(session, document, engines_own(document))
    elif row.kind == "statement":
        parting.settle_again(session, row)


@dataclass(frozen=True, slots=True)
class _About:
    """The quote that is judged, as it is and as the engine has it."""

    quote: Quote
    original: Quote
    added: bool


def _judge(
    session: Session, row: DocumentRow, about: _About, change: Change, *, author: str, reason: str
) -> Judged:
    missed.check(row.text, change)
    if not corrections.whereabouts(about.quote):
        raise QueryError("quote", "the document has no words of it to know it by")
    for each in reversed(standing(session, row.id)):
        if each.quote.id == about.original.id and each.change.kind == change.kind:
            if each.change == change:
                return Judged(each.id, new=False)
            break
    now = datetime.now(UTC)
    id_ = digest("judgement", change.kind, row.id, about.quote.id, author, now)
    correction = corrections.correction(
        row.text, about.quote, about.original, change,
        id=id_, author=author, created=now, added=about.added,
    )  # fmt: skip
    session.add(
        JudgementRow(
            id=id_, kind=change.kind, decision="correct", subject=row.id,
            value=corrections.as_value(correction), score=None, reason=reason, author=author,
            created=now,
        )
    )  # fmt: skip
    extraction = engines_own(row)
    session.flush()
    rewrite(session, row, extraction)
    return Judged(id_, new=True)


def _corrected(session: Session, row: DocumentRow) -> Corrected:
    return corrections.apply(row.text, engines_own(row), standing(session, row.id))


def _locked(session: Session, document_id: str) -> DocumentRow | None:
    """The current version, which nobody else alters until the transaction ends."""
    asked = select(DocumentRow).where(col(DocumentRow.id) == document_id, col(DocumentRow.current))
    locked = asked.with_for_update().execution_options(populate_existing=True)
    # Whoever was waited for may have stored another version, which is then the current one.
    return session.exec(locked).one_or_none() or session.exec(locked).one_or_none()
