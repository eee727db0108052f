"""Did she really say that? How often the verdict is right, and how fast: `make bench-verify`.

Right: on generated claims of two seeds (one of them unseen while the rules were written), on claims
that were annotated apart from them, and on a folder of your own with `--folder`. Fast: on claims
about a million quotes, one by one and in a batch; it takes the database of `make bench-store`, or
the one `--database` names, and upgrades a copy of it.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from random import Random
from statistics import quantiles

from corpus.claims import claims
from report import FOLDER, write
from sqlalchemy import Engine, text
from verdicts import (
    Expected,
    Scored,
    figures,
    print_matrix,
    read_claims,
    scored,
    stored,
    write_results,
)

from service import database, store
from service.database import reading, writing
from service.verify import Claim, verify

GOLD = Path(__file__).parent.parent / "tests" / "gold"
SEEDS = {"generated": 31, "generated, unseen": 77}
DOCUMENTS, EACH = 300, 30
_TIMED, _BATCH = 300, 1000


def main() -> None:
    """Score and time what was asked for, print, write build/bench/verify.json."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--folder", type=Path, help="score its documents.jsonl and claims.jsonl")
    parser.add_argument("--results", type=Path, help="what was answered to each of its claims")
    parser.add_argument("--database", type=Path, default=FOLDER / "store-1m.sqlite")
    given = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    if given.folder is not None:
        found = annotated(given.folder / "documents.jsonl", given.folder / "claims.jsonl")
        name = given.folder.name
        write_results(given.results or FOLDER / f"{name}-results.jsonl", found)
        print_matrix(name, found)
        write(f"verify-{name}", figures(name, found))
        return
    numbers: dict[str, float] = {}
    for name, found in _sets():
        print_matrix(name, found)
        numbers |= figures(name, found)
    if given.database.exists():
        numbers |= _timed(given.database)
    else:
        print(f"no {given.database}: run `make bench-store` for the times", file=sys.stderr)
    write("verify", numbers)


def _sets() -> Iterator[tuple[str, list[Scored]]]:
    for name, seed in SEEDS.items():
        yield name, generated(seed)
    for path in sorted(GOLD.glob("claims_*_documents.jsonl")):
        stem = path.name.removesuffix("_documents.jsonl")
        yield stem, annotated(path, GOLD / f"{stem}_claims.jsonl")


def generated(seed: int) -> list[Scored]:
    """Claims about a generated corpus, verified."""
    documents, made = claims(DOCUMENTS, seed=seed, each=EACH)
    expected = [
        Expected(each.id, Claim(each.text, each.speaker), each.verdict, each.reasons)
        for each in made
    ]
    with tempfile.TemporaryDirectory() as folder:
        engine = database.open_engine(f"sqlite:///{folder}/claims.sqlite")
        database.upgrade(engine)
        while some := list(islice(documents, 100)):
            with writing(engine) as session:
                for document, extraction in some:
                    store.save(session, document, extraction)
        found = scored(engine, expected)
        engine.dispose()
    return found


def annotated(documents: Path, claims: Path) -> list[Scored]:
    """Annotated claims, verified against their documents as the real engine reads them."""
    with tempfile.TemporaryDirectory() as folder:
        engine = stored(documents, Path(folder) / "claims.sqlite")
        found = scored(engine, read_claims(claims))
        engine.dispose()
    return found


# --- at a million quotes ------------------------------------------------------------------


def _timed(path: Path) -> dict[str, float]:
    """Milliseconds a claim, and claims a second."""
    copy = FOLDER / "verify-1m.sqlite"
    if not copy.exists():
        shutil.copy(path, copy)
        for suffix in ("-wal", "-shm"):
            if path.with_name(path.name + suffix).exists():
                shutil.copy(path.with_name(path.name + suffix), copy.with_name(copy.name + suffix))
    engine = database.open_engine(f"sqlite:///{copy}")
    database.upgrade(engine)
    asked = list(_claims_about(engine, _TIMED + _BATCH))
    with reading(engine) as session:
        verify(session, asked[0])  # what is counted once is counted now
        took = [_milliseconds(session, each) for each in asked[:_TIMED]]
        begun = time.perf_counter()
        for each in asked[_TIMED:]:
            verify(session, each)
        seconds = time.perf_counter() - begun
    engine.dispose()
    return {
        "claims, p95 ms at a million quotes": quantiles(took, n=20)[-1],
        "claims, median ms": sorted(took)[len(took) // 2],
        "claims a second in a batch": _BATCH / seconds,
    }


def _milliseconds(session: object, claim: Claim) -> float:
    begun = time.perf_counter()
    verify(session, claim)  # type: ignore[arg-type]
    return 1000 * (time.perf_counter() - begun)


def _claims_about(engine: Engine, number: int) -> Iterator[Claim]:
    """Quotes as they are, with a word changed, of another speaker, of nobody, and mixed ones."""
    random = Random(20)
    with reading(engine) as session:
        last = session.execute(text("SELECT max(pk) FROM wordings")).scalar_one()
        said = [
            tuple(session.execute(_QUOTED, {"pk": random.randrange(last)}).one())
            for _ in range(number)
        ]
    for at, (words, name) in enumerate(said):
        yield _claim(at % 5, words, name, said[at - 1])


_QUOTED = text(
    "SELECT w.text, s.name FROM wordings w JOIN statements t ON t.pk = w.statement_pk"
    " JOIN sources s ON s.pk = t.speaker_pk WHERE w.pk >= :pk AND w.direct LIMIT 1"
)


def _claim(kind: int, words: str, name: str, other: Sequence[str]) -> Claim:
    if kind == 1:
        return Claim(words.replace(" will ", " will not ", 1), name)
    if kind == 2:
        return Claim(words, other[1])
    if kind == 3:
        return Claim(words)
    if kind == 4:
        mixed = zip(words.split(), other[0].split(), strict=False)
        return Claim(" ".join(word for pair in mixed for word in pair), name)
    return Claim(words, name)


if __name__ == "__main__":
    main()
