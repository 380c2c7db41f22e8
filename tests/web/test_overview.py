"""总览 and 审核签发: why cases are late, figures that lead to their cases, drafts decided on together.

Days of 2026 by the published schedule: from 12 October to the end of the year every Monday to
Friday is a working day. Today is Sunday 22 November. Twenty working days from Thursday 22 October
end on Thursday 19 November; from Monday 26 October on Monday 23 November.
"""

from datetime import date
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select

from cases.actions import closing, consultation, drafting, intake, reviewing, timing
from cases.actions.steps import Sending
from cases.actor import system
from cases.law.clock_facts import Recipient
from cases.models import Case, CaseEvent, Role
from cases.models_audit import DraftOpened
from cases.states import State
from tests.conftest import Town
from tests.pages.reading import Element, Read, wrong
from tests.web.conftest import HOME, Site, new_case

pytestmark = pytest.mark.anyio

CLERK = system("经办")


@pytest.fixture
async def clerk(town: Town) -> str:
    """Who registers the cases."""
    await town.officer("clerk", HOME, Role.REGISTRAR)
    return "clerk"


async def came(town: Town, day: date, state: str = State.SCREENING) -> Case:
    """A case that came on a day, and was brought to its state on that very day."""
    today = town.clock.at
    town.clock.go_to(day.year, day.month, day.day)
    case = await new_case(town, "clerk", HOME, state, dates={"submitted_on": day})
    town.clock.at = today
    return case


async def opened_page(client: httpx.AsyncClient, path: str) -> Read:
    """A page without faults of ours."""
    answer = await client.get(path)
    assert answer.status_code == 200, answer.text
    page = Read(answer.text)
    assert wrong(page) == []
    return page


async def page_for(site: Site, login: str, path: str) -> Read:
    async with site.browser(login) as (client, _):
        return await opened_page(client, path)


def lines(page: Read, table: str) -> list[Element]:
    """The lines of a table's body, by its class."""
    return [
        row
        for row in page.all("tr")
        if any(table in e.given.get("class", "").split() for e in row.around)
        and any(e.tag == "tbody" for e in row.around)
    ]


# ---- what is late, and why ----


async def test_late_and_near_cases_stand_with_what_they_wait_for_and_who_has_them(
    site: Site, town: Town, clerk: str
) -> None:
    await town.officer("chief", HOME, Role.HEAD)
    late = await came(town, date(2026, 10, 22), State.LEGAL_REVIEW)
    near = await came(town, date(2026, 10, 26), State.ASSIGNING)
    far = await came(town, date(2026, 11, 2), State.SCREENING)  # due on 30 November
    page = await page_for(site, "chief", "/overview")
    first, second = lines(page, "late-table")
    assert late.number in first.text
    # 20 November is the one working day since
    assert "2026-11-19" in first.text
    assert "逾期1个工作日" in first.text
    assert "等待法制审核" in first.text
    assert "没有人员任此岗位" in first.text
    # 23 October, and four weeks of five days each but for the weekend: 1 + 4 × 5 = 21
    assert "在此环节已21个工作日" in first.text
    assert near.number in second.text
    assert "还有1个工作日" in second.text  # Monday 23 November
    assert "等待分办" in second.text
    assert far.number not in page.one("main").text


async def test_the_people_of_a_level_and_the_handler_are_named(
    site: Site, town: Town, clerk: str
) -> None:
    for login, role in (("chief", Role.HEAD), ("lin", Role.REVIEWER), ("mo", Role.REVIEWER)):
        await town.officer(login, HOME, role)
    await came(town, date(2026, 10, 22), State.LEGAL_REVIEW)
    await came(town, date(2026, 10, 23), State.HANDLING)  # assigned to a department
    first, second = lines(await page_for(site, "chief", "/overview"), "late-table")
    assert "lin、mo" in first.text
    assert "综合科" in second.text
    assert "办理中，尚未拟稿" in second.text


async def test_a_pause_and_an_extension_are_among_the_reasons(
    site: Site, town: Town, clerk: str
) -> None:
    """Both came on Monday 12 October, whose twentieth working day is Monday 9 November.

    Ten working days more end on Monday 23 November. A letter that was sent and received on Friday 6
    November, the nineteenth day, may be answered until Friday 27 November, its fifteenth; the days
    after 6 November are not counted until then, and the twentieth is Monday 30 November. From
    Wednesday 25 November these are three working days.
    """
    await town.officer("chief", HOME, Role.HEAD)
    extended = await came(town, date(2026, 10, 12), State.HANDLING)
    paused = await came(town, date(2026, 10, 12), State.HANDLING)
    town.clock.go_to(2026, 11, 6)
    async with town.office.sessions.begin() as session:
        who = (session, CLERK, town.clock.at, extended.id)
        why = "涉及档案较多，需要逐件核对"
        await timing.approve_extension(*who, workdays=10, reason=why)
        await timing.extend(*who, workdays=10, sending=Sending(date(2026, 11, 6)))
        await consultation.consult(
            session, CLERK, town.clock.at, paused.id, kind=Recipient.THIRD_PARTY,
            recipient="某公司", sending=Sending(date(2026, 11, 6)), received_on=date(2026, 11, 6),
        )  # fmt: skip
    town.clock.go_to(2026, 11, 25)
    first, second = lines(await page_for(site, "chief", "/overview"), "late-table")
    assert extended.number in first.text
    assert "2026-11-23" in first.text
    assert "逾期2个工作日" in first.text
    assert "已经延长答复期限" in first.text
    assert "征求意见" not in first.text
    assert paused.number in second.text
    assert "2026-11-30" in second.text
    assert "还有3个工作日" in second.text
    assert "正在征求意见，截止2026-11-27" in second.text
    assert "已经延长" not in second.text


async def test_an_office_without_a_case_says_so_everywhere(site: Site, town: Town) -> None:
    await town.officer("chief", HOME, Role.HEAD)
    text = (await page_for(site, "chief", "/overview")).one("main").text
    for said in (
        "没有逾期或者5个工作日内届满的案件",
        "目前没有等待您审核、签发的文稿",
        "2026年还没有答复",
        "2026年还没有办结的案件",
    ):
        assert said in text


# ---- the figures of the year, and the cases behind them ----


async def a_year(town: Town) -> None:
    """In March one on time and one that is late, in May one withdrawn, one carried in, some open.

    Received on Monday 2 March 2026, due on Monday 30 March: no day of March is a holiday.
    """
    town.clock.go_to(2025, 12, 30)
    carried = await new_case(
        town, "clerk", HOME, State.HANDLING, dates={"submitted_on": date(2025, 12, 30)}
    )
    town.clock.go_to(2026, 3, 2)
    march = {"dates": {"submitted_on": date(2026, 3, 2)}}
    town.clock.go_to(2026, 3, 10)
    await new_case(town, "clerk", HOME, State.CLOSED, **march)
    town.clock.go_to(2026, 4, 20)
    await new_case(town, "clerk", HOME, State.CLOSED, **march)
    town.clock.go_to(2026, 5, 20)
    gone = await new_case(
        town, "clerk", HOME, State.HANDLING, dates={"submitted_on": date(2026, 5, 11)}
    )
    async with town.office.sessions.begin() as session:
        await closing.record_withdrawal(
            session, CLERK, town.clock.at, gone.id, withdrawn_on=date(2026, 5, 20),
            paper="今日签名的撤回申请书",
        )  # fmt: skip
    town.clock.go_to(2026, 11, 22)
    await new_case(town, "clerk", HOME, State.HANDLING)  # of 20 November
    await new_case(town, "clerk", HOME, State.UNCONFIRMED)
    assert carried.state == State.HANDLING


def figures(page: Read) -> list[tuple[str, int]]:
    """Every figure of a page that leads somewhere: its address, and what it says."""
    found = []
    for link in page.all("a"):
        href = link.given.get("href", "")
        if href.startswith(("/figures/", "/worklists/", "/cases?", "/annual-tables/")):
            counted = [e for e in link.children if e.given.get("class") == "tile-count"]
            said = counted[0].text if counted else link.text
            number = said.strip().removeprefix("!").removesuffix("件").strip()
            if number.isdecimal():
                found.append((href, int(number)))
    return found


async def behind(client: httpx.AsyncClient, href: str) -> int:
    """How many cases stand in the list to which a figure leads."""
    page = await opened_page(client, href)
    rows = lines(page, "case-table")
    big = [e for e in page.all("p") if e.given.get("class") == "big-figure"]
    if big:
        assert big[0].text == f"{len(rows)}件"
    return len(rows)


async def test_every_figure_leads_to_exactly_its_cases(site: Site, town: Town, clerk: str) -> None:
    await town.officer("chief", HOME, Role.HEAD)
    await a_year(town)
    async with site.browser("chief") as (client, _):
        page = await opened_page(client, "/overview")
        found = figures(page)
        for href, number in found:
            assert await behind(client, href) == number, href
    said = dict(found)
    of = f"/figures/{HOME}/2026"
    assert said[f"{of}/open"] == 2  # that of December 2025, and that of 20 November
    assert said[f"{of}/received"] == 4  # two of March, that of May, that of November
    assert said[f"{of}/answered"] == 3
    assert said[f"{of}/late_answers"] == 1
    assert said[f"{of}/received?month=3"] == 2
    assert said[f"{of}/late_answers?month=4"] == 1
    assert said[f"{of}/answered?row=granted_full"] == 2
    assert said[f"/cases?organ={HOME}&state=unconfirmed"] == 1


async def test_the_rate_of_answers_on_time_leaves_out_what_was_withdrawn(
    site: Site, town: Town, clerk: str
) -> None:
    await town.officer("chief", HOME, Role.HEAD)
    await a_year(town)
    page = await page_for(site, "chief", "/overview")
    text = page.one("main").text
    assert "本年按期答复1件，逾期答复1件；申请人撤回的1件不计" in text
    months = {row.children[0].text: row.children[-1].text for row in lines(page, "months-table")}
    assert months["3月"] == "100.0%"
    assert months["4月"] == "0.0%"
    assert months["5月"] == "—"  # withdrawn: nothing was answered
    assert list(months) == [f"{month}月" for month in range(1, 12)]  # November runs


async def test_a_year_that_is_over_is_shown_whole(site: Site, town: Town, clerk: str) -> None:
    await town.officer("chief", HOME, Role.HEAD)
    await a_year(town)
    page = await page_for(site, "chief", "/overview?year=2025")
    assert len(lines(page, "months-table")) == 12
    assert (f"/figures/{HOME}/2025/received?month=12", 1) in figures(page)


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/overview?year=20x6", "应为2019年以后的四位数字"),
        ("/overview?organ=371702", "没有找到代码为“371702”的单位"),
        (f"/figures/{HOME}/2026/everything", "没有名为“everything”的数字"),
        (f"/figures/{HOME}/2026/received?month=13", "月份“13”应为1至12"),
        (f"/figures/{HOME}/2026/answered?row=x", "没有名为“x”的行"),
        (f"/figures/{HOME}/1066/answered", "年度“1066”"),
        ("/figures/371702/2026/received", "没有找到代码为“371702”的单位"),
    ],
)
async def test_what_is_none_of_an_officers_figures_is_not_found(
    site: Site, town: Town, path: str, sentence: str
) -> None:
    await town.officer("chief", HOME, Role.HEAD)
    async with site.browser("chief") as (client, _):
        answer = await client.get(path)
    assert answer.status_code == 404
    assert sentence in answer.text


async def test_a_position_that_is_none_is_refused(site: Site, town: Town) -> None:
    await town.officer("chief", HOME, Role.HEAD)
    async with site.browser("chief") as (client, _):
        answer = await client.get(f"/figures/{HOME}/2026/received?after=x")
    assert answer.status_code == 422
    assert "翻页位置无效" in answer.text


async def test_a_long_list_behind_a_figure_goes_on_without_gap_or_double(
    site: Site, town: Town, clerk: str
) -> None:
    await town.officer("chief", HOME, Role.HEAD)
    cases = [await new_case(town, clerk, HOME, State.SCREENING) for _ in range(52)]
    seen: list[str] = []
    async with site.browser("chief") as (client, _):
        path = f"/figures/{HOME}/2026/received"
        for expected in (50, 2):
            page = await opened_page(client, path)
            rows = lines(page, "case-table")
            assert len(rows) == expected
            assert page.one("p", **{"class": "big-figure"}).text == "52件"
            seen += [row.children[0].text for row in rows]
            following = page.all("a", rel="next")
            path = following[0].given["href"] if following else ""
    assert sorted(seen) == sorted(case.number for case in cases)


@pytest.mark.parametrize("role", Role)
async def test_the_overview_is_for_heads_and_leaders(site: Site, town: Town, role: Role) -> None:
    await town.officer("one", HOME, role)
    async with site.browser("one") as (client, _):
        answer = await client.get("/overview")
    assert answer.status_code == (200 if role in (Role.HEAD, Role.LEADER) else 403)


async def test_the_load_can_be_sorted_by_each_of_its_columns(
    site: Site, town: Town, clerk: str
) -> None:
    await town.officer("chief", HOME, Role.HEAD)
    for login in ("an", "bo"):
        await town.officer(login, HOME, Role.HANDLER)
    for sort, first in (("name", "an"), ("-name", "chief")):
        page = await page_for(site, "chief", f"/overview?load={sort}")
        names = [row.children[0].text for row in lines(page, "load-table")]
        assert names[0].startswith(first)
        standing = [th for th in page.all("th") if "aria-sort" in th.given]
        assert [th.given["aria-sort"] for th in standing] == [
            "ascending" if sort == "name" else "descending"
        ]


# ---- drafts, opened and decided on together ----


@pytest.fixture
async def leader(town: Town, clerk: str) -> str:
    """Who signs."""
    await town.officer("leader", HOME, Role.LEADER)
    return "leader"


async def drafts(town: Town, count: int, state: State = State.SIGNING) -> list[Case]:
    """So many drafts that wait for the same level."""
    return [await new_case(town, "clerk", HOME, state) for _ in range(count)]


async def open_draft(site: Site, login: str, case: Case) -> None:
    async with site.browser(login) as (client, _):
        await opened_page(client, f"/cases/{case.id}/review")


async def decide(
    site: Site, login: str, *cases: Case, level: State = State.SIGNING, **more: str
) -> httpx.Response:
    """The form of the page with these cases ticked."""
    async with site.browser(login) as (client, token):
        form: dict[str, Any] = {"form_token": token, "organ": HOME, "level": level.value}
        form |= {f"case.{case.id}": "on" for case in cases}
        return await client.post("/signing", data=form | more)


async def state_of(town: Town, case: Case) -> tuple[str, int]:
    """Where a case stands, and how many records it has."""
    async with town.office.sessions() as session:
        found = await session.get_one(Case, case.id)
        return found.state, found.events


async def test_those_opened_are_signed_together_and_the_one_unopened_is_refused_by_name(
    site: Site, town: Town, leader: str
) -> None:
    first, second, third = await drafts(town, 3)
    for case in (first, second):
        await open_draft(site, leader, case)
    answer = await decide(site, leader, first, second, third, opinion="同意签发")
    assert answer.status_code == 200
    page = Read(answer.text)
    assert wrong(page) == []
    assert "2件已签发，1件没有办理" in page.by_id("done").text
    assert f"案件{third.number}的文稿您还没有打开过，请先打开核对" in page.one("main").text
    assert [(await state_of(town, case))[0] for case in (first, second, third)] == [
        State.SERVING, State.SERVING, State.SIGNING,
    ]  # fmt: skip
    async with town.office.sessions() as session:
        signed = await session.scalars(
            select(CaseEvent).where(CaseEvent.case_id == first.id).order_by(CaseEvent.seq.desc())
        )
        last = signed.first()
        assert last is not None
        assert (last.kind, last.officer) == ("signed", "leader")
        assert last.data["opinion"] == "同意签发"
    # the one left is still there, and now it can be opened and signed
    await open_draft(site, leader, third)
    assert "1件已签发，0件没有办理" in (await decide(site, leader, third)).text


async def test_a_draft_that_moved_on_since_it_was_opened_must_be_opened_again(
    site: Site, town: Town, leader: str
) -> None:
    (case,) = await drafts(town, 1)
    await open_draft(site, leader, case)
    async with town.office.sessions.begin() as session:
        boss = system("另一领导")
        await reviewing.send_back(session, boss, town.clock.at, case.id, reason="补充依据")
    answer = await decide(site, leader, case)
    assert "您打开本件之后，另一领导于" in answer.text
    assert "退回" in answer.text
    assert (await state_of(town, case))[0] == State.DRAFTING


async def test_the_list_says_what_changed_since_it_was_opened(
    site: Site, town: Town, leader: str
) -> None:
    (case,) = await drafts(town, 1)
    (row,) = lines(await page_for(site, leader, "/signing"), "signing-table")
    assert "尚未打开" in row.text
    assert "A2 予以公开" in row.text
    assert "第1稿" in row.text
    await open_draft(site, leader, case)
    (row,) = lines(await page_for(site, leader, "/signing"), "signing-table")
    assert "已打开" in row.text
    assert "打开之后没有变化" in row.text
    async with town.office.sessions.begin() as session:
        await consultation.consult(
            session, CLERK, town.clock.at, case.id, kind=Recipient.ORGAN, recipient="某局",
            sending=Sending(date(2026, 11, 20)),
        )  # fmt: skip
    (row,) = lines(await page_for(site, leader, "/signing"), "signing-table")
    assert "需要重新打开" in row.text
    assert "经办　发出征求意见书" in row.text


async def test_a_look_at_personal_data_is_no_change(site: Site, town: Town, leader: str) -> None:
    (case,) = await drafts(town, 1)
    await open_draft(site, leader, case)
    async with town.office.sessions.begin() as session:
        reader = await town.actor("leader")
        await intake.show_personal_data(
            session, town.office.vault, reader, town.clock.at, case.id, "核对邮寄地址"
        )
    assert "1件已签发，0件没有办理" in (await decide(site, leader, case)).text


async def test_a_closed_gate_stops_its_own_case_only_and_leaves_nothing_half_done(
    site: Site, town: Town, clerk: str
) -> None:
    """The drafter of one of two signs neither it nor, by it, less than the other."""
    await town.officer("both", HOME, Role.LEADER, Role.HANDLER)
    other, own = await drafts(town, 2)
    async with town.office.sessions.begin() as session:
        both = await town.actor("both")
        at = town.clock.at
        await reviewing.send_back(session, CLERK, at, own.id, reason="重新拟稿")
        await drafting.draft(session, both, at, own.id)
        await drafting.submit(session, both, at, own.id)
        for _ in range(3):
            await reviewing.approve(session, system("审核"), at, own.id, "同意")
    for case in (own, other):
        await open_draft(site, "both", case)
    before = await state_of(town, own)
    answer = await decide(site, "both", own, other)
    assert "1件已签发，1件没有办理" in answer.text
    stopped = next(row for row in Read(answer.text).all("tr") if own.number in row.text)
    assert "没有办理" in stopped.text
    assert "拟稿人和签发人应当是两人" in stopped.text
    assert await state_of(town, own) == before
    assert (await state_of(town, other))[0] == State.SERVING


async def test_a_level_is_agreed_to_together_as_well(site: Site, town: Town, clerk: str) -> None:
    await town.officer("chief", HOME, Role.HEAD)
    cases = await drafts(town, 2, State.OFFICE_REVIEW)
    for case in cases:
        await open_draft(site, "chief", case)
    answer = await decide(site, "chief", *cases, level=State.OFFICE_REVIEW)
    assert "2件已同意，0件没有办理" in answer.text
    assert {(await state_of(town, case))[0] for case in cases} == {State.SIGNING}
    # by another's level nothing is signed
    refused = await decide(site, "chief", *cases, level=State.SIGNING)
    assert refused.status_code == 403


async def test_opening_is_kept_once_for_each_state_and_only_of_who_may_decide(
    site: Site, town: Town, leader: str
) -> None:
    (case,) = await drafts(town, 1)
    await town.officer("other", HOME, Role.HANDLER)
    await open_draft(site, "other", case)
    for _ in range(2):
        await open_draft(site, leader, case)
    async with town.office.sessions() as session:
        rows = (await session.scalars(select(DraftOpened))).all()
    assert [(row.case_id, row.seen) for row in rows] == [(case.id, case.events)]


async def test_what_another_opened_is_not_opened_by_me(site: Site, town: Town, leader: str) -> None:
    (case,) = await drafts(town, 1)
    await town.officer("deputy", HOME, Role.LEADER)
    await open_draft(site, "deputy", case)
    assert "您还没有打开过" in (await decide(site, leader, case)).text


async def test_nothing_ticked_is_said_beside_its_form(site: Site, town: Town, leader: str) -> None:
    await drafts(town, 1)
    answer = await decide(site, leader, opinion="同意")
    assert answer.status_code == 422
    page = Read(answer.text)
    assert wrong(page) == []
    assert "没有选择案件" in page.one("main").text
    assert page.named("opinion").text.strip() == "同意"


@pytest.mark.parametrize("level", ["handling", "closed"])
async def test_no_other_level_is_decided_on(
    site: Site, town: Town, leader: str, level: str
) -> None:
    (case,) = await drafts(town, 1)
    assert (await decide(site, leader, case, level=State(level))).status_code == 403


async def test_a_level_or_an_identifier_that_is_none_is_refused(
    site: Site, town: Town, leader: str
) -> None:
    async with site.browser(leader) as (client, token):
        form = {"form_token": token, "organ": HOME}
        for wrong_field in ({"level": "nowhere"}, {"level": "signing", "case.1": "on"}):
            answer = await client.post("/signing", data=form | wrong_field)
            assert answer.status_code == 422


async def test_a_case_of_another_organ_is_not_found_by_its_identifier(
    site: Site, town: Town, leader: str
) -> None:
    await town.officer("away", "370783-houzhen", Role.REGISTRAR)
    foreign = await new_case(town, "away", "370783-houzhen", State.SIGNING)
    answer = await decide(site, leader, foreign)
    assert "没有找到这件申请" in answer.text
    assert foreign.number not in answer.text


@pytest.mark.parametrize("role", Role)
async def test_the_list_of_drafts_is_for_those_who_decide(
    site: Site, town: Town, role: Role
) -> None:
    await town.officer("one", HOME, role)
    deciding = (Role.SECRECY, Role.REVIEWER, Role.HEAD, Role.LEADER)
    async with site.browser("one") as (client, token):
        shown = await client.get("/signing")
        sent = await client.post(
            "/signing", data={"form_token": token, "organ": HOME, "level": "signing"}
        )
    assert shown.status_code == (200 if role in deciding else 403)
    # the leader has ticked nothing; the others have no right to that level
    assert sent.status_code == (422 if role is Role.LEADER else 403)


async def test_the_page_lists_the_drafts_of_the_own_levels_only(
    site: Site, town: Town, leader: str
) -> None:
    cases = await drafts(town, 3)
    await drafts(town, 1, State.OFFICE_REVIEW)
    page = await page_for(site, leader, "/signing")
    names = [e.given.get("name", "") for e in page.all("input")]
    ticks = {UUID(name.removeprefix("case.")) for name in names if name.startswith("case.")}
    assert ticks == {case.id for case in cases}
