"""A head signs what was opened, and a supervisor comes from eighty organs to one late case."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cases.models import Role
from cases.office import china_now, opened
from cases.states import State
from tests.browser.conftest import Site, serving
from tests.conftest import Clock, Town, aside
from tests.web.below import BELOW, CITY, code_of, organs_below, received
from tests.web.conftest import new_case

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OFFICE = "370783-zrzy"
PASSWORD = "清水出芙蓉天然去雕饰"
LATE_FOR: timedelta = timedelta(days=60)  # twenty working days and more, whatever the holidays
Told = Callable[[Town], Awaitable[None]]


def beginning(home: Path, database_url: str, told: Told) -> Iterator[Site]:
    """The site of a city and its bureau, in which something happened already."""

    async def begin() -> None:
        clock = Clock(china_now())
        async with opened(home, database_url, clock) as office:
            town = Town(office, database_url, clock)
            await town.organ(CITY, "寿光市人民政府")
            await town.organ(OFFICE, "寿光市自然资源和规划局", CITY)
            await told(town)

    aside(lambda: asyncio.run(begin()))
    yield from serving(home, database_url)


async def three_drafts(town: Town) -> None:
    """Three answers wait for the signature of a leader who is head as well."""
    await town.officer("clerk", OFFICE, Role.REGISTRAR)
    await town.officer("head", OFFICE, Role.HEAD, Role.LEADER, password=PASSWORD)
    for _ in range(3):
        await new_case(
            town, "clerk", OFFICE, State.SIGNING, dates={"submitted_on": town.clock.at.date()}
        )


@pytest.fixture
def bureau(database_url: str, tmp_path: Path) -> Iterator[Site]:
    yield from beginning(tmp_path, database_url, three_drafts)


async def one_late_case_below(town: Town) -> None:
    """Eighty organs: to one a case came long ago that nobody took up, another answered its own."""
    await organs_below(town)
    await town.officer("above", CITY, Role.SUPERVISOR, password=PASSWORD)
    today = town.clock.at
    town.clock.at = today - LATE_FOR
    await received(town, code_of(40), town.clock.at.date())
    await received(town, code_of(7), town.clock.at.date(), State.CLOSED)
    town.clock.at = today


@pytest.fixture
def city(database_url: str, tmp_path: Path) -> Iterator[Site]:
    yield from beginning(tmp_path, database_url, one_late_case_below)


def test_a_head_signs_two_that_were_opened_and_the_third_is_refused_by_name(
    bureau: Site, page: Page
) -> None:
    bureau.enter(page, "head", PASSWORD)
    page.goto(f"{bureau.address}/overview")
    page.get_by_role("link", name="待签发 3件").click()
    rows = page.locator(".signing-table tbody tr")
    expect(rows).to_have_count(3)
    numbers = [rows.nth(place).locator("th a").inner_text() for place in range(3)]
    for number in numbers[:2]:
        page.get_by_role("link", name=number, exact=True).click()
        expect(page.locator("h1")).to_contain_text("审核")
        expect(page.locator("main")).to_contain_text("现答复如下")
        page.goto(f"{bureau.address}/signing")
    expect(page.get_by_text("✓ 已打开")).to_have_count(2)
    for number in numbers:
        page.get_by_label(f"选择{number}").check()
    page.get_by_label("签发意见").fill("同意")
    page.get_by_role("button", name="一并签发勾选的各件").click()
    result = page.locator("section:has(#done)")
    expect(result).to_contain_text("2件已签发，1件没有办理")
    refused = result.locator("tr", has_text="没有办理")
    expect(refused).to_contain_text(f"案件{numbers[2]}的文稿您还没有打开过")
    expect(page.locator(".signing-table tbody tr")).to_have_count(1)
    refused.get_by_role("link", name=numbers[2]).click()  # opened now, it can be signed alone
    signature = page.locator("form[action$='/signature']")
    signature.locator("button[type=submit]").click()
    expect(page.locator("h1 .state")).to_contain_text("待送达")
    page.goto(f"{bureau.address}/overview")
    expect(page.locator("main")).to_contain_text("目前没有等待您审核、签发的文稿")


def test_a_supervisor_comes_from_eighty_organs_to_the_late_case(city: Site, page: Page) -> None:
    city.enter(page, "above", PASSWORD)
    page.goto(f"{city.address}/supervision")
    rows = page.locator(".supervision-table tbody tr")
    expect(rows).to_have_count(BELOW + 2)  # the city and its bureau besides
    first = rows.first  # what is late stands first
    expect(first).to_contain_text("派驻第40大队")
    page.get_by_role("link", name="本年办结").click()  # another order, by its heading
    expect(rows.first).to_contain_text("寿光市第7局")
    page.get_by_role("link", name="逾期", exact=False).first.click()
    page.get_by_role("link", name="派驻第40大队").click()
    expect(page.locator(".late-table")).to_contain_text("等待初审")
    late = page.locator(".late-table tbody th a")
    number = late.inner_text()
    late.click()
    expect(page.locator("h1")).to_contain_text(number)
    assert page.locator("form[action*='/screening']").count() == 0  # to be seen, not to be done


def test_a_supervisor_draws_an_answer_and_says_what_was_found(city: Site, page: Page) -> None:
    city.enter(page, "above", PASSWORD)
    page.goto(f"{city.address}/supervision")
    page.get_by_role("link", name="答复抽查").click()
    with page.expect_navigation():
        page.get_by_role("button", name="随机抽取").click()
    expect(page.locator("main")).to_contain_text("总体1件，抽取1件")
    page.get_by_role("link", name="开始检查").click()
    points = page.locator(".audit-point")
    for place in range(points.count()):
        points.nth(place).get_by_label("合格", exact=True).check()
    first = points.first
    first.get_by_label("不合格").check()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("alert")).to_contain_text("应当写明问题")
    expect(first.get_by_label("不合格")).to_be_checked()  # what was ticked is still ticked
    first.locator("textarea").fill("延期没有依据")
    page.get_by_role("button", name="保存").click()
    expect(page.locator("main")).to_contain_text("已经检查完1件，共1件")
    expect(page.locator(".drawn-table")).to_contain_text("1处不合格")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载结果（.xlsx）").click()
    assert download.value.suggested_filename.endswith(".xlsx")
