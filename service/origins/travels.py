"""The routes by which one statement travelled, drawn together: who had it from whom.

A node is known by its source's id, a document by its own, an unnamed source by the medium that
relies on it, so that the unnamed sources of two media never become one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

NodeKind = Literal["speaker", "source", "publisher", "document", "unnamed"]


@dataclass(frozen=True, slots=True)
class Station:
    """One place of a stored chain; `source` is the id, None for an unnamed source."""

    rel: str
    source: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One quote of the statement; `publisher` is a source id, `chain` begins with the speaker."""

    quote: str
    document: str
    publisher: str | None
    published: date | None
    chain: tuple[Station, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody or something that the words passed through."""

    id: str
    name: str
    kind: NodeKind


@dataclass(frozen=True, slots=True)
class Edge:
    """`outer` has the words from `inner`, as these quotes say, the first published first.

    `rel`, `since` and `document` are those of the first.
    """

    inner: str
    outer: str
    rel: str
    quotes: tuple[str, ...]
    since: date | None
    document: str

    @property
    def occurrences(self) -> int:
        """How many occurrences support it."""
        return len(self.quotes)


@dataclass(frozen=True, slots=True)
class Step:
    """A node on a route, and by which relation the chain has it there."""

    node: str
    rel: str


@dataclass(frozen=True, slots=True)
class Route:
    """An occurrence's way to the page: the speaker's node, then each step, the nearest first."""

    occurrence: Occurrence
    speaker: str
    steps: tuple[Step, ...]

    @property
    def first_hand(self) -> bool:
        """Whether no hop but `published` stands between speaker and page."""
        return [step.rel for step in self.steps] == ["published"]

    @property
    def own(self) -> bool:
        """Whether its publisher has the words from the speaker: first-hand, or told to itself."""
        return [step.rel for step in self.steps] in (["published"], ["told"])


@dataclass(frozen=True, slots=True)
class Travels:
    """All routes of a statement, in the order of publication.

    `before` are the edges that lead to a node, but for the speaker's; `own` names the document in
    which a node has the words from the speaker itself.
    """

    routes: tuple[Route, ...]
    nodes: Mapping[str, Node]
    edges: tuple[Edge, ...]
    before: Mapping[str, list[Edge]]
    own: Mapping[str, str]


def age(published: date | None) -> date:
    """For sorting: the undated come last."""
    return published or date.max


def travels(occurrences: Iterable[Occurrence]) -> Travels:
    """The graph of the occurrences, the same in whatever order they come."""
    routes = tuple(_route(each) for each in sorted(occurrences, key=_order))
    spoken = _edges(
        (route.occurrence, route.speaker, route.steps[0].node, route.steps[0].rel)
        for route in routes
    )
    passed = _edges(
        (route.occurrence, inner.node, outer.node, inner.rel)
        for route in routes
        for inner, outer in pairwise(route.steps)
    )
    before: dict[str, list[Edge]] = defaultdict(list)
    for edge in passed:
        before[edge.outer].append(edge)
    own: dict[str, str] = {}
    for route in routes:
        if route.own:
            own.setdefault(route.steps[0].node, route.occurrence.document)
    return Travels(routes, _nodes(routes), (*spoken, *passed), before, own)


def _order(occurrence: Occurrence) -> tuple[date, str, str, str]:
    rest = repr((occurrence.published, occurrence.publisher, occurrence.chain))
    return age(occurrence.published), occurrence.quote, occurrence.document, rest


def _route(occurrence: Occurrence) -> Route:
    speaker, hops = occurrence.chain[0].source, occurrence.chain[1:]
    publisher = occurrence.publisher or next(
        (hop.source for hop in hops if hop.rel == "published"), None
    )
    node = publisher or occurrence.document
    steps = [Step(node, "published")]
    for hop in reversed(hops):
        # The speaker's own office relaying the speaker under one name is no station between.
        if hop.rel == "published" or (hop.source is not None and hop.source == speaker):
            continue
        node = hop.source or f"unnamed:{node}"
        steps.append(Step(node, hop.rel))
    # Words that come back to where they were add nothing: the first time is kept.
    kept: dict[str, Step] = {}
    for step in reversed(steps):
        kept.setdefault(step.node, step)
    return Route(occurrence, speaker or "speaker", tuple(kept.values()))


def _edges(passed: Iterable[tuple[Occurrence, str, str, str]]) -> tuple[Edge, ...]:
    """One edge for each pair of nodes, in the order in which they first stood together."""
    found: dict[tuple[str, str], list[tuple[Occurrence, str]]] = defaultdict(list)
    for occurrence, inner, outer, rel in passed:
        if inner != outer:
            found[inner, outer].append((occurrence, rel))
    return tuple(
        Edge(
            inner,
            outer,
            rel=having[0][1],
            quotes=tuple(occurrence.quote for occurrence, _ in having),
            since=having[0][0].published,
            document=having[0][0].document,
        )
        for (inner, outer), having in found.items()
    )


def _nodes(routes: Iterable[Route]) -> dict[str, Node]:
    """Every node by its id; who publishes one occurrence is a publisher wherever it stands."""
    names = _names(routes)
    found: dict[str, Node] = {}
    for route in routes:
        occurrence = route.occurrence
        for step in route.steps:
            if step.rel == "published" and step.node == occurrence.document:
                kind: NodeKind = "document"
            elif step.rel == "published" or step.node == occurrence.publisher:
                kind = "publisher"
            else:
                kind = "unnamed" if step.node.startswith("unnamed:") else "source"
            if step.node not in found or kind == "publisher":
                found[step.node] = Node(step.node, _name(step.node, names), kind)
    for route in routes:
        speaker = names.get(route.speaker, "unnamed speaker")
        found.setdefault(route.speaker, Node(route.speaker, speaker, "speaker"))
    return found


def _name(node: str, names: Mapping[str, str]) -> str:
    unnamed = node.count("unnamed:")
    carrier = node.removeprefix("unnamed:" * unnamed)
    return "unnamed source of " * unnamed + names.get(carrier, carrier)


def _names(routes: Iterable[Route]) -> dict[str, str]:
    """What each source is called: the name it has most often, of equals the first by alphabet."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for route in routes:
        page, occurrence = route.steps[-1].node, route.occurrence
        if page == occurrence.document:
            counted[page][f"document {page}"] += 1
        for station in occurrence.chain:
            if station.source is not None and station.name:
                counted[station.source][station.name] += 1
    return {
        source: min(names, key=lambda name: (-names[name], name))
        for source, names in counted.items()
    }
