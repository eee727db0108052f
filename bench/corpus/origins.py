"""The true independent origins of a statement, from the chains by which documents carried it.

A chain is the ids after the speaker, outward, the publisher last. An origin that stands after
another hop in some chain folds into that one, unless it also carries the statement first-hand;
the members of a ring that nothing leads into count as one, under the least of their ids.
"""

from collections.abc import Iterable
from itertools import pairwise

Chain = tuple[str, ...]
Graph = dict[str, set[str]]


def origins(chains: Iterable[Chain]) -> frozenset[str]:
    """The ids of those on whom everybody else's knowledge rests."""
    before, first_hand = _graph(chains)
    found = {node for node, ones in before.items() if not ones or node in first_hand}
    after = _turned(before)
    unknown = before.keys() - _reached(found, after)
    while unknown:
        # Nothing outside leads into these: somewhere among them is a ring that leads to the rest.
        ring = min((_reached({node}, before) for node in sorted(unknown)), key=len)
        found.add(min(ring))
        unknown -= _reached(ring, after)
    return frozenset(found)


def circles(chains: Iterable[Chain]) -> frozenset[frozenset[str]]:
    """The sets of sources that lead back to one another."""
    before, _ = _graph(chains)
    after = _turned(before)
    left = set(before)
    while roots := {node for node in left if not before[node] & left}:
        left -= roots
    found = set()
    for node in left:
        ring = _reached({node}, before) & _reached({node}, after)
        if len(ring) > 1:
            found.add(frozenset(ring))
    return frozenset(found)


def _graph(chains: Iterable[Chain]) -> tuple[Graph, set[str]]:
    before: Graph = {}
    first_hand = set()
    for chain in chains:
        if len(chain) == 1:
            first_hand.add(chain[0])
        before.setdefault(chain[0], set())
        for source, taker in pairwise(chain):
            ones = before.setdefault(taker, set())
            if source != taker:
                ones.add(source)
    return before, first_hand


def _turned(before: Graph) -> Graph:
    after: Graph = {node: set() for node in before}
    for node, ones in before.items():
        for one in ones:
            after[one].add(node)
    return after


def _reached(start: set[str], graph: Graph) -> set[str]:
    reached, waiting = set(start), list(start)
    while waiting:
        new = graph[waiting.pop()] - reached
        reached |= new
        waiting.extend(new)
    return reached
