"""What every request passes, from the outside in; pure ASGI, microseconds each."""

import limits
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette_compress import CompressMiddleware

from service.api.access import Gate
from service.api.conditional import Conditional
from service.api.idempotency import Idempotency
from service.api.limiting import RateLimit
from service.api.metrics import Metrics
from service.api.tracing import Tracing
from service.settings import Settings

# What a page of another origin may see of an answer's head, where it may see the answer.
_EXPOSED = "ETag Link Location X-Request-ID RateLimit RateLimit-Policy Retry-After".split()


def stack(settings: Settings, metrics: Metrics) -> list[Middleware]:
    """Traced, compressed, let in, counted, answered once, tagged; CORS and limits by setting."""
    cors = Middleware(
        CORSMiddleware,
        allow_origins=settings.cors_origins,
        allow_methods=["GET", "POST"],
        allow_headers=["*"],
        expose_headers=_EXPOSED,
        max_age=3600,
    )
    limit = settings.rate_limit
    return [
        Middleware(Tracing, observe=metrics.observe),
        *([cors] if settings.cors_origins else []),
        Middleware(CompressMiddleware),
        Middleware(Gate, closed=settings.reads == "closed"),
        *([Middleware(RateLimit, limit=limits.parse(limit))] if limit else []),
        Middleware(Idempotency),
        Middleware(Conditional),
    ]
