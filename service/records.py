"""A stored quote as the JSON record of the lists, straight from its columns.

Lists answer twenty of them at a time and nobody needs them as values in between: to make these,
check them and take them apart again costs far more than to find them. `service.mapping` makes the
values; a test holds both to the same record.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from pydantic_core import from_json, to_json

from service.origins.independent import Station
from service.queries import SourceCard

Record = dict[str, Any]
# So many records are kept as they were written: a dozen megabytes.
_KEPT = 5_000


@dataclass(frozen=True, slots=True)
class Route:
    """Who stands in a record's chain: the sources that speak, and each hop's."""

    speakers: tuple[SourceCard, ...]
    stations: tuple[Station, ...]


def record(
    id_: str, kind: str, grade: str, act: str, polarity: str, channel: str | None, text: str,
    kept: str, document: str, publisher: str | None, published: date | None, url: str | None,
    title: str | None, version: int, statement: str,
) -> Record:  # fmt: skip
    """The record of these columns, in the order of the specification, with document and statement.

    `kept` is the column `record`, JSON as it is stored.
    """
    rest = from_json(kept)
    speaker = rest["speaker"]
    return {
        "id": id_,
        "kind": kind,
        "content": rest.get("content", []),
        "text": text,
        "cue": rest.get("cue", []),
        "speaker": {
            "name": speaker["name"],
            "mention": speaker["mention"],
            "grade": grade,
            "role": speaker["role"],
            "anonymity": speaker["anonymity"],
        },
        "on_behalf_of": rest.get("on_behalf_of"),
        "act": act,
        "polarity": polarity,
        "denies": rest.get("denies"),
        "channel": channel,
        "chain": rest["chain"],
        "attribution": rest["attribution"],
        "said": rest.get("said"),
        "about": rest.get("about", []),
        "terms": rest.get("terms", []),
        "confidence": rest["confidence"],
        "reasons": rest.get("reasons", []),
        "document": {
            "id": document,
            "publisher": publisher,
            "published": published.isoformat() if published else None,
            "url": url,
            "title": title,
            "version": version,
        },
        "statement": statement,
    }


@lru_cache(_KEPT)
def written(*columns: Any) -> bytes:
    """The record of these columns as JSON. What is read again is not written again."""
    return to_json(record(*columns))
