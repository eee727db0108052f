"""One answer of each kind of the routes around documents."""

import json
from typing import Any

from service.api.examples import DOCUMENT, QUOTE, QUOTE_ITEM

_ADDRESS = "http://127.0.0.1:8000/v1/documents/ht-2025-06-03"

DOCUMENT_PAGE: dict[str, Any] = {
    "data": [
        QUOTE_ITEM["document"] | {"created": "2025-06-04T08:30:00Z", "quotes": 1},
    ],
    "next_cursor": None,
}

EXTRACTION: dict[str, Any] = {
    "document": {
        "id": "ht-2025-06-03",
        "publisher": "Hindustan Times",
        "published": "2025-06-03",
        "title": None,
    },
    "quotes": [QUOTE],
    "credits": [],
    "engine": DOCUMENT["engine"],
}

ANNOTATIONS: dict[str, Any] = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "id": f"{_ADDRESS}/annotations",
    "type": "AnnotationPage",
    "items": [
        {
            "id": f"{_ADDRESS}/annotations#4c1f2ab09d3e7788-2",
            "type": "Annotation",
            "motivation": "identifying",
            "body": [
                {"type": "TextualBody", "purpose": "identifying", "value": "TASS",
                 "format": "text/plain"},
                {"type": "TextualBody", "purpose": "tagging", "value": "reported",
                 "format": "text/plain"},
                {"type": "SpecificResource", "purpose": "linking",
                 "source": "http://127.0.0.1:8000/v1/quotes/4c1f2ab09d3e7788"},
            ],
            "target": [
                {
                    "source": f"{_ADDRESS}?version=1",
                    "selector": [
                        {"type": "TextPositionSelector", "start": 46, "end": 50},
                        {"type": "TextQuoteSelector", "exact": "TASS",
                         "prefix": "at a direct dialogue is needed, ",
                         "suffix": " reported, citing the ministry."},
                    ],
                }
            ],
        }
    ],
}  # fmt: skip

STATISTICS: dict[str, Any] = {
    "documents": 1,
    "quotes": 1,
    "statements": 1,
    "sources": 4,
    "speakers": 1,
    "earliest": "2025-06-03",
    "latest": "2025-06-03",
    "stored": "2025-06-04T08:30:00Z",
    "changed": "2025-06-04T08:30:00Z",
    "years": [{"year": 2025, "documents": 1}],
    "outlets_counted": 1,
    "outlets": [
        {"id": "a4f0c2d97b1e6583", "name": "Hindustan Times", "documents": 1, "last": "2025-06-03"}
    ],
}

JSONL = json.dumps(QUOTE_ITEM) + "\n"
CSV = (
    "id,published,speaker,role,grade,on_behalf_of,text,attribution,…\r\n"
    "4c1f2ab09d3e7788,2025-06-03,Lavrov,,named,,a direct dialogue is needed,"
    "Lavrov via TASS via ministry,…\r\n"
)

# What each operation answers where all is well.
ANSWERS: dict[str, dict[str, Any]] = {
    "list_documents": DOCUMENT_PAGE,
    "extract": EXTRACTION,
    "list_annotations": ANNOTATIONS,
    "get_stats": STATISTICS,
}
