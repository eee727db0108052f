"""Boxes and lines of a drawing in layers, in pixels: what a template writes as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from service.page.layering import Drawing, Point

_MARGIN = 14


@dataclass(frozen=True, slots=True)
class Measure:
    """How large boxes are and how far apart they begin; the letters that fit one."""

    name: str
    width: int
    height: int
    across: int
    down: int
    letters: int

    def size(self, drawing: Drawing) -> tuple[int, int]:
        """Width and height of the whole."""
        return (
            2 * _MARGIN + self.width + (drawing.layers - 1) * self.across,
            2 * _MARGIN + self.height + round((drawing.rows - 1) * self.down),
        )

    def corner(self, point: Point) -> tuple[int, int]:
        """Where a box begins."""
        return _MARGIN + point.layer * self.across, _MARGIN + round(point.row * self.down)

    def path(self, points: Sequence[Point]) -> str:
        """A smooth line from the right side of the first box to the left side of the last."""
        corners = [self.corner(point) for point in points]
        middle = self.height // 2
        (x, y), (end, below) = corners[0], corners[-1]
        if x == end:  # of a circle: out and back on the right
            right, far = x + self.width, x + self.across - self.width // 5
            top, foot = y + middle, below + middle
            return f"M{right} {top}C{far} {top} {far} {foot} {right} {foot}"
        places = [(x + self.width, y + middle)]
        for left, top in corners[1:-1]:
            places += [(left, top + middle), (left + self.width, top + middle)]
        places.append((end, below + middle))
        drawn = f"M{places[0][0]} {places[0][1]}"
        for (a, b), (c, d) in pairwise(places):
            half = (a + c) // 2
            drawn += f"C{half} {b} {half} {d} {c} {d}"
        return drawn


WIDE = Measure("wide", width=184, height=44, across=250, down=58, letters=22)
PHONE = Measure("phone", width=100, height=36, across=122, down=46, letters=14)


@dataclass(frozen=True, slots=True)
class Box:
    """One node: where it stands, what is written on it, how it looks."""

    x: int
    y: int
    label: str
    whole: str
    note: str
    look: str
    badge: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One edge as an SVG path."""

    path: str
    look: str
    told: str


@dataclass(frozen=True, slots=True)
class Picture:
    """All shapes, and the same in a sentence for who cannot see them.

    `left_out` is how many boxes were too many to be drawn.
    """

    measure: Measure
    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    told: str
    left_out: int


def short(name: str, most: int) -> str:
    """At most so many letters of a name."""
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"
