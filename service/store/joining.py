"""Joining two sources and parting them again: a judgement each, and nothing is lost.

What moves is names. The judgement remembers which they were and where they came from, so a joining
that is withdrawn puts them back, with every quote and hop that stands under them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from quotes.model import digest
from service import fulltext
from service.errors import NotFound, QueryError
from service.store.batches import batched
from service.store.counting import count_sources
from service.store.entries import entries
from service.store.names import source_pk
from service.store.regrouping import regroup
from service.tables import (
    DocumentRow,
    HopRow,
    JudgementRow,
    QuoteRow,
    QuoteSpeakerRow,
    SourceNameRow,
    SourceRow,
)
from service.words import words


def merge(session: Session, kept_id: str, gone_id: str, *, author: str, reason: str) -> str:
    """Make one source of two; the id of the judgement. Both ids find it from now on.

    Raises:
        NotFound: there is no such source.
        QueryError: they are one already.
    """
    kept, gone = _existing(session, kept_id), _existing(session, gone_id)
    if kept == gone:
        raise QueryError("source", f"{kept_id} and {gone_id} are one source already")
    names, now = _names_of(session, gone), datetime.now(UTC)
    judgement = JudgementRow(
        id=digest("judgement", "same", kept_id, gone_id, author, now),
        kind="merge",
        decision="same",
        subject=kept_id,
        value={"source": gone_id, "names": names, "from": gone, "to": kept},
        score=None,
        reason=reason,
        author=author,
        created=now,
    )
    session.add(judgement)
    session.get_one(SourceRow, gone).merged_pk = kept
    session.flush()
    _move(session, names, kept)
    _answer_doubts(session, (kept_id, gone_id), author)
    return judgement.id


def withdraw(session: Session, judgement_id: str, *, author: str) -> None:
    """Undo a joining, whoever judged it: its names go back, with all that stands under them.

    Raises:
        NotFound: there is no such judgement.
        QueryError: it is withdrawn already, or joins nothing.
    """
    row = session.execute(
        select(JudgementRow).where(col(JudgementRow.id) == judgement_id)
    ).scalar_one_or_none()
    if row is None:
        raise NotFound(f"there is no judgement {judgement_id}")
    if row.withdrawn is not None:
        raise QueryError("judgement", f"{judgement_id} is withdrawn already")
    if row.kind == "merge":
        _part(session, row)
    elif row.kind == "source" and row.decision == "same":
        _take_out(session, row)
    else:
        raise QueryError("judgement", f"{judgement_id} joins no sources")
    row.withdrawn, row.withdrawn_by = datetime.now(UTC), author


def _part(session: Session, row: JudgementRow) -> None:
    gone, names = row.value["from"], row.value["names"]
    session.get_one(SourceRow, gone).merged_pk = None
    session.flush()
    _move(session, names, gone)


def _take_out(session: Session, row: JudgementRow) -> None:
    """The name that was joined becomes a source of its own."""
    source = _existing(session, row.subject)
    name = session.execute(
        select(SourceNameRow).where(
            col(SourceNameRow.source_pk) == source, col(SourceNameRow.name) == row.value["name"]
        )
    ).scalar_one_or_none()
    if name is None:
        raise QueryError("judgement", f"{row.value['name']} has gone elsewhere since")
    before = session.get_one(SourceRow, source)
    own = SourceRow(
        id=digest("source", row.value["name"], row.id),
        name=name.name,
        words=words(name.name),
        kind=before.kind,
    )
    session.add(own)
    session.flush()
    assert own.pk is not None
    assert name.pk is not None
    _move(session, [name.pk], own.pk)


def _move(session: Session, name_pks: Sequence[int], target: int) -> None:
    """Everything under these names counts to `target` from now on."""
    rows = session.execute(
        select(col(SourceNameRow.source_pk), col(SourceNameRow.name)).where(
            col(SourceNameRow.pk).in_(name_pks)
        )
    ).all()
    moved = _Moved(tuple(name_pks), {row[1] for row in rows}, {row[0] for row in rows}, target)
    session.execute(
        update(SourceNameRow).where(col(SourceNameRow.pk).in_(name_pks)).values(source_pk=target)
    )
    quotes = moved.quotes(session)
    for some in batched(quotes):
        listed = select(QuoteRow).where(col(QuoteRow.pk).in_(some), col(QuoteRow.current))
        fulltext.remove(session, entries(session, session.execute(listed).scalars().all()))
        moved.repoint(session, some)
        session.expire_all()
        fulltext.add(session, entries(session, session.execute(listed).scalars().all()))
    regroup(session, quotes)
    count_sources(session, {*moved.before, target})


@dataclass(frozen=True, slots=True)
class _Moved:
    """Names on their way from the sources `before` to `target`."""

    name_pks: tuple[int, ...]
    names: set[str]
    before: set[int]
    target: int

    def quotes(self, session: Session) -> list[int]:
        """The quotes with one of the names in their chain, as publisher, or spoken for."""
        found: set[int] = set()
        for row in (QuoteSpeakerRow, HopRow):
            asked = select(col(row.quote_pk)).where(
                col(row.source_pk).in_(self.before), col(row.name_pk).in_(self.name_pks)
            )
            found |= set(session.execute(asked).scalars())
        published = select(col(QuoteRow.pk)).where(*self._published())
        found |= set(session.execute(published).scalars())
        return sorted(found | set(self._spoken_for(session)))

    def repoint(self, session: Session, quote_pks: Sequence[int]) -> None:
        """Tie these quotes to the target instead."""
        named = col(QuoteSpeakerRow.name_pk).in_(self.name_pks)
        there = aliased(QuoteSpeakerRow)
        # Of two names of one joint statement that turn out to be one source, one stays.
        session.execute(
            delete(QuoteSpeakerRow).where(
                col(QuoteSpeakerRow.quote_pk).in_(quote_pks), named,
                col(QuoteSpeakerRow.source_pk) != self.target,
                select(col(there.quote_pk))
                .where(col(there.quote_pk) == col(QuoteSpeakerRow.quote_pk),
                       col(there.source_pk) == self.target)
                .correlate(QuoteSpeakerRow).exists(),
            ).execution_options(synchronize_session=False)
        )  # fmt: skip
        for row in (HopRow, QuoteSpeakerRow):
            session.execute(
                update(row)
                .where(col(row.quote_pk).in_(quote_pks), col(row.name_pk).in_(self.name_pks))
                .values(source_pk=self.target)
            )
        published = update(QuoteRow).where(col(QuoteRow.pk).in_(quote_pks), *self._published())
        session.execute(
            published.values(publisher_pk=self.target).execution_options(synchronize_session=False)
        )
        session.execute(
            update(DocumentRow)
            .where(col(DocumentRow.publisher).in_(self.names),
                   col(DocumentRow.publisher_pk).in_(self.before))
            .values(publisher_pk=self.target)
        )  # fmt: skip
        spoken_for = set(self._spoken_for(session)) & set(quote_pks)
        session.execute(
            update(QuoteRow).where(col(QuoteRow.pk).in_(spoken_for)).values(behalf_pk=self.target)
        )

    def _published(self) -> tuple[ColumnElement[bool], ...]:
        documents = select(col(DocumentRow.pk)).where(col(DocumentRow.publisher).in_(self.names))
        return col(QuoteRow.publisher_pk).in_(self.before), col(QuoteRow.document_pk).in_(documents)

    def _spoken_for(self, session: Session) -> Iterator[int]:
        asked = select(col(QuoteRow.pk), col(QuoteRow.record)).where(
            col(QuoteRow.behalf_pk).in_(self.before)
        )
        for pk, record in session.execute(asked):
            if record["on_behalf_of"]["name"] in self.names:
                yield pk


def _answer_doubts(session: Session, source_ids: tuple[str, str], author: str) -> None:
    """Doubts whether these two are one are answered by their joining."""
    for row in session.execute(
        select(JudgementRow).where(
            col(JudgementRow.decision) == "doubt",
            col(JudgementRow.withdrawn).is_(None),
            col(JudgementRow.subject).in_(source_ids),
        )
    ).scalars():
        if row.value["source"] in source_ids:
            row.withdrawn, row.withdrawn_by = datetime.now(UTC), author


def _names_of(session: Session, source_pk: int) -> list[int]:
    return list(
        session.execute(
            select(col(SourceNameRow.pk)).where(col(SourceNameRow.source_pk) == source_pk)
        ).scalars()
    )


def _existing(session: Session, source_id: str) -> int:
    pk = source_pk(session, source_id)
    if pk is None:
        raise NotFound(f"there is no source {source_id}")
    return pk
