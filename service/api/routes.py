"""The API's routes: each takes what its dependencies give and answers a value."""

from typing import Annotated
from urllib.parse import quote as url_quote

from fastapi import APIRouter, Depends, Path, Query, Request, Response, status
from pydantic_core import to_json
from sqlmodel import Session

from service import store
from service.access import Actor
from service.api import linked, linked_examples, listing
from service.api.access import may
from service.api.answers import (
    DocumentAnswer,
    QuoteItem,
    QuotePage,
    document_answer,
)
from service.api.conditional import etag, precondition
from service.api.deps import (
    InContext,
    Reading,
    Received,
    existing_document,
    known_parameters,
)
from service.api.direct import DirectRoute
from service.api.examples import DOCUMENT_BODY, documented, offered
from service.api.negotiation import JSON, LINKED, VARY, media_type, negotiate
from service.api.parameters import QuoteParameters
from service.api.problems import ProblemError
from service.database import reading
from service.ingest import ingest_one

router = APIRouter(dependencies=[Depends(known_parameters), Depends(negotiate)])
direct = APIRouter(route_class=DirectRoute)

Id = Annotated[str, Path(description="Its id.")]


@router.post(
    "/v1/documents",
    operation_id="post_document",
    tags=["documents"],
    summary="Store a document and find what is said in it",
    responses={
        **documented(400, 401, 403, 412, 413, 415, path="/v1/documents"),
        201: {
            "model": DocumentAnswer,
            "description": "Stored, as a new document or a new version of one",
            "headers": {"Location": {"schema": {"type": "string"}, "description": "Its path."}},
        },
    },
    openapi_extra=DOCUMENT_BODY,
    response_description="The same is stored already; nothing changed",
)
def post_document(
    context: InContext,
    by: Annotated[Actor, Depends(may("ingest"))],
    document: Received,
    request: Request,
    response: Response,
) -> DocumentAnswer:
    """Needs a key of scope `ingest`, if there are keys. The same document again changes
    nothing and answers 200; another text under a known id becomes its new version. Without an id
    it gets one made of its content."""

    def current(session: Session) -> DocumentAnswer | None:
        stored = store.document(session, document.id)
        return document_answer(stored) if stored else None

    check = precondition(request, current)
    with reading(context.database) as session:
        check(session)  # before the engine is set to work in vain
    outcome = ingest_one(context.database, document, context.extractor.ready, by=by, check=check)
    context.metrics.ingested(outcome)
    with reading(context.database) as session:
        answer = current(session)
    if answer is None:
        raise ProblemError(503, "The document was replaced while it was being stored.")
    response.headers["ETag"] = etag(answer)
    if outcome != "unchanged":
        response.status_code = status.HTTP_201_CREATED
    response.headers["Location"] = f"/v1/documents/{url_quote(document.id, safe=':')}"
    return answer


@router.get(
    "/v1/documents/{document_id:path}",
    operation_id="get_document",
    tags=["documents"],
    summary="A document with everything found in it",
    response_model=DocumentAnswer,
    responses={
        **documented(404, 406, path="/v1/documents/ht-2025-06-03"),
        **offered({LINKED: linked_examples.ARTICLE}),
    },
)
def get_document(
    request: Request,
    session: Reading,
    response: Response,
    document_id: Id,
    version: Annotated[
        int | None, Query(ge=1, lt=2**31, description="An earlier version of its text.")
    ] = None,
) -> DocumentAnswer | Response:
    """The current version, or the one asked for."""
    stored = existing_document(session, document_id, version=version)
    if media_type(request) == LINKED:
        said = store.records_in(session, document_id, stored.card.version)
        parts = listing.linked_quotes(session, said)
        return listing.as_linked(request, [linked.news_article(stored, parts)])
    answer = document_answer(stored)
    response.headers.update(VARY)
    response.headers["ETag"] = etag(answer)
    return answer


@direct.get(
    "/v1/quotes",
    operation_id="list_quotes",
    tags=["quotes"],
    summary="Who said what, by which route",
    response_model=QuotePage,
    responses={
        **documented(406, path="/v1/quotes"),
        **offered({LINKED: linked_examples.QUOTE}),
    },
)
def list_quotes(
    request: Request, session: Reading, asked: Annotated[QuoteParameters, Query()]
) -> Response:
    """Quotes of the current documents, newest document first; all filters given must hold. What
    was only thought (`act` think) is left out."""
    return listing.quotes(request, session, asked.query(), asked)


@router.get(
    "/v1/quotes/{quote_id}",
    operation_id="get_quote",
    tags=["quotes"],
    summary="One quote with its chain",
    response_model=QuoteItem,
    responses={
        **documented(404, 406, path="/v1/quotes/4c1f2ab09d3e7788"),
        **offered({LINKED: linked_examples.QUOTE}),
    },
)
def get_quote(request: Request, session: Reading, quote_id: Id) -> Response:
    """The quote as it stands in the newest version of its document that has it."""
    found = store.record_of(session, quote_id)
    if not found.data:
        raise ProblemError(404, f"There is no quote `{quote_id}`.")
    if media_type(request) == LINKED:
        return listing.as_linked(request, listing.linked_quotes(session, found))
    return Response(to_json(found.data[0]), media_type=JSON, headers=VARY)
