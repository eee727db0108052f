"""One answer of each kind of the routes for looking a record over."""

from typing import Any

from service.api.examples import DOCUMENT, QUOTE

VERSION_PAGE: dict[str, Any] = {
    "data": [
        {
            "version": 1,
            "current": True,
            "created": "2025-06-04T08:30:00Z",
            "engine": DOCUMENT["engine"],
            "quotes": 1,
        }
    ],
    "next_cursor": None,
}

REVISION_PAGE: dict[str, Any] = {
    "data": [
        {
            "kind": "changed",
            "fields": ["text"],
            "before": QUOTE,
            "after": QUOTE | {"text": "a frank dialogue is needed", "content": [[17, 43]]},
            "diff": [
                {"op": "equal", "old": "a ", "new": "a "},
                {"op": "replace", "old": "direct ", "new": "frank "},
                {"op": "equal", "old": "dialogue is needed", "new": "dialogue is needed"},
            ],
        }
    ],
    "next_cursor": None,
}

JUDGEMENT: dict[str, Any] = {
    "id": "5d0f6a1b2c3d4e5f",
    "kind": "speaker",
    "decision": "correct",
    "subject": "ht-2025-06-03",
    "value": {
        "quote": "4c1f2ab09d3e7788",
        "change": {
            "name": "Maria Zakharova",
            "grade": "named",
            "mention": None,
            "role": None,
            "kind": "speaker",
        },
        "anchor": {
            "exact": ["a direct dialogue is needed"],
            "prefix": "Lavrov said that ",
            "suffix": ", TASS reported, citing the mini",
            "spans": [[17, 44]],
        },
    },
    "score": None,
    "reason": "The Russian original has her name.",
    "author": "eva",
    "created": "2025-06-05T09:00:00Z",
    "withdrawn": None,
    "withdrawn_by": None,
    "placed": True,
}

JUDGEMENT_PAGE: dict[str, Any] = {"data": [JUDGEMENT], "next_cursor": None}

# What each operation answers where all is well.
ANSWERS: dict[str, dict[str, Any]] = {
    "list_versions": VERSION_PAGE,
    "list_changes": REVISION_PAGE,
    "post_judgement": JUDGEMENT,
    "list_judgements": JUDGEMENT_PAGE,
    "withdraw_judgement": JUDGEMENT,
}
