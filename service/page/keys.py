"""The key of whoever may write: kept in a cookie that no script can read."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from service.access import Scope
from service.api.access import COOKIE, may
from service.api.deps import InContext
from service.api.problems import ProblemError
from service.database import reading
from service.page.rendering import own_address, render
from service.store import api_keys

router = APIRouter(include_in_schema=False)

_MONTH = 30 * 24 * 3600


async def allowed(request: Request, scope: Scope) -> bool:
    """Whether the request may do what needs this scope, as `may` would have it."""
    try:
        await may(scope)(request)
    except ProblemError:
        return False
    return True


async def may_judge(request: Request) -> bool:
    """Whether whoever looks at the page may correct it."""
    return await allowed(request, "judge")


@router.get("/key", name="key")
def form(request: Request, onward: str = "/") -> HTMLResponse:
    """Where a key is given, or forgotten."""
    key = request.scope["state"].get("api_key")
    return render(request, "key.html", key=key, onward=own_address(onward), refused=False)


@router.post("/key", name="give-key")
def give(
    request: Request,
    context: InContext,
    key: Annotated[str, Form(max_length=500)] = "",
    onward: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """Keep the key, if it is one; without any, forget the one kept."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise ProblemError(403, "Another site may not give this browser a key.")
    answer = RedirectResponse(own_address(onward), 303)
    if not (secret := key.strip()):
        answer.delete_cookie(COOKIE)
        return answer
    with reading(context.database) as session:
        known = api_keys.by_secret(session, secret)
    if known is None:
        return render(
            request, "key.html", status=422, key=None, onward=own_address(onward), refused=True
        )
    answer.set_cookie(
        COOKIE, secret, max_age=_MONTH, httponly=True, samesite="lax",
        secure=request.url.scheme == "https",
    )  # fmt: skip
    return answer
