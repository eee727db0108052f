"""One office under all its names."""

import pytest

from quotes import bodies, lexicon


@pytest.mark.parametrize(
    "name",
    [
        "Russian Foreign Ministry",
        "Ministry of Foreign Affairs of Russia",
        "Russia's Ministry of Foreign Affairs",
        "Russia’s MFA",
        "Foreign Ministry of Russia",
    ],
)
def test_names_of_one_ministry(name: str) -> None:
    assert bodies.key(name, lexicon.load()) == ("foreign ministry", "Russia")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Russian Foreign Ministry", "MFA", True),
        ("Russian Foreign Ministry", "Turkish Foreign Ministry", False),
        ("State Department", "US State Department", True),
        ("WHO", "World Health Organization", True),
        ("Defence Ministry", "Foreign Ministry", False),
    ],
)
def test_same(one: str, other: str, same: bool) -> None:
    keys = [bodies.key(name, lexicon.load()) for name in (one, other)]
    assert keys[0] is not None
    assert keys[1] is not None
    assert bodies.same(keys[0], keys[1]) is same


@pytest.mark.parametrize("name", ["Arda Kolt", "NORPRESS", "Harbour Ministry", ""])
def test_unknown(name: str) -> None:
    assert bodies.key(name, lexicon.load()) is None
