"""How often something was said over time, as bars: by day where that is short, else by month."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_DAYS = 45
_WIDTH, _HEIGHT, _GAP, _WIDEST = 640, 96, 2, 40
# More bars than this are too thin to be seen: older ones are one.
_BARS = 120


@dataclass(frozen=True, slots=True)
class Bar:
    """One day or month: its first day, how often, and where its bar stands."""

    first: date
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Bars:
    """All bars, empty days and months included."""

    bars: tuple[Bar, ...]
    by_day: bool
    most: int
    width: int = _WIDTH
    height: int = _HEIGHT


def bars(counted: Iterable[tuple[date, int]], *, by_day: bool | None = None) -> Bars | None:
    """The picture of counts by date; None if there are none."""
    counts: Counter[date] = Counter()
    for day, count in counted:
        counts[day] += count
    if not counts:
        return None
    span = (max(counts) - min(counts)).days
    daily = span < _DAYS if by_day is None else by_day
    steps = _days(min(counts), max(counts)) if daily else _months(min(counts), max(counts))
    if not daily:
        counts = _monthly(counts)
    steps = steps[-_BARS:]
    most = max(counts[step] for step in steps)
    pitch = _WIDTH / len(steps)
    width = min(pitch - _GAP, _WIDEST)
    return Bars(
        tuple(
            Bar(
                step,
                counts[step],
                round(at * pitch + (pitch - width) / 2, 1),
                round(_HEIGHT - _HEIGHT * counts[step] / most, 1),
                round(width, 1),
                round(_HEIGHT * counts[step] / most, 1),
            )
            for at, step in enumerate(steps)
        ),
        daily,
        most,
    )


def _monthly(counts: Counter[date]) -> Counter[date]:
    found: Counter[date] = Counter()
    for day, count in counts.items():
        found[day.replace(day=1)] += count
    return found


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _months(first: date, last: date) -> list[date]:
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [date(month // 12, month % 12 + 1, 1) for month in months]
