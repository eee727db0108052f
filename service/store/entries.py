"""Entries of the full text index made anew from the rows, to take them out or put them back."""

from collections import defaultdict
from collections.abc import Sequence

from sqlmodel import Session, col, select

from service import fulltext, mapping
from service.store.batches import batched
from service.tables import DocumentRow, HopRow, QuoteRow, QuoteSpeakerRow


def entries(session: Session, quotes: Sequence[QuoteRow]) -> list[fulltext.Entry]:
    """The entry of each quote as its rows have it now."""
    found = []
    for some in batched(quotes):
        pks = [quote.pk for quote in some]
        titles = dict(
            session.exec(
                select(DocumentRow.pk, DocumentRow.title).where(
                    col(DocumentRow.pk).in_({quote.document_pk for quote in some})
                )
            ).all()
        )
        speakers = defaultdict(list)
        for quote_pk, source_pk in session.exec(
            select(QuoteSpeakerRow.quote_pk, QuoteSpeakerRow.source_pk).where(
                col(QuoteSpeakerRow.quote_pk).in_(pks)
            )
        ):
            speakers[quote_pk].append(source_pk)
        hops = defaultdict(list)
        for hop in session.exec(
            select(HopRow)
            .where(col(HopRow.quote_pk).in_(pks))
            .order_by(col(HopRow.quote_pk), col(HopRow.position))
        ):
            hops[hop.quote_pk].append((hop.rel, hop.source_pk))
        found += [
            fulltext.entry(
                quote.pk, mapping.quote(quote), titles[quote.document_pk],
                speakers=speakers[quote.pk], hops=hops[quote.pk],
                behalf=quote.behalf_pk, publisher=quote.publisher_pk,
            )
            for quote in some
        ]  # fmt: skip
    return found
