"""Who a name in a document is, over all documents; every joining is a recorded judgement.

A name's candidates are looked up by key and judged by `service.matching.sources`: it is joined
with one of them, or is a source of its own, queued as doubtful for a person where it may be one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlmodel import Session

from quotes.model import digest
from service.database import lock
from service.keys import source_id
from service.matching import sources as matching
from service.matching.sources import DatedRole, Evidence, Match, Profile
from service.store.batches import SOME, fetched, made, write
from service.store.names import source_pk
from service.tables import Row
from service.words import word_list, words

_TABLES = Row.metadata.tables
_SOURCES, _NAMES, _ROLES = (_TABLES[n] for n in ("sources", "source_names", "source_roles"))
_KEYS, _WORDS = _TABLES["source_keys"], _TABLES["source_words"]

_WITH_KEY = (
    select(_NAMES.c.source_pk).distinct()
    .join(_KEYS, _KEYS.c.name_pk == _NAMES.c.pk).where(_KEYS.c.key.in_(SOME))
)  # fmt: skip
_WITH_NAME = select(_NAMES.c.source_pk).distinct().where(_NAMES.c.name.in_(SOME))
_SOURCE = select(
    *(_SOURCES.c[n] for n in ("pk", "id", "name", "kind", "listed", "quotes", "first", "last"))
).where(_SOURCES.c.pk.in_(SOME))
_NAMES_OF = (
    select(_NAMES.c.pk, _NAMES.c.source_pk, _NAMES.c.name)
    .where(_NAMES.c.source_pk.in_(SOME)).order_by(_NAMES.c.pk)
)  # fmt: skip
_ROLES_OF = select(
    *(_ROLES.c[n] for n in ("pk", "name_pk", "role", "first", "last", "listed"))
).where(_ROLES.c.name_pk.in_(SOME))
_TAKEN = select(_SOURCES.c.id).where(_SOURCES.c.id.in_(SOME))
_WIDEN = (
    update(_ROLES).where(_ROLES.c.pk == bindparam("key"))
    .values(first=bindparam("from"), last=bindparam("to"))
)  # fmt: skip
_MOST_DOUBTS = 3  # a person is asked about the likeliest


@dataclass(frozen=True, slots=True)
class Identified:
    """A name's source, with the row that ties the name to it."""

    source_pk: int
    source_id: str
    name_pk: int


@dataclass(slots=True)
class _Role:
    """A role as its row has it; `pk` is None until it is stored."""

    pk: int | None
    name_pk: int
    role: str
    first: date | None
    last: date | None
    listed: bool


@dataclass(slots=True)
class _Known:
    """A source as the matcher sees it, and its rows."""

    pk: int
    id: str
    name: str
    kind: matching.Kind
    listed: bool = False
    quotes: int = 0
    first: date | None = None
    last: date | None = None
    names: dict[str, int] = field(default_factory=dict)
    roles: list[_Role] = field(default_factory=list)

    def profile(self) -> Profile:
        """What the matcher asks for."""
        return Profile(
            id=self.id, name=self.name, kind=self.kind, names=tuple(self.names),
            roles=tuple(DatedRole(each.role, each.first, each.last) for each in self.roles),
            first=self.first, last=self.last, quotes=self.quotes, listed=self.listed,
        )  # fmt: skip


def resolve(
    session: Session,
    asked: Sequence[Evidence],
    *,
    document_id: str,
    author: str,
    noting: bool = True,
) -> dict[str, Identified]:
    """The source of each name in a document; what is not known yet is made.

    `author` signs the judgements. The roles are noted unless they are kept elsewhere.
    """
    lock(session, (key for each in asked for key in matching.keys(each.name)))
    record = _Record(session, asked)
    found, judged = {}, []
    for evidence in asked:
        source, matches = record.source_of(evidence, document_id)
        found[evidence.name] = Identified(source.pk, source.id, source.names[evidence.name])
        judged += [_judgement(source.id, evidence, each, document_id, author) for each in matches]
        if noting:
            record.note_roles(source, evidence)
    record.write()
    write(session, insert(_TABLES["judgements"]), judged)
    return found


def alike(session: Session, name: str) -> dict[int, Profile]:
    """The sources that may go by `name`, as the matcher sees them, by their keys."""
    keys = matching.keys(name)
    pks = [row[0] for row in fetched(session, _WITH_KEY, keys)]
    return {each.pk: each.profile() for each in _profiles(session, pks).values()}


def add_names(session: Session, source_pk: int, names: Iterable[str]) -> None:
    """Names that a source goes by as well, those left out that it has."""
    (source,) = _profiles(session, [source_pk]).values()
    new = [name for name in dict.fromkeys(names) if name not in source.names]
    _tie(session, source, new)


class _Record:
    """What the record knows of the names in one document, and what the document adds."""

    def __init__(self, session: Session, asked: Sequence[Evidence]) -> None:
        self._session = session
        self._known: dict[str, _Known] = {}
        self._by_key: dict[str, dict[str, None]] = {}
        self._by_name: dict[str, dict[str, None]] = {}
        self._learn(_named(session, asked))
        self._surely = {
            each.name: source for each in asked if (source := self._sure(each)) is not None
        }
        # A name that nobody bears yet, or that says little: whoever it may be.
        self._learn(_candidates(session, [each for each in asked if each.name not in self._surely]))
        self._new_roles: list[_Role] = []
        self._wider: dict[int, _Role] = {}

    def source_of(self, evidence: Evidence, document_id: str) -> tuple[_Known, tuple[Match, ...]]:
        """The source of a name, with the matches that are judgements to be recorded."""
        if (sure := self._surely.get(evidence.name)) is not None:
            return sure, ()
        near = dict.fromkeys(
            id_ for key in matching.keys(evidence.name) for id_ in self._by_key.get(key, ())
        )
        matches = matching.best(evidence, [self._known[id_].profile() for id_ in near])
        joined = next((each for each in matches if each.decision == "join"), None)
        doubts = tuple(each for each in matches if each.decision == "doubt")
        if joined is None and doubts:
            return self._in_doubt(evidence, doubts)
        if joined is None:
            return self._make(evidence, self._free_id(evidence, document_id)), ()
        source = self._known[joined.id]
        if evidence.name in source.names:
            return source, ()
        _tie(self._session, source, [evidence.name])
        self._index(source)
        return source, (joined,)

    def _sure(self, evidence: Evidence) -> _Known | None:
        """The only source of exactly that name, where its words are enough to tell it by."""
        bearers = self._by_name.get(evidence.name, {})
        if len(bearers) != 1 or (evidence.kind == "person" and " " not in evidence.name):
            return None
        (source,) = (self._known[id_] for id_ in bearers)
        match = matching.compare(evidence, source.profile())
        return source if match.decision == "join" else None

    def note_roles(self, source: _Known, evidence: Evidence) -> None:
        """The roles that the document gives, with the days between which documents gave them."""
        name_pk, day = source.names[evidence.name], evidence.date
        for role in evidence.roles:
            for each in source.roles:
                if (each.name_pk, each.role, each.listed) == (name_pk, role, False):
                    self._widen(each, day)
                    break
            else:
                new = _Role(None, name_pk, role, day, day, False)
                source.roles.append(new)
                self._new_roles.append(new)

    def write(self) -> None:
        """Store the roles noted."""
        write(
            self._session,
            insert(_ROLES),
            [{"name_pk": each.name_pk, "role": each.role, "first": each.first,
              "last": each.last, "listed": False} for each in self._new_roles],
        )  # fmt: skip
        wider = [
            {"key": pk, "from": each.first, "to": each.last} for pk, each in self._wider.items()
        ]
        write(self._session, _WIDEN, wider)

    def _widen(self, role: _Role, day: date | None) -> None:
        if day is None:
            return
        first, last = min(role.first or day, day), max(role.last or day, day)
        if (first, last) != (role.first, role.last):
            role.first, role.last = first, last
            if role.pk is not None:
                self._wider[role.pk] = role

    def _in_doubt(
        self, evidence: Evidence, doubts: tuple[Match, ...]
    ) -> tuple[_Known, tuple[Match, ...]]:
        """Who may be one of several: one source a name holds all such, until a person decides."""
        id_ = digest("source", "in doubt", words(evidence.name) or evidence.name)
        # It may have been joined with another source since, and then it is that one.
        source = self._known.get(id_) or next(iter(_by_id(self._session, id_).values()), None)
        if source is None:
            return self._make(evidence, id_), doubts[:_MOST_DOUBTS]
        source = self._known.setdefault(source.id, source)
        if evidence.name not in source.names:
            _tie(self._session, source, [evidence.name])
            self._index(source)
        return source, ()

    def _free_id(self, evidence: Evidence, document_id: str) -> str:
        """A second source of one name gets an id that says where it stood first."""
        id_ = source_id(evidence.name)
        taken = next(fetched(self._session, _TAKEN, [id_]), None)
        return id_ if taken is None else digest("source", words(evidence.name), document_id)

    def _make(self, evidence: Evidence, id_: str) -> _Known:
        row = {"id": id_, "name": evidence.name, "words": words(evidence.name),
               "kind": evidence.kind, "listed": False, "quotes": 0}  # fmt: skip
        (pk,) = made(self._session, insert(_SOURCES).returning(_SOURCES.c.pk), [row])
        source = _Known(pk, id_, evidence.name, evidence.kind)
        _tie(self._session, source, [evidence.name])
        self._known[id_] = source
        self._index(source)
        return source

    def _learn(self, found: Mapping[str, _Known]) -> None:
        for id_, source in found.items():
            if id_ not in self._known:
                self._known[id_] = source
                self._index(source)

    def _index(self, source: _Known) -> None:
        for name in source.names:
            self._by_name.setdefault(name, {})[source.id] = None
            for key in matching.keys(name):
                self._by_key.setdefault(key, {})[source.id] = None


def _by_id(session: Session, id_: str) -> dict[str, _Known]:
    pk = source_pk(session, id_)
    return _profiles(session, [pk]) if pk is not None else {}


def _named(session: Session, asked: Sequence[Evidence]) -> dict[str, _Known]:
    names = {each.name for each in asked}
    return _profiles(session, [row[0] for row in fetched(session, _WITH_NAME, names)])


def _candidates(session: Session, asked: Sequence[Evidence]) -> dict[str, _Known]:
    keys = {key for each in asked for key in matching.keys(each.name)}
    return _profiles(session, [row[0] for row in fetched(session, _WITH_KEY, keys)])


def _profiles(session: Session, pks: Sequence[int]) -> dict[str, _Known]:
    found = {row[0]: _Known(*row) for row in fetched(session, _SOURCE, pks)}
    bearers: dict[int, _Known] = {}
    for name_pk, bearer, name in fetched(session, _NAMES_OF, pks):
        found[bearer].names.setdefault(name, name_pk)
        bearers[name_pk] = found[bearer]
    for row in fetched(session, _ROLES_OF, bearers):
        bearers[row.name_pk].roles.append(_Role(*row))
    return {each.id: each for each in found.values()}


def _tie(session: Session, source: _Known, names: Sequence[str]) -> None:
    """Give a source more names, with what they are found by."""
    statement = insert(_NAMES).returning(_NAMES.c.pk, sort_by_parameter_order=True)
    rows = [{"source_pk": source.pk, "name": name} for name in names]
    pks = made(session, statement, rows)
    source.names |= dict(zip(names, pks, strict=True))
    write(session, insert(_KEYS), [
        {"key": key, "name_pk": pk}
        for name, pk in zip(names, pks, strict=True) for key in dict.fromkeys(matching.keys(name))
    ])  # fmt: skip
    write(session, insert(_WORDS), [
        {"word": word, "name_pk": pk}
        for name, pk in zip(names, pks, strict=True) for word in dict.fromkeys(word_list(name))
    ])  # fmt: skip


def _judgement(
    subject: str, evidence: Evidence, match: Match, document_id: str, author: str
) -> Mapping[str, Any]:
    """That this name is (or may be) that source, and why."""
    decision = "same" if match.decision == "join" else "doubt"
    value = {"name": evidence.name, "document": document_id}
    if decision == "doubt":
        value["source"] = match.id
    return {
        "id": digest("judgement", decision, subject, match.id, evidence.name, document_id),
        "kind": "source",
        "decision": decision,
        "subject": subject,
        "value": value,
        "score": match.score,
        "reason": match.reason,
        "author": author,
        "created": datetime.now(UTC),
    }
