"""0003, the sources: each old one keeps its id; publishers and principals become sources too."""

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

from service.migrations.record_moving import (
    BATCH,
    Tables,
    insert,
    next_pk,
    reset_sequence,
    rows_of,
    source_id,
)
from service.words import word_list, words

# A joint speaker (*A and B*) was a source beside its parts, though nobody is called so. Every
# source has one name so far, under the same number.
_COPY = """
INSERT INTO sources (pk, id, name, words, kind, listed, quotes)
SELECT row_number() OVER (ORDER BY id), id, name, words, 'other', false, 0
FROM old_sources AS old
WHERE EXISTS (SELECT 1 FROM old_quote_speakers WHERE source_id = old.id)
   OR EXISTS (SELECT 1 FROM old_hops WHERE source_id = old.id AND position > 0)
"""
_NAMES = """
INSERT INTO source_names (pk, source_pk, name) SELECT pk, pk, name FROM sources
"""
# What a source is as a speaker says more than what it is as a hop, as in
# `service.matching.evidence`.
_KINDS = """
UPDATE sources SET kind = COALESCE(
    (SELECT CASE min(q.grade) WHEN 'named' THEN 'person' ELSE min(q.grade) END
     FROM quote_speakers AS p JOIN quotes AS q ON q.pk = p.quote_pk
     WHERE p.source_pk = sources.pk AND q.grade IN ('named', 'organisation', 'place')),
    (SELECT 'organisation' FROM hops AS h
     WHERE h.source_pk = sources.pk AND h.rel IN ('told', 'reported', 'supplied', 'published')
     LIMIT 1),
    (SELECT 'organisation' FROM documents AS d WHERE d.publisher_pk = sources.pk LIMIT 1),
    'other')
"""
_COUNT = """
UPDATE sources SET (quotes, "first", "last") = (
    SELECT count(*), min(d.published), max(d.published)
    FROM quote_speakers AS p
    JOIN quotes AS q ON q.pk = p.quote_pk
    JOIN documents AS d ON d.pk = q.document_pk
    WHERE p.source_pk = sources.pk AND q.current AND q.act <> 'think')
"""
_ROLES = """
INSERT INTO source_roles (name_pk, role, "first", "last", listed)
SELECT name_pk, role, min(day), max(day), false FROM old_roles GROUP BY name_pk, role
"""


def copy_sources() -> None:
    """Every old source that somebody is."""
    op.execute(_COPY)
    op.execute(_NAMES)


def make_sources(tables: Tables, names: Iterable[str]) -> dict[str, int]:
    """The source of each name, made where there is none."""
    sources = tables["sources"]
    wanted = {source_id(name): name for name in reversed(list(names))}
    known = {
        row.id: row.pk
        for row in rows_of(sa.select(sources.c.id, sources.c.pk).where(sources.c.id.in_(wanted)))
    }
    free = next_pk(sources) if len(known) < len(wanted) else 0
    new = {id_: free + n for n, id_ in enumerate(id_ for id_ in wanted if id_ not in known)}
    rows = [{"pk": pk, "id": id_, "name": wanted[id_]} for id_, pk in new.items()]
    fixed = {"kind": "other", "listed": False, "quotes": 0}
    insert(sources, [row | fixed | {"words": words(str(row["name"]))} for row in rows])
    insert(
        tables["source_names"],
        [{"pk": row["pk"], "source_pk": row["pk"], "name": row["name"]} for row in rows],
    )
    return known | new


def make_publishers(tables: Tables) -> None:
    """The publishers of all documents, those without quotes included."""
    documents, last = tables["documents"], 0
    found = sa.select(documents.c.pk, documents.c.publisher).order_by(documents.c.pk).limit(BATCH)
    change = (
        documents.update()
        .where(documents.c.pk == sa.bindparam("key"))
        .values(publisher_pk=sa.bindparam("source"))
    )
    while rows := rows_of(found.where(documents.c.pk > last)):
        last = rows[-1].pk
        named = [row for row in rows if row.publisher]
        made = make_sources(tables, [row.publisher for row in named])
        if named:
            op.get_bind().execute(
                change,
                [{"key": row.pk, "source": made[source_id(row.publisher)]} for row in named],
            )


def finish_sources(tables: Tables) -> None:
    """What sources are found by, what they are, what they were called, how often they speak."""
    from service.matching.sources import keys

    names, last = tables["source_names"], 0
    found = sa.select(names.c.pk, names.c.name).order_by(names.c.pk).limit(BATCH)
    while rows := rows_of(found.where(names.c.pk > last)):
        last = rows[-1].pk
        for table, column, parts in (
            ("source_keys", "key", keys),
            ("source_words", "word", word_list),
        ):
            insert(
                tables[table],
                [
                    {column: part, "name_pk": row.pk}
                    for row in rows
                    for part in dict.fromkeys(parts(row.name))
                ],
            )
    for statement in (_KINDS, _COUNT, _ROLES):
        op.execute(statement)
    for each in ("sources", "source_names"):
        reset_sequence(each)
