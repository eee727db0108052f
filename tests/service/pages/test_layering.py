"""Where nodes stand and which way edges go."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from service.page.layering import draw

_NAMES = st.sampled_from("abcdefgh")
_EDGES = st.lists(
    st.tuples(_NAMES, _NAMES).filter(lambda pair: pair[0] != pair[1]), unique=True, max_size=24
)


def test_a_chain_goes_from_left_to_right() -> None:
    drawing = draw("sta", [("s", "t"), ("t", "a")], last=["a"])
    assert [drawing.nodes[node].layer for node in "sta"] == [0, 1, 2]
    assert (drawing.layers, drawing.rows) == (3, 1.0)


def test_who_has_it_at_first_hand_stands_with_the_other_outlets() -> None:
    drawing = draw("stab", [("s", "t"), ("t", "a"), ("s", "b")], last=["a", "b"])
    assert drawing.nodes["b"].layer == drawing.nodes["a"].layer == 2
    assert len(drawing.edges["s", "b"]) == 3


def test_those_of_a_circle_share_a_column() -> None:
    drawing = draw("sab", [("s", "a"), ("a", "b"), ("b", "a")], last=["a", "b"])
    assert drawing.nodes["a"].layer == drawing.nodes["b"].layer == 1
    assert drawing.nodes["a"].row != drawing.nodes["b"].row


@given(_EDGES)
def test_nothing_overlaps_and_nothing_is_lost(edges: list[tuple[str, str]]) -> None:
    nodes = sorted({node for edge in edges for node in edge})
    drawing = draw(nodes, edges, last=())
    assert set(drawing.nodes) == set(nodes)
    assert set(drawing.edges) == set(edges)
    for layer in range(drawing.layers):
        rows = sorted(point.row for point in drawing.nodes.values() if point.layer == layer)
        assert all(after - before > 0.999 for before, after in pairwise(rows))
    assert min((point.row for point in drawing.nodes.values()), default=0) >= 0
    for (inner, outer), way in drawing.edges.items():
        assert (way[0], way[-1]) == (drawing.nodes[inner], drawing.nodes[outer])
