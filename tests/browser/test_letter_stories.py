"""Letters in the browser: seen while they are filled in, edited in Word, made and sent."""

import io
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.test_chain_stories import act, become, conclude
from tests.browser.test_clock_stories import new_case

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def in_hand(site: Site, page: Page) -> str:
    """A new case in the hands of its handler."""
    site.enter(page, "chuangkou")
    case = new_case(site, page)
    act(page, "/screening", clear="true", is_application="true", ours="true")
    act(page, "/assignment", handler="chengban", note="请土地科提供")
    become(site, page, "chengban", case)
    act(page, "/acceptance")
    return case


def today(page: Page) -> str:
    """The machine's day, as the site told it at this moment."""
    return later(page, 0)


def later(page: Page, days: int) -> str:
    """So many days after the machine's day."""
    moment = f"new Date(Date.now() + {days} * 86400000)"
    return str(page.evaluate(f"{moment}.toLocaleDateString('sv', {{timeZone: 'Asia/Shanghai'}})"))


def previewed(page: Page, request: pytest.FixtureRequest) -> None:
    """With scripts the letter follows by itself; without, a button shows it."""
    if "no-scripts" in request.node.name:
        page.get_by_role("button", name="预览", exact=True).click()


def test_letter_is_seen_while_its_outcome_is_filled_in(
    site: Site, page: Page, request: pytest.FixtureRequest
) -> None:
    case = in_hand(site, page)
    page.goto(f"{case}/items/1")
    expect(page.locator("[name^='fields.']")).to_have_count(0)  # first the outcome, then its slots
    page.locator("a[href$='outcome=A2']").first.click()
    previewed(page, request)
    preview = page.locator("#preview")
    expect(preview.locator("mark").first).to_contain_text("待填")
    page.fill("[name='fields.form']", "纸质复印件2份")
    previewed(page, request)
    expect(preview).to_contain_text("现以纸质复印件2份形式提供")
    expect(preview.locator("mark")).to_have_count(0)
    expect(page.locator("[name='fields.form']")).to_have_value("纸质复印件2份")
    conclude(page, case, "纸质复印件2份", "12")
    page.goto(f"{case}/letter")
    expect(page.locator(".letter-sheet")).to_contain_text("纸质复印件2份")
    expect(page.locator(".letter-sheet mark")).to_have_count(0)


def test_a_draft_edited_outside_comes_back_and_shows_what_was_changed(
    site: Site, page: Page, tmp_path: Path
) -> None:
    case = in_hand(site, page)
    page.goto(f"{case}/items/1?outcome=A2")
    conclude(page, case, "纸质复印件", "12")
    page.goto(f"{case}/letter")
    page.get_by_role("button", name="按办理意见生成文稿").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载DOCX").click()
    letter = docx.Document(io.BytesIO(Path(download.value.path()).read_bytes()))
    paragraph = next(one for one in letter.paragraphs if "城南片区" in one.text)
    paragraph.runs[-1].text += "如有疑问，可以来电询问。"
    letter.save(edited := str(tmp_path / "改过的答复书.docx"))
    page.set_input_files("[name=file]", edited)
    page.get_by_role("button", name="上传并比对").click()
    expect(page.locator(".compared ins")).to_have_text("如有疑问，可以来电询问。")
    expect(page.locator(".letter-sheet")).to_contain_text("如有疑问，可以来电询问。")


def test_a_notice_is_made_from_its_form_and_sent_by_the_step(
    site: Site, page: Page, request: pytest.FixtureRequest
) -> None:
    case = in_hand(site, page)
    page.goto(f"{case}/papers")
    page.locator("a[href$='papers/new?paper=P5']").first.click()
    page.fill("[name='fields.defects']", "没有写明方案的年份")
    page.fill("[name='fields.reply_by']", later(page, 30))
    page.fill("[name='fields.how']", "当面或者邮寄")
    previewed(page, request)
    expect(page.locator("#preview")).to_contain_text("没有写明方案的年份")
    page.get_by_role("button", name="制发并编号").click()
    panel = page.locator("section[aria-labelledby=papers]")
    expect(panel).to_contain_text("补正告知书")
    expect(panel).to_contain_text("尚未登记发出")
    with page.expect_download() as download:
        panel.get_by_role("button", name="号文书的DOCX").first.click()
    assert docx.Document(io.BytesIO(Path(download.value.path()).read_bytes())).paragraphs
    form = page.locator("form[action$='/supplement-notice']").first
    expect(form).to_contain_text("补正告知书")
    act(page, "/supplement-notice", on=today(page), way="in_person")
    expect(panel).not_to_contain_text("尚未登记发出")
