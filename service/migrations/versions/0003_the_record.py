"""Sources under numbers and by all their names, statements and wordings, judgements, full text.

All of 0002 is kept, in batches, in one transaction. Going back keeps every document, quote, hop
and credit; what 0002 cannot hold is lost: judgements (what names were joined, what a person
corrected, though a corrected quote stays as corrected), watch lists, roles, when a quote changed.
"""

from alembic import op
from sqlmodel import Session

from service.migrations.record_back import move_back
from service.migrations.record_moving import reflected, set_aside
from service.migrations.record_quotes import move_quotes
from service.migrations.record_sources import copy_sources, finish_sources, make_publishers
from service.migrations.record_statements import finish_statements
from service.migrations.record_tables import (
    create_new,
    create_old,
    create_roles,
    create_used_names,
)

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_OLD = ("sources", "quotes", "hops", "quote_speakers")
_NEW = (
    "sources", "source_names", "source_keys", "source_words", "source_roles", "statements",
    "wordings", "wording_bands", "quotes", "hops", "quote_speakers",
)  # fmt: skip


def upgrade() -> None:
    from service import fulltext

    op.drop_index(op.f("ix_quotes_id"), table_name="quotes")
    set_aside(*_OLD)
    create_new()
    _alter_documents()
    create_roles()
    fulltext.create(op.get_bind())
    tables = reflected("documents", "old_roles", *_NEW, *(f"old_{name}" for name in _OLD))
    copy_sources()
    make_publishers(tables)
    move_quotes(tables, Session(op.get_bind()))
    finish_sources(tables)
    finish_statements(tables)
    for name in ("roles", "hops", "quote_speakers", "quotes", "sources"):
        op.drop_table(f"old_{name}")


def downgrade() -> None:
    from service import fulltext

    fulltext.drop(op.get_bind())
    op.drop_index(op.f("ix_quotes_id"), table_name="quotes")
    set_aside(*_OLD)
    create_old()
    create_used_names()
    move_back(reflected("source_names", "used_names", *_OLD, *(f"old_{name}" for name in _OLD)))
    # Alembic would copy the table, and its texts, to take away what refers to another.
    op.execute("ALTER TABLE documents DROP COLUMN publisher_pk")
    op.execute("ALTER TABLE documents DROP COLUMN lang")
    op.execute("ALTER TABLE documents DROP COLUMN extracted")
    for name in (
        "old_hops", "old_quote_speakers", "old_quotes", "wording_bands", "wordings", "statements",
        "source_roles", "source_words", "source_keys", "source_names", "old_sources", "judgements",
        "used_names",
    ):  # fmt: skip
        op.drop_table(name)


def _alter_documents() -> None:
    # Both databases add a column that refers to another table, but Alembic adds the reference
    # afterwards, which SQLite cannot.
    op.execute(
        "ALTER TABLE documents ADD COLUMN publisher_pk INTEGER"
        " CONSTRAINT fk_documents_publisher_pk_sources REFERENCES sources (pk)"
    )
    op.execute("ALTER TABLE documents ADD COLUMN lang VARCHAR NOT NULL DEFAULT 'en'")
    op.execute("ALTER TABLE documents ADD COLUMN extracted JSON")
