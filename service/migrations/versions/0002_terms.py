"""Key terms of quotes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Quotes stored before have none; extracting their documents anew would find them.
    op.add_column("quotes", sa.Column("terms", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("quotes", "terms")
