"""What a reader puts right from the page of a document: another speaker, other words, no quote."""

import heapq
import re
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, TypeAdapter, ValidationError

from quotes.model import Quote, Span
from service.access import Actor
from service.api.access import may
from service.api.deps import Context, InContext, existing_document
from service.api.judging import JudgementIn, WithdrawalIn
from service.api.problems import ProblemError
from service.api.review_routes import post_judgement, withdraw_judgement
from service.database import reading
from service.page.rendering import own_address, segment

router = APIRouter(include_in_schema=False)

Judge = Annotated[Actor, Depends(may("judge"))]
_JUDGEMENT: TypeAdapter[JudgementIn] = TypeAdapter(JudgementIn)
_GAP = "…"
# Nobody means words so common that the fiftieth place from where they stood is the right one.
_TRIED = 50


class Correction(BaseModel):
    """The form beside a quote."""

    document: str
    quote: str
    kind: str
    name: str = ""
    grade: str = "named"
    words: str = ""
    author: str = ""
    reason: str = ""


class Withdrawal(BaseModel):
    """The form beside a judgement; `onward` is the page it stands on."""

    onward: str
    author: str = ""


@router.post("/corrections", name="correct")
def correct(
    context: InContext, by: Judge, form: Annotated[Correction, Form()], request: Request
) -> Response:
    """Store the correction and go back to the quote."""
    body: dict[str, Any] = {"kind": form.kind, "quote": form.quote, "reason": form.reason.strip()}
    body["author"] = form.author.strip() or None
    if form.kind == "speaker":
        body |= {"name": form.name.strip() or None, "grade": form.grade}
    if form.kind == "content":
        body["content"] = _spans(context, form)
    try:
        judgement = _JUDGEMENT.validate_python(body)
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from None
    post_judgement(context, by, judgement, request, Response())
    return RedirectResponse(f"/documents/{segment(form.document)}#q-{form.quote}", 303)


@router.post("/corrections/{judgement_id}/withdrawal", name="withdraw")
def withdraw(
    context: InContext, by: Judge, judgement_id: str, form: Annotated[Withdrawal, Form()]
) -> Response:
    """Take the judgement back."""
    withdraw_judgement(context, by, judgement_id, WithdrawalIn(author=form.author.strip() or None))
    return RedirectResponse(own_address(form.onward), 303)


def _spans(context: Context, form: Correction) -> list[Span]:
    """Where the words of the form stand, near to where the quote stands now."""
    with reading(context.database) as session:
        found = existing_document(session, form.document)
    quote = next((each for each in found.quotes if each.id == form.quote), None)
    words = form.words.replace("\r\n", "\n")
    spans = located(found.text, words, _start(quote)) if quote else None
    if spans is None:
        raise ProblemError(422, "These words do not stand in the article, in this order.")
    return spans


def _start(quote: Quote) -> int:
    return min((start for start, _ in (*quote.content, *quote.cue)), default=0)


def located(text: str, words: str, near: int) -> list[Span] | None:
    """The spans of `words` in `text`, those nearest to `near`; None if they do not stand there.

    An ellipsis parts what stands apart, as it does where a quote is shown; unless the article has
    it, too.
    """
    whole = words.strip()
    pieces = [whole] if whole in text else [piece.strip() for piece in whole.split(_GAP)]
    patterns = [re.compile(rf"(?<!\w){re.escape(piece)}(?!\w)") for piece in pieces if piece]
    if not patterns:
        return None
    starts = [match.start() for match in patterns[0].finditer(text)]
    nearest = heapq.nsmallest(_TRIED, starts, key=lambda start: abs(start - near))
    return next((way for start in nearest if (way := _onward(text, patterns, start))), None)


def _onward(text: str, patterns: list[re.Pattern[str]], start: int) -> list[Span]:
    """Each piece after the one before; nothing if one is missing."""
    spans: list[Span] = []
    for pattern in patterns:
        match = pattern.search(text, start)
        if match is None:
            return []
        spans.append(match.span())
        start = match.end()
    return spans
