"""What is wrong is found and put right; a backup goes from either database into either."""

import gzip
import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine, text

from quotes.model import Document
from service import cli, database, upkeep
from service.errors import BackupError
from service.ingest import ingest_one

_numbers = itertools.count(1)
DOCUMENTS = (
    Document("a", 'Anna Bell: "We won." via TASS', "First", "Daily Post", "2025-06-01"),
    Document("a", 'Anna Bell: "We won it." via TASS < Interfax\nAnna Bell and Ben Cole: "Both."',
             "Second", "Daily Post", "2025-06-02"),
    Document("b", 'x\x00y \x1a 🎉\nBen Cole: "No\x00 \x1a war 🎉." [about=Rome]\n'
             'Ben Cole: "So I think." [act=think]', None, None, None),
    Document("c", "Nobody said a word.", None, "Echo", "2025-06-03"),
)  # fmt: skip


def silent(_what: str, _done: int, _count: int) -> None:
    """Tells nobody."""


def findings(engine: Engine) -> list[str]:
    return list(upkeep.check(engine, silent))


def run(engine: Engine, *statements: str) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


@pytest.fixture
def filled(engine: Engine, fake: Any) -> Engine:
    """Four documents, one of them in two versions, and a chain of sources that were joined."""
    for document in DOCUMENTS:
        ingest_one(engine, document, lambda: fake)
    made = "INSERT INTO sources (pk, id, name, words, kind, listed, quotes, merged_pk) VALUES "
    run(
        engine,
        # The first refers to one that comes later.
        made + "(101, 's101', 'X', ' x ', 'other', true, 0, NULL)",
        made + "(102, 's102', 'Y', ' y ', 'other', true, 0, 101)",
        "UPDATE sources SET merged_pk = 102 WHERE name = 'TASS'",
        "INSERT INTO judgements (id, kind, decision, subject, value, reason, author, created)"
        """ VALUES ('j', 'merge', 'same', 's101', '{"source": "\\u0000"}', 'r', 'me',"""
        " '2025-06-04 12:00:00.000000')",
    )
    return engine


@pytest.fixture
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], Engine]:
    """Makes an empty database of that dialect."""

    def make(dialect: str) -> Engine:
        name = f"upkeep_{next(_numbers)}"
        if dialect == "sqlite":
            url = f"sqlite:///{tmp_path / name}.sqlite"
        else:
            server = request.getfixturevalue("postgres")
            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute(f'CREATE DATABASE "{name}"')
            url = server.replace("/postgres?", f"/{name}?")
            url = url.replace("postgresql://", "postgresql+psycopg://")
        engine = database.open_engine(url)
        request.addfinalizer(engine.dispose)
        return engine

    return make


# --- check and repair ----------------------------------------------------------------------


def test_what_ingest_stores_is_sound(filled: Engine) -> None:
    assert findings(filled) == []


@pytest.mark.parametrize(
    ("statement", "finding", "repaired"),
    [
        ("UPDATE statements SET occurrences = 7", "counts 7 occurrences, not", True),
        ("UPDATE statements SET first = '1999-01-01'", "its days are wrong", True),
        ("UPDATE sources SET quotes = 7 WHERE name = 'TASS'", "counts 7 quotes, not 0", True),
        ("UPDATE quotes SET current = true", "not in the full text index", True),
        ("UPDATE quotes SET text = 'other' WHERE position = 0", "at its spans", False),
        ("UPDATE documents SET text = 'x' WHERE id = 'b'", "document b has at its spans", False),
        ("DROP TABLE quote_search", "there is no full text index", True),
        ("DROP INDEX ix_quotes_id", "the tables are not those of this version: add_index", False),
        ("UPDATE alembic_version SET version_num = '0002'", "quotes db upgrade", False),
    ],
)
def test_what_does_not_agree_is_found(
    filled: Engine, statement: str, finding: str, repaired: bool
) -> None:
    run(filled, statement)
    found = findings(filled)
    assert found
    assert any(finding in line for line in found), found
    assert all("\n" not in line for line in found)
    if repaired:
        upkeep.repair(filled, silent)
        assert not any(finding in line for line in findings(filled))


def test_what_is_indexed_without_being_current_is_found(filled: Engine) -> None:
    run(filled, "UPDATE quotes SET current = false WHERE text = 'Both.'")
    assert any(line.startswith("the full text index holds") for line in findings(filled))
    upkeep.repair(filled, silent)
    assert findings(filled) == []


def test_references_that_lead_nowhere_are_found(filled: Engine) -> None:
    if filled.dialect.name == "sqlite":
        with filled.connect() as connection:
            connection.connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[attr-defined]
            connection.execute(text("DELETE FROM hops"))
            connection.execute(text("DELETE FROM source_names"))
            connection.commit()
            connection.invalidate()
        assert any("not in source_names" in line for line in findings(filled))
    else:
        run(filled, "ALTER TABLE hops DISABLE TRIGGER ALL")
        assert "hops: references are not enforced" in findings(filled)


# --- backup and restore --------------------------------------------------------------------


def rows(path: Path) -> list[str]:
    """All lines but the header; the two databases sort text differently."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return sorted(list(lines)[1:])


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_a_backup_goes_from_either_database_into_either(
    filled: Engine, dialect: str, new_database: Callable[[str], Engine], tmp_path: Path, fake: Any
) -> None:
    files = [tmp_path / f"{n}.jsonl.gz" for n in range(3)]
    written = upkeep.backup(filled, files[0], force=False, tell=silent)
    assert {each.table: each.rows for each in written.contents}["documents"] == 4
    before = filled
    for source, target in itertools.pairwise(files):
        other = new_database(dialect if before is filled else filled.dialect.name)
        upkeep.restore(other, source, tell=silent)
        assert findings(other) == []
        upkeep.backup(other, target, force=False, tell=silent)
        assert rows(target) == rows(files[0])
        before = other
    # What comes next gets keys behind those restored.
    assert ingest_one(before, Document("d", 'Eve Dee: "New."'), lambda: fake) == "created"
    assert ingest_one(before, DOCUMENTS[-1], lambda: fake) == "unchanged"
    assert findings(before) == []


def test_a_backup_shows_one_moment(
    filled: Engine, tmp_path: Path, fake: Any, new_database: Callable[[str], Engine]
) -> None:
    written: list[str] = []

    def write_meanwhile(what: str, _done: int, _count: int) -> None:
        if not written:
            written.append(what)
            ingest_one(filled, Document("late", 'Eve Dee: "Late."'), lambda: fake)

    upkeep.backup(filled, tmp_path / "b", force=False, tell=write_meanwhile)
    assert len(written) == 1
    other = new_database("sqlite")
    upkeep.restore(other, tmp_path / "b", tell=silent)
    assert findings(other) == []
    with other.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM documents")).scalar() == 4


def test_a_backup_of_an_older_version_is_migrated(
    new_database: Callable[[str], Engine], tmp_path: Path, database_url: str
) -> None:
    old, new = database.open_engine(database_url), new_database("sqlite")
    database.upgrade(old, "0002")
    run(
        old,
        "INSERT INTO documents VALUES (1, 'a', 1, true, 'h', '2025-06-04 12:00:00', 'text', NULL,"
        " 'Echo', '2025-06-04', NULL, '1', '2', '3')",
    )
    upkeep.backup(old, tmp_path / "b", force=False, tell=silent)
    old.dispose()
    database.upgrade(new)
    upkeep.restore(new, tmp_path / "b", tell=silent)
    database.require_current(new)
    with new.connect() as connection:
        assert connection.execute(text("SELECT name FROM sources")).scalars().all() == ["Echo"]


def test_a_backup_writes_over_nothing(filled: Engine, tmp_path: Path) -> None:
    path = tmp_path / "b.gz"
    path.write_text("precious")
    with pytest.raises(BackupError, match="--force"):
        upkeep.backup(filled, path, force=False, tell=silent)
    assert path.read_text() == "precious"
    upkeep.backup(filled, path, force=True, tell=silent)
    assert rows(path)
    with pytest.raises(BackupError, match="cannot be written"):
        upkeep.backup(filled, tmp_path / "no" / "b.gz", force=False, tell=silent)
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith("b.gz")] == ["b.gz"]


def test_nothing_is_restored_into_a_database_in_use(filled: Engine, tmp_path: Path) -> None:
    upkeep.backup(filled, tmp_path / "b", force=False, tell=silent)
    with pytest.raises(BackupError, match="not empty"):
        upkeep.restore(filled, tmp_path / "b", tell=silent)
    assert findings(filled) == []


def damaged(lines: list[str], how: str) -> list[str]:
    header = json.loads(lines[0])
    match how:
        case "cut":
            return lines[:-1]
        case "long":
            return [*lines, "[1]\n"]
        case "bad":
            return [*lines[:-1], "{}\n"]
        case "later":
            return [json.dumps(header | {"level": "9999"}) + "\n", *lines[1:]]
        case "format":
            return [json.dumps(header | {"format": "quotes backup 2"}) + "\n"]
    return ["[]\n"]


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ("cut", "is damaged in"),
        ("long", "more than its header says"),
        ("bad", "is damaged in"),
        ("later", "later version .9999."),
        ("format", "the format 'quotes backup 2'"),
        ("other", "not a backup"),
    ],
)
def test_a_damaged_backup_leaves_nothing_behind(
    filled: Engine,
    tmp_path: Path,
    how: str,
    reason: str,
    new_database: Callable[[str], Engine],
) -> None:
    path, bad = tmp_path / "b", tmp_path / "bad"
    upkeep.backup(filled, path, force=False, tell=silent)
    with gzip.open(path, "rt", encoding="utf-8") as lines, gzip.open(bad, "wt") as out:
        out.writelines(damaged(list(lines), how))
    other = new_database(filled.dialect.name)
    with pytest.raises(BackupError, match=reason) as caught:
        upkeep.restore(other, bad, tell=silent)
    assert "\n" not in str(caught.value)
    # The good one can still be restored.
    upkeep.restore(other, path, tell=silent)
    assert findings(other) == []


@pytest.mark.parametrize("content", [b"", b"no gzip at all", b"\x1f\x8b\x08\x00cut"])
def test_what_is_no_backup_is_refused(
    content: bytes, tmp_path: Path, new_database: Callable[[str], Engine]
) -> None:
    (tmp_path / "b").write_bytes(content)
    for path in (tmp_path / "b", tmp_path / "missing"):
        with pytest.raises(BackupError):
            upkeep.restore(new_database("sqlite"), path, tell=silent)


# --- the commands --------------------------------------------------------------------------


def test_the_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def quotes(*arguments: str) -> tuple[object, str, str]:
        with pytest.raises(SystemExit) as caught:
            cli.main(["db", *arguments])
        out, err = capsys.readouterr()
        return caught.value.code, out, err

    monkeypatch.setenv("QUOTES_DATABASE_URL", f"sqlite:///{tmp_path}/one.sqlite")
    code, _, err = quotes("check")
    assert (code, err.count("\n")) == (1, 1)
    assert quotes("upgrade")[0] == 0
    assert quotes("check") == (0, "The database is sound.\n", "")
    file = str(tmp_path / "b.gz")
    assert quotes("backup", file)[:2] == (0, f"0 rows written to {file}.\n")
    assert quotes("backup", file)[0] == 1
    assert quotes("backup", file, "--force")[0] == 0
    engine = database.open_engine(f"sqlite:///{tmp_path}/one.sqlite")
    run(engine, "INSERT INTO statements (id, occurrences) VALUES ('s1', 3)")
    engine.dispose()
    assert quotes("check")[:2] == (1, "statement s1: counts 3 occurrences, not 0\n")
    assert quotes("check", "--repair")[0] == 0
    assert quotes("restore", file)[0] == 1
    monkeypatch.setenv("QUOTES_DATABASE_URL", f"sqlite:///{tmp_path}/two.sqlite")
    assert quotes("restore", file)[0] == 0
    assert quotes("check")[0] == 0
    for command in ("upgrade", "check", "backup", "restore"):
        assert "Example" in quotes(command, "--help")[1]
