"""Assembly: from traced attributions to the records of an extraction."""

from dataclasses import replace

from quotes import anonymity, chain, confidence, marks, times, topics
from quotes.attribution import Attribution
from quotes.chain import Traced, Tracer
from quotes.credits import Around
from quotes.marks import Quotation
from quotes.model import (
    Credit,
    Document,
    DocumentInfo,
    Engine,
    Extraction,
    Hop,
    Kind,
    Polarity,
    Quote,
    Said,
    Span,
    Speaker,
    attribution,
    digest,
    shown,
)
from quotes.names import Names
from quotes.topics import Terms

_POLARITY: dict[str, Polarity] = {"deny": "denied", "decline": "undisclosed"}


def tidy(
    document: Document, traced: list[Traced], tracer: Tracer, around: Around,
    quotations: tuple[Quotation, ...], engine: Engine,
) -> Extraction:  # fmt: skip
    """The extraction of one document: quotes in text order, each once."""
    names, terms = tracer.names, Terms(tracer.names)
    outward = _outward(document, around, names)
    published = document.published or around.published
    told = [span for one in traced for span in one.attribution.content]
    quotes = []
    for one in filter(_tells, traced):
        scope = one.attribution.scope
        said = times.said(names.doc, names.text, scope, one.cue, _within(told, scope), published)
        quotes.append(_quote(document, one, outward, tracer, terms, quotations, said))
    unique = {quote.id: _denying(quote, quotes) for quote in quotes}
    info = DocumentInfo(document.id, document.publisher, published, document.title)
    credits = tuple(
        Credit(credit.role, chain.credit_name(credit, names), credit.span)
        for credit in around.credits
    )
    return Extraction(info, tuple(unique.values()), credits, engine)


def _tells(traced: Traced) -> bool:
    """Something was said, or somebody declined to say it."""
    return bool(traced.attribution.content) or traced.attribution.act == "decline"


def _denying(quote: Quote, quotes: list[Quote]) -> Quote:
    """*Kolt denied a Courier report that P*: the denial points at the claim (GUIDE.md, 1)."""
    if quote.act != "deny" or not quote.content:
        return quote
    claims = [q.id for q in quotes if q.content == quote.content and q.polarity == "affirmed"]
    return replace(quote, denies=claims[0]) if claims else quote


def _within(spans: list[Span], scope: Span) -> list[Span]:
    return [span for span in spans if span[0] < scope[1] and scope[0] < span[1]]


def _outward(document: Document, around: Around, names: Names) -> tuple[Hop, ...]:
    hops = chain.supplied(around.credits, names, document.publisher)
    if document.publisher is not None:
        hops.append(Hop("published", document.publisher, None))
    return tuple(hops)


def _quote(
    document: Document, traced: Traced, outward: tuple[Hop, ...], tracer: Tracer,
    terms: Terms, quotations: tuple[Quotation, ...], said: Said | None,
) -> Quote:  # fmt: skip
    found, who = traced.attribution, traced.speaker
    names, resolver = tracer.names, tracer.resolver
    content = tuple(sorted(found.content))
    hops = (Hop("speaker", who.name, who.span), *traced.hops, *outward)
    reasons = (found.reason, *_second_opinion(found), who.reason, *traced.reasons)
    return Quote(
        id=digest(document.id, content, traced.cue, who.name),
        kind=_kind(found, content, document.text, quotations),
        content=content,
        text=shown(document.text, content),
        cue=traced.cue,
        speaker=Speaker(
            who.name,
            who.span,
            who.grade,
            who.role,
            anonymity.stated(names.text, who.grade, who.span, found.scope),
        ),
        on_behalf_of=who.on_behalf_of,
        act=found.act,
        polarity=_POLARITY.get(found.act, "affirmed"),
        denies=None,
        channel=traced.channel,
        chain=hops,
        attribution=attribution(hops),
        said=said,
        about=topics.about(content, names, resolver, who.name),
        terms=terms.of(content),
        confidence=confidence.weigh(reasons, grade=who.grade, hops=len(traced.hops), act=found.act),
        reasons=reasons,
    )


def _second_opinion(found: Attribution) -> tuple[str, ...]:
    """What the tagger makes of a quote that the grammar found."""
    if found.agreed is None:
        return ()
    return ("tagger.agrees",) if found.agreed else ("tagger.differs",)


def _kind(
    found: Attribution, content: tuple[Span, ...], text: str, quotations: tuple[Quotation, ...]
) -> Kind:
    """Transcripts and posts are direct without marks (GUIDE.md, 2)."""
    return "direct" if found.channel is not None else marks.kind(text, content, quotations)
