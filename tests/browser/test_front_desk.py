"""The front desk's day in the browser: a walk-in, what is public already, the post, what waits."""

import re
import time
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CARD = "11010519491231002X"  # the example of GB 11643
MOST_TYPED = 12  # fields of a walk-in
COUNT_PRINTS = "window.prints = 0; window.print = () => { window.prints += 1 }"


@pytest.fixture
def scripted(request: pytest.FixtureRequest) -> bool:
    """Whether the page of this story runs scripts."""
    return bool(request.node.callspec.params["page"])


@dataclass
class Hands:
    """What a person does at the keyboard, counted."""

    page: Page
    typed: list[str] = field(default_factory=list)

    def fill(self, name: str, value: str) -> None:
        self.page.fill(f"[name='{name}']", value)
        self.typed.append(name)

    def choose(self, name: str, value: str) -> None:
        self.page.select_option(f"[name='{name}']", value)
        self.typed.append(name)


def press_access_key(page: Page, key: str) -> None:
    """Alt and a letter as a keyboard sends it: the browser itself presses the button."""
    session = page.context.new_cdp_session(page)
    session.send(
        "Input.dispatchKeyEvent",
        {
            "type": "keyDown", "modifiers": 1, "key": key, "code": f"Key{key.upper()}",
            "text": key, "unmodifiedText": key, "windowsVirtualKeyCode": ord(key.upper()),
        },
    )  # fmt: skip
    session.detach()


def looked_up(page: Page, scripted: bool) -> None:
    """What is known stands beside the form: by itself, or after the button was pressed."""
    if not scripted:
        page.get_by_role("button", name="重新查对").click()
        page.wait_for_url("**/cases/new/check")


def test_a_walk_in_is_registered_and_has_the_receipt_with_one_key(
    site: Site, page: Page, scripted: bool
) -> None:
    page.add_init_script(COUNT_PRINTS)
    site.enter(page, "chuangkou")
    page.goto(f"{site.address}/cases/new")
    began = time.perf_counter()
    hands = Hands(page)
    hands.fill("applicant.id_number", CARD)
    hands.fill("applicant.name", "欧阳修竹")
    hands.fill("applicant.phone", "13912345678")
    hands.fill("applicant.address", "寿光市圣城街道金光街1号")
    hands.fill("items.0.text", "2025年度城区排水管网改造工程竣工验收报告")
    hands.choose("carrier", "paper")
    hands.choose("route", "post")
    assert len(hands.typed) <= MOST_TYPED
    press_access_key(page, "p")
    page.wait_for_url("**/receipt")
    took = time.perf_counter() - began
    print(f"\n窗口登记：{len(hands.typed)}项，{took:.2f}秒（{'有' if scripted else '无'}脚本）")
    paper = page.locator(".print-sheet")
    expect(paper).to_contain_text("政府信息公开申请登记回执")
    expect(paper).to_contain_text("欧阳修竹")
    expect(paper).to_contain_text("2025年度城区排水管网改造工程竣工验收报告")
    expect(paper.locator("img")).to_be_visible()
    if scripted:
        assert page.evaluate("window.prints") == 1
    page.get_by_role("link", name="登记下一件").click()
    expect(page.locator("[name='applicant.name']")).to_have_value("")


def test_the_same_with_the_keyboard_alone(site: Site, page: Page) -> None:
    """No mouse from the form to the receipt: Tab from field to field, one access key at the end."""
    site.enter(page, "chuangkou")
    page.goto(f"{site.address}/cases/new")
    typed = 0

    def type_into(name: str, text: str) -> None:
        nonlocal typed
        here = page.locator(f"[name='{name}']:focus")
        for _ in range(20):
            if here.count():
                break
            page.keyboard.press("Tab")
        assert here.count() == 1, name
        page.keyboard.type(text)
        typed += 1

    type_into("applicant.id_number", CARD)  # it has the focus already
    type_into("applicant.name", "Zhang Xiuzhu")
    type_into("applicant.phone", "13912345678")
    type_into("applicant.address", "1 Jinguang Street")
    type_into("items.0.text", "2025 budget")
    assert typed <= MOST_TYPED
    press_access_key(page, "p")
    page.wait_for_url("**/receipt")
    expect(page.locator(".print-sheet")).to_contain_text("Zhang Xiuzhu")


def test_the_enter_key_registers_without_a_receipt(site: Site, page: Page) -> None:
    site.enter(page, "chuangkou")
    page.goto(f"{site.address}/cases/new")
    page.fill("[name='applicant.id_number']", CARD)
    page.fill("[name='items.0.text']", "某某道路养护合同")
    page.fill("[name='applicant.name']", "欧阳修竹")
    page.press("[name='applicant.name']", "Enter")
    expect(page.locator("h1")).to_contain_text("YSQ-370783-zrzy-")
    assert not page.url.endswith("/receipt")


def test_a_wrong_number_is_told_beside_it(site: Site, page: Page, scripted: bool) -> None:
    site.enter(page, "chuangkou")
    page.goto(f"{site.address}/cases/new")
    page.fill("[name='applicant.id_number']", "110105194912310021")  # last sign should be X
    looked_up(page, scripted)
    verdict = page.locator("#number-verdict")
    expect(verdict).to_contain_text("居民身份证号码校验位不符")
    page.fill("[name='applicant.id_number']", CARD)
    looked_up(page, scripted)
    expect(verdict).to_contain_text("1949年出生")


@pytest.fixture
def published(site: Site, page: Page) -> str:
    """Something that is public already, entered by the desk itself."""
    site.enter(page, "chuangkou")
    page.goto(f"{site.address}/published")
    page.click(".add-published summary")
    title = "寿光市2025年度城区排水管网改造工程竣工验收报告"
    for name, value in {
        "title": title,
        "address": "https://www.example.cn/zwgk/2025/77",
        "outlet": "寿光市政府门户网站",
        "published_on": "2026-03-02",
        "index_number": "SG-2026-77",
    }.items():
        page.fill(f"#add-{name}", value)
    page.click("#add button[type=submit]")
    expect(page.locator(".published-table")).to_contain_text(title)
    return title


def test_what_is_public_already_is_answered_on_the_spot(
    site: Site, page: Page, scripted: bool, published: str
) -> None:
    page.goto(f"{site.address}/cases/new")
    page.fill("[name='applicant.id_number']", CARD)
    page.fill("[name='applicant.name']", "欧阳修竹")
    page.fill("[name='items.0.text']", "申请公开2025年城区排水管网改造工程的竣工验收报告")
    looked_up(page, scripted)
    hint = page.locator(".found-published")
    expect(hint).to_contain_text("可能已主动公开")
    expect(hint).to_contain_text(published)
    page.get_by_role("button", name="登记并当场答复").click()
    page.wait_for_url("**/spot-answer/**")
    expect(page.locator("[name='outcomes.0.fields.title']")).to_have_value(published)
    expect(page.locator("[name='outcomes.0.place']")).to_have_value(
        "https://www.example.cn/zwgk/2025/77，索引号SG-2026-77"
    )
    page.fill("[name=proof]", "申请人在答复记录上签字")
    page.check("[name=secrecy_checked]")
    today = page.locator("[name=answered_on]").input_value()
    page.fill("[name='outcomes.0.place_checked_on']", today)
    page.get_by_role("button", name="当场答复并办结").click()
    expect(page.locator("h1")).to_contain_text("已办结")


def test_a_second_request_of_the_same_person_is_marked(
    site: Site, page: Page, scripted: bool, published: str
) -> None:
    test_what_is_public_already_is_answered_on_the_spot(site, page, scripted, published)
    page.goto(f"{site.address}/cases/new")
    page.fill("[name='applicant.id_number']", CARD)
    page.fill("[name='items.0.text']", "2025年城区排水管网改造工程竣工验收报告")
    looked_up(page, scripted)
    again = page.locator(".repeated")
    expect(again).to_contain_text("可能重复申请")
    expect(again).to_contain_text("条例第三十六条第（六）项")
    with page.context.expect_page() as opened:  # beside the form: nothing typed is lost
        again.locator("a").first.click()
    expect(opened.value.locator("h1")).to_contain_text("YSQ-370783-zrzy-")
    expect(page.locator("[name='applicant.id_number']")).to_have_value(CARD)


def test_several_items_and_files_in_one_step(site: Site, page: Page, scripted: bool) -> None:
    site.enter(page, "chuangkou")
    page.goto(f"{site.address}/cases/new")
    page.fill("[name='applicant.id_number']", CARD)
    page.fill("[name='applicant.name']", "欧阳修竹")
    page.fill("[name='items.0.text']", "第一项：道路养护合同")
    page.get_by_role("button", name="再加一项").click()
    page.fill("[name='items.1.text']", "第二项：道路养护决算")
    expect(page.locator("[name='applicant.name']")).to_have_value("欧阳修竹")
    expect(page.locator("[name='items.0.text']")).to_have_value("第一项：道路养护合同")
    page.set_input_files(
        "[name='files.identity']",
        [{"name": "身份证.exe", "mimeType": "image/jpeg", "buffer": b"MZ\x90\x00"}],
    )
    page.click("button[type=submit]:has-text('登记'):not([name])")
    expect(page.locator(".refusal")).to_contain_text("“身份证.exe”：程序和脚本不能附卷")
    expect(page.locator("[name='items.1.text']")).to_have_value("第二项：道路养护决算")
    if scripted:  # dropped onto its field, and listed by name
        page.evaluate(DROP, "身份证.pdf")
        expect(page.locator("[data-chosen]").nth(1)).to_contain_text("身份证.pdf")
    else:
        page.set_input_files(
            "[name='files.identity']",
            [{"name": "身份证.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}],
        )
    page.click("button[type=submit]:has-text('登记'):not([name])")
    expect(page.locator("h1")).to_contain_text("YSQ-370783-zrzy-")
    expect(page.locator("main")).to_contain_text("身份证.pdf")
    expect(page.locator("main")).to_contain_text("第二项：道路养护决算")


DROP = """name => {
  const field = document.querySelector("[name='files.identity']");
  const dropped = new DataTransfer();
  dropped.items.add(new File(["%PDF-1.4"], name, { type: "application/pdf" }));
  const event = new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: dropped });
  field.dispatchEvent(event);
}"""


def test_an_oral_application_is_printed_to_be_signed(
    site: Site, page: Page, scripted: bool
) -> None:
    page.add_init_script(COUNT_PRINTS)
    site.enter(page, "chuangkou")
    page.goto(f"{site.address}/cases/new")
    page.fill("[name='applicant.id_number']", CARD)
    page.fill("[name='applicant.name']", "欧阳修竹")
    page.fill("[name='items.0.text']", "低保审核的办理情况")
    page.get_by_text("口头申请代填").click()
    page.fill("[name='oral.filled_by']", "王芳")
    page.click("button[type=submit]:has-text('登记'):not([name])")
    page.wait_for_url("**/oral-application")
    assert CARD not in page.content()
    page.get_by_role("button", name="显示完整内容并打印").click()
    paper = page.locator(".oral-sheet")
    for said in (CARD, "欧阳修竹", "低保审核的办理情况", "申请人（签字）", "指印"):
        expect(paper).to_contain_text(said)
    if scripted:
        assert page.evaluate("window.prints") == 1


def test_a_letter_waits_until_it_is_confirmed(site: Site, page: Page) -> None:
    """平信: registered in the mail room without a day of receipt, confirmed in the list."""
    site.enter(page, "chuangkou")
    page.goto(f"{site.address}/mail-room")
    page.get_by_role("link", name="平信").click()
    expect(page.locator("[name=channel]")).to_have_value("ordinary_mail")
    assert page.locator("[name='dates.arrived_on']").input_value()  # today, already there
    page.fill("[name='applicant.name']", "欧阳修竹")
    page.select_option("[name='applicant.kind']", "natural_person")
    page.fill("[name='items.0.text']", "征地补偿费用发放明细")
    page.get_by_role("button", name="登记，接着登记下一件").click()
    done = page.locator(".note[role=status]")
    expect(done).to_contain_text("已登记YSQ-370783-zrzy-")
    expect(page.locator("[name='applicant.name']")).to_have_value("")
    number = re.search(r"YSQ-[\w-]+", done.inner_text())
    assert number is not None
    page.goto(f"{site.address}/unconfirmed")
    line = page.locator("tr", has_text=number[0])
    expect(line).to_contain_text("今天确认")
    line.get_by_role("button", name="确认").click()
    expect(page.locator("h1")).to_contain_text("待确认")
    expect(page.locator("tr", has_text=number[0])).to_have_count(0)
