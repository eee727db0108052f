"""What a search can be narrowed by, what it is narrowed by already, and the addresses of both."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from service import store
from service.page.question import SearchParameters, query, read
from service.page.rendering import link
from service.queries import FacetName

_FACETS: dict[FacetName, str] = {
    "speaker": "Speaker", "outlet": "Outlet", "via": "Relayed by", "kind": "Kind", "act": "Act",
}  # fmt: skip
_SOURCES = ("speaker", "outlet", "via")
# Filters that only a link brings are shown when set, so that nothing is filtered unseen.
_OTHERS = (
    "published_from", "published_to", "on_behalf_of", "role", "grade", "about", "origin",
    "first_hand", "min_hops", "max_hops", "polarity", "channel", "document", "statement", "lang",
    "said_from", "said_to", "updated_since", "min_confidence", "reviewed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter: how many quotes have it, and the address that asks for it."""

    label: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """One property with its commonest values among what is found."""

    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many quotes were counted, and whether these are all; the filters they give."""

    quotes: int
    complete: bool
    filters: tuple[Filter, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set, and the address without it."""

    title: str
    value: str
    href: str


def address(
    asked: SearchParameters, path: str = "/", changes: Mapping[str, Any] | None = None
) -> str:
    """The address of this search from its first page, some parameters changed; None: without."""
    given = {name: getattr(asked, name) for name in asked.model_fields_set}
    given |= {"cursor": None} | dict(changes or {})
    return link(path, **{name: _written(value) for name, value in given.items()})


def exports(asked: SearchParameters) -> tuple[Choice, ...]:
    """Where all that is found can be had as a file."""
    meant = query(asked)
    names = asked.model_fields_set | {"q", "match", "fields", "via"}
    given = {name: _written(getattr(meant, name)) for name in names - {"cursor", "limit", "sort"}}
    if meant.q is None:
        del given["match"], given["fields"]
    return tuple(
        Choice(label, 0, link("/v1/exports", format=name, **given), chosen=False)
        for name, label in (("csv", "CSV"), ("jsonl", "JSONL"))
    )


def _written(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def kept(asked: SearchParameters) -> Iterator[tuple[str, Any]]:
    """What the form sends again besides its own fields."""
    for name in sorted(asked.model_fields_set - {"q", "published_from", "published_to", "cursor"}):
        value = getattr(asked, name)
        for each in value if isinstance(value, list) else [value]:
            yield name, _written(each)


def counted(session: Session, asked: SearchParameters) -> Counted:
    """The filters of what is found, with counts."""
    facets = store.facets(session, query(asked), list(_FACETS))
    filters = []
    for facet in facets:
        now = asked.via if facet.name == "via" else [getattr(asked, facet.name)]
        choices = []
        for each in facet.values:
            value = each.id or each.value
            wanted = [*asked.via, value] if facet.name == "via" else value
            href = address(asked, changes={facet.name: wanted})
            choices.append(Choice(each.value, each.count, href, chosen=value in now))
        filters.append(Filter(_FACETS[facet.name], tuple(choices)))
    return Counted(facets[0].counted, facets[0].complete, tuple(filters))


def chips(session: Session, asked: SearchParameters) -> Iterator[Chip]:
    """Every filter that is set."""
    for name in read(asked.q or "").via:
        yield Chip("via", name, address(asked, changes={"q": read(asked.q or "").words}))
    for name, title in _FACETS.items():
        value = getattr(asked, name)
        for each in value if name == "via" else filter(None, [value]):
            rest = [other for other in asked.via if other != each] if name == "via" else None
            card = store.source_card(session, each) if name in _SOURCES else None
            yield Chip(title, card.name if card else each, address(asked, changes={name: rest}))
    for other in _OTHERS:
        if (value := getattr(asked, other)) is not None:
            title = other.replace("_", " ").capitalize()
            yield Chip(title, str(_written(value)), address(asked, changes={other: None}))


def sorting(asked: SearchParameters) -> tuple[Choice, ...]:
    """Newest or best first, where words are asked for."""
    if read(asked.q or "").words is None:
        return ()
    return tuple(
        Choice(label, 0, address(asked, changes={"sort": sort}), asked.sort == sort)
        for sort, label in (("published", "Newest first"), ("relevance", "Best match first"))
    )
