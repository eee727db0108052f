"""The word lists as data: verbs of saying, media, roles, and how relays and channels are worded.

If an editor could correct it, it stands in a file under ``en/``; this module only loads it. Every
pattern carries examples: a row without one does not load, and the tests run each of them.
"""

import csv
import hashlib
import io
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, TypeVar, cast, get_args

from quotes.errors import LexiconError
from quotes.model import Act, Channel, Rel

FRAMES = frozenset(
    "clause quote np inf obj_inf gerund obj_pred as of for on question hearer put".split()
)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class CueVerb:
    """A verb that ascribes words, and the syntactic frames in which it does (GUIDE.md, 1)."""

    lemma: str
    act: Act
    manner: str
    frames: frozenset[str]
    note: str
    example: str


@dataclass(frozen=True, slots=True)
class CueNoun:
    """A noun that owns a proposition: *a claim by X that P*."""

    noun: str
    act: Act
    note: str
    example: str


@dataclass(frozen=True, slots=True)
class Medium:
    """A medium under the name that news copy uses first."""

    name: str
    kind: str
    country: str
    qid: str | None = None  # Wikidata


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """A noun for a person: its gender (m, f or -) and kind (office, proxy, kin, …)."""

    noun: str
    gender: str
    kind: str


@dataclass(frozen=True, slots=True)
class Relay:
    """Words that make the medium after them a hop of the kind `rel`."""

    name: str
    rel: Rel
    before: re.Pattern[str]
    channel: Channel | None
    kinds: frozenset[str]
    examples: tuple[str, ...]
    counter: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChannelPattern:
    """Words of the attribution that name its channel."""

    channel: Channel
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    counter: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists of one language; `version` is a hash of the files."""

    version: str
    cues: dict[str, CueVerb]
    nouns: dict[str, CueNoun]
    media: dict[str, Medium]
    media_nouns: dict[str, str]
    roles: dict[str, RoleNoun]
    honorifics: dict[str, str]
    given_names: dict[str, str]
    audiences: frozenset[str]
    nominals: dict[str, str]
    firms: frozenset[str]
    offices: dict[str, tuple[str, str]]  # a name without capitals -> the office, its country
    places: dict[str, str]  # a name -> country, territory, capital, state or city
    countries: dict[str, str]  # a name -> the usual one
    adjectives: dict[str, str]  # *Polish* -> Poland
    demonyms: dict[str, str]  # *Pole* -> Poland
    relays: tuple[Relay, ...]
    channels: tuple[ChannelPattern, ...]


@cache
def load(language: str = "en") -> Lexicon:
    """The lexicon of `language`.

    Raises:
        LexiconError: a file is missing or malformed, or a pattern has no example.
    """
    return parse(_read(language))


def parse(files: dict[str, str]) -> Lexicon:
    """The lexicon in `files`, the contents by file name.

    Raises:
        LexiconError: a file is missing or malformed, or a pattern has no example.
    """
    places = [row for _, row in _rows(files, "places.csv")]
    lands = [row for row in places if row["kind"] in ("country", "territory")]
    return Lexicon(
        version=_version(files),
        cues=_table(files, "cues.csv", "lemma", _cue_verb),
        nouns=_table(files, "cue_nouns.csv", "noun", _cue_noun),
        media=_media(files),
        media_nouns=_table(files, "media_nouns.csv", "noun", lambda row: row["kind"]),
        roles=_table(files, "roles.csv", "noun", _role),
        honorifics=_table(files, "honorifics.csv", "title", lambda row: row["gender"]),
        given_names=_table(files, "given_names.csv", "name", _gender),
        audiences=frozenset(_table(files, "bodies.csv", "name", lambda row: row["kind"])),
        nominals=_table(files, "nominals.csv", "noun", lambda row: row["kind"]),
        firms=frozenset(_table(files, "firms.csv", "word", lambda row: row["note"])),
        offices=_offices(files),
        places=_called(places, "kind", "name", "aliases"),
        countries=_called(lands, "name", "name", "aliases"),
        adjectives=_called(lands, "name", "adjective"),
        demonyms=_called(places, "name", "demonym"),
        relays=tuple(_patterns(files, "relays.toml", "relay", _relay)),
        channels=tuple(_patterns(files, "channels.toml", "channel", _channel)),
    )


def _read(language: str) -> dict[str, str]:
    folder = resources.files(__name__) / language
    if not folder.is_dir():
        raise LexiconError(f"there is no lexicon for the language {language!r}")
    entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    return {entry.name: entry.read_text("utf-8") for entry in entries if entry.is_file()}


def _version(files: dict[str, str]) -> str:
    joined = "".join(f"{name}\0{text}\0" for name, text in files.items())
    return hashlib.sha256(joined.encode()).hexdigest()[:12]


def _rows(files: dict[str, str], name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a CSV file, each with its place for error messages."""
    if name not in files:
        raise LexiconError(f"{name} is missing")
    reader = csv.DictReader(io.StringIO(files[name]), strict=True)
    for row in reader:
        place = f"{name}:{reader.line_num}"
        if None in row or None in row.values():
            raise LexiconError(f"{place}: expected the columns {reader.fieldnames}")
        yield place, row


def _table(
    files: dict[str, str], name: str, key: str, make: Callable[[dict[str, str]], _T]
) -> dict[str, _T]:
    table: dict[str, _T] = {}
    for place, row in _rows(files, name):
        if row[key] in table:
            raise LexiconError(f"{place}: {row[key]!r} stands twice")
        try:
            table[row[key]] = make(row)
        except (KeyError, ValueError) as error:
            raise LexiconError(f"{place}: {error}") from error
    return table


def _cue_verb(row: dict[str, str]) -> CueVerb:
    frames = frozenset(row["frames"].split("|"))
    if not frames <= FRAMES:
        raise ValueError(f"unknown frames {sorted(frames - FRAMES)}")
    if not row["example"]:
        raise ValueError("a cue needs an example")
    act = _act(row["act"])
    return CueVerb(row["lemma"], act, row["manner"], frames, row["note"], row["example"])


def _cue_noun(row: dict[str, str]) -> CueNoun:
    if not row["example"]:
        raise ValueError("a cue needs an example")
    return CueNoun(row["noun"], _act(row["act"]), row["note"], row["example"])


def _act(value: str) -> Act:
    if value not in get_args(Act):
        raise ValueError(f"{value!r} is not an act")
    return cast(Act, value)


def _role(row: dict[str, str]) -> RoleNoun:
    return RoleNoun(row["noun"], row["gender"], row["kind"])


def _gender(row: dict[str, str]) -> str:
    if row["gender"] not in ("m", "f"):
        raise ValueError(f"{row['gender']!r} is neither m nor f")
    return row["gender"]


def _media(files: dict[str, str]) -> dict[str, Medium]:
    """Every name and alias of every medium; a full name wins over another one's alias."""
    aliases: dict[str, Medium] = {}
    names: dict[str, Medium] = {}
    for _, row in _rows(files, "media.csv"):
        medium = Medium(row["name"], row["kind"], row["country"], row["qid"] or None)
        names[medium.name] = medium
        for alias in _listed(row["aliases"]):
            aliases.setdefault(alias, medium)
    return aliases | names


def _offices(files: dict[str, str]) -> dict[str, tuple[str, str]]:
    offices: dict[str, tuple[str, str]] = {}
    for _, row in _rows(files, "offices.csv"):
        for name in (row["office"], *_listed(row["aliases"])):
            offices.setdefault(name.casefold(), (row["office"], row["country"]))
    return offices


def _called(rows: Iterable[dict[str, str]], value: str, *columns: str) -> dict[str, str]:
    """The column `value` of each row, under all names in its `columns`; the first row wins."""
    found: dict[str, str] = {}
    for row in rows:
        for column in columns:
            for name in _listed(row[column]):
                found.setdefault(name, row[value])
    return found


def _listed(cell: str) -> list[str]:
    return [name.strip() for name in cell.split("|") if name.strip()]


def _patterns(
    files: dict[str, str], name: str, key: str, make: Callable[[dict[str, Any]], _T]
) -> Iterator[_T]:
    try:
        entries = tomllib.loads(files[name])[key]
    except (KeyError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"{name}: {error}") from error
    for number, entry in enumerate(entries, start=1):
        if not entry.get("examples") or "counter" not in entry:
            raise LexiconError(f"{name}, entry {number}: needs examples and counter-examples")
        try:
            yield make(entry)
        except (KeyError, ValueError, re.error) as error:
            raise LexiconError(f"{name}, entry {number}: {error!r}") from error


def _relay(entry: dict[str, Any]) -> Relay:
    if entry["rel"] not in get_args(Rel):
        raise ValueError(f"{entry['rel']!r} is not a rel")
    return Relay(
        name=entry["name"],
        rel=entry["rel"],
        before=re.compile(rf"\b(?:{entry['before']})\s+$"),
        channel=entry.get("channel"),
        kinds=frozenset(entry.get("kinds", ())),
        examples=tuple(entry["examples"]),
        counter=tuple(entry["counter"]),
    )


def _channel(entry: dict[str, Any]) -> ChannelPattern:
    if entry["channel"] not in get_args(Channel):
        raise ValueError(f"{entry['channel']!r} is not a channel")
    pattern = re.compile(entry["pattern"])
    return ChannelPattern(
        entry["channel"], pattern, tuple(entry["examples"]), tuple(entry["counter"])
    )
