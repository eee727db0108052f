"""Every request has an id: the caller's own, or one made here. It goes into the answer, into
problems, logs and the audit log, so that one word finds all traces of a request."""

import re
import secrets

from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER = b"x-request-id"
# What may stand in a log and a header without being escaped.
_USABLE = re.compile(rb"[A-Za-z0-9._:/+=-]{1,128}")


class RequestIds:
    """Puts the id into `request.state.request_id` and into the answer's headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request pass."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        id_ = _given(scope) or secrets.token_hex(8).encode()
        scope.setdefault("state", {})["request_id"] = id_.decode()

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (HEADER, id_)]
            await send(message)

        await self._app(scope, receive, answer)


def request_id(scope: Scope) -> str | None:
    """The id of the request, if it has one."""
    found = scope.get("state", {}).get("request_id")
    return found if isinstance(found, str) else None


def _given(scope: Scope) -> bytes | None:
    for name, value in scope["headers"]:
        if name == HEADER:
            return value if _USABLE.fullmatch(value) else None
    return None
