"""Who speaks in given quotes, as sources."""

from collections import defaultdict
from collections.abc import Iterable

from sqlmodel import Session, col, select

from service.queries import SourceCard
from service.store.batches import batched
from service.store.names import source_pk
from service.tables import QuoteRow, QuoteSpeakerRow, SourceRow


def voices(session: Session, quote_ids: Iterable[str]) -> dict[str, tuple[SourceCard, ...]]:
    """Of each quote in a current document those who say it; a joint one has several."""
    found: dict[str, set[SourceCard]] = defaultdict(set)
    for some in batched(list(quote_ids)):
        for quote_id, source_id, name in session.exec(
            select(QuoteRow.id, SourceRow.id, SourceRow.name)
            .join(QuoteSpeakerRow, col(QuoteSpeakerRow.quote_pk) == col(QuoteRow.pk))
            .join(SourceRow, col(SourceRow.pk) == col(QuoteSpeakerRow.source_pk))
            .where(col(QuoteRow.id).in_(some), col(QuoteRow.current))
        ):
            found[quote_id].add(SourceCard(source_id, name))
    return {
        quote_id: tuple(sorted(cards, key=lambda card: (card.name, card.id)))
        for quote_id, cards in found.items()
    }


def source_card(session: Session, source_id: str) -> SourceCard | None:
    """The source of that id, or what it was joined with."""
    pk = source_pk(session, source_id)
    row = session.get(SourceRow, pk) if pk is not None else None
    return SourceCard(row.id, row.name) if row else None
