"""Answers to claims, as the API's documentation shows them."""

from typing import Any

from service.api.examples import QUOTE_ITEM

_SPEAKER = {"id": "0b9c2f55d1e8a374", "name": "Sergey Lavrov"}
_COVERAGE = {
    "documents": 2, "quotes": 14, "publishers": ["Dawn", "Hindustan Times"],
    "earliest": "2025-06-03", "latest": "2025-06-04",
}  # fmt: skip
_EVIDENCE: dict[str, Any] = {
    "quote": QUOTE_ITEM,
    "document": QUOTE_ITEM["document"],
    "span": [17, 44],
    "text": "a direct dialogue is needed",
    "before": "Lavrov said that ",
    "after": ", TASS reported, citing the ministry.",
}

VERIFICATION: dict[str, Any] = {
    "verdict": "altered",
    "speaker": _SPEAKER,
    "candidates": [_SPEAKER],
    "reasons": ["changed.negation"],
    "diff": [
        {"op": "equal", "old": "a direct dialogue is ", "new": "A direct dialogue is "},
        {"op": "insert", "old": "", "new": "not "},
        {"op": "equal", "old": "needed", "new": "needed"},
    ],
    "evidence": [_EVIDENCE],
    "first_seen": "2025-06-03",
    "occurrences": 2,
    "independent_origins": 1,
    "weakest_hop": {
        "name": "Russian Foreign Ministry", "rel": "cited", "quote": QUOTE_ITEM["id"],
        "document": "ht-2025-06-03", "reason": "it is only cited",
    },
    "coverage": _COVERAGE,
}  # fmt: skip

_ARTICLE = {
    "@type": "NewsArticle", "identifier": "ht-2025-06-03",
    "url": "https://example.org/2025/06/03/dialogue", "datePublished": "2025-06-03",
    "publisher": {"@type": "Organization", "name": "Hindustan Times"},
}  # fmt: skip

CLAIM_REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "claimReviewed": "A direct dialogue is not needed",
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Sergey Lavrov"},
        "appearance": [_ARTICLE],
        "firstAppearance": _ARTICLE,
    },
}

CHAIN: dict[str, Any] = {
    "support": "supported",
    "speaker": _SPEAKER,
    "candidates": [_SPEAKER],
    "hops": [
        {
            "outer": "TASS", "inner": "the ministry", "support": "supported",
            "actual": [{"id": "5b8e13d2a7c90f64", "name": "Russian Foreign Ministry"}],
            "reason": "TASS has it from the ministry", "evidence": [_EVIDENCE],
        },
        {
            "outer": "the ministry", "inner": "Lavrov", "support": "supported",
            "actual": [_SPEAKER], "reason": "the ministry has it from Lavrov",
            "evidence": [_EVIDENCE],
        },
    ],
    "coverage": _COVERAGE,
}  # fmt: skip

ANSWERS: dict[str, dict[str, Any]] = {
    "verify": VERIFICATION,
    "verify_batch": {"data": [VERIFICATION]},
    "verify_chain": CHAIN,
}
