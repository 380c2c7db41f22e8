"""A citizen at the public pages, an officer at the desk: with scripts and without."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import WINDOW, Site
from tests.browser.test_chain_stories import act
from tests.browser.test_letter_stories import later, today

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BUREAU = "370783-zrzy"
CARD = "34052419800101001X"  # valid by GB 11643


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    """The officers' machine, elsewhere in town."""
    context = browser.new_context(viewport=WINDOW, locale="zh-CN")
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def opens(site: Site, desk: Page) -> None:
    """The head opens the public pages of the bureau."""
    site.enter(desk, "fuzeren")
    desk.goto(f"{site.address}/office/{BUREAU}/public")
    desk.check("[name=is_open]")
    desk.fill("[name=office_name]", "寿光市自然资源和规划局办公室")
    desk.fill("[name=office_address]", "寿光市商务小区5号楼")
    desk.fill("[name=hours]", "工作日8:30—17:30")
    desk.fill("[name=phone]", "0536-5221234")
    desk.fill("[name=reason]", "开通网上申请")
    desk.get_by_role("button", name="保存设置").click()
    expect(desk.locator(".head")).to_contain_text("已开放")


def applies(site: Site, page: Page) -> tuple[str, str]:
    """The citizen's application, mistyped once; number and query code from the last page."""
    page.goto(f"{site.address}/public")
    page.get_by_role("link", name="申请指南").first.click()
    page.locator("main").get_by_role("link", name="网上申请").first.click()
    page.fill("[name='applicant.name']", "䶮堃")
    page.fill("[name='applicant.id_number']", CARD[:-1] + "1")  # the last sign should be X
    page.fill("[name='applicant.phone']", "13912345678")
    page.fill("[name='items.0.text']", "城南片区征地补偿安置方案\n及其附图")
    page.get_by_role("button", name="下一步：核对申请").last.click()
    expect(page.get_by_text("居民身份证号码校验位不符").first).to_be_visible()
    expect(page.locator("[name='items.0.text']")).to_have_value(
        "城南片区征地补偿安置方案\n及其附图"
    )
    page.fill("[name='applicant.id_number']", CARD)
    page.get_by_role("button", name="下一步：核对申请").last.click()
    expect(page.locator("h1")).to_have_text("核对申请")
    expect(page.locator("main")).to_contain_text("340*************1X")
    page.get_by_role("button", name="返回修改").click()
    page.select_option("[name=route]", "post")
    page.get_by_role("button", name="下一步：核对申请").last.click()
    page.set_input_files("[name=files]", files=[identity()])
    page.get_by_role("button", name="提交申请").click()
    expect(page.locator("h1")).to_have_text("申请已提交")
    number, code = page.locator(".public-slip dd.mono").all_inner_texts()
    assert re.fullmatch(rf"YSQ-{BUREAU}-\d{{4}}-\d{{4}}", number)
    assert len(code) == 10
    return number, code


def identity() -> dict[str, object]:
    return {"name": "身份证.txt", "mimeType": "text/plain", "buffer": "复印件".encode()}


def enters(site: Site, page: Page, number: str, code: str) -> None:
    page.goto(f"{site.address}/public/follow")
    page.fill("[name=number]", number)
    page.fill("[name=query_code]", code)
    page.get_by_role("button", name="进入").click()
    expect(page.locator("h1")).to_contain_text(number)


def its_case(site: Site, desk: Page, number: str) -> str:
    """The page of the case at the desk."""
    desk.goto(f"{site.address}/cases?q={number}")
    desk.locator("main table a", has_text=number).first.click()
    desk.wait_for_url(re.compile(r"/cases/[0-9a-f-]{36}"))
    return desk.url.split("#")[0]


def test_a_citizen_applies_confirms_supplements_fetches_and_withdraws(
    site: Site, page: Page, desk: Page
) -> None:
    opens(site, desk)
    number, code = applies(site, page)
    page.locator("main").get_by_role("link", name="查询与办理").click()
    expect(page.locator("[name=number]")).to_have_value(number)
    page.fill("[name=query_code]", "ABCDEFGHJK")
    page.get_by_role("button", name="进入").click()
    expect(page.get_by_role("alert")).to_contain_text("登记编号与查询码不符")
    enters(site, page, number, code.lower())
    expect(page.locator("main")).to_contain_text("收到申请之日待双方确认")

    case = its_case(site, desk, number)
    desk.goto(f"{case}/confirmation-code")
    desk.get_by_role("button", name="发放确认码").click()
    confirmation = desk.locator(".public-code").inner_text()
    page.reload()
    page.fill("[name=confirmation]", "000000" if confirmation != "000000" else "000001")
    page.get_by_role("button", name="确认").click()
    expect(page.get_by_text("还可以输入4次").first).to_be_visible()
    page.fill("[name=confirmation]", confirmation)
    page.get_by_role("button", name="确认").click()
    expect(page.locator("#days")).to_contain_text("起20个工作日")

    site.enter(desk, "chuangkou")
    desk.goto(f"{case}/papers/new?paper=P5")
    desk.fill("[name='fields.defects']", "没有写明方案的年份")
    desk.fill("[name='fields.reply_by']", later(desk, 30))
    desk.fill("[name='fields.how']", "网上或者邮寄")
    desk.get_by_role("button", name="制发并编号").click()
    page.reload()
    expect(page.locator("main")).to_contain_text("还没有发给您的文书")  # made, and not sent yet
    act(desk, "/supplement-notice", on=today(desk), way="electronic")
    page.reload()
    expect(page.locator("#todo")).to_contain_text("没有写明方案的年份")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载DOCX").first.click()
    letter = docx.Document(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert any("没有写明方案的年份" in one.text for one in letter.paragraphs)
    page.fill("[name=content]", "2025年的方案")
    page.set_input_files("[name=files]", files=[identity() | {"name": "补正材料.txt"}])
    page.get_by_role("button", name="提交补正").click()
    expect(page.locator("#passed")).to_contain_text("收到您的补正")
    expect(page.locator("#todo")).to_have_count(0)

    page.get_by_role("link", name="撤回申请").click()
    page.fill("[name=query_code]", code)
    page.get_by_role("button", name="撤回申请").click()
    expect(page.get_by_role("alert")).to_contain_text("请勾选确认")
    page.check("[name=sure]")
    page.fill("[name=query_code]", code)
    page.get_by_role("button", name="撤回申请").click()
    expect(page.locator("#passed")).to_contain_text("您撤回了申请")
    expect(page.locator(".public-stage")).to_have_text("已办结")
    page.get_by_role("button", name="退出").click()
    page.goto(f"{site.address}/public/follow/case")
    expect(page.get_by_role("alert")).to_contain_text("会话已经结束")

    desk.goto(f"{case}/history")
    for said in (
        "申请人（网上）登记",
        "申请人（网上）确认",
        "2025年的方案",
        "网上领取",
        "网上撤回",
    ):
        expect(desk.locator("main")).to_contain_text(said)


def test_nothing_is_cut_off_on_a_telephone(site: Site, page: Page, desk: Page) -> None:
    """375 pixels wide, in the larger type as well."""
    opens(site, desk)
    page.set_viewport_size({"width": 375, "height": 700})
    number, code = applies(site, page)
    enters(site, page, number, code)
    for path in ("/public", f"/public/{BUREAU}", f"/public/{BUREAU}/apply", "/public/follow/case"):
        page.goto(site.address + path)
        for _ in range(2):  # and once more in the other type
            width = page.locator("html").evaluate("e => e.scrollWidth")
            assert width <= 375, (path, width)
            page.get_by_role("button", name="大字").click()
