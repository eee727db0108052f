"""By what things are known again: a document's content, a source, a statement, a joint speaker."""

import re

from quotes.model import Document, Quote, Speaker, digest
from service.words import words

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


def statement_id(quote: Quote) -> str:
    """For now a statement is the same folded words by a speaker of the same folded name."""
    return digest("statement", words(quote.speaker.name or ""), words(quote.text))


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
