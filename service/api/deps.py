"""What a route needs and where it comes from: database, engine, the document."""

import codecs
import difflib
import threading
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass
from email.message import Message
from typing import Annotated, get_origin

import sqlalchemy
from fastapi import Depends, Request
from fastapi.dependencies.models import Dependant
from pydantic import BaseModel, ValidationError
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from quotes.model import Document, Extraction
from service import store
from service.api.answers import FieldError
from service.api.metrics import Metrics
from service.api.problems import ProblemError, field_error, summary
from service.database import reading
from service.ingest import Extractor
from service.inputs import DocumentIn, parse_json
from service.jobs import Worker
from service.queries import StoredDocument
from service.settings import Settings

MAX_BODY = 5_000_000
MAX_BATCH = 50_000_000


class SharedExtractor:
    """One engine for all requests, loaded when first needed and used by one at a time.

    spaCy pipelines are not made for several threads, and one document takes milliseconds.
    """

    def __init__(self, load: Callable[[], Extractor]) -> None:
        self._load = load
        self._lock = threading.Lock()
        self._extractor: Extractor | None = None

    def ready(self) -> "SharedExtractor":
        """Load the engine if it is not loaded yet.

        Raises:
            quotes.errors.PipelineError: it cannot be.
        """
        with self._lock:
            if self._extractor is None:
                self._extractor = self._load()
        return self

    def extract(self, document: Document) -> Extraction:
        """What is found in one document."""
        (extraction,) = self.extract_all([document])
        return extraction

    def extract_all(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """What is found in each, in the same order."""
        self.ready()
        with self._lock:
            assert self._extractor is not None
            return iter(list(self._extractor.extract_all(documents)))


@dataclass(frozen=True, slots=True)
class Context:
    """What lives as long as the application."""

    settings: Settings
    database: sqlalchemy.Engine
    extractor: SharedExtractor
    metrics: Metrics
    worker: Worker


# What is not async is given to a thread, which costs more than these do.
async def _context(request: Request) -> Context:
    context = request.app.state.context
    assert isinstance(context, Context)
    return context


def existing_document(
    session: Session, document_id: str, *, version: int | None = None
) -> StoredDocument:
    """The current version of a document, or the one asked for; a problem where there is none."""
    found = store.document(session, document_id, version=version)
    if found is None:
        which = f" in version {version}" if version else ""
        raise ProblemError(404, f"There is no document `{document_id}`{which}.")
    return found


async def _session(context: Annotated[Context, Depends(_context)]) -> AsyncIterator[Session]:
    with reading(context.database) as session:  # connects when first asked, in the route's thread
        try:
            yield session
        finally:
            if session.in_transaction():
                await run_in_threadpool(session.close)


InContext = Annotated[Context, Depends(_context)]
Reading = Annotated[Session, Depends(_session)]


# --- the document in the body -------------------------------------------------------------


async def received_document(request: Request) -> Document:
    """The document posted as JSON or as plain text, UTF-8 and at most `MAX_BODY` bytes."""
    media_type = received_type(request, "application/json", "text/plain")
    body = await received_body(request, MAX_BODY)
    try:
        if media_type == "text/plain":
            return _valid({"text": body.decode("utf-8-sig")})
        return _valid(parse_json(body))
    except UnicodeDecodeError as error:
        raise ProblemError(400, f"The text is not UTF-8: byte {error.start}.") from None
    except ValidationError:
        raise
    except ValueError as error:
        raise ProblemError(400, f"The body is {error}.") from None


Received = Annotated[Document, Depends(received_document)]


def received_type(request: Request, *taken: str) -> str:
    """The media type of the body, one of those `taken`, in UTF-8; a problem otherwise."""
    header = request.headers.get("content-type", "")
    media_type = header.partition(";")[0].strip().lower()
    message = Message()
    message["content-type"] = header
    charset = str(message.get_param("charset", "utf-8"))
    if media_type not in taken:
        raise ProblemError(415, f"Send {' or '.join(taken)}.")
    try:
        known = codecs.lookup(charset).name in ("utf-8", "ascii")
    except LookupError:
        known = False
    if not known:
        raise ProblemError(415, "Send it in UTF-8.")
    return media_type


async def received_body(request: Request, most: int) -> bytes:
    """The body, of at most so many bytes; a problem otherwise."""
    received = bytearray()
    async for chunk in request.stream():
        received += chunk
        if len(received) > most:
            raise ProblemError(413, f"The body has at most {most:,} bytes.")
    return bytes(received)


def _valid(record: object) -> Document:
    try:
        return DocumentIn.model_validate(record).document()
    except ValidationError as error:
        errors = [
            field_error(("body", *each["loc"]), each["msg"])
            for each in error.errors(include_url=False, include_input=False)
        ]
        raise ProblemError(422, summary(errors), errors) from None


# --- parameters ---------------------------------------------------------------------------


async def known_parameters(request: Request) -> None:
    """Refuse a query parameter that the route does not know, or that it takes only once.

    A filter that is ignored would answer another question than the one asked.
    """
    if not request.query_params:
        return
    known = dict(_parameters(request.scope["route"].dependant))
    errors = []
    for name in dict.fromkeys(request.query_params):
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"; did you mean `{near[0]}`?" if near else ""
            taken = f"; known are {', '.join(known)}" if known and not near else ""
            detail = f"`{name}` is not a parameter here{hint}{taken}"
            errors.append(FieldError(field=name, where="query", detail=detail))
        elif not known[name] and len(request.query_params.getlist(name)) > 1:
            errors.append(FieldError(field=name, where="query", detail="is given more than once"))
    if errors:
        raise ProblemError(422, summary(errors), errors)


def _parameters(dependant: Dependant) -> Iterator[tuple[str, bool]]:
    """The name of each query parameter, and whether it may be repeated."""
    for field in dependant.query_params:
        annotation = field.field_info.annotation
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            for name, inner in annotation.model_fields.items():
                yield name, get_origin(inner.annotation) is list
        else:
            yield field.alias, get_origin(annotation) is list
    for child in dependant.dependencies:
        yield from _parameters(child)
