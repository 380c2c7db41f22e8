"""A case from hand to hand in the browser: each person signs in and finds what is to be done."""

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import WINDOW, Site
from tests.browser.test_clock_stories import new_case

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def become(site: Site, page: Page, login: str, case: str) -> None:
    """The next person at the same machine, on the page of the case."""
    page.goto(f"{site.address}/")
    out = page.locator("form[action='/sign-out'] button")
    if out.count():
        unfold(page, out)  # the officer's own menu
        out.click()
    site.enter(page, login)
    page.goto(case)


def act(page: Page, noun: str, **fields: str) -> None:
    """One form of the case's page: opened, filled and sent."""
    form = page.locator(f"form[action$='{noun}']").first
    unfold(page, form)
    for name, value in fields.items():
        field = form.locator(f"[name='{name}']")
        if field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    form.locator("button[type=submit]").first.click()


def unfold(page: Page, form: object) -> None:
    """Every fold around a form is opened, the outer one first."""
    folds = form.locator("xpath=ancestor::details")  # type: ignore[attr-defined]
    for place in range(folds.count()):
        fold = folds.nth(place)
        if fold.get_attribute("open") is None:
            fold.locator("> summary").click()


def conclude(page: Page, case: str, form: str, pages: str) -> None:
    """办理意见: 予以公开, in a form and so many pages; the letter beside it follows."""
    if page.locator("[name='fields.form']").count() == 0:
        page.locator("a[href$='outcome=A2']").first.click()
    page.fill("[name='fields.form']", form)
    page.fill("[name='fields.pages']", pages)
    page.fill("[name=provided]", "以纸质复印件邮寄")
    page.get_by_role("button", name="提出办理意见").click()
    page.wait_for_url(f"{case}**")


def test_a_case_goes_from_hand_to_hand_to_the_archive(site: Site, page: Page) -> None:
    site.enter(page, "chuangkou")
    case = new_case(site, page)
    today = page.locator("form[action$='/withdrawal'] [name=withdrawn_on]").get_attribute("value")
    assert today
    expect(page.locator(".chain [aria-current=step]")).to_contain_text("初审")
    act(page, "/screening", clear="true", is_application="true", ours="true")
    expect(page.locator(".chain [aria-current=step]")).to_contain_text("分办")
    act(page, "/assignment", handler="chengban", note="请土地科提供")

    become(site, page, "chengban", f"{site.address}/work")
    page.locator("main a", has_text="待接办").first.click()
    expect(page.locator("main table")).to_contain_text("城南片区征地补偿安置方案")
    page.goto(case)
    act(page, "/acceptance")
    page.get_by_role("link", name="提出办理意见").first.click()
    conclude(page, case, "纸质复印件", "10")
    act(page, "/draft")
    act(page, "/submission", note="请审核")

    become(site, page, "baomi", case)
    act(page, "/approval", opinion="不涉及国家秘密")
    become(site, page, "fazhi", f"{case}/review")
    expect(page.locator("main")).to_contain_text(
        "对政府信息公开申请，行政机关根据下列情况分别作出答复"
    )
    act(page, "/return", reason="请写明提供的份数和页数")
    become(site, page, "chengban", case)
    expect(page.locator("main")).to_contain_text("请写明提供的份数和页数")
    page.goto(f"{case}/items/1?outcome=A2")
    conclude(page, case, "纸质复印件1份", "12")
    act(page, "/draft")
    act(page, "/submission")
    for login in ("baomi", "fazhi", "fuzeren"):
        become(site, page, login, f"{case}/review")
        act(page, "/approval", opinion="同意")
    become(site, page, "juzhang", f"{case}/review")
    expect(page.locator("main ins").first).to_be_visible()  # what changed since it was sent before
    act(page, "/signature", opinion="同意签发")

    become(site, page, "chuangkou", case)
    main = page.locator("main")
    act(page, "/issue")
    expect(main).to_contain_text("寿自然资依复〔")
    act(page, "/answer", answered_on=today, way="in_person", proof="申请人签收")
    expect(main).to_contain_text("A2 予以公开")
    expect(main).to_contain_text("可以申请行政复议或者提起行政诉讼")
    assert page.locator("a[href*='/cells/granted_full/']").count() == 2
    become(site, page, "guidang", case)
    act(page, "/archiving", retention="thirty_years")
    expect(page.locator(".chain [aria-current=step]")).to_contain_text("归档")
    with page.expect_download() as download:
        act(page, "/archive-file", reason="移交档案室")
    content = Path(download.value.path()).read_bytes()
    assert any(name.endswith(".pdf") for name in zipfile.ZipFile(io.BytesIO(content)).namelist())
    page.goto(f"{case}/history")
    expect(page.locator("main")).to_contain_text("移交档案室")


def test_a_closed_gate_names_its_article_and_keeps_what_was_typed(site: Site, page: Page) -> None:
    site.enter(page, "fuzeren")
    case = new_case(site, page)
    act(page, "/extension", workdays="10", reason="太短")
    main = page.locator("main")
    expect(main).to_contain_text("没有写明延长答复期限的理由，或者理由不足10个字")
    expect(main).to_contain_text("第三十三条第二款")
    expect(page.locator("form[action$='/extension'] [name=reason]")).to_have_value("太短")
    page.goto(case)
    expect(page.locator(".chain [aria-current=step]")).to_contain_text("初审")


def test_the_second_of_two_officers_is_told_and_keeps_what_was_typed(
    site: Site, browser: Browser, page: Page
) -> None:
    site.enter(page, "chuangkou")
    case = new_case(site, page)
    colleague = browser.new_context(viewport=WINDOW, locale="zh-CN")
    other = colleague.new_page()
    site.enter(other, "fuzeren")
    other.goto(case)
    act(other, "/screening", opinion="属于申请")
    act(page, "/withdrawal", paper="今日签名的撤回申请书")
    main = page.locator("main")
    expect(main).to_contain_text("周国强")
    expect(main).to_contain_text("初审")
    paper = page.locator("form[action$='/withdrawal'] [name=paper]")
    expect(paper).to_have_value("今日签名的撤回申请书")
    colleague.close()
