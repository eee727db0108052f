"""One answer of each kind, as the API's documentation shows them."""

from collections.abc import Mapping
from typing import Any

from service.api.problems import KINDS, MEDIA_TYPE

DOCUMENT_IN: dict[str, Any] = {
    "id": "ht-2025-06-03",
    "text": "Lavrov said that a direct dialogue is needed, TASS reported, citing the ministry.",
    "publisher": "Hindustan Times",
    "published": "2025-06-03",
    "url": "https://example.org/2025/06/03/dialogue",
}

DOCUMENT_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {"$ref": "#/components/schemas/Document"},
                "example": DOCUMENT_IN,
            },
            "text/plain": {"schema": {"type": "string"}, "example": DOCUMENT_IN["text"]},
        },
    }
}

QUOTE: dict[str, Any] = {
    "id": "4c1f2ab09d3e7788",
    "kind": "indirect",
    "content": [[17, 44]],
    "text": "a direct dialogue is needed",
    "cue": [[7, 11]],
    "speaker": {
        "name": "Lavrov",
        "mention": [0, 6],
        "grade": "named",
        "role": None,
        "anonymity": None,
    },
    "on_behalf_of": None,
    "act": "say",
    "polarity": "affirmed",
    "denies": None,
    "channel": None,
    "chain": [
        {"rel": "speaker", "name": "Lavrov", "span": [0, 6]},
        {"rel": "cited", "name": "ministry", "span": [69, 81]},
        {"rel": "reported", "name": "TASS", "span": [46, 50]},
        {"rel": "published", "name": "Hindustan Times", "span": None},
    ],
    "attribution": "Lavrov via TASS via ministry",
    "said": None,
    "about": [],
    "terms": [],
    "confidence": {"content": 0.97, "speaker": 0.93, "chain": 0.9},
    "reasons": ["reported.clause", "chain.reported_citing"],
}

QUOTE_ITEM: dict[str, Any] = QUOTE | {
    "document": {
        "id": "ht-2025-06-03",
        "publisher": "Hindustan Times",
        "published": "2025-06-03",
        "url": "https://example.org/2025/06/03/dialogue",
        "title": None,
        "version": 1,
    },
    "statement": "8d2b6f0e51c3a947",
}

QUOTE_PAGE: dict[str, Any] = {"data": [QUOTE_ITEM], "next_cursor": "WyIyMDI1LTA2LTAzIiwgMTcsIDFd"}

DOCUMENT: dict[str, Any] = {
    "id": "ht-2025-06-03",
    "version": 1,
    "created": "2025-06-04T08:30:00Z",
    "text": DOCUMENT_IN["text"],
    "title": None,
    "publisher": "Hindustan Times",
    "published": "2025-06-03",
    "url": DOCUMENT_IN["url"],
    "quotes": [QUOTE],
    "credits": [],
    "engine": {"version": "0.1.0", "lexicon": "5d41402abc4b2a76", "model": "en_core_web_sm 3.8.0"},
}

_SPEAKER, _TASS = "0b9c2f55d1e8a374", "c2a1f00e9b7d4413"
_MINISTRY, _TODAY = "5b8e13d2a7c90f64", "2025-06-03"

STATEMENT: dict[str, Any] = {
    "id": "8d2b6f0e51c3a947",
    "text": "a direct dialogue is needed",
    "speakers": [{"id": _SPEAKER, "name": "Sergey Lavrov"}],
    "occurrences": 2,
    "first_seen": _TODAY,
    "last_seen": "2025-06-04",
    "variants": 2,
    "outlets": ["Dawn", "Hindustan Times"],
}

STATEMENT_PAGE: dict[str, Any] = {
    "data": [STATEMENT | {"quote": "4c1f2ab09d3e7788"}],
    "next_cursor": None,
    "facets": [
        {
            "name": "outlet",
            "values": [{"value": "Dawn", "id": "e3c0a1d2b4f59687", "count": 1}],
            "counted": 2,
            "complete": True,
        }
    ],
}

VARIANTS: dict[str, Any] = {
    "data": [
        {
            "id": "8d2b6f0e51c3a947",
            "text": "a direct dialogue is needed",
            "direct": False,
            "occurrences": 1,
            "weight": 1.0,
            "diff": [{"op": "equal", "old": "a direct dialogue is needed",
                      "new": "a direct dialogue is needed"}],
        },
    ]
}  # fmt: skip

PROVENANCE: dict[str, Any] = {
    "statement": "8d2b6f0e51c3a947",
    "independent_origins": 1,
    "first_hand": 0,
    "earliest": "4c1f2ab09d3e7788",
    "origins": [
        {"id": _MINISTRY, "name": "Russian Foreign Ministry", "kind": "source",
         "quotes": ["4c1f2ab09d3e7788"], "earliest": _TODAY},
    ],
    "nodes": [
        {"id": _SPEAKER, "name": "Sergey Lavrov", "kind": "speaker"},
        {"id": _MINISTRY, "name": "Russian Foreign Ministry", "kind": "source"},
        {"id": _TASS, "name": "TASS", "kind": "source"},
    ],
    "edges": [
        {"inner": _MINISTRY, "outer": _TASS, "rel": "reported", "quotes": ["4c1f2ab09d3e7788"],
         "since": _TODAY},
    ],
    "circles": [],
    "counted": [
        {"quote": "4c1f2ab09d3e7788", "document": "ht-2025-06-03", "origin": _MINISTRY,
         "steps": ["Hindustan Times has it from TASS", "TASS cites the Russian Foreign Ministry",
                   "so it counts to the Russian Foreign Ministry"]},
    ],
    "weakest_hop": {"name": "Russian Foreign Ministry", "rel": "cited",
                    "quote": "4c1f2ab09d3e7788", "document": "ht-2025-06-03",
                    "reason": "it is only cited"},
}  # fmt: skip

# What each operation answers where all is well.
ANSWERS: dict[str, dict[str, Any]] = {
    "post_document": DOCUMENT,
    "get_document": DOCUMENT,
    "list_quotes": QUOTE_PAGE,
    "get_quote": QUOTE_ITEM,
    "list_statements": STATEMENT_PAGE,
    "get_statement": STATEMENT,
    "list_occurrences": QUOTE_PAGE,
    "list_variants": VARIANTS,
    "get_provenance": PROVENANCE,
    "health": {"status": "ok"},
    "readiness": {"status": "ready"},
}

_DETAILS = {
    400: "The body is not JSON: Expecting value at line 1 column 10.",
    401: "There are keys; this needs one of scope `ingest`.",
    403: "The key 'reading room' has no scope `ingest`.",
    404: "There is no quote `4c1f2ab09d3e7788`.",
    406: "This is given as application/json.",
    409: "The first request with this Idempotency-Key is not answered yet.",
    412: "It is not (or no more) what `If-Match` says.",
    413: "The body has at most 5,000,000 bytes.",
    415: "Send application/json or text/plain.",
    422: "speakr: `speakr` is not a parameter here; did you mean `speaker`?",
    429: "At most 100 per 1 minute are answered; wait 7 seconds.",
    500: "The error has been logged.",
    503: "the database does not answer: database is locked",
}


def problem_example(status: int, path: str) -> dict[str, Any]:
    """A problem of that status, as it is answered at `path`."""
    tag, title = KINDS[status]
    example: dict[str, Any] = {
        "type": f"urn:quotes:problem:{tag}",
        "title": title,
        "status": status,
        "detail": _DETAILS[status],
        "instance": path,
        "request_id": "5f0c2ab81d9e7734",
    }
    if status == 422:
        detail = _DETAILS[422].removeprefix("speakr: ")
        example["errors"] = [{"field": "speakr", "where": "query", "detail": detail}]
    return example


def documented(*codes: int, path: str) -> dict[int | str, dict[str, Any]]:
    """The documented problems, each with an example; those that any route has included."""
    return {
        code: {
            "description": KINDS[code][1],
            "content": {
                MEDIA_TYPE: {
                    "schema": {"$ref": "#/components/schemas/Problem"},
                    "example": problem_example(code, path),
                }
            },
        }
        for code in sorted({*codes, 401, 422, 500, 503})
    }


def offered(examples: Mapping[str, Any]) -> dict[int | str, dict[str, Any]]:
    """The media types that an answer is given in beside JSON, each with an example."""
    return {
        200: {
            "content": {
                media_type: {
                    "schema": {"type": "string" if isinstance(example, str) else "object"},
                    "example": example,
                }
                for media_type, example in examples.items()
            }
        }
    }
