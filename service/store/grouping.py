"""Occurrences of one statement find together as they come in, in whatever order they come.

Two wordings of one speaker belong to one statement when they share a band and are the same by
`service.wording.sameness.same`; statements are the connected components of that relation, which
does not ask who came first. A new document touches its own wordings and their neighbours only.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Table, bindparam, delete, func, insert, select, text, update
from sqlmodel import Session

from quotes.model import digest
from service.database import lock
from service.store.batches import SOME, fetched, write
from service.store.components import Components
from service.store.counting import count_statements
from service.tables import Row
from service.wording import sameness as wording
from service.wording.sameness import Wording

_Key = tuple[str, int]  # scope and fingerprint

_TABLES = Row.metadata.tables
_STATEMENTS, _WORDINGS, _BANDS = (
    _TABLES[name] for name in ("statements", "wordings", "wording_bands")
)
_QUOTES, _DOCUMENTS, _JUDGEMENTS = (_TABLES[n] for n in ("quotes", "documents", "judgements"))

_KNOWN = select(
    _WORDINGS.c.scope, _WORDINGS.c.fingerprint, _WORDINGS.c.statement_pk, _WORDINGS.c.pk
).where(_WORDINGS.c.fingerprint.in_(SOME))
_READ = select(
    _WORDINGS.c.pk, _WORDINGS.c.scope, _WORDINGS.c.statement_pk, _WORDINGS.c.text,
    _WORDINGS.c.direct,
).where(_WORDINGS.c.pk.in_(SOME))  # fmt: skip
_PKS = {
    table.name: select(table.c.id, table.c.pk).where(table.c.id.in_(SOME))
    for table in (_STATEMENTS, _WORDINGS)
}
_OTHER = _BANDS.alias("other")
_NEIGHBOURS = (
    select(_BANDS.c.wording_pk, _OTHER.c.wording_pk).distinct()
    .join(_OTHER, _OTHER.c.band == _BANDS.c.band)
    .where(_BANDS.c.wording_pk.in_(SOME), _OTHER.c.wording_pk != _BANDS.c.wording_pk)
)  # fmt: skip
_JUDGED = (
    select(_JUDGEMENTS.c.subject, _JUDGEMENTS.c.value, _JUDGEMENTS.c.decision)
    .where(text("kind = 'statement'"), _JUDGEMENTS.c.withdrawn.is_(None))
    .order_by(_JUDGEMENTS.c.pk)
)
_NAME = (
    update(_STATEMENTS)
    .where(_STATEMENTS.c.pk == bindparam("key"))
    .values(
        id=select(func.min(_WORDINGS.c.id))
        .where(_WORDINGS.c.statement_pk == _STATEMENTS.c.pk)
        .scalar_subquery()
    )
)


@dataclass(frozen=True, slots=True)
class Telling:
    """One quote's words; `scope` says whose: only tellings of one scope are ever one statement."""

    scope: str
    text: str
    direct: bool
    speaker_pk: int | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a telling belongs."""

    statement_pk: int
    wording_pk: int


def assign(session: Session, tellings: Sequence[Telling]) -> list[Place]:
    """The statement and the wording of each telling, made where there was none."""
    keys = [(each.scope, wording.fingerprint(each.text)) for each in tellings]
    lock(session, [scope for scope, _ in keys])
    known = _known(session, keys)
    new = {key: each for key, each in zip(keys, tellings, strict=True) if key not in known}
    if new:
        known |= dict(zip(new, _insert(session, new), strict=True))
        merged = join(session, [known[key].wording_pk for key in new])
        for key, place in known.items():
            if (kept := merged.get(place.statement_pk)) is not None:
                known[key] = Place(kept, place.wording_pk)
    return [known[key] for key in keys]


def scope(source_ids: Sequence[str], document_id: str) -> str:
    """Whose words are compared: those of one speaker, or of the same speakers jointly.

    What nobody in particular said is the same within one document only.
    """
    return "+".join(sorted(source_ids)) if source_ids else f"document {document_id}"


def _known(session: Session, keys: Iterable[_Key]) -> dict[_Key, Place]:
    rows = fetched(session, _KNOWN, (fingerprint for _, fingerprint in keys))
    return {(row[0], row[1]): Place(row[2], row[3]) for row in rows}


def _insert(session: Session, new: Mapping[_Key, Telling]) -> list[Place]:
    """Each new wording with a statement of its own, and its bands."""
    ids = [_id(key) for key in new]
    write(
        session,
        insert(_STATEMENTS),
        [{"id": id_, "speaker_pk": each.speaker_pk, "occurrences": 0}
         for id_, each in zip(ids, new.values(), strict=True)],
    )  # fmt: skip
    statements = _by_id(session, _STATEMENTS, ids)
    write(
        session,
        insert(_WORDINGS),
        [{"id": id_, "scope": key[0], "fingerprint": key[1], "statement_pk": statement,
          "direct": each.direct, "text": each.text}
         for id_, statement, (key, each) in zip(ids, statements, new.items(), strict=True)],
    )  # fmt: skip
    wordings = _by_id(session, _WORDINGS, ids)
    bands = [
        {"band": band, "wording_pk": pk}
        for (key, each), pk in zip(new.items(), wordings, strict=True)
        for band in _bands(key[0], each.text)
    ]
    write(session, insert(_BANDS), bands)
    return [Place(*each) for each in zip(statements, wordings, strict=True)]


def _by_id(session: Session, table: Table, ids: Sequence[str]) -> list[int]:
    """The keys of rows just written: SQLite would return them only row by row."""
    found = {row[0]: row[1] for row in fetched(session, _PKS[table.name], ids)}
    return [found[id_] for id_ in ids]


def _id(key: _Key) -> str:
    return digest("statement", *key)


def _bands(scope: str, text: str) -> set[int]:
    """The bands of a text, each mixed with the scope, so that only one's own words meet."""
    salt = int(digest("scope", scope), 16)
    return {_signed(band ^ salt) for band in wording.bands(text)}


def _signed(value: int) -> int:
    value &= (1 << 64) - 1
    return value - (1 << 64) if value >> 63 else value


def join(session: Session, wording_pks: Sequence[int]) -> dict[int, int]:
    """Make one statement of those that have a wording in common with one of these.

    What persons judged goes before: see `service.store.parting`. Returns which statement (value)
    took the place of which (key).
    """
    pairs = {(min(row), max(row)) for row in fetched(session, _NEIGHBOURS, wording_pks)}
    read = {
        row[0]: _Read(row[1], row[2], Wording(row[3], row[4]))
        for row in fetched(session, _READ, (pk for pair in pairs for pk in pair))
    }
    edges = []
    for one, other in pairs:
        a, b = read[one], read[other]
        if a.scope == b.scope and (weight := wording.same(a.value, b.value)) > 0:
            edges.append((weight, a.statement_pk, b.statement_pk))
    components = Components()
    same, different = _judged(session)
    for a_pk, b_pk in same:
        components.join(a_pk, b_pk)
    for a_pk, b_pk in different:
        components.part(a_pk, b_pk)
    # The likest first: of two that may not come together, each goes with its own.
    for _, a_pk, b_pk in sorted(edges, key=lambda edge: (-edge[0], *edge[1:])):
        components.join(a_pk, b_pk)
    merged = components.merged()
    _merge(session, merged)
    return merged


def _judged(session: Session) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Statements that a person judged the same, and those judged different; the later wins."""
    decided = {
        frozenset((row.subject, row.value["other"])): row.decision
        for row in session.connection().execute(_JUDGED)
    }
    if not decided:
        return [], []
    asked = select(_WORDINGS.c.id, _WORDINGS.c.statement_pk).where(_WORDINGS.c.id.in_(SOME))
    there = {
        row[0]: row[1] for row in fetched(session, asked, {id_ for ids in decided for id_ in ids})
    }
    found: dict[str, list[tuple[int, int]]] = {"same": [], "different": []}
    for ids, decision in decided.items():
        one, other = (there.get(id_) for id_ in sorted(ids))
        if one is not None and other is not None and one != other:
            found[decision].append((one, other))
    return found["same"], found["different"]


def _merge(session: Session, merged: Mapping[int, int]) -> None:
    rows = [{"gone": gone, "kept": kept} for gone, kept in merged.items()]
    for table in (_WORDINGS, _QUOTES):
        moved = update(table).where(table.c.statement_pk == bindparam("gone"))
        write(session, moved.values(statement_pk=bindparam("kept")), rows)
    write(session, delete(_STATEMENTS).where(_STATEMENTS.c.pk == bindparam("gone")), rows)
    kept = set(merged.values())
    write(session, _NAME, [{"key": pk} for pk in sorted(kept)])
    count_statements(session, kept)


@dataclass(frozen=True, slots=True)
class _Read:
    scope: str
    statement_pk: int
    value: Wording
