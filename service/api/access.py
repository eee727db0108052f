"""Who calls, and what they may do.

`Gate` stands before everything: it turns the secret of a request into an actor and, where reads
are closed, lets no stranger in. A route that writes asks for `may("ingest")` or another scope and
gets the actor who is answerable for it.

The secret comes as `Authorization: Bearer`, as `X-API-Key`, or in the cookie that our own page
sets. Without any key in the database, this machine may write without one.
"""

import ipaddress
from collections.abc import Awaitable, Callable, Collection
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from fastapi import Request
from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Send
from starlette.types import Scope as AsgiScope

from service.access import Actor, ApiKey, Scope
from service.api.problems import ProblemError, respond
from service.api.tracing import request_id
from service.database import reading
from service.errors import DatabaseError
from service.store import api_keys

COOKIE = "quotes_key"
SCHEMES = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "A key of `quotes keys make`."},
    "apiKey": {"type": "apiKey", "in": "header", "name": "X-API-Key", "description": "The same."},
}
# The empty one: by default nothing has to be shown.
SECURITY: list[dict[str, list[str]]] = [{}, {"bearer": []}, {"apiKey": []}]
# What answers strangers even where reads are closed: whoever keeps the process alive asks the
# first two; at the third a key is given, on a page that needs its style sheet.
_OPEN_PATHS = frozenset({"/healthz", "/readyz", "/key"})
_OPEN_FOLDER = "/static/"


class Gate:
    """Knows the key of a request; 401 for one that is none, and for strangers where `closed`."""

    def __init__(self, app: ASGIApp, *, closed: bool) -> None:
        self._app, self._closed = app, closed

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        """Let one request pass, or answer it."""
        if scope["type"] == "http":
            try:
                key = await _authenticated(scope)
                if key is None and self._closed and not _open(scope["path"]):
                    raise unauthorized("Reading needs a key here.")
            except (ProblemError, DatabaseError) as error:
                await respond(scope, receive, send, error)
                return
            scope.setdefault("state", {})["api_key"] = key
        await self._app(scope, receive, send)


def may(scope: Scope) -> Callable[[Request], Awaitable[Actor]]:
    """A dependency: the actor of the request, who has this `scope`; 401 or 403 for all others.

    `Depends(may("judge"))` in a parameter gives the actor; among `dependencies` it only guards.
    """

    async def actor(request: Request) -> Actor:
        key: ApiKey | None = request.scope["state"].get("api_key")
        if key is None:
            engine: Engine = request.app.state.context.database
            refuse_pages(request)
            await run_in_threadpool(_require_local, request, engine, scope)
            return Actor("this machine", "http", request=request_id(request.scope))
        if COOKIE in request.cookies:
            refuse_pages(request, but=_own(request))
        if not key.allows(scope):
            challenge = f'Bearer realm="quotes", error="insufficient_scope", scope="{scope}"'
            raise ProblemError(
                403, f"The key {key.name!r} has no scope `{scope}`.", challenge=challenge
            )
        return Actor(key.name, "http", key=key.id, request=request_id(request.scope))

    return actor


def caller(scope: AsgiScope) -> str:
    """Whom a request is counted for: its key, or else its address."""
    key: ApiKey | None = scope["state"].get("api_key")
    return f"key {key.id}" if key else (scope.get("client") or ("nowhere",))[0]


def unauthorized(detail: str, error: str | None = None) -> ProblemError:
    """A 401 that says how to do better."""
    challenge = 'Bearer realm="quotes"' + (f', error="{error}"' if error else "")
    return ProblemError(401, detail, challenge=challenge)


def _open(path: str) -> bool:
    return path in _OPEN_PATHS or path.startswith(_OPEN_FOLDER)


async def _authenticated(scope: AsgiScope) -> ApiKey | None:
    secret = _secret(Headers(scope=scope))
    if secret is None:
        return None
    key = await run_in_threadpool(_known, scope["app"].state.context.database, secret)
    if key is None:
        raise unauthorized("This key is unknown or revoked.", "invalid_token")
    return key


def _secret(headers: Headers) -> str | None:
    scheme, _, secret = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and secret.strip():
        return secret.strip()
    if "x-api-key" in headers:
        return headers["x-api-key"]
    if COOKIE not in headers.get("cookie", ""):
        return None
    try:
        morsel = SimpleCookie(headers["cookie"]).get(COOKIE)
    except CookieError:
        return None
    return morsel.value if morsel and morsel.value else None


def _known(engine: Engine, secret: str) -> ApiKey | None:
    with reading(engine) as session:
        return api_keys.by_secret(session, secret)


# --- without a key ------------------------------------------------------------------------


def _require_local(request: Request, engine: Engine, scope: Scope) -> None:
    if not is_loopback(request.client.host if request.client else ""):
        raise unauthorized(f"Only this machine may post here without a key of scope `{scope}`.")
    with reading(engine) as session:
        if api_keys.any_standing(session):
            raise unauthorized(f"There are keys; this needs one of scope `{scope}`.")


def refuse_pages(request: Request, *, but: Collection[str] = ()) -> None:
    """Refuse what a page of another site makes the browser post; its Origin gives it away.

    Pages of this machine may, and those of the origins `but`.

    Raises:
        ProblemError: a 403.
    """
    origin = request.headers.get("origin")
    if origin is None or is_loopback(_host(origin)) or origin in but or "*" in but:
        return
    raise ProblemError(403, f"Pages of {origin} may not post here.")


def _own(request: Request) -> tuple[str, ...]:
    # Good only where the browser shows a cookie: any name can be made to lead to this machine.
    host = request.headers.get("host")
    return (f"http://{host}", f"https://{host}")


def _host(origin: str) -> str:
    try:
        return urlsplit(origin).hostname or ""
    except ValueError:
        return ""


def is_loopback(host: str) -> bool:
    """Whether a host's name or address is this machine."""
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)
