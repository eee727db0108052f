"""What may be asked of quotes, as SQL; `tests/service` holds the same in plain Python.

Folded words hold no wildcard, so every LIKE here is literal.
"""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, and_, false, or_
from sqlalchemy.orm import InstrumentedAttribute
from sqlmodel import col, select

from service.queries import QuoteQuery
from service.tables import DocumentRow, HopRow, QuoteRow, QuoteSpeakerRow, SourceRow
from service.words import word_list

_VIA = ("told", "cited", "recounted", "reported", "supplied")

Condition = ColumnElement[bool]


def conditions(query: QuoteQuery) -> Iterator[Condition]:
    """All that must hold for a quote of a current document to answer `query`."""
    yield listed(query.act)
    if query.speaker is not None:
        yield or_(_spoken_by_id(query.speaker), _spoken_by_name(query.speaker))
    if query.speaker_id is not None:
        yield _spoken_by_id(query.speaker_id)
    if query.q is not None:
        yield holds_words(QuoteRow.words, query.q)
    if query.about is not None:
        yield _about(query.about)
    for via in query.via:
        yield _via(via)
    if query.kind is not None:
        yield col(QuoteRow.kind) == query.kind
    if query.published_from is not None:
        yield col(DocumentRow.published) >= query.published_from
    if query.published_to is not None:
        yield col(DocumentRow.published) <= query.published_to


def listed(act: str | None = None) -> Condition:
    """What lists show at all: current documents; what was only thought, if `act` asks for it."""
    asked = col(QuoteRow.act) == act if act is not None else col(QuoteRow.act) != "think"
    return and_(col(DocumentRow.current), asked)


def holds_words(column: str | InstrumentedAttribute[str], text: str) -> Condition:
    """The folded `column` holds every word of `text`, in any order; false if it has none."""
    found = dict.fromkeys(word_list(text))
    return and_(*(col(column).like(f"% {word} %") for word in found)) if found else false()


def _about(text: str) -> Condition:
    # Word by word, so that one may stand in the quote and another in a name it is about.
    found = [
        or_(holds_words(QuoteRow.words, word), holds_words(QuoteRow.about_words, word))
        for word in word_list(text)
    ]
    return and_(*found) if found else false()


def _spoken_by_id(source_id: str) -> Condition:
    if not source_id.isascii():  # no id; what a terminal sends may not even be encodable
        return false()
    return (
        select(QuoteSpeakerRow)
        .where(
            col(QuoteSpeakerRow.quote_pk) == col(QuoteRow.pk),
            col(QuoteSpeakerRow.source_id) == source_id,
        )
        .exists()
    )


def _spoken_by_name(name: str) -> Condition:
    """Each part of *A and B* must be one of the speakers; words never join two speakers."""
    parts = _parts(name)
    return and_(*(_one_speaker(part) for part in parts)) if parts else false()


def _one_speaker(name: str) -> Condition:
    return (
        select(QuoteSpeakerRow)
        .join(SourceRow, col(SourceRow.id) == col(QuoteSpeakerRow.source_id))
        .where(
            col(QuoteSpeakerRow.quote_pk) == col(QuoteRow.pk),
            holds_words(SourceRow.words, name),
        )
        .exists()
    )


def _parts(name: str) -> list[str]:
    parts = " ".join("," if word == "and" else word for word in word_list(name)).split(",")
    return [part for part in parts if part.strip()]


def _via(name: str) -> Condition:
    return (
        select(HopRow)
        .where(
            col(HopRow.quote_pk) == col(QuoteRow.pk),
            col(HopRow.rel).in_(_VIA),
            or_(
                col(HopRow.source_id) == name if name.isascii() else false(),
                holds_words(HopRow.words, name),
            ),
        )
        .exists()
    )
