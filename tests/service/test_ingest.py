"""Ingesting is done once, in order, and without the engine where nothing changed."""

import threading
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, func
from sqlmodel import select

from quotes.model import Document, Extraction
from service.database import reading
from service.ingest import Ingested, ingest, ingest_one
from service.inputs import Input, InputProblem
from service.tables import DocumentRow, Row

DOCUMENTS = [Document(str(number), f'Anna Bell: "Number {number}."') for number in range(150)]


def run(engine: Engine, documents: Iterable[Document], load: Any) -> list[Any]:
    inputs = [Input(f"file:{number}", document) for number, document in enumerate(documents)]
    return list(ingest(engine, inputs, load))


def rows(engine: Engine) -> dict[str, int]:
    with reading(engine) as session:
        return {
            name: session.connection()
            .execute(func.count().select().select_from(table))
            .scalar_one()
            for name, table in Row.metadata.tables.items()
        }


def no_engine() -> Any:
    raise AssertionError("nothing changed, so there is nothing to extract")


def test_a_second_run_changes_nothing_and_needs_no_engine(engine: Engine, fake: Any) -> None:
    first = run(engine, DOCUMENTS, lambda: fake)
    assert {each.outcome for each in first} == {"created"}
    assert [each.id for each in first] == [document.id for document in DOCUMENTS]
    before = rows(engine)
    second = run(engine, DOCUMENTS, no_engine)
    assert {each.outcome for each in second} == {"unchanged"}
    assert rows(engine) == before
    assert fake.seen == [document.id for document in DOCUMENTS]


def test_only_what_changed_is_extracted(engine: Engine, fake: Any) -> None:
    run(engine, DOCUMENTS[:3], lambda: fake)
    changed = [DOCUMENTS[0], Document("1", "Other."), Document("new", "New.")]
    outcomes = {each.id: each.outcome for each in run(engine, changed, lambda: fake)}
    assert outcomes == {"0": "unchanged", "1": "updated", "new": "created"}
    assert fake.seen == ["0", "1", "2", "1", "new"]


def test_problems_go_through(engine: Engine, fake: Any) -> None:
    problem = InputProblem("x:1", "odd")
    assert list(ingest(engine, [problem, Input("y", DOCUMENTS[0])], lambda: fake)) == [
        problem,
        Ingested("0", "created"),
    ]


def test_one_id_for_two_texts_in_one_run_is_a_problem(engine: Engine, fake: Any) -> None:
    clash = [DOCUMENTS[0], DOCUMENTS[0], Document("0", "Another text.")]
    for expected in ("created", "unchanged"):
        first, again, problem = sorted(
            run(engine, clash, lambda: fake), key=lambda each: isinstance(each, InputProblem)
        )
        assert {first.outcome, again.outcome} <= {expected, "unchanged"}
        assert problem.reason == "the id '0' already stands for file:0 in this run"
        assert problem.place == "file:2"


def test_what_fails_half_way_leaves_whole_documents(engine: Engine, fake: Any) -> None:
    class Failing:
        def extract(self, document: Document) -> Extraction:
            raise NotImplementedError

        def extract_all(self, documents: Iterable[Document]) -> Iterator[Extraction]:
            for document in documents:
                if document.id == "2":
                    raise ZeroDivisionError
                yield fake.extract(document)

    with pytest.raises(ZeroDivisionError):
        run(engine, DOCUMENTS[:5], Failing)
    counted = rows(engine)
    assert counted["documents"] == counted["quotes"] == counted["quote_speakers"] == 2


def test_many_writers_at_once(engine: Engine, fake: Any) -> None:
    """The same and different documents, by several threads: each is stored, none twice."""
    errors: list[BaseException] = []

    def write() -> None:
        try:
            for document in DOCUMENTS[:8]:
                ingest_one(engine, document, lambda: fake)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with reading(engine) as session:
        stored = session.exec(select(DocumentRow.id, DocumentRow.version)).all()
    assert sorted(stored) == [(str(number), 1) for number in range(8)]
