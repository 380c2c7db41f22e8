"""The day of each person (岗位的一天): from the first page to the step that waits, and back to it.

The front desk has its day in `test_front_desk.py`, the head and the supervisor in
`test_head_story.py`, the citizen in `test_public_story.py`.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, picture
from tests.browser.test_chain_stories import act, become, conclude
from tests.browser.test_clock_stories import new_case

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ASKED = "城南片区征地补偿安置方案"  # what `new_case` asks for


def begin_the_day(site: Site, page: Page, login: str) -> None:
    """The person signs in where another has been, and stands on the first page."""
    become(site, page, login, f"{site.address}/")
    expect(page.locator("h1")).to_contain_text("首页")


def next_step(page: Page, case: str, label: str) -> None:
    """The button of the case on the first page, which says what is done next."""
    line = page.locator(".todays-case", has=page.locator(f"a[href='{path_of(case)}']"))
    button = line.locator(".todays-step a")
    expect(button).to_contain_text(label)
    button.click()


def path_of(case: str) -> str:
    return case[case.index("/cases/") :]


def assigned(site: Site, page: Page) -> str:
    """A walk-in of today that the desk has examined and given to 赵明."""
    site.enter(page, "chuangkou")
    case = new_case(site, page)
    begin_the_day(site, page, "chuangkou")
    picture(page, "desk-home")
    next_step(page, case, "初审")
    act(page, "/screening", clear="true", is_application="true", ours="true")
    act(page, "/assignment", handler="chengban", note="请土地科提供")
    return case


def drafted(page: Page, case: str) -> None:
    """What the handler does to the end: a conclusion, a draft, its submission."""
    page.goto(f"{case}/items/1?outcome=A2")
    conclude(page, case, "纸质复印件", "10")
    act(page, "/draft")
    act(page, "/submission", note="请审核")


def test_a_handler_takes_up_what_came_and_sends_it_on(site: Site, page: Page) -> None:
    case = assigned(site, page)
    begin_the_day(site, page, "chengban")
    picture(page, "handler-home")
    next_step(page, case, "接办")
    act(page, "/acceptance")
    begin_the_day(site, page, "chengban")
    next_step(page, case, "提出办理意见")
    expect(page.locator("#items")).to_contain_text(ASKED)
    picture(page, "handler-case")
    drafted(page, case)
    begin_the_day(site, page, "chengban")
    # it is with others now: not among this officer's work of today, but still the officer's case
    expect(page.locator(f".todays-case a[href='{path_of(case)}']")).to_have_count(0)
    page.goto(f"{site.address}/work/mine")
    expect(page.locator(f"main a[href='{path_of(case)}']").first).to_be_visible()


def test_a_reviewer_confers_returns_and_agrees_on_one_screen(site: Site, page: Page) -> None:
    case = assigned(site, page)
    become(site, page, "chengban", case)
    act(page, "/acceptance")
    drafted(page, case)
    become(site, page, "baomi", case)
    act(page, "/approval", opinion="不涉及国家秘密")

    begin_the_day(site, page, "fazhi")
    next_step(page, case, "审核")
    desk = page.locator("main")
    for said in (ASKED, "纸质复印件", "不涉及国家秘密", "所引条文", "同类答复"):
        expect(desk).to_contain_text(said)
    question = "补偿方案中的户主姓名是否需要区分处理"
    act(page, "/conferences", question=question, **{"participants.0": "土地科"})
    assert page.url.split("#")[0].endswith("/review")
    act(page, "/conferences/1/opinions", opinion="姓名属于个人隐私，应当区分处理")
    opinions = page.locator("section:has(#conferences)")
    for said in (question, "姓名属于个人隐私，应当区分处理", "钱文静", "本人签署"):
        expect(opinions).to_contain_text(said)
    act(page, "/conferences/1/conclusion", conclusion="遮盖姓名后提供")
    expect(opinions).to_contain_text("遮盖姓名后提供")
    picture(page, "reviewer-desk")
    act(page, "/return", reason="请写明提供的份数和页数")
    begin_the_day(site, page, "fazhi")
    expect(page.locator(f".todays-case a[href='{path_of(case)}']")).to_have_count(0)

    become(site, page, "chengban", f"{case}/items/1?outcome=A2")
    conclude(page, case, "纸质复印件1份", "12")
    act(page, "/draft")
    act(page, "/submission")
    become(site, page, "baomi", f"{case}/review")
    act(page, "/approval")
    become(site, page, "fazhi", f"{case}/review")
    expect(page.locator(".redline ins", has_text="1份")).to_be_visible()
    picture(page, "reviewer-desk-again")
    act(page, "/approval", opinion="同意")
    expect(page.locator("h1 .state")).to_contain_text("公开机构审核")


def test_an_archivist_files_what_is_done(site: Site, page: Page) -> None:
    site.enter(page, "guidang")
    picture(page, "archivist-home")
    step = page.locator(".todays-step a").first
    expect(step).to_contain_text("归档")
    step.click()
    case = page.url.split("#")[0]
    act(page, "/archiving", retention="thirty_years")
    expect(page.locator(".chain [aria-current=step]")).to_contain_text("归档")
    picture(page, "archivist-case")
    page.goto(f"{site.address}/work/archiving")
    expect(page.locator(f"main a[href='{path_of(case)}']")).to_have_count(0)
