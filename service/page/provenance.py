"""The provenance picture: speaker → hops → outlets.

Each independent origin has its own colour and number, which what leads back to it bears too;
anonymous hops are dashed, circles red. Many outlets that have it from the same place, or each from
the speaker, are one box.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from service.origins.independent import Edge, Node, Provenance
from service.page.layering import Drawing, Pair, draw
from service.page.shapes import WIDE, Box, Line, Measure, Picture, short

# Colours there are in the style sheet; the number beside them goes on.
_COLOURS = 6
# So many outlets of one source are shown each by its own; more are one box.
_SINGLE = 5
# Nobody looks at more, nor listens to them.
_DRAWN, _TOLD = 60, 40
_ROLES = {
    "speaker": "speaker", "unnamed": "not named", "publisher": "outlet", "document": "document",
    "source": "relay",
}  # fmt: skip
_DONE = {"told": "was told", "cited": "cited", "recounted": "retold it", "reported": "reported it",
         "supplied": "supplied it"}  # fmt: skip


def picture(found: Provenance, measure: Measure = WIDE) -> Picture:
    """The drawing of a statement's provenance."""
    graph = _graph(found)
    bundles = _bundles(found, graph)
    boxed = {node: box for box, members in bundles.items() for node in members}
    nodes = {node.id: node for node in _in_order(found.nodes) if node.id not in boxed}
    edges: dict[Pair, list[Edge]] = defaultdict(list)
    for edge in found.edges:
        pair = boxed.get(edge.inner, edge.inner), boxed.get(edge.outer, edge.outer)
        edges[pair].append(edge)
    shown = _busiest([*nodes, *bundles], edges)
    edges = {pair: drawn for pair, drawn in edges.items() if shown.issuperset(pair)}
    order = [box for box in (*nodes, *bundles) if box in shown]
    outlets = {id_ for id_, each in nodes.items() if each.kind in ("publisher", "document")}
    drawing = draw(order, list(edges), last=outlets | bundles.keys())
    pen = _Pen(graph, drawing, measure)
    width, height = measure.size(drawing)
    return Picture(
        measure=measure,
        width=width,
        height=height,
        boxes=tuple(
            pen.box(nodes[box]) if box in nodes else pen.bundle(box, bundles[box]) for box in order
        ),
        lines=tuple(pen.line(pair, drawn) for pair, drawn in edges.items()),
        told=_told(found, graph.names),
        left_out=len(nodes) + len(bundles) - len(order),
    )


@dataclass(frozen=True, slots=True)
class _Graph:
    """A provenance by node and by quote; origins by their numbers."""

    names: Mapping[str, str]
    into: Mapping[str, Sequence[Edge]]
    out: Mapping[str, Sequence[Edge]]
    counts_to: Mapping[str, int]
    numbers: Mapping[str, int]
    circles: Mapping[str, int]

    def quotes(self, node: str) -> list[str]:
        """Those that came to a node, or from one that nothing came to."""
        edges = self.into.get(node) or self.out.get(node, ())
        return [quote for edge in edges for quote in edge.quotes]

    def look(self, quotes: Iterable[str]) -> str:
        """The colour of the origin that all these count to; none if there are several."""
        counted = {self.counts_to[quote] for quote in quotes}
        return f"o{(counted.pop() - 1) % _COLOURS + 1}" if len(counted) == 1 else ""

    def in_circle(self, edge: Edge) -> bool:
        """Whether its two ends cite one another."""
        inner = self.circles.get(edge.inner)
        return inner is not None and inner == self.circles.get(edge.outer)


def _graph(found: Provenance) -> _Graph:
    into: dict[str, list[Edge]] = defaultdict(list)
    out: dict[str, list[Edge]] = defaultdict(list)
    for edge in found.edges:
        into[edge.outer].append(edge)
        out[edge.inner].append(edge)
    numbers = {origin.id: number for number, origin in enumerate(found.origins, start=1)}
    return _Graph(
        names={node.id: node.name for node in found.nodes},
        into=into,
        out=out,
        counts_to={step.quote: numbers[step.origin] for step in found.steps},
        # A circle's id is made of those of its members.
        numbers={node: number for id_, number in numbers.items() for node in id_.split("+")},
        circles={node: at for at, members in enumerate(found.circles) for node in members},
    )


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws nodes and edges where they stand."""

    graph: _Graph
    drawing: Drawing
    measure: Measure

    def box(self, node: Node) -> Box:
        x, y = self.measure.corner(self.drawing.nodes[node.id])
        look = "" if node.kind == "speaker" else self.graph.look(self.graph.quotes(node.id))
        circled = "circled" if node.id in self.graph.circles else ""
        return Box(
            x, y, short(node.name, self.measure.letters), node.name, self._note(node),
            _words(node.kind, look, circled), self.graph.numbers.get(node.id),
        )  # fmt: skip

    def bundle(self, box: str, members: Collection[str]) -> Box:
        x, y = self.measure.corner(self.drawing.nodes[box])
        names = ", ".join(sorted(self.graph.names[each] for each in members))
        look = self.graph.look(quote for each in members for quote in self.graph.quotes(each))
        note = short(names, self.measure.letters + 4)
        return Box(x, y, f"{len(members)} outlets", names, note,
                   _words("publisher", "bundle", look), None)  # fmt: skip

    def line(self, pair: Pair, edges: Sequence[Edge]) -> Line:
        quotes = [quote for edge in edges for quote in edge.quotes]
        dashed = any("unnamed:" in f"{edge.inner} {edge.outer}" for edge in edges)
        circled = any(map(self.graph.in_circle, edges))
        first, others = edges[0], len(edges) - 1
        told = f"{self.graph.names[first.inner]} → {self.graph.names[first.outer]}"
        told += f" and {others} more" if others else ""
        return Line(
            self.measure.path(self.drawing.edges[pair]),
            _words(
                self.graph.look(quotes), "dashed" if dashed else "", "circled" if circled else ""
            ),
            f"{told}: {len(quotes)} {'quote' if len(quotes) == 1 else 'quotes'}",
        )

    def _note(self, node: Node) -> str:
        touching = (*self.graph.into.get(node.id, ()), *self.graph.out.get(node.id, ()))
        rels = {edge.rel for edge in touching}
        done = [told for rel, told in _DONE.items() if rel in rels]
        return " · ".join(done[:2]) if node.kind == "source" and done else _ROLES[node.kind]


def _bundles(found: Provenance, graph: _Graph) -> dict[str, list[str]]:
    """Boxes of outlets that nobody has it from, alike in whom they have it from."""
    alike: dict[tuple[frozenset[str], frozenset[int]], list[str]] = defaultdict(list)
    for node in found.nodes:
        if node.kind in ("publisher", "document") and not graph.out.get(node.id):
            origins = {graph.counts_to[quote] for quote in graph.quotes(node.id)}
            origins.discard(graph.numbers.get(node.id, 0))  # each of them is one: they are alike
            key = frozenset(edge.inner for edge in graph.into.get(node.id, ())), frozenset(origins)
            alike[key].append(node.id)
    many = [members for members in alike.values() if len(members) > _SINGLE]
    return {f"bundle {number}": members for number, members in enumerate(many)}


def _busiest(boxes: Sequence[str], edges: Mapping[Pair, Sequence[Edge]]) -> set[str]:
    """Those that most quotes came by, as many as can be looked at."""
    passed: Counter[str] = Counter()
    for pair, drawn in edges.items():
        for box in pair:
            passed[box] += sum(edge.occurrences for edge in drawn)
    return set(heapq.nlargest(_DRAWN, boxes, key=passed.__getitem__))


def _in_order(nodes: Iterable[Node]) -> list[Node]:
    return sorted(nodes, key=lambda node: (list(_ROLES).index(node.kind), node.name, node.id))


def _words(*looks: str) -> str:
    return " ".join(filter(None, looks))


def _told(found: Provenance, names: Mapping[str, str]) -> str:
    ways = [f"from {names[edge.inner]} to {names[edge.outer]}" for edge in found.edges[:_TOLD]]
    origins = [f"{n}, {each.name}" for n, each in enumerate(found.origins[:_TOLD], start=1)]
    more = " and more" if len(found.edges) > _TOLD else ""
    return f"The words went {', '.join(ways)}{more}. Independent origins: {'; '.join(origins)}."
