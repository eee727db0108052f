"""What the API answers as problem details, a browser that asks for a page sees as one."""

import json
from collections.abc import Awaitable, Callable
from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import WebSocketRequestValidationError
from starlette.responses import Response

from service.page.rendering import render

Handler = Callable[[Request, Exception], Awaitable[Response]]

# Programs talk to these, even where they send a browser's headers.
_PROGRAMS = ("/v1/", "/openapi.json", "/metrics", "/mcp", "/healthz", "/readyz")


def install(app: FastAPI) -> None:
    """Show every problem that `app` answers as HTML where HTML is preferred."""
    for error, handler in list(app.exception_handlers.items()):
        if error is not WebSocketRequestValidationError:
            app.add_exception_handler(error, _for_browsers(cast(Handler, handler)))


def _for_browsers(handler: Handler) -> Any:
    async def answer(request: Request, error: Exception) -> Response:
        response = await handler(request, error)
        if request.url.path.startswith(_PROGRAMS) or not _wants_page(request):
            return response
        problem = json.loads(bytes(response.body))
        return render(request, "problem.html", status=response.status_code, problem=problem)

    return answer


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")
