"""Reading the full text index: which quotes hold these words and hang on these sources.

Everything is in the order of the keys, newest first. FTS5 reads that order from its lists and
stops early. GIN knows no order: it gathers every hit, which is slow for what is frequent. So on
PostgreSQL what is frequent is looked for among the newest quotes, only so many of them, and GIN
gathers the rest. Left to itself the planner would go through all quotes for a speaker who never
says what everybody else does: it thinks words and sources come together by chance.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    Subquery,
    and_,
    cast,
    column,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlmodel import Session, col

from service.fulltext import FIELDS, LETTERS, NAME, is_sqlite, short
from service.queries import Field
from service.tables import QuoteRow, QuoteSpeakerRow

# How many of the newest quotes are looked through at the least: a few milliseconds.
_WINDOW = 2_000


@dataclass(frozen=True, slots=True)
class Words:
    """These folded words one after the other in one of `fields`; `prefix`: the last is a start."""

    fields: tuple[Field, ...]
    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """A source that the quote hangs on; `service.fulltext` says what the letters mean."""

    letter: str
    source_pk: int


Term = Words | Tag
# Any of these terms; none of them is nothing.
Clause = tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Range:
    """Keys from `above` on, and before `below`."""

    above: int = 0
    below: int = (1 << 63) - 1

    def before(self, key: int) -> "Range":
        """What of it lies before `key`."""
        return Range(self.above, min(self.below, key))

    def holds(self, key: ColumnElement[int]) -> ColumnElement[bool]:
        """`key` lies in it."""
        return and_(key >= self.above, key < self.below)


@dataclass(frozen=True, slots=True)
class Hits:
    """Keys of quotes as `rows.c.pk`; unless `whole`, only the newest quotes were looked through."""

    rows: Subquery
    whole: bool = True


def hits(session: Session, clauses: Sequence[Clause], within: Range, wanted: int) -> Iterator[Hits]:
    """The quotes for which every clause holds: ways to get at them, the first that gives enough.

    `wanted` is how many that is.
    """
    if not clauses:
        yield Hits(_keys(col(QuoteRow.pk), within).subquery("hits"))
    elif is_sqlite(session):
        yield Hits(_fts5(clauses, within))
    elif (listed := _listed(clauses, within)) is not None:
        yield Hits(listed)
    else:
        question = _tsquery(clauses)
        if (window := _window(session, question, wanted)) > 0:
            yield Hits(_newest(question, within, window), whole=False)
        yield Hits(_gathered(question, within))


def _keys(key: Any, within: Range) -> Select[int]:
    return select(key.label("pk")).where(within.holds(key))


# --- SQLite -------------------------------------------------------------------------------


def _fts5(clauses: Sequence[Clause], within: Range) -> Subquery:
    search = table(NAME, column("rowid", BigInteger))
    match = literal_column(NAME).op("MATCH", is_comparison=True)(_match(clauses))
    return _keys(search.c.rowid, within).select_from(search).where(match).subquery("hits")


def _match(clauses: Sequence[Clause]) -> str:
    # Folded words hold no quotation mark, so quoting is all it takes.
    return " AND ".join(f"({' OR '.join(map(_phrase, clause))})" for clause in clauses)


def _phrase(term: Term) -> str:
    if isinstance(term, Tag):
        return f'tags : "{term.letter}{term.source_pk}"'
    star = " *" if term.prefix else ""
    return f'{{{" ".join(term.fields)}}} : "{" ".join(_indexed(term))}"{star}'


def _indexed(term: Words) -> list[str]:
    *before, last = term.words
    return [*map(short, before), short(last, start=term.prefix)]


# --- PostgreSQL ---------------------------------------------------------------------------

_SEARCH = table(NAME, column("quote_pk", BigInteger), column("vector", TSVECTOR))


_EXPECTED = text(
    f"EXPLAIN (FORMAT JSON) SELECT FROM {NAME} WHERE vector @@ CAST(:question AS tsquery) "
    f"UNION ALL SELECT FROM {NAME}"
)


def _listed(clauses: Sequence[Clause], within: Range) -> Subquery | None:
    """All that one source said or published, which is in the order of the keys as it is."""
    match clauses:
        case [(Tag("s", source),)]:
            said = _keys(col(QuoteSpeakerRow.quote_pk), within)
            return said.where(col(QuoteSpeakerRow.source_pk) == source).subquery("hits")
        case [(Tag("o", source),)]:
            published = _keys(col(QuoteRow.pk), within)
            return published.where(col(QuoteRow.publisher_pk) == source).subquery("hits")
    return None


def _window(session: Session, question: str, wanted: int) -> int:
    """How many of the newest quotes to look through for so many hits; 0: gathering is cheaper."""
    (plan,) = session.connection().execute(_EXPECTED, {"question": question}).scalar_one()
    hits, quotes = (each["Plan Rows"] for each in plan["Plan"]["Plans"])
    looked_at = wanted * quotes // max(hits, 1)
    return _WINDOW + 2 * looked_at if looked_at < hits else 0


def _newest(question: str, within: Range, window: int) -> Subquery:
    key = _SEARCH.c.quote_pk
    newest = select(key, _SEARCH.c.vector).where(within.holds(key)).order_by(key.desc())
    looked_through = newest.limit(window).subquery()
    held = _held(looked_through.c.vector, question)
    return select(looked_through.c.quote_pk.label("pk")).where(held).subquery("hits")


def _gathered(question: str, within: Range) -> Subquery:
    keys = _keys(_SEARCH.c.quote_pk, within).where(_held(_SEARCH.c.vector, question))
    # The offset keeps the planner from walking through all quotes until enough are found.
    ordered = keys.order_by(_SEARCH.c.quote_pk.desc()).offset(literal_column("0"))
    return ordered.subquery("hits")


def _held(vector: ColumnElement[object], question: str) -> ColumnElement[bool]:
    return vector.op("@@", is_comparison=True)(cast(question, TSQUERY))


def _tsquery(clauses: Sequence[Clause]) -> str:
    return " & ".join(f"({' | '.join(map(_lexemes, clause))})" for clause in clauses)


def _lexemes(term: Term) -> str:
    if isinstance(term, Tag):
        return f"'#{term.letter}{term.source_pk}'"
    fields = [field for field in FIELDS if field in term.fields]
    return " | ".join(f"({_row_of_words(LETTERS[field], term)})" for field in fields)


def _row_of_words(letter: str, term: Words) -> str:
    star = ":*" if term.prefix else ""
    return " <-> ".join(f"'{letter}{word}'" for word in _indexed(term)) + star
