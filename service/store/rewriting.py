"""Other quotes for a version that is stored already: corrected, or found by a newer engine."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from quotes.model import Extraction
from service import mapping
from service.corrections.applying import Corrected
from service.keys import quote_key
from service.store.identity import Identified
from service.store.regrouping import settle
from service.store.retiring import retire
from service.store.standing import corrected
from service.store.writing import write_quotes
from service.tables import (
    CreditRow,
    DocumentRow,
    HopRow,
    QuoteRow,
    QuoteSpeakerRow,
    SourceNameRow,
    SourceRow,
    WordingRow,
)


def rewrite(session: Session, row: DocumentRow, extraction: Extraction) -> Corrected:
    """Put the engine's own `extraction` of a current version in place of what is stored of it.

    The corrections that stand are applied. A name that had its place in the version keeps the
    source it was found to be; a quote that stays as it was keeps the moment it changed.
    """
    before = _written(session, row)
    known = _known(session, row, before)
    was = {each.id: (mapping.quote(each), each.reviewed, each.changed) for each in before}
    wordings = {each.wording_pk for each in before}
    _take_out(session, row)
    _restamp(session, row, extraction)
    found = corrected(session, row, extraction)
    write_quotes(session, row, found.extraction, reviewed=found.reviewed, known=known)
    session.flush()
    unaltered = {
        place: was[quote.id][2]
        for place, quote in enumerate(found.extraction.quotes)
        if was.get(quote.id, ())[:2] == (quote, quote.id in found.reviewed)
    }
    _keep_moments(session, row, unaltered)
    settle(session, _losing(session, wordings))
    session.expire_all()
    return found


def _written(session: Session, row: DocumentRow) -> Sequence[QuoteRow]:
    asked = select(QuoteRow).where(col(QuoteRow.document_pk) == row.pk)
    return session.exec(asked.order_by(col(QuoteRow.position))).all()


def _known(session: Session, row: DocumentRow, quotes: Sequence[QuoteRow]) -> dict[str, Identified]:
    """Which source each name was found to be that has its place in the version."""
    keys = [quote.pk for quote in quotes]
    names = select(SourceNameRow.name, SourceRow.pk, SourceRow.id, SourceNameRow.pk).join(
        SourceRow, col(SourceRow.pk) == col(SourceNameRow.source_pk)
    )
    found = {}
    for table in (HopRow, QuoteSpeakerRow):
        there = select(col(table.name_pk)).where(col(table.quote_pk).in_(keys))
        for name, *identified in session.exec(names.where(col(SourceNameRow.pk).in_(there))):
            found[name] = Identified(*identified)
    beside = {(row.publisher, row.publisher_pk)} if row.publisher else set()
    for quote in quotes:
        if quote.behalf_pk is not None:
            beside.add((quote.record["on_behalf_of"]["name"], quote.behalf_pk))
    for bearer, source in beside:
        borne = names.where(
            col(SourceNameRow.name) == bearer, col(SourceNameRow.source_pk) == source
        )
        for name, *identified in session.exec(borne):
            found.setdefault(name, Identified(*identified))
    return found


def _take_out(session: Session, row: DocumentRow) -> None:
    """As if the version were retired, and its quotes then forgotten."""
    retire(session, row)
    keys = select(col(QuoteRow.pk)).where(col(QuoteRow.document_pk) == row.pk)
    options = {"synchronize_session": False}
    for table in (HopRow, QuoteSpeakerRow):
        gone = delete(table).where(col(table.quote_pk).in_(keys))
        session.execute(gone, execution_options=options)
    gone = delete(QuoteRow).where(col(QuoteRow.document_pk) == row.pk)
    session.execute(gone, execution_options=options)
    session.expire_all()


def _restamp(session: Session, row: DocumentRow, extraction: Extraction) -> None:
    published = extraction.document.published
    row.current = True
    row.published = date.fromisoformat(published) if published else None
    mapping.stamp(row, extraction.engine)
    session.execute(delete(CreditRow).where(col(CreditRow.document_pk) == row.pk))
    credits = mapping.credit_rows(extraction)
    for each in credits:
        each.document_pk = row.pk
    session.add_all(credits)
    session.flush()


def _keep_moments(session: Session, row: DocumentRow, moments: dict[int, datetime]) -> None:
    assert row.pk is not None, "a stored row has its key"
    for place, moment in moments.items():
        key = quote_key(row.published, row.pk, place)
        session.execute(
            update(QuoteRow).where(col(QuoteRow.pk) == key).values(changed=moment),
            execution_options={"synchronize_session": False},
        )


def _losing(session: Session, wording_pks: set[int]) -> set[int]:
    """The statements of those wordings that no quote has any more."""
    used = select(col(QuoteRow.pk)).where(col(QuoteRow.wording_pk) == col(WordingRow.pk))
    asked = select(WordingRow.statement_pk).where(
        col(WordingRow.pk).in_(wording_pks), ~used.exists()
    )
    return set(session.exec(asked).all())
