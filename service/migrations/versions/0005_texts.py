"""An index of the texts of documents, for words that nobody is given as having said.

It is made from the documents; going back only takes it away.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel import Session

from service.tables import ExactText

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_BATCH = 200
_DOCUMENTS = sa.table(
    "documents", sa.column("pk", sa.Integer), sa.column("current", sa.Boolean),
    sa.column("text", ExactText),
)  # fmt: skip


def upgrade() -> None:
    from service import textindex

    textindex.create(op.get_bind())
    session, last = Session(op.get_bind()), -1
    current = sa.select(_DOCUMENTS.c.pk, _DOCUMENTS.c.text).where(_DOCUMENTS.c.current)
    some = current.order_by(_DOCUMENTS.c.pk).limit(_BATCH)
    while rows := session.execute(some.where(_DOCUMENTS.c.pk > last)).all():
        textindex.add(session, [(pk, text) for pk, text in rows])
        last = rows[-1][0]


def downgrade() -> None:
    from service import textindex

    textindex.drop(op.get_bind())
