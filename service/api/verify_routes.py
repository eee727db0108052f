"""The routes that check claims. They only read, so they need what reading needs."""

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Response
from fastapi.responses import JSONResponse

from service.api.deps import Reading, known_parameters
from service.api.examples import documented
from service.api.verify_answers import (
    ChainClaimIn,
    ChainVerificationAnswer,
    ClaimIn,
    ClaimsIn,
    VerificationAnswer,
    VerificationList,
    chain_answer,
    verification_answer,
)
from service.api.verify_examples import CLAIM_REVIEW
from service.verify import verify, verify_chain
from service.verify.claimreview import claim_review

LINKED = "application/ld+json"

router = APIRouter(prefix="/v1/verify", tags=["claims"], dependencies=[Depends(known_parameters)])


@router.post(
    "",
    operation_id="verify",
    summary="Did they really say that?",
    response_model=VerificationAnswer,
    responses={
        **documented(400, path="/v1/verify"),
        200: {"content": {LINKED: {"schema": {"type": "object"}, "example": CLAIM_REVIEW}}},
    },
    response_description="The verdict and what it rests on",
)
def verify_claim(
    session: Reading, asked: ClaimIn, accept: Annotated[str | None, Header()] = None
) -> VerificationAnswer | Response:
    """The claim against everything on record. With `Accept: application/ld+json` the answer is a
    draft of schema.org's ClaimReview, without a rating, for a fact-checker to complete."""
    claim = asked.claim()
    found = verify(session, claim)
    if LINKED in (accept or ""):
        return JSONResponse(claim_review(claim, found), media_type=LINKED)
    return verification_answer(found)


@router.post(
    "/batch",
    operation_id="verify_batch",
    summary="Many claims at once",
    responses=documented(400, path="/v1/verify/batch"),
)
def verify_batch(session: Reading, asked: ClaimsIn) -> VerificationList:
    """Up to 1,000 claims against one state of the record, answered in their order."""
    found = (verify(session, each.claim()) for each in asked.claims)
    return VerificationList(data=[verification_answer(each) for each in found])


@router.post(
    "/chain",
    operation_id="verify_chain",
    summary="Did it come by that route?",
    responses=documented(400, path="/v1/verify/chain"),
)
def verify_route(session: Reading, asked: ChainClaimIn) -> ChainVerificationAnswer:
    """Each hop of a claimed route: on record, contradicted by it, in a circle, or not known."""
    return chain_answer(verify_chain(session, asked.claim()))
