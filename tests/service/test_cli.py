"""The command line: what it prints, what it answers to mistakes, and how it ends."""

import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from quotes.errors import PipelineError
from quotes.model import Document
from service import database
from service.access import Actor
from service.cli import main
from service.cli.terminal import plain, shortened
from service.inputs import Input
from service.settings import Settings
from service.store import jobs

ROOT = Path(__file__).parents[2]
ARTICLE = (
    'Sergey Lavrov: "A [bold]direct[/bold] dialogue is needed." '
    "via TASS < Russian Foreign Ministry\n"
    'Anna Bell: "We won." via Interfax [about=Rome]\n'
)
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with an article in it and no settings around it."""
    for name in [name for name in os.environ if name.startswith("QUOTES_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    record = {"id": "a", "text": ARTICLE, "publisher": "Post", "published": "2025-06-03"}
    (tmp_path / "a.json").write_text(json.dumps(record))
    return tmp_path


@pytest.fixture
def run(folder: Path, fake: Any, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs one command in `folder` with the fake engine: exit status, output, errors."""
    assert folder

    def loader(settings: Settings) -> Any:
        if settings.model == "missing":
            raise PipelineError("there is no spaCy pipeline 'missing'")
        return fake

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(list(arguments), loader=loader)
        printed = capsys.readouterr()
        code = ended.value.code
        return (code if isinstance(code, int) else 0), printed.out, printed.err

    return run


def flat(text: str) -> str:
    return " ".join(text.split())


def test_extract_prints_exactly_the_records_in_order(run: Run, folder: Path, fake: Any) -> None:
    (folder / "b.jsonl").write_text('{"id": "ü", "text": "Ü: \\"Ja.\\""}\n{"id": 1}\n{"text": ""}')
    code, out, err = run("extract", "a.json", "b.jsonl", "none.txt", "--format", "jsonl")
    lines = [json.loads(line) for line in out.splitlines()]
    assert [line["document"]["id"] for line in lines] == fake.seen
    assert fake.seen[:2] == ["a", "ü"]
    assert "Ü" in out
    schema = json.loads((ROOT / "schemas" / "extraction.schema.json").read_text())
    assert all(Draft202012Validator(schema).is_valid(line) for line in lines)
    assert err == "b.jsonl:2: text: Field required\nnone.txt: no such file or folder\n"
    assert code == 1
    assert not list(folder.glob("*.sqlite"))


def test_extract_as_a_table(run: Run) -> None:
    code, out, err = run("extract", "a.json")
    assert (code, err) == (0, "")
    assert out.startswith("a · Post · 2025-06-03\nSpeaker")
    assert "via TASS via" in out
    assert "A [bold]direct[/bold] dialogue is needed." in flat(out)
    assert "\x1b" not in out
    assert max(map(len, out.splitlines())) <= 120


def test_extract_without_quotes_says_so(run: Run, folder: Path) -> None:
    (folder / "b.txt").write_text("Nothing.")
    assert run("extract", "b.txt") == (0, "b\nno quotes found\n\n", "")


def test_extract_prints_polnear(run: Run) -> None:
    code, out, _ = run("extract", "a.json", "--format", "polnear")
    record = json.loads(out)
    assert code == 0
    assert record.keys() == {"id", "text", "quotes"}
    assert record["quotes"][0].keys() == {"content", "cue", "source", "kind", "communication"}


def test_extract_with_nothing_readable_loads_no_engine(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUOTES_MODEL", "missing")
    assert run("extract", "x.md") == (1, "", "x.md: no such file or folder\n")


def test_ingest_counts_and_does_nothing_twice(run: Run, folder: Path) -> None:
    assert run("ingest", ".") == (0, "1 created, 0 updated, 0 unchanged, 0 failed\n", "")
    assert run("ingest", ".")[1] == "0 created, 0 updated, 1 unchanged, 0 failed\n"
    (folder / "a.json").write_text(json.dumps({"id": "a", "text": "Other."}))
    (folder / "b.json").write_text("{")
    code, out, err = run("ingest", ".")
    assert (code, out) == (1, "0 created, 1 updated, 0 unchanged, 1 failed\n")
    assert err.startswith("b.json: not JSON: ")


def test_ingest_prints_who_said_what(run: Run) -> None:
    code, out, _ = run("ingest", "a.json", "--table")
    assert code == 0
    assert out.splitlines()[0].split() == ["Speaker", "Attribution", "Quote", "Document"]
    assert "A [bold]direct[/bold] dialogue is needed." in flat(out)
    assert out.splitlines()[-1] == "1 created, 0 updated, 0 unchanged, 0 failed"


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["Lavrov"], True),
        (["lavrov", "--about", "dialogue", "--via", "TASS", "--via", "ministry"], True),
        (["Bell", "--about", "Rome", "--since", "2025-06-03", "--until", "2025-06-03"], True),
        (["Bell", "--via", "TASS"], False),
        (["Bell", "--until", "2025-06-02"], False),
        (["…"], False),
        (["\udcff Bell"], True),
    ],
)
def test_said(run: Run, options: list[str], found: bool) -> None:
    run("ingest", "a.json")
    code, out, err = run("said", *options)
    assert (code, err) == (0, "")
    if found:
        assert out.split()[:2] == ["Published", "Attribution"]
        assert "2025-06-03" in out
    else:
        assert out.startswith("No record of ")
        assert "Searched: 1 document with 2 quotes, 1 outlet (Post)" in out
        assert "published 2025-06-03 to 2025-06-03" in out


def test_said_without_a_database_names_the_way_to_one(run: Run, folder: Path) -> None:
    code, out, err = run("said", "Lavrov")
    assert (code, out) == (1, "")
    assert err == "quotes: there is no database at quotes.sqlite: run `quotes ingest` first\n"
    assert not list(folder.glob("*.sqlite"))


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("QUOTES_DATABASE_URL", "nonsense", "QUOTES_DATABASE_URL: not a database URL"),
        ("QUOTES_DATABASE_URL", "mysql://u:secret@x/y", "'mysql' is neither sqlite nor postgresql"),
        ("QUOTES_DATABASE_URL", "sqlite://", "an SQLite database needs a file"),
        ("QUOTES_DATABASE_URL", "sqlite:////no/such/folder/x.sqlite", "unable to open"),
        ("QUOTES_DATABASE_URL", "postgresql://u:secret@127.0.0.1:1/x", "does not answer"),
        ("QUOTES_PORT", "99999", "QUOTES_PORT: Input should be less than or equal to 65535"),
        ("QUOTES_TAGGER", "maybe", "QUOTES_TAGGER: Input should be 'on' or 'off'"),
        ("QUOTES_MODEL", "missing", "there is no spaCy pipeline 'missing'"),
    ],
)
def test_a_setting_that_cannot_be_used_is_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str, message: str
) -> None:
    monkeypatch.setenv(name, value)
    code, out, err = run("ingest", "a.json")
    assert (code, out) == (1, "")
    assert err.startswith("quotes: ")
    assert message in err
    assert err.count("\n") == 1
    assert "secret" not in err


def test_settings_come_from_a_file_too(run: Run, folder: Path) -> None:
    (folder / ".env").write_text("QUOTES_DATABASE_URL=sqlite:///other.sqlite\nOTHER=1\n")
    assert run("ingest", "a.json")[0] == 0
    assert (folder / "other.sqlite").exists()


def test_what_is_no_database_and_what_is_locked(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "quotes.sqlite"
    path.write_text("This is an article and no database." * 100)
    assert "not a database" in run("ingest", "a.json")[2]
    path.unlink()
    run("ingest", "a.json")
    (folder / "b.txt").write_text("New.")
    monkeypatch.setenv("QUOTES_DATABASE_URL", "sqlite:///quotes.sqlite?timeout=0.05")
    other = sqlite3.connect(path)
    other.execute("BEGIN IMMEDIATE")
    assert run("ingest", "b.txt")[::2] == (
        1,
        "quotes: the database does not answer: database is locked\n",
    )
    # Reading goes on while another writes.
    assert run("said", "Lavrov")[0] == 0
    other.close()


def test_db_upgrade(run: Run, folder: Path) -> None:
    assert run("db", "upgrade") == (0, "The database is up to date.\n", "")
    assert (folder / "quotes.sqlite").exists()


def test_schemas(run: Run, folder: Path) -> None:
    code, out, _ = run("schemas")
    assert (code, out.count("wrote ")) == (0, 3)
    assert run("schemas", "--check") == (0, "", "")
    (folder / "schemas" / "openapi.json").write_text("{}")
    code, _, err = run("schemas", "--check")
    assert code == 1
    assert "schemas/openapi.json is not what the types say" in err


@pytest.mark.parametrize("command", ["", "extract", "ingest", "said", "serve", "schemas", "db"])
def test_help(run: Run, command: str) -> None:
    code, out, _ = run(*command.split(), "--help")
    assert code == 0
    assert "Usage: quotes" in out
    assert command in ("", "db") or f"Example: quotes {command}" in out


@pytest.mark.parametrize("arguments", [["said"], ["--nonsense"], ["extract", "--format", "xml"]])
def test_a_wrong_call_is_explained(run: Run, arguments: list[str]) -> None:
    code, _, err = run(*arguments)
    assert code == 2
    assert "Traceback" not in err


def test_text_cannot_steer_the_terminal() -> None:
    assert plain("a\x1b[31m\u202eb\n c\udcff") == "a\ufffd[31m\ufffdb c\ufffd"
    assert len(shortened("word " * 200)) <= 300


# --- as a process -------------------------------------------------------------------------

COMMAND = [
    sys.executable,
    "-W",
    "error",
    "-c",
    "from service.cli import main; main()",
]


@pytest.fixture
def environment(folder: Path) -> dict[str, str]:
    assert folder
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path[1:]])}


def test_help_needs_neither_spacy_nor_fastapi(environment: dict[str, str]) -> None:
    code = (
        "import sys; from service.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "print(sorted({'spacy', 'fastapi', 'sqlmodel', 'alembic'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("[]\n")


def test_a_reader_that_leaves_early_is_no_error(environment: dict[str, str]) -> None:
    process = subprocess.Popen(
        [*COMMAND, "said", "--help"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    errors = process.stderr.read()
    process.wait()
    process.stderr.close()
    assert errors == b""


@pytest.fixture
def server(environment: dict[str, str]) -> Iterator[tuple[subprocess.Popen[str], str]]:
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", "0"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    found = re.match(r"Serving on (http://127\.0\.0\.1:\d+) ", process.stdout.readline())
    assert found
    yield process, found[1]
    process.terminate()
    process.wait(timeout=10)
    process.stdout.close()


def test_serve_answers_and_ends(server: tuple[subprocess.Popen[str], str]) -> None:
    process, address = server
    for _ in range(100):
        try:
            with urllib.request.urlopen(f"{address}/healthz") as answer:
                assert json.load(answer) == {"status": "ok"}
            break
        except urllib.error.URLError:
            time.sleep(0.05)
    with urllib.request.urlopen(f"{address}/v1/quotes") as answer:
        assert json.load(answer) == {"data": [], "next_cursor": None}
    process.terminate()
    assert process.wait(timeout=10) in (0, -15, 143)


def test_workers_share_a_port_and_end_together(environment: dict[str, str]) -> None:
    command = [*COMMAND, "serve", "--port", "0", "--workers", "2"]
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    found = re.match(r"Serving on (\S+) ", process.stdout.readline())
    assert found
    # The port is taken already: who comes first waits for a worker.
    with urllib.request.urlopen(f"{found[1]}/v1/quotes", timeout=30) as answer:
        assert json.load(answer) == {"data": [], "next_cursor": None}
    with urllib.request.urlopen(f"{found[1]}/metrics", timeout=30) as answer:
        assert 'route="/v1/quotes",status="200"} 1.0' in answer.read().decode()
    process.terminate()
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "Application shutdown complete" in errors


def test_a_worker_works_off_what_there_is(run: Run, folder: Path) -> None:
    run("db", "upgrade")
    engine = database.open_engine(f"sqlite:///{folder}/quotes.sqlite")
    with database.writing(engine) as session:
        documents = [Input("1", Document("a", "x")), Input("2", Document("b", "y"))]
        id_ = jobs.add(session, documents, by=Actor("Desk", "http"))
    assert run("worker", "--once") == (0, "", "")
    with database.reading(engine) as session:
        found = jobs.job(session, id_)
    engine.dispose()
    assert found is not None
    assert (found.state, found.created) == ("done", 2)


def test_serve_on_a_port_in_use_is_one_line(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, out, err = run("serve", "--port", str(port))
    assert (code, out) == (1, "")
    assert err == f"quotes: cannot listen on 127.0.0.1 port {port}: Address already in use\n"


def test_serve_on_no_address(run: Run) -> None:
    code, _, err = run("serve", "--host", "no such host")
    assert code == 1
    assert err.startswith("quotes: cannot listen on no such host: ")


def test_explain_marks_parts_in_the_text_and_says_why(run: Run) -> None:
    status, out, err = run("explain", "a.json")
    assert (status, err) == (0, "")
    assert "[speaker 1]" in out
    assert "[content 1]" in out
    assert "Sergey Lavrov via TASS via Russian Foreign Ministry" in out
    assert "confidence" in out


def test_explain_writes_a_page(run: Run, folder: Path) -> None:
    status, out, _ = run("explain", "a.json", "--html", "page.html")
    assert status == 0
    assert "written to page.html" in out
    assert 'id="q2"' in (folder / "page.html").read_text("utf-8")


def test_explain_reports_what_it_cannot_read(run: Run) -> None:
    status, out, err = run("explain", "nowhere.txt")
    assert (status, out) == (1, "")
    assert len(err.splitlines()) == 1


# --- keys ---------------------------------------------------------------------------------


def test_keys_are_made_listed_and_revoked(run: Run) -> None:
    assert "no database" in run("keys", "list")[2]
    code, secret, told = run("keys", "make", "desk", "--scope", "judge", "--scope", "ingest")
    assert code == 0
    assert secret.startswith("quotes_")
    assert told.endswith(" of desk: ingest, judge\n")
    id_ = told.split()[0]
    code, table, _ = run("keys", "list")
    assert id_ in table
    assert "desk" in table
    assert secret.strip() not in table
    assert run("keys", "revoke", id_)[0] == 0
    assert run("keys", "revoke", id_) == (1, "", f"quotes: there is no key {id_} to revoke\n")
    assert run("keys", "make", "desk", "--scope", "write")[0] == 2
    assert run("keys", "make", " ")[0] == 2


def test_what_the_command_line_writes_is_in_the_log(run: Run, folder: Path) -> None:
    run("ingest", "a.json")
    run("ingest", "a.json")
    (folder / "list.csv").write_text("name,aliases\nAnna Bell,A. Bell\n")
    assert run("sources", "import", "list.csv", "--by", "Eva")[0] == 0
    with sqlite3.connect(folder / "quotes.sqlite") as connection:
        rows = connection.execute("SELECT way, action, subject FROM audit ORDER BY pk").fetchall()
        (who,) = connection.execute("SELECT who FROM audit ORDER BY pk DESC LIMIT 1").fetchone()
    connection.close()
    assert rows == [("cli", "document.created", "a"), ("cli", "source.listed", "Anna Bell")]
    assert who == "Eva"
