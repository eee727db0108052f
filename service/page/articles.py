"""What is shown of an article, stored or only looked at: its text with the quotes in place."""

from typing import Any

from quotes.model import Quote
from service.page.marking import parts
from service.queries import StoredDocument


def article(found: StoredDocument, *, thinking: bool = False) -> dict[str, Any]:
    """What `article.html` shows; beliefs, wishes and plans only where `thinking`."""
    quotes = _shown(found, thinking)
    return {
        "document": found,
        "source_link": _web_address(found.card.url),
        "quotes": quotes,
        "parts": parts(found.text, quotes),
    }


def _shown(found: StoredDocument, thinking: bool) -> tuple[Quote, ...]:
    return tuple(each for each in found.quotes if thinking or each.act != "think")


def _web_address(url: str | None) -> str | None:
    """What may be a link: a document's own address can be anything, a script as well."""
    return url if url and url.lower().startswith(("http://", "https://")) else None
