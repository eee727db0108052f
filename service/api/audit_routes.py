"""Who wrote what: for those who answer for the record."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import AwareDatetime, Field

from service.access import Way
from service.api.access import may
from service.api.answers import Answer
from service.api.deps import Reading, known_parameters
from service.api.examples import documented
from service.api.filters import Moment
from service.api.negotiation import negotiate
from service.api.paging import Onward
from service.api.parameters import Paging
from service.store import audit
from service.store.audit import Action, AuditQuery

router = APIRouter(dependencies=[Depends(known_parameters), Depends(negotiate)])


class AuditParameters(Paging):
    """Which entries; all filters given must hold."""

    who: str | None = Field(default=None, max_length=300, description="By this name.")
    action: Action | None = Field(default=None, description="What was done.")
    subject: str | None = Field(default=None, max_length=500, description="To this id.")
    since: Moment | None = Field(default=None, description="At this moment or later.")
    until: Moment | None = Field(default=None, description="Before this moment.")

    def query(self) -> AuditQuery:
        """The question to the store."""
        return AuditQuery(**{name: getattr(self, name) for name in type(self).model_fields})


class AuditAnswer(Answer):
    """One thing that was written; it is never altered."""

    at: AwareDatetime = Field(description="When, UTC.")
    who: str = Field(description="The name of the key, or of the user at the command line.")
    way: Way = Field(description="`http` or `cli`.")
    key: str | None = Field(description="The id of the key; null where none was needed.")
    request: str | None = Field(description="The id of the request.")
    action: Action = Field(description="What was done.")
    subject: str = Field(description="To what: the id of a document, a judgement or a key.")


class AuditPage(Answer):
    """Entries, the newest first."""

    data: list[AuditAnswer] = Field(description="The entries; empty if there are none.")
    next_cursor: str | None = Field(description="Pass it as `cursor` for what follows, or null.")


AUDIT_EXAMPLE = {
    "data": [
        {
            "at": "2025-06-03T12:00:00Z",
            "who": "newsdesk",
            "way": "http",
            "key": "77aa01c3e4b2d9f0",
            "request": "5f0c2ab81d9e7734",
            "action": "document.created",
            "subject": "ht-2025-06-03",
        }
    ],
    "next_cursor": None,
}


@router.get(
    "/v1/audit",
    operation_id="list_audit",
    tags=["operation"],
    summary="Who wrote what, and when",
    dependencies=[Depends(may("admin"))],
    responses=documented(401, 403, path="/v1/audit"),
)
def list_audit(
    session: Reading, asked: Annotated[AuditParameters, Query()], onward: Onward
) -> AuditPage:
    """Every document stored, every judgement made or withdrawn, every key made or revoked; needs
    a key of scope `admin`, if there are keys."""
    page = audit.entries(session, asked.query())
    data = [AuditAnswer.model_validate(each) for each in page.data]
    return onward(AuditPage(data=data, next_cursor=page.next_cursor))
