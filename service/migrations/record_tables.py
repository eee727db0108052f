"""0003, the tables: as they are after it, and as they were before."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

_INT, _STRING, _TEXT, _JSON = sa.Integer(), sa.String(), sa.Text(), sa.JSON()
_DAY, _MOMENT, _FLAG, _FLOAT = sa.Date(), sa.DateTime(timezone=True), sa.Boolean(), sa.Float()
_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_DAYS = {"first": _DAY, "last": _DAY}


def _create(
    name: str,
    columns: Mapping[str, Any],
    *,
    key: Sequence[str] = ("pk",),
    null: Sequence[str] = (),
    references: Mapping[str, str] | None = None,
    unique: Sequence[str] = (),
    index: Sequence[str] = (),
    in_key: bool = False,
) -> None:
    """One table; `unique` and `index` list columns, several of them separated by spaces.

    `references` gives the tables that columns refer to, by their pk; `in_key`: SQLite keeps the
    rows in the index of the key.
    """
    constraints: list[sa.Constraint] = [
        sa.ForeignKeyConstraint(
            [column], [target if "." in target else f"{target}.pk"],
            name=op.f(f"fk_{name}_{column}_{target.split('.')[0]}"),
        )
        for column, target in (references or {}).items()
    ]  # fmt: skip
    if key:
        constraints.append(sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{name}")))
    constraints += [
        sa.UniqueConstraint(*each.split(), name=op.f(f"uq_{name}_{each.replace(' ', '_')}"))
        for each in unique
    ]
    op.create_table(
        name,
        *(
            # Only a plain number counts itself up.
            sa.Column(each, kind, nullable=each in null, autoincrement=kind is _INT and "auto")
            for each, kind in columns.items()
        ),
        *constraints,
        sqlite_with_rowid=not in_key,
    )
    for each in index:
        op.create_index(op.f(f"ix_{name}_{each.replace(' ', '_')}"), name, each.split())


def create_new() -> None:
    """The tables of 0003 beside `documents` and `credits`, which stay."""
    _create_sources()
    _create_statements()
    _create_quotes()
    _create(
        "judgements",
        {
            "pk": _INT, "id": _STRING, "kind": _STRING, "decision": _STRING, "subject": _TEXT,
            "value": _JSON, "score": _FLOAT, "reason": _TEXT, "author": _TEXT, "created": _MOMENT,
            "withdrawn": _MOMENT, "withdrawn_by": _TEXT,
        },
        null=("score", "withdrawn", "withdrawn_by"),
        unique=("id",),
        index=("subject kind", "decision pk"),
    )  # fmt: skip
    few = sa.text("kind = 'statement'")
    op.create_index(
        op.f("ix_judgements_kind"), "judgements", ["kind"], sqlite_where=few, postgresql_where=few
    )


def _create_sources() -> None:
    _create(
        "sources",
        {
            "pk": _INT, "id": _TEXT, "name": _TEXT, "words": _TEXT, "kind": _STRING,
            "qid": _STRING, "listed": _FLAG, "merged_pk": _INT, "quotes": _INT, **_DAYS,
        },
        null=("qid", "merged_pk", "first", "last"),
        references={"merged_pk": "sources"},
        unique=("id",),
    )  # fmt: skip
    _create(
        "source_names",
        {"pk": _INT, "source_pk": _INT, "name": _TEXT},
        references={"source_pk": "sources"},
        index=("source_pk", "name"),
    )
    for name, column in (("source_keys", "key"), ("source_words", "word")):
        _create(
            name,
            {column: _TEXT, "name_pk": _INT},
            key=(column, "name_pk"),
            references={"name_pk": "source_names"},
            in_key=True,
        )
    _create(
        "source_roles",
        {"pk": _INT, "name_pk": _INT, "role": _TEXT, **_DAYS, "listed": _FLAG},
        null=("first", "last"),
        references={"name_pk": "source_names"},
        unique=("name_pk role listed",),
    )


def _create_statements() -> None:
    _create(
        "statements",
        {"pk": _INT, "id": _STRING, "speaker_pk": _INT, "occurrences": _INT, **_DAYS},
        null=("speaker_pk", "first", "last"),
        references={"speaker_pk": "sources"},
        index=("id", "speaker_pk"),
    )
    _create(
        "wordings",
        {
            "pk": _INT, "id": _STRING, "scope": _TEXT, "fingerprint": _BIG, "statement_pk": _INT,
            "direct": _FLAG, "text": _TEXT,
        },
        references={"statement_pk": "statements"},
        unique=("id", "fingerprint scope"),
        index=("statement_pk",),
    )  # fmt: skip
    _create(
        "wording_bands",
        {"band": _BIG, "wording_pk": _INT},
        key=("band", "wording_pk"),
        references={"wording_pk": "wordings"},
        index=("wording_pk",),
        in_key=True,
    )


def create_roles() -> None:
    """Where roles are gathered while quotes are moved."""
    _create("old_roles", {"name_pk": _INT, "role": _TEXT, "day": _DAY}, key=(), null=("day",))


def create_used_names() -> None:
    """Which names somebody bears, while quotes are moved back."""
    _create("used_names", {"pk": _INT})


def _create_quotes() -> None:
    _create(
        "quotes",
        {
            "pk": _BIG, "id": _TEXT, "document_pk": _INT, "position": _INT, "current": _FLAG,
            "statement_pk": _INT, "wording_pk": _INT, "publisher_pk": _INT, "behalf_pk": _INT,
            "kind": _STRING, "grade": _STRING, "act": _STRING, "polarity": _STRING,
            "channel": _STRING, "hops_count": _INT, "said": _DAY, "confidence": _FLOAT,
            "reviewed": _FLAG, "changed": _MOMENT, "text": _TEXT, "record": _JSON,
        },
        null=("publisher_pk", "behalf_pk", "channel", "said"),
        references={
            "document_pk": "documents", "statement_pk": "statements", "wording_pk": "wordings",
            "publisher_pk": "sources", "behalf_pk": "sources",
        },
        unique=("document_pk position",),
        index=("id", "statement_pk", "wording_pk", "publisher_pk pk", "behalf_pk", "changed"),
    )  # fmt: skip
    _create(
        "hops",
        {"quote_pk": _BIG, "position": _INT, "rel": _STRING, "source_pk": _INT, "name_pk": _INT},
        key=("quote_pk", "position"),
        null=("source_pk", "name_pk"),
        references={"quote_pk": "quotes", "source_pk": "sources", "name_pk": "source_names"},
        index=("source_pk quote_pk",),
        in_key=True,
    )
    _create(
        "quote_speakers",
        {"source_pk": _INT, "quote_pk": _BIG, "name_pk": _INT},
        key=("source_pk", "quote_pk"),
        references={"source_pk": "sources", "quote_pk": "quotes", "name_pk": "source_names"},
        index=("quote_pk",),
        in_key=True,
    )


def create_old() -> None:
    """Those of 0002 that look otherwise."""
    _create("sources", {"id": _TEXT, "name": _TEXT, "words": _TEXT}, key=("id",))
    _create(
        "quotes",
        {
            "pk": _INT, "id": _TEXT, "document_pk": _INT, "position": _INT, "statement": _STRING,
            "kind": _STRING, "content": _JSON, "text": _TEXT, "words": _TEXT, "cue": _JSON,
            "speaker_name": _TEXT, "speaker_mention": _JSON, "grade": _STRING, "role": _JSON,
            "anonymity": _JSON, "on_behalf_of": _JSON, "act": _STRING, "polarity": _STRING,
            "denies": _STRING, "channel": _STRING, "attribution": _TEXT, "said": _JSON,
            "about": _JSON, "about_words": _TEXT, "confidence_content": _FLOAT,
            "confidence_speaker": _FLOAT, "confidence_chain": _FLOAT, "reasons": _JSON,
        },
        null=(
            "speaker_name", "speaker_mention", "role", "anonymity", "on_behalf_of", "denies",
            "channel", "said",
        ),
        references={"document_pk": "documents"},
        unique=("document_pk position",),
        index=("id", "statement"),
    )  # fmt: skip
    op.add_column("quotes", sa.Column("terms", _JSON, nullable=False, server_default="[]"))
    _create(
        "hops",
        {
            "quote_pk": _INT, "position": _INT, "rel": _STRING, "name": _TEXT, "words": _TEXT,
            "source_id": _TEXT, "span": _JSON,
        },
        key=("quote_pk", "position"),
        null=("name", "source_id", "span"),
        references={"quote_pk": "quotes", "source_id": "sources.id"},
        index=("source_id",),
    )  # fmt: skip
    _create(
        "quote_speakers",
        {"quote_pk": _INT, "source_id": _TEXT},
        key=("quote_pk", "source_id"),
        references={"quote_pk": "quotes", "source_id": "sources.id"},
        index=("source_id",),
    )
