"""Answers kept for requests that may be sent twice, and work to be done.

Going back loses both; the record stays as it is.
"""

import sqlalchemy as sa
from alembic import op

from service.tables import UtcTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kept_answers",
        sa.Column("who", sa.Text(), primary_key=True),
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("created", UtcTime(), nullable=False, index=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("headers", sa.JSON(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
    )
    op.create_table(
        "jobs",
        sa.Column("pk", sa.Integer(), primary_key=True),
        sa.Column("id", sa.Text(), nullable=False, unique=True),
        sa.Column("created", UtcTime(), nullable=False),
        sa.Column("started", UtcTime(), nullable=True),
        sa.Column("finished", UtcTime(), nullable=True, index=True),
        sa.Column("lease", UtcTime(), nullable=True),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("request", sa.Text(), nullable=True),
    )
    op.create_table(
        "job_items",
        sa.Column("job_pk", sa.Integer(), sa.ForeignKey("jobs.pk"), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("record", sa.JSON(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
    )


def downgrade() -> None:
    op.drop_table("job_items")
    op.drop_table("jobs")
    op.drop_table("kept_answers")
