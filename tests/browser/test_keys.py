"""By keyboard alone, and how heavy pages are: nothing here needs a mouse or leaves the machine."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HEAVIEST = 150_000  # bytes of a page with everything that it loads
SCRIPTS = pytest.mark.parametrize("page", [True], indirect=True, ids=["scripts"])


@SCRIPTS
def test_the_card_of_keys_opens_and_closes(site: Site, page: Page) -> None:
    site.enter(page, "fuzeren")
    page.keyboard.press("?")
    card = page.get_by_role("dialog", name="快捷键")
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


@SCRIPTS
def test_slash_goes_to_the_search_and_menus_close_by_escape(site: Site, page: Page) -> None:
    site.enter(page, "fuzeren")
    page.keyboard.press("/")
    expect(page.locator("input[type=search]").first).to_be_focused()
    menu = page.locator(".nav details.menu").first
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(menu.locator("ul")).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu.locator("ul")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()


@SCRIPTS  # without them these are the browser's own access keys, which no program presses
def test_letters_with_alt_lead_to_the_pages(site: Site, page: Page) -> None:
    site.enter(page, "fuzeren")
    for key, path in (("c", "/cases"), ("w", "/work"), ("l", "/worklists"), ("n", "/cases/new")):
        page.keyboard.press(f"Alt+{key}")
        page.wait_for_url(lambda url, path=path: urlsplit(url).path.startswith(path))


def test_large_type_and_high_contrast_are_kept(site: Site, page: Page) -> None:
    site.enter(page, "fuzeren")
    page.goto(f"{site.address}/cases")
    page.get_by_role("button", name="大字").click()
    page.get_by_role("button", name="高对比").click()
    page.wait_for_url("**/cases")
    shown = page.locator("html")
    expect(shown).to_have_attribute("data-type", "large")
    expect(shown).to_have_attribute("data-theme", "contrast")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20px"
    page.goto(f"{site.address}/work")
    expect(page.get_by_role("button", name="大字")).to_have_attribute("aria-pressed", "true")


@SCRIPTS
def test_no_page_is_heavy_and_none_is_refused_its_parts(site: Site, page: Page) -> None:
    weights: dict[str, int] = {}
    objections: list[str] = []
    page.on("console", lambda said: objections.append(said.text) if said.type == "error" else None)
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', e =>"
        " console.error('refused: ' + e.violatedDirective + ' ' + e.blockedURI))"
    )
    site.enter(page, "fuzeren")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sent = {"bytes": 0}
    session.on(
        "Network.loadingFinished",
        lambda told: sent.update(bytes=sent["bytes"] + int(told["encodedDataLength"])),
    )
    page.goto(f"{site.address}/cases")
    case = page.locator("table tbody th a").first.get_attribute("href")
    for path in ("/", "/work", "/cases", "/worklists", "/cases/new", f"{case}", f"{case}/clock",
                 f"{case}/history", "/annual-tables", "/calendar", "/office",
                 "/help/regulation"):  # fmt: skip
        sent["bytes"] = 0
        page.goto(site.address + path, wait_until="networkidle")
        weights[path] = sent["bytes"]
    print("\n".join(f"{path}: {weight / 1000:.0f} kB" for path, weight in weights.items()))
    assert objections == []
    assert {path: weight for path, weight in weights.items() if weight > HEAVIEST} == {}
