"""How good is good: predicted attributions against annotated ones, in the PolNeAR form.

A role (source, cue, content) is right when its spans are the same characters. An attribution is
right when the pair it is matched in shares 80 % of its content (Jaccard over characters) and the
source is right: as empty, half the same characters, or the same head word.
"""

import random
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from quotes import layout
from quotes.errors import InvalidValue
from quotes.model import Annotation, Kind, Span

RoleName = Literal["source", "cue", "content"]
ROLES: tuple[RoleName, ...] = get_args(RoleName)
ROWS = ("all", "direct", "mixed", "indirect", "communication only")
ENOUGH_CONTENT = 0.8
ENOUGH_SOURCE = 0.5
SEED = 0

_TOKEN = re.compile(r"\w+|[^\w\s]")
_MARKED = re.compile(
    "“[^”\n]*[”\n]?|„[^“”\n]*[“”\n]?|«[^»\n]*[»\n]?|\"[^\"\n]*[\"\n]?|''(?:(?!'')[^\n])*(?:''|\n)?"
)
_AFTER_HEAD = frozenset(
    "of for from at in on with who whose which that to by von der des vom aus bei im de du".split()
)


@dataclass(frozen=True, slots=True)
class Case:
    """One text with its annotated and its predicted attributions."""

    text: str
    gold: tuple[Annotation, ...]
    predicted: tuple[Annotation, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """How many there are, were predicted, and are right."""

    gold: int
    predicted: int
    right: int

    @property
    def precision(self) -> float:
        """The share of the predicted that is right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """Scores by role, of whole attributions by row, and the 95 % interval of the first row's F1."""

    documents: int
    roles: Mapping[RoleName, Score]
    attributions: Mapping[str, Score]
    interval: tuple[float, float] | None


_Key = tuple[str, str]  # ("gold" | "predicted" | "right", role or row)
_Tally = Counter[_Key]


def evaluate(cases: Iterable[Case], *, boot: int = 200) -> Report:
    """All figures of `cases`, counts pooled; the interval from `boot` draws of documents.

    Raises:
        InvalidValue: `boot` is negative.
    """
    if boot < 0:
        raise InvalidValue(f"{boot} draws cannot be made")
    tallies = [_tally(case) for case in cases]
    total: _Tally = sum(tallies, Counter())
    return Report(
        documents=len(tallies),
        roles={role: _score(total, role) for role in ROLES},
        attributions={row: _score(total, row) for row in ROWS},
        interval=_interval(tallies, boot) if boot and tallies else None,
    )


def _score(tally: _Tally, name: str) -> Score:
    return Score(tally["gold", name], tally["predicted", name], tally["right", name])


def _interval(tallies: Sequence[_Tally], boot: int) -> tuple[float, float]:
    scores = [_score(tally, "all") for tally in tallies]
    draw = random.Random(SEED)
    found = sorted(_pooled([draw.choice(scores) for _ in scores]).f1 for _ in range(boot))
    return found[int(0.025 * boot)], found[max(0, int(0.975 * boot) - 1)]


def _pooled(scores: Sequence[Score]) -> Score:
    return Score(
        sum(score.gold for score in scores),
        sum(score.predicted for score in scores),
        sum(score.right for score in scores),
    )


@dataclass(frozen=True, slots=True)
class _Item:
    """One role of one attribution: trimmed spans, token numbers, characters but for space."""

    spans: tuple[Span, ...]
    tokens: frozenset[int]
    words: frozenset[int]
    size: int


@dataclass(frozen=True, slots=True)
class _Attribution:
    content: _Item
    cue: _Item
    source: _Item
    kind: Kind | None
    skipped: bool

    @property
    def key(self) -> _Item:
        """What it is matched by."""
        return self.content if self.content.spans else self.cue

    @property
    def key_tokens(self) -> frozenset[int]:
        return self.key.words or self.key.tokens

    def role(self, role: RoleName) -> _Item:
        return {"source": self.source, "cue": self.cue, "content": self.content}[role]


class _Text:
    """The tokens of one text, and what is measured on them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [match.span() for match in _TOKEN.finditer(text)]
        self.at = {i: k for k, span in enumerate(self.tokens) for i in range(*span)}
        self.words = {k for k, span in enumerate(self.tokens) if _wordlike(text[slice(*span)])}

    def attribution(self, quote: Annotation) -> _Attribution:
        return _Attribution(
            self.item(quote.content),
            self.item(quote.cue),
            self.item(quote.source),
            quote.kind,
            quote.communication is False,
        )

    def item(self, spans: Iterable[Span]) -> _Item:
        merged: list[Span] = []
        for start, end in filter(None, map(self._trimmed, sorted(spans))):
            if merged and not self.text[merged[-1][1] : start].strip():
                merged[-1] = (merged[-1][0], max(merged[-1][1], end))
            else:
                merged.append((start, end))
        solid = [i for span in merged for i in range(*span) if not self.text[i].isspace()]
        tokens = frozenset(self.at[i] for i in solid if i in self.at)
        return _Item(tuple(merged), tokens, tokens & self.words, len(solid))

    def _trimmed(self, span: Span) -> Span | None:
        start, end = max(0, span[0]), min(len(self.text), span[1])
        inner = self.text[start:end]
        start, end = end - len(inner.lstrip()), start + len(inner.rstrip())
        return (start, end) if start < end else None

    def jaccard(self, a: _Item, b: _Item) -> float:
        shared = sum(
            not char.isspace()
            for start, end in a.spans
            for low, high in b.spans
            for char in self.text[max(start, low) : max(0, min(end, high))]
        )
        union = a.size + b.size - shared
        return shared / union if union else 1.0

    def same_source(self, a: _Item, b: _Item) -> bool:
        if not a.spans or not b.spans:
            return a.spans == b.spans
        if self.jaccard(a, b) >= ENOUGH_SOURCE:
            return True
        head = self.head(a)
        return head is not None and head == self.head(b)

    def head(self, item: _Item) -> int | None:
        """The last word before a comma, bracket, relative pronoun or preposition."""
        for start, end in item.spans:
            found = self._head(start, end)
            if found is not None:
                return found
        return None

    def _head(self, start: int, end: int) -> int | None:
        head: int | None = None
        token = self.at.get(start, len(self.tokens))
        while token < len(self.tokens) and self.tokens[token][0] < end:
            word = self.text[slice(*self.tokens[token])]
            is_word = token in self.words
            if head is not None and (word.lower() in _AFTER_HEAD if is_word else word in ",(;:—–"):
                return head
            if is_word and word != "s":
                head = token
            token += 1
        return head

    def kind(self, quote: _Attribution) -> Kind | None:
        """By the marks in the text, those around the cue (or the source) left out."""
        sign = quote.cue.spans or quote.source.spans
        regions = [match.span() for match in _MARKED.finditer(self.text)]
        regions = [each for each in regions if not any(layout.meet(each, span) for span in sign)]
        letters = [
            i for span in quote.content.spans for i in range(*span) if self.text[i].isalnum()
        ]
        inside = sum(any(low <= i < high for low, high in regions) for i in letters)
        if not letters:
            return None
        return "direct" if inside == len(letters) else "mixed" if inside else "indirect"


def _wordlike(token: str) -> bool:
    return any(char.isalnum() for char in token)


def _tally(case: Case) -> _Tally:
    text = _Text(case.text)
    gold = [text.attribution(quote) for quote in case.gold]
    predicted = [text.attribution(quote) for quote in case.predicted]
    pairs = _matched(gold, predicted)
    tally: _Tally = Counter()
    for role in ROLES:
        _count_role(tally, role, gold, predicted)
    for each in gold:
        _count(tally, "gold", each.kind, each.skipped)
    partner = {j: gold[i] for i, j in pairs}
    for j, each in enumerate(predicted):
        judge = partner.get(j, each)
        kind = judge.kind if j in partner else each.kind or text.kind(each)
        _count(tally, "predicted", kind, judge.skipped)
    for i, j in pairs:
        if _is_right(text, gold[i], predicted[j]):
            _count(tally, "right", gold[i].kind, gold[i].skipped)
    return tally


def _count_role(
    tally: _Tally, role: RoleName, gold: list[_Attribution], predicted: list[_Attribution]
) -> None:
    wanted = {each.role(role).spans for each in gold} - {()}
    found = {each.role(role).spans for each in predicted} - {()}
    tally["gold", role] += len(wanted)
    tally["predicted", role] += len(found)
    tally["right", role] += len(wanted & found)


def _count(tally: _Tally, what: str, kind: Kind | None, skipped: bool) -> None:
    tally[what, "all"] += 1
    if kind is not None:
        tally[what, kind] += 1
    if not skipped:
        tally[what, "communication only"] += 1


def _is_right(text: _Text, gold: _Attribution, predicted: _Attribution) -> bool:
    enough = text.jaccard(gold.key, predicted.key) >= ENOUGH_CONTENT
    return enough and text.same_source(gold.source, predicted.source)


def _matched(gold: list[_Attribution], predicted: list[_Attribution]) -> list[tuple[int, int]]:
    """Pairs one to one, by falling overlap of content, then of cue, then of source."""
    candidates = sorted(
        (-_overlap(a.key_tokens, b.key_tokens), *_ties(a, b), abs(i - j), i, j)
        for i, a in enumerate(gold)
        for j, b in enumerate(predicted)
        if bool(a.content.spans) == bool(b.content.spans) and a.key_tokens & b.key_tokens
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for *_, i, j in candidates:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return list(pairs.items())


def _ties(a: _Attribution, b: _Attribution) -> tuple[float, float]:
    return -_overlap(a.cue.tokens, b.cue.tokens), -_overlap(a.source.tokens, b.source.tokens)


def _overlap(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / max(1, len(a | b))
