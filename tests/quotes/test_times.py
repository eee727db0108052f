"""When it was said, apart from when it was published."""

import pytest

from quotes.engine import Extractor
from quotes.model import Document

PUBLISHED = "2025-06-05"  # a Thursday


@pytest.mark.parametrize(
    ("text", "date", "precision", "basis", "words"),
    [
        ("Kolt said on Tuesday that the port would close on Friday.", "2025-06-03", "day",
         "weekday", "Tuesday"),
        ("Kolt said on Thursday that the port was shut.", "2025-06-05", "day", "weekday",
         "Thursday"),
        ("Kolt said last Thursday that the port was shut.", "2025-05-29", "day", "weekday",
         "last Thursday"),
        ("Kolt told reporters on June 3 that it ended.", "2025-06-03", "day", "date", "June 3"),
        ("Kolt told reporters on 9 December that it ended.", "2024-12-09", "day", "date",
         "9 December"),
        ("“It ends,” Kolt told reporters on March 9, 2019.", "2019-03-09", "day", "date",
         "March 9, 2019"),
        ("“It ends,” Kolt, who took office in May, said last month.", "2025-05", "month",
         "relative", "last month"),
        ("In an interview published Friday, Kolt said it ended.", "2025-05-30", "day", "weekday",
         "Friday"),
        ("Lena Orr recalled Kolt saying in 2019 that it would stay.", "2019", "year", "year",
         "in 2019"),
        ("Kolt said in October that it would stay.", "2024-10", "month", "month", "in October"),
        ("Kolt said yesterday it ended.", "2025-06-04", "day", "relative", "yesterday"),
        ("Kolt said two years ago that it would stay.", "2023", "year", "relative",
         "two years ago"),
    ],
)  # fmt: skip
def test_when(
    grammar: Extractor, text: str, date: str, precision: str, basis: str, words: str
) -> None:
    said = grammar.extract(Document("test", text, published=PUBLISHED)).quotes[0].said
    assert said is not None
    shown = text[slice(*said.span)]
    assert (said.date, said.precision, said.basis, shown) == (date, precision, basis, words)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Kolt said that the port would close on Friday.", PUBLISHED),  # the content's own time
        ("“It ends on Friday,” Kolt said.", PUBLISHED),
        ("Kolt, who took office in May, said that it ended.", PUBLISHED),  # about something else
        ("Kolt said on Tuesday that the port was shut.", None),  # which Tuesday?
        ("Kolt told reporters on June 31 that it ended.", PUBLISHED),  # no such day
    ],
)
def test_no_time_is_made_up(grammar: Extractor, text: str, published: str | None) -> None:
    found = grammar.extract(Document("test", text, published=published)).quotes
    assert found
    assert all(quote.said is None for quote in found)
