"""A graph in layers from left to right: who stands in which column, and how far down.

Sugiyama, Tagawa & Toda (1981), "Methods for Visual Understanding of Hierarchical System
Structures": layers by the longest way from the start, a place in every layer that an edge
passes, an order by the mean of the neighbours. Rows are counted from 0 and need not be whole.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from service.origins.circles import circles

Pair = tuple[str, str]
# A node, or the place where an edge passes a layer.
_Place = str | tuple[Pair, int]
_SWEEPS = 4


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the drawing: column and row."""

    layer: int
    row: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where each node stands and which way each edge goes, its ends included.

    An edge within one column, which only those of a circle have, is its two ends.
    """

    nodes: Mapping[str, Point]
    edges: Mapping[Pair, tuple[Point, ...]]
    layers: int
    rows: float


def draw(nodes: Sequence[str], edges: Sequence[Pair], *, last: Collection[str]) -> Drawing:
    """Place `nodes`; those of `last` that lead nowhere stand in the last column."""
    layer = _layers(nodes, edges, last)
    ways = {edge: _way(edge, layer) for edge in edges}
    columns = _columns(nodes, ways, layer)
    near = _neighbours(ways)
    rows = _rows(columns, near)
    return Drawing(
        nodes={node: Point(layer[node], rows[node]) for node in nodes},
        edges={
            edge: tuple(Point(_layer(place, layer), rows[place]) for place in way)
            for edge, way in ways.items()
        },
        layers=max(layer.values(), default=0) + 1,
        rows=max(rows.values(), default=0.0) + 1,
    )


def _layers(nodes: Sequence[str], edges: Sequence[Pair], last: Collection[str]) -> dict[str, int]:
    """The longest way to each from any start; those of a circle stand in one column."""
    after: dict[str, list[str]] = defaultdict(list)
    for inner, outer in edges:
        after[inner].append(outer)
    layer = dict.fromkeys(nodes, 0)
    for members in reversed(list(circles(nodes, after))):
        own = max(layer[member] for member in members)
        layer.update(dict.fromkeys(members, own))
        for outer in (outer for member in members for outer in after[member]):
            if outer not in members:
                layer[outer] = max(layer[outer], own + 1)
    end = max(layer.values(), default=0)
    return {node: end if node in last and not after[node] else layer[node] for node in nodes}


def _way(edge: Pair, layer: Mapping[str, int]) -> tuple[_Place, ...]:
    inner, outer = edge
    between = range(layer[inner] + 1, layer[outer])
    return (inner, *((edge, column) for column in between), outer)


def _layer(place: _Place, layer: Mapping[str, int]) -> int:
    return layer[place] if isinstance(place, str) else place[1]


def _columns(
    nodes: Sequence[str], ways: Mapping[Pair, tuple[_Place, ...]], layer: Mapping[str, int]
) -> list[list[_Place]]:
    columns: list[list[_Place]] = [[] for _ in range(max(layer.values(), default=0) + 1)]
    for node in nodes:
        columns[layer[node]].append(node)
    for way in ways.values():
        for place in way[1:-1]:
            columns[_layer(place, layer)].append(place)
    return columns


def _neighbours(ways: Mapping[Pair, tuple[_Place, ...]]) -> dict[_Place, list[_Place]]:
    near: dict[_Place, list[_Place]] = defaultdict(list)
    for way in ways.values():
        for one, other in pairwise(way):
            near[one].append(other)
            near[other].append(one)
    return near


def _rows(columns: list[list[_Place]], near: Mapping[_Place, list[_Place]]) -> dict[_Place, float]:
    """Each near the mean of its neighbours, no two of a column closer than one row."""
    row: dict[_Place, float] = {
        place: float(at) for column in columns for at, place in enumerate(column)
    }
    for _ in range(_SWEEPS):
        for column in (*columns, *reversed(columns)):
            wanted = {
                place: sum(row[each] for each in near[place]) / len(near[place])
                if near.get(place)
                else row[place]
                for place in column
            }
            column.sort(key=wanted.__getitem__)
            row.update(_apart(column, wanted))
    top = min(row.values(), default=0.0)
    return {place: at - top for place, at in row.items()}


def _apart(column: Sequence[_Place], wanted: Mapping[_Place, float]) -> dict[_Place, float]:
    """As near to what is wanted as one row between each and the next allows."""
    placed: dict[_Place, float] = {}
    free = float("-inf")
    for place in column:
        placed[place] = max(wanted[place], free)
        free = placed[place] + 1
    drift = sum(placed[place] - wanted[place] for place in column) / max(len(column), 1)
    return {place: at - drift for place, at in placed.items()}
