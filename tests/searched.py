"""Stored quotes of every kind for tests of the lists, and the obvious reading of them."""

import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, insert
from sqlmodel import Session

from quotes.model import (
    Confidence,
    Hop,
    Named,
    Quote,
    Role,
    Said,
    Speaker,
)
from service import fulltext, mapping
from service.database import reading
from service.keys import quote_key
from service.queries import QuoteQuery
from service.store.quotes import find
from service.tables import (
    DocumentRow,
    HopRow,
    QuoteRow,
    QuoteSpeakerRow,
    SourceNameRow,
    SourceRow,
    SourceWordRow,
    StatementRow,
    WordingRow,
)
from service.words import word_list

# The names each source goes by; the last was joined with the first.
SOURCES = {
    1: ["Anna Bell", "A. Bell-Smith"],
    2: ["Sergey Lavrov"],
    3: ["Lavrov"],
    4: ["TASS", "ITAR-TASS News Agency"],
    5: ["Russian Foreign Ministry"],
    6: ["Reuters"],
    7: ["The Post"],
    8: ["The Morning Herald"],
    9: ["José Łukasz"],
    10: ["Bell Ministry"],
    11: [],
}
MERGED = {11: 1}
STATEMENTS = range(1, 31)
VIAS, OUTLETS, SPEAKERS = (4, 5, 6, None), (4, 7, 8, None), (1, 2, 3, 5, 9)
LONG = "x" * 3000
WORDS = [
    "peace", "peaceful", "war", "talks", "naïve", "it's", "100%", "北京市", "🙂", "O'Neill",
    'say"so', "a\x00b", "'quoted'", "back\\slash", "AND", "NEAR(", "content:", "-", "co-op", "т’я",
    LONG, "no",
]  # fmt: skip
ROLES = ("prime minister", "minister of war", "head of the co-op", None)
KINDS, ACTS = ("direct", "indirect", "mixed"), ("say", "deny", "think", "urge")
NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Kept:
    """A quote as the reference sees it."""

    pk: int
    quote: Quote
    title: str | None
    document: str
    day: date | None
    lang: str
    current: bool
    speakers: tuple[int, ...]
    hops: tuple[tuple[str, int | None], ...]
    behalf: int | None
    publisher: int | None
    changed: datetime
    reviewed: bool
    statement: int
    texts: dict[str, list[str]] = field(default_factory=dict)

    def vias(self) -> set[int]:
        return {pk for rel, pk in self.hops if rel in fulltext.RELAYS and pk is not None}

    def origin(self) -> int | None:
        return self.hops[1][1] if len(self.hops) > 1 else self.publisher


def made(rng: random.Random, document: int, position: int, frame: dict[str, Any]) -> Kept:
    """A quote with a bit of everything."""
    speakers = tuple(rng.sample(SPEAKERS, rng.choice((1, 1, 1, 2))))
    name = " and ".join(SOURCES[pk][0] for pk in speakers)
    vias = [(rel, rng.choice(VIAS)) for rel in rng.sample(("cited", "reported", "told"), 2)]
    publisher = frame["publisher"]
    hops = [("speaker", speakers[0]), *vias[: rng.choice((0, 1, 1, 2))]]
    hops += [("published", publisher)] if publisher else []
    names = {pk: names[0] for pk, names in SOURCES.items() if names} | {None: None}
    chain = tuple(Hop(rel, names[pk] if place else name, None) for place, (rel, pk) in
                  enumerate(hops))  # fmt: skip
    behalf, role = rng.choice((None, None, 5, 10)), rng.choice(ROLES)
    said = rng.choice((None, "2025-05", "2025-05-20"))
    about = [Named(rng.choice(("Rome talks", "War", "Peace Now")), None) for _ in range(2)]
    value = Quote(
        id=f"{frame['version']}-{document}-{position}",
        kind=rng.choice(KINDS),
        content=((0, 4),),
        text=frame["text"] or " ".join(rng.choices(WORDS, k=rng.randint(0, 12))),
        cue=(),
        speaker=Speaker(
            name, None, rng.choice(("named", "place")), Role(role, (0, 1)) if role else None
        ),
        on_behalf_of=Named(SOURCES[behalf][0], None) if behalf else None,
        act=rng.choice(ACTS),
        polarity=rng.choice(("affirmed", "denied")),
        denies=None,
        channel=rng.choice((None, "interview", "social")),
        chain=chain,
        attribution=name,
        said=Said(said, "day", "explicit", (0, 1)) if said else None,
        about=tuple(about[:1]),
        terms=tuple(about[1:]),
        confidence=Confidence(1.0, rng.choice((0.25, 0.75)), 1.0),
        reasons=(),
    )
    return Kept(
        pk=quote_key(frame["day"], document, position),
        quote=value,
        title=frame["title"],
        document=frame["id"],
        day=frame["day"],
        lang=frame["lang"],
        current=frame["current"],
        speakers=speakers,
        hops=tuple(hops),
        behalf=behalf,
        publisher=publisher,
        changed=NOW - timedelta(days=rng.randint(0, 3)),
        reviewed=rng.random() < 0.3,
        statement=STATEMENTS[(rng.choice((1, 2)) + 4 * document + position) % len(STATEMENTS)],
        texts={
            "content": [value.text],
            "about": [each.name for each in about],
            "speaker": [name],
            "route": [hop.name or "" for hop in chain if hop.rel in fulltext.RELAYS],
            "role": [role or ""],
            "title": [frame["title"] or ""],
        },
    )


def documents(rng: random.Random, numbers: range, **given: Any) -> Iterator[Kept]:
    for document in numbers:
        frame = {
            "id": f"d{document}",
            "version": 1,
            "current": document % 9 != 5,
            "day": rng.choice((date(2025, 5, 1), date(2025, 6, 2), date(2024, 2, 29), None)),
            "title": rng.choice((None, "War and peace", "Peace, now: 北京市!")),
            "publisher": rng.choice(OUTLETS),
            "lang": rng.choice(("en", "en", "ru")),
            "text": None,
        } | given
        for position in range(4):
            yield made(rng, document, position, frame)


def insert_sources(session: Session) -> None:
    def rows(table: Any, values: list[dict[str, Any]]) -> None:
        session.connection().execute(insert(table), values)

    names = [(pk, name) for pk, each in SOURCES.items() for name in each]
    sources = [
        {"pk": pk, "id": f"id{pk}", "name": f"{pk}", "words": "", "kind": "person", "listed": False,
         "merged_pk": MERGED.get(pk), "quotes": 20 - pk} for pk in SOURCES
    ]  # fmt: skip
    rows(SourceRow, sources)
    rows(
        SourceNameRow,
        [{"pk": place, "source_pk": pk, "home_pk": pk, "name": name}
         for place, (pk, name) in enumerate(names)],
    )  # fmt: skip
    rows(
        SourceWordRow,
        [{"word": word, "name_pk": place} for place, (_, name) in enumerate(names)
         for word in set(word_list(name))],
    )  # fmt: skip
    rows(StatementRow, [{"pk": pk, "id": f"statement{pk}", "occurrences": 1} for pk in STATEMENTS])
    rows(
        WordingRow,
        [{"pk": pk, "id": id_, "scope": "", "fingerprint": pk, "statement_pk": statement,
          "direct": True, "text": ""}
         for pk, id_, statement in (*((pk, f"statement{pk}", pk) for pk in STATEMENTS),
                                    (99, "other2", 2))],
    )  # fmt: skip


def insert_quotes(session: Session, kept: list[Kept]) -> None:
    def rows(table: Any, values: list[dict[str, Any]]) -> None:
        session.connection().execute(insert(table), values)

    of = {each.document: each for each in kept}
    rows(
        DocumentRow,
        [{"pk": int(each.document[1:]), "id": each.document, "version": 1, "current": each.current,
          "content_hash": "", "created": NOW, "text": "never read", "title": each.title,
          "publisher": None, "publisher_pk": each.publisher, "published": each.day, "url": None,
          "lang": each.lang, "engine_version": "", "engine_lexicon": "", "engine_model": ""}
         for each in of.values()],
    )  # fmt: skip
    rows(
        QuoteRow,
        [{**mapping.quote_columns(each.quote), "pk": each.pk, "document_pk": int(each.document[1:]),
          "position": place % 4, "current": each.current, "statement_pk": each.statement,
          "wording_pk": each.statement, "publisher_pk": each.publisher, "behalf_pk": each.behalf,
          "reviewed": each.reviewed, "changed": each.changed}
         for place, each in enumerate(kept)],
    )  # fmt: skip
    rows(
        QuoteSpeakerRow,
        [{"source_pk": pk, "quote_pk": each.pk, "name_pk": 0} for each in kept
         for pk in each.speakers],
    )  # fmt: skip
    rows(
        HopRow,
        [{"quote_pk": each.pk, "position": place, "rel": rel, "source_pk": pk, "name_pk": None}
         for each in kept for place, (rel, pk) in enumerate(each.hops)],
    )  # fmt: skip
    fulltext.add(session, [entry(each) for each in kept])


def entry(kept: Kept) -> fulltext.Entry:
    return fulltext.entry(
        kept.pk,
        kept.quote,
        kept.title,
        speakers=kept.speakers,
        hops=kept.hops,
        behalf=kept.behalf,
        publisher=kept.publisher,
    )


def newest_first(kept: list[Kept]) -> list[Kept]:
    # Stable: within a day the later document first, within a document the order of the text.
    found = sorted(kept, key=lambda each: -int(each.document[1:]))
    return sorted(found, key=lambda each: each.day or date.min, reverse=True)


def words(kept: Kept, fields: tuple[str, ...]) -> list[str]:
    return [word for name in fields for each in kept.texts[name] for word in word_list(each)]


def has(kept: Kept, fields: tuple[str, ...], *sought: str) -> bool:
    return set(sought) <= set(words(kept, fields))


def phrase(kept: Kept, fields: tuple[str, ...], asked: str) -> bool:
    return any(
        f" {' '.join(word_list(asked))} " in f" {' '.join(words(kept, (name,)))} "
        for name in fields
    )


def listed(kept: Kept, asked: dict[str, Any]) -> bool:
    return kept.current and ("act" in asked or kept.quote.act != "think")


def ids(session: Session, **asked: Any) -> list[str]:
    page = find(session, QuoteQuery(**{"limit": 200} | asked))
    assert page.next_cursor is None
    return [each.quote.id for each in page.data]


def pages(
    engine: Engine, between: Callable[[int], None] = lambda _: None, **asked: Any
) -> Iterator[str]:
    cursor = None
    for number in itertools.count():
        with reading(engine) as session:
            page = find(session, QuoteQuery(**asked, cursor=cursor))
        assert len(page.data) <= asked["limit"]
        yield from (each.quote.id for each in page.data)
        cursor = page.next_cursor
        if cursor is None:
            return
        assert page.data
        between(number)
