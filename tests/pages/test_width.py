"""In a real browser: no page is wider than its window, also on a telephone and at 300% zoom."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from cases.app import environment
from cases.web.stylesheet import sheet
from tests.pages import shown

PAGES = environment()
LINKED = '<link rel="stylesheet" href="/assets/style.css">'
STYLE = sheet()
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [1366, 455, 375, 320])
def test_nothing_but_wide_tables_scrolls_sideways(browser: Browser, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 700})
    wide = []
    for name, (template, context) in shown.PAGES.items():
        html = PAGES.get_template(template).render(context)
        html = html.replace('http-equiv="refresh"', "data-refresh")  # it would go away meanwhile
        page.set_content(html.replace(LINKED, f"<style>{STYLE}</style>"))
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(name)
    page.close()
    assert wide == []
