"""How many origins a statement's occurrences reduce to: a table of situations, then properties."""

import random
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.origins.circles import circles
from service.origins.independent import Occurrence, Provenance, Station, provenance

_NAMES = {
    "hm": "Hindustan Times", "fm": "Russian Foreign Ministry", "tass": "TASS", "ria": "RIA",
    "dawn": "Dawn", "emb": "Pakistani Embassy in Moscow", "lav": "Sergey Lavrov",
}  # fmt: skip
_RELS = {"t": "told", "c": "cited", "w": "recounted", "r": "reported", "s": "supplied"}


def route(number: int, line: str) -> Occurrence:
    """*lav > c:fm > r:tass = hm, 3*: the hops, the publisher or -, the day or nothing."""
    match = re.fullmatch(r"(.*?) = (\S+?)(?:, (\d+))?", line)
    assert match is not None
    speaker, *hops = match[1].split(" > ")
    publisher = None if match[2] == "-" else match[2]
    stations = [Station("speaker", speaker, _NAMES.get(speaker, speaker))]
    for hop in hops:
        rel, source = hop.split(":")
        named = None if source == "?" else source
        stations.append(Station(_RELS[rel], named, _NAMES.get(source, source) if named else None))
    if publisher:
        stations.append(Station("published", publisher, _NAMES.get(publisher, publisher)))
    published = date(2025, 6, int(match[3])) if match[3] else None
    return Occurrence(f"q{number}", f"d{number}", publisher, published, tuple(stations))


def known(*lines: str) -> Provenance:
    return provenance([route(number, line) for number, line in enumerate(lines, start=1)])


def shown(found: Provenance) -> list[str]:
    """*kind id: quotes* of each origin."""
    return [f"{each.kind} {each.id}: {' '.join(each.quotes)}" for each in found.origins]


SITUATIONS = {
    "the seed's first: was quoted as saying by": (
        ["emb > r:tass = hm, 3"], ["source tass: q1"], 0, "reported"),
    "the seed's second: reported, citing": (
        ["lav > c:fm > r:tass = hm, 3"], ["source fm: q1"], 0, "cited"),
    "first-hand": (["lav = dawn, 3"], ["publisher dawn: q1"], 1, "published"),
    "no publisher, no hop": (["lav = -, 3"], ["document d1: q1"], 1, "published"),
    "two without publisher": (["lav = -", "lav = -"], ["document d1: q1", "document d2: q2"], 2,
                              "published"),
    "two first-hand": (["lav = dawn, 3", "lav = hm, 4"],
                       ["publisher dawn: q1", "publisher hm: q2"], 2, "published"),
    "one outlet twice": (["lav = dawn, 3", "lav = dawn, 4"], ["publisher dawn: q1 q2"], 2,
                         "published"),
    "many of one dispatch": (["lav > r:tass = a, 1", "lav > r:tass = b, 2", "lav > r:tass = c, 3"],
                             ["source tass: q1 q2 q3"], 0, "reported"),
    "the dispatch had it from the ministry": (
        ["lav > r:tass = dawn, 3", "lav > c:fm > r:tass = hm, 3"], ["source fm: q1 q2"], 0,
        "cited"),
    "the agency's own document cites": (
        ["lav > c:fm = tass, 2", "lav > r:tass = dawn, 3"], ["source fm: q1 q2"], 0, "cited"),
    "the agency carries it first-hand too": (
        ["lav > c:fm > r:tass = hm, 3", "lav = tass, 2", "lav > r:tass = dawn, 4"],
        ["publisher tass: q2 q3", "source fm: q1"], 1, "cited"),
    "the agency was told and prints it": (
        ["lav > t:tass = tass, 2", "lav > c:fm > r:tass = hm, 3"],
        ["publisher tass: q1", "source fm: q2"], 0, "cited"),
    "followed back twice": (
        ["lav > r:dawn = hm, 4", "lav > r:tass > r:dawn = a, 3", "lav > c:fm > r:tass = b, 2"],
        ["source fm: q3 q2 q1"], 0, "cited"),
    "of two before it the first by date": (
        ["lav > r:tass = hm, 4", "lav > c:x > r:tass = a, 3", "lav > c:y > r:tass = b, 2"],
        ["source y: q3 q1", "source x: q2"], 0, "cited"),
    "of two of one day the first by name": (
        ["lav > r:tass = hm, 4", "lav > c:y > r:tass = a, 3", "lav > c:x > r:tass = b, 3"],
        ["source x: q3 q1", "source y: q2"], 0, "cited"),
    "a pure circle": (
        ["lav > r:tass = ria, 3", "lav > r:ria = tass, 4"], ["circle ria+tass: q1 q2"], 0,
        "reported"),
    "a third that cites the circle": (
        ["lav > r:tass = ria, 3", "lav > r:ria = tass, 4", "lav > r:tass = dawn, 5"],
        ["circle ria+tass: q1 q2 q3"], 0, "reported"),
    "a circle of three": (
        ["lav > r:b = a, 1", "lav > r:c = b, 2", "lav > r:a = c, 3"], ["circle a+b+c: q1 q2 q3"], 0,
        "reported"),
    "a circle with a way out": (
        ["lav > r:tass = ria, 3", "lav > r:ria = tass, 4", "lav > c:fm > r:ria = dawn, 5"],
        ["source fm: q1 q2 q3"], 0, "cited"),
    "a circle broken at first hand": (
        ["lav > r:tass = ria, 3", "lav > r:ria = tass, 4", "lav = tass, 2"],
        ["publisher tass: q3 q1 q2"], 1, "reported"),
    "unnamed sources of two media": (
        ["lav > c:? > r:tass = hm, 3", "lav > c:? > r:ria = hm, 4"],
        ["unnamed unnamed:tass: q1", "unnamed unnamed:ria: q2"], 0, "unnamed"),
    "one medium's unnamed source in two papers": (
        ["lav > c:? > r:tass = hm, 3", "lav > c:? > r:tass = dawn, 4"],
        ["unnamed unnamed:tass: q1 q2"], 0, "unnamed"),
    "a paper's own unnamed source": (
        ["lav > w:? = hm, 3", "lav > w:? = -, 4"],
        ["unnamed unnamed:hm: q1", "unnamed unnamed:d2: q2"], 0, "unnamed"),
    "hearsay": (["lav > w:orr > t:dawn = dawn, 3"], ["source orr: q1"], 0, "recounted"),
    "hearsay and first-hand": (
        ["lav > w:orr = dawn, 3", "lav = hm, 4"], ["source orr: q1", "publisher hm: q2"], 1,
        "recounted"),
    "supplied": (["lav > s:pti = hm, 3", "lav > s:pti = dawn, 3"], ["source pti: q1 q2"], 0,
                 "supplied"),
    "supplied by an agency that cites": (
        ["lav > s:pti = hm, 3", "lav > r:tass > s:pti = dawn, 3"], ["source tass: q1 q2"], 0,
        "reported"),
    "told and passed on": (["lav > t:veld > r:dawn = hm, 3"], ["source veld: q1"], 0, "told"),
    "the medium reports itself": (["tass = tass, 3", "tass > r:dawn = hm, 4"],
                                  ["publisher tass: q1", "source dawn: q2"], 1, "reported"),
    "the speaker relays the speaker": (["lav > c:lav > r:tass = hm, 3"], ["source tass: q1"], 0,
                                       "reported"),
    "words that come back": (["lav > t:tass > r:ria = tass, 3"], ["source tass: q1"], 0, "told"),
    "the undated come last": (["lav = dawn", "lav = hm, 4"],
                              ["publisher hm: q2", "publisher dawn: q1"], 2, "published"),
    "nothing": ([], [], 0, None),
}  # fmt: skip


@pytest.mark.parametrize("situation", SITUATIONS)
def test_origins(situation: str) -> None:
    lines, origins, first_hand, standing = SITUATIONS[situation]
    found = known(*lines)
    assert shown(found) == origins
    assert found.first_hand == first_hand
    assert (found.weakest_hop and found.weakest_hop.standing) == standing


def test_each_step_is_said_in_plain_words() -> None:
    found = known("lav > r:tass = dawn, 3", "lav > c:fm > r:tass = hm, 4", "lav > t:ria = ria")
    assert [each.steps for each in found.steps] == [
        (
            "Dawn cites TASS",
            "TASS cites Russian Foreign Ministry in another document (d2)",
            "so it counts to Russian Foreign Ministry",
        ),
        (
            "Hindustan Times cites TASS",
            "TASS cites Russian Foreign Ministry",
            "so it counts to Russian Foreign Ministry",
        ),
        ("Sergey Lavrov told RIA", "so it counts to RIA"),
    ]
    assert found.earliest == "q1"


def test_why_the_way_back_ends_is_said() -> None:
    circle = known("lav > r:tass = ria, 3", "lav > r:ria = tass, 4")
    assert circle.circles == (("ria", "tass"),)
    assert circle.steps[0].steps[1:] == (
        "RIA and TASS cite one another and nobody else",
        "so it counts to RIA and TASS",
    )
    out = known("lav > r:tass = ria, 3", "lav > r:ria = tass, 4", "lav > c:fm > r:ria = dawn, 5")
    assert out.steps[0].steps == (
        "RIA cites TASS",
        "RIA and TASS cite one another",
        "RIA cites Russian Foreign Ministry in another document (d3)",
        "so it counts to Russian Foreign Ministry",
    )
    own = known("lav > c:fm > r:tass = hm, 3", "lav = tass, 2", "lav > r:tass = dawn, 4")
    assert own.steps[2].steps == (
        "Dawn cites TASS",
        "TASS cites Russian Foreign Ministry in another document (d1)",
        "but TASS has it from the speaker too (document d2)",
        "so it counts to TASS",
    )


def test_the_graph_is_there_to_be_drawn() -> None:
    found = known("lav > c:? > r:tass = hm, 3", "lav > c:? > r:tass = dawn, 4", "lav = -")
    assert [(each.id, each.name, each.kind) for each in found.nodes] == [
        ("d3", "document d3", "document"),
        ("dawn", "Dawn", "publisher"),
        ("hm", "Hindustan Times", "publisher"),
        ("lav", "Sergey Lavrov", "speaker"),
        ("tass", "TASS", "source"),
        ("unnamed:tass", "unnamed source of TASS", "unnamed"),
    ]
    assert {(each.inner, each.outer): each.quotes for each in found.edges} == {
        ("lav", "unnamed:tass"): ("q1", "q2"),
        ("lav", "d3"): ("q3",),
        ("unnamed:tass", "tass"): ("q1", "q2"),
        ("tass", "hm"): ("q1",),
        ("tass", "dawn"): ("q2",),
    }
    assert found.edges[0].occurrences == 2
    assert found.weakest_hop is not None
    assert found.weakest_hop.reason == "nobody can ask unnamed source of TASS"


sources = st.sampled_from(["a", "b", "c", "d", None])
stations = st.builds(
    Station,
    st.sampled_from(["told", "cited", "recounted", "reported", "supplied"]),
    sources,
    st.sampled_from(["A", "B", None]),
)


@st.composite
def occurrences(draw: st.DrawFn) -> list[Occurrence]:
    return [
        Occurrence(
            f"q{number}",
            f"doc{draw(st.integers(0, 3))}",
            draw(sources),
            draw(st.sampled_from([None, date(2025, 6, 1), date(2025, 6, 2)])),
            (
                Station("speaker", draw(st.sampled_from(["lav", "a", None])), "Lavrov"),
                *draw(st.lists(stations, max_size=4)),
                *draw(st.sampled_from([(), (Station("published", "a", "A"),)])),
            ),
        )
        for number in range(draw(st.integers(0, 7)))
    ]


@given(occurrences(), st.randoms())
def test_the_order_of_the_occurrences_does_not_matter(
    found: list[Occurrence], chance: random.Random
) -> None:
    mixed = list(found)
    chance.shuffle(mixed)
    assert provenance(mixed) == provenance(found)


@given(occurrences())
def test_every_occurrence_counts_once(found: list[Occurrence]) -> None:
    result = provenance(found)
    quotes = [quote for origin in result.origins for quote in origin.quotes]
    assert sorted(quotes) == sorted(each.quote for each in found)
    ids = {origin.id for origin in result.origins}
    assert {each.origin for each in result.steps} == ids
    nodes = {node.id for node in result.nodes}
    assert {end for edge in result.edges for end in (edge.inner, edge.outer)} <= nodes
    assert len(result.origins) <= len(found)


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"))))
def test_circles_are_the_groups_that_reach_each_other(follows: dict[str, list[str]]) -> None:
    def reach(node: str) -> set[str]:
        seen, rest = {node}, [node]
        while rest:
            rest += (new := set(follows.get(rest.pop(), [])) - seen)
            seen |= new
        return seen

    reached = {node: reach(node) for node in "abcdef"}
    expected = {
        tuple(sorted(b for b in "abcdef" if b in reached[a] and a in reached[b])) for a in "abcdef"
    }
    found = list(circles("abcdef", follows))
    assert set(found) == expected
    assert len(found) == len(expected)
    met: set[str] = set()
    for group in found:
        met |= set(group)
        assert all(reached[node] <= met for node in group)


@pytest.mark.parametrize("shape", ["outlets", "long", "circle", "wide"])
def test_ten_thousand_occurrences(shape: str) -> None:
    lines = {
        "outlets": lambda n: f"lav > c:fm{n % 7} > r:r{n % 100} = p{n % 1000}, {n % 28 + 1}",
        "long": lambda n: f"lav > r:r{n} = r{n + 1}, {n % 28 + 1}",
        "circle": lambda n: f"lav > r:r{n} = r{(n + 1) % 10_000}",
        "wide": lambda n: f"lav > c:s{n} > r:tass = p{n}",
    }[shape]
    many = [route(number, lines(number)) for number in range(10_000)]
    # Chains of ten thousand stations too: nothing recurses.
    found = provenance(many)
    assert len(found.steps) == 10_000
