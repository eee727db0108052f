"""Rate limits, off unless `QUOTES_RATE_LIMIT` says how much: by key, or else by address.

The headers are those of draft-ietf-httpapi-ratelimit-headers. Each worker process counts alone.
"""

import time

from limits import RateLimitItem
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.access import caller
from service.api.problems import ProblemError, respond

# Whoever keeps the process alive must not be turned away.
_UNLIMITED = frozenset({"/healthz", "/readyz"})


class RateLimit:
    """Answers 429 to who asks more often than `limit`; tells all others how much is left."""

    def __init__(self, app: ASGIApp, *, limit: RateLimitItem) -> None:
        self._app, self._limit = app, limit
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._policy = f'"default";q={limit.amount};w={limit.get_expiry()}'

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request pass, or answer it."""
        if scope["type"] != "http" or scope["path"] in _UNLIMITED:
            await self._app(scope, receive, send)
            return
        who = caller(scope)
        allowed = self._limiter.hit(self._limit, who)
        stats = self._limiter.get_window_stats(self._limit, who)
        wait = max(0, round(stats.reset_time - time.time()))

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                headers["RateLimit-Policy"] = self._policy
                headers["RateLimit"] = f'"default";r={stats.remaining};t={wait}'
                if not allowed:
                    headers["Retry-After"] = str(max(1, wait))
            await send(message)

        if allowed:
            await self._app(scope, receive, answer)
        else:
            error = ProblemError(429, f"At most {self._limit} are answered; wait {wait} seconds.")
            await respond(scope, receive, answer, error)
