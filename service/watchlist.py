"""A watch list of sources: CSV with the columns `name`, `aliases`, `kind`, `qid` and `roles`.

Several aliases or roles in one cell are parted by ``|``. A role may say when it was held, as an
ISO 8601 interval in brackets, open at either end: ``Russian foreign minister [2004-03-09/]``.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast, get_args

from service.errors import WatchListError
from service.matching.sources import DatedRole, Kind

_COLUMNS = frozenset({"name", "aliases", "kind", "qid", "roles"})
_QID = re.compile(r"Q[1-9][0-9]*")
_ROLE = re.compile(r"(?P<role>[^\[\]]+?)\s*(?:\[(?P<first>[^/\]]*)/(?P<last>[^/\]]*)\])?")


@dataclass(frozen=True, slots=True)
class Listed:
    """One source of a watch list."""

    name: str
    aliases: tuple[str, ...]
    kind: Kind
    qid: str | None
    roles: tuple[DatedRole, ...]


@dataclass(frozen=True, slots=True)
class ListProblem:
    """A line that cannot be used, and why."""

    line: int
    reason: str


def read(path: Path) -> Iterator[Listed | ListProblem]:
    """The sources of the list at `path`; a line that cannot be used is a problem, not the end.

    Raises:
        WatchListError: the file cannot be read, or is no CSV with a column `name`.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, strict=True)
            _check(path, rows.fieldnames or ())
            for row in rows:
                yield _entry(rows.line_num, row)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise WatchListError(f"{path}: {getattr(error, 'strerror', None) or error}") from None


def _check(path: Path, columns: object) -> None:
    given = set(columns) if isinstance(columns, list) else set()
    if "name" not in given:
        raise WatchListError(f"{path}: a watch list needs the column `name`")
    if unknown := sorted(given - _COLUMNS):
        known = ", ".join(sorted(_COLUMNS))
        raise WatchListError(f"{path}: no column is called {unknown[0]!r}; there are {known}")


def _entry(line: int, row: dict[str, str | None]) -> Listed | ListProblem:
    cells = {name: (value or "").strip() for name, value in row.items() if isinstance(value, str)}
    kind = cells.get("kind") or "person"
    qid = cells.get("qid") or None
    if not cells.get("name"):
        return ListProblem(line, "there is no name")
    if kind not in get_args(Kind):
        return ListProblem(line, f"kind {kind!r} is none of {', '.join(get_args(Kind))}")
    if qid and not _QID.fullmatch(qid):
        return ListProblem(line, f"{qid!r} is no Wikidata QID, as in Q58217")
    try:
        roles = tuple(_role(part) for part in _parts(cells.get("roles", "")))
    except ValueError as error:
        return ListProblem(line, str(error))
    aliases = tuple(_parts(cells.get("aliases", "")))
    return Listed(cells["name"], aliases, cast(Kind, kind), qid, roles)


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _role(text: str) -> DatedRole:
    match = _ROLE.fullmatch(text)
    if match is None:
        raise ValueError(f"role {text!r} is not of the form: minister of trade [2019-07-24/2021]")
    first, last = _day(match["first"], "-01-01"), _day(match["last"], "-12-31")
    if first and last and first > last:
        raise ValueError(f"role {text!r} ends before it begins")
    return DatedRole(match["role"], first, last)


def _day(text: str | None, rest: str) -> date | None:
    """A day; of a month or a year alone its first or last."""
    if not text:
        return None
    if re.fullmatch(r"\d{4}", text):
        return date.fromisoformat(text + rest)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is neither a year nor a date") from None
