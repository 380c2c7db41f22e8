"""The year's end (年度收尾) in the browser: frozen, reported, added up, and turned public."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from cases.annual.files import MEDIA_TYPES, render
from cases.law.annual import COLUMNS, AnnualTable, form_of, rows_of
from tests.actions.publishable_files import AUTHOR, PERSON, a_docx, author_of, text_of
from tests.browser.conftest import WINDOW, Site, last_year, picture
from tests.browser.test_chain_stories import act, become, unfold

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CITY = "370783"
YEAR = 2019  # 寿光市's published year of the demonstration: 49 received, all 49 given, to persons
EDITIONS = f"/annual-tables/{CITY}/{YEAR}/editions"
SUM = f"/consolidation/{CITY}/{YEAR}"
POWER, WATER = "寿光市供电公司", "寿光市自来水公司"
BUREAU = "370783-zrzy"
SURVEY = "某某地块土壤污染状况调查报告"  # asked for and given in the demonstration


@pytest.fixture
def anybody(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Somebody elsewhere in town who signs in nowhere; with scripts where the officer has them."""
    has_scripts = request.node.callspec.params["page"]
    context = browser.new_context(
        java_script_enabled=has_scripts, viewport=WINDOW, locale="zh-CN", accept_downloads=True
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def downloaded(page: Page, link: str) -> bytes:
    """What a link gives to be kept."""
    with page.expect_download() as download:
        page.locator(link).click()
    return Path(download.value.path()).read_bytes()


def test_a_case_changed_after_freezing_makes_a_second_edition_and_leaves_the_first(
    site: Site, page: Page
) -> None:
    site.enter(page, "shouguang")
    page.goto(f"{site.address}{EDITIONS}/1")
    files = [f"a[href='{EDITIONS}/1/file.{kind}']" for kind in ("json", "xlsx")]
    before = [downloaded(page, link) for link in files]
    page.locator(f"a[href='{EDITIONS}/1/cells/granted_full/natural_person']").click()
    expect(page.locator(".big-figure")).to_have_text("49件")
    behind = page.locator(".case-table tbody th a").first
    number = behind.inner_text()
    behind.click()
    act(page, "/closing-strike", reason="误录办结，尚未答复")
    expect(page.locator("h1 .state")).to_contain_text("办理中")

    page.goto(f"{site.address}/annual-tables/{CITY}/{YEAR}")
    act(page, "/editions")
    refused = page.get_by_role("alert")
    expect(refused).to_contain_text("已有第1版，制作新的版本应说明理由")
    fault = refused.locator("li a").get_attribute("href")
    expect(page.locator(f"[id='{fault.removeprefix('#') if fault else ''}']")).to_be_visible()
    act(page, "/editions", reason="一件误录办结，已更正")
    expect(page.locator("h1")).to_contain_text("2019年第2版 草案")
    difference = page.locator("section:has(#difference)")
    # one person's case: no longer given nor processed, but carried out; in 自然人 and in 总计
    expect(difference.locator("h2")).to_contain_text("6格，1件")
    expect(difference).to_contain_text("一件误录办结，已更正")
    cells = difference.locator("table").first.locator("tbody tr")
    expect(cells).to_have_count(6)
    expect(cells.filter(has_text="“（一）予以公开”的“自然人”").locator("td")).to_have_text(
        ["49", "48"]
    )
    case = difference.locator("tr", has_text=number)
    expect(case).to_contain_text("改为结转下年度继续办理")
    picture(page, "edition-second")
    page.get_by_role("button", name="对第2版定稿").click()
    expect(page.locator("h1")).to_contain_text("定稿")

    page.locator(f"a[href='{EDITIONS}/2/cells/carried_out/natural_person']").click()
    expect(page.locator(".case-table tbody th")).to_have_text([number])
    expect(page.locator(".case-table tbody tr")).to_contain_text("尚未答复")
    page.goto(f"{site.address}{EDITIONS}/1")
    expect(page.locator(".note")).to_contain_text("以后另有第2版")
    assert [downloaded(page, link) for link in files] == before


def test_a_number_that_contradicts_the_table_is_marked_and_the_report_leaves_as_it_should(
    site: Site, page: Page
) -> None:
    site.enter(page, "pingtan")
    page.goto(f"{site.address}/annual-reports?year=2022")
    page.get_by_role("link", name="平潭综合实验区管理委员会").click()
    typed = {
        "section_two.licensing": "10,691",
        "charges.notices": "2", "charges.noticed": "130.5", "charges.received": "60",
        "texts.on_request": "共收到政府信息公开申请75件，举办培训3次。",
    }  # fmt: skip
    for name, value in typed.items():
        page.fill(f"[name='{name}']", value)
    page.get_by_role("button", name="核对，不保存").click()
    # published: 74 received in 2022
    expect(page.locator("mark.contradicts")).to_have_text(["75件"])
    expect(page.locator(".should-be")).to_have_text(["〔应为74件〕"])
    expect(page.locator(".report-check")).to_contain_text("新收应为74件，文中为75件")
    expect(page.get_by_role("status")).to_contain_text("还没有保存")
    picture(page, "report-contradiction")
    for name, value in typed.items():
        expect(page.locator(f"[name='{name}']")).to_have_value(value)
    page.fill("[name='texts.on_request']", "共收到政府信息公开申请{新收}件，举办培训3次。")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("已保存")
    expect(page.locator("mark.contradicts")).to_have_count(0)
    expect(page.locator(".report-source")).to_contain_text("录入第2版，林海")

    report = docx.Document(io.BytesIO(downloaded(page, "a[href$='/file.docx']")))
    words = "\n".join(paragraph.text for paragraph in report.paragraphs)
    assert "共收到政府信息公开申请74件，举办培训3次。" in words
    assert re.search("2件.*130.5.*60", words), words
    cells = [cell.text for table in report.tables for row in table.rows for cell in row.cells]
    assert "10691" in cells
    assert "10690" not in cells  # what the demonstration had entered
    assert "9116.36" in cells  # published, 事业性收费
    page.get_by_role("link", name="全文预览").click()
    expect(page.locator(".report-sheet")).to_contain_text("共收到政府信息公开申请74件")
    picture(page, "report-preview")


def test_what_the_members_entered_fills_the_governments_report_and_leads_back(
    site: Site, page: Page
) -> None:
    """The demonstration's last year: five of ten members have entered section 二."""
    year = last_year()
    site.enter(page, "shouguang")
    page.goto(f"{site.address}/annual-reports/{CITY}/{year}")
    licensing = page.locator("[name='section_two.licensing']")
    # 1846 + 214 + 962 + 1530 of organs below, 2207 reported from outside
    expect(page.locator("tr", has=licensing)).to_contain_text("6759")
    expect(page.locator("tr", has=licensing)).to_contain_text("缺5个单位")
    licensing.fill("6700")
    page.get_by_role("button", name="填入成员合计").click()
    expect(page.get_by_role("status")).to_contain_text("9个空格，还没有保存")
    expect(licensing).to_have_value("6700")
    expect(page.locator("[name='section_two.fees_10k_yuan']")).to_have_value("359.47")
    for name in ("notices", "noticed", "received"):
        page.fill(f"[name='charges.{name}']", "0")
    licensing.press("Enter")  # in a field: saved, as the first button says
    expect(page.get_by_role("status")).to_contain_text("已保存")
    expect(page.locator(".report-check")).to_contain_text("填写6700，小于各成员单位合计的6759")

    page.get_by_role("link", name="各成员单位的数字").click()
    expect(page.locator("tfoot")).to_contain_text("6759")
    picture(page, "section-two-of-members")
    page.get_by_role("link", name="寿光市交通运输局（演示）").click()
    expect(page.locator("h1")).to_contain_text("寿光市交通运输局（演示）")


def member_file(name: str, **figures: tuple[int, int]) -> bytes:
    """A member's table in the export's own layout: by row, natural persons and businesses."""
    nobody = (0, 0)
    rows = {}
    for row in rows_of(form_of(YEAR)):
        persons, firms = figures.get(row.key, nobody)
        others = (0,) * (len(COLUMNS) - 3)
        rows[row.key] = (persons, firms, *others, persons + firms)
    return render(AnnualTable(name, YEAR, form_of(YEAR), rows), ".xlsx")


def with_words(content: bytes) -> bytes:
    """The same file with words where its first figure was."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = (cell for row in book.worksheets[0].iter_rows() for cell in row)
    next(cell for cell in cells if isinstance(cell.value, int)).value = "若干"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sent(name: str, content: bytes) -> Any:
    return {"name": f"{name}.xlsx", "mimeType": MEDIA_TYPES[".xlsx"], "buffer": content}


def test_what_members_sent_is_added_up_and_every_figure_leads_back(site: Site, page: Page) -> None:
    site.enter(page, "shouguang")
    page.goto(f"{site.address}/consolidation")
    page.locator(f"a[href='{SUM}']").click()
    for name in (POWER, WATER):
        act(page, f"{SUM}/members", name=name)
        expect(page.locator(".members-table")).to_contain_text(name)
    # 5 persons: 3 given, 2 not held; 1 firm, still open at the year's end
    good = member_file(
        POWER, new_received=(5, 1), granted_full=(3, 0), unable_not_held=(2, 0),
        total_processed=(5, 0), carried_out=(0, 1),
    )  # fmt: skip
    broken = with_words(member_file(WATER))
    page.set_input_files("[name=files]", [sent(POWER, good), sent(WATER, broken)])
    page.get_by_role("button", name="上传").click()
    taken = page.locator(".taken li")
    expect(taken).to_have_count(2)
    expect(taken.nth(0)).to_contain_text(f"已收为“{POWER}”2019年度的表，勾稽关系全部成立")
    expect(taken.nth(1)).to_contain_text(f"没有收：文件“{WATER}.xlsx”")
    expect(taken.nth(1)).to_contain_text("“自然人”一栏是文字“若干”，应当是整数")
    missing = page.locator("section:has(#members) .note")
    # what has no final table of 2019: the city's six organs below and the broken one
    for name in (WATER, "寿光市教育和体育局", "寿光市侯镇人民政府"):
        expect(missing).to_contain_text(name)
    expect(missing).not_to_contain_text(POWER)
    expect(page.locator(".progress-line")).to_contain_text("共9个，已完成2个，尚未计入汇总7个")
    picture(page, "consolidation-taken")

    cells = f"a[href^='{SUM}/cells/"
    expect(page.locator(f"{cells}carried_out/business']")).to_have_text("1")
    act(page, f"{SUM}/editions")
    expect(page.locator("h1")).to_contain_text("2019年汇总第1版 草案")
    expect(page.locator(".note")).to_contain_text(WATER)
    book = openpyxl.load_workbook(io.BytesIO(downloaded(page, ".downloads a:has-text('Excel')")))
    kept = {cell.value for row in book.worksheets[0].iter_rows() for cell in row}
    assert {54, 55} <= kept  # published 49 persons, and 5; with the firm
    figure = page.locator(f"{cells}new_received/natural_person']")
    expect(figure).to_have_text("54")
    figure.click()
    shares = page.locator(".shares-table tbody tr")
    expect(shares).to_contain_text(["寿光市人民政府", POWER])
    ways = page.locator(".shares-table tbody a")
    expect(ways).to_have_text(["49", "5"])
    picture(page, "consolidation-shares")
    ways.nth(0).click()
    expect(page.locator("h1")).to_contain_text("2019年第1版")
    expect(page.locator(".big-figure")).to_have_text("49件")
    page.go_back()
    ways.nth(1).click()
    expect(page.locator("h1")).to_contain_text(POWER)
    expect(page.locator(f"{cells}new_received/total']")).to_have_text("6")


def opines(page: Page, opinion: str, words: str) -> None:
    """One of the opinions of a review: agreed."""
    form = page.locator(f"form[action$='/opinions/{opinion}']")
    unfold(page, form)
    form.get_by_label("同意公开", exact=True).check()
    form.locator("[name=words]").fill(words)
    form.get_by_role("button").click()


def reviewed(site: Site, page: Page) -> str:
    """A suggestion of the applicant, its file masked, checked twice; the address of its page."""
    site.enter(page, "chuangkou")
    page.goto(f"{site.address}/cases?q={SURVEY}")
    number = page.locator("main tbody th a", has_text="YSQ-").first.inner_text()
    page.goto(f"{site.address}/conversions")
    form = page.locator("form[method=post][action='/conversions']")
    form.locator("[name=number]").fill(number)
    form.locator("[name=reason]").fill("周边居民都关心地块是否安全")
    form.get_by_role("button", name="登记建议").click()
    expect(page.locator("h1")).to_contain_text(SURVEY)
    page.get_by_role("button", name="开始审查").click()
    expect(page.locator("h1 .state")).to_contain_text("审查中")
    buffer = a_docx("地块土壤污染状况调查结论", PERSON)
    kind = MEDIA_TYPES[".docx"]
    page.set_input_files("[name=file]", {"name": "报告.docx", "mimeType": kind, "buffer": buffer})
    page.get_by_role("button", name="添加", exact=True).click()
    finds = page.locator(".finds tbody tr")
    expect(finds).to_contain_text(["手机", "身份证"])
    for secret in ("13911112222", "34052419800101001X"):
        assert secret not in page.content()
    picture(page, "conversion-finds")
    opines(page, "personal_data", "可以公开")
    expect(page.get_by_role("alert")).to_contain_text("应当遮蔽，或者写明为什么可以公开")
    page.get_by_role("button", name="遮蔽勾选的内容").click()
    expect(page.locator(".conversion-file").first).to_contain_text("没有发现疑似个人信息")
    opines(page, "personal_data", "联系人已经遮蔽，可以公开")
    here = page.url.split("#")[0]
    become(site, page, "baomi", here)
    opines(page, "secrecy", "不涉及国家秘密")
    expect(page.locator("#opinions")).to_contain_text("不涉及国家秘密")
    return here


def test_a_suggestion_is_reviewed_masked_made_public_and_withdrawn(
    site: Site, page: Page, anybody: Page
) -> None:
    here = reviewed(site, page)
    become(site, page, "fuzeren", here)
    form = page.locator("form[action$='/decision']")
    form.get_by_label("遮蔽后公开").check()
    form.get_by_role("button", name="作出决定").click()
    expect(page.locator("h1 .state")).to_contain_text("遮蔽后公开")
    picture(page, "conversion-decided")
    entry = {
        "index_number": "SGZR-2026-0099", "catalogue_class": "生态环境",
        "catalogue.audience": "全社会",
    }  # fmt: skip
    act(page, "/publication", **entry)
    expect(page.locator("h1 .state")).to_contain_text("已公开")
    picture(page, "conversion-published")

    anybody.goto(f"{site.address}/public/published?q=土壤污染")
    anybody.get_by_role("link", name=SURVEY).click()
    expect(anybody.locator("main")).to_contain_text("SGZR-2026-0099")
    picture(anybody, "conversion-public")
    content = downloaded(anybody, "a[href$='/file']")
    assert "地块土壤污染状况调查结论" in text_of(content)
    for secret in ("李强", "13911112222", "34052419800101001X"):
        assert secret not in text_of(content)
    assert author_of(content) != AUTHOR

    act(page, "/withdrawal", reason="数据需要更正")
    expect(page.locator("h1 .state")).to_contain_text("已撤下")
    expect(page.locator("section:has(#public)")).to_contain_text("数据需要更正")
    gone = anybody.reload()
    assert gone is not None
    assert gone.status == 404
    anybody.goto(f"{site.address}/public/published?q=土壤污染")
    expect(anybody.locator("main")).to_contain_text("没有符合条件的信息")
