"""The API as one application, made anew for each use: `create_app(settings)`."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import limits
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema
from sqlalchemy import Engine
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Route
from starlette_compress import CompressMiddleware

from service import database, logs, schemas, store
from service.agents import server as agents
from service.api import access, problems
from service.api.access import Gate
from service.api.answers import Problem
from service.api.audit_routes import AUDIT_EXAMPLE
from service.api.audit_routes import router as audit
from service.api.conditional import Conditional
from service.api.deps import Context, SharedExtractor
from service.api.examples import ANSWERS
from service.api.limiting import RateLimit
from service.api.metrics import Metrics
from service.api.review_examples import ANSWERS as REVIEW_ANSWERS
from service.api.review_routes import router as review
from service.api.routes import router
from service.api.source_examples import ANSWERS as SOURCE_ANSWERS
from service.api.source_routes import router as sources
from service.api.statement_routes import router as statements
from service.api.tracing import Tracing
from service.ingest import Extractor, load_engine
from service.inputs import DocumentIn
from service.page import routes as page
from service.settings import Settings, load_settings

_DESCRIPTION = """\
Who said what in the news, and by which route the words reached the page.

Offsets are Unicode code points into the document's text, end exclusive. Text is plain text and
never markup. Every error is an RFC 9457 problem (`application/problem+json`)."""

# What a page of another origin may see of an answer's head, where it may see the answer.
_EXPOSED = "ETag Link Location X-Request-ID RateLimit RateLimit-Policy Retry-After".split()
_EXAMPLES = ANSWERS | REVIEW_ANSWERS | SOURCE_ANSWERS | {"list_audit": AUDIT_EXAMPLE}


def create_app(
    settings: Settings, *, extractor: Callable[[Settings], Extractor] = load_engine
) -> FastAPI:
    """The application. `extractor` loads the engine of the settings, when first needed.

    Entering it opens the database and migrates SQLite.
    """

    metrics = Metrics(lambda: _size(app.state.context.database))

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        engine = database.open_engine(settings.database_url)
        try:
            database.prepare(engine)
            shared = SharedExtractor(lambda: extractor(settings))
            app.state.context = Context(settings, engine, shared, metrics)
            app.state.agents = agents.over_http(agents.make(lambda: engine))
            async with app.state.agents.run():
                yield
        finally:
            engine.dispose()

    app = FastAPI(
        title="Quotes",
        version="1",
        description=_DESCRIPTION,
        lifespan=lifespan,
        middleware=_middleware(settings, metrics),
    )
    problems.install(app)
    app.include_router(router)
    app.include_router(statements)
    app.include_router(sources)
    app.include_router(review)
    app.include_router(audit)
    app.router.routes.append(Route("/mcp", agents.Endpoint(settings.cors_origins)))
    page.install(app)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    return app


def served() -> FastAPI:
    """The application of the environment's settings: what each worker process makes."""
    settings = load_settings()
    logs.configure(settings.log_format)
    return create_app(settings)


def _middleware(settings: Settings, metrics: Metrics) -> list[Middleware]:
    """What every request passes, from the outside in; pure ASGI, microseconds each."""
    found = [Middleware(Tracing, observe=metrics.observe)]
    if settings.cors_origins:
        found += [
            Middleware(
                CORSMiddleware,
                allow_origins=settings.cors_origins,
                allow_methods=["GET", "POST"],
                allow_headers=["*"],
                expose_headers=_EXPOSED,
                max_age=3600,
            )
        ]
    found += [
        Middleware(CompressMiddleware),
        Middleware(Gate, closed=settings.reads == "closed"),
    ]
    if settings.rate_limit:
        found += [Middleware(RateLimit, limit=limits.parse(settings.rate_limit))]
    return [*found, Middleware(Conditional)]


def _size(engine: Engine) -> tuple[int, int]:
    with database.reading(engine) as session:
        return store.size(session)


def _openapi(app: FastAPI) -> dict[str, Any]:
    """OpenAPI 3.1, with the types that no route names in Python: problems, and what is posted."""
    if app.openapi_schema is None:
        document = get_openapi(
            title=app.title,
            version=app.version,
            description=app.description,
            openapi_version=app.openapi_version,
            routes=app.routes,
        )
        _, extra = models_json_schema(
            [(Problem, "serialization"), (DocumentIn, "validation")],
            ref_template="#/components/schemas/{model}",
        )
        components: dict[str, Any] = document["components"]["schemas"]
        components.update(extra["$defs"])
        components["Document"] = components.pop("DocumentIn")
        for name, schema in components.items():
            schemas.complete(name, schema)
        document["components"]["schemas"] = dict(sorted(components.items()))
        document["components"]["securitySchemes"] = access.SCHEMES
        document["security"] = access.SECURITY
        _add_examples(document)
        app.openapi_schema = document
    return app.openapi_schema


def _add_examples(document: dict[str, Any]) -> None:
    # Here and not at the routes: FastAPI drops every null from what a route declares.
    for methods in document["paths"].values():
        for operation in methods.values():
            for status in {"200", "201"} & set(operation["responses"]):
                content = operation["responses"][status]["content"]["application/json"]
                content["example"] = _EXAMPLES[operation["operationId"]]
