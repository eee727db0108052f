"""One answer of each kind of the routes of speakers and sources."""

from typing import Any

from service.api.examples import QUOTE_ITEM, QUOTE_PAGE, STATEMENT_PAGE

_LAVROV, _OTHER, _TASS = "0b9c2f55d1e8a374", "d5b1c7a9e0f24836", "c2a1f00e9b7d4413"

SPEAKER_PAGE: dict[str, Any] = {
    "data": [{"id": _LAVROV, "name": "Sergey Lavrov", "quotes": 12}],
    "next_cursor": None,
}

_ROLE: dict[str, Any] = {
    "role": "Russian foreign minister",
    "first": "2004-03-09",
    "last": None,
    "listed": True,
    "covers": True,
}

_SOURCE: dict[str, Any] = {
    "id": _LAVROV,
    "name": "Sergey Lavrov",
    "kind": "person",
    "qid": "Q58217",
    "listed": True,
    "quotes": 12,
    "first": "2025-05-30",
    "last": "2025-06-03",
}

PROFILE: dict[str, Any] = _SOURCE | {
    "names": ["Sergey Lavrov", "Serguei Lavrov"],
    "roles": [_ROLE],
    "doubts": [
        {
            "judgement": "6cd04ca3ddbc703f",
            "other": {"id": _OTHER, "name": "S. Lavrov"},
            "score": 0.55,
            "reason": "the initial fits; nothing else is known",
        }
    ],
}

TIMELINE: dict[str, Any] = {
    "data": [
        {"month": "2025-05", "quotes": 4, "denied": 1, "acts": {"deny": 1, "say": 3}},
        {"month": "2025-06", "quotes": 8, "denied": 0, "acts": {"say": 8}},
    ],
    "next_cursor": None,
    "counted": 12,
    "complete": True,
}

_MEDIUM: dict[str, Any] = {
    "id": _TASS,
    "name": "TASS",
    "kind": "organisation",
    "qid": None,
    "listed": False,
    "quotes": 0,
    "first": None,
    "last": None,
}

RELAY_PAGE: dict[str, Any] = {
    "data": [
        {
            "rel": "reported",
            "giver": {"id": "5b8e13d2a7c90f64", "name": "Russian Foreign Ministry"},
            "quote": QUOTE_ITEM,
        }
    ],
    "next_cursor": None,
    "givers": {
        "data": [{"id": "5b8e13d2a7c90f64", "name": "Russian Foreign Ministry", "quotes": 1}],
        "counted": 1,
        "complete": True,
    },
}

# What each operation answers where all is well.
ANSWERS: dict[str, dict[str, Any]] = {
    "list_speakers": SPEAKER_PAGE,
    "get_speaker": PROFILE,
    "list_speaker_quotes": QUOTE_PAGE,
    "list_speaker_statements": STATEMENT_PAGE,
    "list_speaker_roles": {"data": [_ROLE], "next_cursor": None},
    "get_speaker_timeline": TIMELINE,
    "list_sources": {"data": [_MEDIUM], "next_cursor": None},
    "get_source": _MEDIUM | {"names": ["TASS", "ITAR-TASS"], "roles": [], "doubts": []},
    "list_source_relays": RELAY_PAGE,
}
