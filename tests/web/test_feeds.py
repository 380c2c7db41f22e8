"""日历订阅: the officer's own deadlines behind a secret address, and nothing about any person.

Days of November and December 2026 as in test_worklists.py: every Monday to Friday is worked.
"""

from datetime import date, timedelta
from urllib.parse import urlsplit

import httpx
import pytest
from icalendar import Calendar, Event
from sqlalchemy import insert, select, update

from cases.actions import consultation, correction, fees, timing
from cases.actions.application import Applicant, Item
from cases.actions.steps import Sending
from cases.deadlines import MOST_EVENTS, deadlines
from cases.law.annual import ApplicantClass
from cases.law.clock_facts import Recipient
from cases.law.identity import IdKind
from cases.models import Case, Officer, OfficerRole, Role
from cases.models_clock import CalendarFeed
from tests.actions.answering import answered as answer
from tests.conftest import Town, connect
from tests.pages.reading import Read
from tests.web.conftest import APPLICANT, CARD, HOME, PHONE, REQUEST, Site
from tests.web.test_worklists import NOVEMBER, OCTOBER, Desk, desk, on

pytestmark = pytest.mark.anyio
__all__ = ["desk"]

NINE: timedelta = timedelta(hours=9)
DAY: timedelta = timedelta(days=1)


async def made(site: Site, login: str = "owner") -> str:
    """A new feed of this officer, made on its page: the path of its address."""
    async with site.browser(login) as (client, token):
        answer = await client.post("/feed", data={"form_token": token})
        assert answer.status_code == 200, answer.text
    address = urlsplit(Read(answer.text).by_id("address").given["value"])
    assert address.netloc == "127.0.0.1"
    return address.path


async def fetched(site: Site, path: str, **headers: str) -> httpx.Response:
    """What a calendar gets there: it knows the address and is not signed in."""
    async with site.client(base_url="http://gongkai.example.cn:8000") as client:
        return await client.get(path, headers=headers)


async def events(site: Site, path: str) -> dict[tuple[str, str], Event]:
    """The events of a feed by kind and case, as the library reads them back."""
    answer = await fetched(site, path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))  # RFC 5545, 3.1
    feed = Calendar.from_ical(answer.content)
    found = {}
    for event in feed.events:
        case_id, _, kind = str(event["UID"]).removesuffix("@disclosure").rpartition("-")
        found[kind, case_id] = event
    assert len(found) == len(feed.events)
    return found


async def test_each_date_that_an_office_waits_for_is_one_event(
    site: Site, desk: Desk, town: Town
) -> None:
    late = await desk.case(on(OCTOBER, 23))  # due Fri 20 November (see test_worklists.py)
    # 17–20 (4), 23–27 (9), 30–4 December (14), 7–11 (19), Mon 14 (20); notice by Wed 25 (7)
    fresh = await desk.case(on(NOVEMBER, 16))
    told = await desk.case(on(NOVEMBER, 16))
    await desk.does(
        timing.send_supplement_notice, told, sending=Sending(on(NOVEMBER, 18)),
        reply_by=on(NOVEMBER, 30),
    )  # fmt: skip
    billed = await desk.case(on(NOVEMBER, 2))
    notice = {"sending": Sending(on(NOVEMBER, 10)), "received_on": on(NOVEMBER, 10)}
    await desk.does(fees.send_fee_notice, billed, pages=68, **notice)  # until 8 December
    asking = await desk.case(on(NOVEMBER, 2))
    await desk.does(  # not counted until Wed 9 December (see test_worklists.py)
        consultation.consult, asking, kind=Recipient.THIRD_PARTY, recipient="某公司",
        sending=Sending(on(NOVEMBER, 18)),
    )  # fmt: skip
    answered = await desk.case(on(NOVEMBER, 16))
    await desk.does(answer, answered, sending=Sending(on(NOVEMBER, 20)))
    found = await events(site, await made(site))
    assert {key: event.start for key, event in found.items()} == {
        ("answer", str(late)): on(NOVEMBER, 20),
        ("answer", str(fresh)): on(12, 14),
        ("notice", str(fresh)): on(NOVEMBER, 25),
        ("supplement", str(told)): on(NOVEMBER, 30),
        ("fee", str(billed)): on(12, 8),
        ("consultation", str(asking)): on(12, 9),
        # 12 were used by Wed 18 November (3–6: 4, 9–13: 9, 16–18: 12); 8 more after 9 December:
        # Thu 10, Fri 11 (2), 14–18 (7), Mon 21 (8)
        ("answer", str(asking)): on(12, 21),
    }
    async with town.office.sessions() as session:
        number = await session.scalar(select(Case.number).where(Case.id == fresh))
    event = found["answer", str(fresh)]
    assert str(event["SUMMARY"]) == f"答复期限届满 {number}"
    assert event["TRANSP"] == "TRANSPARENT"
    assert event.end - event.start == DAY
    assert event["URL"] == f"http://gongkai.example.cn:8000/cases/{fresh}"
    assert event.LAST_MODIFIED == event.DTSTAMP


async def test_the_alarm_rings_on_the_working_day_before(site: Site, desk: Desk) -> None:
    """Due Mon 14 December: Friday 11th, nine o'clock, is 3 days less 9 hours before midnight of
    Monday. Notice by Wed 25 November: Tuesday, nine o'clock.
    """
    case = str(await desk.case(on(NOVEMBER, 16)))
    past = str(await desk.case(on(OCTOBER, 23)))
    found = await events(site, await made(site))
    (alarm,) = found["answer", case].alarms.times
    assert alarm.alarm.TRIGGER == NINE - 3 * DAY
    assert alarm.alarm["ACTION"] == "DISPLAY"
    assert found["notice", case].alarms.times[0].alarm.TRIGGER == NINE - DAY
    assert found["answer", past].walk("VALARM") == []


async def test_a_moved_date_moves_its_event(site: Site, desk: Desk, town: Town) -> None:
    """Extended by 5: Tue 15 – Fri 18 (4), Mon 21 December (5). The event is the same one."""
    case = await desk.case(on(NOVEMBER, 16))
    path = await made(site)
    before = (await events(site, path))["answer", str(case)]
    town.clock.pass_by(hours=1)
    await desk.does(
        timing.extend, case, sending=Sending(on(NOVEMBER, 20)), workdays=5,
        reason="涉及档案较多，需要逐件核对",
        approved_on=on(NOVEMBER, 20),
    )  # fmt: skip
    after = (await events(site, path))["answer", str(case)]
    assert (before.start, after.start) == (on(12, 14), on(12, 21))
    assert before["UID"] == after["UID"]
    # extended by 20 instead: 15–18 (4), 21–25 (9), 28–31 (13), 4–8 January (18), 11, 12 (20)
    await desk.does(correction.correct_step, case, seq=2, changes={"workdays": 20}, reason="误录")
    moved = (await events(site, path))["answer", str(case)]
    assert moved.start == date(2027, 1, 12)
    assert str(moved["SUMMARY"]).endswith("（暂定）")


async def test_the_same_dates_are_the_same_bytes_and_need_not_be_sent_again(
    site: Site, desk: Desk
) -> None:
    case = await desk.case(on(NOVEMBER, 16))
    path = await made(site)
    first = await fetched(site, path)
    again = await fetched(site, path, **{"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    await desk.does(answer, case, sending=Sending(on(NOVEMBER, 20)))
    changed = await fetched(site, path, **{"if-none-match": first.headers["etag"]})
    assert changed.status_code == 200
    assert Calendar.from_ical(changed.content).events == []


async def test_nothing_in_it_tells_who_asked_for_what(site: Site, desk: Desk) -> None:
    who = Applicant(
        ApplicantClass.NATURAL_PERSON, APPLICANT, IdKind.RESIDENT_CARD, CARD, PHONE,
        address="菏泽市牡丹区中华路1009号",
    )  # fmt: skip
    item = Item(f"{REQUEST}，本人{CARD}，电话{PHONE}")
    case = await desk.case(on(NOVEMBER, 16), applicant=who, items=(item,))
    await desk.does(
        consultation.consult, case, kind=Recipient.THIRD_PARTY, recipient="第三人欧阳",
        sending=Sending(on(NOVEMBER, 18)),
    )  # fmt: skip
    answer = await fetched(site, await made(site))
    said = answer.content.replace(b"\r\n ", b"").decode()  # unfolded
    assert "寿光市自然资源和规划局" in said
    for word in (APPLICANT, CARD, PHONE, REQUEST, "中华路", "诸葛明", "欧阳", "owner"):
        assert word not in said
    assert "no-store" in answer.headers["cache-control"]


async def test_only_the_address_opens_it_and_only_its_digest_is_kept(
    site: Site, desk: Desk, town: Town
) -> None:
    await desk.case(on(NOVEMBER, 16))
    path = await made(site)
    token = path.removeprefix("/feeds/").removesuffix(".ics")
    assert len(token) * 6 >= 192  # base64url: 6 bits of chance a character
    raw = await connect(town.database_url, urlsplit(town.database_url).path[1:])
    try:
        tables = await raw.fetch(
            "SELECT relname FROM pg_class WHERE relkind = 'r' "
            "AND relnamespace = 'public'::regnamespace"
        )
        for (table,) in tables:
            for row in await raw.fetch(f"SELECT t::text AS said FROM {table} t"):
                assert token not in row["said"]
                assert token.encode().hex() not in row["said"]
    finally:
        await raw.close()
    async with site.browser("owner") as (client, _):
        assert token not in (await client.get("/feed")).text  # shown once
    others = (f"/feeds/{token}", f"/feeds/{token}x.ics", f"/feeds/{token[:-1]}.ics", "/feeds/.ics")
    nowhere = await fetched(site, "/nowhere")
    for wrong in (*others, "/feeds/owner.ics"):
        answer = await fetched(site, wrong)
        assert answer.status_code == nowhere.status_code == 404
        assert "YSQ-" not in answer.text


async def test_a_failure_writes_no_address_into_the_log(
    site: Site, desk: Desk, town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    path = await made(site)
    raw = await connect(town.database_url, urlsplit(town.database_url).path[1:])
    await raw.execute("ALTER TABLE calendar_feeds RENAME TO calendar_feeds_away")
    await raw.close()
    caplog.clear()
    assert (await fetched(site, path)).status_code == 500
    said = [record.getMessage() for record in caplog.records if record.name == "disclosure.web"]
    assert any("GET /feeds/…" in line for line in said)
    assert not [line for line in said if path.removeprefix("/feeds/") in line]


async def test_a_new_address_ends_the_former_and_revoking_ends_it(site: Site, desk: Desk) -> None:
    first = await made(site)
    second = await made(site)
    assert first != second
    assert (await fetched(site, first)).status_code == 404
    assert (await fetched(site, second)).status_code == 200
    async with site.browser("owner") as (client, token):
        foreign = await client.post("/feed/revocation", data={"form_token": "x"})
        assert foreign.status_code == 403
        assert (await fetched(site, second)).status_code == 200
        done = await client.post("/feed/revocation", data={"form_token": token})
        assert (done.status_code, done.headers["location"]) == (303, "/feed")
        assert "尚未订阅" in (await client.get("/feed")).text
    assert (await fetched(site, second)).status_code == 404


async def test_a_stopped_officer_has_no_feed(site: Site, desk: Desk, town: Town) -> None:
    path = await made(site)
    for active, status in ((False, 404), (True, 200)):
        async with town.office.sessions.begin() as session:
            await session.execute(
                update(Officer).where(Officer.login == "owner").values(active=active)
            )
        assert (await fetched(site, path)).status_code == status


async def test_it_holds_the_organs_at_which_the_officer_works_and_no_others(
    site: Site, desk: Desk, town: Town
) -> None:
    """A supervisor reads the bureau's cases, and has none of its dates in the calendar."""
    township = "370783-houzhen"
    await town.officer("clerk", township, *Role)
    await town.officer("nobody", "371702", Role.SUPERVISOR)
    superior = await town.officer("superior", "370783", Role.SUPERVISOR)
    mine = await desk.case(on(OCTOBER, 23))
    theirs = await Desk(town, "clerk", township).case(on(OCTOBER, 23))
    assert set(await events(site, await made(site))) == {("answer", str(mine))}
    assert set(await events(site, await made(site, "clerk"))) == {("answer", str(theirs))}
    for login in ("superior", "nobody"):
        assert await events(site, await made(site, login)) == {}
    row = {
        "officer_id": superior.officer_id, "organ_id": town.organs[township], "role": Role.HANDLER,
    }  # fmt: skip
    async with town.office.sessions.begin() as session:
        await session.execute(insert(OfficerRole), [row])
        kept = (await session.scalars(select(CalendarFeed.officer_id))).all()
    assert len(kept) == 4
    assert set(await events(site, await made(site, "superior"))) == {("answer", str(theirs))}


async def test_two_thousand_events_nearest_to_today_at_most(
    site: Site, desk: Desk, town: Town
) -> None:
    """Of three cases: due 20 November (2 days ago), 23 November (tomorrow), 2 December (10 days)."""
    late = await desk.case(on(OCTOBER, 23))
    soon = await desk.case(on(OCTOBER, 26))
    await desk.case(on(NOVEMBER, 4))
    async with town.office.sessions() as session:
        two = await deadlines(session, [town.organs[HOME]], on(NOVEMBER, 22), most=2)
    assert [(row.case_id, row.day) for row in two] == [
        (late, on(NOVEMBER, 20)), (soon, on(NOVEMBER, 23)),
    ]  # fmt: skip
    assert MOST_EVENTS == 2_000
