"""0003 moves what 0002 held, up and down, on both databases."""

import json
from collections import Counter
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy
from sqlalchemy import Engine, text
from sqlmodel import Session, col, select

from quotes.model import (
    Anonymity,
    Confidence,
    Credit,
    Hop,
    Named,
    Quote,
    Role,
    Said,
    Speaker,
    attribution,
    digest,
)
from service import database, mapping
from service.keys import quote_key, source_id, speaker_names
from service.tables import (
    DocumentRow,
    ExactText,
    HopRow,
    QuoteRow,
    QuoteSpeakerRow,
    SourceKeyRow,
    SourceNameRow,
    SourceRoleRow,
    SourceRow,
    SourceWordRow,
    StatementRow,
    UtcTime,
    WordingRow,
)
from service.upkeep.indexed import indexed
from service.words import words

CREATED = datetime(2025, 6, 4, 12, tzinfo=UTC)


def said_by(
    speaker: Speaker, words: str, *hops: Hop, act: Any = "say", kind: Any = "direct", **more: Any
) -> Quote:
    """A quote with all that is usual, and what a test wants else."""
    chain = (Hop("speaker", speaker.name, speaker.mention), *hops)
    usual: dict[str, Any] = {
        "on_behalf_of": None, "denies": None, "channel": None, "said": None, "about": (),
        "terms": (), "polarity": "affirmed", "reasons": ("test",), "cue": ((1, 3),),
        "confidence": Confidence(0.9, 0.5, 0.75),
    }  # fmt: skip
    return Quote(
        id=digest(words, speaker.name), kind=kind, content=((10, 10 + len(words)),), text=words,
        speaker=speaker, act=act, chain=chain, attribution=attribution(chain), **(usual | more),
    )  # fmt: skip


BELL = Speaker("Anna Bell", (0, 4), "named", Role("minister", (5, 9)))
PAIR = Speaker("Anna Bell and Ben Cole", (0, 9), "named")
NOBODY = Speaker(None, (0, 8), "anonymous", None, Anonymity(2, "fear", (0, 8)))
EMBASSY = Speaker("Embassy", (0, 7), "organisation")
POST = Hop("published", "Daily Post", None)
TASS = Hop("reported", "TASS", (30, 34))
WAR = "There will be no war at all in the coming winter"
FIRST = (
    said_by(BELL, WAR, TASS, POST, channel="letter", about=(Named("the war", (3, 6)),)),
    said_by(BELL, "she hopes so", POST, act="think", kind="indirect"),
)
SECOND = (
    said_by(BELL, WAR, POST, said=Said("2025-05", "month", "in May", (7, 9)), reasons=()),
    said_by(PAIR, "no\x00 \x1a war 🎉", Hop("cited", None, None), TASS, POST, terms=(
        Named("peace", None),
    )),
    said_by(NOBODY, "x", Hop("told", "Tass", None), POST, on_behalf_of=Named("the Mill", (1, 2))),
)  # fmt: skip
UNDATED = (
    said_by(NOBODY, "x", denies="abc", polarity="denied"),
    said_by(EMBASSY, WAR, kind="mixed", cue=()),
)
DOCUMENTS: list[tuple[dict[str, Any], tuple[Quote, ...]]] = [
    ({"id": "a", "version": 1, "current": False, "published": date(2025, 6, 1)}, FIRST),
    ({"id": "b", "version": 1, "current": True, "published": None, "publisher": None}, UNDATED),
    ({"id": "a", "version": 2, "current": True, "published": date(2025, 6, 3)}, SECOND),
    ({"id": "c", "version": 1, "current": True, "published": None, "publisher": "Echo"}, ()),
]  # fmt: skip


def old_tables(engine: Engine) -> dict[str, sqlalchemy.Table]:
    """The tables as they are, with the types by which rows go in and out exactly."""
    metadata = sqlalchemy.MetaData()
    own = {
        sqlalchemy.Text: ExactText(),
        sqlalchemy.JSON: sqlalchemy.JSON(none_as_null=True),
        sqlalchemy.DateTime: UtcTime(),
    }

    @sqlalchemy.event.listens_for(metadata, "column_reflect")
    def _exact(_inspector: object, _table: object, column: Any) -> None:
        for kind, ours in own.items():
            if isinstance(column["type"], kind):
                column["type"] = ours

    metadata.reflect(engine)
    return {name: each for name, each in metadata.tables.items() if name != "alembic_version"}


def fill_0002(engine: Engine) -> None:
    """What 0002 wrote for `DOCUMENTS`."""
    tables = old_tables(engine)
    rows: dict[str, list[dict[str, Any]]] = {
        name: [] for name in ("documents", "sources", "credits", "quotes", "hops", "quote_speakers")
    }
    sources: dict[str, str] = {}
    for document_pk, (given, quotes) in enumerate(DOCUMENTS, start=1):
        usual = {
            "pk": document_pk, "content_hash": "h", "created": CREATED, "text": "a\x00b",
            "title": "A \x00 title", "publisher": "Daily Post", "url": None,
            "engine_version": "1", "engine_lexicon": "l", "engine_model": "m",
        }  # fmt: skip
        rows["documents"].append(usual | given)
        credit = asdict(Credit("photo", "Foto", (0, 1)))
        rows["credits"].append({"document_pk": document_pk, "position": 0} | credit)
        for position, quote in enumerate(quotes):
            pk = len(rows["quotes"]) + 1
            rows["quotes"].append(old_quote(quote) | {
                "pk": pk, "document_pk": document_pk, "position": position,
            })  # fmt: skip
            ids = {source_id(name): name for name in speaker_names(quote.speaker)}
            rows["quote_speakers"] += [{"quote_pk": pk, "source_id": each} for each in ids]
            for place, hop in enumerate(quote.chain):
                known = source_id(hop.name) if hop.name else None
                rows["hops"].append(asdict(hop) | {
                    "quote_pk": pk, "position": place, "words": words(hop.name or ""),
                    "source_id": known,
                })  # fmt: skip
                if known and hop.name:
                    ids.setdefault(known, hop.name)
            sources = ids | sources
    rows["sources"] = [
        {"id": id_, "name": name, "words": words(name)} for id_, name in sources.items()
    ]
    with engine.begin() as connection:
        for name, values in rows.items():
            connection.execute(tables[name].insert(), values)


def old_quote(quote: Quote) -> dict[str, Any]:
    record = asdict(quote)
    speaker, confidence = record.pop("speaker"), record.pop("confidence")
    del record["chain"]
    about = " ".join(each.name for each in (*quote.about, *quote.terms))
    return record | {
        "statement": digest("statement", words(speaker["name"] or ""), words(quote.text)),
        "words": words(quote.text),
        "about_words": words(about),
        "speaker_name": speaker["name"],
        "speaker_mention": speaker["mention"],
        "grade": speaker["grade"],
        "role": speaker["role"],
        "anonymity": speaker["anonymity"],
        **{f"confidence_{name}": value for name, value in confidence.items()},
    }


def everything(engine: Engine) -> dict[str, list[Any]]:
    with engine.connect() as connection:
        return {
            name: sorted(map(repr, connection.execute(table.select()).mappings()))
            for name, table in old_tables(engine).items()
        }


def test_0003_keeps_what_0002_held(database_url: str) -> None:
    engine = database.open_engine(database_url)
    database.upgrade(engine, "0002")
    fill_0002(engine)
    before = everything(engine)
    for _ in range(2):
        database.upgrade(engine)
        with database.reading(engine) as session:
            check_quotes(session)
            check_sources(session)
            check_statements(session)
        database.downgrade(engine, "0002")
        assert everything(engine) == before
    engine.dispose()


def check_quotes(session: Session) -> None:
    found = session.exec(
        select(QuoteRow, DocumentRow)
        .join(DocumentRow, col(DocumentRow.pk) == col(QuoteRow.document_pk))
        .order_by(col(QuoteRow.document_pk), col(QuoteRow.position))
    ).all()
    assert [mapping.quote(row) for row, _ in found] == [q for _, qs in DOCUMENTS for q in qs]
    for row, document in found:
        assert row.pk == quote_key(document.published, row.document_pk, row.position)
        expected = mapping.quote_columns(mapping.quote(row))
        record = json.dumps(expected.pop("record"))
        assert json.dumps(row.record) == record
        assert {name: getattr(row, name) for name in expected} == expected
        assert (row.current, row.changed) == (document.current, CREATED)
        assert row.publisher_pk == document.publisher_pk
    with indexed(session.connection()) as table:
        keys = session.connection().execute(text(f"SELECT quote_pk FROM {table}")).scalars().all()
    assert set(keys) == {row.pk for row, _ in found if row.current}


def check_sources(session: Session) -> None:
    sources = {row.name: row for row in session.exec(select(SourceRow))}
    # "Anna Bell and Ben Cole" is nobody; principals and publishers are somebody now.
    assert set(sources) == {
        "Anna Bell", "Ben Cole", "TASS", "Daily Post", "Embassy", "the Mill", "Echo",
    }  # fmt: skip
    assert {row.id for row in sources.values()} == {source_id(name) for name in sources}
    bell = sources["Anna Bell"]
    assert (bell.kind, bell.quotes, bell.first, bell.last) == (
        "person", 2, date(2025, 6, 3), date(2025, 6, 3),
    )  # fmt: skip
    assert [sources[name].kind for name in ("TASS", "Embassy", "the Mill", "Echo")] == [
        "organisation", "organisation", "other", "organisation",
    ]  # fmt: skip
    names = session.exec(select(SourceNameRow)).all()
    assert sorted(row.name for row in names) == sorted(sources)
    (role,) = session.exec(select(SourceRoleRow)).all()
    assert (role.role, role.first, role.last) == ("minister", date(2025, 6, 1), date(2025, 6, 3))
    for table in (SourceKeyRow, SourceWordRow):
        assert set(session.exec(select(table.name_pk))) == {row.pk for row in names}
    spoken = session.exec(select(QuoteSpeakerRow)).all()
    assert Counter(row.source_pk for row in spoken) == Counter(
        {bell.pk: 4, sources["Ben Cole"].pk: 1, sources["Embassy"].pk: 1}
    )
    hops = session.exec(select(HopRow)).all()
    assert len(hops) == sum(len(quote.chain) for _, quotes in DOCUMENTS for quote in quotes)
    assert Counter(row.source_pk for row in hops)[sources["TASS"].pk] == 3
    # Ids are given out behind those that were moved.
    session.add(SourceRow(id="new", name="New", words=" new ", kind="other"))
    session.flush()
    session.rollback()


def check_statements(session: Session) -> None:
    wordings = {row.pk: row for row in session.exec(select(WordingRow))}
    counts = Counter(row.text for row in wordings.values())
    # Bell and the embassy say the same; what nobody said is the same within one document only.
    assert counts == {WAR: 2, "she hopes so": 1, "no\x00 \x1a war 🎉": 1, "x": 2}
    statements = session.exec(select(StatementRow)).all()
    assert {row.id for row in statements} == {row.id for row in wordings.values()}
    assert sorted(row.occurrences for row in statements) == [0, 1, 1, 1, 1, 1]
    for quote in session.exec(select(QuoteRow)):
        assert wordings[quote.wording_pk].text == quote.text
        assert wordings[quote.wording_pk].statement_pk == quote.statement_pk
