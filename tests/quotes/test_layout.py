"""Paragraphs: what the raw text shows before any word is read."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.layout import meets_any, paragraphs, strip


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\n \t\n", []),
        ("One.", ["One."]),
        ("  One.  ", ["One."]),
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\n \t\n\n  Two.\n", ["One.", "Two."]),
        ("One.\r\n\r\nTwo.", ["One.", "Two."]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("“One.”\n“Two.”", ["“One.”", "“Two.”"]),
        ("One\nand on.", ["One\nand on."]),
        ("One.\nTwo\nand on.", ["One.\nTwo\nand on."]),
        ("A headline\n\nOne.", ["A headline", "One."]),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@given(st.text())
def test_paragraphs_of_any_text(text: str) -> None:
    found = paragraphs(text)
    for start, end in found:
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    between = [text[a[1] : b[0]] for a, b in pairwise([(0, 0), *found, (len(text), len(text))])]
    assert not "".join(between).strip()


@pytest.mark.parametrize(
    ("text", "chars", "expected"),
    [
        (" a b ", None, (1, 4)),
        (", a,", " ,", (2, 3)),
        ("   ", None, (3, 3)),
        ("abc", None, (0, 3)),
    ],
)
def test_strip(text: str, chars: str | None, expected: tuple[int, int]) -> None:
    assert strip(text, (0, len(text)), chars) == expected


def test_strip_stays_inside_its_span() -> None:
    assert strip("x  y  z", (1, 6)) == (3, 4)


def test_meets_any_only_where_a_code_point_is_shared() -> None:
    spans = [(2, 4), (6, 9)]
    met = [at for at in range(11) if meets_any((at, at + 1), spans)]
    assert met == [2, 3, 6, 7, 8]
    assert meets_any((0, 20), spans)
    assert not meets_any((4, 6), spans)
    assert not meets_any((0, 1), [])
