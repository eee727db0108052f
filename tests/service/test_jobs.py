"""Many documents at once: taken in, worked off, gone on with after a break."""

import json
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy
from fastapi.testclient import TestClient
from sqlmodel import Session, col, select

from quotes.errors import PipelineError
from quotes.model import Document
from service import database, store
from service.access import Actor
from service.inputs import Input, InputProblem
from service.jobs import Worker
from service.platform_tables import JobItemRow, JobRow
from service.store import audit, jobs
from service.store.audit import AuditQuery

BY = Actor("Desk", "http", key="k", request="r1")
DOCUMENTS = [Document(f"d{number}", f'Anna Bell: "Word {number}."') for number in range(3)]
LINES = "\n".join(
    (
        '{"id": "a", "text": "Anna Bell: \\"We won.\\""}',
        "",
        '{"id": "b"}',
        "{",
        '{"id": "c", "text": ""}',
    )
)


def finished(client: TestClient, answer: Any) -> Any:
    for _ in range(200):
        body = client.get(answer.headers["location"]).json()
        if body["state"] == "done":
            return body
        time.sleep(0.02)
    raise AssertionError(body)


def post(client: TestClient, content: str, media_type: str = "application/jsonl") -> Any:
    headers = {"content-type": media_type}
    return client.post("/v1/documents/batch", content=content, headers=headers)


@pytest.mark.parametrize("media_type", ["application/jsonl", "application/x-ndjson"])
def test_lines_are_taken_in_and_worked_off(client: TestClient, media_type: str) -> None:
    answer = post(client, LINES, media_type)
    assert answer.status_code == 202
    assert answer.headers["location"] == f"/v1/jobs/{answer.json()['id']}"
    body = finished(client, answer)
    counts = ("documents", "created", "updated", "unchanged", "failed")
    assert [body[name] for name in counts] == [4, 2, 0, 0, 2]
    assert [each["position"] for each in body["problems"]] == [1, 2]
    assert body["problems"][0]["detail"] == ":3: text: Field required"
    assert body["received"] <= body["started"] <= body["finished"]
    assert client.get("/v1/documents/a").json()["quotes"][0]["text"] == "We won."
    again = finished(client, post(client, LINES))
    assert [again[name] for name in counts] == [4, 0, 0, 2, 2]
    assert 'quotes_ingested_documents_total{outcome="created"} 2.0' in client.get("/metrics").text


def test_an_array_is_taken_too(client: TestClient) -> None:
    content = json.dumps([{"id": 1, "text": "x"}, 7, {"id": "b", "text": "\ud800"}])
    body = finished(client, post(client, content, "application/json"))
    assert (body["created"], body["failed"]) == (1, 2)
    assert [each["detail"][:3] for each in body["problems"]] == [":2:", ":3:"]


@pytest.mark.parametrize(
    ("content", "media_type", "status"),
    [
        ("{}", "application/json", 400),
        ("[", "application/json", 400),
        ("[]", "application/json", 422),
        ("\n\n", "application/jsonl", 422),
        ("x", "text/plain", 415),
        ("[]", "application/json; charset=latin-1", 415),
    ],
)
def test_what_is_no_batch(client: TestClient, content: str, media_type: str, status: int) -> None:
    assert post(client, content, media_type).status_code == status


def test_a_job_that_is_none(client: TestClient) -> None:
    assert client.get("/v1/jobs/none").status_code == 404
    assert client.get("/v1/jobs/%00").status_code == 404


def test_only_who_may_ingest(client: TestClient) -> None:
    far = TestClient(client.app, client=("10.0.0.5", 1))
    assert post(far, LINES).status_code == 401


# --- the worker ---------------------------------------------------------------------------


def added(engine: sqlalchemy.Engine) -> str:
    with database.writing(engine) as session:
        return jobs.add(session, [Input(str(n), each) for n, each in enumerate(DOCUMENTS)], by=BY)


def state(engine: sqlalchemy.Engine, job_id: str) -> tuple[str, int, int]:
    with database.reading(engine) as session:
        found = jobs.job(session, job_id)
    assert found is not None
    return found.state, found.created, found.failed


def test_what_is_broken_off_is_gone_on_with(engine: sqlalchemy.Engine, fake: Any) -> None:
    id_ = added(engine)
    seen: list[str] = []
    worker = Worker(engine, lambda: fake, seen.append)
    worker_2 = Worker(engine, lambda: fake, seen.append)

    def stop(_outcome: str) -> None:
        worker.stop()

    worker._ingested = stop  # type: ignore[method-assign]
    worker.work()
    assert state(engine, id_) == ("running", 1, 0)
    worker_2.work()
    assert state(engine, id_) == ("done", 3, 0)
    assert fake.seen == ["d0", "d1", "d2"]
    assert seen == ["created", "created"]


def test_a_worker_that_died_loses_its_lease(engine: sqlalchemy.Engine, fake: Any) -> None:
    id_ = added(engine)
    with database.writing(engine) as session:
        assert jobs.claim(session) is not None
        assert jobs.claim(session) is None
    worker = Worker(engine, lambda: fake, lambda _: None)
    worker.work()
    assert state(engine, id_) == ("running", 0, 0)
    with database.writing(engine) as session:
        row = session.exec(select(JobRow)).one()
        row.lease = datetime.now(UTC) - timedelta(seconds=1)
    worker.work()
    assert state(engine, id_) == ("done", 3, 0)


def test_texts_are_not_kept_twice(engine: sqlalchemy.Engine, fake: Any) -> None:
    added(engine)
    Worker(engine, lambda: fake, lambda _: None).work()
    with database.reading(engine) as session:
        assert set(session.exec(select(col(JobItemRow.record)))) == {None}


def test_an_article_that_breaks_the_engine_is_reported(
    engine: sqlalchemy.Engine, fake: Any
) -> None:
    extract_all = fake.extract_all

    def fragile(documents: Any) -> Any:
        if documents[0].id == "d1":
            raise ZeroDivisionError
        return extract_all(documents)

    fake.extract_all = fragile
    id_ = added(engine)
    Worker(engine, lambda: fake, lambda _: None).work()
    assert state(engine, id_) == ("done", 2, 1)


def test_without_an_engine_jobs_wait(engine: sqlalchemy.Engine, fake: Any) -> None:
    def missing() -> Any:
        raise PipelineError("there is no spaCy pipeline")

    id_ = added(engine)
    with pytest.raises(PipelineError):
        Worker(engine, missing, lambda _: None).work()
    assert state(engine, id_) == ("running", 0, 0)
    Worker(engine, lambda: fake, lambda _: None).work()
    assert state(engine, id_) == ("done", 3, 0)


def test_who_handed_it_in_is_who_wrote(engine: sqlalchemy.Engine, fake: Any) -> None:
    added(engine)
    Worker(engine, lambda: fake, lambda _: None).work()
    with database.reading(engine) as session:
        entries = audit.entries(session, AuditQuery()).data
    assert {(each.who, each.way, each.key, each.request) for each in entries} == {
        ("Desk", "http", "k", "r1")
    }
    assert len(entries) == 3


def test_nothing_readable_is_done_at_once(engine: sqlalchemy.Engine, fake: Any) -> None:
    with database.writing(engine) as session:
        id_ = jobs.add(session, [InputProblem(":1", "not JSON")], by=BY)
    Worker(engine, lambda: fake, lambda _: None).work()
    assert state(engine, id_) == ("done", 0, 1)


def test_a_job_is_stored_whole(engine: sqlalchemy.Engine) -> None:
    document = Document("x", "a\x00b", "T", "P", "2025-06-03", "https://x.example")
    with database.writing(engine) as session:
        jobs.add(session, [Input("1", document)], by=BY)
    with database.writing(engine) as session:
        claimed = jobs.claim(session)
    assert claimed is not None
    assert claimed.by == BY
    with database.reading(engine) as session:
        task = jobs.next_task(session, claimed.pk)
    assert task is not None
    assert task.document == document


def test_jobs_are_kept_for_a_month(engine: sqlalchemy.Engine, fake: Any) -> None:
    first, second = added(engine), added(engine)
    Worker(engine, lambda: fake, lambda _: None).work()
    with database.writing(engine) as session:
        row = session.exec(select(JobRow).where(col(JobRow.id) == first)).one()
        row.finished = datetime.now(UTC) - timedelta(days=31)
    third = added(engine)
    with database.reading(engine) as session:
        assert jobs.job(session, first) is None
        assert jobs.job(session, second) is not None
        assert jobs.job(session, third) is not None
        assert len(session.exec(select(JobItemRow)).all()) == 6


def test_it_is_still_one_document_one_transaction(engine: sqlalchemy.Engine, fake: Any) -> None:
    """A document stored but not marked, as after a power cut, is found unchanged."""
    id_ = added(engine)
    worker = Worker(engine, lambda: fake, lambda _: None)
    worker.work()
    with database.writing(engine) as session:
        _unmark(session)
    worker.work()
    with database.reading(engine) as session:
        found = jobs.job(session, id_)
        stored = store.document(session, "d0")
    assert found is not None
    assert (found.created, found.unchanged) == (2, 1)
    assert stored is not None
    assert stored.card.version == 1


def _unmark(session: Session) -> None:
    row = session.exec(select(JobRow)).one()
    row.finished = None
    item = session.get_one(JobItemRow, (row.pk, 0))
    first = DOCUMENTS[0]
    item.outcome, item.record = None, {"id": first.id, "text": first.text}
