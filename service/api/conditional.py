"""ETags: what has not changed is not sent again, and what has changed is not overwritten unseen.

Tags are weak, since an answer may be compressed on its way. `If-Match` compares them all the same:
that a document was corrected in between counts, that it was compressed does not.
"""

import hashlib
from collections.abc import Callable

from fastapi import Request
from pydantic import BaseModel
from sqlmodel import Session
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.problems import ProblemError

_KEPT_OF_304 = frozenset(
    (b"etag", b"cache-control", b"content-location", b"date", b"expires", b"vary", b"link")
)


class Conditional:
    """Gives whole answers to GET a tag, and answers 304 to who has the very same already."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request pass."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
        else:
            await self._app(scope, receive, _Tagging(scope, send))


class _Tagging:
    """Holds an answer's head back until it is known whether the body comes in one piece."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._scope, self._send = scope, send
        self._start: Message | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:
            self._start = message
            return
        start, self._start = self._start, None
        if start is not None:
            if not message.get("more_body", False):
                headers = MutableHeaders(raw=start["headers"])
                tag = headers.setdefault("etag", _tag(message.get("body", b"")))
                headers.setdefault("cache-control", "no-cache")
                if listed(tag, Headers(scope=self._scope).get("if-none-match")):
                    start["status"] = 304
                    start["headers"] = [one for one in headers.raw if one[0] in _KEPT_OF_304]
                    message = {"type": "http.response.body", "body": b""}
                else:
                    start["headers"] = headers.raw
            await self._send(start)
        await self._send(message)


def etag(answer: BaseModel) -> str:
    """The tag of an answer, also for who has to compare it before it is sent."""
    return _tag(answer.model_dump_json().encode())


def listed(tag: str, header: str | None) -> bool:
    """Whether the tag is among those of an `If-Match` or `If-None-Match`."""
    if header is None:
        return False
    tags = {each.strip().removeprefix("W/") for each in header.split(",")}
    return "*" in tags or tag.removeprefix("W/") in tags


def precondition(
    request: Request, current: Callable[[Session], BaseModel | None]
) -> Callable[[Session], None]:
    """What a write has to check first, in its own transaction.

    `current` gives what a GET would answer, or None if there is nothing yet. What is checked
    raises a 412 if that is not what the caller has seen.
    """
    match, none_match = request.headers.get("if-match"), request.headers.get("if-none-match")

    def check(session: Session) -> None:
        if match is None and none_match is None:
            return
        answer = current(session)
        tag = etag(answer) if answer is not None else None
        if match is not None and not (tag and listed(tag, match)):
            raise ProblemError(412, "It is not (or no more) what `If-Match` says.")
        if tag is not None and listed(tag, none_match):
            raise ProblemError(412, "It is there already, which `If-None-Match` excludes.")

    return check


def _tag(body: bytes) -> str:
    return f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
