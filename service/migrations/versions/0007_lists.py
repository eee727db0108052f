"""Indexes for lists: an outlet's documents by day; a quote's speakers without their rows."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_OUTLETS = "ix_documents_current_publisher_pk_published"
_SPEAKERS, _BEFORE = "ix_quote_speakers_quote_pk_source_pk", "ix_quote_speakers_quote_pk"


def upgrade() -> None:
    op.create_index(_OUTLETS, "documents", ["current", "publisher_pk", "published"])
    op.create_index(_SPEAKERS, "quote_speakers", ["quote_pk", "source_pk"])
    op.drop_index(_BEFORE, "quote_speakers")


def downgrade() -> None:
    op.create_index(_BEFORE, "quote_speakers", ["quote_pk"])
    op.drop_index(_SPEAKERS, "quote_speakers")
    op.drop_index(_OUTLETS, "documents")
