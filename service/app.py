"""The API as one application, made anew for each use: `create_app(settings)`."""

import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

from fastapi import FastAPI
from sqlalchemy import Engine
from starlette.routing import Route

from service import database, logs, store
from service.agents import server as agents
from service.api import problems
from service.api.audit_routes import router as audit
from service.api.deps import Context, SharedExtractor
from service.api.described import DESCRIPTION, described
from service.api.document_routes import router as documents
from service.api.job_routes import router as jobs
from service.api.metrics import Metrics
from service.api.middleware import stack
from service.api.operation_routes import router as operation
from service.api.review_routes import router as review
from service.api.routes import direct as quotes
from service.api.routes import router
from service.api.source_routes import router as sources
from service.api.statement_routes import direct as statement_list
from service.api.statement_routes import router as statements
from service.api.verify_routes import router as claims
from service.ingest import Extractor, load_engine
from service.jobs import Worker
from service.page import routes as page
from service.settings import Settings, load_settings


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
            worker = Worker(engine, shared.ready, metrics.ingested)
            app.state.context = Context(settings, engine, shared, metrics, worker)
            app.state.agents = agents.over_http(agents.make(lambda: engine))
            with _at_work(worker):
                async with app.state.agents.run():
                    yield
        finally:
            engine.dispose()

    app = FastAPI(
        title="Quotes",
        version="1",
        description=DESCRIPTION,
        lifespan=lifespan,
        middleware=stack(settings, metrics),
    )
    problems.install(app)
    # What is asked most is looked for first.
    app.include_router(quotes)
    app.include_router(statement_list)
    app.include_router(documents)
    app.include_router(router)
    app.include_router(statements)
    app.include_router(sources)
    app.include_router(review)
    app.include_router(jobs)
    app.include_router(audit)
    app.include_router(operation)
    app.include_router(claims)
    app.router.routes.append(Route("/mcp", agents.Endpoint(settings.cors_origins)))
    page.install(app)
    app.openapi = lambda: described(app)  # type: ignore[method-assign]
    return app


def served() -> FastAPI:
    """The application of the environment's settings: what each worker process makes."""
    settings = load_settings()
    logs.configure(settings.log_format)
    return create_app(settings)


@contextmanager
def _at_work(worker: Worker) -> Iterator[None]:
    """The worker in a thread of its own; at the end it finishes the document at hand."""
    # A daemon: a second Ctrl-C ends the server without coming back here.
    thread = threading.Thread(target=worker.run, name="jobs", daemon=True)
    thread.start()
    try:
        yield
    finally:
        worker.stop()
        thread.join()


def _size(engine: Engine) -> tuple[int, int]:
    with database.reading(engine) as session:
        return store.size(session)
