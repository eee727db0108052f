"""Statements form as documents come in, and it does not matter in which order they come."""

import random
from typing import Any

import pytest
from sqlalchemy import Engine, text

from quotes.model import Document
from service.database import reading, writing
from service.ingest import ingest_one
from service.store import joining
from service.store.regrouping import regroup

TOLD = [
    ("Anna Bell", "The harbour will be dredged before the autumn storms arrive.", "direct"),
    ("Anna Bell", "The harbour will be dredged before the autumn storms arrive", "direct"),
    ("Anna Bell", "The harbor will be dredged before the autumn storms arrive.", "direct"),
    ("Anna Bell", "The harbour will be dredged before the autumn storms.", "direct"),
    ("Anna Bell", "the harbour would be dredged before the autumn storms arrived", "indirect"),
    ("Anna Bell", "The harbour will not be dredged before the autumn storms arrive.", "direct"),
    ("Bo Cole", "The harbour will be dredged before the autumn storms arrive.", "direct"),
    ("Anna Bell", "Dredging costs 4 million crowns and takes nine weeks of summer.", "direct"),
    ("Anna Bell", "Dredging costs 5 million crowns and takes nine weeks of summer.", "direct"),
    ("Anna Bell", "No comment.", "direct"),
]
# Which of them are one statement.
GROUPS = [{0, 1, 2, 3, 4}, {5}, {6}, {7}, {8}, {9}]


def documents() -> list[Document]:
    return [
        Document(f"d{n}", f'{name}: "{words}" [kind={kind}]', publisher=f"Outlet {n}",
                 published=f"2025-06-{n + 1:02}")
        for n, (name, words, kind) in enumerate(TOLD)
    ]  # fmt: skip


def grouped(engine: Engine) -> dict[str, set[int]]:
    """Statement ids with the numbers of their documents."""
    found: dict[str, set[int]] = {}
    asked = (
        "SELECT t.id, d.id FROM quotes q JOIN documents d ON d.pk = q.document_pk"
        " JOIN statements t ON t.pk = q.statement_pk WHERE q.current"
    )
    with reading(engine) as session:
        for statement, document in session.execute(text(asked)):
            found.setdefault(statement, set()).add(int(document[1:]))
    return found


def test_what_is_one_statement(engine: Engine, fake: Any) -> None:
    for document in documents():
        ingest_one(engine, document, lambda: fake)
    assert sorted(map(sorted, grouped(engine).values())) == sorted(map(sorted, GROUPS))


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_arrival_does_not_matter(engine: Engine, fake: Any, seed: int) -> None:
    """Not even for the ids, the counts and the days."""
    shuffled = documents()
    random.Random(seed).shuffle(shuffled)
    for document in shuffled:
        ingest_one(engine, document, lambda: fake)
    found = grouped(engine)
    assert sorted(map(sorted, found.values())) == sorted(map(sorted, GROUPS))
    with reading(engine) as session:
        rows = {
            row.id: (row.occurrences, str(row.first), str(row.last))
            for row in session.execute(text("SELECT id, occurrences, first, last FROM statements"))
        }
        least = dict(
            session.execute(
                text("SELECT statement_pk, min(id) FROM wordings GROUP BY statement_pk")
            ).all()
        )
        assert set(least.values()) == set(rows)
    for statement, members in found.items():
        first, last = f"2025-06-{min(members) + 1:02}", f"2025-06-{max(members) + 1:02}"
        assert rows[statement] == (len(members), first, last)


def test_a_statement_that_loses_what_held_it_together_falls_apart(
    engine: Engine, fake: Any
) -> None:
    """Two cuts of one sentence have too little in common to be one, but for the whole of it."""
    first = "We built the stone bridge with our own bare hands over long winters,"
    middle = "nobody from the crowded capital came to inspect the frozen river,"
    last = "and the ministry still refuses to pay the widows of the workers."
    texts = {
        "whole": f"{first} {middle} {last}",
        "head": f"{first} {middle}",
        "tail": f"{middle} {last}",
    }
    for key, words in texts.items():
        ingest_one(engine, Document(key, f'Anna Bell: "{words}"'), lambda: fake)
    assert _statements(engine) == 1
    ingest_one(engine, Document("whole", 'Anna Bell: "Something else entirely now."'), lambda: fake)
    with writing(engine) as session:
        regroup(session, session.execute(text("SELECT pk FROM quotes")).scalars())
    # The old version keeps its wording, so the statement holds.
    assert _statements(engine) == 2
    with writing(engine) as session:
        session.execute(text("DELETE FROM hops WHERE quote_pk IN"
                             " (SELECT pk FROM quotes WHERE NOT current)"))  # fmt: skip
        session.execute(text("DELETE FROM quote_speakers WHERE quote_pk IN"
                             " (SELECT pk FROM quotes WHERE NOT current)"))  # fmt: skip
        session.execute(text("DELETE FROM quotes WHERE NOT current"))
        regroup(session, session.execute(text("SELECT pk FROM quotes")).scalars())
    assert _statements(engine) == 3


def _statements(engine: Engine) -> int:
    with reading(engine) as session:
        asked = text("SELECT count(DISTINCT statement_pk) FROM quotes WHERE current")
        return int(session.execute(asked).scalar_one())


# --- joining of sources -------------------------------------------------------------------


def everything(engine: Engine) -> list[tuple[Any, ...]]:
    """Who says what by whom, with all counters, by public ids."""
    asked = (
        "SELECT q.id, s.id, t.id, s.quotes, t.occurrences FROM quotes q"
        " JOIN quote_speakers x ON x.quote_pk = q.pk JOIN sources s ON s.pk = x.source_pk"
        " JOIN statements t ON t.pk = q.statement_pk ORDER BY q.id, s.id"
    )
    hops = (
        "SELECT q.id, h.position, s.id FROM hops h JOIN quotes q ON q.pk = h.quote_pk"
        " LEFT JOIN sources s ON s.pk = h.source_pk ORDER BY q.id, h.position"
    )
    with reading(engine) as session:
        return [tuple(row) for sql in (asked, hops) for row in session.execute(text(sql))]


def test_joined_and_parted_again(engine: Engine, fake: Any, client: Any) -> None:
    words = "The harbour will be dredged before the autumn storms arrive."
    for key, name in (("a", "Anna Bell"), ("b", "Minister Zed"), ("c", "Old Harbour Hand")):
        ingest_one(engine, Document(key, f'{name}: "{words}"', publisher="Post"), lambda: fake)
    before = everything(engine)
    ids = {each["name"]: each["id"] for each in client.get("/v1/speakers").json()["data"]}
    with writing(engine) as session:
        judgement = joining.merge(
            session, ids["Anna Bell"], ids["Minister Zed"], author="me", reason="same person"
        )
    found = client.get("/v1/quotes", params={"speaker": ids["Minister Zed"]}).json()["data"]
    assert {each["document"]["id"] for each in found} == {"a", "b"}
    assert len({each["statement"] for each in found}) == 1
    by_name = client.get("/v1/quotes", params={"speaker": "Zed"}).json()["data"]
    assert by_name == found
    speakers = {each["name"]: each["quotes"] for each in client.get("/v1/speakers").json()["data"]}
    assert speakers == {"Anna Bell": 2, "Old Harbour Hand": 1}
    with writing(engine) as session:
        joining.withdraw(session, judgement, author="me")
    assert everything(engine) == before
    found = client.get("/v1/quotes", params={"speaker": ids["Minister Zed"]}).json()["data"]
    assert [each["document"]["id"] for each in found] == ["b"]


def test_who_published_and_who_is_spoken_for_are_joined_too(
    engine: Engine, fake: Any, client: Any
) -> None:
    for key, outlet in (("a", "Evening Post"), ("b", "Zed Herald")):
        ingest_one(engine, Document(key, f'Anna Bell: "Words of {key}."', publisher=outlet),
                   lambda: fake)  # fmt: skip
    ids = {}
    with reading(engine) as session:
        ids = dict(session.execute(text("SELECT name, id FROM sources")).all())
    before = everything(engine)
    with writing(engine) as session:
        judgement = joining.merge(
            session, ids["Evening Post"], ids["Zed Herald"], author="me", reason="renamed"
        )
    asked = {"outlet": ids["Zed Herald"]}
    found = client.get("/v1/quotes", params=asked).json()["data"]
    assert {each["document"]["id"] for each in found} == {"a", "b"}
    with writing(engine) as session:
        joining.withdraw(session, judgement, author="me")
    assert everything(engine) == before
    found = client.get("/v1/quotes", params=asked).json()["data"]
    assert [each["document"]["id"] for each in found] == ["b"]
