"""What the differences between two wordings do to what is said, by name."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from service.wording.conflicts import prefixed
from service.wording.fitting import Change, Fit
from service.wording.senses import (
    CONDITIONS,
    CONTRASTS,
    DOUBTS,
    HEDGES,
    MODALS,
    PERSONS,
    POINTERS,
    QUANTIFIERS,
    SHIFTED,
    TENSES,
    TRIVIAL,
)
from service.wording.terms import Terms, poles
from service.wording.vocabulary import NEGATIONS, UNITS

# Harmless: a reader would not call the wording another.
SPELLING, SLIP, ELLIPSIS = "near.spelling", "near.slip", "near.ellipsis"
_UNITS = frozenset(UNITS.values())
_LONG, _EXCHANGED = 8, 5  # letters from which on a word may be another misspelt
_DOUBLED = re.compile(r"(.)\1")


@dataclass(frozen=True, slots=True)
class Sides:
    """The words of one change, in the record and in the claim, with their stems and names."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    named: bool


def changes(record: Terms, claim: Terms, fitted: Fit, *, told: bool) -> tuple[str, ...]:
    """The codes of all that differs; `told`: the record is reported speech, which shifts words.

    Those that begin with ``changed.`` make it another claim, those with ``near.`` do not.
    """
    found: dict[str, None] = {}
    for change in fitted.changes:
        if _compound(record, claim, change):
            found[SPELLING] = None
        elif change.op != "equal":
            for code in _codes(_sides(record, claim, change), told=told):
                found[code] = None
    return tuple(found)


def _compound(record: Terms, claim: Terms, change: Change) -> bool:
    """Whether words are only written together or apart: *coast guard*, *coastguard*.

    At an edge of the stretch half of what the claim writes as one word lies outside.
    """
    written = "".join(claim.words[change.new : change.new_end])
    return change.op != "equal" and any(
        "".join(record.words[first:last]) == written
        for first in range(max(0, change.old - 1), change.old + 1)
        for last in (change.old_end, change.old_end + 1)
    )


def _sides(record: Terms, claim: Terms, change: Change) -> Sides:
    old = range(change.old, change.old_end)
    new = range(change.new, change.new_end)
    ours, theirs = set(record.stems), set(claim.stems)
    named = any(at in record.names and record.stems[at] not in theirs for at in old) or any(
        at in claim.names and claim.stems[at] not in ours and at > 0 for at in new
    )
    return Sides(record.words[change.old : change.old_end],
                 claim.words[change.new : change.new_end], named)  # fmt: skip


def _codes(sides: Sides, *, told: bool) -> Iterator[str]:
    old, new = (Counter(UNITS.get(word, word) for word in side) for side in (sides.old, sides.new))
    if told and old["had"] and old["to"]:
        # What must be done had to be done, in reported speech.
        old = old - Counter(("had", "to")) + Counter(("must",))
    both = old & new
    old, new = old - both, new - both
    meant, misspelt = _misspelt(old, new)
    if misspelt:
        yield SPELLING
        old, new = old - Counter(meant), new - Counter(misspelt)
    if not old and not new:
        if not misspelt:
            yield SLIP
        return
    named = list(_named(old, new, told=told))
    yield from named
    rest = [word for word in (*old, *new) if not _small(word, told)]
    if rest and not named:
        yield "changed.name" if sides.named else "changed.words"
    elif rest and sides.named:
        yield "changed.name"
    elif not named:
        yield SLIP


def _named(old: Counter[str], new: Counter[str], *, told: bool) -> Iterator[str]:
    """What kind of small word, or of opposite, is on one side only."""
    if _differ(old, new, NEGATIONS) or prefixed(old, new):
        yield "changed.negation"
    if any(word.startswith("#") for word in (*old, *new)):
        yield "changed.number"
    elif set(old) & _UNITS != set(new) & _UNITS:
        yield "changed.unit"
    for code, table in (("modal", SHIFTED if told else MODALS), ("quantifier", QUANTIFIERS)):
        if _classes(old, table) != _classes(new, table):
            yield f"changed.{code}"
    if _differ(old, new, HEDGES) or _differ(old, new, DOUBTS):
        yield "changed.hedge"
    if set(old) & CONDITIONS != set(new) & CONDITIONS:
        yield "changed.condition"
    if _opposed(old, new):
        yield "changed.opposite"
    if not told:
        yield from _of_the_speaker(old, new)


def _of_the_speaker(old: Counter[str], new: Counter[str]) -> Iterator[str]:
    """What reported speech changes of its own accord."""
    if _differ(old, new, CONTRASTS | {"or"}):
        yield "changed.contrast"
    for code, table in (("person", PERSONS), ("tense", TENSES), ("words", POINTERS)):
        ours, theirs = _classes(old, table), _classes(new, table)
        if ours and theirs and ours.isdisjoint(theirs):
            yield f"changed.{code}"


def _differ(old: Counter[str], new: Counter[str], words: frozenset[str]) -> bool:
    return sum(old[w] for w in old if w in words) != sum(new[w] for w in new if w in words)


def _classes(words: Iterable[str], table: Mapping[str, str]) -> set[str]:
    return {table[word] for word in words if word in table}


def _opposed(old: Counter[str], new: Counter[str]) -> bool:
    ours = {question: answer for word in old for question, answer in poles(word)}
    return any(
        ours.get(question, answer) != answer for word in new for question, answer in poles(word)
    )


def _small(word: str, told: bool) -> bool:
    """Whether it says nothing by itself that has not been looked at."""
    if word in TRIVIAL or word in NEGATIONS or word in _UNITS or word.startswith("#"):
        return True
    if any(word in table for table in (MODALS, QUANTIFIERS, HEDGES, CONDITIONS, CONTRASTS)):
        return True
    return word in PERSONS or word in TENSES or word in POINTERS or (told and word in ("to", "for"))


def _misspelt(old: Counter[str], new: Counter[str]) -> tuple[list[str], list[str]]:
    pairs = [(a, b) for a in old for b in new if _slip(a, b)]
    return [a for a, _ in pairs], [b for _, b in pairs]


@lru_cache(maxsize=1 << 14)
def _slip(one: str, other: str) -> bool:
    """Whether one is the other misspelt: letters exchanged or doubled, a long word one letter off.

    *County* for *country* is another word.
    """
    if one.startswith("#") or one[0] != other[0] or min(len(one), len(other)) < _EXCHANGED:
        return False
    same = sorted(one) == sorted(other) or _DOUBLED.sub(r"\1", one) == _DOUBLED.sub(r"\1", other)
    if not same and min(len(one), len(other)) < _LONG:
        return False
    return DamerauLevenshtein.distance(one, other, score_cutoff=1) <= 1
