"""A real browser before the whole application, over a small record that is built once."""

from collections.abc import Callable, Iterator

import pytest
from axe import SCRIPT
from newsroom import Stored, everything, write
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response
from serving import chromium, serving

from quotes.model import Document

LINE = "All of it on one line. " * 90_000
Opened = Callable[..., Page]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the application."""
    url = f"sqlite:///{tmp_path_factory.mktemp('browser') / 'quotes.sqlite'}"
    write(url, [*everything(), Document("line", LINE, "A long line")], Stored())
    with serving(url, Stored()) as address:
        yield address


# One for each module: other tests must find no event loop of Playwright's running.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def opened(site: str, browser: Browser) -> Iterator[Opened]:
    """Opens pages as `opened(path, width=…, …)`; whatever goes wrong in one fails the test."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_(path: str, *, width: int = 1440, **options: object) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, base_url=site, **options
        )  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: _is_wrong(said) and wrong.append(said.text))
        page.on("response", lambda answer: _is_missing(answer) and wrong.append(answer.url))
        page.on("dialog", lambda dialog: wrong.append(f"dialog: {dialog.message}"))
        page.on("request", lambda sent: sent.url.startswith(site) or wrong.append(sent.url))
        page.goto(path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert wrong == []


def _is_wrong(said: ConsoleMessage) -> bool:
    # That a page is one of a problem, its status says, and Chromium says it again.
    return said.type == "error" and "responded with a status" not in said.text


def _is_missing(answer: Response) -> bool:
    return answer.status >= 400 and answer.request.resource_type != "document"


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    if not SCRIPT.is_file():
        raise FileNotFoundError("axe-core is missing: `make browser`")
    return SCRIPT.read_text("utf-8")
