"""Independent origins of one statement: how many sources its occurrences really lead back to.

Forty-seven articles that all had it from one dispatch have one origin. An occurrence counts to the
hop next after the speaker; where another occurrence shows that this hop had the words from somebody
else, it counts to that one, and so on, unless the hop has them from the speaker too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from service.origins.circles import circles
from service.origins.hops import WeakestHop, counted, hop_by_hop, weakest
from service.origins.travels import Edge, Node, Occurrence, Route, Station, Travels, age, travels

__all__ = [
    "Edge",
    "Node",
    "Occurrence",
    "Origin",
    "Provenance",
    "Reduction",
    "Station",
    "WeakestHop",
    "provenance",
]

OriginKind = Literal["source", "publisher", "document", "unnamed", "circle"]
# A way back longer than this is told in part: nobody reads on, and a forged one has no end.
_TOLD = 12
_LISTED = 5


@dataclass(frozen=True, slots=True)
class Origin:
    """Where occurrences lead back to; a circle's id and name are those of its members."""

    id: str
    name: str
    kind: OriginKind
    quotes: tuple[str, ...]
    earliest: date | None


@dataclass(frozen=True, slots=True)
class Reduction:
    """How one occurrence came to count where it counts, hop by hop in plain words."""

    quote: str
    document: str
    origin: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Whence a statement is known. Everything stands in the order of publication or of ids.

    `circles` are all groups that cite one another; those with no way out are an origin besides.
    """

    origins: tuple[Origin, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    circles: tuple[tuple[str, ...], ...]
    earliest: str | None
    steps: tuple[Reduction, ...]
    first_hand: int
    weakest_hop: WeakestHop | None


@dataclass(frozen=True, slots=True)
class _Fold:
    """A node's origin, a node of that, the edge by which it is left for it.

    `members` and `name` are those of the circle it stands in, or its own.
    """

    origin: str
    last: str
    by: Edge | None
    members: tuple[str, ...]
    name: str


def provenance(occurrences: Iterable[Occurrence]) -> Provenance:
    """The origins of a statement's occurrences, and how each was found."""
    graph = travels(occurrences)
    folds = _folds(graph)
    reduced = tuple(_reduction(route, graph, folds) for route in graph.routes)
    dated = [route.occurrence for route in graph.routes if route.occurrence.published]
    return Provenance(
        origins=_origins(graph, folds),
        nodes=tuple(sorted(graph.nodes.values(), key=lambda node: node.id)),
        edges=graph.edges,
        circles=_circles(graph),
        earliest=dated[0].quote if dated else None,
        steps=reduced,
        first_hand=sum(route.first_hand for route in graph.routes),
        weakest_hop=weakest(graph),
    )


def _circles(graph: Travels) -> tuple[tuple[str, ...], ...]:
    """Those that cite one another, whether or not a way leads out."""
    before = {node: [edge.inner for edge in edges] for node, edges in graph.before.items()}
    return tuple(sorted(found for found in circles(sorted(before), before) if len(found) > 1))


def _folds(graph: Travels) -> dict[str, _Fold]:
    """Each node's origin: its own, or that of the first to be cited, in date, before it."""
    before = {node: [] if node in graph.own else edges for node, edges in graph.before.items()}
    inner = {node: sorted(edge.inner for edge in edges) for node, edges in before.items()}
    folds: dict[str, _Fold] = {}
    for members in circles(sorted(graph.nodes), inner):
        out = [edge for node in members for edge in before.get(node, ())]
        inside = frozenset(members)
        exits = [edge for edge in out if edge.inner not in inside]
        by = min(exits, key=lambda edge: _age(edge, graph.nodes), default=None)
        origin = folds[by.inner].origin if by else "+".join(members)
        last = folds[by.inner].last if by else members[0]
        fold = _Fold(origin, last, by, members, _listed(members, graph.nodes))
        folds.update(dict.fromkeys(members, fold))
    return folds


def _age(edge: Edge, nodes: Mapping[str, Node]) -> tuple[date, str, str, str]:
    return age(edge.since), nodes[edge.inner].name, edge.inner, edge.outer


def _origins(graph: Travels, folds: Mapping[str, _Fold]) -> tuple[Origin, ...]:
    """The origins, the earliest first."""
    found: dict[str, list[Route]] = {}
    for route in graph.routes:
        found.setdefault(folds[route.steps[0].node].origin, []).append(route)
    origins = [
        _origin(folds[folds[routes[0].steps[0].node].last], routes, graph)
        for routes in found.values()
    ]
    return tuple(sorted(origins, key=lambda each: (age(each.earliest), each.name, each.id)))


def _origin(fold: _Fold, routes: Sequence[Route], graph: Travels) -> Origin:
    circle = len(fold.members) > 1
    return Origin(
        id=fold.origin,
        name=fold.name,
        kind="circle" if circle else _kind(graph.nodes[fold.last], graph),
        quotes=tuple(route.occurrence.quote for route in routes),
        earliest=routes[0].occurrence.published,
    )


def _kind(node: Node, graph: Travels) -> OriginKind:
    """A publisher is an origin as such only if it has the words from the speaker."""
    if node.kind == "document" or node.kind == "unnamed":
        return node.kind
    return "publisher" if node.id in graph.own else "source"


def _listed(members: Iterable[str], nodes: Mapping[str, Node]) -> str:
    *others, last = sorted(nodes[member].name for member in members)
    if len(others) > _LISTED:
        others, last = others[:_LISTED], f"{len(others) + 1 - _LISTED} more"
    return f"{', '.join(others)} and {last}" if others else last


def _reduction(route: Route, graph: Travels, folds: Mapping[str, _Fold]) -> Reduction:
    document, first = route.occurrence.document, folds[route.steps[0].node]
    last = folds[first.last]
    sentences = (
        *hop_by_hop(route, graph.nodes),
        *_way_back(first, graph, folds, document),
        *_halt(last, graph, document),
        f"so it counts to {last.name}",
    )
    return Reduction(route.occurrence.quote, document, first.origin, sentences)


def _way_back(
    fold: _Fold, graph: Travels, folds: Mapping[str, _Fold], document: str
) -> Iterator[str]:
    """What other occurrences say of the first hop, of the one before it, and so on."""
    for _ in range(_TOLD):
        if fold.by is None:
            return
        if len(fold.members) > 1:
            yield f"{fold.name} cite one another"
        yield counted(fold.by, graph.nodes, document)
        fold = folds[fold.by.inner]
    if fold.by is not None:
        yield "and so on, further back"


def _halt(fold: _Fold, graph: Travels, document: str) -> Iterator[str]:
    """Why the way back ends here, if that is not plain: a circle, or words had at first hand."""
    if len(fold.members) > 1:
        yield f"{fold.name} cite one another and nobody else"
    elif fold.last in graph.own and (before := graph.before.get(fold.last)):
        yield counted(before[0], graph.nodes, document)
        yield f"but {fold.name} has it from the speaker too (document {graph.own[fold.last]})"
