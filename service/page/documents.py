"""A document: the article with its quotes in place, its versions, what was judged of it."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from service import store
from service.api.deps import Reading, existing_document
from service.page.articles import article
from service.page.keys import may_judge
from service.page.rendering import render
from service.queries import JudgementQuery, QuoteQuery

router = APIRouter(include_in_schema=False)

_MOST = 200


@router.get("/documents/{document_id:path}", name="document")
def document(
    request: Request,
    session: Reading,
    correcting: Annotated[bool, Depends(may_judge)],
    document_id: str,
    version: Annotated[int | None, Query(ge=1, lt=2**31)] = None,
    act: Literal["think"] | None = None,
) -> HTMLResponse:
    """The current version, or the one asked for; with `act=think`, beliefs and plans as well."""
    found = existing_document(session, document_id, version=version)
    shown = article(found, thinking=act == "think")
    versions = store.versions(session, document_id)
    current = next(each.version for each in versions if each.current)
    judged = store.judgements(session, JudgementQuery(document=document_id, limit=_MOST))
    return render(
        request,
        "document.html",
        **shown,
        thought=sum(each.act == "think" for each in found.quotes),
        thinking=act == "think",
        versions=versions,
        current=current,
        correcting=correcting,
        signed=request.scope["state"].get("api_key") is not None,
        editable=found.card.version == current,
        statements=_statements(session, document_id),
        speakers_of=store.voices(session, (each.id for each in shown["quotes"])),
        judgements=judged.data,
    )


def _statements(session: Session, document_id: str) -> dict[str, str]:
    """Of each quote of the current version the statement it is an occurrence of."""
    found: dict[str, str] = {}
    asked = QuoteQuery(document=document_id, limit=_MOST)
    while True:
        page = store.find(session, asked)
        found |= {each.quote.id: each.statement for each in page.data}
        if page.next_cursor is None:
            return found
        asked = QuoteQuery(document=document_id, limit=_MOST, cursor=page.next_cursor)
