"""Pages over a small record: a statement by three routes, a denial, a document full of markup."""

from collections.abc import Iterator

import pytest
import sqlalchemy
from fastapi.testclient import TestClient

from quotes.model import Document
from service import database
from service.app import create_app
from service.ingest import ingest_one
from service.settings import Settings

PAGE = {"accept": "text/html,application/xhtml+xml"}
WORDS = "We will not reopen it to please a calendar."
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)> \u202egnp.exe\u202c\n"
    'Mona "><svg onload=alert(3)>: "He said </q></a><script>alert(4)</script> and left."'
)
ARTICLES = [
    Document("ledger", f'Ilse Orrin: "{WORDS}" via NORPRESS', "Bridge to stay shut",
             "Northern Ledger", "2026-03-02", "https://ledger.example/bridge"),
    Document("courier", f'Ilse Orrin: "{WORDS}" via NORPRESS', "No date for bridge",
             "Halvord Courier", "2026-03-03"),
    Document("vantor", f'Ilse Orrin: "{WORDS}"\n'
             'Mona Brekke: "We never asked for a date." [act=deny]',
             "Radio round-up", "Radio Vantor", "2026-04-04"),
    Document("plans", 'Ilse Orrin: "a quiet summer" [kind=indirect act=think]\n'
             'Ilse Orrin: "The port opens in May." [kind=indirect]',
             "Plans", "Coast Daily", "2026-04-05"),
    Document("hostile", HOSTILE, "<b>Bold</b> & broken", "<i>Outlet</i>", "2026-04-06",
             "javascript:alert(5)"),
]  # fmt: skip


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory, fake_engine: type) -> str:
    """The URL of the small record, which no test of this folder writes to."""
    url = f"sqlite:///{tmp_path_factory.mktemp('page') / 'quotes.sqlite'}"
    engine = database.open_engine(url)
    database.upgrade(engine)
    for article in ARTICLES:
        ingest_one(engine, article, fake_engine)
    engine.dispose()
    return url


@pytest.fixture
def page(record: str, fake_engine: type) -> Iterator[TestClient]:
    """A browser without a picture, on this machine."""
    settings = Settings.model_construct(database_url=record, model="none")
    app = create_app(settings, extractor=lambda _settings: fake_engine())
    with TestClient(
        app, client=("127.0.0.1", 50000), headers=PAGE, raise_server_exceptions=False
    ) as client:
        yield client


@pytest.fixture
def empty(engine: sqlalchemy.Engine, fake_engine: type) -> Iterator[TestClient]:
    """The same over a database without a document."""
    url = engine.url.render_as_string(hide_password=False)
    settings = Settings.model_construct(database_url=url, model="none")
    app = create_app(settings, extractor=lambda _settings: fake_engine())
    with TestClient(app, client=("127.0.0.1", 50000), headers=PAGE) as client:
        yield client


@pytest.fixture
def hostile() -> str:
    """The text of a document that would run if it could."""
    return HOSTILE
