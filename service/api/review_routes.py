"""The routes of whoever looks a record over: versions, what changed, judgements."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response, status
from sqlmodel import Session

from service import store
from service.access import Actor
from service.api.access import may
from service.api.answers import DocumentAnswer, FieldError, document_answer
from service.api.conditional import precondition
from service.api.deps import (
    Context,
    InContext,
    Reading,
    existing_document,
    known_parameters,
)
from service.api.examples import documented
from service.api.judging import (
    JudgementIn,
    JudgementParameters,
    MissedJudgement,
    StatementJudgement,
    WithdrawalIn,
)
from service.api.negotiation import negotiate
from service.api.paging import Onward
from service.api.problems import ProblemError, summary
from service.api.review_answers import (
    JudgementAnswer,
    JudgementPage,
    RevisionPage,
    VersionPage,
    judgement_answer,
    judgement_page,
    revision_page,
    version_page,
)
from service.corrections.revisions import revisions
from service.database import reading, writing
from service.errors import NotFound, QueryError
from service.store import audit

router = APIRouter(dependencies=[Depends(known_parameters), Depends(negotiate)])

Judge = Annotated[Actor, Depends(may("judge"))]
_DocumentId = Annotated[str, Query(max_length=300, description="The document's id.")]


@router.get(
    "/v1/versions",
    operation_id="list_versions",
    tags=["documents"],
    summary="The versions of a document",
    responses=documented(404, path="/v1/versions"),
)
def list_versions(session: Reading, document: _DocumentId) -> VersionPage:
    """All of them, the newest first. `/v1/documents/{document_id}?version=N` shows one."""
    found = store.versions(session, document)
    if not found:
        raise ProblemError(404, f"There is no document `{document}`.")
    return version_page(found)


@router.get(
    "/v1/changes",
    operation_id="list_changes",
    tags=["documents"],
    summary="What became of the quotes of a document",
    responses=documented(404, path="/v1/changes"),
)
def list_changes(
    session: Reading,
    document: _DocumentId,
    since: Annotated[
        int | None,
        Query(ge=1, lt=2**31, alias="from", description="The earlier version; that before `to`."),
    ] = None,
    to: Annotated[
        int | None, Query(ge=1, lt=2**31, description="The later version; the current one.")
    ] = None,
) -> RevisionPage:
    """Quotes that one version has and another has not, and those whose words, speaker or route
    changed, in the order of the text."""
    after = existing_document(session, document, version=to)
    earlier = since or after.card.version - 1
    if earlier == 0:  # there is nothing before the first
        return revision_page(())
    before = existing_document(session, document, version=earlier)
    same = before.text == after.text
    return revision_page(revisions(before.quotes, after.quotes, same_text=same))


@router.post(
    "/v1/judgements",
    operation_id="post_judgement",
    tags=["judgements"],
    summary="Put something right",
    responses={
        **documented(400, 401, 403, 404, 412, path="/v1/judgements"),
        201: {"model": JudgementAnswer, "description": "Stored, and the record put right"},
    },
    response_description="The same stood already; nothing changed",
)
def post_judgement(
    context: InContext, by: Judge, judgement: JudgementIn, request: Request, response: Response
) -> JudgementAnswer:
    """Needs a key of scope `judge`, if there are keys. A correction applies at once to the
    current version of its document, and from then on to every later version and whatever a newer
    engine finds. `If-Match` takes the tag of that document, as it was seen."""
    author = _author(by, judgement.author)
    check = precondition(request, partial(_document, judgement=judgement))
    with _told(), writing(context.database) as session:
        check(session)
        judged = judgement.judge(session, author)
        if judged.new:
            audit.note(session, by, "judgement.made", judged.id)
    if judged.new:
        response.status_code = status.HTTP_201_CREATED
    return _answer(context, judged.id)


@router.get(
    "/v1/judgements",
    operation_id="list_judgements",
    tags=["judgements"],
    summary="What was judged, by whom and why",
    responses=documented(path="/v1/judgements"),
)
def list_judgements(
    session: Reading, asked: Annotated[JudgementParameters, Query()], onward: Onward
) -> JudgementPage:
    """Joinings of names, by the engine and by persons, and corrections; the newest first."""
    return onward(judgement_page(store.judgements(session, asked.query())))


@router.post(
    "/v1/judgements/{judgement_id}/withdrawal",
    operation_id="withdraw_judgement",
    tags=["judgements"],
    summary="Take a judgement back",
    responses=documented(400, 401, 403, 404, path="/v1/judgements/5d0f6a1b2c3d4e5f/withdrawal"),
)
def withdraw_judgement(
    context: InContext,
    by: Judge,
    judgement_id: Annotated[str, Path(description="Its id.")],
    withdrawal: WithdrawalIn,
) -> JudgementAnswer:
    """Needs a key of scope `judge`, if there are keys. What the judgement changed is as if
    it had never been made; it stays in the list, with who took it back and when."""
    author = _author(by, withdrawal.author)
    with _told(), writing(context.database) as session:
        store.withdraw(session, judgement_id, author=author)
        audit.note(session, by, "judgement.withdrawn", judgement_id)
    return _answer(context, judgement_id)


def _document(session: Session, judgement: JudgementIn) -> DocumentAnswer | None:
    """The document that a judgement is about; what statements are one is about none."""
    match judgement:
        case MissedJudgement():
            found = store.document(session, judgement.document)
        case StatementJudgement():
            found = None
        case _:
            quote = store.quote(session, judgement.quote)
            found = store.document(session, quote.document.id) if quote else None
    return document_answer(found) if found else None


def _author(by: Actor, given: str | None) -> str:
    author = by.signing(given)
    if author is None:
        errors = [FieldError(field="author", where="body", detail="is required without a key")]
        raise ProblemError(422, summary(errors), errors)
    return author


@contextmanager
def _told() -> Iterator[None]:
    """What the store refuses, as a problem with the body."""
    try:
        yield
    except NotFound as error:
        raise ProblemError(404, f"{str(error)[0].upper()}{str(error)[1:]}.") from None
    except QueryError as error:
        errors = [FieldError(field=error.parameter, where="body", detail=error.reason)]
        raise ProblemError(422, summary(errors), errors) from None


def _answer(context: Context, judgement_id: str) -> JudgementAnswer:
    with reading(context.database) as session:
        found = store.judgement(session, judgement_id)
    assert found is not None, "it has just been stored, and none is ever removed"
    return judgement_answer(found)
