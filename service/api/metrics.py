"""What Prometheus scrapes at `/metrics`: requests, ingest, and how much there is.

Each application has a registry of its own. Under `quotes serve --workers N` the workers share
their counts through the files in PROMETHEUS_MULTIPROC_DIR, and any of them answers for all.
"""

import os
import threading
import time
from collections.abc import Callable, Iterable

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from service.queries import Outcome

CONTENT_TYPE = CONTENT_TYPE_LATEST
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
# Counting a million quotes takes a while; a gauge may be a minute old.
_FRESH = 60.0

# Documents and quotes, as they are counted now.
Count = Callable[[], tuple[int, int]]


class Metrics:
    """The counts of one application."""

    def __init__(self, count: Count) -> None:
        self._registry = CollectorRegistry()
        self._stored = _Stored(count)
        self._registry.register(self._stored)
        self._requests = Counter(
            "quotes_http_requests",
            "Requests answered.",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "quotes_http_request_seconds",
            "How long they took.",
            ("method", "route"),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._documents = Counter(
            "quotes_ingested_documents",
            "Documents handed in, by what became of them.",
            ("outcome",),
            registry=self._registry,
        )

    def observe(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request."""
        self._requests.labels(method, route, status).inc()
        self._seconds.labels(method, route).observe(seconds)

    def ingested(self, outcome: Outcome) -> None:
        """Count one document."""
        self._documents.labels(outcome).inc()

    def exposition(self) -> bytes:
        """All counts in the text format of Prometheus."""
        if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
            return generate_latest(self._registry)
        shared = CollectorRegistry()
        MultiProcessCollector(shared)  # type: ignore[no-untyped-call]
        shared.register(self._stored)
        return generate_latest(shared)


class _Stored(Collector):
    """How much there is, counted when it is asked for, but seldom."""

    def __init__(self, count: Count) -> None:
        self._count = count
        self._lock = threading.Lock()
        self._at = float("-inf")
        self._last = (0, 0)

    def describe(self) -> Iterable[Metric]:
        """Nothing: to be registered must not ask the database."""
        return ()

    def collect(self) -> Iterable[Metric]:
        """Two gauges."""
        with self._lock:
            if time.monotonic() - self._at > _FRESH:
                self._last, self._at = self._count(), time.monotonic()
        documents, quotes = self._last
        yield GaugeMetricFamily("quotes_stored_documents", "Current documents.", documents)
        yield GaugeMetricFamily("quotes_stored_quotes", "Their quotes, `think` left out.", quotes)
