"""Pages over a small record: a statement by three routes, a denial, a document full of markup."""

from collections.abc import Iterator

import pytest
import sqlalchemy
from fake import Fake
from fastapi.testclient import TestClient
from newsroom import ARTICLES, BROWSER, write

from service.app import create_app
from service.settings import Settings


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of the small record, which no test of this folder writes to."""
    url = f"sqlite:///{tmp_path_factory.mktemp('page') / 'quotes.sqlite'}"
    write(url, ARTICLES, Fake())
    return url


@pytest.fixture
def page(record: str) -> Iterator[TestClient]:
    """A browser without a picture, on this machine."""
    settings = Settings.model_construct(database_url=record, model="none")
    app = create_app(settings, extractor=lambda _settings: Fake())
    with TestClient(
        app, client=("127.0.0.1", 50000), headers=BROWSER, raise_server_exceptions=False
    ) as client:
        yield client


@pytest.fixture
def empty(engine: sqlalchemy.Engine) -> Iterator[TestClient]:
    """The same over a database without a document."""
    url = engine.url.render_as_string(hide_password=False)
    settings = Settings.model_construct(database_url=url, model="none")
    app = create_app(settings, extractor=lambda _settings: Fake())
    with TestClient(app, client=("127.0.0.1", 50000), headers=BROWSER) as client:
        yield client
