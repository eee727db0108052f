"""One document in, with all its quotes; the same document again changes nothing."""

import logging
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Date, Table, Update, bindparam, case, insert, or_, update
from sqlmodel import Session, col, select

from quotes.model import Document, Extraction, Quote
from service import fulltext, mapping, textindex
from service.keys import content_hash, quote_key, speaker_names
from service.matching.evidence import evidence
from service.queries import Outcome
from service.store import grouping, identity
from service.store.batches import write
from service.store.grouping import Place, Telling
from service.store.identity import Identified
from service.store.retiring import retire
from service.store.standing import corrected
from service.tables import DocumentRow, Row

Names = Mapping[str, Identified]
_log = logging.getLogger(__name__)
_TABLES = Row.metadata.tables


def _more(table: Table, counter: str) -> Update:
    """Add to a counter, and widen the days between which it counted."""
    day: ColumnElement[date | None] = bindparam("day", type_=Date)
    first, last = table.c.first, table.c.last
    return (
        update(table)
        .where(table.c.pk == bindparam("key"))
        .values(
            {
                counter: table.c[counter] + bindparam("more"),
                "first": case((or_(first.is_(None), first > day), day), else_=first),
                "last": case((or_(last.is_(None), last < day), day), else_=last),
            }
        )
    )


_MORE_QUOTES = _more(_TABLES["sources"], "quotes")
_MORE_OCCURRENCES = _more(_TABLES["statements"], "occurrences")


def unchanged(session: Session, documents: Sequence[Document]) -> set[str]:
    """The ids of those `documents` that are stored exactly as they are given here."""
    statement = select(DocumentRow.id, DocumentRow.content_hash).where(
        col(DocumentRow.current), col(DocumentRow.id).in_([each.id for each in documents])
    )
    hashes = dict(session.exec(statement).all())
    return {each.id for each in documents if hashes.get(each.id) == content_hash(each)}


def save(session: Session, document: Document, extraction: Extraction) -> Outcome:
    """Store `document` unless its current version is the same; an older version stays.

    Raises:
        sqlalchemy.exc.IntegrityError: another writer stored a version of it at the same time.
    """
    before = session.exec(
        select(DocumentRow).where(col(DocumentRow.id) == document.id, col(DocumentRow.current))
    ).one_or_none()
    if before is not None and before.content_hash == content_hash(document):
        return "unchanged"
    version = 1
    if before is not None:
        retire(session, before)
        version = before.version + 1
    row = mapping.document_row(document, extraction, version=version)
    session.add(row)
    session.flush()
    if before is None:
        write_quotes(session, row, extraction)
        return "created"
    found = corrected(session, row, extraction)
    write_quotes(session, row, found.extraction, reviewed=found.reviewed)
    for id_ in found.unplaced:
        _log.warning("%s: version %d lacks the words of correction %s", row.id, version, id_)
    return "updated"


def write_quotes(
    session: Session,
    row: DocumentRow,
    extraction: Extraction,
    *,
    reviewed: Collection[str] = (),
    known: Names = MappingProxyType({}),
) -> None:
    """The quotes of a stored document, each with its sources, its statement, its words indexed.

    `reviewed` are the ids of those that a person corrected; names that are `known` are not looked
    up again.
    """
    textindex.add(session, [(_pk(row), row.text)])
    author = f"engine {extraction.engine.version}"
    asked = [each for each in evidence(extraction) if each.name not in known]
    resolved = identity.resolve(session, asked, document_id=row.id, author=author)
    names = {**known, **resolved}
    if row.publisher:
        row.publisher_pk = names[row.publisher].source_pk
    quotes = extraction.quotes
    if not quotes:
        return
    places = grouping.assign(session, [_telling(row, quote, names) for quote in quotes])
    keys = [quote_key(row.published, _pk(row), place) for place in range(len(quotes))]
    _insert_quotes(session, row, quotes, keys, places, names, reviewed)
    fulltext.add(
        session,
        [_entry(row, quote, key, names) for quote, key in zip(quotes, keys, strict=True)],
    )
    _count(session, row, quotes, places, names)


def _pk(row: DocumentRow) -> int:
    assert row.pk is not None, "a stored row has its key"
    return row.pk


def _speakers(quote: Quote, names: Names) -> dict[int, Identified]:
    found = [names[name] for name in speaker_names(quote.speaker)]
    return {each.source_pk: each for each in found}


def _telling(row: DocumentRow, quote: Quote, names: Names) -> Telling:
    speakers = list(_speakers(quote, names).values())
    return Telling(
        scope=grouping.scope([each.source_id for each in speakers], row.id),
        text=quote.text,
        direct=quote.kind != "indirect",
        speaker_pk=speakers[0].source_pk if speakers else None,
    )


def _insert_quotes(
    session: Session,
    row: DocumentRow,
    quotes: Sequence[Quote],
    keys: Sequence[int],
    places: Sequence[Place],
    names: Names,
    reviewed: Collection[str],
) -> None:
    now = datetime.now(UTC)
    rows, speakers, hops = [], [], []
    for position, (quote, key, place) in enumerate(zip(quotes, keys, places, strict=True)):
        behalf = quote.on_behalf_of
        rows.append(
            mapping.quote_columns(quote)
            | {
                "pk": key,
                "document_pk": row.pk,
                "position": position,
                "current": True,
                "statement_pk": place.statement_pk,
                "wording_pk": place.wording_pk,
                "publisher_pk": row.publisher_pk,
                "behalf_pk": names[behalf.name].source_pk if behalf else None,
                "changed": now,
                "reviewed": quote.id in reviewed,
            }
        )
        speakers += [
            {"source_pk": pk, "quote_pk": key, "name_pk": each.name_pk}
            for pk, each in _speakers(quote, names).items()
        ]
        hops += _hops(quote, key, names)
    write(session, insert(_TABLES["quotes"]), rows)
    write(session, insert(_TABLES["hops"]), hops)
    write(session, insert(_TABLES["quote_speakers"]), speakers)


def _hops(quote: Quote, key: int, names: Names) -> list[dict[str, Any]]:
    """The speaker of a joint statement is no one source; `quote_speakers` has them."""
    found = []
    for position, hop in enumerate(quote.chain):
        known = names.get(hop.name) if hop.name else None
        found.append(
            {
                "quote_pk": key,
                "position": position,
                "rel": hop.rel,
                "source_pk": known.source_pk if known else None,
                "name_pk": known.name_pk if known else None,
            }
        )
    return found


def _entry(row: DocumentRow, quote: Quote, key: int, names: Names) -> fulltext.Entry:
    behalf = quote.on_behalf_of
    return fulltext.entry(
        key,
        quote,
        row.title,
        speakers=list(_speakers(quote, names)),
        hops=[
            (hop.rel, names[hop.name].source_pk if hop.name and hop.name in names else None)
            for hop in quote.chain
        ],
        behalf=names[behalf.name].source_pk if behalf else None,
        publisher=row.publisher_pk,
    )


def _count(
    session: Session,
    row: DocumentRow,
    quotes: Sequence[Quote],
    places: Sequence[Place],
    names: Names,
) -> None:
    """How much each source and each statement has now; what was only thought does not count."""
    spoken: Counter[int] = Counter()
    told: Counter[int] = Counter()
    for quote, place in zip(quotes, places, strict=True):
        if quote.act != "think":
            spoken.update(list(_speakers(quote, names)))
            told[place.statement_pk] += 1
    for statement, counts in ((_MORE_QUOTES, spoken), (_MORE_OCCURRENCES, told)):
        rows = [{"key": pk, "more": n, "day": row.published} for pk, n in counts.items()]
        write(session, statement, rows)
