"""A quotation made from two places: each half is on record, the whole is not."""

from collections.abc import Sequence
from itertools import combinations

from service.store.recall import Told
from service.verify.comparing import Comparison, Wanted, compare_rest, covering

_COVERED = 0.9  # of the claim by both together
_EACH = 3  # words with content that each part must bring


def stitched(claim: Wanted, told: Sequence[Told]) -> tuple[tuple[Told, Comparison], ...]:
    """The two places, which may stand in one quote far apart; none if it is not so."""
    direct = [each for each in told if each.kind != "indirect" and each.polarity == "affirmed"]
    found = [(each, covering(claim, each.text)) for each in direct]
    twice = [((each, part), (each, compare_rest(claim, each.text, part))) for each, part in found]
    for (one, first), (other, second) in [*twice, *combinations(found, 2)]:
        both = first.covered | second.covered
        if claim.weigh(both) < _COVERED * claim.weight:
            continue
        alone = (claim.content(first.covered - second.covered),
                 claim.content(second.covered - first.covered))  # fmt: skip
        if min(alone) >= _EACH:
            return (one, first), (other, second)
    return ()
