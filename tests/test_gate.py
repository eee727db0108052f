"""The quality gate, with the real engine; and that the gate itself can fail."""

import json

import gate
import pytest

from quotes.engine import Extractor, load

FLOORS = json.loads(gate.FLOORS.read_text("utf-8"))
GOOD = {"all": 0.8, "textacy": 0.3}
PINNED = {"seeds": {"sha256": gate.digest("seeds"), "floors": {"all": 0.75}}}


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return load()


@pytest.mark.model
@pytest.mark.parametrize("name", gate.SETS)
def test_no_figure_falls_through_its_floor(name: str, extractor: Extractor) -> None:
    if name not in gate.available():
        pytest.skip(f"{gate.SETS[name].path} is not on this machine")
    assert gate.falls(name, gate.measure(name, extractor), FLOORS) == []


def test_every_set_has_floors_above_nothing() -> None:
    assert FLOORS.keys() == gate.SETS.keys()
    assert all(floor > 0.2 for pinned in FLOORS.values() for floor in pinned["floors"].values())


def test_a_figure_at_its_floor_passes() -> None:
    assert gate.falls("seeds", GOOD, PINNED) == []


def test_a_lower_figure_fails() -> None:
    assert gate.falls("seeds", GOOD | {"all": 0.74}, PINNED) == [
        "seeds: all is 0.740, its floor 0.750"
    ]


def test_another_corpus_fails() -> None:
    (wrong,) = gate.falls("seeds", GOOD, {"seeds": PINNED["seeds"] | {"sha256": "0"}})
    assert "another corpus" in wrong


def test_falling_behind_textacy_fails() -> None:
    (wrong,) = gate.falls("seeds", GOOD | {"textacy": 0.81}, PINNED)
    assert "textacy" in wrong


def test_floors_move_up_and_never_down() -> None:
    assert gate.raised("seeds", GOOD, PINNED)["seeds"]["floors"] == {"all": 0.79}
    assert gate.raised("seeds", {"all": 0.5}, PINNED)["seeds"]["floors"] == {"all": 0.75}


def test_a_new_corpus_starts_anew() -> None:
    stale = {"seeds": {"sha256": "0", "floors": {"all": 0.9}}}
    assert gate.raised("seeds", GOOD, stale)["seeds"]["floors"] == {"all": 0.79}
