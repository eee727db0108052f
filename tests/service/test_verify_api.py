"""Claims over HTTP and on the command line."""

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from quotes.model import Document
from service.cli import main
from service.ingest import ingest_one

TEXT = (
    'Anna Bell: "We will raise the levy by 4 percent if the council agrees." via TASS\n'
    "A banner read: Rent is eating all of us alive.\n"
)
LEVY = "We will raise the levy by 4 percent if the council agrees."


@pytest.fixture
def database(engine: Engine, fake: Any, monkeypatch: pytest.MonkeyPatch) -> Engine:
    document = Document("post", TEXT, "Levy", "The Post", "2025-01-01", "https://post.example/1")
    ingest_one(engine, document, lambda: fake)
    url = engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("QUOTES_DATABASE_URL", url)
    return engine


def run(*arguments: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(list(arguments))
    assert stopped.value.code == 0


def posted(client: TestClient, path: str, body: Any, **more: Any) -> Any:
    response = client.post(path, json=body, **more)
    assert response.status_code == 200, response.text
    return response.json()


@pytest.mark.usefixtures("database")
def test_a_claim_is_answered_as_the_specification_has_it(client: TestClient) -> None:
    answer = posted(client, "/v1/verify", {"text": LEVY.replace("4", "5"), "speaker": "Bell"})
    assert list(answer) == [
        "verdict", "speaker", "candidates", "reasons", "diff", "evidence", "first_seen",
        "occurrences", "independent_origins", "weakest_hop", "coverage",
    ]  # fmt: skip
    assert (answer["verdict"], answer["reasons"]) == ("altered", ["changed.number"])
    assert answer["speaker"]["name"] == "Anna Bell"
    (evidence,) = answer["evidence"]
    assert evidence["quote"]["attribution"] == "Anna Bell via TASS"
    assert TEXT[slice(*evidence["span"])] == evidence["text"] == LEVY
    assert answer["weakest_hop"]["name"] == "TASS"
    assert answer["coverage"]["documents"] == 1


@pytest.mark.usefixtures("database")
def test_words_that_nobody_is_given_as_saying(client: TestClient) -> None:
    answer = posted(client, "/v1/verify", {"text": "rent is eating all of us alive"})
    assert (answer["verdict"], answer["reasons"]) == ("no_record", ["unattributed"])
    (evidence,) = answer["evidence"]
    assert evidence["quote"] is None
    assert evidence["text"] == "Rent is eating all of us alive."
    assert evidence["before"].endswith("A banner read: ")


@pytest.mark.usefixtures("database")
def test_many_claims_are_answered_in_their_order(client: TestClient) -> None:
    claims = [{"text": LEVY}, {"text": "Cheese is made of moonlight"}]
    answers = posted(client, "/v1/verify/batch", {"claims": claims})["data"]
    assert [each["verdict"] for each in answers] == ["verbatim", "no_record"]


@pytest.mark.usefixtures("database")
def test_a_route_is_answered_hop_by_hop(client: TestClient) -> None:
    answer = posted(client, "/v1/verify/chain", {"speaker": "Bell", "route": ["TASS", "Reuters"]})
    assert answer["support"] == "silent"
    assert [hop["outer"] for hop in answer["hops"]] == ["TASS", "Reuters"]
    told = posted(client, "/v1/verify/chain", {"speaker": "Bell", "route": ["TASS"], "text": LEVY})
    assert told["support"] == "supported"
    assert told["hops"][0]["evidence"][0]["document"]["id"] == "post"


@pytest.mark.usefixtures("database")
def test_a_claim_review_has_no_rating(client: TestClient) -> None:
    headers = {"Accept": "application/ld+json"}
    response = client.post("/v1/verify", json={"text": LEVY, "speaker": "Bell"}, headers=headers)
    assert response.headers["content-type"] == "application/ld+json"
    draft = response.json()
    assert draft["@type"] == "ClaimReview"
    assert "reviewRating" not in draft
    item = draft["itemReviewed"]
    assert item["author"] == {"@type": "Person", "name": "Anna Bell"}
    assert item["firstAppearance"]["url"] == "https://post.example/1"
    assert [each["datePublished"] for each in item["appearance"]] == ["2025-01-01"]


def test_what_cannot_be_asked_is_a_problem(client: TestClient) -> None:
    for body, field in (
        ({}, "text"),
        ({"text": "?!"}, "text"),
        ({"text": "x" * 5001}, "text"),
        ({"text": "word", "speakr": "Bell"}, "speakr"),
        ({"text": "word", "said_from": 3}, "said_from"),
        ({"text": "word", "said_from": "2025-02-01", "said_to": "2025-01-01"}, ""),
    ):
        response = client.post("/v1/verify", json=body)
        assert response.status_code == 422, body
        assert response.json()["errors"][0]["field"] == field
    answer = posted(client, "/v1/verify", {"text": "a word and another " * 200})
    assert answer["verdict"] == "no_record"


@pytest.mark.usefixtures("database")
def test_the_command_prints_verdict_difference_and_evidence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = LEVY.replace("will", "will not")
    run("verify", text, "--speaker", "Bell", "--from", "2024-01-01", "--to", "2025-12-31")
    printed = capsys.readouterr().out
    assert "ALTERED: Anna Bell" in printed
    assert "a negation was put in, taken out or moved" in printed
    assert "{+not+}" in printed
    assert "The Post, 2025-01-01, post" in printed
    run("verify", LEVY, "--format", "claimreview")
    assert json.loads(capsys.readouterr().out)["@type"] == "ClaimReview"


@pytest.mark.usefixtures("database")
def test_claims_from_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "claims.csv"
    path.write_text(f'text,speaker,said_from\n"{LEVY}",Bell,\n,,\n"{LEVY}",,yesterday\n', "utf-8")
    with pytest.raises(SystemExit) as stopped:
        main(["verify", "--file", str(path), "--format", "json"])
    assert stopped.value.code == 1
    printed = capsys.readouterr()
    (line,) = printed.out.splitlines()
    assert json.loads(line)["verdict"] == "verbatim"
    assert json.loads(line)["claim"]["speaker"] == "Bell"
    assert "claims.csv:3: the claim has no words" in printed.err
    assert "claims.csv:4: a day is written as" in printed.err


@pytest.mark.parametrize("lines", ["word\nx\n", "text,colour\nx,red\n"])
def test_a_file_of_other_columns_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lines: str
) -> None:
    path = tmp_path / "claims.csv"
    path.write_text(lines, "utf-8")
    with pytest.raises(SystemExit):
        main(["verify", "--file", str(path)])
    assert "should name columns among text" in capsys.readouterr().err
