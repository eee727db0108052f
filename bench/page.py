"""What a page costs a browser: bytes, requests, layout shift, time to content: `make bench-page`.

Every visit is a first one, with nothing kept. The pages and an empty one on another port take
turns, so that noise of the machine falls on all; the median of the rounds counts.
"""

import statistics
import sys
import tempfile
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser
from report import write as report

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from newsroom import Stored, everything, write
from serving import chromium, serving

ROUNDS = 9
PAGES = {
    "start": "/",
    "search": "/?q=Orrin+via+NORPRESS",
    "statement": "/?q=calendar",
    "speaker": "/?q=orrin",
    "document": "/documents/recount-night",
    "check": "/check?text=We+will+reopen+it+to+please+a+calendar&speaker=Orrin",
    "add": "/add",
}
# Asked of the page once it stands still: when the first words showed, how much moved after that.
_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
_SHIFT = """() => new Promise((done) => {
  let moved = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) moved += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => done(moved)));
})"""


class _Empty(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """One word."""
        body = b"<!doctype html><title>Empty</title><link rel=icon href=data:,><p>Empty"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def empty_page() -> Iterator[str]:
    """The address of a page with one word on it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Empty) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def visit(browser: Browser, address: str) -> dict[str, float]:
    """One first visit."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    sizes: list[float] = []
    network.on("Network.loadingFinished", lambda each: sizes.append(each["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    found = {
        "paint": page.evaluate(_PAINT),
        "shift": page.evaluate(_SHIFT),
        "bytes": sum(sizes),
        "requests": len(sizes),
    }
    context.close()
    return found


def addresses(browser: Browser, site: str) -> dict[str, str]:
    """Each page's address; those of statement and speaker are found by a search."""
    page = browser.new_page()
    found = {}
    for name, path in PAGES.items():
        found[name] = f"{site}{path}"
        if name in ("statement", "speaker"):
            page.goto(found[name])
            link = page.locator(f"main a[href^='/{name}s/']").first
            found[name] = f"{site}{link.get_attribute('href')}"
    page.close()
    return found


def main() -> None:
    """Print the figures and write build/bench/page.json."""
    visits: dict[str, list[dict[str, float]]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/quotes.sqlite"
        write(url, everything(), Stored())
        with serving(url, Stored()) as site, empty_page() as empty, chromium() as browser:
            pages = {"empty": empty} | addresses(browser, site)
            for _ in range(ROUNDS):
                for name, address in pages.items():
                    visits[name].append(visit(browser, address))
    figures: dict[str, float] = {}
    bare = statistics.median(each["paint"] for each in visits["empty"])
    for name, seen in visits.items():
        paint = statistics.median(each["paint"] for each in seen)
        figures[f"{name}: milliseconds to first content"] = paint
        if name != "empty":
            figures[f"{name}: more than the empty page, milliseconds"] = paint - bare
            figures[f"{name}: kilobytes"] = max(each["bytes"] for each in seen) / 1000
            figures[f"{name}: requests"] = max(each["requests"] for each in seen)
            figures[f"{name}: layout shift"] = max(each["shift"] for each in seen)
    report("page", figures)


if __name__ == "__main__":
    main()
