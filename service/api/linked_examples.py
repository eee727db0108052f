"""The examples in linked data, made from those in JSON by what makes the answers."""

from datetime import date
from typing import Any

from service.api import linked
from service.api.examples import PROVENANCE, QUOTE_ITEM, STATEMENT
from service.origins.independent import Edge, Origin, Provenance, Reduction, Station
from service.origins.travels import Node
from service.queries import SourceCard, StoredStatement
from service.records import Route

_BASE = "http://127.0.0.1:8000/"
_CARDS = tuple(SourceCard(**each) for each in STATEMENT["speakers"])
_STATIONS = tuple(Station(hop["rel"], None, hop["name"]) for hop in QUOTE_ITEM["chain"])
_QUOTATION = linked.quotation(QUOTE_ITEM, Route(_CARDS, _STATIONS))
_STATED = StoredStatement(
    **STATEMENT
    | {
        "speakers": _CARDS,
        "first_seen": date.fromisoformat(STATEMENT["first_seen"]),
        "last_seen": date.fromisoformat(STATEMENT["last_seen"]),
        "outlets": tuple(STATEMENT["outlets"]),
    }
)
_FOUND = Provenance(
    origins=tuple(Origin(**each) for each in PROVENANCE["origins"]),
    nodes=tuple(Node(**each) for each in PROVENANCE["nodes"]),
    edges=tuple(Edge(**each, document="ht-2025-06-03") for each in PROVENANCE["edges"]),
    circles=(),
    earliest=PROVENANCE["earliest"],
    steps=tuple(Reduction(**each) for each in PROVENANCE["counted"]),
    first_hand=0,
    weakest_hop=None,
)

QUOTE: dict[str, Any] = linked.graph(_BASE, [_QUOTATION])
CLAIM: dict[str, Any] = linked.graph(_BASE, [linked.claim(_STATED, [QUOTE_ITEM["id"]])])
ARTICLE: dict[str, Any] = linked.graph(
    _BASE, [{**linked.article(QUOTE_ITEM["document"]), "hasPart": [_QUOTATION]}]
)
TRAVELS: dict[str, Any] = linked.graph(_BASE, linked.travelled(_STATED, _FOUND))
