"""The routes of statements: what was said, in which wordings, and from whom all have it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from sqlmodel import Session

from service import store
from service.api import linked, linked_examples, listing
from service.api.answers import QuotePage, StatementAnswer
from service.api.deps import Reading, known_parameters
from service.api.direct import DirectRoute
from service.api.examples import documented, offered
from service.api.negotiation import LINKED, VARY, media_type, negotiate
from service.api.parameters import QuoteFilters, StatementParameters
from service.api.problems import ProblemError
from service.api.statement_answers import (
    ProvenanceAnswer,
    StatementPage,
    VariantList,
    provenance_answer,
    statement_answer,
    variant_list,
)
from service.queries import MAX_LIMIT, QuoteQuery

router = APIRouter(prefix="/v1/statements", tags=["statements"],
                   dependencies=[Depends(known_parameters), Depends(negotiate)])  # fmt: skip

direct = APIRouter(prefix="/v1/statements", tags=["statements"], route_class=DirectRoute)
Id = Annotated[str, Path(description="The statement's id, or that of one of its wordings.")]
_EXAMPLE = "/v1/statements/8d2b6f0e51c3a947"


@direct.get(
    "",
    operation_id="list_statements",
    summary="What was said, each thing once",
    response_model=StatementPage,
    responses={
        **documented(406, path="/v1/statements"),
        **offered({LINKED: linked_examples.CLAIM}),
    },
)
def list_statements(
    request: Request, session: Reading, asked: Annotated[StatementParameters, Query()]
) -> Response:
    """Those of which at least one quote answers all filters, in the order of the newest such quote
    of each. The parameters are those of `/v1/quotes`."""
    return listing.statements(request, session, asked.query(), asked)


@router.get(
    "/{statement_id}",
    operation_id="get_statement",
    summary="The same thing said by the same speaker",
    response_model=StatementAnswer,
    responses={
        **documented(404, 406, path=_EXAMPLE),
        **offered({LINKED: linked_examples.CLAIM}),
    },
)
def get_statement(
    request: Request, response: Response, session: Reading, statement_id: Id
) -> StatementAnswer | Response:
    """Its best wording, who said it, when it was first seen and where it stands. Linked data names
    its newest 200 quotes."""
    stored = store.statement(session, _existing(session, statement_id))
    if media_type(request) == LINKED:
        query = QuoteQuery(statement=statement_id, limit=MAX_LIMIT)
        quotes = [each["id"] for each in store.records(session, query).data]
        return listing.as_linked(request, [linked.claim(stored, quotes)])
    response.headers.update(VARY)
    return statement_answer(stored)


@router.get(
    "/{statement_id}/occurrences",
    operation_id="list_occurrences",
    summary="Every quote that is this statement",
    response_model=QuotePage,
    responses={
        **documented(404, 406, path=f"{_EXAMPLE}/occurrences"),
        **offered({LINKED: linked_examples.QUOTE}),
    },
)
def list_occurrences(
    request: Request,
    session: Reading,
    statement_id: Id,
    asked: Annotated[QuoteFilters, Query()],
) -> Response:
    """As `/v1/quotes`, of this statement only."""
    _existing(session, statement_id)
    return listing.quotes(request, session, asked.query(statement=statement_id), asked)


@router.get(
    "/{statement_id}/variants",
    operation_id="list_variants",
    summary="Its wordings, with the differences",
    responses=documented(404, path=f"{_EXAMPLE}/variants"),
)
def list_variants(session: Reading, statement_id: Id) -> VariantList:
    """Best wording first; each is compared word by word with that one."""
    return variant_list(store.variants(session, _existing(session, statement_id)))


@router.get(
    "/{statement_id}/provenance",
    operation_id="get_provenance",
    summary="From whom all who carry it have it",
    response_model=ProvenanceAnswer,
    responses={
        **documented(404, 406, path=f"{_EXAMPLE}/provenance"),
        **offered({LINKED: linked_examples.TRAVELS}),
    },
)
def get_provenance(
    request: Request, response: Response, session: Reading, statement_id: Id
) -> ProvenanceAnswer | Response:
    """The graph of all chains, how many independent origins they reduce to, and why, hop by hop."""
    pk = _existing(session, statement_id)
    found = store.provenance(session, pk)
    if media_type(request) == LINKED:
        return listing.as_linked(request, linked.travelled(store.statement(session, pk), found))
    response.headers.update(VARY)
    return provenance_answer(store.statement_id(session, pk), found)


def _existing(session: Session, statement_id: str) -> int:
    pk = store.statement_pk(session, statement_id)
    if pk is None:
        raise ProblemError(404, f"There is no statement `{statement_id}`.")
    return pk
