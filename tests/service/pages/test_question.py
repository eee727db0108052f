"""What a person types into the one box."""

import pytest

from service.page.question import Typed, read, without


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Lavrov", Typed("Lavrov", False, ())),
        ("Lavrov via TASS", Typed("Lavrov", False, ("TASS",))),
        ("via TASS", Typed(None, False, ("TASS",))),
        ("trust Via TASS via Russian Foreign Ministry ",
         Typed("trust", False, ("TASS", "Russian Foreign Ministry"))),
        ('via "the via agency" trust', Typed('trust', False, ("the via agency",))),
        ("“we went via Rome” via NORPRESS", Typed("we went via Rome", True, ("NORPRESS",))),
        ("viable", Typed("viable", False, ())),
        ("  ", Typed(None, False, ())),
    ],
)  # fmt: skip
def test_reading(typed: str, meant: Typed) -> None:
    assert read(typed) == meant


@pytest.mark.parametrize(
    ("typed", "relay", "left"),
    [
        ("Lavrov via TASS", "TASS", "Lavrov"),
        ("Lavrov via TASS via RIA", "RIA", "Lavrov via TASS"),
        ('"went via TASS" via TASS', "TASS", '"went via TASS"'),
        ('via "the agency" trust', "the agency", "trust"),
        ("via TASS", "TASS", ""),
    ],
)
def test_taking_a_relay_away(typed: str, relay: str, left: str) -> None:
    assert without(typed, relay) == left
    assert relay not in read(left).via
