"""Whoever works jobs off: a thread of the serving process, or `quotes worker`.

A job is claimed with a lease, and a document is marked when it is stored. So a job that was broken
off is gone on with by whoever comes next; a document that was stored but not marked is found
unchanged.
"""

import logging
import threading
from collections.abc import Callable

from sqlalchemy import Engine

from quotes.errors import QuotesError
from service.database import reading, writing
from service.errors import DatabaseError
from service.ingest import Load, ingest_one
from service.queries import Outcome
from service.store import jobs
from service.store.jobs import Claimed, Task

_log = logging.getLogger(__name__)
_IDLE = 5.0  # seconds between looks, if nobody calls


class Worker:
    """Works off all jobs there are, then waits for more; `ingested` is told of each document."""

    def __init__(self, engine: Engine, load: Load, ingested: Callable[[Outcome], None]) -> None:
        self._engine, self._load, self._ingested = engine, load, ingested
        self._called = threading.Event()
        self._stopped = threading.Event()

    def call(self) -> None:
        """There is work."""
        self._called.set()

    def stop(self) -> None:
        """End after the document at hand; what is left stays for others."""
        self._stopped.set()
        self._called.set()

    def run(self) -> None:
        """Work until stopped."""
        while not self._stopped.is_set():
            self._called.clear()
            try:
                self.work()
            except (DatabaseError, QuotesError) as error:
                # Neither is the job's fault: it is tried again.
                _log.error("jobs have to wait: %s", error)
            self._called.wait(_IDLE)

    def work(self) -> None:
        """Work off what there is.

        Raises:
            DatabaseUnavailable: unreachable, locked, or read-only.
            quotes.errors.QuotesError: the engine cannot be loaded.
        """
        while not self._stopped.is_set() and self._any():
            with writing(self._engine) as session:
                claimed = jobs.claim(session)
            if claimed is not None:
                self._work_off(claimed)

    def _any(self) -> bool:
        with reading(self._engine) as session:
            return jobs.any_open(session)

    def _work_off(self, claimed: Claimed) -> None:
        finished = False
        try:
            while not (finished or self._stopped.is_set()):
                with reading(self._engine) as session:
                    task = jobs.next_task(session, claimed.pk)
                if task is not None:
                    self._store(claimed, task)
                    continue
                with writing(self._engine) as session:
                    jobs.finish(session, claimed.pk)
                finished = True
        finally:
            if not finished:
                self._release(claimed)

    def _store(self, claimed: Claimed, task: Task) -> None:
        try:
            outcome = ingest_one(self._engine, task.document, self._load, by=claimed.by)
        except (DatabaseError, QuotesError):
            raise
        except Exception:
            # One article that breaks the engine must not keep the others waiting for ever.
            _log.exception("document %s was not stored", task.document.id)
            with writing(self._engine) as session:
                jobs.settle(
                    session, claimed.pk, task.position, "failed", "The error has been logged."
                )
            return
        with writing(self._engine) as session:
            jobs.settle(session, claimed.pk, task.position, outcome)
        self._ingested(outcome)

    def _release(self, claimed: Claimed) -> None:
        try:
            with writing(self._engine) as session:
                jobs.release(session, claimed.pk)
        except DatabaseError:
            _log.warning("a job waits until its lease has run out")
