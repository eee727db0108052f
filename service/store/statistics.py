"""How much there is, from indexes and counters: nothing goes through all quotes."""

from collections import Counter
from datetime import date

from sqlalchemy import case, func, select
from sqlmodel import Session, col

from service.queries import OutletCount, Statistics
from service.store.batches import SOME, fetched
from service.tables import DocumentRow, QuoteRow, SourceRow, StatementRow

_SHOWN = 50
_ROW, _DAY = DocumentRow, col(DocumentRow.published)


def statistics(session: Session) -> Statistics:
    """Counts, days, outlets, and how fresh it all is."""
    told, spoken = col(StatementRow.occurrences), col(SourceRow.quotes)
    quotes, statements = session.execute(select(func.sum(told), func.count()).where(told > 0)).one()
    speaking = func.sum(case((spoken > 0, 1), else_=0))
    sources, speakers = session.execute(
        select(func.count(), speaking).where(col(SourceRow.merged_pk).is_(None))
    ).one()
    # The last one stored has the greatest key; the moment itself has no index.
    last = select(func.max(col(_ROW.pk))).scalar_subquery()
    stored = session.execute(select(col(_ROW.created)).where(col(_ROW.pk) == last)).scalar()
    changed = session.execute(select(func.max(col(QuoteRow.changed)))).scalar()
    by_day, outlets = _by_day(session), _outlets(session)
    days = [day for day in by_day if day is not None]
    years = Counter({day.year: 0 for day in days})
    for day in days:
        years[day.year] += by_day[day]
    return Statistics(
        documents=sum(by_day.values()),
        quotes=quotes or 0,
        statements=statements,
        sources=sources,
        speakers=speakers or 0,
        earliest=min(days, default=None),
        latest=max(days, default=None),
        stored=stored,
        changed=changed,
        years=tuple(sorted(years.items())),
        outlets_counted=len(outlets),
        outlets=tuple(outlets[:_SHOWN]),
    )


def _by_day(session: Session) -> dict[date | None, int]:
    """How many current documents each day has."""
    counted = select(_DAY, func.count()).where(col(_ROW.current)).group_by(_DAY)
    return {row[0]: row[1] for row in session.execute(counted)}


def _outlets(session: Session) -> list[OutletCount]:
    """Every outlet, those with most documents first."""
    publisher = col(_ROW.publisher_pk)
    counted = (
        select(publisher, func.count(), func.max(_DAY))
        .where(col(_ROW.current), publisher.is_not(None))
        .group_by(publisher)
    )
    found = {row[0]: (row[1], row[2]) for row in session.execute(counted)}
    named = select(col(SourceRow.pk), col(SourceRow.id), col(SourceRow.name))
    rows = fetched(session, named.where(col(SourceRow.pk).in_(SOME)), found)
    outlets = [OutletCount(row[1], row[2], *found[row[0]]) for row in rows]
    return sorted(outlets, key=lambda each: (-each.documents, each.name))
