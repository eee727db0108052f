"""What became of the quotes of a document: through a newer engine, another text, a correction."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from rapidfuzz.distance import Levenshtein

from quotes.model import Quote
from service.corrections.anchors import alike
from service.wording.alignment import Piece, diff
from service.words import word_list

ChangeKind = Literal["added", "gone", "changed"]

# How it was found, and under which id, says nothing of what was said.
_ASIDE = frozenset({"id", "confidence", "reasons"})
# Where something stands means nothing in another text; whom a denial is of is said by an id there.
_PLACES = frozenset({"content", "cue", "mention", "span", "denies"})
# The least that two quotes have in common to be one that changed.
_SAME_PLACE, _SAME_WORDS = 0.3, 0.5


@dataclass(frozen=True, slots=True)
class Revision:
    """What became of one quote; `fields` are those of the record that differ."""

    kind: ChangeKind
    before: Quote | None
    after: Quote | None
    fields: tuple[str, ...] = ()

    @property
    def diff(self) -> tuple[Piece, ...]:
        """The words before and after, where they are not the same."""
        if self.before is None or self.after is None or "text" not in self.fields:
            return ()
        return diff(self.before.text, self.after.text)


def revisions(
    before: Sequence[Quote], after: Sequence[Quote], *, same_text: bool
) -> tuple[Revision, ...]:
    """What is gone, changed and added, in the order of the text; what is as it was is left out.

    `same_text`: the spans of both point into the same text, so quotes are the same where they
    stand in the same place; otherwise where they have the same words.
    """
    partners = _pairs(before, after, same_text)
    found: list[Revision] = []
    for place, one in enumerate(before):
        if place not in partners:
            found.append(Revision("gone", one, None))
        elif differing := _differing(one, after[partners[place]], same_text):
            found.append(Revision("changed", one, after[partners[place]], differing))
    new = sorted(set(range(len(after))) - set(partners.values()))
    return (*found, *(Revision("added", None, after[place]) for place in new))


def _pairs(before: Sequence[Quote], after: Sequence[Quote], same_text: bool) -> dict[int, int]:
    """Places of quotes that are the same one: the likest first, each once."""
    ours, theirs = dict(enumerate(before)), dict(enumerate(after))
    pairs = _identical(ours, theirs, same_text)
    for one, other in pairs.items():
        del ours[one], theirs[other]
    likeness = _by_place if same_text else _by_words
    scored = [
        (likeness(one, other), -abs(i - j), i, j)
        for i, one in ours.items()
        for j, other in theirs.items()
    ]
    for score, _, i, j in sorted(scored, reverse=True):
        if score > 0 and i in ours and j in theirs:
            pairs[i] = j
            del ours[i], theirs[j]
    return pairs


def _identical(ours: dict[int, Quote], theirs: dict[int, Quote], same_text: bool) -> dict[int, int]:
    """Those that do not differ at all, which is most of them, and quickly seen."""
    known: dict[str, list[int]] = {}
    for place, quote in theirs.items():
        known.setdefault(quote.text, []).append(place)
    pairs: dict[int, int] = {}
    for place, quote in ours.items():
        for other in known.get(quote.text, []):
            if not _differing(quote, theirs[other], same_text):
                pairs[place] = other
                known[quote.text].remove(other)
                break
    return pairs


def _by_place(one: Quote, other: Quote) -> float:
    if one.id == other.id:
        return 2.0
    common = alike(one.content or one.cue, other.content or other.cue)
    return common + _bonus(one, other) if common >= _SAME_PLACE else 0.0


def _by_words(one: Quote, other: Quote) -> float:
    ours, theirs = word_list(one.text), word_list(other.text)
    common = Levenshtein.normalized_similarity(ours, theirs, score_cutoff=_SAME_WORDS)
    return common + _bonus(one, other) if common > 0 else 0.0


def _bonus(one: Quote, other: Quote) -> float:
    """Of two that are as like, the one by the same speaker is the same."""
    return 0.1 * (one.speaker.name == other.speaker.name) + 0.01 * (one.act == other.act)


def _differing(one: Quote, other: Quote, same_text: bool) -> tuple[str, ...]:
    names = (field.name for field in fields(Quote) if field.name not in _ASIDE)
    if not same_text:
        names = (name for name in names if name not in _PLACES)
    return tuple(
        name
        for name in names
        if _shown(getattr(one, name), same_text) != _shown(getattr(other, name), same_text)
    )


def _shown(value: Any, same_text: bool) -> Any:
    return value if same_text else _placeless(value)


def _placeless(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_placeless(each) for each in value]
    if hasattr(value, "__dataclass_fields__"):
        return dict(_leaves(asdict(value)))
    return value


def _leaves(value: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, each in value.items():
        if name not in _PLACES:
            yield name, dict(_leaves(each)) if isinstance(each, dict) else each
