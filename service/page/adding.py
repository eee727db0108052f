"""Add an article: paste or upload, see what is found in it, keep it or not."""

import json
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from quotes.model import Document
from service.access import Actor
from service.api.access import may
from service.api.deps import MAX_BODY, Context, InContext
from service.api.problems import ProblemError
from service.ingest import ingest_one
from service.inputs import DocumentIn, decode, parse_json
from service.page.articles import article
from service.page.keys import allowed
from service.page.rendering import render, segment
from service.queries import DocumentCard, StoredDocument

router = APIRouter(include_in_schema=False)

Ingester = Annotated[Actor, Depends(may("ingest"))]
_FIELDS = ("title", "publisher", "published", "url")


@router.get("/add", name="add")
async def form(request: Request) -> HTMLResponse:
    """Where an article is pasted or uploaded."""
    may_add = await allowed(request, "ingest")
    given = dict.fromkeys(("text", *_FIELDS), "")
    return render(request, "add.html", may_add=may_add, given=given, problem=None)


@router.post("/add", name="look", dependencies=[Depends(may("ingest"))])
async def look(request: Request, context: InContext) -> HTMLResponse:
    """What is found in the article; nothing is stored."""
    async with request.form(max_part_size=MAX_BODY) as given:
        try:
            document = await _document(given)
        except ValueError as error:
            said = {name: str(given.get(name) or "") for name in ("text", *_FIELDS)}
            problem = _told(error)
            return render(
                request, "add.html", status=422, may_add=True, given=said, problem=problem
            )
    found = await run_in_threadpool(_extracted, context, document)
    # As JSON, since a form would alter line ends.
    return render(request, "preview.html", **article(found), packed=json.dumps(_record(document)))


@router.post("/add/keep", name="keep")
async def keep(request: Request, context: InContext, by: Ingester) -> Response:
    """Store the article that was looked at."""
    async with request.form(max_part_size=2 * MAX_BODY) as given:
        try:
            document = DocumentIn.model_validate(json.loads(str(given.get("document")))).document()
        except ValueError as error:
            raise ProblemError(422, _told(error)) from None
    load = context.extractor.ready
    await run_in_threadpool(lambda: ingest_one(context.database, document, load, by=by))
    return RedirectResponse(f"/documents/{segment(document.id)}", 303)


async def _document(given: FormData) -> Document:
    """The article in the form.

    Raises:
        ValueError: there is none, or it is none; the message says why.
    """
    record: dict[str, Any] = {}
    file, text = given.get("file"), given.get("text")
    if isinstance(file, UploadFile) and file.filename:
        data = await file.read()
        if len(data) > MAX_BODY:
            raise ValueError(f"The file has more than {MAX_BODY:,} bytes.")
        is_json = PurePath(file.filename).suffix.lower() == ".json"
        content = parse_json(data) if is_json else {"text": decode(data)}
        record |= content if isinstance(content, dict) else {"text": content}
    elif isinstance(text, str):
        # A browser sends the line ends of mail, whatever was pasted.
        record["text"] = text.replace("\r\n", "\n")
    if not str(record.get("text") or "").strip():
        raise ValueError("There is no text: paste an article or choose a file.")
    fields = {name: str(given.get(name) or "").strip() for name in _FIELDS}
    record |= {name: value for name, value in fields.items() if value}
    return DocumentIn.model_validate(record).document()


def _told(error: ValueError) -> str:
    if isinstance(error, ValidationError):
        return "; ".join(f"{each['loc'][0]}: {each['msg']}" for each in error.errors())
    return str(error)


def _record(document: Document) -> dict[str, str | None]:
    names = ("id", "text", *_FIELDS)
    return {name: getattr(document, name) for name in names}


def _extracted(context: Context, document: Document) -> StoredDocument:
    found = context.extractor.extract(document)
    info = found.document
    card = DocumentCard(
        document.id, document.publisher, info.published, document.url, document.title, version=1
    )
    return StoredDocument(
        card, document.text, datetime.now(UTC), found.quotes, found.credits, found.engine
    )
