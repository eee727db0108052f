"""Which of the media types that a route offers an answer is given in (RFC 9110, `Accept`)."""

from collections.abc import Sequence

from fastapi import Request

from service.api.problems import ProblemError

JSON, LINKED = "application/json", "application/ld+json"
# An answer that is given in several forms is kept by caches for each.
VARY = {"Vary": "Accept"}


async def negotiate(request: Request) -> None:
    """Choose for a request among what its route documents; 406 where nothing fits.

    `media_type` says what was chosen.
    """
    route = request.scope["route"]
    offered = list(route.responses.get(200, {}).get("content", {}))
    if route.response_model is not None:
        offered.insert(0, JSON)
    accepted = request.headers.get("accept", "*/*")
    chosen = offered[0] if accepted == "*/*" else best(accepted, offered)
    if chosen is None:
        raise ProblemError(406, f"This is given as {' or '.join(offered)}.")
    request.state.media_type = chosen


def media_type(request: Request) -> str:
    """What `negotiate` chose."""
    return str(request.state.media_type)


def best(accepted: str, offered: Sequence[str]) -> str | None:
    """The first of `offered` that an `Accept` header likes best; None if it takes none of them."""
    ranges = [_range(part) for part in accepted.split(",") if part.strip()]
    liked = {each: _quality(each, ranges) for each in offered}
    top = max(liked.values(), default=0.0)
    return next((each for each in offered if liked[each] == top), None) if top else None


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (each.strip() for each in part.split(";"))
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "q":
            try:
                return name.lower(), min(1.0, max(0.0, float(value)))
            except ValueError:
                return name.lower(), 0.0
    return name.lower(), 1.0


def _quality(media_type: str, ranges: Sequence[tuple[str, float]]) -> float:
    """That of the most specific range that holds it."""
    group = media_type.partition("/")[0]
    for wanted in (media_type, f"{group}/*", "*/*"):
        found = [quality for name, quality in ranges if name == wanted]
        if found:
            return max(found)
    return 0.0
