"""documents, quotes, hops, credits, sources."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "documents",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("engine_version", sa.String(), nullable=False),
        sa.Column("engine_lexicon", sa.String(), nullable=False),
        sa.Column("engine_model", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_documents")),
        sa.UniqueConstraint("id", "version", name=op.f("uq_documents_id_version")),
    )
    op.create_index(op.f("ix_documents_current_published"), "documents", ["current", "published"])
    op.create_index(op.f("ix_documents_id_current"), "documents", ["id", "current"])

    op.create_table(
        "sources",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
    )
    op.create_table(
        "credits",
        sa.Column("document_pk", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("span", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_pk"], ["documents.pk"], name=op.f("fk_credits_document_pk_documents")
        ),
        sa.PrimaryKeyConstraint("document_pk", "position", name=op.f("pk_credits")),
    )
    op.create_table(
        "quotes",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("document_pk", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("statement", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("cue", sa.JSON(), nullable=False),
        sa.Column("speaker_name", sa.Text(), nullable=True),
        sa.Column("speaker_mention", sa.JSON(), nullable=True),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("role", sa.JSON(), nullable=True),
        sa.Column("anonymity", sa.JSON(), nullable=True),
        sa.Column("on_behalf_of", sa.JSON(), nullable=True),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("polarity", sa.String(), nullable=False),
        sa.Column("denies", sa.String(), nullable=True),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("attribution", sa.Text(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=True),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("about_words", sa.Text(), nullable=False),
        sa.Column("confidence_content", sa.Float(), nullable=False),
        sa.Column("confidence_speaker", sa.Float(), nullable=False),
        sa.Column("confidence_chain", sa.Float(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_pk"], ["documents.pk"], name=op.f("fk_quotes_document_pk_documents")
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_quotes")),
        sa.UniqueConstraint("document_pk", "position", name=op.f("uq_quotes_document_pk_position")),
    )
    op.create_index(op.f("ix_quotes_id"), "quotes", ["id"])
    op.create_index(op.f("ix_quotes_statement"), "quotes", ["statement"])

    op.create_table(
        "hops",
        sa.Column("quote_pk", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("rel", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=True),
        sa.Column("span", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["quote_pk"], ["quotes.pk"], name=op.f("fk_hops_quote_pk_quotes")),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name=op.f("fk_hops_source_id_sources")
        ),
        sa.PrimaryKeyConstraint("quote_pk", "position", name=op.f("pk_hops")),
    )
    op.create_index(op.f("ix_hops_source_id"), "hops", ["source_id"])

    op.create_table(
        "quote_speakers",
        sa.Column("quote_pk", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["quote_pk"], ["quotes.pk"], name=op.f("fk_quote_speakers_quote_pk_quotes")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name=op.f("fk_quote_speakers_source_id_sources")
        ),
        sa.PrimaryKeyConstraint("quote_pk", "source_id", name=op.f("pk_quote_speakers")),
    )
    op.create_index(op.f("ix_quote_speakers_source_id"), "quote_speakers", ["source_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_quote_speakers_source_id"), table_name="quote_speakers")

    op.drop_table("quote_speakers")
    op.drop_index(op.f("ix_hops_source_id"), table_name="hops")

    op.drop_table("hops")
    op.drop_index(op.f("ix_quotes_statement"), table_name="quotes")
    op.drop_index(op.f("ix_quotes_id"), table_name="quotes")

    op.drop_table("quotes")
    op.drop_table("credits")
    op.drop_table("sources")
    op.drop_index(op.f("ix_documents_id_current"), table_name="documents")
    op.drop_index(op.f("ix_documents_current_published"), table_name="documents")

    op.drop_table("documents")
