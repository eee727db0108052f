"""Every error as RFC 9457 problem details, FastAPI's own included."""

import logging
from collections.abc import Sequence
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.routing import Match
from starlette.types import Receive, Scope, Send

from quotes.errors import QuotesError
from service.api.answers import FieldError, Problem
from service.api.tracing import request_id
from service.errors import DatabaseError, QueryError

MEDIA_TYPE = "application/problem+json"
_log = logging.getLogger(__name__)

# Of each status: the tag that ends its type, and its title.
KINDS: dict[int, tuple[str, str]] = {
    400: ("malformed", "The request cannot be read"),
    401: ("unauthorized", "This needs a key"),
    403: ("forbidden", "This is not allowed from here"),
    404: ("not-found", "There is no such thing"),
    405: ("method-not-allowed", "This cannot be done here"),
    406: ("not-acceptable", "It is not given in any form asked for"),
    409: ("conflict", "Something else is going on"),
    412: ("precondition-failed", "It is not what was expected"),
    413: ("too-large", "The document is too large"),
    415: ("unsupported-media-type", "The document is neither JSON nor plain text"),
    422: ("invalid", "Some of the request cannot be used"),
    429: ("too-many-requests", "This is too often"),
    500: ("internal", "Something broke on this side"),
    503: ("unavailable", "This cannot be answered at the moment"),
}


class ProblemError(HTTPException):
    """Raised by routes and dependencies; answered as a problem."""

    def __init__(
        self,
        status: int,
        detail: str,
        errors: Sequence[FieldError] = (),
        *,
        challenge: str | None = None,
    ) -> None:
        """`challenge` becomes the header WWW-Authenticate."""
        super().__init__(status, detail, {"WWW-Authenticate": challenge} if challenge else None)
        self.errors = list(errors)


def problem(
    request: Request, status: int, detail: str, errors: Sequence[FieldError] = ()
) -> Problem:
    """The problem details of one failed request."""
    phrase = HTTPStatus(status).phrase
    tag, title = KINDS.get(status, (phrase.lower().replace(" ", "-"), phrase))
    return Problem(
        type=f"urn:quotes:problem:{tag}",
        title=title,
        status=status,
        detail=detail,
        instance=request.url.path,
        request_id=request_id(request.scope),
        errors=list(errors),
    )


def install(app: FastAPI) -> None:
    """Make `app` answer every error as a problem."""

    async def http_error(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)
        detail = _details(request).get(error.status_code, error.detail)
        if isinstance(error, ProblemError):
            detail = error.detail
        body = problem(request, error.status_code, detail, getattr(error, "errors", ()))
        headers = error.headers
        if error.status_code == 405:
            headers = {"Allow": ", ".join(_methods(app, request))}
        return _answer(body, headers)

    async def invalid(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        errors = [field_error(each["loc"], each["msg"]) for each in error.errors()]
        return _answer(problem(request, 422, summary(errors), errors))

    async def bad_query(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, QueryError)
        errors = [FieldError(field=error.parameter, where="query", detail=error.reason)]
        return _answer(problem(request, 422, summary(errors), errors))

    async def unavailable(request: Request, error: Exception) -> JSONResponse:
        _log.error("%s", error)
        return _answer(problem(request, 503, str(error)), {"Retry-After": "5"})

    async def broken(request: Request, _error: Exception) -> JSONResponse:
        # The server logs the traceback; what broke is no business of the caller's.
        # It is answered outside of all middlewares, so the id is not put in by `RequestIds`.
        body = problem(request, 500, "The error has been logged.")
        return _answer(body, {"X-Request-ID": body.request_id or ""})

    app.add_exception_handler(HTTPException, http_error)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(QueryError, bad_query)
    app.add_exception_handler(DatabaseError, unavailable)
    app.add_exception_handler(QuotesError, unavailable)
    app.add_exception_handler(Exception, broken)


async def respond(
    scope: Scope, receive: Receive, send: Send, error: ProblemError | DatabaseError
) -> None:
    """Answer `error` from a middleware, which stands outside of what `install` installs."""
    kind = DatabaseError if isinstance(error, DatabaseError) else HTTPException
    handler = scope["app"].exception_handlers[kind]
    answer = await handler(Request(scope), error)
    await answer(scope, receive, send)


def field_error(location: Sequence[int | str], message: str) -> FieldError:
    """A pydantic error, its location in words."""
    where, *path = (str(part) for part in location) if location else ("body",)
    return FieldError(field=".".join(path), where=where, detail=message)


def summary(errors: Sequence[FieldError]) -> str:
    """All errors in one line."""
    return "; ".join(f"{each.field or each.where}: {each.detail}" for each in errors)


def _methods(app: FastAPI, request: Request) -> list[str]:
    """What is possible at this path; the router only tells of the first route that has it."""
    # A path of its own is not also an id, though `/v1/documents/batch` might be one.
    own = app.openapi()["paths"].get(request.scope["path"])
    if own is not None:
        return sorted(method.upper() for method in own)
    asked = ({**request.scope, "method": method} for method in _METHODS)
    return [
        scope["method"]
        for scope in asked
        if any(route.matches(scope)[0] is Match.FULL for route in app.routes)
    ]


_METHODS = ("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT")


def _details(request: Request) -> dict[int, str]:
    path = request.url.path
    return {
        404: f"Nothing is at {path}.",
        405: f"{request.method} is not possible at {path}.",
    }


def _answer(body: Problem, headers: object = None) -> JSONResponse:
    content = body.model_dump()
    if not content["errors"]:
        del content["errors"]
    return JSONResponse(
        content,
        status_code=body.status,
        media_type=MEDIA_TYPE,
        headers=dict(headers) if isinstance(headers, dict) else None,
    )
