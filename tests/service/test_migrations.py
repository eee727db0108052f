"""The migrations make exactly the tables that the code expects, and take them back."""

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from service import database, textindex
from service.errors import DatabaseUnavailable, SchemaOutdated
from service.tables import Row


def test_the_migrated_tables_are_those_of_the_code(engine: Engine) -> None:
    with engine.connect() as connection:
        # A full text index is nobody's metadata.
        options = {
            "compare_type": True,
            "include_name": lambda name, kind, _: kind != "table" or not textindex.is_index(name),
        }
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Row.metadata) == []


def test_down_and_up_again(engine: Engine) -> None:
    database.downgrade(engine, "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    with pytest.raises(SchemaOutdated):
        database.require_current(engine)
    database.upgrade(engine)
    database.upgrade(engine)
    database.require_current(engine)
    assert set(Row.metadata.tables) < set(inspect(engine).get_table_names())


def test_only_sqlite_is_migrated_unasked(database_url: str) -> None:
    engine = database.open_engine(database_url)
    if engine.dialect.name == "sqlite":
        database.prepare(engine)
        database.require_current(engine)
    else:
        with pytest.raises(SchemaOutdated, match="quotes db upgrade"):
            database.prepare(engine)
    engine.dispose()


def test_a_database_of_a_later_version_is_left_alone(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaOutdated, match="later version"):
        database.upgrade(engine)


def test_a_failed_migration_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "quotes.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE quotes (oops TEXT)")
    connection.close()
    engine = database.open_engine(f"sqlite:///{path}")
    with pytest.raises(DatabaseUnavailable, match="already exists"):
        database.upgrade(engine)
    assert inspect(engine).get_table_names() == ["quotes"]
    engine.dispose()


def test_sqlite_keeps_its_promises(tmp_path: Path) -> None:
    engine = database.open_engine(f"sqlite:///{tmp_path / 'quotes.sqlite'}")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 5000
    engine.dispose()


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////nowhere/at/all/quotes.sqlite",
        "postgresql+psycopg://nobody@127.0.0.1:1/nothing",
    ],
)
def test_an_unreachable_database_says_so_in_one_line(url: str) -> None:
    engine = database.open_engine(url)
    with pytest.raises(DatabaseUnavailable) as caught:
        database.ping(engine)
    assert "\n" not in str(caught.value)
    engine.dispose()
