"""Rows ⇄ values, the only place that knows both. A round-trip test guards it."""

from collections.abc import Sequence
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
from service.keys import content_hash
from service.queries import DocumentCard, StoredDocument, StoredQuote
from service.tables import CreditRow, DocumentRow, QuoteRow

# --- values to rows -----------------------------------------------------------------------


def document_row(document: Document, extraction: Extraction, *, version: int) -> DocumentRow:
    """One version of a document with its credits; its quotes apart."""
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
        credits=credit_rows(extraction),
    )


def credit_rows(extraction: Extraction) -> list[CreditRow]:
    """The credits of one version."""
    return [
        CreditRow(position=place, role=credit.role, name=credit.name, span=list(credit.span))
        for place, credit in enumerate(extraction.credits)
    ]


def stamp(row: DocumentRow, engine: Engine) -> None:
    """Say of a version that `engine` made its extraction."""
    row.engine_version, row.engine_lexicon = engine.version, engine.lexicon
    row.engine_model = engine.model


def quote_columns(quote: Quote) -> dict[str, Any]:
    """The columns of a quote's row that hang on the quote alone; the others are the store's."""
    confidence = quote.confidence
    return {
        "id": quote.id,
        "kind": quote.kind,
        "grade": quote.speaker.grade,
        "act": quote.act,
        "polarity": quote.polarity,
        "channel": quote.channel,
        "hops_count": sum(hop.rel not in ("speaker", "published") for hop in quote.chain),
        "said": said_day(quote.said),
        "confidence": min(confidence.content, confidence.speaker, confidence.chain),
        "text": quote.text,
        "record": _record(quote),
    }


def said_day(said: Said | None) -> date | None:
    """The first day that a month or a year begins with stands for it."""
    return None if said is None else date.fromisoformat((said.date + "-01-01")[:10])


def _record(quote: Quote) -> dict[str, Any]:
    """What is only shown, without what is empty. Written out: `asdict` takes four times as long."""
    speaker, said = quote.speaker, quote.said
    record = {
        "content": quote.content,
        "cue": quote.cue,
        "speaker": {
            "name": speaker.name,
            "mention": speaker.mention,
            "role": asdict(speaker.role) if speaker.role else None,
            "anonymity": asdict(speaker.anonymity) if speaker.anonymity else None,
        },
        "on_behalf_of": _given(quote.on_behalf_of) if quote.on_behalf_of else None,
        "denies": quote.denies,
        "chain": [{"rel": hop.rel, "name": hop.name, "span": hop.span} for hop in quote.chain],
        "attribution": quote.attribution,
        "said": asdict(said) if said else None,
        "about": [_given(named) for named in quote.about],
        "terms": [_given(named) for named in quote.terms],
        "confidence": asdict(quote.confidence),
        "reasons": quote.reasons,
    }
    return {name: value for name, value in record.items() if value not in (None, (), [])}


def _given(named: Named) -> dict[str, Any]:
    return {"name": named.name, "span": named.span}


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


def stored_quote(row: QuoteRow, document: DocumentRow, statement: str) -> StoredQuote:
    """A quote as lists show it; `statement` is the statement's id."""
    return StoredQuote(quote(row), document_card(document), statement)


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
    """The quote as the engine gave it, or as it was corrected."""
    record = row.record
    speaker, behalf = record["speaker"], record.get("on_behalf_of")
    return Quote(
        id=row.id,
        kind=_one_of(Kind, row.kind),
        content=_spans(record.get("content", ())),
        text=row.text,
        cue=_spans(record.get("cue", ())),
        speaker=Speaker(
            name=speaker["name"],
            mention=_maybe_span(speaker["mention"]),
            grade=_one_of(Grade, row.grade),
            role=Role(speaker["role"]["name"], _span(speaker["role"]["span"]))
            if speaker["role"]
            else None,
            anonymity=_anonymity(speaker["anonymity"]),
        ),
        on_behalf_of=_named(behalf) if behalf else None,
        act=_one_of(Act, row.act),
        polarity=_one_of(Polarity, row.polarity),
        denies=record.get("denies"),
        channel=_one_of(Channel, row.channel) if row.channel else None,
        chain=tuple(
            Hop(_one_of(Rel, hop["rel"]), hop["name"], _maybe_span(hop["span"]))
            for hop in record["chain"]
        ),
        attribution=record["attribution"],
        said=_said(record.get("said")),
        about=tuple(_named(each) for each in record.get("about", ())),
        terms=tuple(_named(each) for each in record.get("terms", ())),
        confidence=Confidence(**record["confidence"]),
        reasons=tuple(record.get("reasons", ())),
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
