"""All pages together: what the application is given."""

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.responses import Response
from starlette.types import Scope

from service.page import (
    adding,
    checking,
    correcting,
    documents,
    feeds,
    joining,
    keys,
    problems,
    search,
    speakers,
    statements,
)
from service.page.rendering import STATIC

_PAGES = (
    search, feeds, statements, speakers, documents, correcting, joining, checking, adding, keys,
)  # fmt: skip


class _Kept(StaticFiles):
    """Static files, whose addresses change with their content: kept by the browser for ever."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


def install(app: FastAPI) -> None:
    """Serve the page with `app`, whose problems browsers see as pages from then on."""
    for module in _PAGES:
        app.include_router(module.router)
    app.mount("/static", _Kept(directory=STATIC), name="static")
    problems.install(app)
