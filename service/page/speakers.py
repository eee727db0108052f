"""A speaker, or whoever else stands in a chain: names, roles, what was said, when and where."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from service import store
from service.api.deps import Reading
from service.api.problems import ProblemError
from service.page.keys import may_judge
from service.page.months import Bars, bars
from service.page.rendering import link, render
from service.profiles import Month
from service.queries import JudgementQuery, QuoteQuery, StoredJudgement, StoredQuote

router = APIRouter(include_in_schema=False)

# What a speaker talks about is counted over the newest quotes only.
_NEWEST, _SHOWN, _SUBJECTS, _DENIALS = 200, 10, 12, 5


@dataclass(frozen=True, slots=True)
class Share:
    """A name, how many quotes have it, and the search for those."""

    name: str
    count: int
    href: str


@router.get("/speakers/{speaker_id}", name="speaker")
def speaker(
    request: Request,
    session: Reading,
    judging: Annotated[bool, Depends(may_judge)],
    speaker_id: str,
) -> HTMLResponse:
    """The source of that id, or what it was joined with; whether it speaks or only relays."""
    profile = store.speaker(session, speaker_id)
    if profile is None:
        raise ProblemError(404, f"There is no speaker `{speaker_id}`.")
    own = profile.source.id
    said = QuoteQuery(speaker_id=own, limit=_NEWEST)
    newest = store.find(session, said)
    denials = QuoteQuery(speaker_id=own, polarity="denied", limit=_DENIALS)
    denied = store.find(session, denials)
    timeline = store.timeline(session, own)
    relayed = store.find(session, QuoteQuery(via=(own,), limit=_SHOWN)).data
    shown = (*newest.data[:_SHOWN], *denied.data, *relayed)
    return render(
        request,
        "speaker.html",
        profile=profile,
        judging=judging,
        signed=request.scope["state"].get("api_key") is not None,
        joinings=_joinings(session, own),
        media=tuple(_media(session, said, own)),
        subjects=tuple(_subjects(newest.data, own)),
        counted=len(newest.data) if newest.next_cursor else None,
        timeline=timeline,
        bars=_months(timeline.months),
        quotes=newest.data[:_SHOWN],
        denials=denied.data,
        relayed=relayed,
        everything=link("/", speaker=own),
        every_denial=link("/", speaker=own, polarity="denied") if denied.next_cursor else None,
        everything_relayed=link("/", via=own),
        speakers_of=store.voices(session, (each.quote.id for each in shown)),
    )


def _joinings(session: Session, own: str) -> tuple[StoredJudgement, ...]:
    """What persons joined it with, and stands."""
    found = store.judgements(session, JudgementQuery(subject=own, kind="merge", limit=_NEWEST))
    return tuple(each for each in found.data if each.withdrawn is None)


def _media(session: Session, said: QuoteQuery, own: str) -> Iterator[tuple[str, list[Share]]]:
    """Which outlets carry what was said, and which relays it went through."""
    outlets, relays = store.facets(session, said, ["outlet", "via"])
    for title, name, facet in (("Outlets", "outlet", outlets), ("Relays", "via", relays)):
        yield (
            title,
            [
                Share(each.value, each.count, link("/", **{"speaker": own, name: each.id}))
                for each in facet.values
            ],
        )


def _subjects(found: Iterable[StoredQuote], own: str) -> Iterator[Share]:
    named = Counter(name for stored in found for name in {each.name for each in stored.quote.about})
    for name, count in sorted(named.items(), key=lambda each: (-each[1], each[0]))[:_SUBJECTS]:
        yield Share(name, count, link("/", speaker=own, about=name))


def _months(months: Iterable[Month]) -> Bars | None:
    dated = ((each.month, each.quotes) for each in months if each.month)
    return bars(
        ((date.fromisoformat(f"{month}-01"), quotes) for month, quotes in dated), by_day=False
    )
