"""Rows ⇄ values, the only place that knows both. A round-trip test guards it."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any, cast, get_args

from quotes.model import (
    Act,
    Anonymity,
    Channel,
    Confidence,
    Credit,
    CreditRole,
    Document,
    DocumentInfo,
    Engine,
    Extraction,
    Grade,
    Hop,
    Kind,
    Named,
    Polarity,
    Quote,
    Rel,
    Role,
    Said,
    Span,
    Speaker,
)
from service.keys import content_hash, source_id, speaker_names, statement_id
from service.queries import DocumentCard, StoredDocument, StoredQuote
from service.tables import CreditRow, DocumentRow, HopRow, QuoteRow, QuoteSpeakerRow, SourceRow
from service.words import words

# --- values to rows -----------------------------------------------------------------------


def document_row(document: Document, extraction: Extraction, *, version: int) -> DocumentRow:
    """The rows of one version, as a tree that one `session.add` stores; sources apart."""
    published = extraction.document.published
    return DocumentRow(
        id=document.id,
        version=version,
        current=True,
        content_hash=content_hash(document),
        created=datetime.now(UTC),
        text=document.text,
        title=document.title,
        publisher=document.publisher,
        published=date.fromisoformat(published) if published else None,
        url=document.url,
        engine_version=extraction.engine.version,
        engine_lexicon=extraction.engine.lexicon,
        engine_model=extraction.engine.model,
        quotes=[_quote_row(place, quote) for place, quote in enumerate(extraction.quotes)],
        credits=[
            CreditRow(position=place, role=credit.role, name=credit.name, span=list(credit.span))
            for place, credit in enumerate(extraction.credits)
        ],
    )


def source_rows(extraction: Extraction) -> list[SourceRow]:
    """Every source that `extraction` names, once, in the order of the ids.

    The order keeps two writers from waiting for each other.
    """
    named = {source_id(name): name for name in reversed(list(_names(extraction)))}
    return [SourceRow(id=key, name=named[key], words=words(named[key])) for key in sorted(named)]


def _names(extraction: Extraction) -> Iterator[str]:
    for quote in extraction.quotes:
        yield from speaker_names(quote.speaker)
        yield from (hop.name for hop in quote.chain if hop.name)


def _quote_row(position: int, quote: Quote) -> QuoteRow:
    speaker = quote.speaker
    return QuoteRow(
        id=quote.id,
        position=position,
        statement=statement_id(quote),
        kind=quote.kind,
        content=[list(span) for span in quote.content],
        text=quote.text,
        words=words(quote.text),
        cue=[list(span) for span in quote.cue],
        speaker_name=speaker.name,
        speaker_mention=_list(speaker.mention),
        grade=speaker.grade,
        role=_record(speaker.role),
        anonymity=_record(speaker.anonymity),
        on_behalf_of=_record(quote.on_behalf_of),
        act=quote.act,
        polarity=quote.polarity,
        denies=quote.denies,
        channel=quote.channel,
        attribution=quote.attribution,
        said=_record(quote.said),
        about=[asdict(named) for named in quote.about],
        about_words=words(" ".join(named.name for named in (*quote.about, *quote.terms))),
        terms=[asdict(named) for named in quote.terms],
        confidence_content=quote.confidence.content,
        confidence_speaker=quote.confidence.speaker,
        confidence_chain=quote.confidence.chain,
        reasons=list(quote.reasons),
        hops=[_hop_row(place, hop) for place, hop in enumerate(quote.chain)],
        speakers=[
            QuoteSpeakerRow(source_id=key)
            for key in dict.fromkeys(source_id(name) for name in speaker_names(speaker))
        ],
    )


def _hop_row(position: int, hop: Hop) -> HopRow:
    return HopRow(
        position=position,
        rel=hop.rel,
        name=hop.name,
        words=words(hop.name or ""),
        source_id=source_id(hop.name) if hop.name else None,
        span=_list(hop.span),
    )


def _list(span: Span | None) -> list[int] | None:
    return None if span is None else list(span)


def _record(value: Role | Anonymity | Named | Said | None) -> dict[str, Any] | None:
    return None if value is None else asdict(value)


# --- rows to values -----------------------------------------------------------------------


def extraction(row: DocumentRow) -> Extraction:
    """The extraction as the engine gave it."""
    return Extraction(
        document=DocumentInfo(
            id=row.id, publisher=row.publisher, published=_day(row.published), title=row.title
        ),
        quotes=tuple(quote(each) for each in row.quotes),
        credits=tuple(
            Credit(role=_one_of(CreditRole, each.role), name=each.name, span=_span(each.span))
            for each in row.credits
        ),
        engine=Engine(row.engine_version, row.engine_lexicon, row.engine_model),
    )


def stored_document(row: DocumentRow) -> StoredDocument:
    """One version of a document with all that was found in it."""
    record = extraction(row)
    return StoredDocument(
        card=document_card(row),
        text=row.text,
        created=row.created,
        quotes=record.quotes,
        credits=record.credits,
        engine=record.engine,
    )


def stored_quote(row: QuoteRow, document: DocumentRow) -> StoredQuote:
    """A quote as lists show it."""
    return StoredQuote(quote(row), document_card(document), row.statement)


def document_card(row: DocumentRow) -> DocumentCard:
    """A document without its text; does not read the column."""
    return DocumentCard(
        id=row.id,
        publisher=row.publisher,
        published=_day(row.published),
        url=row.url,
        title=row.title,
        version=row.version,
    )


def quote(row: QuoteRow) -> Quote:
    """The quote as the engine gave it."""
    return Quote(
        id=row.id,
        kind=_one_of(Kind, row.kind),
        content=_spans(row.content),
        text=row.text,
        cue=_spans(row.cue),
        speaker=Speaker(
            name=row.speaker_name,
            mention=_maybe_span(row.speaker_mention),
            grade=_one_of(Grade, row.grade),
            role=Role(row.role["name"], _span(row.role["span"])) if row.role else None,
            anonymity=_anonymity(row.anonymity),
        ),
        on_behalf_of=_named(row.on_behalf_of) if row.on_behalf_of else None,
        act=_one_of(Act, row.act),
        polarity=_one_of(Polarity, row.polarity),
        denies=row.denies,
        channel=_one_of(Channel, row.channel) if row.channel else None,
        chain=tuple(
            Hop(_one_of(Rel, hop.rel), hop.name, _maybe_span(hop.span)) for hop in row.hops
        ),
        attribution=row.attribution,
        said=_said(row.said),
        about=tuple(_named(each) for each in row.about),
        terms=tuple(_named(each) for each in row.terms),
        confidence=Confidence(row.confidence_content, row.confidence_speaker, row.confidence_chain),
        reasons=tuple(row.reasons),
    )


def _one_of(kind: Any, value: str) -> Any:
    """`value`, which must be one of the words of the Literal `kind` (ValueError otherwise)."""
    if value not in get_args(kind):
        raise ValueError(f"the database holds {value!r}, which is none of {get_args(kind)}")
    return value


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _span(value: Sequence[int]) -> Span:
    return cast(Span, tuple(value))


def _maybe_span(value: Sequence[int] | None) -> Span | None:
    return None if value is None else _span(value)


def _spans(value: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(_span(each) for each in value)


def _named(value: dict[str, Any]) -> Named:
    return Named(value["name"], _maybe_span(value["span"]))


def _anonymity(value: dict[str, Any] | None) -> Anonymity | None:
    if value is None:
        return None
    return Anonymity(value["number"], value["reason"], _span(value["span"]))


def _said(value: dict[str, Any] | None) -> Said | None:
    if value is None:
        return None
    return Said(value["date"], value["precision"], value["basis"], _span(value["span"]))
