"""A stored quote as evidence: its words, what stands around them, whether it was translated."""

import re

from quotes.model import Quote, Span
from service.queries import DocumentCard, StoredQuote
from service.store.contexts import InContext
from service.verify.claims import Evidence

_AROUND = 240  # characters of the document before and after


def shown(found: InContext) -> Evidence:
    """The place where a quote stands."""
    return around(found.quote, found.quote.document, found.text, _span(found.quote.quote))


def around(quote: StoredQuote | None, document: DocumentCard, text: str, span: Span) -> Evidence:
    """A place in the `text` of a document, with what stands around it."""
    start, end = span
    return Evidence(
        quote=quote,
        document=document,
        span=span,
        text=text[start:end],
        before=text[max(0, start - _AROUND) : start],
        after=text[end : end + _AROUND],
    )


def _span(quote: Quote) -> Span:
    """From the first word to the last; of a quote without words its cue."""
    spans = quote.content or quote.cue
    return (spans[0][0], spans[-1][1]) if spans else (0, 0)


_LANGUAGES = (
    "Albanian Arabic Armenian Azerbaijani Bengali Bulgarian Burmese Cantonese Catalan Chinese"
    " Croatian Czech Danish Dari Dutch Estonian Farsi Finnish Flemish French Georgian German Greek"
    " Hausa Hebrew Hindi Hungarian Icelandic Indonesian Italian Japanese Kazakh Khmer Korean"
    " Kurdish Latvian Lithuanian Macedonian Malay Mandarin Nepali Norwegian Pashto Persian Polish"
    " Portuguese Punjabi Romanian Russian Serbian Sinhala Slovak Slovenian Somali Spanish Swahili"
    " Swedish Tagalog Tamil Thai Tibetan Turkish Ukrainian Urdu Uzbek Vietnamese Welsh"
)
_TRANSLATED = re.compile(
    r"\b(?:translat(?:ed|ion|ions|or|ors)|interpreter)\b"
    rf"|\b(?:in|from) (?:{'|'.join(_LANGUAGES.split())})\b(?![-\s]+[A-Za-z]*(?:town|city|waters))",
    re.I,
)
_PARAGRAPH = re.compile(r"\n\s*\n")


def translated(evidence: Evidence) -> bool:
    """Whether the paragraph around the words says that they went through a translation."""
    before = _PARAGRAPH.split(evidence.before)[-1]
    after = _PARAGRAPH.split(evidence.after)[0]
    return _TRANSLATED.search(f"{before} {after}") is not None
