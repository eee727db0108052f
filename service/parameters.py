"""The query parameters of the lists, checked before anything is asked of the store."""

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from quotes.model import Act, Kind
from service.queries import DEFAULT_LIMIT, MAX_LIMIT, QuoteQuery, SpeakerQuery
from service.words import words

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _with_words(value: str) -> str:
    # Without a word there is nothing to compare; to ignore the filter would answer everything.
    if not words(value):
        raise PydanticCustomError("words", "Input should hold at least one letter or digit")
    return value


def _iso_day(value: object) -> object:
    # pydantic would take a number of seconds, too.
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise PydanticCustomError("date", "Input should be a date, as in 2025-06-03")
    return value


Words = Annotated[str, AfterValidator(_with_words), Field(max_length=500)]
Day = Annotated[date, BeforeValidator(_iso_day)]


class Paging(BaseModel):
    """How much of a list is asked for, and from where."""

    limit: int = Field(
        default=DEFAULT_LIMIT, ge=1, le=MAX_LIMIT, description="How many items at most."
    )
    cursor: str | None = Field(
        default=None, max_length=500, description="`next_cursor` of the page before."
    )


class QuoteFilters(Paging):
    """Which quotes; all filters given must hold."""

    q: Words | None = Field(
        default=None,
        description="Words of the quote, all of them, in any order; case and accents are ignored.",
        examples=["direct dialogue"],
    )
    via: list[Words] = Field(
        default=[],
        max_length=10,
        description="A source on the route, by id or words of its name; repeat it for several. "
        "Neither the speaker nor the publisher counts.",
        examples=[["TASS"]],
    )
    kind: Kind | None = Field(default=None, description="`direct`, `indirect` or `mixed`.")
    act: Act | None = Field(
        default=None,
        description="What was done by saying it. Without it, `think` (beliefs, wishes, plans) is "
        "left out.",
    )
    published_from: Day | None = Field(
        default=None, description="Documents of this day or later.", examples=["2025-06-01"]
    )
    published_to: Day | None = Field(
        default=None, description="Documents of this day or earlier.", examples=["2025-06-30"]
    )

    def query(self, *, speaker: str | None = None, speaker_id: str | None = None) -> QuoteQuery:
        """The question to the store."""
        return QuoteQuery(
            speaker=speaker,
            speaker_id=speaker_id,
            q=self.q,
            via=tuple(self.via),
            kind=self.kind,
            act=self.act,
            published_from=self.published_from,
            published_to=self.published_to,
            limit=self.limit,
            cursor=self.cursor,
        )


class QuoteParameters(QuoteFilters):
    """Which quotes, of any speaker or of one."""

    speaker: Words | None = Field(
        default=None,
        description="The speaker, by id or words of the name: `Lavrov` finds Sergey Lavrov.",
        examples=["Lavrov"],
    )


class SpeakerParameters(Paging):
    """Which speakers."""

    q: Words | None = Field(
        default=None, description="Words of the name, or parts of them.", examples=["Lavrov"]
    )

    def query(self) -> SpeakerQuery:
        """The question to the store."""
        return SpeakerQuery(q=self.q, limit=self.limit, cursor=self.cursor)
