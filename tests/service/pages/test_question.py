"""What a person types into the one box."""

import pytest

from service.page.question import Typed, read


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
