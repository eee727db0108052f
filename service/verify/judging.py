"""From comparisons to one verdict: who said the words, how exactly, and what else fits."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from service.keys import key_day
from service.store.recall import Told
from service.verify.claims import Verdict
from service.verify.comparing import Comparison, Wanted, compare
from service.verify.stitching import pieced

_COMPARED = 12  # candidates; the order of recall has the right one far before that
_BY_ANYBODY = 0.7  # of a claim's content: less than that many share by chance
_WHOLE = 0.85  # of a claim's words in one place: no need to look for them in two
_ANOTHERS = 0.75  # of a claim's words that somebody else must have said for it to be theirs

# What is said of the record where several quotes of the speaker fit: the closest counts.
_CLOSEST: dict[Verdict, int] = {
    "denied": 0, "verbatim": 1, "near_verbatim": 2, "truncated": 3, "paraphrased": 4, "altered": 5,
}  # fmt: skip
_RETOLD = 6  # in other words throughout: after whatever has the claim's own words


@dataclass(frozen=True, slots=True)
class Days:
    """When it is claimed to have been said, both ends included; None leaves an end open."""

    first: date | None = None
    last: date | None = None

    def hold(self, day: date | None) -> bool:
        """Whether `day` is one of them, or not known."""
        if day is None:
            return True
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Case:
    """One quote that may be what is claimed, and what it would make of the claim."""

    told: Told
    comparison: Comparison
    verdict: Verdict
    own: bool
    timely: bool

    @property
    def order(self) -> tuple[bool, int, float, int]:
        """The closest first; of equals the first published."""
        return (
            not self.timely, self.rank, -self.comparison.share, self.told.quote_pk,
        )  # fmt: skip

    @property
    def rank(self) -> int:
        """How close it is, from 0 on."""
        retold = self.verdict == "paraphrased" and not any(self.comparison.window)
        return _RETOLD if retold else _CLOSEST[self.verdict]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict, the quotes that it rests on, and what else is to be said."""

    verdict: Verdict
    basis: tuple[Case, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether a longer search could not find anything closer."""
        if self.verdict == "no_record":
            return False
        return self.verdict == "denied" or self.basis[0].comparison.share >= _WHOLE


def judge(
    claim: Wanted,
    told: Sequence[Told],
    speakers: Collection[int] | None,
    days: Days,
    of_parts: Sequence[Told] | None = None,
) -> Judgement:
    """The verdict on `claim`; `speakers` are all whom the claimed name may mean, None anybody.

    `of_parts` are quotes that may have a part of it only; without them no joints are looked for.
    """
    cases = [_case(claim, each, speakers, days) for each in told[:_COMPARED]]
    found = sorted((each for each in cases if each is not None), key=lambda case: case.order)
    own = [each for each in found if each.own]
    others = [each for each in found if not each.own and _is_anothers(each)]
    denied = [each for each in own if each.verdict == "denied"]
    if denied:
        return Judgement("denied", tuple(denied[:1]), _also("denied", own + others))
    best = own[0] if own else None
    if others and (best is None or _closer(others[0], best)):
        reasons = (*others[0].comparison.codes, *_also("misattributed", [*others[:1], *own]))
        return Judgement("misattributed", tuple(others[:1]), reasons)
    if of_parts is not None and (best is None or best.comparison.share < _WHOLE):
        some = (*told[:_COMPARED], *of_parts)
        mine = [each for each in some if speakers is None or said_by(each, speakers)]
        if (made := pieced(claim, mine)) is not None:
            basis = tuple(Case(t, c, "altered", True, True) for t, c in made.places)
            return Judgement("altered", basis, (made.code,))
    if best is None:
        return Judgement("no_record")
    best = _fuller(best, own)
    return Judgement(best.verdict, (best,), best.comparison.codes)


def _case(claim: Wanted, told: Told, speakers: Collection[int] | None, days: Days) -> Case | None:
    if told.polarity == "undisclosed":
        return None
    direct = told.kind != "indirect" and told.polarity == "affirmed"
    comparison = compare(claim, told.text, direct=direct, mixed=told.kind == "mixed")
    verdict = _verdict(told, comparison)
    if verdict is None:
        return None
    if speakers is None and comparison.retold < _BY_ANYBODY:
        return None
    own = speakers is None or said_by(told, speakers)
    return Case(told, comparison, verdict, own, days.hold(key_day(told.quote_pk)))


def said_by(told: Told, speakers: Collection[int]) -> bool:
    """Whether one of `speakers` said it, or somebody for one of them."""
    return not told.speakers.isdisjoint(speakers) or told.behalf in speakers


_AFFIRMED: Mapping[str, Verdict] = {
    "same": "verbatim", "near": "near_verbatim", "altered": "altered", "told": "paraphrased",
}  # fmt: skip


def _verdict(told: Told, found: Comparison) -> Verdict | None:
    if found.relation == "none":
        return None
    if told.polarity == "denied" or found.disowned:
        if found.relation != "altered":
            return "denied"
        # Who denies that they will supports that they will not.
        return "paraphrased" if found.changed == ("changed.negation",) else None
    if found.relation != "altered" and found.cut:
        return "truncated"
    return _AFFIRMED[found.relation]


def _is_anothers(case: Case) -> bool:
    return case.verdict not in ("denied",) and case.comparison.share >= _ANOTHERS


def _closer(other: Case, own: Case) -> bool:
    """Whether somebody else said just this, and the claimed speaker only something like it."""
    if own.verdict == "altered":
        return other.verdict != "altered" and other.verdict != "paraphrased"
    return own.verdict == "paraphrased" and own.comparison.share < _ANOTHERS and (
        other.verdict in ("verbatim", "near_verbatim")
    )  # fmt: skip


def _fuller(best: Case, own: Sequence[Case]) -> Case:
    """Another occurrence of the same statement that shows what the claim leaves out."""
    if best.verdict not in ("verbatim", "near_verbatim"):
        return best
    return next(
        (
            each for each in own
            if each.verdict == "truncated" and each.told.statement_pk == best.told.statement_pk
            and each.told.kind != "indirect"
        ), best,
    )  # fmt: skip


def _also(verdict: Verdict, cases: Sequence[Case]) -> tuple[str, ...]:
    """The other verdicts that fit."""
    return tuple(dict.fromkeys(each.verdict for each in cases if each.verdict != verdict))
