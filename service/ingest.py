"""From documents to rows: one document, one transaction, and nothing is done twice.

What is stored already is found by its hash, before anything is extracted, so that a second run
over the same files neither waits for the spaCy pipeline nor writes a row.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from quotes.model import Annotation, Document, Extraction
from quotes.model import Engine as Stamp
from service import store
from service.access import Actor, local_user
from service.database import reading, writing
from service.inputs import Input, InputProblem
from service.keys import content_hash
from service.queries import Outcome
from service.settings import Settings
from service.store import audit
from service.store.audit import Action

_BATCH = 64
_NOTED: dict[Outcome, Action] = {"created": "document.created", "updated": "document.updated"}


class Extractor(Protocol):
    """What the service needs of the engine."""

    def extract(self, document: Document) -> Extraction:
        """What is found in one document."""

    def extract_all(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """What is found in each, in the same order."""


class Annotator(Extractor, Protocol):
    """What the command line needs of it beyond that."""

    @property
    def info(self) -> Stamp:
        """What it stamps on everything it extracts."""

    def annotate_all(self, documents: Iterable[Document]) -> Iterator[tuple[Annotation, ...]]:
        """The same in PolNeAR's convention."""


Load = Callable[[], Extractor]
Check = Callable[[Session], None]


def _anyway(_session: Session) -> None:
    """Stands in the way of nothing."""


def load_engine(settings: Settings) -> Annotator:
    """The real engine; spaCy is imported here and nowhere else in the service.

    Raises:
        quotes.errors.PipelineError: the spaCy pipeline of the settings cannot be used.
        quotes.errors.TaggerError: the tagger's files cannot.
    """
    from quotes.engine import load

    return load(settings.model, tagger=settings.tagger == "on")


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one document."""

    id: str
    outcome: Outcome


def ingest(
    engine: Engine, inputs: Iterable[Input | InputProblem], load: Load, *, by: Actor | None = None
) -> Iterator[Ingested | InputProblem]:
    """Store every document of `inputs`; what each became comes out as soon as it is stored.

    `load` is called when the first new or changed document is met, and only then. A document
    whose id was used before in this run, by another text, is a problem: stored one after the
    other they would change places with every run. The log of writes has it that they are `by` an
    actor, or else by whoever runs this.

    Raises:
        DatabaseUnavailable: unreachable, locked, or read-only.
    """
    stream = iter(_without_clashes(inputs))
    while batch := list(islice(stream, _BATCH)):
        yield from (each for each in batch if isinstance(each, InputProblem))
        documents = [each.document for each in batch if isinstance(each, Input)]
        yield from _ingest_batch(engine, documents, load, by or local_user())


def ingest_one(
    engine: Engine,
    document: Document,
    load: Load,
    *,
    by: Actor | None = None,
    check: Check = _anyway,
) -> Outcome:
    """Store one document, on behalf of `by` or else of whoever runs this.

    `check` looks at the database in the transaction that would write, and may raise.

    Raises:
        DatabaseUnavailable: unreachable, locked, or read-only.
    """
    (result,) = _ingest_batch(engine, [document], load, by or local_user(), check)
    return result.outcome


def _ingest_batch(
    engine: Engine, documents: list[Document], load: Load, by: Actor, check: Check = _anyway
) -> Iterator[Ingested]:
    with reading(engine) as session:
        known = store.unchanged(session, documents)
    yield from (Ingested(each.id, "unchanged") for each in documents if each.id in known)
    changed = [each for each in documents if each.id not in known]
    if not changed:
        return
    for document, extraction in zip(changed, load().extract_all(changed), strict=True):
        yield Ingested(document.id, _save(engine, document, extraction, by, check))


def _save(
    engine: Engine, document: Document, extraction: Extraction, by: Actor, check: Check
) -> Outcome:
    try:
        return _saved(engine, document, extraction, by, check)
    except IntegrityError:
        # Another writer stored the same id first; what it stored now counts as the version before.
        return _saved(engine, document, extraction, by, check)


def _saved(
    engine: Engine, document: Document, extraction: Extraction, by: Actor, check: Check
) -> Outcome:
    with writing(engine) as session:
        check(session)
        outcome = store.save(session, document, extraction)
        if outcome != "unchanged":
            audit.note(session, by, _NOTED[outcome], document.id)
        return outcome


def _without_clashes(inputs: Iterable[Input | InputProblem]) -> Iterator[Input | InputProblem]:
    seen: dict[str, tuple[str, str]] = {}
    for each in inputs:
        if isinstance(each, InputProblem):
            yield each
            continue
        content = content_hash(each.document)
        place, before = seen.setdefault(each.document.id, (each.place, content))
        if before == content:
            yield each
        else:
            reason = f"the id {each.document.id!r} already stands for {place} in this run"
            yield InputProblem(each.place, reason)
