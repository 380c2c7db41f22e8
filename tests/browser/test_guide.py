"""The pictures of the guide, taken on the demonstration: `make guide` puts them into the guide.

Every other run takes them as well, aside, so that no picture is of a page that is gone.
"""

import base64
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from cases.app import ASSETS
from cases.demonstration.invented import PLANNING
from cases.web.guide import CHAPTERS, PICTURES
from tests.browser.conftest import Site, last_year

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIZE = {"width": 1280, "height": 720}
HEAVIEST = 110_000  # bytes of a chapter's pictures: with sheet, scripts and page 150 kB at most
KEPT = ASSETS / "guide"
CARD = "11010519491231002X"  # the example of GB 11643


def open_case(page: Page, site: Site, state: str) -> str:
    page.goto(f"{site.address}/cases?state={state}")
    page.locator("table tbody th a").first.click()
    page.wait_for_load_state()
    return page.url.split("#")[0]


def registration(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/cases/new")
    page.fill("[name='applicant.id_number']", CARD)
    page.fill("[name='applicant.name']", "张伟")
    page.fill("[name='items.0.text']", "2025年度农村集体土地征收补偿安置方案")
    expect(page.locator("body")).to_contain_text("1949")


def receipt(page: Page, site: Site) -> None:
    registration(page, site)
    page.get_by_role("button", name="登记并打印回执").click()
    page.wait_for_url("**/receipt**")


def keys(page: Page, site: Site) -> None:
    page.goto(site.address)
    page.keyboard.press("?")


def public_page(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/public/{PLANNING}/apply")


def at(path: str) -> Callable[[Page, Site], None]:
    return lambda page, site: page.goto(site.address + path) and None


# picture: who takes it, how one gets there
SCENES: dict[str, tuple[str, Callable[[Page, Site], object]]] = {
    "home": ("fuzeren", at("/")),
    "keys": ("fuzeren", keys),
    "registration": ("chuangkou", registration),
    "receipt": ("chuangkou", receipt),
    "mail-room": ("chuangkou", at("/mail-room")),
    "unconfirmed": ("chuangkou", at("/unconfirmed")),
    "case": ("chengban", lambda page, site: open_case(page, site, "handling")),
    "clock": (
        "chengban", lambda page, site: page.goto(f"{open_case(page, site, 'handling')}/clock"),
    ),
    "letter": (
        "chengban", lambda page, site: page.goto(f"{open_case(page, site, 'signing')}/letter"),
    ),
    "review": (
        "juzhang", lambda page, site: page.goto(f"{open_case(page, site, 'signing')}/review"),
    ),
    "overview": ("fuzeren", at("/overview")),
    "signing": ("juzhang", at("/signing")),
    "supervision": ("zhuguan", at("/supervision")),
    "search": ("fuzeren", at("/cases")),
    "annual-table": ("shouguang", at("/annual-tables/370783/2019")),
    "edition": ("pingtan", at("/annual-tables/350128/2022/editions/1")),
    "report": ("pingtan", at("/annual-reports/350128/2022")),
    "consolidation": (
        "shouguang",
        lambda page, site: page.goto(f"{site.address}/consolidation/370783/{last_year()}"),
    ),
    "analysis": (
        "fuzeren",
        lambda page, site: page.goto(f"{site.address}/analysis/{PLANNING}?year={last_year()}"),
    ),
    "conversions": ("fuzeren", at("/conversions")),
    "public-apply": ("", public_page),
}  # fmt: skip


def test_every_picture_has_its_scene() -> None:
    assert set(SCENES) == set(PICTURES)
    assert {path.stem for path in KEPT.glob("*.webp")} == set(PICTURES)
    for chapter in CHAPTERS:
        shown = [KEPT / f"{step.picture}.webp" for step in chapter.steps if step.picture]
        assert sum(path.stat().st_size for path in shown) <= HEAVIEST, chapter.key


def test_the_pictures_are_of_pages_as_they_are(
    site: Site, browser: Browser, tmp_path: Path
) -> None:
    target = Path(os.environ.get("GUIDE_PICTURES") or tmp_path)
    for name, (login, scene) in SCENES.items():
        context = browser.new_context(viewport=SIZE, locale="zh-CN")
        page = context.new_page()
        page.add_init_script("window.print = () => {}")
        if login:
            site.enter(page, login)
        scene(page, site)
        page.wait_for_load_state("networkidle")
        expect(page.locator("h1").first).to_be_visible()
        assert page.locator("p.status").count() == 0, name  # as pages of refusals have it
        shot = context.new_cdp_session(page).send(
            "Page.captureScreenshot", {"format": "webp", "quality": 30}
        )
        picture = base64.b64decode(shot["data"])
        (target / f"{name}.webp").write_bytes(picture)
        context.close()
