"""A document: the article with its quotes in place, its versions, what was judged of it."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from quotes.model import Quote
from service import store
from service.api.deps import Reading, existing_document
from service.page.marking import parts
from service.page.rendering import render
from service.queries import JudgementQuery, QuoteQuery, StoredDocument, StoredQuote

router = APIRouter(include_in_schema=False)

_MOST = 200


@router.get("/documents/{document_id:path}", name="document")
def document(
    request: Request,
    session: Reading,
    document_id: str,
    version: Annotated[int | None, Query(ge=1, lt=2**31)] = None,
    act: Annotated[str | None, Query(pattern="^think$")] = None,
) -> HTMLResponse:
    """The current version, or the one asked for; with `act=think`, beliefs and plans as well."""
    found = existing_document(session, document_id, version=version)
    versions = store.versions(session, document_id)
    return render(
        request,
        "document.html",
        document=found,
        source_link=_web_address(found.card.url),
        kept=True,
        correcting=False,
        quotes=(quotes := _shown(found, act)),
        parts=parts(found.text, quotes),
        thought=sum(each.act == "think" for each in found.quotes),
        thinking=act == "think",
        versions=versions,
        current=next(each.version for each in versions if each.current),
        statements=_statements(session, document_id),
        speakers_of=store.voices(session, (each.id for each in quotes)),
        judgements=store.judgements(
            session, JudgementQuery(document=document_id, limit=_MOST)
        ).data,
    )


def _web_address(url: str | None) -> str | None:
    """What may be a link: a document's own address can be anything, a script as well."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


def _shown(found: StoredDocument, act: str | None) -> tuple[Quote, ...]:
    return tuple(each for each in found.quotes if act == "think" or each.act != "think")


def _statements(session: Session, document_id: str) -> dict[str, str]:
    """Of each quote of the current version the statement it is an occurrence of."""
    found: list[StoredQuote] = []
    cursor: str | None = None
    while True:
        page = store.find(session, QuoteQuery(document=document_id, limit=_MOST, cursor=cursor))
        found += page.data
        if (cursor := page.next_cursor) is None:
            return {each.quote.id: each.statement for each in found}
