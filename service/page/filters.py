"""What a search can be narrowed by, what it is narrowed by already, and the addresses of both."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from service import store
from service.page.question import SearchParameters, query, read, without
from service.page.rendering import link
from service.queries import FacetCount, FacetName

_FACETS: dict[FacetName, str] = {
    "speaker": "Speaker", "outlet": "Outlet", "via": "Relayed by", "kind": "Kind", "act": "Act",
    "year": "Year",
}  # fmt: skip
_SINGLE: tuple[FacetName, ...] = ("speaker", "outlet", "kind", "act")
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
    filters = tuple(
        Filter(
            _FACETS[facet.name], tuple(_choice(asked, facet.name, each) for each in facet.values)
        )
        for facet in facets
    )
    return Counted(facets[0].counted, facets[0].complete, filters)


def _choice(asked: SearchParameters, name: FacetName, found: FacetCount) -> Choice:
    value = found.id or found.value
    changes: dict[str, Any]
    if name == "year":
        changes = {"published_from": f"{value}-01-01", "published_to": f"{value}-12-31"}
        chosen = all(str(getattr(asked, end)) == day for end, day in changes.items())
    elif name == "via":
        changes, chosen = {name: [*asked.via, value]}, value in asked.via
    else:
        changes, chosen = {name: value}, getattr(asked, name) == value
    return Choice(found.value, found.count, address(asked, changes=changes), chosen)


def chips(session: Session, asked: SearchParameters) -> Iterator[Chip]:
    """Every filter that is set."""
    typed = asked.q or ""
    for relay in read(typed).via:
        yield Chip("via", relay, address(asked, changes={"q": without(typed, relay)}))
    for name in _SINGLE:
        if value := getattr(asked, name):
            yield _chip(session, name, value, address(asked, changes={name: None}))
    for value in asked.via:
        rest = [other for other in asked.via if other != value]
        yield _chip(session, "via", value, address(asked, changes={"via": rest}))
    for other in _OTHERS:
        if (value := getattr(asked, other)) is not None:
            title = other.replace("_", " ").capitalize()
            yield Chip(title, str(_written(value)), address(asked, changes={other: None}))


def _chip(session: Session, name: FacetName, value: str, href: str) -> Chip:
    card = store.source_card(session, value) if name in _SOURCES else None
    return Chip(_FACETS[name], card.name if card else value, href)


def sorting(asked: SearchParameters) -> tuple[Choice, ...]:
    """Newest or best first, where words are asked for."""
    if read(asked.q or "").words is None:
        return ()
    return tuple(
        Choice(label, 0, address(asked, changes={"sort": sort}), asked.sort == sort)
        for sort, label in (("published", "Newest first"), ("relevance", "Best match first"))
    )
