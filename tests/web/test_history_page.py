"""The page 办理记录: who did what, when, from where; narrowed, printed, and never more than may be seen."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import httpx
import pytest

from cases.actions import assignment, closing
from cases.actor import COMMAND_LINE, SYSTEM, Actor, system
from cases.history import Event, Kind, written
from cases.kinds import KIND_LABELS
from cases.models import Role
from cases.settings import CHINA
from cases.verify import verify
from cases.web.history_views import GROUP, Group, lines
from cases.web.history_words import words
from tests.conftest import Town
from tests.pages.reading import Element, Read, wrong
from tests.web.conftest import AGENT_CARD, AGENT_PHONE, CARD, PHONE, Site, application
from tests.web.worked import (
    PLANNING,
    answered_and_challenged,
    clocked,
    office_of,
    taken_in,
    worked_on,
)

pytestmark = pytest.mark.anyio
HOSTILE = "<script>alert(1)</script>&\"'<b>退回</b>"


async def page_of(site: Site, login: str, case_id: UUID, **chosen: str) -> Read:
    """The page as an officer's browser has it."""
    async with site.browser(login) as (client, _):
        answer = await client.get(f"/cases/{case_id}/history", params=chosen)
    assert answer.status_code == 200, answer.text
    return Read(answer.text)


def seqs(page: Read) -> list[int]:
    """The numbers of the records on a page, in its order."""
    rows = [row.given["id"] for row in page.all("tr") if row.given.get("id")]
    return [int(row.removeprefix("record-")) for row in rows]


def record(page: Read, seq: int) -> Element:
    return page.by_id(f"record-{seq}")


async def test_every_record_is_there_with_its_words_officer_source_and_digest(
    site: Site, town: Town
) -> None:
    office = await office_of(town)
    events = await worked_on(office)
    page = await page_of(site, "zhaoming", office.case_id)
    told = words(events)
    assert seqs(page) == [event.seq for event in events]
    for event in events:
        row = record(page, event.seq).text
        assert told[event.seq] in row
        assert KIND_LABELS[Kind(event.kind)] in row
        assert event.digest.hex()[:12] in row
        assert event.officer in row
        assert event.data["where"] in row
    [slip] = [event.seq for event in events if event.kind == Kind.SLIP_ANSWERED]
    assert "接口 10.9.9.9" in record(page, slip).text  # answered by a program elsewhere
    assert wrong(page) == []


async def test_the_sheet_for_the_file_names_case_applicant_organ_moment_total_and_head(
    site: Site, town: Town
) -> None:
    office = await office_of(town)
    events = await taken_in(office)
    town.clock.at = datetime(2026, 11, 23, 9, 5, tzinfo=CHINA)
    page = await page_of(site, "zhaoming", office.case_id)
    facts = {
        row.children[0].text: row.children[1].text.strip()
        for row in page.all("dl", **{"class": "annex-facts"})[0].children
    }
    assert facts == {
        "登记编号": "YSQ-370783-zrzy-2026-0001",
        "申请人": "王芳",
        "办理机关": "寿光市自然资源和规划局",
        "打印时间": "2026-11-23 09:05",
        "记录总数": "共11条",
        "末条记录摘要": events[-1].digest.hex(),
    }
    back = page.one("nav", **{"aria-label": "位置"})
    links = [a.given["href"] for a in page.all("a") if back in a.around]
    assert f"/cases/{office.case_id}" in links


async def test_newest_first_turns_the_order(site: Site, town: Town) -> None:
    office = await office_of(town)
    await taken_in(office)
    assert seqs(await page_of(site, "zhaoming", office.case_id)) == list(range(1, 12))
    newest = await page_of(site, "zhaoming", office.case_id, order="newest")
    assert seqs(newest) == list(range(11, 0, -1))


async def test_a_filter_narrows_by_group_officer_and_word_and_says_how_many(
    site: Site, town: Town
) -> None:
    office = await office_of(town)
    events = await worked_on(office)

    async def found(**chosen: str) -> list[int]:
        return seqs(await page_of(site, "zhaoming", office.case_id, **chosen))

    review = [e.seq for e in events if GROUP[Kind(e.kind)] is Group.REVIEW]
    assert await found(group="review") == review
    assert await found(group="look") == []
    mine = [e.seq for e in events if e.officer == "qianwenjing"]
    assert await found(officer="qianwenjing") == mine
    both = [n for n in review if n in mine]
    assert await found(officer="qianwenjing", group="review") == both
    slip = [e.seq for e in events if e.kind in (Kind.HELP_ASKED, Kind.SLIP_ANSWERED)]
    assert await found(q="协办函") == slip
    oa = [e.seq for e in events if e.kind == Kind.SEARCHED]
    assert len(oa) == 1
    assert await found(q="oa公文系统") == oa  # whatever the case of letters
    assert await found(q="10.9.9.9") == slip[-1:]
    page = await page_of(site, "zhaoming", office.case_id, officer="qianwenjing")
    assert f"符合条件的{len(mine)}条" in page.one("main").text
    assert f"共{len(events)}条，以下为其中符合条件的{len(mine)}条" in page.one("main").text
    assert "经办人“qianwenjing”" in page.one("main").text
    options = {o.given.get("value", ""): o.text for o in page.all("option")}
    assert options["review"] == f"审核签发（{len(review)}）"
    assert options["qianwenjing"] == f"qianwenjing（{len(mine)}）"


async def test_days_of_the_filter_are_those_in_china_both_included(site: Site, town: Town) -> None:
    office = await office_of(town)
    await office.take_in()  # at 10 o'clock on 22 November
    town.clock.at = datetime(2026, 11, 23, 0, 30, tzinfo=CHINA)  # the 22nd in UTC
    await office.show("核对")
    town.clock.at = datetime(2026, 11, 24, 23, 30, tzinfo=CHINA)
    await office.show("核对")

    async def found(**chosen: str) -> list[int]:
        return seqs(await page_of(site, "wugang", office.case_id, **chosen))

    assert await found(since="2026-11-23", until="2026-11-23") == [2]
    assert await found(until="2026-11-22") == [1]
    assert await found(since="2026-11-23") == [2, 3]
    assert await found(since="2026-11-22", until="2026-11-24") == [1, 2, 3]


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"since": "昨天"}, "“昨天”应为日期，如2026-03-05"),
        (
            {"since": "2026-03-05", "until": "2026-03-04"},
            "截止日期2026-03-04早于起始日期2026-03-05",
        ),
        ({"group": "nothing"}, "不在可选范围内"),
        ({"order": "sideways"}, "不在可选范围内"),
    ],
)
async def test_a_filter_that_cannot_be_so_is_refused_beside_its_field(
    site: Site, town: Town, chosen: dict[str, str], sentence: str
) -> None:
    office = await office_of(town)
    await office.take_in()
    async with site.browser("zhaoming") as (client, _):
        answer = await client.get(f"/cases/{office.case_id}/history", params=chosen)
    assert answer.status_code == 422
    page = Read(answer.text)
    assert sentence in page.one("main").text
    assert wrong(page) == []


async def test_long_words_are_cut_and_whole_where_opened_and_on_paper(
    site: Site, town: Town
) -> None:
    office = await office_of(town)
    await office.take_in()
    await office.handed_out()
    reason = "逐项说明" * 60 + "完"
    await office.as_("zhaoming", assignment.return_assignment, reason)
    page = await page_of(site, "zhaoming", office.case_id)
    row = record(page, 5)
    whole = [p.text for p in page.all("p") if row in p.around]
    assert len(whole) == 2  # opened, and on paper
    assert all(reason in text for text in whole)
    (summary,) = [s for s in page.all("summary") if row in s.around]
    assert reason not in summary.text
    assert "……" in summary.text


async def test_what_was_corrected_or_struck_is_marked_and_still_there(
    site: Site, town: Town
) -> None:
    office = await office_of(town)
    events = await clocked(office)
    page = await page_of(site, "zhaoming", office.case_id)
    marked = [n for n in seqs(page) if "superseded" in record(page, n).given.get("class", "")]
    of = {event.kind: event.seq for event in events}
    assert marked == [of["supplement"], of["delay"]]
    assert "已更正或撤销" in record(page, of["delay"]).text


async def test_a_struck_answer_made_anew_is_marked_and_the_first_one_stands(town: Town) -> None:
    office = await office_of(town)
    await answered_and_challenged(office)
    await office.as_("chenwei", closing.strike_closing, "误录")
    events = await office.events()
    of = {event.kind: event.seq for event in events}
    struck_first = next(e.seq for e in events if e.kind == Kind.ANSWER)  # struck, recorded again
    marked = [line.seq for line in lines(events) if line.over]
    assert marked == [struck_first, of["answered_anew"]]
    assert of["answer"] not in marked


async def test_hostile_text_is_text(site: Site, town: Town) -> None:
    office = await office_of(town)
    await office.take_in()
    await office.show(HOSTILE)
    async with site.browser("wugang") as (client, _):
        for chosen in ({}, {"q": HOSTILE}, {"officer": HOSTILE}, {"since": HOSTILE}):
            text = (await client.get(f"/cases/{office.case_id}/history", params=chosen)).text
            assert text.count("<script") == 1  # our own
            assert "<b>" not in text
        assert HOSTILE in record(await page_of(site, "wugang", office.case_id), 2).text


async def test_sealed_numbers_are_neither_on_the_page_nor_in_the_answer(
    site: Site, town: Town
) -> None:
    office = await office_of(town)
    filed = application(town.organs[PLANNING])
    await office.take_in(applicant=filed.applicant, agent=filed.agent)
    await office.correct("证件号码有误", applicant=filed.applicant, agent=filed.agent)
    await office.show("核对")
    async with site.program("wugang") as client:
        for path in (f"/cases/{office.case_id}/history", f"/api/cases/{office.case_id}/history"):
            text = (await client.get(path)).text
            for sealed in (CARD, PHONE, AGENT_CARD, AGENT_PHONE):
                assert sealed not in text


async def test_another_organ_s_officer_does_not_find_it(site: Site, town: Town) -> None:
    office = await office_of(town)
    await worked_on(office)  # in which that officer answered a slip
    await town.officer("elsewhere", "371702", *Role)
    for login in ("houzhen", "elsewhere"):
        async with site.browser(login) as (client, _):
            answer = await client.get(f"/cases/{office.case_id}/history")
        assert answer.status_code == 404
        assert "YSQ-370783" not in answer.text


async def test_the_answer_for_programs_has_where_and_words_beside_the_data(
    site: Site, town: Town
) -> None:
    office = await office_of(town)
    events = await clocked(office)
    async with site.program("zhaoming") as client:
        told = (await client.get(f"/api/cases/{office.case_id}/history")).json()
    assert [one["words"] for one in told] == list(words(events).values())
    assert {one["where"] for one in told} == {"网页 10.1.2.3"}
    assert all("where" not in one["data"] for one in told)
    corrected = next(one for one in told if one["kind"] == "step_corrected")
    assert "where" not in corrected["data"]["step"]


async def test_where_is_the_door_and_the_address_of_the_connection_not_of_a_header(
    site: Site, town: Town
) -> None:
    office = await office_of(town)
    await office.take_in()
    case, lied = office.case_id, {"x-forwarded-for": "203.0.113.9", "forwarded": "for=203.0.113.9"}
    transport = httpx.ASGITransport(site.app, client=("10.20.30.40", 50000))
    async with site.browser("wugang") as (browser, token):
        there = httpx.AsyncClient(
            transport=transport, base_url="http://127.0.0.1", cookies=browser.cookies, headers=lied
        )
        async with there:
            form = {"reason": "核对", "form_token": token}
            assert (await there.post(f"/cases/{case}/personal-data", data=form)).is_success
    async with site.program("wugang") as program:
        asked = await program.post(f"/api/cases/{case}/personal-data", json={"reason": "核对"})
        assert asked.is_success
        told = (await program.get(f"/api/cases/{case}/history")).json()
    assert [one["where"] for one in told] == ["网页 10.1.2.3", "网页 10.20.30.40", "接口 127.0.0.1"]


def test_where_is_hashed_with_the_rest() -> None:
    at = datetime(2026, 3, 5, 9, tzinfo=CHINA)
    event = Event(Kind.PERSONAL_DATA_SHOWN, None, {"reason": "核对"})
    nobody = Actor(None, "王芳")

    def stored(actor: Actor) -> tuple[dict[str, object], bytes]:
        entry = written(UUID(int=1), 1, bytes(32), event, actor, at)
        return entry.data, entry.digest

    plain, here = stored(nobody), stored(replace(nobody, where="网页 10.1.2.3"))
    there = stored(replace(nobody, where="网页 10.1.2.4"))
    assert plain[0] == {"reason": "核对"}
    assert here[0] == {"reason": "核对", "where": "网页 10.1.2.3"}
    assert len({plain[1], here[1], there[1]}) == 3


def test_the_system_and_a_command_line_say_so() -> None:
    assert system("夜间核对").where == SYSTEM == "系统"
    assert system("命令行（root）", COMMAND_LINE).where == "命令行"


async def test_histories_with_sources_are_sound(town: Town) -> None:
    office = await office_of(town)
    for life in (clocked, answered_and_challenged):
        await life(office)
    kept = town.office
    async with kept.sessions() as session:
        assert [d async for d in verify(session, kept.vault, kept.home)] == []


async def test_the_case_page_says_the_same_words_and_leads_to_this_page(
    site: Site, town: Town
) -> None:
    office = await office_of(town)
    events = await taken_in(office)
    async with site.browser("zhaoming") as (client, _):
        text = Read((await client.get(f"/cases/{office.case_id}")).text)
    assert text.one("a", href=f"/cases/{office.case_id}/history")
    for sentence in words(events).values():
        assert sentence in text.one("main").text
