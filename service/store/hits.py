"""Reading the full text index: which quotes hold these words and hang on these sources.

Everything is in the order of the keys, newest first. FTS5 reads that order from its lists and
stops early. GIN knows no order: it gathers every hit, and each costs a page of the table. So on
PostgreSQL what is frequent is looked for among the newest quotes, then among more, then among
all. The planner only says how much that is: left to itself it would go through all quotes for a
speaker who never says what many do, since it thinks words and sources come together by chance.
"""

from collections.abc import Collection, Iterator, Sequence
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
    literal,
    literal_column,
    select,
    table,
    true,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlmodel import Session, col

from service.fulltext import FIELDS, LETTERS, NAME, is_sqlite, short
from service.queries import Field
from service.store.batches import SOME, fetched
from service.tables import QuoteRow, QuoteSpeakerRow

# Among how many of the newest quotes hits are looked for at the least, and how that grows.
_WINDOW, _GROWTH = 2_000, 5
# The page of a hit costs as much as so many quotes of which only the key is read.
_PAGE = 10


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


_END = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class Range:
    """Keys from `above` on, and before `below`."""

    above: int = 0
    below: int = _END

    def before(self, key: int) -> "Range":
        """What of it lies before `key`."""
        return Range(self.above, min(self.below, key))

    def holds(self, key: Any) -> ColumnElement[bool]:
        """`key` lies in it."""
        above = [key >= _written(self.above)] if self.above > 0 else []
        below = [key < _written(self.below)] if self.below < _END else []
        return and_(true(), *above, *below)


def _written(value: int | str) -> ColumnElement[Any]:
    # Not a parameter: the plan of a prepared statement would be made without knowing it.
    return literal(value, BigInteger() if isinstance(value, int) else None, literal_execute=True)


@dataclass(frozen=True, slots=True)
class Hits:
    """Keys of quotes as `rows.c.pk`; unless `whole`, only those among the newest quotes."""

    rows: Subquery
    whole: bool = True


def hits(session: Session, clauses: Sequence[Clause], within: Range, wanted: int) -> Iterator[Hits]:
    """On PostgreSQL the quotes for which every clause holds: ways to get at them.

    The first that gives `wanted` of them is enough.
    """
    if (listed := _listed(clauses, within)) is not None:
        yield Hits(listed)
    else:
        yield from _among_newest(session, clauses, within, wanted)
        yield Hits(gathered(clauses, within))


def held(session: Session, clauses: Sequence[Clause], keys: Collection[int]) -> set[int]:
    """Those of `keys` for which every clause holds."""
    if not clauses or not keys:
        return set(keys)
    search = _FTS if is_sqlite(session) else SEARCH
    key = search.c[0]
    match = _matched(clauses) if is_sqlite(session) else holds(SEARCH.c.vector, clauses)
    return {row[0] for row in fetched(session, select(key).where(match, key.in_(SOME)), keys)}


def _keys(key: Any, within: Range) -> Select[int]:
    return select(key.label("pk")).where(within.holds(key))


# --- SQLite -------------------------------------------------------------------------------


_FTS = table(NAME, column("rowid", BigInteger))


def fts5(clauses: Sequence[Clause], within: Range) -> Hits:
    """All hits: FTS5 reads them in order and stops when it has enough."""
    keys = _keys(_FTS.c.rowid, within).select_from(_FTS)
    return Hits(keys.where(_matched(clauses)).subquery("hits"))


def _matched(clauses: Sequence[Clause]) -> ColumnElement[bool]:
    return literal_column(NAME).op("MATCH", is_comparison=True)(matched(clauses))


def matched(clauses: Sequence[Clause]) -> str:
    """The clauses in the language of FTS5."""
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

SEARCH = table(NAME, column("quote_pk", BigInteger), column("vector", TSVECTOR))


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


def _among_newest(
    session: Session, clauses: Sequence[Clause], within: Range, wanted: int
) -> Iterator[Hits]:
    """Where so many hits are to be expected, then among more, as long as it is worth it."""
    inside = within.holds(SEARCH.c.quote_pk)
    hits = expected(session, and_(holds(SEARCH.c.vector, clauses), inside))
    window = _WINDOW + 3 * wanted * expected(session, inside) // (2 * hits)
    while window < _PAGE * hits:
        if window < hits:
            # Reading the words of so few is cheaper than the lists of GIN.
            yield Hits(_looked_through(clauses, within, window), whole=False)
        elif (above := _key_after(session, within, window)) is not None:
            yield Hits(gathered(clauses, Range(above, within.below)), whole=False)
        else:
            return
        window *= _GROWTH


def _key_after(session: Session, within: Range, quotes: int) -> int | None:
    key = SEARCH.c.quote_pk
    last = select(key).where(within.holds(key)).order_by(key.desc()).offset(quotes).limit(1)
    return session.connection().execute(last).scalar()


def expected(session: Session, condition: ColumnElement[bool]) -> int:
    """How many rows the planner thinks there are, at the least one, which it knows at once."""
    connection = session.connection()
    rows = select(SEARCH.c.quote_pk).where(condition).compile(connection, compile_kwargs=_LITERAL)
    (answer,) = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {rows}").scalar_one()
    return max(1, int(answer["Plan"]["Plan Rows"]))


_LITERAL = {"literal_binds": True}


def _looked_through(clauses: Sequence[Clause], within: Range, quotes: int) -> Subquery:
    key = SEARCH.c.quote_pk
    newest = select(key, SEARCH.c.vector).where(within.holds(key)).order_by(key.desc())
    words = newest.limit(quotes).subquery()
    return (
        select(words.c.quote_pk.label("pk")).where(holds(words.c.vector, clauses)).subquery("hits")
    )


def gathered(clauses: Sequence[Clause], within: Range) -> Subquery:
    """All hits in PostgreSQL, the newest first."""
    keys = _keys(SEARCH.c.quote_pk, within).where(holds(SEARCH.c.vector, clauses))
    # The offset keeps the planner from going through quotes one by one until enough are found.
    ordered = keys.order_by(SEARCH.c.quote_pk.desc()).offset(literal_column("0"))
    return ordered.subquery("hits")


def holds(vector: ColumnElement[Any], clauses: Sequence[Clause]) -> ColumnElement[bool]:
    """The clauses in the language of PostgreSQL, asked of a `vector` of words."""
    question = cast(_written(_tsquery(clauses)), TSQUERY)
    return vector.op("@@", is_comparison=True)(question)


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
