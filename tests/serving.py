"""The whole application on a port of this machine, and a Chromium to look at it."""

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from service.app import create_app
from service.ingest import Extractor
from service.settings import Settings

# As root Chromium has no sandbox; what it would fetch on its own is refused on a closed network.
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@contextmanager
def serving(url: str, extractor: Extractor, **more: Any) -> Iterator[str]:
    """The address of the application over the database at `url`, until the block is left."""
    settings = Settings.model_construct(database_url=url, model="none", **more)
    app = create_app(settings, extractor=lambda _settings: extractor)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield "http://127.0.0.1:{1}".format(*listener.getsockname())
        finally:
            server.should_exit = True
            thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, headless.

    Raises:
        FileNotFoundError: it is not installed.
    """
    path = shutil.which("chromium")
    if path is None:
        raise FileNotFoundError("Chromium is missing: `make browser`, or `pytest -m 'not browser'`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()
