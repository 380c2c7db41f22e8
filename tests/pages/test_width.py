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
    if (e.scrollWidth <= e.clientWidth + 1 || e.closest('.unseen, svg, dialog:not([open])')) return false
    const style = getComputedStyle(e)
    return ['hidden', 'clip'].includes(style.overflowX) && style.textOverflow !== 'ellipsis'
        && style.webkitLineClamp === 'none' && e.innerText
}).map(e => e.outerHTML.slice(0, 100))"""

# Text that begins left of the window, where nobody can scroll to.
OUT_OF_REACH = """() => [...document.querySelectorAll('main *')].filter(e => {
    const box = e.getBoundingClientRect()
    return box.left < -1 && box.right > 0 && !e.closest('.unseen, svg, .skip, .scroll')
        && e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
}).map(e => e.outerHTML.slice(0, 100))"""

# What a person presses or fills in, of which another covers more than its rim.
OVERLAPPING = """() => {
    const styles = new Map()
    const style = e => styles.get(e) || styles.set(e, getComputedStyle(e)).get(e)
    const above = e => {  // it, and what it stands in
        const all = []
        for (; e && e !== document.body; e = e.parentElement) all.push(e)
        return all
    }
    const seen = (e, r) => {  // what of it is not scrolled out of a box
        let [left, top, right, bottom] = [r.left, r.top, r.right, r.bottom]
        for (const p of above(e.parentElement)) {
            if (style(p).overflow === 'visible') continue
            const b = p.getBoundingClientRect()
            left = Math.max(left, b.left), right = Math.min(right, b.right)
            top = Math.max(top, b.top), bottom = Math.min(bottom, b.bottom)
        }
        return {left, top, right, bottom}
    }
    const moves = e => above(e).some(p => ['sticky', 'fixed'].includes(style(p).position))
    const shown = [...document.querySelectorAll('a, button, input, select, textarea, summary, h1, h2')]
        .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.closest('.unseen, svg, .skip'))
        .filter(e => !moves(e))
        .flatMap(e => [...e.getClientRects()].map(r => [e, seen(e, r)]))
        .filter(([e, r]) => r.right - r.left > 1 && r.bottom - r.top > 1)
        .sort(([, a], [, b]) => a.top - b.top)
    const over = []
    shown.forEach(([one, a], n) => {
        for (const [other, b] of shown.slice(n + 1)) {
            if (b.top > a.bottom - 6) break
            if (one === other || one.contains(other) || other.contains(one)) continue
            const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left)
            const high = Math.min(a.bottom, b.bottom) - b.top
            if (wide > 3 && high > 6) over.push([one, other].map(e => e.outerHTML.slice(0, 90)).join(' ↔ '))
        }
    })
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


# 455 pixels are a window of 1366 at 300 % zoom; larger type is asked at both ends
WIDTHS = {"usual": (1366, 455, 375, 320), "large": (1366, 320)}


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("kind", WIDTHS)
@pytest.mark.parametrize("half", [0, 1])
def test_nothing_is_wider_than_its_window_cut_off_or_covered(
    browser: Browser, half: int, kind: str
) -> None:
    page = browser.new_page()
    faults = []
    for name, (template, context) in [*shown.PAGES.items()][half::2]:
        show(page, template, context, large=kind == "large")
        for width in WIDTHS[kind]:
            page.set_viewport_size({"width": width, "height": 700})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                faults.append(f"{name} at {width}: wider than its window")
            for what, found in CHECKS.items():
                faults += [f"{name} at {width}: {what}: {e}" for e in page.evaluate(found)]
    page.close()
    assert faults == []


CHECKS = {"cut off": CUT_OFF, "out of reach": OUT_OF_REACH, "covered": OVERLAPPING}
