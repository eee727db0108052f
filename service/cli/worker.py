"""``quotes worker``: a process that works jobs off, and answers nobody."""

import signal
from typing import Annotated

import typer

from service.cli.running import database, load


def worker(
    context: typer.Context,
    once: Annotated[
        bool, typer.Option("--once", help="End when there is nothing left to do.")
    ] = False,
) -> None:
    """Work off the documents that were handed in at /v1/documents/batch, until Ctrl-C.

    The server does so itself; more workers share the work, on other machines too with PostgreSQL.
    What is broken off is gone on with by whoever comes next.

    Example: quotes worker --once
    """
    from service import logs
    from service.database import require_current
    from service.ingest import Extractor
    from service.jobs import Worker
    from service.settings import load_settings

    settings = load_settings()
    engine_of: list[Extractor] = []

    def extractor() -> Extractor:
        if not engine_of:
            engine_of.append(load(context, settings))
        return engine_of[0]

    with database() as engine:
        require_current(engine)
        worker = Worker(engine, extractor, lambda _outcome: None)
        if once:
            worker.work()
            return
        logs.configure(settings.log_format)
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda *_: worker.stop())
        worker.run()
