"""In a real browser: no page is wider than its window, nothing on it is cut off, nothing overlaps.

Also on a telephone, at 300% zoom, and in larger type; with the longest and the ugliest content.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

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
USUAL_TYPE, LARGE_TYPE = 'data-type="usual"', 'data-type="large"'

# What hides text that runs over without the dots that say so, or is meant for the ear alone.
CUT_OFF = """() => [...document.querySelectorAll('body *')].filter(e => {
    const style = getComputedStyle(e)
    if (!['hidden', 'clip'].includes(style.overflowX) || style.textOverflow === 'ellipsis') return false
    if (style.webkitLineClamp !== 'none' || e.closest('.unseen, svg, dialog:not([open])')) return false
    return e.innerText && e.scrollWidth > e.clientWidth + 1
}).map(e => e.outerHTML.slice(0, 100))"""

# Text that begins left of the window, where nobody can scroll to.
OUT_OF_REACH = """() => [...document.querySelectorAll('main *')].filter(e =>
    e.checkVisibility() && !e.closest('.unseen, svg, .skip, .scroll')
    && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
    && [...e.getClientRects()].some(r => r.left < -1 && r.right > 0)
).map(e => e.outerHTML.slice(0, 100))"""

# What a person presses or fills in, of which another covers more than its rim.
OVERLAPPING = """() => {
    const seen = (e, r) => {  // what of it is not scrolled out of a box
        let [left, top, right, bottom] = [r.left, r.top, r.right, r.bottom]
        for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) {
            if (getComputedStyle(p).overflow === 'visible') continue
            const b = p.getBoundingClientRect()
            left = Math.max(left, b.left), right = Math.min(right, b.right)
            top = Math.max(top, b.top), bottom = Math.min(bottom, b.bottom)
        }
        return {left, top, right, bottom, width: right - left, height: bottom - top}
    }
    const moves = e => {
        for (; e && e !== document.body; e = e.parentElement)
            if (['sticky', 'fixed'].includes(getComputedStyle(e).position)) return true
        return false
    }
    const shown = [...document.querySelectorAll('a, button, input, select, textarea, summary, h1, h2')]
        .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.closest('.unseen, svg, .skip') && !moves(e))
        .flatMap(e => [...e.getClientRects()].map(r => [e, seen(e, r)]))
        .filter(([e, r]) => r.width > 1 && r.height > 1)
    const over = []
    shown.forEach(([one, a], n) => shown.slice(n + 1).forEach(([other, b]) => {
        if (one === other || one.contains(other) || other.contains(one)) return
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left)
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
        if (wide > 3 && high > 6) over.push(one.outerHTML.slice(0, 90) + ' ↔ ' + other.outerHTML.slice(0, 90))
    }))
    return over
}"""


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


def show(page: Page, template: str, context: dict[str, Any], *, large: bool) -> None:
    """A page as an office sees it, unfolded but for the menus, which lie above it."""
    html = PAGES.get_template(template).render(context)
    html = html.replace('http-equiv="refresh"', "data-refresh")  # it would go away meanwhile
    html = html.replace(USUAL_TYPE, LARGE_TYPE) if large else html
    page.set_content(html.replace(LINKED, f"<style>{STYLE}</style>"))
    unfolded = "main details:not(:has(> .menu-card))"
    page.evaluate(f"document.querySelectorAll('{unfolded}').forEach(d => d.open = true)")


# 455 pixels are a window of 1366 at 300 % zoom
@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("large", [False, True], ids=["usual-type", "large-type"])
@pytest.mark.parametrize("width", [1366, 455, 375, 320])
def test_nothing_is_wider_than_its_window_cut_off_or_covered(
    browser: Browser, width: int, large: bool
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 700})
    faults = []
    for name, (template, context) in shown.PAGES.items():
        show(page, template, context, large=large)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            faults.append(f"{name}: wider than its window")
        for what, found in (
            ("cut off", CUT_OFF),
            ("out of reach", OUT_OF_REACH),
            ("covered", OVERLAPPING),
        ):
            faults += [f"{name}: {what}: {element}" for element in page.evaluate(found)]
    page.close()
    assert faults == []
