"""Which quotes are asked for: the filters that every list of quotes and of statements takes."""

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from quotes.model import Act, Channel, Grade, Kind, Polarity
from service.queries import Field as SearchField
from service.queries import Match, QuoteQuery
from service.words import words

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}.*")


def with_words(value: str) -> str:
    """`value` itself; refused where it has no word."""
    # Without a word there is nothing to compare; to ignore the filter would answer everything.
    if not words(value):
        raise PydanticCustomError("words", "Input should hold at least one letter or digit")
    return value


def _iso_day(value: object) -> object:
    # pydantic would take a number of seconds, too.
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise PydanticCustomError("date", "Input should be a date, as in 2025-06-03")
    return value


def _iso_moment(value: object) -> object:
    if isinstance(value, str) and not _MOMENT.fullmatch(value):
        raise PydanticCustomError("moment", "Input should be a moment, as in 2025-06-03T12:00:00Z")
    return value


Words = Annotated[str, AfterValidator(with_words), Field(max_length=500)]
Hops = Annotated[int, Field(ge=0, le=100)]
Day = Annotated[date, BeforeValidator(_iso_day)]
Moment = Annotated[AwareDatetime, BeforeValidator(_iso_moment)]


class Filters(BaseModel):
    """Which quotes; all filters given must hold."""

    q: Words | None = Field(
        default=None,
        description="Words of the quote; case and accents are ignored, and a word that ends in `*` "
        "stands for all that begin with it.",
        examples=["direct dialogue"],
    )
    match: Match = Field(
        default="all",
        description="Whether `q` is to be found as `all` its words in any order, as `any` of them, "
        "or `exact`, as one phrase.",
    )
    fields: list[SearchField] = Field(
        default=["content"],
        min_length=1,
        max_length=6,
        description="Where `q` is looked for; repeat it for several.",
    )
    on_behalf_of: Words | None = Field(
        default=None, description="For whom it was said, by id or words of the name."
    )
    role: Words | None = Field(
        default=None, description="Words of the role that the document gives the speaker."
    )
    grade: Grade | None = Field(default=None, description="What kind of source the speaker is.")
    about: Words | None = Field(
        default=None,
        description="Words of the quote, or of the names and terms that it is about.",
        examples=["Pakistan"],
    )
    via: list[Words] = Field(
        default=[],
        max_length=10,
        description="A source on the route, by id or words of its name; repeat it for several. "
        "Neither the speaker nor the publisher counts.",
        examples=[["TASS"]],
    )
    origin: Words | None = Field(
        default=None,
        description="Where the route begins, by id or words of the name: the hop next after the "
        "speaker, or the publisher where it is the only one.",
    )
    first_hand: bool | None = Field(
        default=None, description="Only quotes with no hop but the publisher, or only the others."
    )
    min_hops: Hops | None = Field(default=None, description="At least so many hops in between.")
    max_hops: Hops | None = Field(default=None, description="At most so many hops in between.")
    kind: Kind | None = Field(default=None, description="`direct`, `indirect` or `mixed`.")
    act: Act | None = Field(
        default=None,
        description="What was done by saying it. Without it, `think` (beliefs, wishes, plans) is "
        "left out.",
    )
    polarity: Polarity | None = Field(
        default=None, description="`denied` for denials, `undisclosed` where somebody declined."
    )
    channel: Channel | None = Field(default=None, description="How it was said.")
    outlet: Words | None = Field(
        default=None, description="The publisher, by id or words of its name."
    )
    document: str | None = Field(default=None, max_length=500, description="A document's id.")
    lang: str | None = Field(
        default=None, pattern="^[a-z]{2,3}$", description="The document's language, as in `en`."
    )
    said_from: Day | None = Field(
        default=None, description="Said on this day or later, where the text tells."
    )
    said_to: Day | None = Field(
        default=None, description="Said on this day or earlier, where the text tells."
    )
    published_from: Day | None = Field(
        default=None, description="Documents of this day or later.", examples=["2025-06-01"]
    )
    published_to: Day | None = Field(
        default=None, description="Documents of this day or earlier.", examples=["2025-06-30"]
    )
    updated_since: Moment | None = Field(
        default=None,
        description="Stored or corrected since this moment, with its time zone.",
        examples=["2025-06-03T12:00:00Z"],
    )
    min_confidence: float | None = Field(
        default=None, ge=0, le=1, description="The least of its three confidences is at least this."
    )
    reviewed: bool | None = Field(
        default=None, description="Only quotes that a person corrected, or only the others."
    )

    def query(self, **given: object) -> QuoteQuery:
        """The question to the store; `given` are what the route adds."""
        named = {name: getattr(self, name) for name in type(self).model_fields if name in _ASKED}
        named |= {"fields": tuple(self.fields), "via": tuple(self.via)}
        return QuoteQuery(**(named | given))


_ASKED = frozenset(QuoteQuery.__dataclass_fields__)


class OfAnybody(Filters):
    """The filters that a route does not take where its path says as much."""

    speaker: Words | None = Field(
        default=None,
        description="The speaker, by id or words of the name: `Lavrov` finds Sergey Lavrov.",
        examples=["Lavrov"],
    )
    statement: str | None = Field(
        default=None, max_length=64, description="A statement's id, or that of a wording of it."
    )
