"""A stored quote as the JSON record of the lists, straight from its columns.

Lists answer twenty of them at a time and nobody needs them as values in between: to make these,
check them and take them apart again costs far more than to find them. `service.mapping` makes the
values; a test holds both to the same record.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from pydantic_core import from_json

from service.origins.independent import Station
from service.queries import SourceCard

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Route:
    """Who stands in a record's chain: the sources that speak, and each hop's."""

    speakers: tuple[SourceCard, ...]
    stations: tuple[Station, ...]


class Columns(Protocol):
    """What a record is made of; `record` is JSON as it is stored."""

    id: str
    kind: str
    grade: str
    act: str
    polarity: str
    channel: str | None
    text: str
    record: str
    document: str
    publisher: str | None
    published: date | None
    url: str | None
    title: str | None
    version: int
    statement: str


def record(row: Columns) -> Record:
    """The record, in the order of the specification, with its document and statement."""
    kept = from_json(row.record)
    speaker = kept["speaker"]
    return {
        "id": row.id,
        "kind": row.kind,
        "content": kept.get("content", []),
        "text": row.text,
        "cue": kept.get("cue", []),
        "speaker": {
            "name": speaker["name"],
            "mention": speaker["mention"],
            "grade": row.grade,
            "role": speaker["role"],
            "anonymity": speaker["anonymity"],
        },
        "on_behalf_of": kept.get("on_behalf_of"),
        "act": row.act,
        "polarity": row.polarity,
        "denies": kept.get("denies"),
        "channel": row.channel,
        "chain": kept["chain"],
        "attribution": kept["attribution"],
        "said": kept.get("said"),
        "about": kept.get("about", []),
        "terms": kept.get("terms", []),
        "confidence": kept["confidence"],
        "reasons": kept.get("reasons", []),
        "document": {
            "id": row.document,
            "publisher": row.publisher,
            "published": row.published.isoformat() if row.published else None,
            "url": row.url,
            "title": row.title,
            "version": row.version,
        },
        "statement": row.statement,
    }
