"""查找 in the browser: found by name, narrowed, kept, exported; a number of a person in no address."""

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CARD = "11010519491231002X"  # the standard's own example: nobody's here


def look_for(page: Page, words: str) -> None:
    """Type and press Enter, as at the counter."""
    page.fill("#q", words)
    page.press("#q", "Enter")
    page.wait_for_load_state()


def test_found_by_name_narrowed_kept_and_exported(site: Site, page: Page, tmp_path: Path) -> None:
    site.enter(page, "fuzeren")
    page.goto(f"{site.address}/cases")
    closed = page.locator("tr", has_text="已办结").first
    name = closed.locator(".c-applicant .clamp").inner_text()
    number = closed.locator("th a").inner_text()

    look_for(page, name)
    expect(page.locator(".case-table tbody")).to_contain_text(number)
    expect(page.locator("mark").first).to_have_text(name)

    page.select_option("#state", "closed")
    page.get_by_role("button", name="查找", exact=True).click()
    chips = page.locator(".chip")
    expect(chips).to_have_count(2)
    expect(chips.nth(1)).to_contain_text("已办结")
    expect(page.locator(".case-table tbody")).to_contain_text(number)

    page.locator(".save-search > summary").click()
    page.fill("#save-name", "某人办结的")
    page.locator(".save-search button.primary").click()
    kept = page.locator(".saved-bar a", has_text="某人办结的")
    expect(kept).to_have_attribute("aria-current", "true")

    with page.expect_download() as waiting:
        page.get_by_role("button", name="导出为表格").click()
    file = tmp_path / "cases.xlsx"
    waiting.value.save_as(file)
    sheet = openpyxl.load_workbook(file).worksheets[0]
    assert f"内容“{name}”" in sheet["A2"].value
    assert "状态“已办结”" in sheet["A2"].value
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert number in [line[0] for line in lines]
    assert {line[2] for line in lines} == {"已办结"}
    assert {name in line[3] for line in lines} == {True}

    page.locator(".saved-bar .manage").click()
    expect(page.locator("#exports")).to_contain_text("最近1次")
    page.get_by_role("button", name="删除").click()
    expect(page.locator(".saved-list")).to_have_count(0)
    page.get_by_role("button", name="撤销删除").click()
    expect(page.locator(".saved-list")).to_contain_text("某人办结的")

    page.locator(".saved-list .saved-name a").click()
    page.get_by_label("去掉条件：状态 已办结").click()
    expect(page.locator(".chip")).to_have_count(1)


def test_a_number_of_a_person_typed_stands_in_no_address(site: Site, page: Page) -> None:
    site.enter(page, "fuzeren")
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    page.goto(f"{site.address}/cases")
    look_for(page, f"土地 {CARD}")
    expect(page.locator(".chip").first).to_contain_text("110*************2X")
    expect(page.locator("main")).to_contain_text("应当输入完整号码")
    expect(page.locator("#q")).to_have_value("土地")
    assert CARD not in page.content()
    assert not any(CARD in url for url in (page.url, *asked))
    page.get_by_label("去掉条件：证件号码、电话").click()
    expect(page.locator(".chip")).to_have_count(1)


def test_tags_put_on_a_case_lead_to_its_likes(site: Site, page: Page) -> None:
    site.enter(page, "fuzeren")
    page.goto(f"{site.address}/cases?state=handling")
    page.locator(".c-number a").first.click()
    case = page.url
    page.locator("#tag > summary").click()
    page.fill("#tag-tags", "重点件、侯镇")
    page.get_by_role("button", name="保存标签").click()
    page.wait_for_url(f"{case}**")
    page.locator(".tags-panel .tag", has_text="重点件").click()
    expect(page.locator(".case-table tbody tr")).to_have_count(1)
    expect(page.locator(".chip")).to_contain_text("重点件")
