"""What was said in words like these: few candidates, whatever the number of quotes.

There are three looks, each dearer than the one before. *halves*: quotes with all telling words of
either half of the text; a word that was changed, put in or left out spoils one half only. *own*:
what certain speakers said with any of its long words. *pairs*: words that few quotes hold one by
one, and of the others, which half of all quotes may hold, two together.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log
from typing import Literal, get_args

from sqlalchemy import select
from sqlmodel import Session, col

from quotes.model import Act, Grade, Kind, Polarity
from service.store.batches import SOME, fetched
from service.store.conditions import listed
from service.store.hits import Clause, Tag, Words
from service.store.newest import Question, frequency, newest_for
from service.tables import QuoteRow, QuoteSpeakerRow
from service.wording.vocabulary import STOP_WORDS
from service.words import word_list

Look = Literal["halves", "own", "pairs"]
LOOKS: tuple[Look, ...] = get_args(Look)
_RARE = 250  # a word of no more quotes than this is looked up alone
_OF_HALF, _ALONE, _TOGETHER, _ANY = 4, 16, 5, 8  # of how many words
_LOOKED_AT = 80  # quotes whose words are read
_SHARED, _BEGINNING = 0.3, 5  # of the telling words, by so many letters
_MANY = 1e6  # quotes, to weigh words by; only the order matters


_TOLD = select(
    *(
        col(column)
        for column in (
            QuoteRow.pk, QuoteRow.wording_pk, QuoteRow.statement_pk, QuoteRow.text, QuoteRow.kind,
            QuoteRow.act, QuoteRow.polarity, QuoteRow.grade, QuoteRow.behalf_pk,
        )
    )
).where(col(QuoteRow.pk).in_(SOME), listed())  # fmt: skip
_SPOKEN = select(col(QuoteSpeakerRow.quote_pk), col(QuoteSpeakerRow.source_pk)).where(
    col(QuoteSpeakerRow.quote_pk).in_(SOME)
)


@dataclass(frozen=True, slots=True)
class Told:
    """A quote that may be what is claimed; `speakers` and `behalf` are keys of sources.

    `shared` is how many of the claim's telling words it has.
    """

    quote_pk: int
    wording_pk: int
    statement_pk: int
    text: str
    kind: Kind
    act: Act
    polarity: Polarity
    grade: Grade
    speakers: frozenset[int]
    behalf: int | None
    shared: int


def recall(
    session: Session, text: str, speakers: Collection[int] = (), *, look: Look = "pairs"
) -> list[Told]:
    """Quotes of current documents that share most with `text`, best first, each wording once.

    With `speakers`, what these said is looked for besides, so that no crowd of others hides it.
    """
    words = _telling(text)
    own: Clause = tuple(Tag(letter, pk) for pk in speakers for letter in "sb")
    scores = _LOOKS[look](session, words, own)
    keys = sorted(scores, key=lambda key: (-scores[key], -key))[:_LOOKED_AT]
    # What shares few of the words is something else.
    near = [each for each in _read(session, keys, words) if each.shared >= _SHARED * len(words)]
    return joined(near, [])


def joined(one: Sequence[Told], other: Sequence[Told]) -> list[Told]:
    """What two looks found for one text, best first."""
    return sorted(_distinct([*one, *other]), key=lambda each: -each.shared)


def _shared(words: Sequence[str], text: str) -> int:
    """How many of `words` the text has, in whatever form: words that begin alike may be one."""
    there = {word[:_BEGINNING] for word in word_list(text)}
    return sum(word[:_BEGINNING] in there for word in words)


def _telling(text: str) -> list[str]:
    """Its distinct words without those of every sentence, unless there are no others."""
    found = list(dict.fromkeys(word_list(text)))
    return [word for word in found if word not in STOP_WORDS] or found


def _halves(session: Session, words: Sequence[str], own: Clause) -> dict[int, float]:
    scores: dict[int, float] = defaultdict(float)
    middle = (len(words) + 1) // 2
    halves = [
        tuple(map(_one, _longest(half)[:_OF_HALF]))
        for half in (words[:middle], words[middle:])
        if half
    ]
    full = _add(session, halves, scores)
    if own and full:
        _add(session, [(own, *half) for half in halves], scores)
    return scores


def _own(session: Session, words: Sequence[str], own: Clause) -> dict[int, float]:
    scores: dict[int, float] = defaultdict(float)
    any_of: Clause = tuple(each for word in _longest(words)[:_ANY] for each in _one(word))
    if own:
        _add(session, [(own, any_of)], scores)
    return scores


def _pairs(session: Session, words: Sequence[str], own: Clause) -> dict[int, float]:
    scores: dict[int, float] = defaultdict(float)
    common = _add_rare(session, _longest(words)[:_ALONE], scores)
    pairs = [(_one(a), _one(b)) for a, b in combinations(common[:_TOGETHER], 2)]
    mine = [(own, *pair) for pair in pairs[:3]] if own else []
    _add(session, [*pairs, *mine], scores)
    return scores


_LOOKS = {"halves": _halves, "own": _own, "pairs": _pairs}


def _longest(words: Sequence[str]) -> list[str]:
    """Long words are rarer than short ones."""
    return sorted(words, key=lambda word: -len(word))


def _add(session: Session, questions: Sequence[Question], scores: dict[int, float]) -> bool:
    """Score what answers; whether there may be more than that for any of them."""
    found = newest_for(session, questions, _RARE)
    for keys in found:
        for key in keys:
            scores[key] += _weight(len(keys))
    return any(len(keys) == _RARE for keys in found)


def _add_rare(session: Session, words: Sequence[str], scores: dict[int, float]) -> list[str]:
    """Score by the words that are rare; the others, the least common first."""
    expected = {word: frequency(session, [_one(word)]) for word in words}
    asked = [word for word in words if (expected[word] or 0) <= 4 * _RARE]
    density = {word: float(expected[word] or 0) for word in words if word not in asked}
    found = newest_for(session, [(_one(word),) for word in asked], _RARE)
    for word, keys in zip(asked, found, strict=True):
        if len(keys) == _RARE:
            # Keys follow the day: what fills the list in few days is common.
            density[word] = float(keys[-1])
            continue
        for key in keys:
            scores[key] += _weight(len(keys))
    return sorted(density, key=lambda word: density[word])


def _one(word: str) -> Clause:
    return (Words(("content",), (word,)),)


def _weight(quotes: int) -> float:
    return log(_MANY / (quotes + 1))


def _read(session: Session, keys: Sequence[int], words: Sequence[str]) -> list[Told]:
    rows = {row.pk: row for row in fetched(session, _TOLD, keys)}
    speakers: dict[int, set[int]] = defaultdict(set)
    for quote_pk, source_pk in fetched(session, _SPOKEN, rows):
        speakers[quote_pk].add(source_pk)
    return [
        Told(
            quote_pk=row.pk, wording_pk=row.wording_pk, statement_pk=row.statement_pk,
            text=row.text, kind=row.kind, act=row.act, polarity=row.polarity, grade=row.grade,
            speakers=frozenset(speakers[row.pk]), behalf=row.behalf_pk,
            shared=_shared(words, row.text),
        )
        for row in map(rows.get, keys)
        if row is not None
    ]  # fmt: skip


def _distinct(told: Sequence[Told]) -> Iterator[Told]:
    seen = set()
    for each in told:
        key = (each.text, each.kind, each.polarity, each.behalf, each.speakers)
        if key not in seen:
            seen.add(key)
            yield each


def statements_by(session: Session, speakers: Collection[int], most: int) -> set[int]:
    """The statements of the newest quotes that these spoke, or that were said for them."""
    own: Clause = tuple(Tag(letter, pk) for pk in speakers for letter in "sb")
    (keys,) = newest_for(session, [(own,)], most)
    return {row.statement_pk for row in fetched(session, _TOLD, keys)}
