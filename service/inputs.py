"""Documents from files, folders and standard input; what cannot be read becomes a problem.

Nothing here raises over what a file holds: each item of the stream is a document or says where
and why there is none, in the order of the input. Text is taken exactly as it stands in the file,
line ends included; only a byte order mark is dropped.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, BinaryIO

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError

from quotes.model import Document, digest

SUFFIXES = (".txt", ".json", ".jsonl")
MAX_ID = 300


@dataclass(frozen=True, slots=True)
class InputProblem:
    """Why there is no document at `place` (a path, `-`, or either with `:line`)."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Input:
    """A document and the place it was read from."""

    place: str
    document: Document


def _blank_is_none(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


def _id_text(value: object) -> object:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return str(value) if is_number else _blank_is_none(value)


def _iso_day(value: object) -> object:
    value = _blank_is_none(value)
    if not isinstance(value, str):
        return value
    try:
        # Python also reads 20250603 and 2025-W23-2; one spelling is stored.
        return date.fromisoformat(value.strip()).isoformat()
    except ValueError:
        raise PydanticCustomError("date", "Input should be a date, as in 2025-06-03") from None


def _whole(value: str) -> str:
    # JSON can spell half a surrogate pair (\ud800); no encoding, database or terminal takes it.
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise PydanticCustomError(
            "unicode",
            "Input should be Unicode; character {place} is half a surrogate pair",
            {"place": error.start},
        ) from None
    return value


_Text = Annotated[str, AfterValidator(_whole)]
_Meta = Annotated[_Text | None, BeforeValidator(_blank_is_none)]


class DocumentIn(BaseModel):
    """One article, as it is handed in. A blank value is a missing one; other keys are ignored."""

    # Feeds carry many keys that are of no use here; refusing them would only make work.
    model_config = ConfigDict(extra="ignore", strict=True, title="Document")

    id: Annotated[Annotated[_Text, Field(max_length=MAX_ID)] | None, BeforeValidator(_id_text)] = (
        Field(
            default=None,
            description="The sender's own id; without one it is made of the content.",
            json_schema_extra={
                "anyOf": [
                    {"type": "string", "maxLength": MAX_ID},
                    {"type": "integer"},
                    {"type": "null"},
                ]
            },
            examples=["ht-2025-06-03-17"],
        )
    )
    text: _Text = Field(
        description="The article, plain text. It is kept exactly as it is.",
        examples=["“We shall see,” the mayor told Radio Omre on Friday."],
    )
    title: _Meta = Field(default=None, description="The headline, where it is not in the text.")
    publisher: _Meta = Field(
        default=None, description="The medium that published it.", examples=["Hindustan Times"]
    )
    published: Annotated[str | None, BeforeValidator(_iso_day)] = Field(
        default=None,
        description="The day it was published, ISO 8601.",
        json_schema_extra={
            "anyOf": [
                {"type": "string", "format": "date"},
                {"type": "string", "pattern": r"^\s*$"},
                {"type": "null"},
            ]
        },
        examples=["2025-06-03"],
    )
    url: _Meta = Field(default=None, description="Where it was published.")

    @model_validator(mode="before")
    @classmethod
    def _is_object(cls, value: object) -> object:
        if not isinstance(value, dict):
            raise PydanticCustomError("object", "Input should be a JSON object")
        return value

    def document(self, default_id: str | None = None) -> Document:
        """The document; without an id of its own it has `default_id` or one made of its content."""
        made = digest(self.publisher, self.url, self.published, self.title, self.text)
        return Document(
            id=self.id or default_id or made,
            text=self.text,
            title=self.title,
            publisher=self.publisher,
            published=self.published,
            url=self.url,
        )


def read_inputs(paths: Sequence[str], stdin: BinaryIO) -> Iterator[Input | InputProblem]:
    """Every document of `paths`, in their order: files, folders, or `-` for `stdin`."""
    for name in paths:
        path = Path(name)
        if name == "-":
            yield from _standard_input(stdin)
        elif path.is_dir():
            yield from _folder(path)
        elif not path.exists():
            yield InputProblem(name, "no such file or folder")
        elif path.suffix.lower() not in SUFFIXES:
            yield InputProblem(name, f"not one of {', '.join(SUFFIXES)}")
        else:
            yield from _file(path, _path_id(path.stem))


def _folder(folder: Path) -> Iterator[Input | InputProblem]:
    found = False
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in inside.parts)
        if path.suffix.lower() in SUFFIXES and path.is_file() and not hidden:
            found = True
            yield from _file(path, _path_id(":".join(inside.with_suffix("").parts)))
    if not found:
        yield InputProblem(str(folder), f"holds no file of {', '.join(SUFFIXES)}")


def _path_id(name: str) -> str:
    # A file name may hold bytes that are no text, and a path may be longer than an id.
    name = name.encode("utf-8", "replace").decode()
    return name if len(name) <= MAX_ID else digest(name)


def _file(path: Path, default_id: str) -> Iterator[Input | InputProblem]:
    place = str(path)
    try:
        if path.suffix.lower() == ".jsonl":
            with path.open("rb") as lines:
                yield from _json_lines(lines, place)
        elif path.suffix.lower() == ".json":
            yield _json_document(path.read_bytes(), place, default_id)
        else:
            yield _plain(path.read_bytes(), place, default_id)
    except OSError as error:
        yield InputProblem(place, error.strerror or str(error))


def read_records(data: bytes, *, lines: bool) -> Iterator[Input | InputProblem]:
    """Every document in `data`: JSON Lines, or one JSON array; places are `:1`, `:2` and so on.

    Raises:
        ValueError: it is to be an array and is none.
    """
    if lines:
        yield from _json_lines(data.splitlines(), "")
        return
    records = parse_json(data)
    if not isinstance(records, list):
        raise ValueError("not a JSON array of documents")
    for number, record in enumerate(records, start=1):
        yield _document(record, f":{number}", None)


def _standard_input(stdin: BinaryIO) -> Iterator[Input | InputProblem]:
    data = stdin.read()
    if not data.strip():
        yield InputProblem("-", "standard input is empty")
    elif isinstance(_parsed(data), dict):
        yield _json_document(data, "-", None)
    elif data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and any(
        isinstance(_parsed(line), dict) for line in data.splitlines()
    ):
        yield from _json_lines(data.splitlines(), "-")
    else:
        yield _plain(data, "-", None)


def _json_lines(lines: Any, place: str) -> Iterator[Input | InputProblem]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _json_document(line, f"{place}:{number}", None)


def _json_document(data: bytes, place: str, default_id: str | None) -> Input | InputProblem:
    try:
        return _document(parse_json(data), place, default_id)
    except ValueError as error:
        return InputProblem(place, str(error))


def _document(record: object, place: str, default_id: str | None) -> Input | InputProblem:
    try:
        return Input(place, DocumentIn.model_validate(record).document(default_id))
    except ValidationError as error:
        return InputProblem(place, "; ".join(_reasons(error)))


def _plain(data: bytes, place: str, default_id: str | None) -> Input | InputProblem:
    try:
        text = decode(data)
    except ValueError as error:
        return InputProblem(place, str(error))
    return Input(place, DocumentIn(text=text).document(default_id))


def decode(data: bytes) -> str:
    """`data` as UTF-8 without a byte order mark.

    Raises:
        ValueError: it is not UTF-8; the message says where.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8: byte {error.start} is 0x{data[error.start]:02x}") from None


def parse_json(data: bytes) -> object:
    """The JSON value in `data`.

    Raises:
        ValueError: it is not UTF-8 or not JSON; the message says where.
    """
    text = decode(data)
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("not JSON: nested too deeply") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno} column {error.colno}"
        raise ValueError(f"not JSON: {error.msg} at {where}") from None


def _parsed(data: bytes) -> object:
    try:
        return parse_json(data)
    except ValueError:
        return None


def _reasons(error: ValidationError) -> Iterator[str]:
    for each in error.errors(include_url=False, include_input=False):
        field = ".".join(str(part) for part in each["loc"])
        yield f"{field}: {each['msg']}" if field else each["msg"]
