"""Whatever a document holds is shown as text, however long it is."""

from collections.abc import Callable

import pytest
from newsroom import HOSTILE
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
Opened = Callable[..., Page]


@pytest.mark.parametrize("path", ["/documents/hostile", "/?q=left"])
def test_nothing_of_a_document_runs(opened: Opened, path: str) -> None:
    # The fixture fails on any dialog, request to elsewhere, or refusal by the policy.
    page = opened(path)
    assert page.locator("main img, main script, main svg[onload]").count() == 0
    if path.startswith("/documents"):
        assert page.locator("#text").evaluate("(each) => each.textContent") == HOSTILE


def test_an_override_ends_where_the_article_ends(opened: Opened) -> None:
    page = opened("/documents/hostile")
    isolated = page.locator("#text").evaluate("(each) => getComputedStyle(each).unicodeBidi")
    assert isolated in ("isolate", "plaintext", "isolate-override")


def test_two_million_characters_on_a_line(opened: Opened) -> None:
    page = opened("/documents/line", width=360)
    text = page.locator("#text")
    assert text.evaluate("(each) => each.textContent.length") > 2_000_000
    element = "document.documentElement"
    assert page.evaluate(f"{element}.scrollWidth <= {element}.clientWidth")
