"""A stored quote as evidence: its words, what stands around them, what the text says of them."""

import re
from collections.abc import Sequence

from quotes.model import Quote, Span
from service.queries import DocumentCard, StoredQuote
from service.store.contexts import InContext
from service.verify.claims import Evidence
from service.wording.terms import read

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
    rf"|\bin (?:{'|'.join(_LANGUAGES.split())})\b(?!\s+[A-Za-z])"
)
_QUESTION = re.compile(r"\?|\b(?:asks?|asked|asking|question)\b", re.I)
_ATTRIBUTION = 120  # characters of it at most
_ASKED = 0.6  # of what the claim adds must stand in the question
_PARAGRAPH = re.compile(r"\n\s*\n")
_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|rejects?|rejected|rejecting|disput(?:e|es|ed|ing)"
    r"|dismiss(?:es|ed|ing)?)\b[^.!?]*$", re.I,
)  # fmt: skip


_THING = (
    r"(?:banner|placard|signs?|posters?|graffiti|slogan|billboard|board|bedsheet|mural|plaque|sticker"
    r"|T-shirt|flag|window|shopfront|blackboard|pavement|inscription|leaflet|hut|gate|wall|door"
    r"|tram|lorry|cap)"
)
_WRITTEN = re.compile(
    rf"\b{_THING}\b[^.!?]{{0,60}}\b(?:reads?|reading|says?|saying|said|carr(?:y|ies|ied|ying)|bears?"
    r"|bore|bearing|proclaim\w*|declar\w*|ran|stood|hung)(?: (?:the|these|\w+) words?)?\W*$"
    rf"|\b{_THING}\W*:\W*$"
    r"|\b(?:painted|sprayed|scrawled|chalked|daubed|stencilled|carved|written)\W*$", re.I,
)  # fmt: skip


def written(evidence: Evidence) -> bool:
    """Whether the words are on a banner, a wall or a sign: nobody is given as having said them."""
    return _WRITTEN.search(_PARAGRAPH.split(evidence.before)[-1]) is not None


def translated(evidence: Evidence) -> bool:
    """Whether the text beside the words says that they went through a translation."""
    return _TRANSLATED.search(_beside(evidence)) is not None


def _beside(evidence: Evidence) -> str:
    """The paragraph of the words without the words themselves."""
    before = _PARAGRAPH.split(evidence.before)[-1]
    after = _PARAGRAPH.split(evidence.after)[0]
    spans = evidence.quote.quote.content if evidence.quote else ()
    start, within, at = evidence.span[0], "", evidence.span[0]
    for begin, end in spans:
        within += evidence.text[at - start : begin - start]
        at = end
    return f"{before} {within} {after}"


def denial(evidence: Evidence) -> int | None:
    """Where in the document the sentence before the words denies them: *denied having said …*."""
    match = _DENIES.search(_PARAGRAPH.split(evidence.before)[-1])
    return evidence.span[0] - len(match[0]) if match else None


def denies(evidence: Evidence) -> bool:
    """Whether the speaker is the one who denies: *denied a claim by X that …* is said of X."""
    at, quote = denial(evidence), evidence.quote
    mention = quote.quote.speaker.mention if quote else None
    return at is not None and mention is not None and mention[0] < at


def asked(claim: str, evidence: Evidence) -> bool:
    """Whether what the claim has beside the words stands in a question in front of them."""
    rest = read(claim).content - read(evidence.text).content
    question = _QUESTION.search(evidence.before)
    if not rest or question is None:
        return False
    return len(rest & read(evidence.before).content) >= _ASKED * len(rest)


def one_quotation(evidence: Sequence[Evidence]) -> bool:
    """Whether two places are one quotation that only its attribution interrupts."""
    if len(evidence) != 2 or evidence[0].document != evidence[1].document:
        return False
    (_, end), (start, _) = (each.span for each in evidence)
    between = evidence[0].after[: start - end]
    return 0 < start - end <= _ATTRIBUTION and _PARAGRAPH.search(between) is None
