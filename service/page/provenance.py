"""The provenance picture: speaker → hops → outlets, as shapes that a template writes as SVG.

Each independent origin has its own colour and number, which what leads back to it bears too;
anonymous hops are dashed, circles red. Many outlets that have it from the same place are one box.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from service.origins.independent import Edge, Node, Provenance
from service.page.layering import Drawing, Pair, Point, draw

_MARGIN = 14
# Colours there are in the style sheet; the number beside them goes on.
_COLOURS = 6
# So many outlets of one source are shown each by its own; more are one box.
_SINGLE = 5
_ROLES = {
    "speaker": "speaker", "unnamed": "not named", "publisher": "outlet", "document": "document",
    "source": "relay",
}  # fmt: skip
_DONE = {"told": "was told", "cited": "cited", "recounted": "retold it", "reported": "reported it",
         "supplied": "supplied it"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measure:
    """How large boxes are and how far apart they begin, in pixels; the letters that fit one."""

    name: str
    width: int
    height: int
    across: int
    down: int
    letters: int


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
    """All shapes, and the same in a sentence for who cannot see them."""

    measure: Measure
    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    told: str


def picture(found: Provenance, measure: Measure = WIDE) -> Picture:
    """The drawing of a statement's provenance."""
    colours = _origins(found)
    bundles = _bundles(found)
    nodes = [node for node in found.nodes if node.id not in bundles]
    names = {node.id: node.name for node in found.nodes}
    boxed = {**{node.id: node.id for node in nodes}, **bundles}
    edges: dict[Pair, list[Edge]] = defaultdict(list)
    for edge in found.edges:
        edges[boxed[edge.inner], boxed[edge.outer]].append(edge)
    order = [*_by_kind(nodes), *dict.fromkeys(bundles.values())]
    outlets = {each.id for each in nodes if each.kind in ("publisher", "document")}
    drawing = draw(order, list(edges), last=outlets | set(bundles.values()))
    dressed = _Dressed(found, colours, names, drawing, measure)
    return Picture(
        measure=measure,
        width=2 * _MARGIN + measure.width + (drawing.layers - 1) * measure.across,
        height=2 * _MARGIN + measure.height + round((drawing.rows - 1) * measure.down),
        boxes=(
            *(dressed.box(node) for node in _by_kind_nodes(nodes)),
            *(dressed.bundle(box, members) for box, members in _members(bundles).items()),
        ),
        lines=tuple(dressed.line(pair, drawn) for pair, drawn in edges.items()),
        told=_told(found, names),
    )


@dataclass(frozen=True, slots=True)
class _Dressed:
    """What is needed to say how a node or an edge looks."""

    found: Provenance
    colours: Mapping[str, int]
    names: Mapping[str, str]
    drawing: Drawing
    measure: Measure

    def box(self, node: Node) -> Box:
        x, y = _corner(self.measure, self.drawing.nodes[node.id])
        colour = self._colour([quote for edge in self._touching(node.id) for quote in edge.quotes])
        looks = [node.kind, f"o{colour}" if colour and node.kind != "speaker" else ""]
        looks += ["circled"] if self._circled(node.id) else []
        return Box(
            x, y, _short(node.name, self.measure.letters), node.name, self._note(node),
            " ".join(filter(None, looks)), self._badge(node),
        )  # fmt: skip

    def bundle(self, box: str, members: Sequence[str]) -> Box:
        x, y = _corner(self.measure, self.drawing.nodes[box])
        quotes = [
            quote for each in members for edge in self._touching(each) for quote in edge.quotes
        ]
        colour = self._colour(quotes)
        whole = ", ".join(sorted(self.names[each] for each in members))
        look = f"publisher bundle {f'o{colour}' if colour else ''}".strip()
        return Box(
            x,
            y,
            f"{len(members)} outlets",
            whole,
            _short(whole, self.measure.letters + 4),
            look,
            None,
        )

    def line(self, pair: Pair, edges: Sequence[Edge]) -> Line:
        quotes = [quote for edge in edges for quote in edge.quotes]
        colour = self._colour(quotes)
        looks = [f"o{colour}" if colour else ""]
        looks += ["dashed"] if any(self._unnamed(edge) for edge in edges) else []
        looks += ["circled"] if any(self._in_circle(edge) for edge in edges) else []
        edge = edges[0]
        told = f"{self.names[edge.inner]} → {self.names[edge.outer]}"
        many = f" and {len(edges) - 1} more" if len(edges) > 1 else ""
        times = len(quotes)
        return Line(
            _path(self.measure, self.drawing.edges[pair]),
            " ".join(filter(None, looks)),
            f"{told}{many}: {times} {'quote' if times == 1 else 'quotes'}",
        )

    def _touching(self, node: str) -> Iterator[Edge]:
        into = [edge for edge in self.found.edges if edge.outer == node]
        yield from into or (edge for edge in self.found.edges if edge.inner == node)

    def _colour(self, quotes: Sequence[str]) -> int | None:
        """The colour of the origin that all of these quotes count to; None if there are several."""
        counted = {self.colours[step.origin] for step in self.found.steps if step.quote in quotes}
        return (counted.pop() - 1) % _COLOURS + 1 if len(counted) == 1 else None

    def _badge(self, node: Node) -> int | None:
        return next(
            (self.colours[each.id] for each in self.found.origins if node.id in each.id.split("+")),
            None,
        )

    def _note(self, node: Node) -> str:
        if node.kind == "speaker":
            return "speaker"
        rels = {edge.rel for edge in self.found.edges if edge.inner == node.id}
        spoken = {edge.rel for edge in self.found.edges if edge.outer == node.id}
        done = [told for rel, told in _DONE.items() if rel in rels | spoken]
        return _ROLES[node.kind] if node.kind != "source" or not done else " · ".join(done[:2])

    def _unnamed(self, edge: Edge) -> bool:
        return edge.inner.startswith("unnamed:") or edge.outer.startswith("unnamed:")

    def _circled(self, node: str) -> bool:
        return any(node in members for members in self.found.circles)

    def _in_circle(self, edge: Edge) -> bool:
        return any(
            edge.inner in members and edge.outer in members for members in self.found.circles
        )


def _origins(found: Provenance) -> dict[str, int]:
    return {origin.id: number for number, origin in enumerate(found.origins, start=1)}


def _bundles(found: Provenance) -> dict[str, str]:
    """Each outlet that shares a box, and that box."""
    inner = {edge.inner for edge in found.edges}
    origins = {step.quote: step.origin for step in found.steps}
    alike: dict[tuple[frozenset[str], frozenset[str]], list[str]] = defaultdict(list)
    for node in found.nodes:
        into = [edge for edge in found.edges if edge.outer == node.id]
        if node.kind in ("publisher", "document") and node.id not in inner:
            quotes = {quote for edge in into for quote in edge.quotes}
            key = frozenset(edge.inner for edge in into), frozenset(origins[q] for q in quotes)
            alike[key].append(node.id)
    many = [members for members in alike.values() if len(members) > _SINGLE]
    return {node: f"bundle {number}" for number, members in enumerate(many) for node in members}


def _members(bundles: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for node, box in bundles.items():
        found[box].append(node)
    return found


def _by_kind_nodes(nodes: Sequence[Node]) -> list[Node]:
    return sorted(nodes, key=lambda node: (list(_ROLES).index(node.kind), node.name, node.id))


def _by_kind(nodes: Sequence[Node]) -> list[str]:
    return [node.id for node in _by_kind_nodes(nodes)]


def _corner(measure: Measure, point: Point) -> tuple[int, int]:
    return _MARGIN + point.layer * measure.across, _MARGIN + round(point.row * measure.down)


def _path(measure: Measure, points: Sequence[Point]) -> str:
    """A smooth line from the right side of the first box to the left side of the last."""
    corners = [_corner(measure, point) for point in points]
    middle, width = measure.height // 2, measure.width
    (x, y), (end, below) = corners[0], corners[-1]
    if x == end:  # of a circle: out and back on the right
        right, far = x + width, x + measure.across - width // 5
        top, foot = y + middle, below + middle
        return f"M{right} {top}C{far} {top} {far} {foot} {right} {foot}"
    places = [(x + width, y + middle)]
    for left, top in corners[1:-1]:
        places += [(left, top + middle), (left + width, top + middle)]
    places.append((end, below + middle))
    drawn = f"M{places[0][0]} {places[0][1]}"
    for (a, b), (c, d) in pairwise(places):
        half = (a + c) // 2
        drawn += f"C{half} {b} {half} {d} {c} {d}"
    return drawn


def _short(name: str, most: int) -> str:
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def _told(found: Provenance, names: Mapping[str, str]) -> str:
    sentences = [f"{names[edge.inner]} to {names[edge.outer]}" for edge in found.edges[:40]]
    origins = "; ".join(f"{n}, {origin.name}" for n, origin in enumerate(found.origins, start=1))
    return f"The words went from {', from '.join(sentences)}. Independent origins: {origins}."
