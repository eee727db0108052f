"""`Idempotency-Key`: a POST that is sent again, after a line broke, is answered as the first time.

As draft-ietf-httpapi-idempotency-key-header has it. A key belongs to its caller and is kept for a
day. What failed on this side, or for want of a key, is not kept: it may be tried again. Nothing is
kept for strangers, who cannot write anything.
"""

import hashlib
import logging
import re
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from sqlalchemy import Engine
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.access import caller, is_loopback
from service.api.deps import MAX_BATCH
from service.api.problems import ProblemError, respond
from service.database import writing
from service.errors import DatabaseError
from service.store import kept
from service.store.kept import Kept

_USABLE = re.compile(r"[\x21-\x7e]{1,255}")
_KEPT_HEADERS = frozenset({b"content-type", b"location", b"etag"})
_PASSING = frozenset({401, 403, 409, 412, 429})
_log = logging.getLogger(__name__)
T = TypeVar("T")


class Idempotency:
    """Answers a key that was used before with what was answered then."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request pass, or answer it."""
        key = Headers(scope=scope).get("idempotency-key") if _posted(scope) else None
        if key is None:
            await self._app(scope, receive, send)
            return
        try:
            if not _USABLE.fullmatch(key):
                raise ProblemError(400, "An Idempotency-Key has 1 to 255 ASCII characters.")
            body = await _read(receive)
            before = await _claimed(scope, key, _fingerprint(scope, body))
        except (ProblemError, DatabaseError) as error:
            await respond(scope, receive, send, error)
            return
        if before is not None:
            await _replayed(before)(scope, receive, send)
        else:
            await self._first(scope, key, body, send)

    async def _first(self, scope: Scope, key: str, body: bytes, send: Send) -> None:
        answer = _Held()
        try:
            await self._app(scope, _again(body), answer)
        finally:
            await _settled(scope, key, answer)
        # Not before it is kept: whoever has it may send the request again at once.
        for message in answer.messages:
            await send(message)


class _Held:
    """An answer that is not sent yet."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.status = 500
        self.headers: list[tuple[str, str]] = []
        self.body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = [
                (name.decode(), value.decode("latin-1"))
                for name, value in message["headers"]
                if name.lower() in _KEPT_HEADERS
            ]
        else:
            self.body += message.get("body", b"")
        self.messages.append(message)

    @property
    def worth_keeping(self) -> bool:
        return self.status < 500 and self.status not in _PASSING


def _posted(scope: Scope) -> bool:
    """Whether it is a POST to the API by somebody who may have any business posting."""
    if scope["type"] != "http" or scope["method"] != "POST":
        return False
    path: str = scope["path"]
    host, _ = scope.get("client") or ("", 0)
    return path.startswith("/v1/") and (scope["state"]["api_key"] is not None or is_loopback(host))


async def _read(receive: Receive) -> bytes:
    received = bytearray()
    while True:
        message = await receive()
        received += message.get("body", b"")
        if len(received) > MAX_BATCH:
            raise ProblemError(413, f"At most {MAX_BATCH:,} bytes are taken.")
        if not message.get("more_body", False):
            return bytes(received)


def _again(body: bytes) -> Receive:
    messages = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def receive() -> Message:
        return next(messages, {"type": "http.disconnect"})

    return receive


def _fingerprint(scope: Scope, body: bytes) -> str:
    head = f"{scope['path']}?{scope['query_string'].decode('latin-1')}\n"
    kind = Headers(scope=scope).get("content-type", "")
    return hashlib.sha256(f"{head}{kind}\n".encode() + body).hexdigest()


async def _claimed(scope: Scope, key: str, fingerprint: str) -> Kept | None:
    claim = partial(kept.claim, who=caller(scope), key=key, fingerprint=fingerprint)
    before = await _written(scope, claim)
    if before is None:
        return None
    if before.fingerprint != fingerprint:
        raise ProblemError(422, "This Idempotency-Key was used for another request.")
    if before.status is None:
        raise ProblemError(409, "The first request with this Idempotency-Key is not answered yet.")
    return before


async def _settled(scope: Scope, key: str, answer: _Held) -> None:
    settle = partial(kept.forget, who=caller(scope), key=key)
    if answer.worth_keeping:
        settle = partial(
            kept.keep,
            who=caller(scope),
            key=key,
            status=answer.status,
            headers=answer.headers,
            body=answer.body.decode(),
        )
    try:
        await _written(scope, settle)
    except DatabaseError as error:
        # What was asked for is done, and is told; sent again, it has to wait a few minutes.
        _log.error("an answer was not kept: %s", error)


async def _written(scope: Scope, work: Callable[[Session], T]) -> T:
    engine: Engine = scope["app"].state.context.database

    def run() -> T:
        with writing(engine) as session:
            return work(session)

    return await run_in_threadpool(run)


def _replayed(before: Kept) -> Response:
    assert before.status is not None, "only what was answered is replayed"
    headers = {**dict(before.headers), "Idempotency-Replayed": "true"}
    return Response(before.body, before.status, headers)
