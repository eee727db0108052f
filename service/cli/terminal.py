"""What a person sees: tables that fit 80 columns, and text that cannot play tricks."""

import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotes.model import Quote

PIPED_WIDTH = 120
MAX_QUOTE = 300


def console() -> Console:
    """Standard output; in the width of the terminal, or 120 columns where there is none."""
    width = None if sys.stdout.isatty() else PIPED_WIDTH
    return Console(width=width, markup=False, highlight=False, emoji=False)


def plain(text: str) -> str:
    """`text` on one line, without what would steer a terminal or turn the direction of writing."""
    return harmless(" ".join(text.split()))


def harmless(text: str) -> str:
    """`text` with its line breaks, without what would steer a terminal or turn the writing."""
    return "".join(
        char
        if char == "\n" or unicodedata.category(char) not in ("Cc", "Cf", "Cs")
        else "\N{REPLACEMENT CHARACTER}"
        for char in text
    )


def shortened(text: str) -> str:
    """`text` on one line, cut where it is too long for a table; the record has all of it."""
    line = plain(text)
    return line if len(line) <= MAX_QUOTE else line[: MAX_QUOTE - 1].rstrip() + "…"


_WITHHELD = {"denied": "denied: ", "undisclosed": "would not say: "}


def worded(quote: Quote) -> str:
    """What was said, for a table: direct words in marks; denials and beliefs are told apart."""
    words = shortened(quote.text)
    said = f"“{words}”" if quote.kind == "direct" else words
    mark = "(thought, not said) " if quote.act == "think" else _WITHHELD.get(quote.polarity, "")
    return mark + (said or "(no matter named)")


def print_table(columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]]) -> None:
    """A table of `columns` (heading and share of the width) on standard output."""
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, expand=True, leading=1)
    for heading, share in columns:
        table.add_column(heading, ratio=share, overflow="fold")
    for row in rows:
        # Text, never str: a quote that says [bold] is not markup.
        table.add_row(*(Text(cell) for cell in row))
    console().print(table)


def print_figures(title: str, rows: Mapping[str, Sequence[str]]) -> None:
    """A table of numbers on standard output: gold, found, precision, recall, F1."""
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column(title, min_width=20)
    for heading in ("Gold", "Found", "P", "R", "F1"):
        table.add_column(heading, justify="right")
    for name, cells in rows.items():
        table.add_row(Text(name), *(Text(cell) for cell in cells))
    console().print(table)
    console().print()
