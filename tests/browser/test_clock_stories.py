"""期限 in the browser: a step is supposed, taken, corrected and struck; every date follows."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.law.invented_notices import OF_2027

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")


def new_case(site: Site, page: Page) -> str:
    """A walk-in of today; the address of its page."""
    page.goto(f"{site.address}/cases/new")
    page.select_option("[name='applicant.kind']", "natural_person")
    page.fill("[name='applicant.name']", "䶮堃")
    page.fill("[name='items.0.text']", "城南片区征地补偿安置方案")
    page.click("button[type=submit]:has-text('登记'):not([name])")
    expect(page.locator("h1")).to_contain_text("YSQ-370783-zrzy-")
    return page.url


def due(page: Page) -> str:
    """The day the answer is due, as the case's page says it."""
    found = DAY.search(page.locator(".clock-line").inner_text())
    assert found is not None
    return found[0]


def test_what_was_supposed_is_what_happens_and_can_be_undone(site: Site, page: Page) -> None:
    site.enter(page, "fuzeren")
    case = new_case(site, page)
    today = page.locator("form[action$='/extension'] [name=on]").get_attribute("value") or ""
    before = due(page)

    page.goto(f"{case}/clock")
    page.select_option("#what-if [name=what]", "extension")
    page.fill("#what-if [name=on]", today)
    page.select_option("#what-if [name=workdays]", "10")
    page.click("#what-if button[type=submit]")
    row = page.locator(".compare tr", has_text="答复期限")
    expect(row).to_contain_text("推后10个工作日")  # 条例 33(2): added to the old due day
    supposed = DAY.findall(row.inner_text())
    assert supposed[0] == before
    page.goto(case)
    assert due(page) == before  # nothing was stored

    page.locator("#extend > summary").click()
    page.select_option("form[action$='/extension'] [name=workdays]", "10")
    page.fill("form[action$='/extension'] [name=reason]", "涉及档案较多，需要逐件核对")
    page.click("form[action$='/extension'] button[type=submit]")
    page.wait_for_url(case)
    assert due(page) == supposed[1]

    page.locator("a[href$='/steps/2']").click()
    page.fill("[name=workdays]", "5")
    page.click("form[action$='/correction'] button[type=submit]")  # its reason is asked for
    assert "/steps/2" in page.url
    page.fill("form[action$='/correction'] [name=reason]", "录入有误")
    page.click("form[action$='/correction'] button[type=submit]")
    page.wait_for_url(case)
    assert due(page) not in (before, supposed[1])

    page.locator("a[href$='/steps/2']").click()
    page.locator("#strike_step > summary").click()
    page.fill("form[action$='/strike'] [name=reason]", "误录到本件")
    page.click("form[action$='/strike'] button[type=submit]")
    page.wait_for_url(case)
    assert due(page) == before
    page.goto(f"{case}/clock")
    expect(page.locator(".clock-records")).to_contain_text("误录到本件")


def test_the_annex_prints_on_paper_and_the_tiles_lead_to_their_lists(
    site: Site, page: Page
) -> None:
    site.enter(page, "zhuguan")
    tile = page.locator("a[href*='/worklists/lapsed']").first
    expect(tile).to_be_visible()
    tile.click()
    rows = page.locator("main table tbody tr")
    assert rows.count() > 0  # the demonstration has cases that lapsed
    rows.first.locator("a[href*='/cases/']").first.click()
    expect(page.locator("main")).to_contain_text("视为放弃申请")
    page.get_by_role("link", name="期限说明").click()
    page.emulate_media(media="print")
    expect(page.locator(".annex-title")).to_be_visible()
    expect(page.locator(".annex-foot")).to_contain_text("审核人")
    expect(page.locator("#what-if")).to_have_count(1)
    expect(page.locator("#what-if")).to_be_hidden()


def test_a_schedule_is_pasted_by_one_and_confirmed_by_another(site: Site, page: Page) -> None:
    site.enter(page, "shouguang")
    page.goto(f"{site.address}/calendar/notices/new")
    page.fill("textarea[name=text]", OF_2027)
    page.locator("main form button.primary").first.click()
    expect(page.locator("h1")).to_contain_text("预览2027年节假日安排")
    page.get_by_role("button", name="提交确认").click()
    page.wait_for_url(re.compile("/calendar/notices/[0-9a-f-]+$"))
    proposal = page.url
    assert page.get_by_role("button", name="确认并生效").count() == 0  # not by oneself
    page.locator("details.officer-menu summary").click()
    page.locator("form[action='/sign-out'] button").click()
    site.enter(page, "pingtan")
    page.goto(proposal)
    page.get_by_role("button", name="确认并生效").click()
    expect(page.locator("main")).to_contain_text("正在重新计算")
