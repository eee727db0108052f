"""What the API answers of sources: who one is, its roles, when it spoke, what it relayed."""

from collections.abc import Sequence
from datetime import date

from pydantic import Field

from quotes.model import Act, Rel
from service.api.answers import Answer, QuoteItem, SourceRef, quote_item
from service.matching.sources import Kind
from service.profiles import Givers, StoredProfile, StoredRelay, StoredRole, StoredSource, Timeline
from service.queries import Page

_COUNTED = "How many quotes were looked at."
_COMPLETE = "False if these were only the newest of more."


class SourceAnswer(Answer):
    """Anybody or anything that stands in a chain."""

    id: str = Field(description="The source's id.")
    name: str = Field(description="Its name.")
    kind: Kind = Field(description="What it is.")
    qid: str | None = Field(description="Its Wikidata id, from a watch list.")
    listed: bool = Field(description="Whether a watch list has it.")
    quotes: int = Field(description="How many quotes of current documents it speaks.")
    first: date | None = Field(description="The day of the first document in which it speaks.")
    last: date | None = Field(description="The day of the last.")


class SourcePage(Answer):
    """Sources, best match first."""

    data: list[SourceAnswer] = Field(description="The sources; empty if there are none.")
    next_cursor: str | None = Field(description="Pass it as `cursor` for what follows, or null.")


class RoleAnswer(Answer):
    """A role, and the days between which it is known to have been held."""

    role: str = Field(description="Its name.")
    first: date | None = Field(description="From when on; null: not known.")
    last: date | None = Field(description="Until when; null: not known.")
    listed: bool = Field(
        description="From a watch list, its days those of the office; otherwise from documents, "
        "its days those of the first and last that give it."
    )
    covers: bool = Field(
        description="False of a role last known before the day asked for, where none covers it."
    )


class RoleList(Answer):
    """Roles, the earliest first."""

    data: list[RoleAnswer] = Field(description="The roles; empty if none is known.")
    next_cursor: str | None = Field(description="Always null: all are there.")


class DoubtAnswer(Answer):
    """Another source that may be the same: nobody has decided yet."""

    judgement: str = Field(description="The judgement's id.")
    other: SourceRef = Field(description="The other source.")
    score: float | None = Field(description="How sure the engine is that they are one.")
    reason: str = Field(description="Why.")


class ProfileAnswer(SourceAnswer):
    """Who one source is."""

    names: list[str] = Field(description="All names it goes by.")
    roles: list[RoleAnswer] = Field(description="Its roles, the earliest first.")
    doubts: list[DoubtAnswer] = Field(description="Who else it may be.")


class MonthAnswer(Answer):
    """What a source said in one month."""

    month: str | None = Field(description="As in `2025-06`; null for documents without a date.")
    quotes: int = Field(description="How many quotes.")
    denied: int = Field(description="How many of them are denials.")
    acts: dict[Act, int] = Field(description="How many of each act.")


class TimelineAnswer(Answer):
    """When a source spoke."""

    data: list[MonthAnswer] = Field(description="The months with quotes, the oldest first.")
    next_cursor: str | None = Field(description="Always null: all are there.")
    counted: int = Field(description=_COUNTED)
    complete: bool = Field(description=_COMPLETE)


class GiverAnswer(Answer):
    """Whom a source has quotes from."""

    id: str | None = Field(description="The source's id; null for somebody unnamed.")
    name: str = Field(description="Its name, or *unnamed source*.")
    quotes: int = Field(description="How many quotes.")


class GiversAnswer(Answer):
    """From whom a source has most of what it relayed."""

    data: list[GiverAnswer] = Field(description="Those it has most from first.")
    counted: int = Field(description=_COUNTED)
    complete: bool = Field(description=_COMPLETE)


class HopFrom(Answer):
    """Whom a source has a quote from: the hop before its own, or the speaker."""

    id: str | None = Field(description="The source's id; null if unnamed, or several together.")
    name: str | None = Field(description="Its name; null for somebody unnamed.")


class RelayAnswer(Answer):
    """A quote that a source relayed."""

    rel: Rel = Field(description="What the source did with the words.")
    giver: HopFrom = Field(description="Whom it has them from.")
    quote: QuoteItem = Field(description="The quote.")


class RelayPage(Answer):
    """What a source relayed, newest document first, and from whom."""

    data: list[RelayAnswer] = Field(description="The quotes; empty if there are none.")
    next_cursor: str | None = Field(description="Pass it as `cursor` for what follows, or null.")
    givers: GiversAnswer = Field(description="From whom it has most of all that was asked for.")


def source_page(page: Page[StoredSource]) -> SourcePage:
    """A page of sources."""
    data = [SourceAnswer.model_validate(each) for each in page.data]
    return SourcePage(data=data, next_cursor=page.next_cursor)


def profile_answer(stored: StoredProfile) -> ProfileAnswer:
    """Who a source is."""
    return ProfileAnswer(
        **SourceAnswer.model_validate(stored.source).model_dump(),
        names=list(stored.names),
        roles=[RoleAnswer.model_validate(each) for each in stored.roles],
        doubts=[DoubtAnswer.model_validate(each) for each in stored.doubts],
    )


def role_list(stored: Sequence[StoredRole]) -> RoleList:
    """All roles."""
    return RoleList(data=[RoleAnswer.model_validate(each) for each in stored], next_cursor=None)


def timeline_answer(stored: Timeline) -> TimelineAnswer:
    """When a source spoke."""
    return TimelineAnswer(
        data=[MonthAnswer.model_validate(each) for each in stored.months],
        next_cursor=None,
        counted=stored.counted,
        complete=stored.complete,
    )


def relay_page(page: Page[StoredRelay], givers: Givers) -> RelayPage:
    """What a source relayed, and from whom."""
    return RelayPage(
        data=[
            RelayAnswer(
                rel=each.rel,
                giver=HopFrom(id=each.giver_id, name=each.giver),
                quote=quote_item(each.quote),
            )
            for each in page.data
        ],
        next_cursor=page.next_cursor,
        givers=GiversAnswer(
            data=[GiverAnswer(id=v.id, name=v.value, quotes=v.count) for v in givers.values],
            counted=givers.counted,
            complete=givers.complete,
        ),
    )
