"""Which sources a filter means: an id, or words of a name."""

from collections.abc import Sequence

from sqlalchemy import Select, func
from sqlmodel import Session, col, select

from service.tables import SourceNameRow, SourceRow, SourceWordRow
from service.words import word_list

# Of more sources whose names hold the words, those that speak most are meant.
_MOST = 200


def source_pk(session: Session, source_id: str) -> int | None:
    """The source of that id, or what it was joined with."""
    if not source_id.isascii():  # no id; what a terminal sends may not even be encodable
        return None
    columns = select(col(SourceRow.pk), col(SourceRow.merged_pk))
    found = session.exec(columns.where(col(SourceRow.id) == source_id)).first()
    while found is not None and found[1] is not None:
        found = session.exec(columns.where(col(SourceRow.pk) == found[1])).first()
    return found[0] if found else None


def sources(session: Session, name: str) -> list[int]:
    """The source of that id, or those one of whose names holds every word of `name`."""
    source = source_pk(session, name)
    return [source] if source is not None else _named(session, word_list(name))


def speakers(session: Session, name: str) -> list[list[int]]:
    """For each part of *A and B* those it may mean; words never join two speakers."""
    source = source_pk(session, name)
    if source is not None:
        return [[source]]
    parts = " ".join("," if word == "and" else word for word in word_list(name)).split(",")
    asked = dict.fromkeys(tuple(dict.fromkeys(part.split())) for part in parts)
    return [_named(session, part) for part in asked if part]


def called(words: Sequence[str]) -> Select[int]:
    """The sources one of whose names has every one of these folded words; none without a word."""
    found = set(words)
    names = (
        select(col(SourceWordRow.name_pk))
        .where(col(SourceWordRow.word).in_(found))
        .group_by(col(SourceWordRow.name_pk))
        .having(func.count() == len(found))
    )
    return select(col(SourceNameRow.source_pk)).where(col(SourceNameRow.pk).in_(names))


def _named(session: Session, words: Sequence[str]) -> list[int]:
    found = session.exec(
        select(col(SourceRow.pk))
        .where(col(SourceRow.pk).in_(called(words)))
        .order_by(col(SourceRow.quotes).desc(), col(SourceRow.pk))
        .limit(_MOST)
    )
    return [pk for pk in found if pk is not None]
