"""The record as linked data: JSON-LD in the words of schema.org and PROV-O.

A quote is a `Quotation`, a statement a `Claim`, a document a `NewsArticle`. Every hop is an entity
of its own, the words as they had them: attributed to whoever stands there (`wasAttributedTo`) and
had from the hop before (`wasQuotedFrom`), down to the speaker's (`hadPrimarySource`). The context
stands in the answer, so that nobody has to fetch one; ids are addresses of this API.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote as url_quote

from service.origins.independent import Provenance
from service.queries import SourceCard, StoredDocument, StoredStatement
from service.records import Record, Route

Node = dict[str, Any]
_CONTEXT = {
    "@vocab": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "quotes": "urn:quotes:term:",
    **{date: {"@type": "https://schema.org/Date"} for date in ("datePublished", "dateCreated")},
}
# What a speaker is, where the grade tells; a place stands for its government.
_KINDS = {
    "named": "Person",
    "organisation": "Organization",
    "place": "Organization",
    "document": "CreativeWork",
}


def graph(base: str, nodes: Iterable[Node]) -> Node:
    """One answer; `base` is the address that its ids are to be read from."""
    return {"@context": {"@base": base, **_CONTEXT}, "@graph": list(nodes)}


def quotation(record: Record, route: Route) -> Node:
    """A quote, said by whom, through whom, and where it stands."""
    id_ = quote_id(record["id"])
    speakers = _speakers(record, route)
    return _given({
        "@id": id_,
        "@type": ["Quotation", "prov:Entity"],
        "text": record["text"],
        "spokenByCharacter": speakers,
        "creator": speakers,
        "creditText": record["attribution"],
        "dateCreated": record["said"]["date"] if record["said"] else None,
        "about": [{"@type": "Thing", "name": each["name"]} for each in record["about"]],
        "citation": record["document"]["url"],
        "isPartOf": article(record["document"]),
        "exampleOfWork": {"@id": statement_id(record["statement"])},
        **{f"quotes:{name}": record[name] for name in ("kind", "act", "polarity")},
        "prov:hadPrimarySource": {"@id": f"{id_}#hop-0"},
        "prov:wasQuotedFrom": _hops(id_, record, route, speakers),
    })  # fmt: skip


def claim(stored: StoredStatement, quotes: Iterable[str] = ()) -> Node:
    """A statement, with the ids of quotes that carry it."""
    return _given({
        "@id": statement_id(stored.id),
        "@type": ["Claim", "prov:Entity"],
        "text": stored.text,
        "author": [_agent(each.id, each.name) for each in stored.speakers],
        "datePublished": stored.first_seen.isoformat() if stored.first_seen else None,
        "appearance": [{"@id": quote_id(each)} for each in quotes],
        "quotes:occurrences": stored.occurrences,
    })  # fmt: skip


def news_article(stored: StoredDocument, parts: Iterable[Node]) -> Node:
    """A document with the quotes in it."""
    card = stored.card
    named = {name: getattr(card, name) for name in _ARTICLE}
    return {**article({"id": card.id, **named}), "hasPart": list(parts)}


def article(document: Mapping[str, Any]) -> Node:
    """A document without its text."""
    publisher = document["publisher"]
    return _given({
        "@id": f"v1/documents/{url_quote(document['id'], safe=':/')}",
        "@type": ["NewsArticle", "prov:Entity"],
        "headline": document["title"],
        "datePublished": document["published"],
        "url": document["url"],
        "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
    })  # fmt: skip


_ARTICLE = ("title", "published", "url", "publisher")


def travelled(statement: StoredStatement, found: Provenance) -> Iterator[Node]:
    """A statement's routes drawn together, and the origin that each quote reduces to."""
    own = statement_id(statement.id)

    def entity(node: str) -> Node:
        return {"@id": f"{own}#{url_quote(node, safe='')}"}

    def origin(id_: str) -> list[Node]:
        # Those who cite one another in a circle have none but each other.
        return [entity(each) for each in ([id_] if id_ in known else id_.split("+"))]

    known = {node.id for node in found.nodes}
    origins = [each for one in found.origins for each in origin(one.id)]
    first = {"@id": quote_id(found.earliest)} if found.earliest else None
    yield claim(statement, [each.quote for each in found.steps]) | _given(
        {"firstAppearance": first, "prov:hadPrimarySource": origins}
    )
    inner: dict[str, list[Node]] = {}
    for edge in found.edges:
        inner.setdefault(edge.outer, []).append(entity(edge.inner))
    for node in found.nodes:
        agent = node.id if node.kind != "unnamed" and node.id != "speaker" else None
        yield _given({
            **entity(node.id),
            "@type": "prov:Entity",
            "prov:wasAttributedTo": _agent(agent, node.name) if node.kind != "document" else None,
            "prov:wasQuotedFrom": inner.get(node.id, []),
        })  # fmt: skip
    for step in found.steps:
        yield _given({
            "@id": quote_id(step.quote),
            "@type": ["Quotation", "prov:Entity"],
            "isPartOf": {"@id": f"v1/documents/{url_quote(step.document, safe=':/')}"},
            "prov:hadPrimarySource": origin(step.origin),
        })  # fmt: skip


def quote_id(id_: str) -> str:
    """The address of a quote, from the base."""
    return f"v1/quotes/{url_quote(id_, safe='')}"


def statement_id(id_: str) -> str:
    """The address of a statement, from the base."""
    return f"v1/statements/{url_quote(id_, safe='')}"


def _hops(id_: str, record: Record, route: Route, speakers: list[Node]) -> Node:
    """The words as each hop had them, the outermost holding the others."""
    had: Node = {
        "@id": f"{id_}#hop-0",
        "@type": "prov:Entity",
        "quotes:rel": "speaker",
        "prov:wasAttributedTo": speakers,
    }
    for place, (hop, station) in enumerate(zip(record["chain"], route.stations, strict=True)):
        if hop["rel"] not in ("speaker", "published"):
            had = {
                "@id": f"{id_}#hop-{place}",
                "@type": "prov:Entity",
                "quotes:rel": hop["rel"],
                "prov:wasAttributedTo": _agent(station.source, hop["name"]),
                "prov:wasQuotedFrom": had,
            }
    return had


def _speakers(record: Record, route: Route) -> list[Node]:
    kind = _KINDS.get(record["speaker"]["grade"])
    found: Sequence[SourceCard] = route.speakers
    if found:
        return [_agent(each.id, each.name, kind) for each in found]
    return [_agent(None, record["speaker"]["name"], kind)]


def _agent(id_: str | None, name: str | None, kind: str | None = None) -> Node:
    return _given({
        "@id": f"v1/sources/{url_quote(id_, safe='')}" if id_ else None,
        "@type": ["prov:Agent", kind] if kind else "prov:Agent",
        "name": name or "unnamed source",
    })  # fmt: skip


def _given(node: Node) -> Node:
    """Without what is not known."""
    return {name: value for name, value in node.items() if value is not None and value != []}
