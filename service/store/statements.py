"""Statements: what was said, by whom, in which wordings, and by which routes it came.

The id of any of its wordings finds a statement, so that an id once given is good for ever.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

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

# What was only thought has statements too; nothing else shows it.
Thought = Literal["think"] | None
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
    if not statement_id.isalnum():  # no id; PostgreSQL would not even take every character
        return None
    return session.execute(
        select(col(WordingRow.statement_pk)).where(col(WordingRow.id) == statement_id)
    ).scalar_one_or_none()


def statement_id(session: Session, pk: int) -> str:
    """The id of a statement, which is the least of its wordings'."""
    return session.get_one(StatementRow, pk).id


def statement(session: Session, pk: int) -> StoredStatement:
    """One statement."""
    return statements(session, [pk])[pk]


def statements(
    session: Session, pks: Iterable[int], *, act: Thought = None
) -> dict[int, StoredStatement]:
    """Statements by their keys, without what was only thought, or with `act` "think" just that."""
    wanted = set(pks)
    rows = fetched(session, _IDS, wanted)
    wordings, outlets = _wordings(session, wanted, act), _outlets(session, wanted, act)
    speakers = _speakers(session, wanted, act)
    return {
        pk: StoredStatement(
            id=id_,
            text=wordings[pk][0].text if wordings[pk] else "",
            speakers=tuple(speakers[pk]),
            occurrences=sum(each.times for each in wordings[pk]),
            first_seen=min((each.first for each in wordings[pk] if each.first), default=None),
            last_seen=max((each.last for each in wordings[pk] if each.last), default=None),
            variants=len(wordings[pk]),
            outlets=tuple(outlets[pk]),
        )
        for pk, id_ in rows
    }


def statements_told(
    session: Session, keys: Iterable[int], *, act: Thought = None
) -> list[StoredStatement]:
    """The statements of which the quotes of these `keys` are occurrences; `act` as above."""
    pks = [row[0] for row in fetched(session, _TOLD_BY, keys)]
    return list(statements(session, pks, act=act).values())


def variants(session: Session, pk: int) -> tuple[StoredVariant, ...]:
    """The wordings of a statement, best first, each with its difference from the best."""
    found = _wordings(session, [pk])[pk]
    if not found:
        return ()
    best = Wording(found[0].text, found[0].direct)
    return tuple(
        StoredVariant(
            id=each.id,
            text=each.text,
            direct=each.direct,
            occurrences=each.times,
            weight=wording.same(best, Wording(each.text, each.direct)),
            diff=wording.diff(best.text, each.text),
        )
        for each in found
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


@dataclass(frozen=True, slots=True)
class _Told:
    """A wording, how many quotes have it, and between which days."""

    statement_pk: int
    id: str
    text: str
    direct: bool
    times: int
    first: date | None
    last: date | None


_TOLD_BY = select(col(QuoteRow.statement_pk)).where(col(QuoteRow.pk).in_(SOME)).distinct()
_IDS = select(col(StatementRow.pk), col(StatementRow.id)).where(col(StatementRow.pk).in_(SOME))


def _wordings(
    session: Session, pks: Collection[int], act: Thought = None
) -> dict[int, list[_Told]]:
    """Of each statement; direct before indirect, the commonest, the longest."""
    row, day = WordingRow, col(DocumentRow.published)
    asked = (
        select(
            col(row.statement_pk), col(row.id), col(row.text), col(row.direct),
            func.count(col(QuoteRow.pk)), func.min(day), func.max(day),
        )
        .join(QuoteRow, col(QuoteRow.wording_pk) == col(row.pk))
        .join(DocumentRow, col(DocumentRow.pk) == col(QuoteRow.document_pk))
        .where(col(row.statement_pk).in_(SOME), listed(act))
        .group_by(col(row.pk))
    )  # fmt: skip
    found: dict[int, list[_Told]] = defaultdict(list)
    for each in sorted(
        (_Told(*values) for values in fetched(session, asked, pks)),
        key=lambda each: (not each.direct, -each.times, -len(each.text), each.id),
    ):
        found[each.statement_pk].append(each)
    return found


def _outlets(session: Session, pks: Collection[int], act: Thought) -> dict[int, list[str]]:
    name = col(DocumentRow.publisher)
    asked = (
        select(col(QuoteRow.statement_pk), name)
        .join(DocumentRow, col(DocumentRow.pk) == col(QuoteRow.document_pk))
        .where(col(QuoteRow.statement_pk).in_(SOME), listed(act), name.is_not(None))
        .distinct()
    )
    found: dict[int, list[str]] = defaultdict(list)
    for pk, publisher in sorted(fetched(session, asked, pks)):
        if publisher:
            found[pk].append(publisher)
    return found


def _speakers(session: Session, pks: Collection[int], act: Thought) -> dict[int, list[SourceCard]]:
    asked = (
        select(col(QuoteRow.statement_pk), col(SourceRow.id), col(SourceRow.name))
        .join(QuoteSpeakerRow, col(QuoteSpeakerRow.quote_pk) == col(QuoteRow.pk))
        .join(SourceRow, col(SourceRow.pk) == col(QuoteSpeakerRow.source_pk))
        .where(col(QuoteRow.statement_pk).in_(SOME), listed(act))
        .distinct()
    )
    found: dict[int, list[SourceCard]] = defaultdict(list)
    for pk, id_, name in sorted(fetched(session, asked, pks), key=lambda row: (row[2], row[1])):
        found[pk].append(SourceCard(id_, name))
    return found


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
