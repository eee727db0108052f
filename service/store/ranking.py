"""Best first: BM25 over the newest quotes that hold the words.

Robertson & Zaragoza (2009), "The Probabilistic Relevance Framework: BM25 and Beyond", formula 3.15,
with one weight for all words, since mostly every quote holds all of them. A quote's score hangs
on nothing but the quote, so that it stays the same while others arrive.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from service.errors import QueryError
from service.fulltext import RELAYS
from service.queries import Field, QuoteQuery, decode_cursor, encode_cursor
from service.store.conditions import asked, newest, starred
from service.tables import DocumentRow, QuoteRow
from service.words import word_list

_CANDIDATES = 500
_K1, _B = 1.2, 0.75
# Words in a quote of middling length.
_USUAL = 20.0


def ranked(
    session: Session, query: QuoteQuery, *, once: bool = False
) -> tuple[list[int], str | None]:
    """The keys of one page of the quotes that answer `query`, and the cursor of the next.

    `once`: of each statement only the quote that fits best.

    Raises:
        QueryError: the cursor is not one of this list.
    """
    last, ceiling = _cursor(query.cursor)
    rows = _candidates(session, query, ceiling)
    scored = [(_score(query, row), row.pk) for row in rows]
    if once:
        best: dict[int, tuple[int, int]] = {}
        for row, score in zip(rows, scored, strict=True):
            best[row.statement_pk] = max(score, best.get(row.statement_pk, score))
        scored = list(best.values())
    # What arrives while somebody turns pages is above the newest quote of the first one.
    top = max((key for _, key in scored), default=0)
    behind = sorted((each for each in scored if last is None or each < last), reverse=True)
    page = behind[: query.limit]
    more = len(behind) > len(page)
    cursor = encode_cursor(page[-1][0], str(page[-1][1]), str(ceiling or top + 1)) if more else None
    return [key for _, key in page], cursor


def _candidates(session: Session, query: QuoteQuery, ceiling: int | None) -> list[Any]:
    """The newest quotes that answer; those with all the words before those with any."""
    if query.match != "any":
        return _newest(session, query, ceiling, _CANDIDATES)
    half = _CANDIDATES // 2
    best = _newest(session, replace(query, match="all"), ceiling, half)
    known = {row.pk for row in best}
    return best + [row for row in _newest(session, query, ceiling, half) if row.pk not in known]


def _newest(session: Session, query: QuoteQuery, ceiling: int | None, wanted: int) -> list[Any]:
    question = asked(session, query)
    if ceiling is not None:
        question = replace(question, within=question.within.before(ceiling))
    return newest(session, question, wanted, *_columns(query.fields))


def _columns(fields: Sequence[Field]) -> Iterator[Any]:
    yield col(QuoteRow.statement_pk)
    if "content" in fields:
        yield col(QuoteRow.text)
    if "title" in fields:
        document = col(DocumentRow.pk) == col(QuoteRow.document_pk)
        yield select(col(DocumentRow.title)).where(document).scalar_subquery().label("title")
    if not {"content", "title"}.issuperset(fields):
        yield col(QuoteRow.record)


def _score(query: QuoteQuery, row: Any) -> int:
    """In millionths, which a cursor holds exactly."""
    texts = (text for field in query.fields for text in _TEXTS[field](row))
    words = [word for text in texts for word in word_list(text or "")]
    damping = _K1 * (1 - _B + _B * len(words) / _USUAL)
    counts = _counts(query, words)
    return round(1e6 * sum(count * (_K1 + 1) / (count + damping) for count in counts if count))


# What a row of `_columns` says in each field.
_TEXTS: dict[Field, Callable[[Any], Iterable[str | None]]] = {
    "content": lambda row: [row.text],
    "about": lambda row: _names(*row.record.get("about", ()), *row.record.get("terms", ())),
    "speaker": lambda row: [row.record["speaker"]["name"]],
    "route": lambda row: _names(*(hop for hop in row.record["chain"] if hop["rel"] in RELAYS)),
    "role": lambda row: _names(row.record["speaker"]["role"]),
    "title": lambda row: [row.title],
}


def _names(*records: dict[str, Any] | None) -> Iterator[str | None]:
    return (record["name"] if record else None for record in records)


def _counts(query: QuoteQuery, words: list[str]) -> Iterator[int]:
    """How often each thing asked for stands there."""
    sought = starred(query.q or "")
    if query.match == "exact":
        phrase = [word for word, _ in sought]
        starts = range(len(words) - len(phrase) + 1)
        yield sum(_stands(phrase, words[at : at + len(phrase)], sought[-1][1]) for at in starts)
        return
    for word, star in dict.fromkeys(sought):
        yield sum(each.startswith(word) for each in words) if star else words.count(word)


def _stands(phrase: list[str], words: list[str], star: bool) -> bool:
    if words == phrase:
        return True
    return star and words[:-1] == phrase[:-1] and words[-1].startswith(phrase[-1])


def _cursor(cursor: str | None) -> tuple[tuple[int, int] | None, int | None]:
    """The score and key of the last quote seen, and the key that all lie below."""
    if cursor is None:
        return None, None
    score, key, ceiling = decode_cursor(cursor, int, str, str)
    if not isinstance(score, int):
        raise QueryError("cursor", "not a cursor of this list")
    return (score, key_in(key)), key_in(ceiling)


def key_in(part: object) -> int:
    """The key of a quote in a cursor: text, since it is longer than the integers there may be.

    Raises:
        QueryError: it is none.
    """
    if not isinstance(part, str) or not part.isdecimal() or len(part) > 19:
        raise QueryError("cursor", "not a cursor of this list")
    return int(part)
