"""A document's quotes and hops as W3C Web Annotations: what other tools can lay over its text.

Every target has two selectors of one stretch, as https://www.w3.org/TR/annotation-model/ has them:
by position, in code points of the text as it was received, and by the words with some around them.
"""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote as url_quote

from quotes.model import Quote, Span
from service.queries import StoredDocument

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PROFILE = f'profile="{CONTEXT}"'
_AROUND = 32


def annotation_page(stored: StoredDocument, base: str) -> dict[str, Any]:
    """All annotations of a document; `base` is the address that paths here begin with."""
    source = f"{base}v1/documents/{url_quote(stored.card.id, safe=':/')}"
    id_ = f"{source}/annotations"
    return {
        "@context": CONTEXT,
        "id": id_,
        "type": "AnnotationPage",
        "items": [
            {"id": f"{id_}#{name}", "type": "Annotation", **annotation}
            for quote in stored.quotes
            for name, annotation in _annotations(quote, stored, source, base)
        ],
    }


def _annotations(
    quote: Quote, stored: StoredDocument, source: str, base: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The quote itself with its attribution, then each hop that the text names."""

    def targets(spans: Iterable[Span]) -> list[dict[str, Any]]:
        version = f"{source}?version={stored.card.version}"
        return [{"source": version, "selector": _selectors(stored.text, span)} for span in spans]

    address = f"{base}v1/quotes/{quote.id}"
    # Of somebody who declined to comment on nothing in particular only the cue is there.
    if spans := quote.content or quote.cue:
        body = [_text("describing", quote.attribution), _text("tagging", quote.act)]
        yield quote.id, _annotation("describing", [*body, _link(address)], targets(spans))
    for place, hop in enumerate(quote.chain):
        if hop.span is not None:
            name = [_text("identifying", hop.name)] if hop.name else []
            body = [*name, _text("tagging", hop.rel), _link(address)]
            yield f"{quote.id}-{place}", _annotation("identifying", body, targets([hop.span]))


def _annotation(
    motivation: str, body: list[dict[str, str]], target: list[dict[str, Any]]
) -> dict[str, Any]:
    return {"motivation": motivation, "body": body, "target": target}


def _text(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _link(address: str) -> dict[str, str]:
    return {"type": "SpecificResource", "purpose": "linking", "source": address}


def _selectors(text: str, span: Span) -> list[dict[str, Any]]:
    start, end = span
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - _AROUND) : start],
            "suffix": text[end : end + _AROUND],
        },
    ]
