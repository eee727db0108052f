"""One statement: its words, where it stands, in which wordings, and from whom all have it."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from service import store
from service.api.deps import Reading
from service.api.problems import ProblemError
from service.origins import independent as origins
from service.page.months import bars
from service.page.provenance import picture
from service.page.rendering import link, render
from service.page.shapes import PHONE, WIDE
from service.queries import QuoteQuery
from service.store.statements import occurrences

router = APIRouter(include_in_schema=False)

_OCCURRENCES = 50


@router.get("/statements/{statement_id}", name="statement")
def statement(
    request: Request, session: Reading, statement_id: str, cursor: str | None = None
) -> HTMLResponse:
    """The statement of that id, or of the wording that has it."""
    pk = store.statement_pk(session, statement_id)
    if pk is None:
        raise ProblemError(404, f"There is no statement `{statement_id}`.")
    found = store.statement(session, pk)
    everywhere = occurrences(session, pk)
    provenance = origins.provenance(everywhere)
    asked = QuoteQuery(statement=found.id, limit=_OCCURRENCES, cursor=cursor or None)
    page = store.find(session, asked)
    path = f"/statements/{found.id}"
    return render(
        request,
        "statement.html",
        statement=found,
        variants=store.variants(session, pk),
        provenance=provenance,
        pictures=(picture(provenance, WIDE), picture(provenance, PHONE)),
        occurrences=page.data,
        next_page=link(path, cursor=page.next_cursor) if page.next_cursor else None,
        bars=bars((each.published, 1) for each in everywhere if each.published),
    )
