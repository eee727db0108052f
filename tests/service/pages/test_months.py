"""Counts over time as bars."""

from datetime import date

from service.page.months import bars


def test_a_few_weeks_are_shown_by_day() -> None:
    drawn = bars([(date(2026, 3, 1), 2), (date(2026, 3, 3), 1)])
    assert drawn is not None
    assert drawn.by_day
    assert [bar.count for bar in drawn.bars] == [2, 0, 1]
    assert drawn.bars[0].height == drawn.height


def test_longer_times_by_month() -> None:
    drawn = bars([(date(2025, 11, 30), 1), (date(2026, 1, 2), 1), (date(2026, 1, 20), 3)])
    assert drawn is not None
    assert [(bar.first, bar.count) for bar in drawn.bars] == [
        (date(2025, 11, 1), 1), (date(2025, 12, 1), 0), (date(2026, 1, 1), 4),
    ]  # fmt: skip


def test_the_last_ten_years_at_most() -> None:
    drawn = bars([(date(1950, 1, 1), 1), (date(2026, 1, 1), 1)])
    assert drawn is not None
    assert len(drawn.bars) == 120
    assert all(bar.x >= 0 and bar.x + bar.width <= drawn.width for bar in drawn.bars)


def test_nothing_is_no_picture() -> None:
    assert bars([]) is None
