"""0003 undone: quotes as 0002 had them, numbered anew in the order of documents and places."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from quotes.model import digest
from service.migrations.record_moving import (
    BATCH,
    Tables,
    Values,
    insert,
    reset_sequence,
    rows_of,
    source_id,
)
from service.words import words

_LISTS = ("content", "cue", "about", "terms", "reasons")
_KEPT = ("id", "document_pk", "position", "kind", "grade", "act", "polarity", "channel", "text")

_USED = """
INSERT INTO used_names SELECT name_pk FROM old_hops WHERE name_pk IS NOT NULL
UNION SELECT name_pk FROM old_quote_speakers
"""


def move_back(tables: Tables) -> None:
    """Fill the tables of 0002 from those set aside."""
    for names in _names(tables):
        _make_sources(tables, names)
    number = 0
    for rows in _batches(tables):
        speakers = _speakers(tables, rows)
        moved: dict[str, list[Values]] = {"quotes": [], "hops": [], "quote_speakers": []}
        for number, row in enumerate(rows, start=number + 1):  # noqa: B020
            moved["quotes"].append({"pk": number} | _columns(row))
            moved["hops"] += _hops(number, row.record["chain"])
            ids = dict.fromkeys(source_id(name) for name in speakers[row.pk])
            moved["quote_speakers"] += [{"quote_pk": number, "source_id": id_} for id_ in ids]
        _make_sources(tables, [hop["name"] for hop in moved["hops"] if hop["name"]])
        for name, values in moved.items():
            insert(tables[name], values)
    reset_sequence("quotes")


def _names(tables: Tables) -> Iterator[list[str]]:
    """Every name that somebody bears in a chain, the oldest of those folded alike first."""
    names, last = tables["source_names"], 0
    op.execute(_USED)
    used = tables["used_names"].c.pk
    found = (
        sa.select(names.c.pk, names.c.name)
        .join_from(tables["used_names"], names, used == names.c.pk)
        .order_by(used)
    )
    while rows := rows_of(found.where(used > last).limit(BATCH)):
        last = rows[-1].pk
        yield [row.name for row in rows]


def _make_sources(tables: Tables, names: Sequence[str]) -> None:
    sources = tables["sources"]
    wanted = {source_id(name): name for name in reversed(names)}
    known = {row.id for row in rows_of(sa.select(sources.c.id).where(sources.c.id.in_(wanted)))}
    insert(
        sources,
        [
            {"id": id_, "name": name, "words": words(name)}
            for id_, name in wanted.items()
            if id_ not in known
        ],
    )


def _batches(tables: Tables) -> Iterator[Sequence[Any]]:
    old, last = tables["old_quotes"], (0, -1)
    place = (old.c.document_pk, old.c.position)
    found = sa.select(old).order_by(*place).limit(BATCH)
    while rows := rows_of(found.where(sa.tuple_(*place) > sa.tuple_(*last))):
        yield rows
        last = (rows[-1].document_pk, rows[-1].position)


def _speakers(tables: Tables, rows: Sequence[Any]) -> Mapping[int, list[str]]:
    """The names a quote is found under, by its key."""
    old, names = tables["old_quote_speakers"], tables["source_names"]
    found: dict[int, list[str]] = defaultdict(list)
    for quote_pk, name in rows_of(
        sa.select(old.c.quote_pk, names.c.name)
        .join(names, names.c.pk == old.c.name_pk)
        .where(old.c.quote_pk.in_([row.pk for row in rows]))
    ):
        found[quote_pk].append(name)
    return found


def _columns(row: Any) -> Values:
    record = row.record
    speaker, confidence = record["speaker"], record["confidence"]
    lists = {name: record.get(name, []) for name in _LISTS}
    about = " ".join(each["name"] for each in (*lists["about"], *lists["terms"]))
    return (
        {name: getattr(row, name) for name in _KEPT}
        | lists
        | {
            "statement": digest("statement", words(speaker["name"] or ""), words(row.text)),
            "words": words(row.text),
            "speaker_name": speaker["name"],
            "speaker_mention": speaker["mention"],
            "role": speaker["role"],
            "anonymity": speaker["anonymity"],
            "on_behalf_of": record.get("on_behalf_of"),
            "denies": record.get("denies"),
            "attribution": record["attribution"],
            "said": record.get("said"),
            "about_words": words(about),
            "confidence_content": confidence["content"],
            "confidence_speaker": confidence["speaker"],
            "confidence_chain": confidence["chain"],
        }
    )


def _hops(quote_pk: int, chain: Sequence[Values]) -> list[Values]:
    return [
        {
            "quote_pk": quote_pk,
            "position": position,
            "rel": hop["rel"],
            "name": hop["name"],
            "words": words(hop["name"] or ""),
            "source_id": source_id(hop["name"]) if hop["name"] else None,
            "span": hop["span"],
        }
        for position, hop in enumerate(chain)
    ]
