"""The tools for language models, driven by the official client: in process, over HTTP, on stdio."""

import contextlib
import json
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from serving import serving

from quotes.model import Document
from service import database
from service.access import Actor
from service.agents.answers import passage
from service.agents.server import make
from service.ingest import ingest_one
from service.queries import DocumentCard
from service.store import api_keys
from service.verify import Evidence

TEXT = 'Anna Bell: "We won the long war." via TASS < Interfax\nBo Cole: "They lost." [about=Rome]'
DOCUMENTS = (
    Document("a/1", TEXT, "First", "Daily Post", "2025-06-01", "https://post.example/1"),
    Document("b", 'Anna Bell: "We won the long war." via TASS', None, "Echo", "2025-06-02"),
    Document("c", "Everything will be better was the slogan.", None, "Echo", "2025-06-03"),
)
TOOLS = {"search_statements", "verify_quote", "get_provenance", "who_is"}


@pytest.fixture
def url(tmp_path: Path, fake: Any) -> str:
    """A database with three documents."""
    url = f"sqlite:///{tmp_path}/q.sqlite"
    engine = database.open_engine(url)
    database.prepare(engine)
    for document in DOCUMENTS:
        ingest_one(engine, document, lambda: fake)
    engine.dispose()
    return url


@contextlib.asynccontextmanager
async def in_process(url: str) -> AsyncIterator[Client]:
    engine = database.open_engine(url)
    async with Client(make(lambda: engine)) as client:
        yield client
    engine.dispose()


async def call(client: Client, tool: str, **arguments: Any) -> Any:
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    assert json.loads(result.content[0].text) == result.structured_content
    return result.structured_content


async def drive(client: Client) -> None:
    """What any client does: look at the tools, search, check, go back to the origin."""
    assert {tool.name for tool in (await client.list_tools()).tools} == TOOLS
    (found,) = (await call(client, "search_statements", speaker="Bell"))["statements"]
    assert found["occurrences"] == 2
    assert found["outlets"] == ["Daily Post", "Echo"]
    checked = await call(client, "verify_quote", text="We won the long war", speaker="Anna Bell")
    assert checked["verdict"] == "verbatim"
    provenance = await call(client, "get_provenance", statement=found["id"])
    assert provenance["independent_origins"] == checked["independent_origins"]
    (who,) = (await call(client, "who_is", name="Bell"))["sources"]
    assert (who["name"], who["quotes"]) == ("Anna Bell", 2)


# --- what the tools answer ----------------------------------------------------------------


def test_in_process(url: str) -> None:
    async def run() -> None:
        async with in_process(url) as client:
            await drive(client)

    anyio.run(run)


def test_a_quote_is_verbatim_with_its_place(url: str) -> None:
    async def run() -> None:
        async with in_process(url) as client:
            found = (await call(client, "search_statements"))["statements"]
            texts = {document.id: document.text for document in DOCUMENTS}
            assert [each["quote"]["document"] for each in found] == ["b", "a/1"]
            for each in found:
                quote = each["quote"]
                ((start, end),) = quote["spans"]
                assert texts[quote["document"]][start:end] == quote["text"]
            assert found[1]["quote"]["url"] == "https://post.example/1"
            assert found[0]["quote"]["url"] == "/v1/documents/b?version=1"
            assert found[1]["quote"]["attribution"] == "Bo Cole"

    anyio.run(run)


def test_what_is_not_verbatim_is_left_out(url: str) -> None:
    engine = database.open_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE documents SET text = 'x' || text WHERE id = 'b'")
    engine.dispose()

    async def run() -> None:
        async with in_process(url) as client:
            found = (await call(client, "search_statements"))["statements"]
            assert [each["quote"]["document"] for each in found] == ["a/1"]
            checked = await call(client, "verify_quote", text="We won the long war")
            assert [each["document"] for each in checked["evidence"]] == ["a/1"]

    anyio.run(run)


def test_finding_nothing_says_what_was_searched(url: str) -> None:
    async def run() -> None:
        async with in_process(url) as client:
            for tool, arguments in (
                ("search_statements", {"query": "unheard of"}),
                ("verify_quote", {"text": "Nobody ever said these words to anyone"}),
                ("who_is", {"name": "Nobody"}),
            ):
                answer = await call(client, tool, **arguments)
                assert answer["searched"]["documents"] == 3
                assert answer["searched"]["publishers"] == ["Daily Post", "Echo"]
                assert not answer.get("statements")
                assert not answer.get("sources")
                assert answer.get("verdict", "no_record") == "no_record"

    anyio.run(run)


def test_words_without_a_speaker_are_a_passage() -> None:
    card = DocumentCard("c/1", "Echo", None, None, None, 1)
    found = passage(Evidence(None, card, (0, 10), "Everything", "", " will"))
    assert found.text == "Everything"
    assert found.span == (0, 10)
    assert found.url == "/v1/documents/c%2F1?version=1"


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("get_provenance", {"statement": "none"}, "there is no statement none"),
        ("search_statements", {"cursor": "nonsense"}, "cursor: not a cursor of this list"),
        ("search_statements", {"query": "!"}, "query: should hold"),
        ("search_statements", {"limit": 51}, "less than or equal to 50"),
        ("search_statements", {"published_from": "June"}, "published_from"),
        ("verify_quote", {"text": ""}, "at least 1 character"),
        ("who_is", {}, "name"),
    ],
)
def test_a_call_that_cannot_be_answered_says_why(
    url: str, tool: str, arguments: dict[str, Any], words: str
) -> None:
    async def run() -> None:
        async with in_process(url) as client:
            result = await client.call_tool(tool, arguments)
            assert result.is_error
            assert words in result.content[0].text  # type: ignore[union-attr]

    anyio.run(run)


# --- the ways to it -----------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_over_http(url: str, fake: Any, mode: str) -> None:
    async def run(address: str) -> None:
        async with Client(f"{address}/mcp", mode=mode) as client:
            await drive(client)

    with serving(url, fake) as address:
        anyio.run(run, address)
        assert httpx2.post(f"{address}/mcp/mcp", json={}).status_code == 404
        page = httpx2.post(f"{address}/mcp", json={}, headers={"origin": "https://evil.example"})
        assert page.status_code == 403


def test_on_standard_input(url: str, tmp_path: Path) -> None:
    command = StdioServerParameters(
        command=str(Path(sys.executable).with_name("quotes")),
        args=["mcp"],
        env=os.environ | {"QUOTES_DATABASE_URL": url},
        cwd=tmp_path,
    )

    async def run() -> None:
        async with Client(command) as client:
            await drive(client)

    anyio.run(run)


def test_closed_reads_ask_a_model_for_its_key(url: str, fake: Any) -> None:
    engine = database.open_engine(url)
    with database.writing(engine) as session:
        _, secret = api_keys.make(session, "model", ("read",), by=Actor("root", "cli"))
    engine.dispose()

    async def run(address: str) -> None:
        headers = {"authorization": f"Bearer {secret}"}
        async with (
            httpx2.AsyncClient(headers=headers) as http,
            Client(streamable_http_client(f"{address}/mcp", http_client=http)) as client,
        ):
            await drive(client)

    with serving(url, fake, reads="closed") as address:
        assert httpx2.post(f"{address}/mcp", json={}).status_code == 401
        anyio.run(run, address)
