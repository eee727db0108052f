"""Routes around documents: their list, annotations, extraction without storing, all at once.

They come before those of `routes`, where a document's id may hold slashes.
"""

from itertools import chain
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic_core import to_json

from quotes.model import Extraction
from service import store
from service.api.annotations import PROFILE, annotation_page
from service.api.deps import InContext, Reading, Received, existing_document, known_parameters
from service.api.document_answers import (
    AnnotationPage,
    DocumentPage,
    StatisticsAnswer,
    document_page,
    statistics_answer,
)
from service.api.document_examples import ANNOTATIONS, CSV, JSONL
from service.api.examples import DOCUMENT_BODY, documented, offered
from service.api.exporting import FORMATS, MEDIA_TYPES, WRITERS
from service.api.negotiation import LINKED, media_type, negotiate
from service.api.paging import Onward
from service.api.parameters import DocumentParameters, ExportParameters

router = APIRouter(dependencies=[Depends(known_parameters), Depends(negotiate)])

_Id = Annotated[str, Path(description="The document's id.")]


@router.post(
    "/v1/extract",
    operation_id="extract",
    tags=["documents"],
    summary="Find what is said in a text, and store nothing",
    responses=documented(400, 406, 413, 415, path="/v1/extract"),
    openapi_extra=DOCUMENT_BODY,
)
def extract(context: InContext, document: Received) -> Extraction:
    """The very record that `quotes extract --format jsonl` prints."""
    return context.extractor.extract(document)


@router.get(
    "/v1/documents",
    operation_id="list_documents",
    tags=["documents"],
    summary="Which documents there are",
    responses=documented(406, path="/v1/documents"),
)
def list_documents(
    session: Reading, asked: Annotated[DocumentParameters, Query()], onward: Onward
) -> DocumentPage:
    """Current ones without their texts, newest first. Words of the title find only documents in
    which something is said."""
    return onward(document_page(store.find_documents(session, asked.query())))


@router.get(
    "/v1/documents/{document_id:path}/annotations",
    operation_id="list_annotations",
    tags=["documents"],
    summary="What is said in a document, as Web Annotations",
    response_model=AnnotationPage,
    responses={
        **documented(404, 406, path="/v1/documents/ht-2025-06-03/annotations"),
        **offered({LINKED: ANNOTATIONS}),
    },
)
def list_annotations(request: Request, session: Reading, document_id: _Id) -> Response:
    """One for each quote, one for each hop that the text names; think included. Their targets are
    in the version that is current now."""
    page = annotation_page(existing_document(session, document_id), str(request.base_url))
    chosen = media_type(request)
    return Response(
        to_json(page), media_type=f"{LINKED}; {PROFILE}" if chosen == LINKED else chosen
    )


@router.get(
    "/v1/exports",
    operation_id="export_quotes",
    tags=["quotes"],
    summary="All quotes that answer, at once",
    response_class=StreamingResponse,
    responses={
        **documented(406, path="/v1/exports"),
        **offered({MEDIA_TYPES["jsonl"]: JSONL, MEDIA_TYPES["csv"]: CSV}),
    },
)
def export_quotes(
    request: Request, context: InContext, asked: Annotated[ExportParameters, Query()]
) -> StreamingResponse:
    """The parameters of `/v1/quotes`. JSONL has one record a line, as the lists have it; CSV the
    most of it, several values of a cell parted by `|`, an apostrophe before what a spreadsheet
    would take for a formula. Without `format`, what `Accept` prefers."""
    chosen = asked.format or FORMATS[media_type(request)]
    pieces = store.export(context.database, asked.query())
    first = next(pieces)  # what cannot be answered is said before anything is sent
    written = WRITERS[chosen](chain([first], pieces))
    return StreamingResponse(written, media_type=MEDIA_TYPES[chosen])


@router.get(
    "/v1/stats",
    operation_id="get_stats",
    tags=["operation"],
    summary="How much there is",
    responses=documented(406, path="/v1/stats"),
)
def get_stats(session: Reading) -> StatisticsAnswer:
    """What every search goes through: how many documents and quotes, of which days and outlets,
    and how fresh it is."""
    return statistics_answer(store.statistics(session))
