"""The search page: one box, filters with counts, quotes; the URL is the question."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from service import store
from service.api.deps import Reading
from service.page.filters import address, chips, counted, exports, kept, sorting
from service.page.question import Asked, SearchParameters, query, read
from service.page.rendering import render
from service.queries import SpeakerQuery, StoredSpeaker
from service.store.searched import searched

router = APIRouter(include_in_schema=False)

_SPEAKERS = 5


@router.get("/", name="search")
def search(request: Request, session: Reading, asked: Asked) -> HTMLResponse:
    """Quotes that answer the URL, with filters; without a document, how to add one."""
    page = store.find(session, query(asked))
    # What there is, is only told where nothing answers.
    coverage = None if page.data else searched(session)
    if coverage and not coverage.documents:
        return render(request, "start.html")
    after = {"cursor": page.next_cursor}
    return render(
        request,
        "search.html",
        asked=asked,
        kept=kept(asked),
        found=page.data,
        speakers_of=store.voices(session, (each.quote.id for each in page.data)),
        people=_people(session, asked),
        counted=counted(session, asked),
        chips=tuple(chips(session, asked)),
        coverage=coverage,
        next_page=address(asked, changes=after) if page.next_cursor else None,
        feed=address(asked, "/feed", {"limit": None}),
        exports=exports(asked),
        sorting=sorting(asked),
    )


def _people(session: Session, asked: SearchParameters) -> tuple[StoredSpeaker, ...]:
    """Whose name was typed, perhaps."""
    words = read(asked.q or "").words
    if words is None or asked.cursor is not None:
        return ()
    return store.speakers(session, SpeakerQuery(q=words, limit=_SPEAKERS)).data
