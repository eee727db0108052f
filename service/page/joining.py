"""Two names that are one source: what a reader who knows decides on the page of a speaker."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel

from service.access import Actor
from service.api.access import may
from service.api.deps import InContext
from service.api.problems import ProblemError
from service.database import writing
from service.errors import NotFound, QueryError
from service.page.rendering import segment
from service.store import audit, joining

router = APIRouter(include_in_schema=False)


class Joining(BaseModel):
    """The form beside another source that may be the same."""

    other: str
    author: str = ""
    reason: str = ""


@router.post("/speakers/{speaker_id}/joinings", name="join")
def join(
    context: InContext,
    by: Annotated[Actor, Depends(may("judge"))],
    speaker_id: str,
    form: Annotated[Joining, Form()],
) -> Response:
    """Make one of the two; it can be taken back where it is listed."""
    author = by.signing(form.author.strip() or None)
    if author is None:
        raise ProblemError(422, "author: is required without a key")
    try:
        with writing(context.database) as session:
            judgement = joining.merge(
                session, speaker_id, form.other, author=author, reason=form.reason.strip()
            )
            audit.note(session, by, "judgement.made", judgement)
    except NotFound as error:
        raise ProblemError(404, str(error)) from None
    except QueryError as error:
        raise ProblemError(422, str(error)) from None
    return RedirectResponse(f"/speakers/{segment(speaker_id)}", 303)
