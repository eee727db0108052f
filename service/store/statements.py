"""Statements: what was said, by whom, in which wordings, and by which routes it came.

The id of any of its wordings finds a statement, so that an id once given is good for ever.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import func, select
from sqlmodel import Session, col

from service.origins import independent as origins
from service.origins.independent import Occurrence, Provenance, Station
from service.queries import SourceCard, StoredStatement, StoredVariant
from service.store.batches import SOME, batched, fetched
from service.store.conditions import listed
from service.tables import (
    DocumentRow,
    HopRow,
    QuoteRow,
    QuoteSpeakerRow,
    SourceNameRow,
    SourceRow,
    StatementRow,
    WordingRow,
)
from service.wording import sameness as wording
from service.wording.sameness import Wording

_OCCURRENCES = (
    select(
        col(QuoteRow.pk), col(QuoteRow.id), col(DocumentRow.id), col(QuoteRow.publisher_pk),
        col(DocumentRow.published), col(QuoteRow.statement_pk),
    )
    .join(DocumentRow, col(DocumentRow.pk) == col(QuoteRow.document_pk))
    .where(col(QuoteRow.statement_pk).in_(SOME), listed())
)  # fmt: skip


def statement_pk(session: Session, statement_id: str) -> int | None:
    """The key of the statement with that id, or with a wording of that id."""
    return session.execute(
        select(col(WordingRow.statement_pk)).where(col(WordingRow.id) == statement_id)
    ).scalar_one_or_none()


def statement_id(session: Session, pk: int) -> str:
    """The id of a statement, which is the least of its wordings'."""
    return session.get_one(StatementRow, pk).id


def statement(session: Session, pk: int) -> StoredStatement:
    """One statement."""
    row = session.get_one(StatementRow, pk)
    wordings = _wordings(session, pk)
    outlets = session.execute(
        select(col(DocumentRow.publisher))
        .join(QuoteRow, col(QuoteRow.document_pk) == col(DocumentRow.pk))
        .where(col(QuoteRow.statement_pk) == pk, listed(), col(DocumentRow.publisher).is_not(None))
        .distinct()
    ).scalars()
    return StoredStatement(
        id=row.id,
        text=wordings[0][0].text if wordings else "",
        speakers=_speakers(session, pk),
        occurrences=row.occurrences,
        first_seen=row.first,
        last_seen=row.last,
        variants=len(wordings),
        outlets=tuple(sorted(name for name in outlets if name)),
    )


def variants(session: Session, pk: int) -> tuple[StoredVariant, ...]:
    """The wordings of a statement, best first, each with its difference from the best."""
    found = _wordings(session, pk)
    if not found:
        return ()
    best, _ = found[0]
    value = Wording(best.text, best.direct)
    return tuple(
        StoredVariant(
            id=row.id,
            text=row.text,
            direct=row.direct,
            occurrences=times,
            weight=wording.same(value, Wording(row.text, row.direct)),
            diff=wording.diff(best.text, row.text),
        )
        for row, times in found
    )


def provenance(session: Session, pk: int) -> Provenance:
    """From whom the occurrences of a statement have it, and how many distinct origins that is."""
    return origins.provenance(occurrences(session, pk))


def occurrences(session: Session, pk: int) -> list[Occurrence]:
    """Every occurrence in a current document, with its chain by source."""
    return occurrences_of(session, [pk]).get(pk, [])


def occurrences_of(session: Session, pks: Iterable[int]) -> dict[int, list[Occurrence]]:
    """The same for each of several statements, by their keys; none for one without any."""
    rows = sorted(fetched(session, _OCCURRENCES, pks))
    routes = chains(session, [row[0] for row in rows])
    publishers = _ids(session, {row[3] for row in rows if row[3] is not None})
    found: dict[int, list[Occurrence]] = defaultdict(list)
    for quote_pk, quote_id, document_id, publisher_pk, published, statement in rows:
        occurrence = Occurrence(
            quote=quote_id,
            document=document_id,
            publisher=publishers.get(publisher_pk) if publisher_pk is not None else None,
            published=published,
            chain=tuple(routes[quote_pk]),
        )
        found[statement].append(occurrence)
    return found


def _wordings(session: Session, pk: int) -> list[tuple[WordingRow, int]]:
    """With how many quotes have each; direct before indirect, the commonest, the longest."""
    times = func.count(col(QuoteRow.pk))
    rows = session.execute(
        select(WordingRow, times)
        .join(QuoteRow, col(QuoteRow.wording_pk) == col(WordingRow.pk))
        .where(col(WordingRow.statement_pk) == pk, listed())
        .group_by(*WordingRow.__table__.c)  # type: ignore[attr-defined]
    ).all()
    return sorted(
        rows, key=lambda each: (not each[0].direct, -each[1], -len(each[0].text), each[0].id)
    )


def _speakers(session: Session, pk: int) -> tuple[SourceCard, ...]:
    rows = session.execute(
        select(col(SourceRow.id), col(SourceRow.name))
        .join(QuoteSpeakerRow, col(QuoteSpeakerRow.source_pk) == col(SourceRow.pk))
        .join(QuoteRow, col(QuoteRow.pk) == col(QuoteSpeakerRow.quote_pk))
        .where(col(QuoteRow.statement_pk) == pk, listed())
        .distinct()
    ).all()
    return tuple(SourceCard(*row) for row in sorted(rows, key=lambda row: row[1]))


def chains(session: Session, quote_pks: Sequence[int]) -> dict[int, list[Station]]:
    """The chain of each of these quotes, by source."""
    found: dict[int, list[Station]] = defaultdict(list)
    for some in batched(quote_pks):
        for quote_pk, rel, source_id, name in session.execute(
            select(
                col(HopRow.quote_pk), col(HopRow.rel), col(SourceRow.id), col(SourceNameRow.name)
            )
            .join(SourceRow, col(SourceRow.pk) == col(HopRow.source_pk), isouter=True)
            .join(SourceNameRow, col(SourceNameRow.pk) == col(HopRow.name_pk), isouter=True)
            .where(col(HopRow.quote_pk).in_(some))
            .order_by(col(HopRow.quote_pk), col(HopRow.position))
        ):
            found[quote_pk].append(Station(rel=rel, source=source_id, name=name))
    return found


def _ids(session: Session, source_pks: set[int]) -> dict[int, str]:
    asked = select(col(SourceRow.pk), col(SourceRow.id)).where(col(SourceRow.pk).in_(SOME))
    return {row[0]: row[1] for row in fetched(session, asked, source_pks)}
