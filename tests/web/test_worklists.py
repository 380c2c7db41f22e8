"""Worklists: each holds exactly the cases that its sentence says, today and by the calendar.

Days of 2026 by the published schedule: 1, 2, 5, 6 and 7 October are rest, Saturday 10 October is
worked; from 12 October to the end of the year every Monday to Friday is a working day. Today is
Sunday 22 November. The schedule of 2027 is not published.
"""

import re
from collections.abc import Awaitable, Callable
from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import dialect

from cases.actions import bring_in, consultation, fees, intake, timing
from cases.actions.application import Applicant, Item
from cases.actions.steps import Sending
from cases.calendars import newest
from cases.law.annual import ApplicantClass
from cases.law.application import Carrier, Route
from cases.law.clock_facts import Recipient
from cases.law.identity import IdKind
from cases.law.receipt import Channel
from cases.models import Case, Role
from cases.register.rows import check_rows
from cases.register.sheet import read_sheet
from cases.web import pages_worklists
from cases.worklists import WORKLISTS, counting
from tests.actions.answering import answered as answer
from tests.conftest import Town
from tests.pages.reading import Read
from tests.register.making import csv_text, rows
from tests.web.conftest import CARD, HOME, PHONE, Site, application
from tests.web.test_statements import counted

pytestmark = pytest.mark.anyio

COMPLETE = {"carrier": Carrier.PAPER, "route": Route.POST}
OCTOBER, NOVEMBER, DECEMBER = 10, 11, 12


def on(month: int, day: int, year: int = 2026) -> date:
    return date(year, month, day)


class Desk:
    """An officer who makes cases by the verbs of the office."""

    def __init__(self, town: Town, login: str, organ: str) -> None:
        self.town, self.login, self.organ = town, login, organ

    async def case(self, received: date, **changes: Any) -> UUID:
        """A complete application handed in on that day."""
        filed = application(
            self.town.organs[self.organ],
            **COMPLETE | {"dates": {"submitted_on": received}} | changes,
        )
        actor = await self.town.actor(self.login)
        async with self.town.office.sessions.begin() as session:
            made = await intake.register(
                session, self.town.office.vault, actor, self.town.clock.at, filed
            )
        return made.id

    async def does(self, verb: Callable[..., Awaitable[Any]], case_id: UUID, **given: Any) -> None:
        actor = await self.town.actor(self.login)
        async with self.town.office.sessions.begin() as session:
            await verb(session, actor, self.town.clock.at, case_id, **given)


@pytest.fixture
async def desk(site: Site, town: Town) -> Desk:
    await town.officer("owner", HOME, *Role)
    return Desk(town, "owner", HOME)


async def held(site: Site, key: str, login: str = "owner", **asked: str) -> list[str]:
    """The ids of a list in its order, by the API; the page names the same ones."""
    async with site.program(login) as client:
        answer = await client.get(f"/api/worklists/{key}", params=asked)
        assert answer.status_code == 200, answer.text
        page = await client.get(f"/worklists/{key}", params={"organ": asked.get("organ", "")})
    ids = [case["id"] for case in answer.json()["cases"]]
    shown = [link.given["href"] for link in Read(page.text).all("a")]
    assert all(f"/cases/{case_id}" in shown for case_id in ids)
    return ids


async def counts(site: Site, login: str = "owner", **asked: str) -> dict[str, int]:
    async with site.program(login) as client:
        answer = await client.get("/api/worklists", params=asked)
    assert answer.status_code == 200, answer.text
    return {row["key"]: row["count"] for row in answer.json()}


async def test_an_answer_is_due_within_three_five_or_seven_working_days(
    site: Site, desk: Desk, town: Town
) -> None:
    """The 20th working day after receipt; from Sunday 22 November the working days are
    Mon 23 (1), Tue 24 (2), Wed 25 (3), Thu 26 (4), Fri 27 (5), Mon 30 (6), Tue 1 December (7).
    Received on Friday 23 October: 26–30 (5), 2–6 November (10), 9–13 (15), 16–20 (20) → 20 Nov.
    Each working day of receipt later moves the due day by one working day.
    """
    late = await desk.case(on(OCTOBER, 23))  # due Fri 20 November: overdue
    first = await desk.case(on(OCTOBER, 26))  # due Mon 23: 1
    third = await desk.case(on(OCTOBER, 28))  # due Wed 25: 3
    fourth = await desk.case(on(OCTOBER, 29))  # due Thu 26: 4
    fifth = await desk.case(on(OCTOBER, 30))  # due Fri 27: 5
    sixth = await desk.case(on(NOVEMBER, 2))  # due Mon 30: 6
    seventh = await desk.case(on(NOVEMBER, 3))  # due Tue 1 December: 7
    await desk.case(on(NOVEMBER, 4))  # due Wed 2 December: in none
    answered = await desk.case(on(OCTOBER, 26))
    await desk.does(answer, answered, sending=Sending(on(NOVEMBER, 20)))

    def ids(*cases: UUID) -> list[str]:
        return [str(case) for case in cases]

    assert await held(site, "overdue") == ids(late)
    assert await held(site, "due_3") == ids(first, third)
    assert await held(site, "due_5") == ids(first, third, fourth, fifth)
    assert await held(site, "due_7") == ids(first, third, fourth, fifth, sixth, seventh)
    assert await held(site, "due_7", latest_first="true") == ids(
        seventh, sixth, fifth, fourth, third, first
    )
    town.clock.go_to(2026, 11, 23)  # what is due today is not overdue …
    assert await held(site, "overdue") == ids(late)
    assert (await held(site, "due_3"))[0] == str(first)
    town.clock.go_to(2026, 11, 24)  # … tomorrow it is
    assert await held(site, "overdue") == ids(late, first)
    assert str(first) not in await held(site, "due_7")


async def test_days_left_are_working_days(site: Site, desk: Desk) -> None:
    """Overdue since Fri 20 November: no working day since, on Sunday 22nd. Tue 17: Wed, Thu, Fri = 3."""
    await desk.case(on(OCTOBER, 20))  # 21–23 (3), 26–30 (8), 2–6 (13), 9–13 (18), 16, 17 (20)
    await desk.case(on(OCTOBER, 23))
    await desk.case(on(OCTOBER, 28))
    async with site.program("owner") as client:
        late = (await client.get("/api/worklists/overdue")).json()["cases"]
        soon = (await client.get("/api/worklists/due_3")).json()["cases"]
        page = (await client.get("/worklists/overdue")).text
    told = [(case["answer_due"], case["workdays_left"], case["is_past"]) for case in late]
    assert told == [("2026-11-17", -3, True), ("2026-11-20", 0, True)]
    assert [(case["day"], case["workdays_left"]) for case in soon] == [("2026-11-25", 3)]
    assert "逾期3个工作日" in page


async def test_a_pause_a_wait_and_a_lapse_each_have_their_list(
    site: Site, desk: Desk, town: Town
) -> None:
    paused = await desk.case(on(NOVEMBER, 16))
    consult = {"kind": Recipient.THIRD_PARTY, "recipient": "某公司"}
    # 15 working days after Wed 18: 19, 20 (2), 23–27 (7), 30–4 December (12), 7, 8, 9 (15)
    await desk.does(consultation.consult, paused, sending=Sending(on(NOVEMBER, 18)), **consult)
    replied = await desk.case(on(NOVEMBER, 16))
    await desk.does(consultation.consult, replied, sending=Sending(on(NOVEMBER, 18)), **consult)
    await desk.does(consultation.end_consultation, replied, number="1", on=on(NOVEMBER, 20))
    waiting = await desk.case(on(NOVEMBER, 16))
    await desk.does(
        timing.send_supplement_notice, waiting, sending=Sending(on(NOVEMBER, 18)),
        reply_by=on(NOVEMBER, 30),
    )  # fmt: skip
    lapsed = await desk.case(on(NOVEMBER, 2))
    await desk.does(  # Mon 9 is the 5th working day of 7
        timing.send_supplement_notice, lapsed, sending=Sending(on(NOVEMBER, 9)),
        reply_by=on(NOVEMBER, 20),
    )  # fmt: skip
    unpaid = await desk.case(on(NOVEMBER, 2))
    notice = {"sending": Sending(on(NOVEMBER, 10)), "received_on": on(NOVEMBER, 10)}
    # 20 after Tue 10: 11–13 (3), 16–20 (8), 23–27 (13), 30–4 December (18), 7, 8 (20)
    await desk.does(fees.send_fee_notice, unpaid, pages=68, **notice)
    never_paid = await desk.case(on(OCTOBER, 12))
    notice = {"sending": Sending(on(OCTOBER, 16)), "received_on": on(OCTOBER, 16)}
    # 20 after Fri 16 October: four whole weeks → Fri 13 November
    await desk.does(fees.send_fee_notice, never_paid, pages=68, **notice)

    assert await held(site, "paused") == [str(paused)]
    assert await held(site, "awaiting_supplement") == [str(waiting)]
    assert await held(site, "awaiting_fee") == [str(unpaid)]
    assert await held(site, "lapsed") == [str(never_paid), str(lapsed)]
    for key in ("overdue", "due_3", "due_5", "due_7"):
        assert await held(site, key) == []  # neither waits nor lapses have a day of answer

    async with site.program("owner") as client:
        (case,) = (await client.get("/api/worklists/paused")).json()["cases"]
        assert (case["day"], case["step"]["verb"]) == ("2026-12-09", "end_consultation")
        # 2–9 December is not over: 5 + 5 + 3 = 13 working days after Sunday 22 November
        assert case["workdays_left"] == 13
        fee, supplement = (await client.get("/api/worklists/lapsed")).json()["cases"]
        page = Read((await client.get("/worklists/lapsed")).text)
    assert (fee["day"], supplement["day"]) == ("2026-11-13", "2026-11-20")
    link = page.one("a", href=f"/cases/{lapsed}#close_as_lapsed")
    assert link.text == "建议不再处理（视为放弃）"
    assert fee["step"]["link"] == f"/cases/{never_paid}#close_as_lapsed"

    town.clock.go_to(2026, 11, 30)  # the last day of the supplement still waits …
    assert await held(site, "awaiting_supplement") == [str(waiting)]
    town.clock.go_to(2026, 12, 1)  # … the day after, it has lapsed
    assert await held(site, "awaiting_supplement") == []
    assert await held(site, "lapsed") == [str(never_paid), str(lapsed), str(waiting)]
    town.clock.go_to(2026, 12, 9)  # the pause ends with the day of the recipient's limit
    assert await held(site, "paused") == []


async def test_a_date_in_a_year_without_schedule_is_provisional(site: Site, desk: Desk) -> None:
    """Received Fri 20 November, due four weeks later, 18 December; extended by 20: 21–25 (5),
    28–31 (9), 4–8 January 2027 (14), 11–15 (19), Mon 18 January (20). 1 January rests by statute.
    """
    case = await desk.case(on(NOVEMBER, 20))
    settled = await desk.case(on(NOVEMBER, 20))
    await desk.does(
        timing.extend, case, sending=Sending(on(NOVEMBER, 20)), workdays=20,
        reason="涉及档案较多，需要逐件核对",
        approved_on=on(NOVEMBER, 20),
    )  # fmt: skip
    assert await held(site, "provisional") == [str(case)]
    async with site.program("owner") as client:
        (row,) = (await client.get("/api/worklists/provisional")).json()["cases"]
        page = (await client.get("/worklists/provisional")).text
    assert (row["day"], row["provisional"]) == ("2027-01-18", True)
    assert "暂定" in page
    assert str(settled) not in page


async def test_the_limit_of_the_supplement_notice_is_near_only_where_something_lacks(
    site: Site, desk: Desk
) -> None:
    """The 7th working day after receipt lies within 3 working days from 22 November (→ Wed 25)."""
    lacking = {"carrier": None, "route": None}
    near = await desk.case(on(NOVEMBER, 16), **lacking)  # 17–20 (4), 23, 24, 25 (7)
    nearest = await desk.case(on(NOVEMBER, 12), **lacking)  # 13 (1), 16–20 (6), 23 (7)
    await desk.case(on(NOVEMBER, 11), **lacking)  # 12, 13 (2), 16–20 (7): it was Friday
    await desk.case(on(NOVEMBER, 17), **lacking)  # 18–20 (3), 23–26 (7): the 4th from today
    await desk.case(on(NOVEMBER, 16))  # nothing lacks
    told = await desk.case(on(NOVEMBER, 16), **lacking)
    await desk.does(timing.send_supplement_notice, told, sending=Sending(on(NOVEMBER, 18)))
    came = await desk.case(on(NOVEMBER, 16), **lacking)  # told, and the supplement came
    await desk.does(timing.send_supplement_notice, came, sending=Sending(on(NOVEMBER, 17)))
    await desk.does(timing.receive_supplement, came, on=on(NOVEMBER, 19))
    assert await held(site, "notice_due") == [str(nearest), str(near)]
    async with site.program("owner") as client:
        row = (await client.get("/api/worklists/notice_due")).json()["cases"][0]
    assert row["step"]["verb"] == "send_supplement_notice"


async def test_what_has_no_period_yet_or_none_at_all_is_not_lost(
    site: Site, desk: Desk, town: Town
) -> None:
    arrived = await desk.case(
        on(NOVEMBER, 20), channel=Channel.ONLINE, dates={"submitted_on": on(NOVEMBER, 20)}
    )
    actor = await town.actor("owner")
    # the first schedule at hand is that of 2018: a case received in 2017 has no computed period
    old = csv_text(rows({"登记编号": "旧-1", "收到日期": "2017-12-29"})).encode()
    async with town.office.sessions.begin() as session:
        checked = check_rows(read_sheet(old, "登记台账"), town.clock.at.date())
        await bring_in.bring_in(
            session, town.office.vault, actor, town.clock.at, town.organs[HOME], checked
        )
        open_one = await session.scalar(select(Case.id).where(Case.number == "旧-1"))
    assert await held(site, "unconfirmed") == [str(arrived)]
    assert await held(site, "trouble") == [str(open_one)]
    async with site.program("owner") as client:
        (row,) = (await client.get("/api/worklists/trouble")).json()["cases"]
        (new,) = (await client.get("/api/worklists/unconfirmed")).json()["cases"]
    assert "2018年" in row["trouble"]
    assert row["step"] == {
        "verb": None, "label": "核对期限记录", "link": f"/cases/{open_one}/clock", "permitted": True,
    }  # fmt: skip
    assert new["step"]["verb"] == "confirm_receipt"


async def test_counts_are_those_of_the_lists_and_of_the_organs_read(
    site: Site, desk: Desk, town: Town
) -> None:
    await town.officer("clerk", "370783-houzhen", *Role)
    await town.officer("superior", "370783", Role.SUPERVISOR)
    elsewhere = Desk(town, "clerk", "370783-houzhen")
    theirs = await elsewhere.case(on(OCTOBER, 23))
    mine = [await desk.case(on(OCTOBER, day)) for day in (22, 23, 26, 28)]
    await desk.case(on(NOVEMBER, 16), carrier=None, route=None)
    expected = {"overdue": 2, "due_3": 2, "due_5": 2, "due_7": 2, "notice_due": 1}
    every = dict.fromkeys((worklist.key for worklist in WORKLISTS), 0)
    assert await counts(site) == every | expected
    assert await counts(site, "superior") == every | expected | {"overdue": 3}
    assert await counts(site, "superior", organ="370783-houzhen") == every | {"overdue": 1}
    for login in ("owner", "superior", "clerk"):
        found = await counts(site, login)
        for key, count in found.items():
            assert len(await held(site, key, login)) == count, (login, key)
    assert await held(site, "overdue", "clerk") == [str(theirs)]
    # nearest first across organs: 22 October is due Thu 19 November, 23 October Fri 20
    assert await held(site, "overdue", "superior") == [
        str(mine[0]), *sorted([str(mine[1]), str(theirs)]),
    ]  # fmt: skip
    assert await held(site, "overdue", "superior", organ=HOME) == [str(mine[0]), str(mine[1])]
    async with site.program("superior") as client:
        first = Read((await client.get("/")).text)
        refused = await client.get("/api/worklists/overdue", params={"organ": "371702"})
        page = Read((await client.get("/worklists")).text)
    assert "3件" in first.one("a", href="/worklists/overdue").text
    assert "none" in first.one("a", href="/worklists/paused").given["class"]
    assert refused.status_code == 404
    # who may only look on is told whose step it is, without a link to the form
    assert not [a for a in page.all("a") if "#screen" in a.given["href"]]
    assert "由窗口登记、公开机构负责人办理" in page.one("main").text


@pytest.mark.slow
async def test_pages_follow_one_another_without_gap_either_way(
    site: Site, desk: Desk, town: Town
) -> None:
    """53 cases due on the same day and one the day before: 50 to a page."""
    before = str(await desk.case(on(OCTOBER, 22)))
    same = sorted([str(await desk.case(on(OCTOBER, 23))) for _ in range(53)])
    for latest, order in (("false", [before, *same]), ("true", [*reversed(same), before])):
        async with site.program("owner") as client:
            asked = {"latest_first": latest}
            first = (await client.get("/api/worklists/overdue", params=asked)).json()
            asked["after"] = first["next"]
            second = (await client.get("/api/worklists/overdue", params=asked)).json()
            page = Read((await client.get("/worklists/overdue")).text)
        assert [case["id"] for case in first["cases"]] == order[:50]
        assert [case["id"] for case in second["cases"]] == order[50:]
        assert second["next"] is None
        assert (
            page.one("a", rel="next").given["href"].startswith("/worklists/overdue?after=2026-11")
        )
    async with site.program("owner") as client:
        for wrong in ("x", "2026-11-20_x", "_"):
            answer = await client.get("/api/worklists/overdue", params={"after": wrong})
            assert answer.status_code == 422


async def test_counts_and_a_list_cost_one_statement_each(
    site: Site, desk: Desk, town: Town
) -> None:
    """Officer, organs, calendar, counts, list: as many with every list filled as with none."""

    async def cost(path: str) -> int:
        async with site.program("owner") as client:
            with counted(site) as sent:
                assert (await client.get(path)).status_code == 200
            return len(sent)

    paths = ("/worklists", "/worklists/due_7", "/api/worklists", "/api/worklists/lapsed")
    await cost(paths[0])  # a process compiles its calendar once, from one more statement
    empty = [await cost(path) for path in paths]
    await desk.case(on(OCTOBER, 23))
    for day in (26, 28, 29):
        await desk.case(on(OCTOBER, day))
    assert [await cost(path) for path in paths] == empty == [5, 5, 3, 3]


async def test_every_count_is_read_from_a_small_index_of_open_cases(
    site: Site, desk: Desk, town: Town
) -> None:
    """Where a whole table costs as good as forbidden, the plan still reads none: at 200,000 cases,
    8,000 of them open, the counts take 15 ms so, and 300 ms where no partial index is recognised.
    """
    await desk.case(on(OCTOBER, 23))
    async with town.office.sessions() as session:
        calendar = (await newest(session)).calendar
        asked = counting(list(town.organs.values()), on(NOVEMBER, 22), calendar)
        told = asked.compile(dialect=dialect(), compile_kwargs={"literal_binds": True})
        # among a handful of rows the index of all dates costs as little as that of the open ones
        await session.execute(text("DROP INDEX clocks_by_due"))
        for way in ("seqscan", "bitmapscan"):
            await session.execute(text(f"SET LOCAL enable_{way} = off"))
        plan = "\n".join(await session.scalars(text(f"EXPLAIN {told}".replace(":", "\\:"))))
    assert "Seq Scan" not in plan, plan
    assert set(re.findall(r"Scan using (clocks_\w+)", plan)) == {
        "clocks_due", "clocks_paused", "clocks_awaited", "clocks_provisional", "clocks_notice",
        "clocks_trouble",
    }  # fmt: skip
    assert "cases_by_state" in plan


async def test_the_spreadsheet_holds_the_list_as_text_without_personal_numbers(
    site: Site, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = '=HYPERLINK("http://evil")'
    who = Applicant(ApplicantClass.NATURAL_PERSON, name, IdKind.RESIDENT_CARD, CARD, PHONE)
    asked = Item(f"本人{CARD}，电话{PHONE}，申请公开补偿方案")
    await desk.case(on(OCTOBER, 22), applicant=who, items=(asked,))
    await desk.case(on(OCTOBER, 23))
    async with site.program("owner") as client:
        answer = await client.get("/worklists/overdue.xlsx")
        monkeypatch.setattr(pages_worklists, "MOST_LINES", 1)
        cut = await client.get("/worklists/overdue.xlsx")
        missing = await client.get("/worklists/elsewhere.xlsx")
    assert answer.headers["content-disposition"].endswith('"worklist-overdue-2026-11-22.xlsx"')
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0]
    lines = list(sheet.iter_rows(min_row=3, values_only=True))
    assert lines[0][6:9] == ("答复期限", "剩余工作日", "答复期限")
    assert [line[0] for line in lines[1:]] == [
        "YSQ-370783-zrzy-2026-0001", "YSQ-370783-zrzy-2026-0002",
    ]  # fmt: skip
    assert lines[1][2] == name
    assert sheet["C4"].data_type == "s"
    # received Thu 22 October, due Thu 19 November: one working day ago, Friday
    assert (str(lines[1][6])[:10], lines[1][7]) == ("2026-11-19", -1)
    assert lines[1][4] == "本人340*************1X，电话139****2222，申请公开补偿方案"
    said = "".join(str(cell) for line in sheet.iter_rows(values_only=True) for cell in line)
    assert CARD not in said
    assert PHONE not in said
    short = openpyxl.load_workbook(BytesIO(cut.content)).worksheets[0]
    assert short.max_row == 4
    assert "本表只列前" in short["A2"].value
    assert missing.status_code == 404
