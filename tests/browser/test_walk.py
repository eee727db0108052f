"""Every page walked as a user would, from phone to desktop, with a script and without."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Opened = Callable[..., Page]

WIDTHS = (360, 768, 1440)
WORDS = "We will not reopen it to please a calendar."


def fits(page: Page) -> bool:
    """Nothing sticks out to the right."""
    element = "document.documentElement"
    return bool(page.evaluate(f"{element}.scrollWidth <= {element}.clientWidth"))


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("width", WIDTHS)
def test_from_a_search_to_the_article(opened: Opened, width: int, script: bool) -> None:
    page = opened("/", width=width, java_script_enabled=script)
    assert fits(page)
    page.get_by_label("Who said what?").fill("Orrin via NORPRESS")
    page.get_by_label("Who said what?").press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=Orrin\+via\+NORPRESS"))
    expect(page.get_by_role("heading", name="2 quotes")).to_be_visible()
    assert fits(page)

    if width < 992:
        page.get_by_text("Narrow down").click()
    page.get_by_role("complementary").get_by_role("link", name="Halvord Courier").click()
    expect(page.get_by_role("heading", name="1 quote")).to_be_visible()
    page.get_by_role("link", name="Take away Outlet").click()
    expect(page.get_by_role("heading", name="2 quotes")).to_be_visible()

    page.get_by_role("link", name=WORDS).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(WORDS)
    expect(page.get_by_role("img", name="From the speaker on the left")).to_be_visible()
    page.get_by_text("Why 2 independent origins").click()
    expect(page.get_by_text("so it counts to NORPRESS").first).to_be_visible()
    assert fits(page)

    page.get_by_role("link", name="Ilse Orrin").first.click()
    expect(page.get_by_role("heading", level=1, name="Ilse Orrin")).to_be_visible()
    assert fits(page)

    page.get_by_role("link", name="Northern Ledger").first.click()
    page.goto("/documents/ledger")
    expect(page.get_by_role("heading", name="Bridge to stay shut")).to_be_visible()
    page.locator("#text").get_by_role("link", name=WORDS).click()
    expect(page.locator(".card:target")).to_contain_text("NORPRESS")
    assert fits(page)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("width", WIDTHS)
def test_check_a_quote(opened: Opened, width: int, script: bool) -> None:
    page = opened("/check", width=width, java_script_enabled=script)
    page.get_by_label("The words").fill("We will reopen it to please a calendar.")
    page.get_by_label("Said by").fill("Orrin")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("heading", name="Not what was said")).to_be_visible()
    expect(page.locator("del").first).to_contain_text("not")
    assert fits(page)
    shared = page.get_by_role("link", name="Link to this answer").get_attribute("href")
    page.goto(shared)
    expect(page.get_by_role("heading", name="Not what was said")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("width", WIDTHS)
def test_add_an_article_and_correct_it(opened: Opened, width: int, script: bool) -> None:
    page = opened("/add", width=width, java_script_enabled=script)
    name = f"Ana Bell {width} {script}"
    page.get_by_label("Text").fill(f'{name}: "We won the cup at home."\nBo Lind: "We lost."')
    page.get_by_label("Headline").fill(f"Match {name}")
    page.get_by_label("Published").fill("2026-03-02")
    assert fits(page)
    page.get_by_role("button", name="Find the quotes").click()
    expect(page.get_by_text("Nothing is stored yet.")).to_be_visible()
    expect(page.locator(".card")).to_have_count(2)
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("heading", name=f"Match {name}")).to_be_visible()

    card = page.locator(".card").first
    card.get_by_text("Correct", exact=True).click()
    card.get_by_label("Your name").fill("Eva Rask")
    card.get_by_label("The words, as they stand").fill("We won the cup")
    card.get_by_role("button", name="Correct the words").click()
    expect(page.locator("#text .content").first).to_have_text("We won the cup")
    expect(page.get_by_text("Other words by Eva Rask")).to_be_visible()
    assert fits(page)
    page.get_by_text("Take it back").click()
    page.locator("#judged ~ ol").get_by_label("Your name").fill("Eva Rask")
    page.get_by_role("button", name="Take back").click()
    expect(page.locator("#text .content").first).to_have_text("We won the cup at home.")


def test_names_are_suggested(opened: Opened) -> None:
    page = opened("/")
    page.get_by_label("Who said what?").press_sequentially("orr", delay=20)
    expect(page.locator("#names option[value='Ilse Orrin']")).to_have_count(1)


def test_the_chain_shows_on_hover_focus_and_goes_with_escape(opened: Opened) -> None:
    page = opened("/documents/lavrov-letter")
    mark = page.locator("#text .content").filter(has_text="For trust to grow").first
    note = page.get_by_role("tooltip")
    mark.hover()
    expect(note).to_contain_text("Russian Foreign Ministry")
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    mark.focus()
    expect(note).to_contain_text("TASS")


def test_a_tap_shows_the_chain_and_another_leads_to_the_quote(opened: Opened) -> None:
    page = opened("/documents/lavrov-letter", width=360, has_touch=True)
    mark = page.locator("#text .content").filter(has_text="For trust to grow").first
    mark.tap()
    expect(page.get_by_role("tooltip")).to_contain_text("Russian Foreign Ministry")
    assert "#" not in page.url
    mark.tap()
    expect(page.locator(".card:target")).to_contain_text("For trust to grow")


def test_what_is_selected_are_the_words(opened: Opened) -> None:
    page = opened("/documents/ledger")
    page.locator(".card").first.get_by_text("Correct", exact=True).click()
    page.evaluate(
        "getSelection().selectAllChildren(document.querySelector('#text .content.direct'))"
    )
    expect(page.get_by_label("The words, as they stand")).to_have_value(WORDS)


def test_by_keyboard_alone(opened: Opened) -> None:
    page = opened("/documents/vantor")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#text a.content").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".card:target")).to_be_visible()


def test_dates_are_the_readers(opened: Opened) -> None:
    page = opened("/documents/ledger", locale="de-DE")
    expect(page.locator("time").first).to_have_text("02.03.2026")


def test_in_print_the_article_is_alone(opened: Opened) -> None:
    page = opened("/documents/ledger")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation")).to_be_hidden()
    expect(page.locator("#text")).to_be_visible()


def test_problems_are_pages(opened: Opened) -> None:
    page = opened("/statements/nothing")
    expect(page.get_by_role("heading", name="There is no such thing")).to_be_visible()
