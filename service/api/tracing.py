"""Every request has an id, is timed, counted, and logged without its body or any secret.

The id is the caller's own, or one made here. It goes into the answer, into problems, logs and the
audit log, so that one word finds all traces of a request.
"""

import logging
import re
import secrets
import time
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER = b"x-request-id"
# What may stand in a log and a header without being escaped.
_USABLE = re.compile(rb"[A-Za-z0-9._:/+=-]{1,128}")
# Asked every few seconds by whoever watches; each would be a line that says nothing.
_UNLOGGED = frozenset({"/healthz", "/readyz", "/metrics"})
_log = logging.getLogger("quotes.requests")

# Told of each request: method, route (its template), status, seconds.
Observe = Callable[[str, str, int, float], None]


class Tracing:
    """Puts the id into `request.state.request_id` and the answer's headers; observes the rest."""

    def __init__(self, app: ASGIApp, *, observe: Observe) -> None:
        self._app, self._observe = app, observe

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request pass."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        id_ = _given(scope) or secrets.token_hex(8).encode()
        scope.setdefault("state", {})["request_id"] = id_.decode()
        status = 500

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (HEADER, id_)]
            await send(message)

        try:
            await self._app(scope, receive, answer)
        finally:
            seconds = time.perf_counter() - started
            self._observe(scope["method"], route(scope), status, seconds)
            if _log.isEnabledFor(logging.INFO) and scope["path"] not in _UNLOGGED:
                _log.info("request", extra=_told(scope, status, seconds))


def request_id(scope: Scope) -> str | None:
    """The id of the request, if it has one."""
    found = scope.get("state", {}).get("request_id")
    return found if isinstance(found, str) else None


def route(scope: Scope) -> str:
    """The template of the path, as in ``/v1/quotes/{quote_id}``; one for all that leads nowhere."""
    return getattr(scope.get("route"), "path", None) or "none"


def _told(scope: Scope, status: int, seconds: float) -> dict[str, object]:
    key = scope["state"].get("api_key")
    return {
        "method": scope["method"],
        "path": scope["path"],
        "route": route(scope),
        "status": status,
        "duration_ms": round(seconds * 1000, 2),
        "request_id": request_id(scope),
        "client": (scope.get("client") or ("",))[0],
        "key": getattr(key, "name", None),
    }


def _given(scope: Scope) -> bytes | None:
    for name, value in scope["headers"]:
        if name == HEADER:
            return value if _USABLE.fullmatch(value) else None
    return None
