"""A document with every quote, hop and reason marked: for whoever debugs a case.

Spans overlap freely (a cue inside another's content), so the text is cut at every border; each
piece knows all that it is part of. Every character of the document is shown exactly once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from quotes.model import Document, Extraction, Quote, Span

FOUND_BY = {
    "verb": "a verb of telling", "quoted": "was quoted as saying",
    "quoting": "Y quoted X as saying",
    "passive": "a passive of telling", "noun": "a noun of telling", "according": "according to",
    "decline": "a refusal to tell", "layout": "the layout", "tagger": "the learned tagger",
    "speaker": "speaker", "chain": "chain", "agentless": "told by nobody in particular",
}  # fmt: skip
HOW = {
    "clause": "with a clause", "quotation": "beside a quotation",
    "final": "after what was said",
    "interrupted": "in the middle of it", "np": "with a noun phrase", "cue": "found the cue",
    "obj_pred": "calls X Y", "obj_inf": "somebody to do something", "put": "put a figure",
    "colon": "name and colon", "signed": "signed with a dash", "floating": "no cue of its own",
    "name": "named in full", "surname": "a short form of a fuller name",
    "joint": "several together",
    "described": "described, not named",
    "nominal": "a noun for somebody named elsewhere",
    "pronoun": "a pronoun", "pronoun_unresolved": "a pronoun nobody fits", "none": "not mentioned",
    "inherited": "hops and channel of the quote before", "reported_citing": "Y reported, citing Z",
    "same_sentence": "hops of another quote in the sentence", "told": "a medium was told",
    "cited": "a source was cited", "recounted": "somebody retold it", "reported": "a medium passed"
    " it on", "this_newspaper": "this newspaper is the publisher", "left": "before it",
    "right": "after it", "both": "around it", "question": "with a question", "bare": "of what, is"
    " not said", "claim": "with the claim", "on": "with on", "for": "with for", "of": "with of",
    "gerund": "with a gerund", "inf": "to do something", "as": "describes X as Y",
    "transcript": "the turn of a transcript", "post": "a post under its handle",
    "agrees": "marks it too", "differs": "does not mark it", "adverb": "reportedly",
    "raising": "is said to", "aside": "set between commas",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """Code points from `start` to `end`, and what they are part of: role and quote number."""

    start: int
    end: int
    parts: tuple[tuple[str, int], ...]


def pieces(text: str, quotes: tuple[Quote, ...]) -> Iterator[Piece]:
    """The whole `text`, cut wherever a span of a quote begins or ends."""
    marks = [mark for number, quote in enumerate(quotes, start=1) for mark in _marks(quote, number)]
    borders = sorted({0, len(text), *(at for (start, end), _, _ in marks for at in (start, end))})
    for start, end in pairwise(borders):
        parts = [(role, number) for span, role, number in marks if span[0] <= start < span[1]]
        yield Piece(start, end, tuple(dict.fromkeys(parts)))


def _marks(quote: Quote, number: int) -> Iterator[tuple[Span, str, int]]:
    yield from ((span, "content", number) for span in quote.content)
    yield from ((span, "cue", number) for span in quote.cue)
    if quote.speaker.mention is not None:
        yield quote.speaker.mention, "speaker", number
    for hop in quote.chain[1:]:
        if hop.span is not None:
            yield hop.span, "hop", number


def meaning(reason: str) -> str:
    """A reason code in words: *verb.clause*, a verb of telling with a clause."""
    found, _, how = reason.partition(".")
    return f"{FOUND_BY.get(found, found)}, {HOW.get(how, how)}"


def facts(quote: Quote, text: str) -> Iterator[tuple[str, str]]:
    """What is known of a quote, as label and value."""
    yield "quote", f"{quote.kind}, {quote.act}, {quote.polarity}"
    yield "words", quote.text or "(none)"
    yield "attribution", quote.attribution
    who = [quote.speaker.grade, quote.speaker.role.name if quote.speaker.role else None]
    yield "speaker", ", ".join(filter(None, [quote.speaker.name or "unnamed source", *who]))
    if quote.on_behalf_of is not None:
        yield "on behalf of", quote.on_behalf_of.name
    for hop in quote.chain[1:]:
        shown = f" (“{text[slice(*hop.span)]}”)" if hop.span is not None else ""
        yield hop.rel, f"{hop.name or 'unnamed source'}{shown}"
    if quote.channel is not None:
        yield "channel", quote.channel
    if quote.said is not None:
        yield "said", f"{quote.said.date} (“{text[slice(*quote.said.span)]}”)"
    if quote.speaker.anonymity is not None:
        yield "anonymity", f"“{text[slice(*quote.speaker.anonymity.span)]}”"
    sure = quote.confidence
    yield "confidence", f"content {sure.content}, speaker {sure.speaker}, chain {sure.chain}"
    for reason in quote.reasons:
        yield "because", f"{reason} ({meaning(reason)})"


def page(document: Document, extraction: Extraction) -> str:
    """One HTML page that needs nothing else; all of the document is escaped."""
    text, quotes = document.text, extraction.quotes
    title = escape(document.title or document.id)
    body = "".join(_shown(text, piece) for piece in pieces(text, quotes))
    listed = "".join(_listed(quote, number, text) for number, quote in enumerate(quotes, start=1))
    return _PAGE.format(title=title, body=body, quotes=listed or "<p>No quotes found.</p>")


def _shown(text: str, piece: Piece) -> str:
    words = escape(text[piece.start : piece.end])
    if not piece.parts:
        return words
    roles = " ".join(sorted({role for role, _ in piece.parts}))
    told = escape("; ".join(f"quote {number}: {role}" for role, number in piece.parts))
    number = piece.parts[0][1]
    return f'<a href="#q{number}" class="{roles}" title="{told}"><bdi>{words}</bdi></a>'


def _listed(quote: Quote, number: int, text: str) -> str:
    rows = "".join(
        f"<dt>{escape(label)}</dt><dd><bdi>{escape(value)}</bdi></dd>"
        for label, value in facts(quote, text)
    )
    return f'<section id="q{number}"><h2>{number}</h2><dl>{rows}</dl></section>'


_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1rem/1.6 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; }}
body {{ padding: 0 1rem; }}
article {{ white-space: pre-wrap; overflow-wrap: anywhere; }}
article a {{ color: inherit; text-decoration: none; }}
.content {{ background: color-mix(in srgb, gold 35%, transparent); }}
.cue {{ text-decoration: underline wavy !important; }}
.speaker {{ font-weight: bold; outline: 1px solid currentColor; }}
.hop {{ font-style: italic; border-bottom: 3px double currentColor; }}
dl {{ display: grid; grid-template-columns: 8rem 1fr; gap: 0 1rem; }} dd {{ margin: 0; }}
h2 {{ font-size: 1rem; margin: 1.5rem 0 0; }} section:target {{ outline: 2px solid; }}
</style></head><body><h1>{title}</h1>
<p><span class="content">what was said</span> · <span class="cue">cue</span> ·
<span class="speaker">speaker</span> · <span class="hop">hop</span></p>
<article>{body}</article>{quotes}</body></html>
"""
