"""One claim beside one quotation: whether it has its words, what differs, what the cut loses."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from service.verify.cutting import lost, omitted
from service.wording.changes import ELLIPSIS, changes
from service.wording.conflicts import conflicting, counts_differ, whole
from service.wording.fitting import Fit, fit
from service.wording.placing import Place, place
from service.wording.terms import Terms, read

Relation = Literal["same", "near", "altered", "told", "none"]

_GAP = re.compile(r"\[?(?:\.\.\.|…|\. \. \.)\]?")
_INSIDE = re.compile(r"[“\"]([^”\"]*)[”\"]")
# *I never said that …*: what follows is denied, and told as reported speech is. Who says *I do not
# say that …* denies nothing; a claim without it is cut.
_DISOWNED = re.compile(
    r"\b(?:never|(?:did|have|had)(?:\s+not|n['’]t)(?:\s+ever)?)\s+(?:said|say|claim(?:ed)?|promised?"
    r"|suggest(?:ed)?|wrote|write|written|(?:tell|told)\s+\w+)(?:\s+that)?\s*$", re.I,
)  # fmt: skip
_FUNCTION = 0.4  # what a word like "the" weighs beside one with content
_ALTERED = 0.6  # of the claim's words at least so much must stand in the record as they are
_REWORDED = 0.75  # below it, what agrees in all that matters was told in other words
_RETOLD, _RETOLD_LEAST = 0.5, 3
_TOGETHER = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """The claimed words as they are compared."""

    text: str
    terms: Terms
    weights: tuple[float, ...]
    gaps: frozenset[int]

    @property
    def weight(self) -> float:
        """What all its words weigh."""
        return sum(self.weights)

    def weigh(self, places: Iterable[int]) -> float:
        """What the words at these places weigh."""
        return sum(self.weights[at] for at in places)

    def content(self, places: Iterable[int]) -> int:
        """How many of the words at these places have content."""
        return sum(1 for at in places if self.terms.stems[at])


@lru_cache(maxsize=1 << 10)
def wanted(text: str) -> Wanted:
    """The claimed words, read."""
    terms = read(text)
    weights = tuple(1.0 if stem else _FUNCTION for stem in terms.stems)
    gaps, parts = [], _GAP.split(text)
    for end in range(1, len(parts)):
        gaps.append(len(read("… ".join(parts[:end])).words))
    return Wanted(text, terms, weights, frozenset(gaps))


@dataclass(frozen=True)
class Comparison:
    """How a claim stands to the words of one quote.

    `covered` are the places of the claim's words that the record has there; `share` is how much of
    the claim they weigh; `codes` say what differs or is lost; `retold` is how much of the claim's
    content the record has in other words; `disowned`: the speaker says that they never said it.
    """

    relation: Relation
    codes: tuple[str, ...]
    share: float
    covered: frozenset[int]
    window: tuple[int, int]
    retold: float = 1.0
    disowned: bool = False

    @property
    def cut(self) -> bool:
        """Whether something that matters is left out around the words."""
        return any(code.startswith("cut.") for code in self.codes)

    @cached_property
    def changed(self) -> tuple[str, ...]:
        """What makes it another claim."""
        return tuple(code for code in self.codes if code.startswith("changed."))


NOTHING = Comparison("none", (), 0.0, frozenset(), (0, 0))


def compare(claim: Wanted, text: str, *, direct: bool, mixed: bool = False) -> Comparison:
    """`claim` beside the `text` of a quote; of a mixed one only what stands in marks is direct."""
    record = read(text)
    if not record.words or not claim.terms.words:
        return NOTHING
    fitted = fit(record.keys, claim.terms.keys, claim.weights, claim.gaps)
    covered = frozenset(
        at for each in fitted.changes if each.op == "equal" for at in range(each.new, each.new_end)
    )
    share = claim.weigh(covered) / claim.weight
    if share < _ALTERED:
        return _retold(claim, record, share, covered, direct=direct)
    stand = place(text, claim.text)
    disowned = _DISOWNED.search(text[: stand.start]) is not None
    told = not direct or disowned or (mixed and not _in_marks(text, stand))
    codes = changes(record, claim.terms, _without_gaps(fitted, claim), told=told)
    codes = (*codes, *_left_out(text, stand, claim))
    relation = _relation(claim, text, stand, codes, told)
    # One change in one place is no rewording, however much it weighs, unless words changed places.
    changed = sum(change.op != "equal" for change in fitted.changes)
    several = changed > 1 or claim.terms.content <= record.content
    if relation == "altered" and share < _REWORDED and several:
        retold = _retold(claim, record, share, covered, direct=direct)
        if retold.relation != "none":
            return retold
    window = (stand.start, stand.end)
    return Comparison(relation, codes, share, covered, window, disowned=disowned)


def covering(claim: Wanted, text: str) -> Comparison:
    """Which of the claim's words stand together in `text`, in runs of three and more."""
    return _run(claim, text, claim.terms.keys, range(len(claim.terms.keys)))


def compare_rest(claim: Wanted, text: str, part: Comparison) -> Comparison:
    """The same of the words that `part` does not cover."""
    rest = [at for at in range(len(claim.terms.keys)) if at not in part.covered]
    return _run(claim, text, [claim.terms.keys[at] for at in rest], rest)


def _run(claim: Wanted, text: str, keys: Sequence[str], places: Sequence[int]) -> Comparison:
    if not keys:
        return NOTHING
    fitted = fit(read(text).keys, keys)
    covered = frozenset(
        places[at]
        for each in fitted.changes
        if each.op == "equal" and each.new_end - each.new >= _TOGETHER
        for at in range(each.new, each.new_end)
    )
    return Comparison("none", (), claim.weigh(covered) / claim.weight, covered, (0, 0))


def _relation(
    claim: Wanted, text: str, stand: Place, codes: tuple[str, ...], told: bool
) -> Relation:
    if any(code.startswith("changed.") for code in codes):
        return "altered"
    if told:
        return "told"
    if codes and any(code.startswith("near.") for code in codes):
        return "near"
    same = _plain(text[stand.start : stand.end]) == _plain(claim.text)
    return "same" if same else "near"


def _without_gaps(fitted: Fit, claim: Wanted) -> Fit:
    """The changes but for what the claim itself says that it leaves out."""
    kept = tuple(
        each for each in fitted.changes if not (each.op == "delete" and each.new in claim.gaps)
    )
    return Fit(fitted.start, fitted.end, kept)


def _left_out(text: str, stand: Place, claim: Wanted) -> tuple[str, ...]:
    """What the cut loses at either end, and what an ellipsis hides."""
    found = lost(text, stand.start, stand.end)
    if not claim.gaps:
        return found
    hidden = " ".join(piece.old for piece in stand.pieces[1:-1] if piece.op == "delete")
    return (ELLIPSIS, *dict.fromkeys((*found, *omitted(hidden))))


# Of how the words are written only this matters: letters, and the stops between them.
_QUOTES = re.compile(r"[“”\"«»„‟]|(?<!\w)['‘’]|['‘’](?!\w)")
_JOINT = re.compile(r"[,.]?\s…\s")


def _plain(text: str) -> str:
    bare = _QUOTES.sub("", _JOINT.sub(" ", text).replace("’", "'"))
    bare = re.sub(r"\s*[–—]\s*|\s-\s", " - ", bare)
    return " ".join(bare.casefold().split()).strip(" .,;:!?-…")


def _in_marks(text: str, stand: Place) -> bool:
    return any(
        match.start(1) - 1 <= stand.start and stand.end <= match.end() + 1
        for match in _INSIDE.finditer(text)
    )


def _senses(terms: Terms) -> frozenset[str]:
    """Its stems, those that answer one question alike as one: *close* and *shut*."""
    answers = {terms.stems[at]: f"{question} {answer}" for at, question, answer in terms.poles}
    return frozenset(answers.get(stem, stem) for stem in terms.content)


def _retold(
    claim: Wanted, record: Terms, share: float, covered: frozenset[int], *, direct: bool
) -> Comparison:
    """Whether the claim tells in other words what the record does, or a part of it."""
    ours, theirs = _senses(claim.terms), _senses(record)
    shared = ours & theirs
    relation: Relation = "none"
    codes: tuple[str, ...] = ()
    if direct and len(ours) >= _RETOLD_LEAST - 1 and claim.terms.content <= record.content:
        # The very words in another order: *against debt, not against trams*.
        relation, codes = "altered", ("changed.order",)
        if counts_differ(claim.terms, record, claim.terms.content):
            codes = ("changed.negation", *codes)
    elif len(shared) >= max(_RETOLD_LEAST, _RETOLD * len(ours)) and not (
        conflicting(whole(claim.terms), whole(record))
        or counts_differ(claim.terms, record, claim.terms.content & record.content)
    ):
        relation = "told"
    return Comparison(relation, codes, share, covered, (0, 0), len(shared) / max(1, len(ours)))
