"""How much there is, from indexes and counters: nothing goes through all quotes."""

from sqlalchemy import String, case, cast, func, select
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
    current = col(_ROW.current)
    documents = session.execute(select(func.count()).where(current)).scalar_one()
    # One question each: asked for both at once, SQLite goes through all.
    earliest, latest = (
        session.execute(select(end(_DAY)).where(current)).scalar() for end in (func.min, func.max)
    )
    outlets = _outlets(session)
    return Statistics(
        documents=documents,
        quotes=quotes or 0,
        statements=statements,
        sources=sources,
        speakers=speakers or 0,
        earliest=earliest,
        latest=latest,
        stored=stored,
        changed=changed,
        years=_years(session),
        outlets_counted=len(outlets),
        outlets=tuple(outlets[:_SHOWN]),
    )


def _years(session: Session) -> tuple[tuple[int, int], ...]:
    """How many current documents each year has; both databases write a day as ISO 8601."""
    year = func.substr(cast(_DAY, String), 1, 4).label("year")
    counted = select(year, func.count()).where(col(_ROW.current), _DAY.is_not(None))
    return tuple(sorted((int(row[0]), row[1]) for row in session.execute(counted.group_by(year))))


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
