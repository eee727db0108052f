"""axe-core finds nothing to object to, on any page, at any width, light or dark."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
Opened = Callable[..., Page]

RULES = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"
PAGES = {
    "search": "/?q=said&limit=8",
    "nothing": "/?q=zeppelin",
    "statement": "/?q=calendar",
    "speaker": "/?q=orrin",
    "document": "/documents/recount-night",
    "hostile": "/documents/hostile",
    "check": "/check?text=We+will+reopen+it+to+please+a+calendar&speaker=Orrin",
    "add": "/add",
    "key": "/key",
    "problem": "/documents/nowhere",
}


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (768, "dark"), (1440, "light")])
def test_nothing_stands_in_the_way(opened: Opened, axe: str, width: int, scheme: str) -> None:
    page = opened("/", width=width, color_scheme=scheme)
    found = []
    for name, path in PAGES.items():
        page.goto(path)
        if name in ("statement", "speaker"):
            page.locator(f"main a[href^='/{name}s/']").first.click()
            page.wait_for_url(f"**/{name}s/*")
        # What is folded up is read, too.
        page.evaluate("document.querySelectorAll('details').forEach((each) => each.open = true)")
        page.evaluate(axe)
        report = page.evaluate(f"axe.run({{ runOnly: {RULES} }})")
        found += [
            f"{name}: {each['id']}: {node['html'][:150]}"
            for each in report["violations"]
            for node in each["nodes"]
        ]
    assert "\n".join(found) == ""
