"""What should agree in a database: each thing that does not is one finding, in one line."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine
from sqlmodel import Session, col

from quotes.model import shown
from service import platform_tables
from service.database import reading, require_current
from service.errors import SchemaOutdated
from service.store.counting import SPOKEN, TOLD
from service.tables import (
    DocumentRow,
    QuoteRow,
    SourceRow,
    StatementRow,
    WordingRow,
)
from service.textindex import is_index
from service.upkeep.copies import Tell
from service.upkeep.indexed import index_findings, text_index_findings

# Documents are read with their texts, so only a few at a time.
_FEW = 50


def check(engine: Engine, tell: Tell) -> Iterator[str]:
    """Everything that is wrong, each as one line; changes nothing.

    Raises:
        DatabaseUnavailable: unreachable, or an SQLite file that is not there.
    """
    try:
        require_current(engine)
    except SchemaOutdated as error:
        yield str(error)
        return
    with reading(engine) as session:
        connection = session.connection()
        tell("tables", 0, 0)
        yield from _tables(connection)
        yield from (_sqlite if connection.dialect.name == "sqlite" else _postgresql)(connection)
        tell("index", 0, 0)
        yield from index_findings(session)
        yield from text_index_findings(session)
        tell("counters", 0, 0)
        yield from _statements(session)
        yield from _sources(session)
        yield from _texts(session, tell)


def _tables(connection: Connection) -> Iterator[str]:
    options = {"include_name": lambda name, kind, _: kind != "table" or not is_index(name or "")}
    context = MigrationContext.configure(connection, opts=options)
    # The one metadata; that of the platform's tables has those of the record as well.
    for difference in compare_metadata(context, platform_tables.AuditRow.metadata):
        # One that alters a column stands in a list.
        what, *about = difference[0] if isinstance(difference, list) else difference
        yield f"the tables are not those of this version: {what} {_named(about)}"


def _named(about: list[Any]) -> str:
    return " ".join(str(getattr(each, "name", each)) for each in about if each is not None)


def _sqlite(connection: Connection) -> Iterator[str]:
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if line != "ok":
            yield f"the file is damaged: {line}"
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        where = f"{table}, row {row}" if row is not None else table
        yield f"{where}: refers to something that is not in {parent}"


def _postgresql(connection: Connection) -> Iterator[str]:
    unchecked = "SELECT conrelid::regclass, conname FROM pg_constraint WHERE NOT convalidated"
    for table, name in connection.exec_driver_sql(unchecked):
        yield f"{table}: the constraint {name} was never checked"
    off = "SELECT DISTINCT tgrelid::regclass FROM pg_trigger WHERE tgisinternal AND tgenabled = 'D'"
    for (table,) in connection.exec_driver_sql(off):
        yield f"{table}: references are not enforced"


def _statements(session: Session) -> Iterator[str]:
    counted = TOLD.subquery()
    number = sa.func.coalesce(counted.c.quotes, 0)
    wrong = (
        sa.select(col(StatementRow.id), col(StatementRow.occurrences), number)
        .join(counted, counted.c.key == col(StatementRow.pk), isouter=True)
        .where(
            sa.or_(
                col(StatementRow.occurrences) != number,
                col(StatementRow.first).is_distinct_from(counted.c.first),
                col(StatementRow.last).is_distinct_from(counted.c.last),
            )
        )
    )
    for id_, said, found in session.execute(wrong):
        what = "its days are wrong" if said == found else f"counts {said} occurrences, not {found}"
        yield f"statement {id_}: {what}"
    apart = (
        sa.select(col(QuoteRow.id))
        .join(WordingRow, col(WordingRow.pk) == col(QuoteRow.wording_pk))
        .where(col(WordingRow.statement_pk) != col(QuoteRow.statement_pk))
    )
    for (id_,) in session.execute(apart):
        yield f"quote {id_}: its wording belongs to another statement"


def _sources(session: Session) -> Iterator[str]:
    counted = SPOKEN.subquery()
    number = sa.func.coalesce(counted.c.quotes, 0)
    wrong = (
        sa.select(col(SourceRow.id), col(SourceRow.quotes), number)
        .join(counted, counted.c.key == col(SourceRow.pk), isouter=True)
        .where(col(SourceRow.quotes) != number)
    )
    for id_, said, found in session.execute(wrong):
        yield f"source {id_}: counts {said} quotes, not {found}"


def _texts(session: Session, tell: Tell) -> Iterator[str]:
    """Every quote shows exactly what its document has at its spans."""
    count = session.execute(sa.select(sa.func.count()).select_from(DocumentRow)).scalar_one()
    last, done = 0, 0
    some = sa.select(col(DocumentRow.pk), col(DocumentRow.id), col(DocumentRow.text))
    some = some.order_by(col(DocumentRow.pk)).limit(_FEW)
    while documents := session.execute(some.where(col(DocumentRow.pk) > last)).all():
        texts = {pk: (id_, text) for pk, id_, text in documents}
        last, done = documents[-1][0], done + len(documents)
        rows = session.execute(
            sa.select(
                col(QuoteRow.document_pk),
                col(QuoteRow.id),
                col(QuoteRow.text),
                col(QuoteRow.record),
            ).where(col(QuoteRow.document_pk).in_(texts))
        )
        for pk, id_, text, record in rows:
            document, whole = texts[pk]
            if shown(whole, tuple(record.get("content", ()))) != text:
                yield f"quote {id_}: not what document {document} has at its spans"
        tell("texts", done, count)
