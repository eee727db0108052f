"""The API under load: `make bench-api`.

Fills SQLite with 100,000 generated quotes (kept for the next run), serves the whole application in
a process of its own by uvicorn as `quotes serve` does, with one more route that answers `{}` and
nothing else, and asks both in turns over kept connections. What counts is the ratio of requests
per second in one run, and how far the slowest of a hundred is from the median.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from statistics import median, quantiles

from corpus import World
from lookups import samples
from report import FOLDER, write

from service import database, store
from service.database import reading, writing
from service.queries import QuoteQuery

SEED = 20
PATH = FOLDER / "api-100k.sqlite"
_DOCUMENTS, _BULK = 5_000, 200
_ROUNDS, _CONNECTIONS, _SAMPLES = 10, 4, 50


def main() -> None:
    """Measure, print the table, write build/bench/api.json."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=2.0, help="how long each turn lasts")
    parser.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve is not None:
        serve(given.serve)
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    fill()
    asked = {
        "empty": ["/empty"],
        "quotes": ["/v1/quotes"],
        "speaker": list(questions("speaker")),
        "statements": ["/v1/statements"],
        "facets": ["/v1/quotes?facet=speaker&facet=outlet&facet=kind"],
    }
    taken = {name: Taken() for name in asked}
    with served() as port:
        for name in asked:
            turn(port, asked[name], 0.5)  # statements are compiled, pages read, once
        for _ in range(_ROUNDS):
            for name, paths in asked.items():
                taken[name].add(turn(port, paths, given.seconds))
    write("api", figures(taken))


@dataclass
class Taken:
    """How long each request of one kind took, and how many there were a second, by turn."""

    seconds: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)

    def add(self, found: tuple[list[float], float]) -> None:
        """Add a turn's."""
        self.seconds += found[0]
        self.rates.append(len(found[0]) / found[1])


def figures(taken: dict[str, Taken]) -> dict[str, float]:
    """Of each turn the ratio to the empty route's of the same round; the median of these."""
    found: dict[str, float] = {}
    empty = taken["empty"]
    for name, each in taken.items():
        found[f"{name}_per_second"] = median(each.rates)
        found[f"{name}_median_ms"] = 1000 * median(each.seconds)
        found[f"{name}_p99_ms"] = 1000 * quantiles(each.seconds, n=100)[-1]
        found[f"{name}_p99_over_median"] = found[f"{name}_p99_ms"] / found[f"{name}_median_ms"]
        if name != "empty":
            ratios = [a / b for a, b in zip(each.rates, empty.rates, strict=True)]
            found[f"{name}_to_empty"] = median(ratios)
    return found


def turn(port: int, paths: list[str], seconds: float) -> tuple[list[float], float]:
    """Ask as fast as it is answered, over several connections; how long each took, and all."""
    begun = time.perf_counter()
    with ThreadPoolExecutor(_CONNECTIONS) as pool:
        each = [pool.submit(asking, port, paths, begun + seconds) for _ in range(_CONNECTIONS)]
        took = [one for future in each for one in future.result()]
    return took, time.perf_counter() - begun


def asking(port: int, paths: list[str], until: float) -> list[float]:
    """One connection's requests. No client library: it would cost more than the server."""
    took = []
    requests = [f"GET {path} HTTP/1.1\r\nHost: x\r\nAccept: */*\r\n\r\n".encode() for path in paths]
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while (start := time.perf_counter()) < until:
            connection.sendall(requests[len(took) % len(requests)])
            receive(connection)
            took.append(time.perf_counter() - start)
    return took


def receive(connection: socket.socket) -> None:
    """One whole answer, which has to be 200 with its length."""
    got = bytearray()
    while (head := got.find(b"\r\n\r\n")) < 0:
        got += connection.recv(1 << 17)
    status, *lines = bytes(got[:head]).lower().split(b"\r\n")
    assert b" 200 " in status, status
    (length,) = (int(line[15:]) for line in lines if line.startswith(b"content-length:"))
    missing = head + 4 + length - len(got)
    while missing > 0:
        missing -= len(connection.recv(1 << 17))


def questions(kind: str) -> Iterator[str]:
    """What is asked of speakers who have a page of quotes at least."""
    engine = database.open_engine(f"sqlite:///{PATH}")
    with reading(engine) as session:
        for sample in samples(engine, _SAMPLES, SEED):
            if len(store.find(session, QuoteQuery(speaker=sample.speaker)).data) == 20:
                yield f"/v1/quotes?{kind}={sample.speaker}"
    engine.dispose()


def fill() -> None:
    """Bring the store to 100,000 quotes, from where it stands."""
    engine = database.open_engine(f"sqlite:///{PATH}")
    database.upgrade(engine)
    with reading(engine) as session:
        there, _ = store.size(session)
    made = islice(World(seed=SEED, hard=False).documents(_DOCUMENTS), there, None)
    while some := list(islice(made, _BULK)):
        with writing(engine) as session:
            for each in some:
                store.save(session, each.document, each.extraction)
        print(f"\r{each.document.id}", end="", file=sys.stderr, flush=True)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA optimize")
    engine.dispose()


@contextmanager
def served() -> Iterator[int]:
    """The application's port, as long as the block lasts."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    environment = os.environ | {"QUOTES_DATABASE_URL": f"sqlite:///{PATH}"}
    process = subprocess.Popen([sys.executable, __file__, "--serve", str(port)], env=environment)
    try:
        wait(port)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def wait(port: int) -> None:
    """Until the port answers, a minute at most."""
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the server does not come up")


def serve(port: int) -> None:
    """What the other process does."""
    import uvicorn

    from service.app import served as application

    app = application()

    @app.get("/empty")
    async def empty() -> dict[str, str]:
        return {}

    # Before the page's routes, which answer whatever nobody else does.
    app.router.routes.insert(0, app.router.routes.pop())
    uvicorn.Server(uvicorn.Config(app, port=port, log_config=None, access_log=False)).run()


if __name__ == "__main__":
    main()
