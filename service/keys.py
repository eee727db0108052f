"""By what things are known again: a document's content, a source, a quote, a joint speaker."""

import re
from datetime import date

from quotes.model import Document, Speaker, digest
from service.words import words

_DOCUMENTS, _PLACES = 1 << 26, 1 << 15
_AND = re.compile(r",?\s+and\s+")
# Places whose one name holds an "and"; every other place name with one is a joint statement.
_ONE_PLACE = frozenset(
    words(name)
    for name in (
        "Antigua and Barbuda",
        "Bosnia and Herzegovina",
        "Saint Kitts and Nevis",
        "Saint Vincent and the Grenadines",
        "São Tomé and Príncipe",
        "St Kitts and Nevis",
        "St Vincent and the Grenadines",
        "Trinidad and Tobago",
        "Turks and Caicos Islands",
        "Jammu and Kashmir",
        "Newfoundland and Labrador",
        "Tyne and Wear",
    )
)


def content_hash(document: Document) -> str:
    """What makes two received documents of one id the same: all they hold but the id."""
    return digest(
        *(
            f"{len(part)}:{part}" if part is not None else None
            for part in (
                document.text,
                document.title,
                document.publisher,
                document.published,
                document.url,
            )
        )
    )


def source_id(name: str) -> str:
    """The id under which everything named like `name` is found, whatever its case or accents."""
    return digest("source", words(name) or name)


def quote_key(published: date | None, document_pk: int, position: int) -> int:
    """The primary key of a quote, which says where it stands in the lists.

    Descending it goes from the newest day to the oldest, then the undated; within a day from the
    document stored last to the first; within a document in the order of the text. It holds the
    day in 22 bits, the document in 26, the place in 15.

    Raises:
        ValueError: there is no place for so many documents, or quotes in one.
    """
    if not (0 <= position < _PLACES and 0 <= document_pk < _DOCUMENTS):
        raise ValueError(f"no key for quote {position} of document {document_pk}")
    return (day_key(published) * _DOCUMENTS + document_pk) * _PLACES + _PLACES - 1 - position


def day_key(day: date | None) -> int:
    """What the keys of a day's quotes begin with: its number, 0 for none."""
    return day.toordinal() if day else 0


def key_day(key: int) -> date | None:
    """The day of publication that a quote's key begins with."""
    number = key // (_DOCUMENTS * _PLACES)
    return date.fromordinal(number) if number else None


def first_key(day: date) -> int:
    """A key before (below) all of that day's; that of the next day ends them."""
    return day_key(day) * _DOCUMENTS * _PLACES


def document_key(day: int, document_pk: int) -> int:
    """The least key that a quote of a document of that day (`day_key`) can have."""
    return (day * _DOCUMENTS + document_pk) * _PLACES


def speaker_names(speaker: Speaker) -> tuple[str, ...]:
    """The names a quote is found under: each part of *A and B* for persons and places.

    Organisations stay whole: *Department of Health and Human Services* is one.
    """
    name = speaker.name
    if not name:
        return ()
    joint = speaker.grade == "named" or (speaker.grade == "place" and words(name) not in _ONE_PLACE)
    if not joint or not _AND.search(name):
        return (name,)
    parts = [part.strip() for chunk in _AND.split(name) for part in chunk.split(",")]
    return tuple(dict.fromkeys(part for part in parts if part))
