"""Many documents at once: taken in, and worked off while their sender does something else."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request, Response, status
from pydantic import Field

from service.access import Actor
from service.api.access import may
from service.api.answers import Answer
from service.api.deps import (
    MAX_BATCH,
    InContext,
    Reading,
    known_parameters,
    received_body,
    received_type,
)
from service.api.examples import DOCUMENT_IN, documented
from service.api.problems import ProblemError
from service.database import reading, writing
from service.inputs import Input, InputProblem, read_records
from service.store import jobs
from service.store.jobs import State

router = APIRouter(dependencies=[Depends(known_parameters)], tags=["documents"])

_LINES = ("application/jsonl", "application/x-ndjson")
_ONE_A_LINE = {"schema": {"description": "One document a line."}, "example": '{"text": "…"}\n'}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                # Anything may stand in it: what is no document is reported in the job.
                "schema": {
                    "type": "array",
                    "items": {"anyOf": [{"$ref": "#/components/schemas/Document"}, {}]},
                    "minItems": 1,
                },
                "example": [DOCUMENT_IN],
            },
            "application/jsonl": _ONE_A_LINE,
            "application/x-ndjson": _ONE_A_LINE,
        },
    }
}


class JobProblemAnswer(Answer):
    """Why one of the documents was not stored."""

    position: int = Field(description="Which one, counted from 0.")
    document: str | None = Field(description="Its id, if it could be read.")
    detail: str = Field(description="What is wrong with it.")


class JobAnswer(Answer):
    """How far a job is."""

    id: str = Field(description="The job's id.")
    state: State = Field(description="`waiting`, `running` or `done`.")
    received: datetime = Field(description="When it was handed in, UTC.")
    started: datetime | None = Field(description="When somebody began to work on it, UTC.")
    finished: datetime | None = Field(description="When the last document was done, UTC.")
    documents: int = Field(description="How many documents there are.")
    created: int = Field(description="Stored as new documents.")
    updated: int = Field(description="Stored as new versions.")
    unchanged: int = Field(description="Stored already.")
    failed: int = Field(description="Not stored.")
    problems: list[JobProblemAnswer] = Field(description="Why not; the first 100 of them.")


JOB: dict[str, Any] = {
    "id": "9a0c4e2b77d1f358",
    "state": "done",
    "received": "2025-06-03T12:00:00Z",
    "started": "2025-06-03T12:00:00Z",
    "finished": "2025-06-03T12:00:09Z",
    "documents": 3,
    "created": 1,
    "updated": 0,
    "unchanged": 1,
    "failed": 1,
    "problems": [{"position": 2, "document": None, "detail": ":3: text: Field required"}],
}
JOB_EXAMPLES = {"post_documents": JOB, "get_job": JOB}


async def received_batch(request: Request) -> list[Input | InputProblem]:
    """The documents in the body; those that cannot be read are problems in their places."""
    media_type = received_type(request, "application/json", *_LINES)
    body = await received_body(request, MAX_BATCH)
    try:
        found = list(read_records(body, lines=media_type in _LINES))
    except ValueError as error:
        raise ProblemError(400, f"The body is {error}.") from None
    if not found:
        raise ProblemError(422, "There is no document in the body.")
    return found


@router.post(
    "/v1/documents/batch",
    operation_id="post_documents",
    summary="Store many documents",
    status_code=status.HTTP_202_ACCEPTED,
    responses=documented(400, 401, 403, 413, 415, path="/v1/documents/batch"),
    openapi_extra=_BODY,
    response_description="Taken in; the job says how far it is",
)
def post_documents(
    context: InContext,
    by: Annotated[Actor, Depends(may("ingest"))],
    batch: Annotated[list[Input | InputProblem], Depends(received_batch)],
    response: Response,
) -> JobAnswer:
    """Needs a key of scope `ingest`, if there are keys. A JSON array, or one document a line; what
    cannot be read is reported and skipped. Ask the address in `Location` how far it is."""
    with writing(context.database) as session:
        job_id = jobs.add(session, batch, by=by)
    context.worker.call()
    response.headers["Location"] = f"/v1/jobs/{job_id}"
    with reading(context.database) as session:
        found = jobs.job(session, job_id)
    assert found is not None, "it has just been stored, and none is ever removed"
    return JobAnswer.model_validate(found)


@router.get(
    "/v1/jobs/{job_id}",
    operation_id="get_job",
    summary="How far a job is",
    responses=documented(404, path="/v1/jobs/9a0c4e2b77d1f358"),
)
def get_job(session: Reading, job_id: Annotated[str, Path(description="Its id.")]) -> JobAnswer:
    """What became of the documents so far, and what is wrong with those that were not stored."""
    found = jobs.job(session, job_id)
    if found is None:
        raise ProblemError(404, f"There is no job `{job_id}`.")
    return JobAnswer.model_validate(found)
