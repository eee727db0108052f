"""Why two like wordings are not the same after all: a number, a negation, a name, an opposite."""

from collections.abc import Collection
from dataclasses import dataclass

from service.wording.terms import Terms

_UN = ("un", "in", "im", "il", "ir", "dis", "non")


@dataclass(frozen=True, slots=True)
class Part:
    """The words from `start` to `end` of a text: what it has in common with another."""

    terms: Terms
    start: int
    end: int

    def holds(self, at: int) -> bool:
        """Whether place `at` lies in this part."""
        return self.start <= at < self.end

    def words(self) -> frozenset[str]:
        """The words of this part."""
        return frozenset(self.terms.words[self.start : self.end])


def whole(terms: Terms) -> Part:
    """All of a text."""
    return Part(terms, 0, len(terms.words))


def conflicting(a: Part, b: Part) -> bool:
    """Whether the parts differ in what no paraphrase may change, negation apart."""
    return _numbers(a, b) or _opposites(a, b) or _names(a, b) or _prefixes(a, b)


def _numbers(a: Part, b: Part) -> bool:
    ours, theirs = _units(a), _units(b)
    if ours.keys() - theirs.keys() and theirs.keys() - ours.keys():
        return True
    both = [(ours[value], theirs[value]) for value in ours.keys() & theirs.keys()]
    return any(one and other and one.isdisjoint(other) for one, other in both)


def _units(part: Part) -> dict[str, set[str]]:
    """The numbers, each with the units it stands with."""
    found: dict[str, set[str]] = {}
    for at, value, unit in part.terms.numbers:
        if part.holds(at):
            found.setdefault(value, set()).update([unit] if unit else [])
    return found


def _opposites(a: Part, b: Part) -> bool:
    """Whether each gives its own answer to one question; who gives both is not contradicted."""
    ours, theirs = _answers(a), _answers(b)
    return any(ours[question].isdisjoint(theirs[question]) for question in ours.keys() & theirs)


def _answers(part: Part) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for at, question, answer in part.terms.poles:
        if part.holds(at):
            found.setdefault(question, set()).add(answer)
    return found


def _names(a: Part, b: Part) -> bool:
    """Whether each names somebody the other has no word for."""
    ours, theirs = _alone(a, b.terms), _alone(b, a.terms)
    # Pakistan and Pakistanis are no conflict.
    return bool(ours and theirs) and not {name[:4] for name in ours} & {n[:4] for n in theirs}


def _alone(part: Part, other: Terms) -> set[str]:
    terms = part.terms
    return {
        terms.words[at]
        for at in terms.names
        if part.holds(at) and terms.stems[at] not in other.content
    }


def _prefixes(a: Part, b: Part) -> bool:
    return prefixed(a.words() - b.words(), b.words() - a.words())


def prefixed(ours: Collection[str], theirs: Collection[str]) -> bool:
    """Whether one side has a word that the other has with a negating prefix: *safe*, *unsafe*."""
    return any(
        f"{prefix}{word}" in across
        for side, across in ((ours, theirs), (theirs, ours))
        for word in side
        for prefix in _UN
    )


def counts_differ(a: Terms, b: Terms, shared: frozenset[str]) -> bool:
    """Whether more of the words in common are negated on one side; which ones, a telling shifts."""
    return len(a.negated & shared) != len(b.negated & shared)


def negations_differ(a: Part, b: Part, shared: frozenset[str]) -> bool:
    """Whether one side negates what the other, word for word alike, affirms."""
    if a.terms.negated & shared != b.terms.negated & shared:
        return True
    ours, theirs = (sum(map(part.holds, part.terms.negations)) for part in (a, b))
    return ours != theirs or _led(a) != _led(b)


def _led(part: Part) -> bool:
    """Whether a negation before the part governs it: "I did not say that [we will attack]"."""
    if part.start >= len(part.terms.words):
        return False
    clause = part.terms.clauses[part.start]
    return any(at < part.start and part.terms.clauses[at] == clause for at in part.terms.negations)
