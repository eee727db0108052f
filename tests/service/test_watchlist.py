"""Watch lists: read line by line, put into the record, harmless when repeated."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from quotes.model import Document
from service.database import reading, writing
from service.errors import WatchListError
from service.ingest import ingest_one
from service.matching.sources import DatedRole
from service.store.listing import enlist
from service.watchlist import Listed, ListProblem, read


def listed(tmp_path: Path, lines: str) -> list[Listed | ListProblem]:
    path = tmp_path / "watch.csv"
    path.write_text(lines, "utf-8")
    return list(read(path))


def test_a_line(tmp_path: Path) -> None:
    (found,) = listed(
        tmp_path,
        "name,aliases,kind,qid,roles\n"
        "Sergey Lavrov,Sergei Lavrov|Serguei Lavrov,person,Q58217,"
        "Russian foreign minister [2004-03-09/]|envoy to the UN [1994/2004-03]\n".replace(
            "2004-03]", "2004]"
        ),
    )
    assert found == Listed(
        "Sergey Lavrov",
        ("Sergei Lavrov", "Serguei Lavrov"),
        "person",
        "Q58217",
        (
            DatedRole("Russian foreign minister", date(2004, 3, 9), None),
            DatedRole("envoy to the UN", date(1994, 1, 1), date(2004, 12, 31)),
        ),
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (",,,,", "no name"),
        ("A,,ghost,,", "kind 'ghost'"),
        ("A,,,58217,", "no Wikidata QID"),
        ("A,,,,minister [soon/]", "neither a year nor a date"),
        ("A,,,,minister [2020/2019]", "ends before it begins"),
        ("A,,,,[2020/2019]", "not of the form"),
    ],
)
def test_a_line_that_cannot_be_used(tmp_path: Path, line: str, reason: str) -> None:
    good = "B,,,,"
    problem, kept = listed(tmp_path, f"name,aliases,kind,qid,roles\n{line}\n{good}\n")
    assert isinstance(problem, ListProblem)
    assert problem.line == 2
    assert reason in problem.reason
    assert isinstance(kept, Listed)


@pytest.mark.parametrize("head", ["names,qid", "name,colour", ""])
def test_no_watch_list(tmp_path: Path, head: str) -> None:
    with pytest.raises(WatchListError):
        listed(tmp_path, head + "\n")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(WatchListError, match="No such file"):
        list(read(tmp_path / "none.csv"))


LAVROV = Listed(
    "Sergey Lavrov",
    ("S. V. Lavrov", "Lawrow"),
    "person",
    "Q58217",
    (DatedRole("Russian foreign minister", date(2004, 3, 9), None),),
)


def test_the_list_finds_who_is_there_and_brings_names(
    engine: Engine, fake: Any, client: Any
) -> None:
    ingest_one(engine, Document("a", 'Sergei Lavrov: "We are ready."'), lambda: fake)
    with writing(engine) as session:
        first = enlist(session, LAVROV, author="me")
    with writing(engine) as session:
        assert enlist(session, LAVROV, author="me") == first
    ingest_one(engine, Document("b", 'S. V. Lavrov: "We were ready."'), lambda: fake)
    (speaker,) = client.get("/v1/speakers", params={"q": "lavrov"}).json()["data"]
    assert (speaker["id"], speaker["quotes"]) == (first, 2)
    (by_alias,) = client.get("/v1/speakers", params={"q": "Lawrow"}).json()["data"]
    assert by_alias["id"] == first
    with reading(engine) as session:
        roles = session.execute(text("SELECT role, listed FROM source_roles")).all()
        row = session.execute(text("SELECT qid, listed FROM sources WHERE qid IS NOT NULL")).one()
    assert [(role, bool(given)) for role, given in roles] == [("Russian foreign minister", True)]
    assert (row.qid, bool(row.listed)) == ("Q58217", True)
