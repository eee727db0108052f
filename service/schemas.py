"""The published contracts, generated from the types: `schemas/*.json`.

Nothing is written by hand: JSON Schema 2020-12 of what goes in and what comes out of the engine,
and OpenAPI 3.1 of the API.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from quotes.model import Extraction
from service.descriptions import FIELDS
from service.inputs import DocumentIn

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def document_schema() -> dict[str, Any]:
    """What a document is when it is handed in. Keys it does not name are allowed, and ignored."""
    schema = DocumentIn.model_json_schema()
    return {"$schema": _DIALECT, "$id": "urn:quotes:schema:document", **_refined(schema)}


def extraction_schema() -> dict[str, Any]:
    """One line of ``quotes extract --format jsonl``: every field always present, and no other."""
    schema = TypeAdapter(Extraction).json_schema(mode="serialization")
    definitions: dict[str, Any] = schema.get("$defs", {})
    for name, each in (("Extraction", schema), *definitions.items()):
        complete(name, each)
        if each.get("type") == "object":
            each["additionalProperties"] = False
    return {"$schema": _DIALECT, "$id": "urn:quotes:schema:extraction", **_refined(schema)}


def complete(name: str, schema: dict[str, Any]) -> None:
    """Describe the fields of the record type `name`, all of which are always present."""
    if name not in FIELDS:
        return
    for field, each in schema["properties"].items():
        each["description"] = FIELDS[name][field]
        each.pop("default", None)
        if "$ref" not in each:
            each.pop("title", None)
    schema["required"] = list(schema["properties"])


def _refined(schema: dict[str, Any]) -> dict[str, Any]:
    for name, each in schema.get("$defs", {}).items():
        each.setdefault("title", name)
    return schema


def rendered(openapi: Mapping[str, Any]) -> dict[str, str]:
    """The text of every file of ``schemas/``, by its name."""
    contents = {
        "document.schema.json": document_schema(),
        "extraction.schema.json": extraction_schema(),
        "openapi.json": openapi,
    }
    return {
        name: json.dumps(content, indent=2, ensure_ascii=False) + "\n"
        for name, content in contents.items()
    }


def write(folder: Path, openapi: Mapping[str, Any]) -> list[Path]:
    """Write the files into `folder`; the paths of those that changed."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = list(differing(folder, openapi))
    for path in changed:
        path.write_text(rendered(openapi)[path.name], encoding="utf-8", newline="\n")
    return changed


def differing(folder: Path, openapi: Mapping[str, Any]) -> Iterator[Path]:
    """The files of `folder` that are not, byte for byte, what the types say."""
    for name, content in rendered(openapi).items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != content.encode():
            yield path
