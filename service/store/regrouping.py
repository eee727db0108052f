"""Finding statements anew after names were joined or parted, or words were corrected.

A statement that loses a wording may have hung together by it, so what is left of it is put
together afresh.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, insert, select, update
from sqlmodel import Session, col

from service.store import grouping
from service.store.batches import batched
from service.store.counting import count_statements
from service.store.grouping import Telling
from service.tables import (
    DocumentRow,
    QuoteRow,
    QuoteSpeakerRow,
    SourceRow,
    StatementRow,
    WordingBandRow,
    WordingRow,
)


def regroup(session: Session, quote_pks: Iterable[int]) -> None:
    """Find the statements of these quotes anew, and those of the statements that they leave."""
    touched = sorted(set(quote_pks))
    left = _statements(session, touched)
    tellings = _tellings(session, touched)
    places = grouping.assign(session, list(tellings.values()))
    for pk, place in zip(tellings, places, strict=True):
        session.execute(
            update(QuoteRow).where(col(QuoteRow.pk) == pk)
            .values(statement_pk=place.statement_pk, wording_pk=place.wording_pk)
        )  # fmt: skip
    settle(session, left)
    count_statements(session, left | _statements(session, touched))


def settle(session: Session, statement_pks: set[int]) -> None:
    """Put these statements together afresh, without wordings that no quote has any more."""
    _drop_unused(session, statement_pks)
    grouping.join(session, _part(session, statement_pks))


def _statements(session: Session, quote_pks: Sequence[int]) -> set[int]:
    found: set[int] = set()
    for some in batched(quote_pks):
        asked = select(col(QuoteRow.statement_pk)).where(col(QuoteRow.pk).in_(some)).distinct()
        found |= set(session.execute(asked).scalars())
    return found


def _tellings(session: Session, quote_pks: Sequence[int]) -> dict[int, Telling]:
    found: dict[int, Telling] = {}
    for some in batched(quote_pks):
        speakers: dict[int, list[tuple[str, int]]] = {}
        for quote_pk, id_, pk in session.execute(
            select(col(QuoteSpeakerRow.quote_pk), col(SourceRow.id), col(SourceRow.pk))
            .join(SourceRow, col(SourceRow.pk) == col(QuoteSpeakerRow.source_pk))
            .where(col(QuoteSpeakerRow.quote_pk).in_(some))
        ):
            speakers.setdefault(quote_pk, []).append((id_, pk))
        for pk, text, kind, document in session.execute(
            select(col(QuoteRow.pk), col(QuoteRow.text), col(QuoteRow.kind), col(DocumentRow.id))
            .join(DocumentRow, col(DocumentRow.pk) == col(QuoteRow.document_pk))
            .where(col(QuoteRow.pk).in_(some))
        ):
            named = sorted(speakers.get(pk, []))
            found[pk] = Telling(
                grouping.scope([id_ for id_, _ in named], document),
                text, kind != "indirect", named[0][1] if named else None,
            )  # fmt: skip
    return found


def _drop_unused(session: Session, statement_pks: set[int]) -> None:
    """Wordings that no quote has any more, and statements that no wording has."""
    for some in batched(sorted(statement_pks)):
        unused = list(
            session.execute(
                select(col(WordingRow.pk))
                .where(col(WordingRow.statement_pk).in_(some))
                .where(
                    ~select(col(QuoteRow.pk))
                    .where(col(QuoteRow.wording_pk) == col(WordingRow.pk))
                    .exists()
                )
            ).scalars()
        )
        for few in batched(unused):
            session.execute(delete(WordingBandRow).where(col(WordingBandRow.wording_pk).in_(few)))
            session.execute(delete(WordingRow).where(col(WordingRow.pk).in_(few)))
        bare = (
            ~select(col(WordingRow.pk))
            .where(col(WordingRow.statement_pk) == col(StatementRow.pk))
            .exists()
        )
        session.execute(delete(StatementRow).where(col(StatementRow.pk).in_(some), bare))


def _part(session: Session, statement_pks: set[int]) -> list[int]:
    """Give every wording of these statements one of its own; the wordings."""
    found: list[int] = []
    for some in batched(sorted(statement_pks)):
        rows = session.execute(
            select(col(WordingRow.pk), col(WordingRow.id), col(StatementRow.speaker_pk))
            .join(StatementRow, col(StatementRow.pk) == col(WordingRow.statement_pk))
            .where(col(WordingRow.statement_pk).in_(some))
        ).all()
        found += [row[0] for row in rows]
        if not rows:
            continue
        own = (
            session.execute(
                insert(StatementRow).returning(col(StatementRow.pk), sort_by_parameter_order=True),
                [{"id": id_, "speaker_pk": speaker, "occurrences": 0} for _, id_, speaker in rows],
            )
            .scalars()
            .all()
        )
        for (pk, _, _), statement in zip(rows, own, strict=True):
            for row, key in ((WordingRow, WordingRow.pk), (QuoteRow, QuoteRow.wording_pk)):
                session.execute(update(row).where(col(key) == pk).values(statement_pk=statement))
        count_statements(session, own)
        session.execute(delete(StatementRow).where(col(StatementRow.pk).in_(some)))
    return found
