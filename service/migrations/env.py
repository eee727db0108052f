"""Alembic's entry. The connection always comes from `service.database`, so there is no ini file."""

from alembic import context

from service.tables import Row

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    # SQLite cannot alter a table in place; Alembic copies it there.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
