"""Documents whose texts hold the claimed words, whoever said them: what no quote is found for."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from quotes.model import Quote
from service import mapping, textindex
from service.queries import DocumentCard
from service.tables import DocumentRow

_MOST = 8  # documents; the words are looked for in each
_ASKED = 8  # words; the others may have slips in them


@dataclass(frozen=True, slots=True)
class HeldText:
    """A current document with its quotes, `think` included."""

    document: DocumentCard
    text: str
    quotes: tuple[Quote, ...]

    @property
    def speakers(self) -> frozenset[str]:
        """The names of those who speak in it under a name of their own."""
        return frozenset(
            each.speaker.name
            for each in self.quotes
            if each.speaker.name and each.speaker.grade in ("named", "organisation", "place")
        )


def texts_holding(session: Session, words: str) -> list[HeldText]:
    """Documents that hold the longest words of `words`, those stored last, in order."""
    asked = sorted(textindex.telling(words), key=lambda word: -len(word))[:_ASKED]
    return _read(session, sorted(textindex.holding(session, asked, _MOST)))


def _read(session: Session, keys: Sequence[int]) -> list[HeldText]:
    rows = session.exec(
        select(DocumentRow).where(col(DocumentRow.pk).in_(keys)).order_by(col(DocumentRow.pk))
    )
    return [
        HeldText(
            mapping.document_card(row), row.text, tuple(mapping.quote(each) for each in row.quotes)
        )
        for row in rows
    ]
