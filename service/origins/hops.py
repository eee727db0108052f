"""Hops in plain words: what each one says, and how far it can be relied on."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from service.origins.travels import Edge, Node, Route, Travels

_CITES = {
    "recounted": "{outer} has it from {inner}, who retells it",
    "supplied": "{outer} carries the text of {inner}",
}
_HEARD = {
    "told": "{speaker} told {inner}",
    "recounted": "{inner} retells what {speaker} said",
    "published": "{inner} names nobody between itself and {speaker}",
}
# From the least to the most reliable.
_STANDING = {"unnamed": 0, "recounted": 1, "cited": 2, "reported": 3, "told": 3, "supplied": 4,
             "published": 5}  # fmt: skip
_REASONS = {
    "unnamed": "nobody can ask {name}",
    "recounted": "{name} retells what somebody else said",
    "cited": "{name} is only named as the source by another",
    "reported": "{name} passes on what it does not say it heard itself",
    "told": "{name} says that it was told",
    "supplied": "{name} supplied the text to another",
    "published": "{name} publishes it and names nobody in between",
}


@dataclass(frozen=True, slots=True)
class WeakestHop:
    """The hop that a statement's chains can be relied on least for, where it first stands."""

    node: str
    name: str
    rel: str
    standing: str
    quote: str
    document: str
    reason: str


def hop_by_hop(route: Route, nodes: Mapping[str, Node]) -> list[str]:
    """The route in sentences, from the page to the speaker."""
    told = [
        _CITES.get(inner.rel, "{outer} cites {inner}").format(
            inner=nodes[inner.node].name, outer=nodes[outer.node].name
        )
        for inner, outer in reversed(list(pairwise(route.steps)))
    ]
    first = route.steps[0]
    if first.rel in _HEARD:
        speaker = nodes[route.speaker].name
        told.append(_HEARD[first.rel].format(inner=nodes[first.node].name, speaker=speaker))
    return told


def counted(edge: Edge, nodes: Mapping[str, Node], document: str) -> str:
    """The sentence for an edge that another document, or another quote of this one, shows."""
    sentence = _CITES.get(edge.rel, "{outer} cites {inner}").format(
        inner=nodes[edge.inner].name, outer=nodes[edge.outer].name
    )
    if edge.document == document:
        return f"{sentence} elsewhere in this document"
    return f"{sentence} in another document ({edge.document})"


def weakest(graph: Travels) -> WeakestHop | None:
    """The hop of lowest standing; of equals the one first published, nearest the speaker."""
    found: tuple[int, str, str, Route] | None = None
    for route in graph.routes:
        for step in route.steps:
            standing = "unnamed" if graph.nodes[step.node].kind == "unnamed" else step.rel
            rank = _STANDING.get(standing, _STANDING["cited"])
            if found is None or rank < found[0]:
                found = rank, standing, step.node, route
    if found is None:
        return None
    _, standing, node, route = found
    rel = next(step.rel for step in route.steps if step.node == node)
    name = graph.nodes[node].name
    reason = _REASONS.get(standing, _REASONS["cited"]).format(name=name)
    occurrence = route.occurrence
    return WeakestHop(node, name, rel, standing, occurrence.quote, occurrence.document, reason)
