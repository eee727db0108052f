"""0003, the quotes: old ones are read in batches and written anew, newest day in the key."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from quotes.model import Confidence, Hop, Named, Quote, Role, Speaker
from service.migrations.record_moving import BATCH, Tables, Values, insert, rows_of, source_id
from service.migrations.record_sources import make_sources
from service.migrations.record_statements import Speakers, wordings

_DOCUMENTS, _PLACES = 1 << 26, 1 << 15
_SHOWN = ("id", "title", "publisher_pk", "published", "current", "created")


def move_quotes(tables: Tables, session: Session) -> None:
    """Every quote of every version, with its hops, its speakers and its words indexed."""
    from service import fulltext

    for rows in _batches(tables):
        speakers, hops = _speakers(tables, rows), _hops(tables, rows)
        behalves = make_sources(
            tables, [row.on_behalf_of["name"] for row in rows if row.on_behalf_of]
        )
        places = wordings(tables, rows, speakers)
        moved = _Moved()
        for row in rows:
            behalf = behalves[source_id(row.on_behalf_of["name"])] if row.on_behalf_of else None
            moved.take(row, hops[row.pk], speakers[row.pk], behalf, places[row.pk])
        for name, values in moved.rows.items():
            insert(tables[name], values)
        fulltext.add(session, moved.entries)


def _batches(tables: Tables) -> Iterator[Sequence[Any]]:
    old, documents, last = tables["old_quotes"], tables["documents"], 0
    found = (
        sa.select(old, *(documents.c[name].label(f"document_{name}") for name in _SHOWN))
        .join(documents, documents.c.pk == old.c.document_pk)
        .order_by(old.c.pk)
        .limit(BATCH)
    )
    while rows := rows_of(found.where(old.c.pk > last)):
        yield rows
        last = rows[-1].pk


def _speakers(tables: Tables, rows: Sequence[Any]) -> Mapping[int, Speakers]:
    old, sources = tables["old_quote_speakers"], tables["sources"]
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for each in rows_of(
        sa.select(old.c.quote_pk, sources.c.id, sources.c.pk)
        .join(sources, sources.c.id == old.c.source_id)
        .where(old.c.quote_pk.between(rows[0].pk, rows[-1].pk))
    ):
        found[each[0]].append((each[1], each[2]))
    return found


def _hops(tables: Tables, rows: Sequence[Any]) -> Mapping[int, list[Any]]:
    old, sources = tables["old_hops"], tables["sources"]
    found: dict[int, list[Any]] = defaultdict(list)
    for hop in rows_of(
        sa.select(old, sources.c.pk.label("source_pk"))
        .join(sources, sources.c.id == old.c.source_id, isouter=True)
        .where(old.c.quote_pk.between(rows[0].pk, rows[-1].pk))
        .order_by(old.c.quote_pk, old.c.position)
    ):
        found[hop.quote_pk].append(hop)
    return found


@dataclass
class _Moved:
    """What one batch becomes, by table in the order of inserting."""

    rows: dict[str, list[Values]] = field(
        default_factory=lambda: {"quotes": [], "hops": [], "quote_speakers": [], "old_roles": []}
    )
    entries: list[Any] = field(default_factory=list)

    def take(
        self, row: Any, hops: list[Any], speakers: Speakers, behalf: int | None, place: int
    ) -> None:
        from service import fulltext

        key = _key(row.document_published, row.document_pk, row.position)
        spoken = [pk for _, pk in speakers]
        # The speaker of a joint statement is no one source.
        stations = [
            (hop.rel, hop.source_pk if hop.position or hop.source_pk in spoken else None)
            for hop in hops
        ]
        ties = {"pk": key, "statement_pk": place, "wording_pk": place, "behalf_pk": behalf}
        self.rows["quotes"].append(_columns(row, hops) | ties)
        self.rows["hops"] += [
            {"quote_pk": key, "position": n, "rel": rel, "source_pk": pk, "name_pk": pk}
            for n, (rel, pk) in enumerate(stations)
        ]
        self.rows["quote_speakers"] += [
            {"source_pk": pk, "quote_pk": key, "name_pk": pk} for pk in spoken
        ]
        if row.role and len(spoken) == 1:
            self.rows["old_roles"].append(
                {"name_pk": spoken[0], "role": row.role["name"], "day": row.document_published}
            )
        if row.document_current:
            self.entries.append(
                fulltext.entry(
                    key, _quote(row, hops), row.document_title, speakers=spoken, hops=stations,
                    behalf=behalf, publisher=row.document_publisher_pk,
                )
            )  # fmt: skip


def _key(published: date | None, document_pk: int, position: int) -> int:
    """The day, the document, the place counted backwards: `service.keys.quote_key` of that time."""
    day = published.toordinal() if published else 0
    return (day * _DOCUMENTS + document_pk) * _PLACES + _PLACES - 1 - position


def _columns(row: Any, hops: list[Any]) -> Values:
    kept = ("id", "document_pk", "position", "kind", "grade", "act", "polarity", "channel", "text")
    confidence = (row.confidence_content, row.confidence_speaker, row.confidence_chain)
    said = date.fromisoformat((row.said["date"] + "-01-01")[:10]) if row.said else None
    return {name: getattr(row, name) for name in kept} | {
        "current": row.document_current,
        "publisher_pk": row.document_publisher_pk,
        "hops_count": sum(hop.rel not in ("speaker", "published") for hop in hops),
        "said": said,
        "confidence": min(confidence),
        "reviewed": False,
        "changed": row.document_created,
        "record": _record(row, hops),
    }


def _record(row: Any, hops: list[Any]) -> Values:
    """What is only shown, without what is empty, as `service.mapping` of that time wrote it."""
    record = {
        "content": row.content,
        "cue": row.cue,
        "speaker": {
            "name": row.speaker_name,
            "mention": row.speaker_mention,
            "role": row.role,
            "anonymity": row.anonymity,
        },
        "on_behalf_of": row.on_behalf_of,
        "denies": row.denies,
        "chain": [{"rel": hop.rel, "name": hop.name, "span": hop.span} for hop in hops],
        "attribution": row.attribution,
        "said": row.said,
        "about": row.about,
        "terms": row.terms,
        "confidence": {
            "content": row.confidence_content,
            "speaker": row.confidence_speaker,
            "chain": row.confidence_chain,
        },
        "reasons": row.reasons,
    }
    return {name: value for name, value in record.items() if value not in (None, [])}


def _quote(row: Any, hops: list[Any]) -> Quote:
    """As much of the quote as the index looks at."""
    return Quote(
        id=row.id,
        kind=row.kind,
        content=(),
        text=row.text,
        cue=(),
        speaker=Speaker(
            row.speaker_name, None, row.grade, Role(row.role["name"], (0, 0)) if row.role else None
        ),
        on_behalf_of=None,
        act=row.act,
        polarity=row.polarity,
        denies=None,
        channel=row.channel,
        chain=tuple(Hop(hop.rel, hop.name, None) for hop in hops),
        attribution=row.attribution,
        said=None,
        about=tuple(Named(each["name"], None) for each in row.about),
        terms=tuple(Named(each["name"], None) for each in row.terms),
        confidence=Confidence(0, 0, 0),
        reasons=(),
    )
