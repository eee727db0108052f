"""The twelve look-ups of a newsroom, each as the store asks it and as SQL written by hand.

Parameters are drawn from what the store holds: speakers and words by how often they stand, so that
the frequent are asked for as often as users would.
"""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Engine, text
from sqlmodel import Session

from quotes.model import Quote
from service import store
from service.database import reading
from service.keys import first_key
from service.queries import QuoteQuery
from service.store import statements
from service.words import word_list

_LIMIT = 20
_DAY = first_key(date.min)  # a key is so many times its day, and something
_FREQUENT = ("minister", "government", "people", "year", "would", "new")


@dataclass(frozen=True, slots=True)
class Sample:
    """One quote of the store as a source of parameters."""

    speaker_pk: int
    speaker: str
    via_pk: int | None
    via: str | None
    outlet_pk: int | None
    outlet: str | None
    day: date
    words: list[str]
    about: str | None
    statement: str


@dataclass(frozen=True, slots=True)
class Lookup:
    """One kind of question: asked through the store, and by hand on SQLite and PostgreSQL."""

    name: str
    ask: Callable[[Session, Sample], Any]
    by_hand: dict[str, str]
    parameters: Callable[[Sample], dict[str, Any]]


def samples(engine: Engine, number: int, seed: int) -> list[Sample]:
    """Quotes drawn at random, with a named speaker and at least one relay where there is one."""
    chance = random.Random(seed)
    found: list[Sample] = []
    with reading(engine) as session:
        low, high = session.execute(text("SELECT min(pk), max(pk) FROM quotes")).one()
        while len(found) < number:
            # Keys are dense within a day and empty between: draw a day, not a key.
            day = date.fromordinal(chance.randint(low // _DAY, high // _DAY))
            row = session.execute(_NEAR, {"key": first_key(day) + chance.getrandbits(40)}).first()
            if row is not None and row.speaker_pk is not None:
                found.append(_sample(session, row))
    return found


_NEAR = text(
    "SELECT q.pk, q.text, q.record, s.source_pk AS speaker_pk, p.id AS speaker,"
    " (SELECT h.source_pk FROM hops h WHERE h.quote_pk = q.pk AND h.rel IN"
    "  ('told','cited','recounted','reported','supplied') ORDER BY h.position LIMIT 1) AS via_pk,"
    " q.publisher_pk AS outlet_pk, t.id AS statement, d.published"
    " FROM quotes q JOIN documents d ON d.pk = q.document_pk"
    " JOIN statements t ON t.pk = q.statement_pk"
    " LEFT JOIN quote_speakers s ON s.quote_pk = q.pk LEFT JOIN sources p ON p.pk = s.source_pk"
    " WHERE q.pk >= :key ORDER BY q.pk LIMIT 1"
)


def _sample(session: Session, row: Any) -> Sample:
    ids = {pk: session.execute(text("SELECT id FROM sources WHERE pk = :pk"), {"pk": pk}).scalar()
           for pk in (row.via_pk, row.outlet_pk) if pk is not None}  # fmt: skip
    record = row.record if isinstance(row.record, dict) else json.loads(row.record)
    about = record.get("about") or [{"name": None}]
    published = (
        row.published if isinstance(row.published, date) else date.fromisoformat(row.published)
    )
    return Sample(
        row.speaker_pk, row.speaker, row.via_pk, ids.get(row.via_pk), row.outlet_pk,
        ids.get(row.outlet_pk), published, word_list(row.text), about[0]["name"], row.statement,
    )  # fmt: skip


def _rare(sample: Sample) -> str:
    """The longest word: long words are rare."""
    return max(sample.words, key=len)


def _frequent(sample: Sample) -> str:
    return _FREQUENT[sample.speaker_pk % len(_FREQUENT)]


def _phrase(sample: Sample) -> str:
    middle = len(sample.words) // 2
    return " ".join(sample.words[middle : middle + 3])


def _prefix(sample: Sample) -> str:
    return _rare(sample)[:5]


def _found(**given: Any) -> QuoteQuery:
    return QuoteQuery(limit=_LIMIT, **given)


def lookups() -> Iterator[Lookup]:
    """All twelve."""

    def find(
        name: str,
        query: Callable[[Sample], QuoteQuery],
        by_hand: dict[str, str],
        parameters: Callable[[Sample], dict[str, Any]],
    ) -> Lookup:
        return Lookup(
            name, lambda session, sample: store.find(session, query(sample)), by_hand, parameters
        )

    yield find(
        "speaker newest first", lambda s: _found(speaker=s.speaker),
        _both("SELECT q.pk, q.text FROM quote_speakers s JOIN quotes q ON q.pk = s.quote_pk"
              " WHERE s.source_pk = :speaker AND q.current AND q.act <> 'think'"
              " ORDER BY s.quote_pk DESC LIMIT 20"),
        lambda s: {"speaker": s.speaker_pk},
    )  # fmt: skip
    yield find(
        "speaker + word", lambda s: _found(speaker=s.speaker, q=_frequent(s)),
        _both("SELECT q.pk, q.text FROM quote_speakers s JOIN quotes q ON q.pk = s.quote_pk"
              " WHERE s.source_pk = :speaker AND q.current AND lower(q.text) LIKE :word"
              " ORDER BY s.quote_pk DESC LIMIT 20"),
        lambda s: {"speaker": s.speaker_pk, "word": f"%{_frequent(s)}%"},
    )  # fmt: skip
    yield find(
        "speaker + via", lambda s: _found(speaker=s.speaker, via=(s.via or s.outlet or s.speaker,)),
        _both("SELECT q.pk, q.text FROM quote_speakers s JOIN quotes q ON q.pk = s.quote_pk"
              " WHERE s.source_pk = :speaker AND q.current AND EXISTS (SELECT 1 FROM hops h WHERE"
              " h.quote_pk = q.pk AND h.source_pk = :via AND h.rel NOT IN ('speaker','published'))"
              " ORDER BY s.quote_pk DESC LIMIT 20"),
        lambda s: {"speaker": s.speaker_pk, "via": s.via_pk or s.outlet_pk},
    )  # fmt: skip
    for name, word in (("rare word", _rare), ("frequent word by date", _frequent)):
        yield find(
            name, lambda s, word=word: _found(q=word(s)), _by_word(),
            lambda s, word=word: {"fts": f'content:"{word(s)}"', "ts": f"'{word(s)}'"},
        )  # fmt: skip
    yield find(
        "frequent word by relevance", lambda s: _found(q=_frequent(s), sort="relevance"),
        {"sqlite": "SELECT q.pk, q.text FROM quote_search f JOIN quotes q ON q.pk = f.rowid"
                   " WHERE quote_search MATCH :fts ORDER BY bm25(quote_search) LIMIT 20",
         "postgresql": "SELECT q.pk, q.text FROM quote_search f JOIN quotes q ON q.pk = f.quote_pk"
                       " WHERE f.vector @@ cast(:ts AS tsquery)"
                       " ORDER BY ts_rank(f.vector, cast(:ts AS tsquery)) DESC LIMIT 20"},
        lambda s: {"fts": f'content:"{_frequent(s)}"', "ts": f"'{_frequent(s)}'"},
    )  # fmt: skip
    yield find(
        "phrase", lambda s: _found(q=_phrase(s), match="exact"), _by_word(),
        lambda s: {"fts": f'content:"{_phrase(s)}"', "ts": " <-> ".join(f"'{w}'" for w in
                   _phrase(s).split())},
    )  # fmt: skip
    yield find(
        "prefix", lambda s: _found(q=f"{_prefix(s)}*"), _by_word(),
        lambda s: {"fts": f'content:"{_prefix(s)}" *', "ts": f"'{_prefix(s)}':*"},
    )  # fmt: skip
    yield find(
        "outlet + dates",
        lambda s: _found(outlet=s.outlet, published_from=s.day - timedelta(30), published_to=s.day),
        _both("SELECT q.pk, q.text FROM quotes q WHERE q.publisher_pk = :outlet AND q.current"
              " AND q.pk BETWEEN :low AND :high ORDER BY q.pk DESC LIMIT 20"),
        lambda s: {"outlet": s.outlet_pk, "low": first_key(s.day - timedelta(30)),
                   "high": first_key(s.day + timedelta(1))},
    )  # fmt: skip
    yield find(
        "about + speaker", lambda s: _found(speaker=s.speaker, about=s.about or s.words[0]),
        _both("SELECT q.pk, q.text FROM quote_speakers s JOIN quotes q ON q.pk = s.quote_pk"
              " WHERE s.source_pk = :speaker AND q.current AND cast(q.record AS text) LIKE :about"
              " ORDER BY s.quote_pk DESC LIMIT 20"),
        lambda s: {"speaker": s.speaker_pk, "about": f"%{s.about or s.words[0]}%"},
    )  # fmt: skip
    yield Lookup(
        "statement + provenance", _statement,
        _both("SELECT q.pk, q.text, d.id, h.rel, h.source_pk FROM wordings w"
              " JOIN quotes q ON q.statement_pk = w.statement_pk"
              " JOIN documents d ON d.pk = q.document_pk JOIN hops h ON h.quote_pk = q.pk"
              " WHERE w.id = :statement AND q.current ORDER BY q.pk, h.position"),
        lambda s: {"statement": s.statement},
    )  # fmt: skip
    yield Lookup(
        "facets of a speaker",
        lambda session, s: store.facets(
            session, QuoteQuery(speaker=s.speaker), ("outlet", "via", "kind", "act", "year")
        ),
        _both("SELECT q.kind, q.publisher_pk, count(*) FROM quote_speakers s"
              " JOIN quotes q ON q.pk = s.quote_pk WHERE s.source_pk = :speaker AND q.current"
              " GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 20"),
        lambda s: {"speaker": s.speaker_pk},
    )  # fmt: skip


def _statement(session: Session, sample: Sample) -> Quote | None:
    pk = statements.statement_pk(session, sample.statement)
    assert pk is not None, "every sample's statement is there"
    statements.statement(session, pk)
    statements.provenance(session, pk)
    return None


def _both(sql: str) -> dict[str, str]:
    return {"sqlite": sql, "postgresql": sql}


def _by_word() -> dict[str, str]:
    return {
        "sqlite": "SELECT q.pk, q.text FROM quote_search f JOIN quotes q ON q.pk = f.rowid"
        " WHERE quote_search MATCH :fts ORDER BY f.rowid DESC LIMIT 20",
        "postgresql": "SELECT q.pk, q.text FROM quote_search f JOIN quotes q ON q.pk = f.quote_pk"
        " WHERE f.vector @@ cast(:ts AS tsquery) ORDER BY q.pk DESC LIMIT 20",
    }
