"""Check a quote: words and a name against the record; the address holds the question."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from service import store
from service.api.deps import Reading
from service.page.rendering import render
from service.verify import Claim, verify

router = APIRouter(include_in_schema=False)

# What each verdict means, to somebody who has never seen the list.
_VERDICTS = {
    "verbatim": ("On record, word for word", "good"),
    "near_verbatim": ("On record, but for spelling and punctuation", "good"),
    "paraphrased": ("On record in other words only", "doubtful"),
    "truncated": ("Cut so that it says something else", "bad"),
    "altered": ("Not what was said: the words were changed", "bad"),
    "misattributed": ("Somebody else said it", "bad"),
    "denied": ("The speaker is on record denying it", "bad"),
    "no_record": ("Nothing on record", "unknown"),
}


class Question(BaseModel):
    """The words and all that is claimed of them; without words only the form is shown."""

    model_config = ConfigDict(extra="forbid")

    text: str | None = Field(default=None, max_length=5000)
    speaker: str | None = Field(default=None, max_length=500)
    via: str | None = Field(default=None, max_length=500)
    said_from: date | None = None
    said_to: date | None = None


def _question(request: Request) -> Question:
    given: dict[str, Any] = {
        name: value.strip() for name, value in request.query_params.items() if value.strip()
    }
    try:
        return Question.model_validate(given)
    except ValidationError as error:
        details = [each | {"loc": ("query", *each["loc"])} for each in error.errors()]
        raise RequestValidationError(details) from None


@router.get("/check", name="check")
def check(
    request: Request, session: Reading, asked: Annotated[Question, Depends(_question)]
) -> HTMLResponse:
    """The form, and what the record says of the claim in the address."""
    if asked.text is None:
        return render(request, "check.html", asked=asked, found=None)
    claim = Claim(_without_marks(asked.text), asked.speaker, asked.via, asked.said_from,
                  asked.said_to)  # fmt: skip
    found = verify(session, claim)
    headline, tone = _VERDICTS[found.verdict]
    quotes = [each.quote.quote.id for each in found.evidence if each.quote]
    return render(
        request,
        "check.html",
        asked=asked,
        found=found,
        headline=headline,
        tone=tone,
        speakers_of=store.voices(session, quotes),
        address=str(request.url),
    )


def _without_marks(text: str) -> str:
    """Pasted words mostly come within the marks of the page they are from."""
    pairs = ("“”", '""', "«»", "„“", "‘’", "''")
    inside = next((text[1:-1] for pair in pairs if text[0] + text[-1] == pair), text)
    return inside.strip() or text
