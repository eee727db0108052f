"""Keys, and who wrote what.

Going back loses both; the record stays as it is.
"""

import sqlalchemy as sa
from alembic import op

from service.tables import UtcTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "api_keys",
        sa.Column("pk", sa.Integer(), primary_key=True),
        sa.Column("id", sa.String(), nullable=False, unique=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False, unique=True),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("created", UtcTime(), nullable=False),
        sa.Column("revoked", UtcTime(), nullable=True),
    )
    op.create_table(
        "audit",
        sa.Column("pk", sa.Integer(), primary_key=True),
        sa.Column("at", UtcTime(), nullable=False, index=True),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("request", sa.Text(), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False, index=True),
    )


def downgrade() -> None:
    op.drop_table("audit")
    op.drop_table("api_keys")
