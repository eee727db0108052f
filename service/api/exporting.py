"""Records as JSONL and as CSV, piece by piece."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal

from pydantic_core import to_json

from service.records import Record

Format = Literal["jsonl", "csv"]
MEDIA_TYPES: dict[Format, str] = {"jsonl": "application/x-ndjson", "csv": "text/csv"}
FORMATS: dict[str, Format] = {media_type: name for name, media_type in MEDIA_TYPES.items()}
# What a spreadsheet would take for a formula: an article could make it fetch something.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def jsonl(pieces: Iterable[list[Record]]) -> Iterator[bytes]:
    """One record a line."""
    for piece in pieces:
        yield b"".join(to_json(record) + b"\n" for record in piece)


def comma_separated(pieces: Iterable[list[Record]]) -> Iterator[bytes]:
    """A line of names, then one line a record (RFC 4180), several values parted by ``|``."""
    yield _lines([list(_CELLS)])
    for piece in pieces:
        yield _lines([[_cell(cell(record)) for cell in _CELLS.values()] for record in piece])


def _lines(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _names(parts: Iterable[dict[str, Any]]) -> str:
    return "|".join(part["name"] for part in parts)


def _name(part: dict[str, Any] | None) -> str | None:
    return part["name"] if part else None


def _chain(record: Record) -> str:
    return "|".join(f"{hop['rel']}: {hop['name'] or ''}".rstrip() for hop in record["chain"])


_CELLS: dict[str, Callable[[Record], object]] = {
    "id": lambda r: r["id"],
    "published": lambda r: r["document"]["published"],
    "speaker": lambda r: r["speaker"]["name"],
    "role": lambda r: _name(r["speaker"]["role"]),
    "grade": lambda r: r["speaker"]["grade"],
    "on_behalf_of": lambda r: _name(r["on_behalf_of"]),
    "text": lambda r: r["text"],
    "attribution": lambda r: r["attribution"],
    "chain": _chain,
    "kind": lambda r: r["kind"],
    "act": lambda r: r["act"],
    "polarity": lambda r: r["polarity"],
    "channel": lambda r: r["channel"],
    "said": lambda r: r["said"]["date"] if r["said"] else None,
    "about": lambda r: _names(r["about"]),
    "terms": lambda r: _names(r["terms"]),
    "content_confidence": lambda r: r["confidence"]["content"],
    "speaker_confidence": lambda r: r["confidence"]["speaker"],
    "chain_confidence": lambda r: r["confidence"]["chain"],
    "statement": lambda r: r["statement"],
    "document": lambda r: r["document"]["id"],
    "version": lambda r: r["document"]["version"],
    "publisher": lambda r: r["document"]["publisher"],
    "title": lambda r: r["document"]["title"],
    "url": lambda r: r["document"]["url"],
}
WRITERS: dict[Format, Callable[[Iterable[list[Record]]], Iterator[bytes]]] = {
    "jsonl": jsonl,
    "csv": comma_separated,
}
