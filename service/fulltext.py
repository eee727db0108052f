"""The full text index of quotes: FTS5 on SQLite, a tsvector under GIN on PostgreSQL.

It holds folded words only (`service.words`), so neither database's own idea of a word matters.
Beside the words of six fields stand *tags*, one for each source a quote hangs on: with them
"this speaker by that agency with these words" is one look-up.

    s12  12 speaks     v12  12 stands between the speaker and the page     o12  12 published it
    b12  it was said on behalf of 12     n12  12 is the origin

No metadata knows the table: FTS5 surrounds it with tables of its own, and migrations create it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from itertools import chain
from typing import Any, get_args

from sqlalchemy import Connection, text
from sqlmodel import Session

from quotes.model import Quote, digest
from service.queries import Field
from service.words import word_list

NAME = "quote_search"
RELAYS = ("told", "cited", "recounted", "reported", "supplied")
FIELDS: tuple[Field, ...] = get_args(Field)
# PostgreSQL refuses a lexeme of 2 kB; what is longer than any word goes by its beginning and hash.
_LONGEST = 200
# It also refuses a vector of 1 MB, where a short word takes twice its bytes, and counts positions
# up to 16,383 only.
_MOST, _MOST_BESIDE, _LAST_POSITION = 300_000, 20_000, 16_383


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index holds of one quote; removing it takes the very same values."""

    pk: int
    content: str
    about: str
    speaker: str
    route: str
    role: str
    title: str
    tags: tuple[str, ...]


def entry(
    pk: int,
    quote: Quote,
    title: str | None,
    *,
    speakers: Sequence[int],
    hops: Sequence[tuple[str, int | None]],
    behalf: int | None,
    publisher: int | None,
) -> Entry:
    """What is indexed of `quote`; `hops` are (rel, source) from the speaker outward."""
    role = quote.speaker.role
    origin = hops[1][1] if len(hops) > 1 else publisher
    tagged = chain(
        (("s", source) for source in speakers),
        (("v", source) for rel, source in hops if rel in RELAYS),
        (("o", publisher), ("b", behalf), ("n", origin)),
    )
    return Entry(
        pk=pk,
        content=_folded([quote.text], _MOST),
        about=_folded(each.name for each in (*quote.about, *quote.terms)),
        speaker=_folded([quote.speaker.name]),
        route=_folded(hop.name for hop in quote.chain if hop.rel in RELAYS),
        role=_folded([role.name if role else None]),
        title=_folded([title]),
        tags=tuple(sorted({f"{letter}{pk}" for letter, pk in tagged if pk is not None})),
    )


def _folded(texts: Iterable[str | None], most: int = _MOST_BESIDE) -> str:
    found = " ".join(short(word) for each in texts for word in word_list(each or ""))
    if 4 * len(found) <= most or len(encoded := found.encode()) <= most:
        return found
    return encoded[:most].rpartition(b" ")[0].decode()


def short(word: str, *, start: bool = False) -> str:
    """`word` as the index has it, or the `start` of words."""
    if len(word) <= _LONGEST:
        return word
    return word[: _LONGEST - 16] + ("" if start else digest(word))


# --- writing ------------------------------------------------------------------------------


def create(connection: Connection) -> None:
    """Make the index, empty."""
    for statement in _CREATE[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def drop(connection: Connection) -> None:
    """Take the index away."""
    connection.exec_driver_sql(f"DROP TABLE {NAME}")


def add(session: Session, entries: Sequence[Entry]) -> None:
    """Index `entries`, none of which may be there yet."""
    if not entries:
        return
    if is_sqlite(session):
        session.connection().exec_driver_sql(_INSERT, [_row(each) for each in entries])
    else:
        rows = [{"pk": each.pk, "vector": _vector(each)} for each in entries]
        session.connection().execute(_INSERT_VECTOR, rows)


def remove(session: Session, entries: Sequence[Entry]) -> None:
    """Take `entries` out, which must be exactly what was added."""
    if not entries:
        return
    if is_sqlite(session):
        session.connection().exec_driver_sql(_DELETE, [_row(each) for each in entries])
    else:
        keys = [each.pk for each in entries]
        session.connection().execute(_DELETE_VECTOR, {"keys": keys})


_COLUMNS = ", ".join((*FIELDS, "tags"))
# Without lists of their own, short beginnings of words take a fifth of a second in a million
# quotes; they treble the index. Sizes of columns would only serve FTS5's own ranking.
_OPTIONS = "content='', tokenize='ascii', columnsize=0, prefix='1 2 3 4'"
_CREATE = {
    "sqlite": (
        f"CREATE VIRTUAL TABLE {NAME} USING fts5({_COLUMNS}, {_OPTIONS})",
        # By default four segments are merged; every twentieth article would wait for that.
        f"INSERT INTO {NAME} ({NAME}, rank) VALUES ('automerge', 8)",
    ),
    "postgresql": (
        f"CREATE TABLE {NAME} (quote_pk bigint PRIMARY KEY, vector tsvector NOT NULL)",
        f"CREATE INDEX ix_{NAME}_vector ON {NAME} USING gin (vector)",
    ),
}
_MARKS = ", ".join("?" * (len(FIELDS) + 2))
_INSERT = f"INSERT INTO {NAME} (rowid, {_COLUMNS}) VALUES ({_MARKS})"
_DELETE = f"INSERT INTO {NAME} ({NAME}, rowid, {_COLUMNS}) VALUES ('delete', {_MARKS})"
_INSERT_VECTOR = text(f"INSERT INTO {NAME} VALUES (:pk, CAST(:vector AS tsvector))")
_DELETE_VECTOR = text(f"DELETE FROM {NAME} WHERE quote_pk = ANY(:keys)")


def is_sqlite(session: Session) -> bool:
    """Which of the two databases it is."""
    return session.get_bind().dialect.name == "sqlite"


def _row(entry: Entry) -> tuple[Any, ...]:
    *fields, tags = astuple(entry)
    return (*fields, " ".join(tags))


def _vector(entry: Entry) -> str:
    """The tsvector itself, as PostgreSQL writes one."""
    found: dict[str, list[int]] = {}
    for field in FIELDS:
        for place, word in enumerate(getattr(entry, field).split(" "), start=1):
            if word:
                found.setdefault(LETTERS[field] + word, []).append(min(place, _LAST_POSITION))
    # At most 256 positions of one lexeme are kept.
    placed = [f"'{word}':{','.join(map(str, at[:256]))}" for word, at in found.items()]
    return " ".join((*placed, *(f"'#{tag}'" for tag in entry.tags)))


# Words of the content stand as they are; folded words hold no punctuation, so none is like these.
LETTERS: dict[Field, str] = {
    "content": "",
    "about": "a:",
    "speaker": "s:",
    "route": "v:",
    "role": "r:",
    "title": "t:",
}
