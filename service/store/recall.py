"""What was said in words like these: few candidates, whatever the number of quotes.

Words that few quotes hold are looked up one by one. Of the others, which half of all quotes may
hold, only those together: two that stand in one quote are rare again. What shares most of what is
rare comes first, so a word that was changed, put in or left out costs a candidate little.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log

from sqlalchemy import select
from sqlmodel import Session, col

from quotes.model import Act, Grade, Kind, Polarity
from service.store.batches import SOME, fetched
from service.store.conditions import listed
from service.store.hits import Clause, Tag, Words, frequency, newest_for
from service.tables import QuoteRow, QuoteSpeakerRow
from service.wording.vocabulary import STOP_WORDS
from service.words import word_list

_RARE = 250  # a word of no more quotes than this is looked up alone
_ALONE, _TOGETHER = 16, 5  # of how many words
_LOOKED_AT = 160  # quotes whose words are read
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
    """A quote that may be what is claimed; `speakers` and `behalf` are keys of sources."""

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


def recall(session: Session, text: str, speakers: Collection[int] = ()) -> list[Told]:
    """Quotes of current documents that share most with `text`, best first; one of each wording.

    With `speakers`, what these said is looked for besides, so that no crowd of others hides it.
    """
    words = _telling(text)
    own: Clause = tuple(Tag("s", pk) for pk in speakers) + tuple(Tag("b", pk) for pk in speakers)
    scores = _scores(session, words, own)
    keys = sorted(scores, key=lambda key: (-scores[key], -key))[:_LOOKED_AT]
    return _read(session, keys)


def _telling(text: str) -> list[str]:
    """Its distinct words without those of every sentence, unless there are no others."""
    found = list(dict.fromkeys(word_list(text)))
    return [word for word in found if word not in STOP_WORDS] or found


def _scores(session: Session, words: Sequence[str], own: Clause) -> dict[int, float]:
    """How much of what is rare each quote holds."""
    scores: dict[int, float] = defaultdict(float)
    # Long words are rarer than short ones.
    alone = sorted(words, key=lambda word: -len(word))[:_ALONE]
    common = _add_rare(session, alone, scores)
    together = list(combinations(common[:_TOGETHER], 2))
    questions: list[tuple[Clause, ...]] = [(_one(a), _one(b)) for a, b in together]
    if own and words:
        any_of: Clause = tuple(_one(word)[0] for word in words)
        questions.append((own, any_of))
        questions += [(own, _one(a), _one(b)) for a, b in together[:3]]
    for question, keys in zip(questions, newest_for(session, questions, _RARE), strict=True):
        weight = _weight(len(keys)) * (0.5 if question[0] is own else 1.0)
        for key in keys:
            scores[key] += weight
    return scores


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


def _read(session: Session, keys: Sequence[int]) -> list[Told]:
    rows = {row.pk: row for row in fetched(session, _TOLD, keys)}
    speakers: dict[int, set[int]] = defaultdict(set)
    for quote_pk, source_pk in fetched(session, _SPOKEN, rows):
        speakers[quote_pk].add(source_pk)
    found = [
        Told(
            quote_pk=row.pk, wording_pk=row.wording_pk, statement_pk=row.statement_pk,
            text=row.text, kind=row.kind, act=row.act, polarity=row.polarity, grade=row.grade,
            speakers=frozenset(speakers[row.pk]), behalf=row.behalf_pk,
        )
        for row in map(rows.get, keys)
        if row is not None
    ]  # fmt: skip
    return list(_distinct(found))


def _distinct(told: Sequence[Told]) -> Iterator[Told]:
    seen = set()
    for each in told:
        key = (each.wording_pk, each.kind, each.polarity, each.behalf)
        if key not in seen:
            seen.add(key)
            yield each


def statements_by(session: Session, speakers: Collection[int], most: int) -> set[int]:
    """The statements of the newest quotes that these spoke, or that were said for them."""
    own: Clause = tuple(Tag(letter, pk) for pk in speakers for letter in "sb")
    (keys,) = newest_for(session, [(own,)], most)
    return {row.statement_pk for row in fetched(session, _TOLD, keys)}
