"""Times and numbers in the reader's locale."""

from datetime import UTC, datetime

import pytest

from service.page.readers import reader


@pytest.mark.parametrize(
    ("header", "number", "day"),
    [
        ("", "1,234", '<time datetime="2025-06-03">3 Jun 2025</time>'),
        ("en-US,en;q=0.9", "1,234", '<time datetime="2025-06-03">Jun 3, 2025</time>'),
        ("xx, de;q=0.8, en;q=0.2", "1.234",
         '<time datetime="2025-06-03" lang="de" dir="auto">03.06.2025</time>'),
        ("q=;;, *;q=x", "1,234", '<time datetime="2025-06-03">3 Jun 2025</time>'),
    ],
)  # fmt: skip
def test_the_header_decides(header: str, number: str, day: str) -> None:
    them = reader(header)
    assert them.number(1234) == number
    assert str(them.day("2025-06-03")) == day


def test_right_to_left_dates_are_set_apart() -> None:
    assert 'lang="ar-EG" dir="auto"' in str(reader("ar-EG").day("2025-06-03"))


def test_no_day_is_nothing() -> None:
    assert reader("").day(None) == ""


def test_moments_are_in_utc_and_say_so() -> None:
    shown = str(reader("en-GB").moment(datetime(2025, 6, 3, 12, 30, tzinfo=UTC)))
    assert shown == '<time datetime="2025-06-03T12:30:00+00:00">3 Jun 2025, 12:30:00 UTC</time>'
