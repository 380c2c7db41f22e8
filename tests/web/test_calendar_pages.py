"""The working calendar in the browser and by programs: typed, asked about, confirmed, reported."""

import csv
import re
from collections.abc import Mapping
from datetime import date
from io import StringIO
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import insert, select, text, update

from cases.models import Promise, Role
from cases.models_clock import CalendarNotice, ClockMove, JobProgress
from cases.queries_calendar import MOVES_A_PAGE
from tests.actions.calendaring import confirmed, known_on, proposed, recomputed
from tests.conftest import Town
from tests.law.invented_notices import NUMBER_OF_2027, OF_2027
from tests.law.published_notices import SPRING_FESTIVAL_OF_2020
from tests.pages.reading import Read
from tests.web.conftest import HOME, Site, new_case, stored

pytestmark = pytest.mark.anyio

NEW = "/calendar/notices/new"
ELSEWHERE = "371702"
# The seven days of 国庆节 without the two weekend days that are worked for them: 13 + 2 left over.
UNBALANCED = OF_2027.replace("9月26日（周日）、10月9日（周六）上班。", "")


@pytest.fixture(autouse=True)
async def people(town: Town) -> None:
    await town.officer("typist", HOME, Role.ADMINISTRATOR, Role.HEAD)
    await town.officer("second", HOME, Role.HEAD)
    await town.officer("clerk", HOME, Role.REGISTRAR, Role.HANDLER)


def form_of(page: str) -> dict[str, Any]:
    """What a browser would send of the draft form as it stands."""
    read = Read(page)
    sent: dict[str, Any] = {}
    inside = [e for e in read.elements if any(o.given.get("class") == "draft" for o in e.around)]
    for element in inside:
        name, given = element.given.get("name"), element.given
        if element.tag == "textarea" and name:
            sent[name] = element.text.removeprefix("\n")
        elif element.tag == "select" and name:
            options = [e for e in inside if e.tag == "option" and element in e.around]
            chosen = [o for o in options if "selected" in o.given] or options
            sent[name] = chosen[0].given["value"]
        elif element.tag == "input" and name and given.get("type") != "checkbox":
            sent[name] = given.get("value", "")
    return sent


def questions_in(page: str) -> list[str]:
    return [e.given["value"] for e in Read(page).all("input", name="checked")]


def said(page: str) -> str:
    return Read(page).one("main").text


async def draft(client: httpx.AsyncClient, token: str, pasted: str) -> str:
    answer = await client.post(NEW, data={"form_token": token, "text": pasted, "read": "on"})
    assert answer.status_code == 200, said(answer.text)
    return answer.text


async def send(client: httpx.AsyncClient, page: str, button: str, **more: Any) -> httpx.Response:
    return await client.post(NEW, data=form_of(page) | {button: "on"} | more)


async def test_from_the_pasted_text_to_the_report(site: Site, town: Town) -> None:
    """4 December 2026: the case is due on 2027-01-04, provisionally, until 2027's notice is in."""
    town.clock.go_to(2026, 12, 4)
    case = await new_case(town, "clerk", HOME, dates={"submitted_on": date(2026, 12, 4)})
    async with site.browser("typist") as (client, token):
        assert "2027年节假日安排尚未录入" in said((await client.get("/")).text)
        page = await draft(client, token, OF_2027)
        assert questions_in(page) == []
        assert form_of(page)["number"] == NUMBER_OF_2027
        assert form_of(page)["issued_on"] == "2026-11-20"
        # provisional 254: of the 13 statutory days six fall on weekends, seven are weekdays. By the
        # notice 17 weekdays are at rest and 4 weekend days worked: 254 - (17 - 7) + 4 = 248
        assert "全年248个工作日，现行日历为254个" in said(page)
        answer = await send(client, page, "propose")
        assert answer.status_code == 303
        address = answer.headers["location"]
        entry = (await client.get(address)).text
        assert "录入人不能确认自己的录入" in said(entry)
        assert f"{address}/confirmation" not in entry
        refused = await client.post(f"{address}/confirmation", data={"form_token": token})
        assert refused.status_code == 403
        assert "另一人核对" in said(refused.text)
    async with site.browser("second") as (client, token):
        assert address in (await client.get("/")).text
        assert address in (await client.get("/calendar")).text
        entry = (await client.get(address)).text
        assert f'action="{address}/confirmation"' in entry
        done = await client.post(f"{address}/confirmation", data={"form_token": token})
        assert (done.status_code, done.headers["location"]) == (303, address)
        waiting = (await client.get(address)).text
        assert "等待后台作业开始" in said(waiting)
        assert '<meta http-equiv="refresh" content="2">' in waiting
        await recomputed(town)
        ended = (await client.get(address)).text
        assert "refresh" not in ended
        assert "重新计算在办案件1件，1件的期限有变动" in said(ended)
        report = (await client.get("/calendar/versions/2")).text
        row = [r.text.split() for r in Read(report).all("tr") if case.number in r.text]
        assert row[0][2:5] == ["暂定日期确定", "2027-01-04", "2027-01-04"]
        first = said((await client.get("/")).text)
        assert "尚未录入" not in first
        assert "待确认的节假日安排" not in first
        assert "暂定" not in said((await client.get("/calendar/2027")).text)


async def test_an_unanswered_question_stops_it_and_nothing_typed_is_lost(
    site: Site, town: Town
) -> None:
    async with site.browser("typist") as (client, token):
        page = await draft(client, token, UNBALANCED)
        asked = questions_in(page)
        assert len(asked) == 1
        assert "相抵为15天，而法定节假日为13天" in asked[0]
        typed = {"number": "国办发明电〔2026〕7号", "festival.0": "元旦<b>"}
        before = await stored(town)
        answer = await send(client, page, "propose", **typed)
        assert answer.status_code == 422
        assert await stored(town) == before
        shown = Read(answer.text)
        assert "尚未勾选“已核对”" in answer.text
        assert shown.by_id("checked.unbalanced").given["aria-invalid"] == "true"
        again = form_of(answer.text)
        sent = form_of(page) | typed
        assert {name: again[name] for name in sent} == sent
        assert "元旦<b>" not in answer.text  # it is text there
        # the wrong name raises questions of its own: those ticked before do not answer them
        answer = await send(client, answer.text, "propose", checked=asked)
        assert answer.status_code == 422
        assert any("元旦<b>" in question for question in questions_in(answer.text))
        right = await send(client, answer.text, "propose", **{"festival.0": "元旦"}, checked=asked)
        assert right.status_code == 303, said(right.text)
        entry = said((await client.get(right.headers["location"])).text)
        assert asked[0] in entry


async def test_lines_are_added_and_removed_and_checked_again(site: Site, town: Town) -> None:
    async with site.browser("typist") as (client, token):
        page = await draft(client, token, OF_2027)
        rows = sum(name.startswith("day.") for name in form_of(page))
        more = (await send(client, page, "more")).text
        assert sum(name.startswith("day.") for name in form_of(more)) > rows
        last = max(int(name[4:]) for name in form_of(more) if name.startswith("day."))
        changed = await send(
            client, more, "check",
            **{"remove.0": "on", f"day.{last}": "2027-12-31", f"festival.{last}": "元旦"},
        )  # fmt: skip
        assert changed.status_code == 200
        form = form_of(changed.text)
        days = [value for name, value in form.items() if name.startswith("day.")]
        assert "2027-01-01" not in days  # the first line
        assert "2027-12-31" in days
        assert any("所列日期与原文识别的不同" in q for q in questions_in(changed.text))
        restored = await send(client, changed.text, "read")
        assert form_of(restored.text) == form_of(page)


async def test_a_year_is_typed_day_by_day_from_what_is_known(site: Site, town: Town) -> None:
    async with site.browser("typist") as (client, token):
        sent = {"form_token": token, "day_by_day": "on"}
        page = (await client.post(NEW, data=sent | {"year": "2027"})).text
        days = {v for name, v in form_of(page).items() if name.startswith("day.") and v}
        assert len(days) == 13  # 办法第二条: thirteen days, none of them twice in 2027
        assert "2027-02-05" in days  # 除夕
        known = form_of((await client.post(NEW, data=sent | {"year": "2026"})).text)
        assert known["issued_on"] == "2025-11-04"
        for year in ("", "二〇二七", "2017", "2061", "9" * 400):
            answer = await client.post(NEW, data=sent | {"year": year})
            assert answer.status_code == 422, year
            assert "四位数字" in said(answer.text)


@pytest.mark.parametrize(
    ("pasted", "sentence"),
    [
        ("", "请粘贴通知全文"),
        ("今天天气很好", "没有写明是哪一年"),
        ("一、" + "春节放假" * 25_000, "内容过长"),  # 100,000 characters
        (OF_2027.replace("6月9日（周三）", "2月30日（周三）"), "不是存在的日期"),
        (OF_2027.replace("元旦", "元\x00旦"), "控制字符"),
        ("<script>alert(1)</script>" * 9, "没有写明是哪一年"),
    ],
)
async def test_what_cannot_be_read_is_refused_beside_the_text(
    site: Site, town: Town, pasted: str, sentence: str
) -> None:
    async with site.browser("typist") as (client, token):
        before = await stored(town)
        answer = await client.post(NEW, data={"form_token": token, "text": pasted, "read": "on"})
        assert answer.status_code == 422
        assert sentence in said(answer.text)
        assert answer.text.count("<script") == 1  # our own
        kept = Read(answer.text).by_id("text").text.strip() == pasted.strip()
        assert kept
        assert await stored(town) == before


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"day.0": "2027-02-30"}, "day.0", "有效日期"),
        ({"day.0": "1/1/2027"}, "day.0", "应为日期"),
        ({"day.1": "2027-01-01"}, "day.1", "只能列一次"),
        ({"day.0": "2026-11-30"}, "day.0", "不属于2027年"),
        ({"festival.0": ""}, "festival.0", "必填"),
        ({"festival.0": "节" * 61}, "festival.0", "过长"),
        ({"kind.0": "sleep"}, "kind.0", "内容不符合要求"),
        ({"issued_on": "2026-11-31"}, "issued_on", "有效日期"),
        ({"year": "2026"}, "day.0", "不属于2026年"),
        ({"number": "国办发明电〔2024〕12号"}, "number", "2025年的安排"),
    ],
)
async def test_what_is_typed_wrongly_is_told_beside_it(
    site: Site, town: Town, typed: Mapping[str, str], field: str, sentence: str
) -> None:
    async with site.browser("typist") as (client, token):
        page = await draft(client, token, OF_2027)
        before = await stored(town)
        for button, status in (("check", 200), ("propose", 422)):
            answer = await send(client, page, button, **typed)
            assert answer.status_code == status
            told = Read(answer.text)
            assert told.by_id(field).given["aria-invalid"] == "true"
            assert sentence in told.one("main").text
            assert form_of(answer.text)["number"] == (typed | form_of(page) | typed)["number"]
        assert await stored(town) == before


async def test_markup_in_a_festivals_name_is_text_wherever_it_stands(
    site: Site, town: Town
) -> None:
    hostile = "<script>alert(1)</script>"
    async with site.browser("typist") as (client, token):
        page = (await draft(client, token, OF_2027)) or ""
        page = (await send(client, page, "check", **{"festival.0": hostile})).text
        assert hostile not in page
        answer = await send(client, page, "propose", checked=questions_in(page))
        assert answer.status_code == 303, said(answer.text)
        address = answer.headers["location"]
        assert hostile not in (await client.get(address)).text
    await confirmed(town, await town.actor("second"), UUID(address.rpartition("/")[2]))
    async with site.browser("clerk") as (client, _):
        for path in ("/calendar", "/calendar/2027", "/calendar/versions/2", address):
            assert hostile not in (await client.get(path)).text, path


DECISIONS = ("confirmation", "refusal")


@pytest.mark.parametrize("role", Role)
async def test_each_role_does_what_is_its_own(site: Site, town: Town, role: Role) -> None:
    await town.officer("one", HOME, role)
    decides = role in (Role.ADMINISTRATOR, Role.HEAD)
    typist = await town.actor("typist")
    async with site.program("one") as client:
        for path in ("/calendar", "/calendar/2026", "/calendar/versions/1", "/api/calendar/2026"):
            assert (await client.get(path)).status_code == 200
        offered = "录入节假日安排" in said((await client.get("/calendar")).text)
        assert offered is (role is Role.ADMINISTRATOR)
        for prefix in ("", "/api"):
            for decision in DECISIONS:
                notice = await proposed(town, typist, OF_2027)
                address = f"{prefix}/calendar/notices/{notice}"
                reason = {"json": {"reason": "不符"}} if prefix else {"data": {"reason": "不符"}}
                before = await stored(town)
                answer = await client.post(f"{address}/{decision}", **reason)
                if decides:
                    assert answer.status_code in (201, 303), f"{address}: {answer.text}"
                else:
                    assert answer.status_code == 403
                    assert "条例" in answer.text
                    assert await stored(town) == before


async def test_a_proposal_is_sent_back_with_its_reason_only(site: Site, town: Town) -> None:
    notice = await proposed(town, await town.actor("typist"), OF_2027)
    async with site.browser("second") as (client, token):
        address = f"/calendar/notices/{notice}"
        sent = {"form_token": token, "reason": "  "}
        answer = await client.post(f"{address}/refusal", data=sent)
        assert answer.status_code == 422
        assert Read(answer.text).by_id("refuse-reason").given["aria-invalid"] == "true"
        answer = await client.post(f"{address}/refusal", data=sent | {"reason": "文号<b>录错"})
        assert answer.status_code == 303
        page = (await client.get(address)).text
        assert "文号<b>录错" in said(page)
        assert "确认并生效" not in page
        assert "文号<b>录错" in said((await client.get("/calendar")).text)
        again = await client.post(f"{address}/confirmation", data={"form_token": token})
        assert again.status_code == 409


async def test_a_schedule_overtaken_by_another_says_so(site: Site, town: Town) -> None:
    typist, second = await town.actor("typist"), await town.actor("second")
    stale = await proposed(town, typist, UNBALANCED.replace("99号", "98号"))
    async with site.browser("second") as (client, _):
        assert "已有另一份安排生效" not in (await client.get(f"/calendar/notices/{stale}")).text
        await confirmed(town, second, await proposed(town, typist, OF_2027))
        assert "已有另一份安排生效" in (await client.get(f"/calendar/notices/{stale}")).text


async def test_progress_and_a_dead_job_are_said(site: Site, town: Town) -> None:
    notice = await proposed(town, await town.actor("typist"), OF_2027)
    async with site.browser("second") as (client, token):
        address = f"/calendar/notices/{notice}"
        await client.post(f"{address}/confirmation", data={"form_token": token})
        async with town.office.sessions.begin() as session:
            row = {"job": f"recompute_clocks:{notice}", "done": 300, "total": 1200}
            await session.execute(insert(JobProgress).values(row | {"at": town.clock.at}))
        page = Read((await client.get(address)).text)
        assert page.one("progress").given == {"id": "bar", "value": "300", "max": "1200"}
        async with town.office.sessions.begin() as session:
            await session.execute(update(Promise).values(dead_at=town.clock.at))
        page = Read((await client.get(address)).text)
        assert "重新计算没有完成" in page.one("main").text
        assert not page.all("progress")
        assert not page.all("meta", **{"http-equiv": "refresh"})


async def recomputed_of_2020(town: Town) -> tuple[str, str]:
    """One open case in each of two cities, both moved by the extension of 2020; their numbers."""
    await town.officer("stranger", ELSEWHERE, *Role)
    await known_on(town, date(2020, 1, 26))
    town.clock.go_to(2020, 1, 21)
    dates = {"submitted_on": date(2020, 1, 20)}
    ours = await new_case(town, "clerk", HOME, dates=dates)
    theirs = await new_case(town, "stranger", ELSEWHERE, dates=dates)
    town.clock.go_to(2020, 1, 27)
    notice = await proposed(town, await town.actor("typist"), SPRING_FESTIVAL_OF_2020)
    await confirmed(town, await town.actor("second"), notice)
    return ours.number, theirs.number


async def test_a_report_names_only_cases_that_the_officer_may_read(site: Site, town: Town) -> None:
    ours, theirs = await recomputed_of_2020(town)
    for login, own, foreign in (("clerk", ours, theirs), ("stranger", theirs, ours)):
        async with site.program(login) as client:
            answers = [
                await client.get(f"/calendar/versions/2{path}")
                for path in ("", "?sort=-now", "?sort=now&page=1", "/report.csv")
            ]
            answers.append(await client.get("/api/calendar/versions/2/moves"))
            for answer in answers:
                assert answer.status_code == 200
                assert own in answer.text
                assert foreign not in answer.text
            told = answers[-1].json()
            assert (told["recomputed"], told["moved"], told["year"]) == (2, 2, 2020)
            due = [m for m in told["moves"] if m["what"] == "answer_due"]
            assert [(m["number"], m["was"], m["now"]) for m in due] == [
                (own, "2020-02-21", "2020-02-25")
            ]
            assert "2020-01-31由工作日改为放假（春节）" in due[0]["reason"]


async def test_the_file_of_a_report_is_text_in_every_cell(site: Site, town: Town) -> None:
    ours, _ = await recomputed_of_2020(town)
    async with (
        town.office.sessions.begin() as session
    ):  # no number begins like this, but a cell may
        await session.execute(text("SET LOCAL session_replication_role = replica"))
        await session.execute(update(ClockMove).values(reason="=1+1"))
        await session.execute(text("UPDATE organs SET name = '@' || name"))
    async with site.program("clerk") as client:
        answer = await client.get("/calendar/versions/2/report.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(StringIO(answer.content.decode("utf-8-sig")))
    assert head[0] == "登记编号"
    assert rows[0][0] == ours
    assert {row[1][:2] for row in rows} == {"'@"}
    assert {row[5] for row in rows} == {"'=1+1"}


async def test_a_long_report_is_read_page_by_page_in_either_order(site: Site, town: Town) -> None:
    await recomputed_of_2020(town)
    async with town.office.sessions.begin() as session:
        move = (
            await session.scalars(select(ClockMove).where(ClockMove.what == "answer_due"))
        ).all()
        mine = next(m for m in move if m.organ_id == town.organs[HOME])
        rows = [
            {
                "calendar": 2, "case_id": mine.case_id, "organ_id": mine.organ_id,
                "number": f"甲-{n:04}", "what": f"x{n}", "was": date(2020, 2, 1),
                "now": date(2020, 3, 1 + n % 31), "reason": "",
            }
            for n in range(2 * MOVES_A_PAGE)
        ]  # fmt: skip
        await session.execute(insert(ClockMove), rows)
        await session.execute(text("SET LOCAL session_replication_role = replica"))
        await session.execute(update(ClockMove).values(what="answer_due").where(False))
    async with site.program("clerk") as client:
        first = (await client.get("/api/calendar/versions/2/moves")).json()
        seen = [m["number"] for m in first["moves"]]
        page = 1
        while first["next"]:
            page = first["next"]
            first = (await client.get(f"/api/calendar/versions/2/moves?page={page}")).json()
            seen += [m["number"] for m in first["moves"]]
        assert page == 3
        assert len(seen) == first["count"] == 2 * MOVES_A_PAGE + 2  # the case's own two dates
        assert seen == sorted(seen)
        for wrong in ("0", "-1", "x", "1e3", "9999999"):
            answer = await client.get(f"/calendar/versions/2?page={wrong}")
            assert answer.status_code in (200, 422), wrong
        assert (await client.get("/calendar/versions/2?sort=colour")).status_code == 422
        for ordinal in ("0", "3", "40000", "99999999999999999999"):
            for path in ("", "/report.csv"):
                answer = await client.get(f"/calendar/versions/{ordinal}{path}")
                assert answer.status_code == 404
        for year in ("2017", "2061", "0", "99999999999999999999"):
            assert (await client.get(f"/calendar/{year}")).status_code == 404
            assert (await client.get(f"/api/calendar/{year}")).status_code == 404


async def test_every_day_of_a_year_stands_on_its_page_with_its_source(
    site: Site, town: Town
) -> None:
    async with site.program("clerk") as client:
        page = Read((await client.get("/calendar/2026")).text)
        cells = [td for td in page.all("td") if td.given.get("title")]
        assert len(cells) == 365
        by_title = {td.given["title"].partition("（")[0]: td for td in cells}
        worked = by_title["2026年5月9日"]
        assert "cal-worked" in worked.given["class"]
        assert "班" in worked.text
        assert "因劳动节调休上班" in worked.text
        assert "2026年节假日安排" in worked.given["title"]
        provisional = (await client.get("/calendar/2027")).text
        assert "2027年节假日安排尚未公布" in provisional
        assert "暂定" in said(provisional)
        year = (await client.get("/api/calendar/2026")).json()
        assert (year["workdays"], year["published"], year["provisional"]) == (248, True, False)
        assert len(year["days"]) == 39  # 33 at rest, 6 worked
        assert {day["kind"] for day in year["days"]} == {"rest", "worked"}
        next_year = (await client.get("/api/calendar/2027")).json()
        assert (next_year["published"], next_year["provisional"]) == (False, True)
        assert {day["kind"] for day in next_year["days"]} == {"festival"}
        of_2019 = Read((await client.get("/calendar/2019")).text)
        # 2018-12-29 is worked and 30, 31 are at rest by the schedule of 2019
        assert of_2019.all("caption")[0].text == "2018年12月"


async def test_a_program_answers_what_it_is_asked_and_cannot_pass_by(
    site: Site, town: Town
) -> None:
    async with site.program("typist") as client:
        answer = await client.post("/api/calendar/notices", json={"text": UNBALANCED})
        assert answer.status_code == 422
        problem = answer.json()
        assert [error["field"] for error in problem["errors"]] == ["checked.unbalanced"]
        assert "相抵为15天" in problem["errors"][0]["detail"]
        sent = {"text": UNBALANCED, "checked": ["festival_missing", "everything"]}
        assert (await client.post("/api/calendar/notices", json=sent)).status_code == 422
        sent = {"text": UNBALANCED, "checked": ["unbalanced"]}
        made = (await client.post("/api/calendar/notices", json=sent)).json()
        assert (made["year"], made["state"], made["number"]) == (2027, "proposed", NUMBER_OF_2027)
        assert "相抵为15天" in made["checked"][0]
        address = f"/api/calendar/notices/{made['id']}"
        assert (await client.post(f"{address}/confirmation")).status_code == 403
        listed = {
            "year": 2027,
            "rest": [{"day": "2027-01-01", "festival": "元旦"}],
            "worked": [],
        }
        answer = await client.post("/api/calendar/notices", json=listed)
        fields = [error["field"] for error in answer.json()["errors"]]
        assert "checked.festival_missing" in fields
        assert "checked.festival_missing:2" in fields  # each festival is asked about by itself
        for wrong, field in (
            (listed | {"text": OF_2027}, "text"),
            ({"rest": listed["rest"]}, "year"),
            ({"year": 2027}, "days"),
            ({"text": OF_2027, "year": 2026}, "text"),
            (listed | {"rest": [{"day": "2027-02-30", "festival": "元旦"}]}, "rest.0.day"),
            (listed | {"rest": listed["rest"] * 2}, "days"),
            (listed | {"state": "confirmed"}, "state"),
        ):
            answer = await client.post("/api/calendar/notices", json=wrong)
            assert answer.status_code == 422
            assert [error["field"] for error in answer.json()["errors"]] == [field], wrong
    async with site.program("second") as client:
        done = await client.post(f"{address}/confirmation")
        assert (done.status_code, done.json()["state"]) == (201, "confirmed")
    async with town.office.sessions() as session:
        kept = await session.scalars(
            select(CalendarNotice.state).where(CalendarNotice.year == 2027)
        )
        assert list(kept) == ["confirmed"]


async def test_a_draft_form_sends_what_no_page_of_ours_offers(site: Site, town: Town) -> None:
    """Fields by the thousand, numbers beyond the list, no field at all: never an accident."""
    async with site.program("typist") as client:
        many = {f"{name}.{n}": "2027-01-01" for n in range(999) for name in ("day", "festival")}
        for form in (
            {"propose": "on"},
            {"check": "on"},
            {},
            {"propose": "on", "year": "2027"} | many,
            {"propose": "on", "year": "2027", "day.٣": "x", "day.-1": "x", "day.": "x"},
            {"check": "on", "text": OF_2027, "year": "2027", "day.0": "2027-01-01"},
            {"propose": "on", "text": "x" * 100_000, "year": "2027"},
        ):
            answer = await client.post(NEW, data=form)
            assert answer.status_code in (200, 422), list(form)[:3]
            assert not re.search("Traceback|系统出现意外错误", answer.text)
