"""The routes of speakers and of sources: who one is, what it said, what it relayed."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from sqlmodel import Session

from service import store
from service.api import linked_examples, listing
from service.api.answers import QuotePage, SpeakerPage, speaker_page
from service.api.deps import Reading, known_parameters
from service.api.examples import documented, offered
from service.api.filters import Day, Words
from service.api.negotiation import LINKED, negotiate
from service.api.paging import Onward
from service.api.parameters import (
    QuoteFilters,
    RelayParameters,
    SourceParameters,
    SpeakerParameters,
    StatementFilters,
)
from service.api.problems import ProblemError
from service.api.source_answers import (
    ProfileAnswer,
    RelayPage,
    RoleList,
    SourcePage,
    TimelineAnswer,
    profile_answer,
    relay_page,
    role_list,
    source_page,
    timeline_answer,
)
from service.api.statement_answers import StatementPage
from service.profiles import StoredProfile

router = APIRouter(prefix="/v1", dependencies=[Depends(known_parameters), Depends(negotiate)])

SpeakerId = Annotated[str, Path(description="The source's id, or one it was joined with.")]
_SPEAKER, _SOURCE = "/v1/speakers/0b9c2f55d1e8a374", "/v1/sources/c2a1f00e9b7d4413"


@router.get(
    "/speakers",
    operation_id="list_speakers",
    tags=["speakers"],
    summary="Who speaks",
    responses=documented(path="/v1/speakers"),
)
def list_speakers(
    session: Reading, asked: Annotated[SpeakerParameters, Query()], onward: Onward
) -> SpeakerPage:
    """Best match first: the whole name, its last words, its words anywhere, its beginning, any
    part of it; then whoever has most quotes."""
    return onward(speaker_page(store.speakers(session, asked.query())))


@router.get(
    "/speakers/{speaker_id}",
    operation_id="get_speaker",
    tags=["speakers"],
    summary="Who somebody is",
    responses=documented(404, path=_SPEAKER),
)
def get_speaker(session: Reading, speaker_id: SpeakerId) -> ProfileAnswer:
    """Names, roles over time, Wikidata id, and which other sources may be the same."""
    return profile_answer(_speaker(session, speaker_id))


@router.get(
    "/speakers/{speaker_id}/quotes",
    operation_id="list_speaker_quotes",
    tags=["speakers"],
    summary="What one speaker said",
    response_model=QuotePage,
    responses={
        **documented(404, 406, path=f"{_SPEAKER}/quotes"),
        **offered({LINKED: linked_examples.QUOTE}),
    },
)
def list_speaker_quotes(
    request: Request,
    session: Reading,
    speaker_id: SpeakerId,
    asked: Annotated[QuoteFilters, Query()],
) -> Response:
    """As `/v1/quotes`, of exactly this source; joint statements are found under each speaker."""
    _require_speaker(session, speaker_id)
    return listing.quotes(request, session, asked.query(speaker_id=speaker_id), asked)


@router.get(
    "/speakers/{speaker_id}/statements",
    operation_id="list_speaker_statements",
    tags=["speakers"],
    summary="What one speaker said, each thing once",
    response_model=StatementPage,
    responses={
        **documented(404, 406, path=f"{_SPEAKER}/statements"),
        **offered({LINKED: linked_examples.CLAIM}),
    },
)
def list_speaker_statements(
    request: Request,
    session: Reading,
    speaker_id: SpeakerId,
    asked: Annotated[StatementFilters, Query()],
) -> Response:
    """As `/v1/statements`, of exactly this source."""
    _require_speaker(session, speaker_id)
    return listing.statements(request, session, asked.query(speaker_id=speaker_id), asked)


@router.get(
    "/speakers/{speaker_id}/roles",
    operation_id="list_speaker_roles",
    tags=["speakers"],
    summary="Which offices somebody held",
    responses=documented(404, path=f"{_SPEAKER}/roles"),
)
def list_speaker_roles(
    session: Reading,
    speaker_id: SpeakerId,
    at: Annotated[
        Day | None,
        Query(description="Only those held on this day; else the last known before it."),
    ] = None,
) -> RoleList:
    """From watch lists, with the days of the office, and from documents, with theirs."""
    _require_speaker(session, speaker_id)
    return role_list(store.roles(session, speaker_id, at))


@router.get(
    "/speakers/{speaker_id}/timeline",
    operation_id="get_speaker_timeline",
    tags=["speakers"],
    summary="When somebody spoke",
    responses=documented(404, path=f"{_SPEAKER}/timeline"),
)
def get_speaker_timeline(
    session: Reading,
    speaker_id: SpeakerId,
    about: Annotated[
        Words | None,
        Query(description="Words of the quotes, or of the names and terms they are about."),
    ] = None,
) -> TimelineAnswer:
    """Month by month by the day of publication, with acts and denials; of the newest 5,000
    quotes where there are more. Beliefs, wishes and plans do not count."""
    _require_speaker(session, speaker_id)
    return timeline_answer(store.timeline(session, speaker_id, about))


@router.get(
    "/sources",
    operation_id="list_sources",
    tags=["sources"],
    summary="Who stands in a chain at all",
    responses=documented(path="/v1/sources"),
)
def list_sources(
    session: Reading, asked: Annotated[SourceParameters, Query()], onward: Onward
) -> SourcePage:
    """Persons, bodies, media, places: whoever speaks, relays or publishes; ordered as
    `/v1/speakers`."""
    return onward(source_page(store.sources(session, asked.query())))


@router.get(
    "/sources/{source_id}",
    operation_id="get_source",
    tags=["sources"],
    summary="Who or what a source is",
    responses=documented(404, path=_SOURCE),
)
def get_source(session: Reading, source_id: SpeakerId) -> ProfileAnswer:
    """As `/v1/speakers/{speaker_id}`."""
    return profile_answer(_speaker(session, source_id, "source"))


@router.get(
    "/sources/{source_id}/relays",
    operation_id="list_source_relays",
    tags=["sources"],
    summary="What a source relayed, and from whom",
    responses=documented(404, path=f"{_SOURCE}/relays"),
)
def list_source_relays(
    session: Reading,
    source_id: SpeakerId,
    asked: Annotated[RelayParameters, Query()],
    onward: Onward,
) -> RelayPage:
    """The quotes it stands in between of, newest document first, each with the hop before; and
    from whom it has most of them, of the newest 1,000 where there are more. The parameters of
    `/v1/quotes` say which quotes."""
    _require_speaker(session, source_id, "source")
    query = asked.query()
    page = store.relays(session, source_id, query)
    return onward(relay_page(page, store.givers(session, source_id, query)))


def _speaker(session: Session, source_id: str, what: str = "speaker") -> StoredProfile:
    found = store.speaker(session, source_id)
    if found is None:
        raise ProblemError(404, f"There is no {what} `{source_id}`.")
    return found


def _require_speaker(session: Session, source_id: str, what: str = "speaker") -> None:
    if store.source_pk(session, source_id) is None:
        raise ProblemError(404, f"There is no {what} `{source_id}`.")
