"""When a source spoke, month by month."""

from collections import Counter, defaultdict
from datetime import date

from sqlmodel import Session, col

from quotes.model import Act
from service.keys import first_key
from service.profiles import Month, Timeline
from service.queries import QuoteQuery
from service.store.conditions import asked, newest
from service.tables import QuoteRow

# Of the few who said more than this, what they said last.
_COUNTED = 5_000
# The key of a quote is so many times its day, and something.
_DAY = first_key(date.min)


def timeline(session: Session, source_id: str, about: str | None = None) -> Timeline:
    """How often the source of that id spoke in each month, or spoke of what `about` names."""
    query = QuoteQuery(speaker_id=source_id, about=about)
    columns = (col(QuoteRow.act), col(QuoteRow.polarity))
    found = newest(session, asked(session, query), _COUNTED + 1, *columns)
    counted = found[:_COUNTED]
    acts: dict[str | None, Counter[Act]] = defaultdict(Counter)
    denied: Counter[str | None] = Counter()
    days = Counter((row.pk // _DAY, row.act, row.polarity) for row in counted)
    for (day, act, polarity), times in days.items():
        month = date.fromordinal(day).isoformat()[:7] if day else None
        acts[month][act] += times
        denied[month] += times if polarity == "denied" else 0
    months = sorted(acts, key=lambda month: month or "9999-99")
    return Timeline(
        months=tuple(
            Month(month, acts[month].total(), denied[month], dict(sorted(acts[month].items())))
            for month in months
        ),
        counted=len(counted),
        complete=len(found) == len(counted),
    )
