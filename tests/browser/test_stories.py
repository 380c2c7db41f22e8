"""A day at the office, in the browser: with scripts and without."""

import io
import json
import re
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DATA = Path(__file__).resolve().parents[1] / "data"
COLUMNS = (
    "natural_person", "business", "research", "public_welfare", "legal_service", "other_org",
    "total",
)  # fmt: skip


def published(name: str) -> dict[str, list[int]]:
    rows: dict[str, list[int]] = json.loads(
        (DATA / "annual_reports" / f"{name}.json").read_text("utf-8")
    )["rows"]
    return rows


def shown_table(page: Page, base: str) -> dict[str, list[int]]:
    """The figures of the page, by the cases that their links lead to."""
    rows: dict[str, list[int]] = {}
    for link in page.locator(".annual-figure a[href*='/cells/']").all():
        match = re.search(r"/cells/(\w+)/(\w+)", link.get_attribute("href") or "")
        assert match is not None
        row = rows.setdefault(match[1], [])
        assert COLUMNS[len(row)] == match[2]
        row.append(int(link.inner_text()))
    return rows


@pytest.mark.parametrize(
    ("login", "path", "report"),
    [
        ("shouguang", "/annual-tables/370783/2019", "shouguang_2019"),
        ("pingtan", "/annual-tables/350128/2021", "pingtan_district_2021"),
        ("pingtan", "/annual-tables/350128/2022", "pingtan_district_2022"),
    ],
)
def test_the_page_of_the_annual_table_is_the_published_table(
    site: Site, page: Page, login: str, path: str, report: str
) -> None:
    site.enter(page, login)
    page.goto(site.address + path)
    assert shown_table(page, path) == published(report)
    expect(page.get_by_text("勾稽关系全部成立")).to_be_visible()


def test_a_figure_leads_to_its_cases_and_a_case_back_to_its_figures(site: Site, page: Page) -> None:
    site.enter(page, "pingtan")
    page.goto(f"{site.address}/annual-tables/350128/2022")
    # published: 部分公开, 商业企业: 1
    page.locator("a[href*='/cells/granted_partial/business']").click()
    cases = page.locator("table tbody tr")
    expect(cases).to_have_count(1)
    cases.first.locator("a").first.click()
    expect(page.locator("h1")).to_contain_text("2022-")
    figures = page.locator("a[href*='/annual-tables/350128/2022/cells/']")
    rows = {link.get_attribute("href") or "" for link in figures.all()}
    # new in 2022 and answered in it: three rows, each in 商业企业 and in 总计
    assert len(rows) == 6
    figures.first.click()
    expect(page.locator("h1")).to_be_visible()


def test_the_downloads_hold_the_same_figures(site: Site, page: Page) -> None:
    site.enter(page, "shouguang")
    page.goto(f"{site.address}/annual-tables/370783/2019")
    for ending in ("xlsx", "docx"):
        with page.expect_download() as download:
            page.locator(f"a[href*='file.{ending}']").click()
        content = Path(download.value.path()).read_bytes()
        if ending == "xlsx":
            sheet = openpyxl.load_workbook(io.BytesIO(content)).active
            figures = [
                c.value for row in sheet.iter_rows() for c in row if isinstance(c.value, int)
            ]
            # 23 rows of 7; 49 stands in 新收, 予以公开, 总计: in 自然人 and in 总计
            assert (len(figures), figures.count(49)) == (23 * 7, 6)
        else:
            table = Document(io.BytesIO(content)).tables[0]
            figures = [c.text for row in table.rows for c in row.cells[-7:] if c.text == "49"]
            assert len(figures) == 6


def test_a_walk_in_with_a_mistyped_number_loses_nothing(site: Site, page: Page) -> None:
    site.enter(page, "chuangkou")
    page.goto(f"{site.address}/cases/new")
    page.select_option("[name='applicant.kind']", "natural_person")
    page.fill("[name='applicant.name']", "䶮堃")
    page.fill("[name='applicant.id_number']", "110105194912310021")  # last sign should be X
    page.fill("[name='applicant.phone']", "13912345678")
    page.fill("[name='items.0.text']", "城南片区征地补偿安置方案 <b>第3号</b>")
    page.click("button[type=submit]:has-text('登记'):not([name])")
    expect(page.get_by_text("居民身份证号码校验位不符").first).to_be_visible()
    expect(page.locator("[name='applicant.name']")).to_have_value("䶮堃")
    expect(page.locator("[name='items.0.text']")).to_have_value(
        "城南片区征地补偿安置方案 <b>第3号</b>"
    )
    page.fill("[name='applicant.id_number']", "11010519491231002X")
    page.click("button[type=submit]:has-text('登记'):not([name])")
    expect(page.locator("h1")).to_contain_text("YSQ-370783-zrzy-")
    shown = page.locator("main").inner_text()
    assert "110*************2X" in shown
    assert "11010519491231002X" not in page.content()
    assert "<b>第3号</b>" in shown  # as typed, not as bold


def register_file(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "台账.csv"
    head = "登记编号,收到日期,申请方式,申请人类别,申请人,证件号码,申请内容,答复日期,答复结果"
    path.write_text("\n".join((head, *rows)) + "\n", "utf-8")
    return path


def test_a_register_with_a_fault_shows_it_beside_its_row_and_stores_nothing(
    site: Site, page: Page, tmp_path: Path
) -> None:
    site.enter(page, "shouguang")
    page.goto(f"{site.address}/import")
    wrong = register_file(
        tmp_path,
        "甲-1,2024-03-04,当面,自然人,张三,,某某批复,2024-03-20,予以公开",
        "甲-2,2024-02-30,当面,自然人,李四,110105194912310021,某某方案,,",
    )
    page.set_input_files("[name=file]", wrong)
    page.select_option("[name=organ]", "370783")
    page.click("main form button[type=submit]")
    main = page.locator("main")
    expect(main).to_contain_text("2024-02-30")
    expect(main).to_contain_text("校验位不符")
    assert "110105194912310021" not in page.content()
    assert page.get_by_role("button", name="确认导入").count() == 0
    page.goto(f"{site.address}/cases?organ=370783&year=2024")
    expect(page.locator("table tbody a")).to_have_count(0)


def test_a_good_register_is_previewed_confirmed_and_counted(
    site: Site, page: Page, tmp_path: Path
) -> None:
    site.enter(page, "shouguang")
    page.goto(f"{site.address}/import")
    good = register_file(
        tmp_path,
        "甲-1,2024-03-04,当面,自然人,张三,11010519491231002X,某某批复,2024-03-20,予以公开",
        "甲-2,2024-12-30,在线,商业企业,某公司,,某某方案,,",
    )
    page.set_input_files("[name=file]", good)
    page.select_option("[name=organ]", "370783")
    page.click("main form button[type=submit]")
    assert "11010519491231002X" not in page.content()
    page.get_by_role("button", name="确认导入").click()
    expect(page.locator("main")).to_contain_text("2")
    page.goto(f"{site.address}/annual-tables/370783/2024")
    table = shown_table(page, "")
    assert table["new_received"] == [1, 1, 0, 0, 0, 0, 2]
    assert table["granted_full"] == [1, 0, 0, 0, 0, 0, 1]
    assert table["carried_out"] == [0, 1, 0, 0, 0, 0, 1]


def test_an_empty_office_makes_its_first_administrator(empty_site: Site, page: Page) -> None:
    page.goto(f"{empty_site.address}/")
    page.wait_for_url(f"{empty_site.address}/setup")
    page.fill("[name=organ]", "肥城市人民政府")
    page.fill("[name=code]", "370983")
    page.fill("[name=name]", "韩梅")
    page.fill("[name=login]", "hanmei")
    page.fill("[name=password]", "a-long-password")
    page.fill("[name=password_again]", "another-password")
    page.click("main button[type=submit]")
    expect(page.get_by_text("两次输入的密码不一致").first).to_be_visible()
    expect(page.locator("[name=organ]")).to_have_value("肥城市人民政府")
    page.fill("[name=password]", "a-long-password")
    page.fill("[name=password_again]", "a-long-password")
    page.click("main button[type=submit]")
    page.wait_for_url(f"{empty_site.address}/sign-in")
    empty_site.enter(page, "hanmei", "a-long-password")
    page.goto(f"{empty_site.address}/cases/new")
    expect(page.locator("[name='applicant.name']")).to_be_visible()


@pytest.mark.parametrize("page", [True], indirect=True, ids=["scripts"])
def test_the_documents_of_the_api_work_without_the_internet(site: Site, page: Page) -> None:
    page.goto(f"{site.address}/schema")
    expect(page.locator("#swagger-ui")).to_contain_text("登记申请")
