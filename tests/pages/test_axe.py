"""In a real browser: axe finds nothing to object to on any page, in either theme, with menus open."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from cases.app import environment
from cases.web.display import THEMES, Display
from cases.web.stylesheet import sheet
from tests.pages import shown

PAGES = environment()
LINKED = '<link rel="stylesheet" href="/assets/style.css">'
STYLE = sheet()
AXE = Axe()
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
SAID: dict[str, dict[str, Any]] = {
    "light": {"resultTypes": ["violations"]},
    # a theme changes colours alone: the rest of the page is the same
    "contrast": {
        "resultTypes": ["violations"],
        "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    },
}
SHARDS = 8


@pytest.fixture(scope="module")
def page(chromium: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        opened: Browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened.new_page(viewport={"width": 1366, "height": 768})
        opened.close()


def objections(page: Page, name: str, theme: str) -> list[str]:
    """What axe objects to on one page, where, in its words."""
    template, context = shown.PAGES[name]
    html = PAGES.get_template(template).render(context | {"display": Display(theme)})
    html = html.replace('http-equiv="refresh"', "data-refresh")  # it would go away meanwhile
    page.set_content(html.replace(LINKED, f"<style>{STYLE}</style>"))
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    found = AXE.run(page, options=SAID[theme]).response["violations"]
    return [
        f"{name} ({theme}): {one['id']}: {one['help']}: {node['html'][:160]}"
        for one in found
        for node in one["nodes"][:3]
    ]


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("shard", range(SHARDS))
def test_axe_objects_to_nothing(page: Page, shard: int, theme: str) -> None:
    names = sorted(shown.PAGES)[shard::SHARDS]
    assert len(names) > 10
    assert [found for name in names for found in objections(page, name, theme)] == []
