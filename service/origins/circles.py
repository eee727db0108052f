"""Circles in a graph: the groups whose members all lead to one another."""

from collections.abc import Collection, Iterable, Iterator, Mapping


def circles(
    nodes: Iterable[str], follows: Mapping[str, Collection[str]]
) -> Iterator[tuple[str, ...]]:
    """The strongly connected components of `nodes`, those of one member included (Tarjan 1972).

    Each comes after all it leads to, its members sorted. No recursion: no chain is too long.
    """
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    open_: dict[str, None] = {}
    for start in nodes:
        path = [] if start in order else [(start, iter(follows.get(start, ())))]
        while path:
            node, rest = path[-1]
            if node not in order:
                order[node] = low[node] = len(order)
                open_[node] = None
            for other in rest:
                if other not in order:
                    path.append((other, iter(follows.get(other, ()))))
                    break
                if other in open_:
                    low[node] = min(low[node], order[other])
            else:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[node])
                if low[node] == order[node]:
                    yield _closed(open_, node)


def _closed(open_: dict[str, None], first: str) -> tuple[str, ...]:
    """Take from the open nodes the last ones back to `first`."""
    members = []
    while first in open_:
        members.append(open_.popitem()[0])
    return tuple(sorted(members))
