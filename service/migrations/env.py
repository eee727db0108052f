"""Alembic's entry. The connection always comes from `service.database`, so there is no ini file."""

from alembic import context

from service import platform_tables

context.configure(
    connection=context.config.attributes["connection"],
    # The metadata of all rows; they are there once their modules are loaded.
    target_metadata=platform_tables.AuditRow.metadata,
    # SQLite cannot alter a table in place; Alembic copies it there.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
