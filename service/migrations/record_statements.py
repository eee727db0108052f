"""0003, the statements: wordings of one speaker, and which of them are the same thing said.

The rules are those of `service.store.grouping` at that time, over all rows at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from quotes.model import digest
from service.migrations.record_moving import (
    BATCH,
    Tables,
    insert,
    next_pk,
    reset_sequence,
    rows_of,
)

_COUNT = """
UPDATE statements SET (occurrences, "first", "last") = (
    SELECT count(*), min(d.published), max(d.published)
    FROM quotes AS q JOIN documents AS d ON d.pk = q.document_pk
    WHERE q.statement_pk = statements.pk AND q.current AND q.act <> 'think')
"""
_NAME = """
UPDATE statements SET id = (
    SELECT min(w.id) FROM wordings AS w WHERE w.statement_pk = statements.pk)
WHERE pk = :kept
"""
Speakers = Sequence[tuple[str, int]]
# What a wording is made of: scope and fingerprint, the first quote that has it, its speaker.
_First = tuple[tuple[str, int], Any, int | None]


def wordings(
    tables: Tables, rows: Sequence[Any], speakers: Mapping[int, Speakers]
) -> dict[int, int]:
    """By the old key of a quote, the number of its wording, and of the statement that is to be it.

    `speakers` gives the ids and numbers of each quote's speakers.
    """
    from service.wording.sameness import fingerprint

    keys: dict[int, str] = {}
    firsts: dict[str, _First] = {}
    for row in rows:
        named = sorted(speakers.get(row.pk, ()))
        key = (_scope([id_ for id_, _ in named], row.document_id), fingerprint(row.text))
        keys[row.pk] = digest("statement", *key)
        firsts.setdefault(keys[row.pk], (key, row, named[0][1] if named else None))
    table = tables["wordings"]
    known = {
        row.id: row.pk
        for row in rows_of(sa.select(table.c.id, table.c.pk).where(table.c.id.in_(firsts)))
    }
    free = next_pk(table) if len(known) < len(firsts) else 0
    new = {id_: free + n for n, id_ in enumerate(id_ for id_ in firsts if id_ not in known)}
    _insert(tables, [(pk, id_, *firsts[id_]) for id_, pk in new.items()])
    known |= new
    return {pk: known[id_] for pk, id_ in keys.items()}


def _scope(source_ids: Sequence[str], document_id: str) -> str:
    return "+".join(source_ids) if source_ids else f"document {document_id}"


def _insert(
    tables: Tables, made: Sequence[tuple[int, str, tuple[str, int], Any, int | None]]
) -> None:
    insert(
        tables["statements"],
        [
            {"pk": pk, "id": id_, "speaker_pk": speaker, "occurrences": 0}
            for pk, id_, _, _, speaker in made
        ],
    )
    insert(
        tables["wordings"],
        [
            {"pk": pk, "id": id_, "scope": scope, "fingerprint": print_, "statement_pk": pk,
             "direct": row.kind != "indirect", "text": row.text}
            for pk, id_, (scope, print_), row, _ in made
        ],
    )  # fmt: skip
    insert(
        tables["wording_bands"],
        [
            {"band": band, "wording_pk": pk}
            for pk, _, (scope, _), row, _ in made
            for band in _bands(scope, row.text)
        ],
    )


def _bands(scope: str, text: str) -> set[int]:
    from service.wording.sameness import bands

    salt = int(digest("scope", scope), 16)
    return {_signed(band ^ salt) for band in bands(text)}


def _signed(value: int) -> int:
    value &= (1 << 64) - 1
    return value - (1 << 64) if value >> 63 else value


def finish_statements(tables: Tables) -> None:
    """Make one statement of all wordings that are the same, and count them."""
    for kept, gone in _components(tables).items():
        for name in ("wordings", "quotes"):
            table = tables[name]
            op.execute(
                table.update().where(table.c.statement_pk.in_(gone)).values(statement_pk=kept)
            )
        statements = tables["statements"]
        op.execute(statements.delete().where(statements.c.pk.in_(gone)))
        op.get_bind().execute(sa.text(_NAME), {"kept": kept})
    op.execute(_COUNT)
    for each in ("statements", "wordings"):
        reset_sequence(each)


def _components(tables: Tables) -> dict[int, list[int]]:
    """Each statement that stands for others, with the others (union–find, Tarjan 1975)."""
    from service.wording.sameness import Wording, same

    parent: dict[int, int] = {}

    def root(pk: int) -> int:
        while (above := parent.get(pk, pk)) != pk:
            parent[pk] = parent.get(above, above)
            pk = above
        return pk

    for one, other in _neighbours(tables):
        low, high = sorted((root(one.pk), root(other.pk)))
        if low == high or one.scope != other.scope:
            continue
        if same(Wording(one.text, one.direct), Wording(other.text, other.direct)) > 0:
            parent[high] = low
    found: dict[int, list[int]] = {}
    for pk in sorted(parent):
        found.setdefault(root(pk), []).append(pk)
    return found


def _neighbours(tables: Tables) -> Iterator[tuple[Any, Any]]:
    """The pairs of wordings that share a band."""
    mine = tables["wording_bands"].alias()
    other = tables["wording_bands"].alias()
    last, end = 0, next_pk(tables["wordings"])
    while last < end:
        pairs = rows_of(
            sa.select(mine.c.wording_pk, other.c.wording_pk)
            .join(other, other.c.band == mine.c.band)
            .where(mine.c.wording_pk > last, mine.c.wording_pk <= last + BATCH)
            .where(other.c.wording_pk > mine.c.wording_pk)
            .distinct()
        )
        read = _read(tables["wordings"], {pk for pair in pairs for pk in pair})
        yield from ((read[one], read[two]) for one, two in pairs)
        last += BATCH


def _read(table: sa.Table, pks: set[int]) -> dict[int, Any]:
    found: dict[int, Any] = {}
    wanted = sorted(pks)
    for start in range(0, len(wanted), BATCH):
        asked = sa.select(table).where(table.c.pk.in_(wanted[start : start + BATCH]))
        found |= {row.pk: row for row in rows_of(asked)}
    return found
