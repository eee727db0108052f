"""Which engine found what is stored, and what another one finds put in its place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, and_, func, or_, true
from sqlmodel import Session, col, select

from quotes.model import Document, Engine, Extraction
from service import mapping
from service.corrections.revisions import Revision, revisions
from service.keys import content_hash
from service.store.rewriting import rewrite
from service.store.standing import engines_own
from service.tables import DocumentRow


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which current documents: those of any other engine, or `everything`; or one `document`."""

    engine: Engine
    everything: bool = False
    document: str | None = None

    def condition(self) -> ColumnElement[bool]:
        """The same of rows."""
        given, row = self.engine, DocumentRow
        stamp = (row.engine_version, row.engine_lexicon, row.engine_model)
        now = (given.version, given.lexicon, given.model)
        other = or_(*(col(a) != b for a, b in zip(stamp, now, strict=True)))
        return and_(
            col(row.current),
            true() if self.everything else other,
            true() if self.document is None else col(row.id) == self.document,
        )


@dataclass(frozen=True, slots=True)
class Held:
    """The current version of a document as it was received, under its key."""

    pk: int
    document: Document


@dataclass(frozen=True, slots=True)
class Reextracted:
    """What another engine made of one document; `unplaced` are corrections without their words."""

    document: str
    version: int
    before: Engine
    after: Engine
    revisions: tuple[Revision, ...]
    unplaced: tuple[str, ...]


def count_wanted(session: Session, wanted: Wanted) -> int:
    """How many documents there are to be read again."""
    return session.exec(
        select(func.count()).select_from(DocumentRow).where(wanted.condition())
    ).one()


def held(session: Session, wanted: Wanted, *, after: int, limit: int) -> list[Held]:
    """Documents to be read again, whose keys come after `after`."""
    rows: Sequence[DocumentRow] = session.exec(
        select(DocumentRow)
        .where(wanted.condition(), col(DocumentRow.pk) > after)
        .order_by(col(DocumentRow.pk))
        .limit(limit)
    ).all()
    return [Held(row.pk, _received(row)) for row in rows if row.pk is not None]


def replace_extraction(session: Session, pk: int, extraction: Extraction) -> Reextracted | None:
    """Put `extraction` in place of what is stored; None if the version is not current any more."""
    row = session.exec(
        select(DocumentRow)
        .where(col(DocumentRow.pk) == pk, col(DocumentRow.current))
        .with_for_update()
    ).one_or_none()
    if row is None:
        return None
    own, shown = engines_own(row), mapping.extraction(row)
    unplaced: tuple[str, ...] = ()
    found: tuple[Revision, ...] = ()
    if _says_the_same(own, extraction):
        mapping.stamp(row, extraction.engine)
    else:
        corrected = rewrite(session, row, extraction)
        unplaced = corrected.unplaced
        found = revisions(shown.quotes, corrected.extraction.quotes, same_text=True)
    return Reextracted(row.id, row.version, own.engine, extraction.engine, found, unplaced)


def _says_the_same(one: Extraction, other: Extraction) -> bool:
    return (one.document, one.quotes, one.credits) == (other.document, other.quotes, other.credits)


def _received(row: DocumentRow) -> Document:
    """As it came in: a date that an engine took from the text is the newer one's to find."""
    day = row.published.isoformat() if row.published else None
    dated = Document(
        id=row.id, text=row.text, title=row.title, publisher=row.publisher, published=day,
        url=row.url,
    )  # fmt: skip
    return dated if content_hash(dated) == row.content_hash else replace(dated, published=None)
