"""What one extraction says of each name in it: what the matcher of sources judges by."""

from collections.abc import Iterator
from datetime import date

from quotes.model import Extraction, Grade, Quote
from service.keys import speaker_names
from service.matching.sources import Evidence, Kind

_KIND: dict[Grade, Kind] = {
    "named": "person", "organisation": "organisation", "place": "place",
}  # fmt: skip
# Who tells the public what somebody told them is a medium; who is cited may be anybody.
_MEDIA = ("told", "reported", "supplied", "published")


def evidence(extraction: Extraction) -> list[Evidence]:
    """One for each name that has a place in a chain or for whom somebody spoke."""
    day = extraction.document.published
    published = date.fromisoformat(day) if day else None
    kinds: dict[str, Kind] = {}
    roles: dict[str, dict[str, None]] = {}
    for name, kind, role in _names(extraction):
        # What a name is as a speaker says more than what it is as a hop.
        if kinds.get(name, "other") == "other":
            kinds[name] = kind
        if role:
            roles.setdefault(name, {})[role] = None
    return [
        Evidence(name=name, kind=kind, roles=tuple(roles.get(name, ())), date=published)
        for name, kind in kinds.items()
    ]


def _names(extraction: Extraction) -> Iterator[tuple[str, Kind, str | None]]:
    for quote in extraction.quotes:
        yield from _speakers(quote)
    if extraction.document.publisher:
        yield extraction.document.publisher, "organisation", None
    for quote in extraction.quotes:
        if quote.on_behalf_of is not None:
            yield quote.on_behalf_of.name, "other", None
        for hop in quote.chain[1:]:
            if hop.name:
                yield hop.name, "organisation" if hop.rel in _MEDIA else "other", None


def _speakers(quote: Quote) -> Iterator[tuple[str, Kind, str | None]]:
    speaker, names = quote.speaker, speaker_names(quote.speaker)
    # A role of two stands for neither alone.
    role = speaker.role.name if speaker.role and len(names) == 1 else None
    for name in names:
        yield name, _KIND.get(speaker.grade, "other"), role
