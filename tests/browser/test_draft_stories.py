"""暂存, in the browser: a closed window, a session that ends, a lost connection lose nothing."""

from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cases.demonstration import PASSWORD
from cases.web.sign_in import COOKIE
from tests.browser.conftest import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

REQUEST = "2024年度耕地占补平衡指标交易台账"
NAME = "慕容秋水"


def fill_in(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/cases/new")
    page.select_option("[name='applicant.kind']", "natural_person")
    page.fill("[name='applicant.name']", NAME)
    page.fill("[name='items.0.text']", REQUEST)


def found_again(page: Page) -> None:
    """The form with what was typed, which was not sent yet; then it is."""
    page.get_by_role("button", name="回到表单继续填写").click()
    expect(page.get_by_role("alert")).to_contain_text("已恢复暂存的内容")
    expect(page.locator("[name='applicant.name']")).to_have_value(NAME)
    expect(page.locator("[name='items.0.text']")).to_have_value(REQUEST)
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("YSQ-")


@pytest.mark.parametrize("page", [True], indirect=True, ids=["scripts"])
def test_a_closed_window_loses_nothing(site: Site, page: Page) -> None:
    site.enter(page, "chuangkou")
    fill_in(page, site)
    expect(page.locator(".draft-note")).to_contain_text("已暂存")
    page.goto("about:blank")
    page.goto(f"{site.address}/cases/new")
    expect(page.locator("[name='items.0.text']")).to_have_value("")
    page.get_by_role("link", name="查看并继续").click()
    expect(page.locator("main")).to_contain_text(REQUEST)
    found_again(page)
    page.goto(f"{site.address}/drafts")
    expect(page.locator("main")).to_contain_text("没有未提交的录入")


@pytest.mark.parametrize("page", [True], indirect=True, ids=["scripts"])
def test_what_was_typed_last_is_kept_as_the_page_is_left(site: Site, page: Page) -> None:
    site.enter(page, "chuangkou")
    fill_in(page, site)
    page.goto(f"{site.address}/drafts")  # sooner than the pause after which it is kept
    for _ in range(20):  # what is sent on leaving may arrive after the next page was asked for
        if NAME in page.inner_text("main"):
            break
        page.wait_for_timeout(250)
        page.reload()
    expect(page.locator("main")).to_contain_text(NAME)


@pytest.mark.parametrize("page", [True], indirect=True, ids=["scripts"])
def test_a_lost_connection_is_said_and_made_good(site: Site, page: Page) -> None:
    site.enter(page, "chuangkou")
    fill_in(page, site)
    expect(page.locator(".draft-note")).to_contain_text("已暂存")
    context: BrowserContext = page.context
    context.set_offline(True)
    page.fill("[name='items.0.text']", REQUEST + "（第二稿）")
    expect(page.locator(".draft-note")).to_contain_text("连接已中断")
    context.set_offline(False)
    expect(page.locator(".draft-note")).to_contain_text("已暂存", timeout=15_000)
    page.goto(f"{site.address}/drafts")
    page.get_by_role("link", name="查看并继续").first.click()
    expect(page.locator("main")).to_contain_text("（第二稿）")


def test_a_session_that_ends_over_a_form_loses_nothing(site: Site, page: Page) -> None:
    site.enter(page, "chuangkou")
    fill_in(page, site)
    site.forward(timedelta(hours=2))
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("您录入的内容已经加密保存")
    page.fill("[name=login]", "chuangkou")
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    expect(page.locator("main")).to_contain_text("您录入的内容没有丢失")
    found_again(page)


def test_two_officers_on_one_case_the_second_is_told_and_keeps_the_text(
    site: Site, page: Page
) -> None:
    site.enter(page, "fuzeren")
    page.goto(f"{site.address}/cases?state=handling")
    page.locator("table tbody th a").first.click()
    case = page.url
    page.locator("summary", has_text="协办、会商、转交等其他办理").click()
    page.locator("details#call_conference summary").click()
    question = "是否属于过程性信息，需要会商"
    page.fill("#call_conference-question", question)
    page.fill("#call_conference [name='participants.0']", "李某")
    other = page.context.browser.new_context(java_script_enabled=True)  # type: ignore[union-attr]
    colleague = other.new_page()
    site.enter(colleague, "chuangkou")
    colleague.goto(case)
    colleague.locator("summary", has_text="协办、会商、转交等其他办理").click()
    colleague.locator("details#hand_over summary").click()
    colleague.locator("details#hand_over select").first.select_option(index=1)
    colleague.locator("details#hand_over [name=reason]").fill("出差")
    colleague.locator("details#hand_over button[type=submit]").click()
    other.close()
    page.locator("details#call_conference button[type=submit]").click()
    expect(page.get_by_role("alert")).to_contain_text("您打开本件之后")
    expect(page.locator("#call_conference-question")).to_have_value(question)
    assert COOKIE in {cookie["name"] for cookie in page.context.cookies()}
