"""工作日历管理: two persons bring a schedule into force; open cases move, answered ones stay.

The days are those of the law's table of working days: received on 2020-01-20 a case is due on
2020-02-21 by the first notice and on 2020-02-25 by 国办发明电〔2020〕1号 (2020-01-31 and the worked
Saturday 2020-02-01 became rest); received on 2020-01-10, on 2020-02-12 and on 2020-02-14.
"""

import asyncio
from datetime import date
from uuid import UUID

import asyncpg
import pytest
from sqlalchemy import select, update

from cases import calendars
from cases.actions.calendar import confirm_notice, propose_notice, refuse_notice
from cases.actions.calendar_draft import Draft, asked, propose_draft, read_text
from cases.actions.intake import correct_registration
from cases.actions.recompute import ALONE, bring_into_force
from cases.actions.steps import Sending
from cases.actor import Actor
from cases.errors import BadInput, Conflict, NotAllowed, NotFound
from cases.law.notices import known_before, packaged
from cases.models import Case, Notice, Role, new_id
from cases.models_clock import CalendarNotice, CalendarVersion, CaseClock, ClockMove, JobProgress
from cases.queries_calendar import reminder
from tests.actions.answering import answered
from tests.actions.calendaring import (
    confirmed,
    known_on,
    proposed,
    recomputed,
    stored_notice,
)
from tests.actions.filing import filed, registered
from tests.conftest import Town
from tests.history.walking import PLANNING, found, raw
from tests.law.invented_notices import NUMBER_OF_2027, OF_2027
from tests.law.published_notices import OF_2020, SPRING_FESTIVAL_OF_2020

pytestmark = pytest.mark.anyio

EXTENDED = date(2020, 1, 26)  # 成文日期 of 〔2020〕1号


@pytest.fixture
async def typist(town: Town) -> Actor:
    return await town.officer("typist", "370783", Role.ADMINISTRATOR, Role.HEAD)


@pytest.fixture
async def second(town: Town) -> Actor:
    return await town.officer("second", "370783", Role.HEAD)


@pytest.fixture
async def clerk(town: Town) -> Actor:
    return await town.officer("clerk", PLANNING, Role.REGISTRAR, Role.HANDLER)


async def in_2020(town: Town, clerk: Actor) -> tuple[Case, Case]:
    """21 January 2020: what was received on the 20th and on the 10th, by the first notice."""
    await known_on(town, EXTENDED)
    town.clock.go_to(2020, 1, 21)
    late = await registered(town, clerk, PLANNING, dates={"submitted_on": date(2020, 1, 20)})
    early = await registered(town, clerk, PLANNING, dates={"submitted_on": date(2020, 1, 10)})
    return late, early


async def clock_of(town: Town, case: Case) -> CaseClock:
    async with town.office.sessions() as session:
        return await session.get_one(CaseClock, case.id)


async def due(town: Town, case: Case) -> date | None:
    return (await clock_of(town, case)).answer_due


async def moves(town: Town, ordinal: int) -> list[ClockMove]:
    async with town.office.sessions() as session:
        rows = await session.scalars(
            select(ClockMove)
            .where(ClockMove.calendar == ordinal)
            .order_by(ClockMove.number, ClockMove.what)
        )
        return list(rows)


async def newest(town: Town) -> CalendarVersion:
    async with town.office.sessions() as session:
        rows = await session.scalars(
            select(CalendarVersion).order_by(CalendarVersion.ordinal.desc()).limit(1)
        )
        return rows.one()


async def test_the_extended_spring_festival_of_2020_moves_open_cases_and_says_why(
    town: Town, typist: Actor, second: Actor, clerk: Actor
) -> None:
    late, early = await in_2020(town, clerk)
    assert (await due(town, late), await due(town, early)) == (date(2020, 2, 21), date(2020, 2, 12))
    town.clock.go_to(2020, 1, 27)
    notice = await proposed(town, typist, SPRING_FESTIVAL_OF_2020)
    assert (await due(town, late)) == date(2020, 2, 21)  # a proposal moves nothing
    await confirmed(town, second, notice)
    assert (await due(town, late), await due(town, early)) == (date(2020, 2, 25), date(2020, 2, 14))

    made = await newest(town)
    assert (made.ordinal, made.recomputed, made.moved) == (2, 2, 2)
    assert made.notice_id == notice
    told = [m for m in await moves(town, 2) if m.what == "answer_due"]
    assert [(m.number, m.was, m.now) for m in told] == [
        (late.number, date(2020, 2, 21), date(2020, 2, 25)),
        (early.number, date(2020, 2, 12), date(2020, 2, 14)),
    ]
    for move in told:
        assert "2020-01-31由工作日改为放假（春节）" in move.reason
        assert "2020-02-01由调休上班改为放假（春节）" in move.reason
    # the 7 working days for asking a supplement: from 20 January, those of law §13 (+7)
    asked_by = [m for m in await moves(town, 2) if m.what == "supplement_notice_due"]
    assert [(m.number, m.now) for m in asked_by] == [(late.number, date(2020, 2, 6))]

    kept = await stored_notice(town, notice)
    assert (kept.number, kept.supersedes) == ("国办发明电〔2020〕1号", "国办发明电〔2019〕16号")
    assert kept.text.strip() == SPRING_FESTIVAL_OF_2020.strip()
    assert len(kept.checked) == 1  # it does not balance: the worked Saturday was cancelled
    assert "相抵" in kept.checked[0]
    async with town.office.sessions() as session:
        progress = await session.get_one(JobProgress, f"recompute_clocks:{notice}")
        told_to = await session.scalars(select(Notice.link).distinct())
        assert (progress.done, progress.total) == (2, 2)
        assert list(told_to) == ["/calendar/versions/2"]
    assert await found(town) == []


async def test_an_answered_case_keeps_the_calendar_of_its_answer(
    town: Town, typist: Actor, second: Actor, clerk: Actor
) -> None:
    late, early = await in_2020(town, clerk)
    town.clock.go_to(2020, 1, 22)
    async with town.office.sessions.begin() as session:
        await answered(session, clerk, town.clock.at, early.id, sending=Sending(date(2020, 1, 22)))
    await confirmed(town, second, await proposed(town, typist, SPRING_FESTIVAL_OF_2020))
    kept = await clock_of(town, early)
    assert (kept.calendar, kept.answer_due, kept.timely) == (1, date(2020, 2, 12), True)
    assert {m.number for m in await moves(town, 2)} == {late.number}
    assert (await newest(town)).recomputed == 1
    assert await found(town) == []


async def test_one_who_typed_a_schedule_does_not_confirm_it(town: Town, typist: Actor) -> None:
    notice = await proposed(town, typist, OF_2027)
    async with town.office.sessions() as session:
        with pytest.raises(NotAllowed, match="另一人"):
            await confirm_notice(session, typist, town.clock.at, notice)
    server = await raw(town)
    try:
        with pytest.raises(asyncpg.CheckViolationError):  # nor does the database let it
            await server.execute(
                "UPDATE calendar_notices SET state = 'confirmed', decided_at = now(),"
                " decided_by = proposed_by WHERE id = $1",
                notice,
            )
    finally:
        await server.close()
    assert (await stored_notice(town, notice)).state == "proposed"
    assert (await newest(town)).ordinal == 1


async def test_only_administrators_type_and_only_they_and_heads_decide(
    town: Town, typist: Actor, second: Actor, clerk: Actor
) -> None:
    for actor in (second, clerk):
        with pytest.raises(NotAllowed, match="管理员"):
            await proposed(town, actor, OF_2027)
    notice = await proposed(town, typist, OF_2027)
    async with town.office.sessions() as session:
        with pytest.raises(NotAllowed, match="公开机构负责人"):
            await confirm_notice(session, clerk, town.clock.at, notice)
        with pytest.raises(NotAllowed):
            await refuse_notice(session, clerk, town.clock.at, notice, "不对")
        with pytest.raises(NotFound):
            await confirm_notice(session, second, town.clock.at, new_id())


async def test_a_proposal_is_decided_once(town: Town, typist: Actor, second: Actor) -> None:
    taken_back = await proposed(town, typist, OF_2027)
    async with town.office.sessions.begin() as session:
        await refuse_notice(session, typist, town.clock.at, taken_back, "文号录错")
    async with town.office.sessions() as session:
        with pytest.raises(Conflict, match="已经处理"):
            await confirm_notice(session, second, town.clock.at, taken_back)
    await confirmed(town, second, await proposed(town, typist, OF_2027))
    assert (await newest(town)).ordinal == 2  # the one taken back never counts
    await recomputed(town)  # the job is done once
    assert (await newest(town)).ordinal == 2


async def test_the_provisional_date_of_december_is_settled_by_next_years_notice(
    town: Town, typist: Actor, second: Actor, clerk: Actor
) -> None:
    town.clock.go_to(2026, 12, 4)
    case = await registered(town, clerk, PLANNING, dates={"submitted_on": date(2026, 12, 4)})
    # 20 working days from Friday 4 December 2026: Monday 4 January 2027, 1 January being statutory
    before = await clock_of(town, case)
    assert (before.answer_due, before.provisional) == (date(2027, 1, 4), True)
    await confirmed(town, second, await proposed(town, typist, OF_2027))
    after = await clock_of(town, case)
    assert (after.answer_due, after.provisional) == (date(2027, 1, 4), False)
    [move] = await moves(town, 2)
    assert (move.what, move.was, move.now) == ("provisional", date(2027, 1, 4), date(2027, 1, 4))
    assert move.reason == "节假日安排已经公布，暂定的日期确定"
    assert await found(town) == []


async def test_a_case_registered_meanwhile_waits_and_follows_the_new_calendar(
    town: Town, typist: Actor, second: Actor, clerk: Actor
) -> None:
    late, _ = await in_2020(town, clerk)
    town.clock.go_to(2020, 1, 27)
    notice = await proposed(town, typist, SPRING_FESTIVAL_OF_2020)
    async with town.office.sessions.begin() as session:
        await confirm_notice(session, second, town.clock.at, notice)
    waiting = None
    async with town.office.sessions.begin() as session:
        row = await session.get_one(CalendarNotice, notice)
        await bring_into_force(session, town.clock.at, row, nowhere)
        dates = {"submitted_on": date(2020, 1, 20)}
        waiting = asyncio.create_task(registered(town, clerk, PLANNING, dates=dates))
        done, _ = await asyncio.wait([waiting], timeout=0.5)
        assert not done
    case = await waiting
    assert await due(town, case) == await due(town, late) == date(2020, 2, 25)
    assert await found(town) == []


async def nowhere(done: int, total: int) -> None:
    """Progress that nobody looks at."""


async def test_a_case_being_written_meanwhile_does_not_stop_the_recomputation(
    town: Town, typist: Actor, second: Actor, clerk: Actor
) -> None:
    """Its writer holds the case and waits for the calendar; what moved names that very case."""
    late, _ = await in_2020(town, clerk)
    town.clock.go_to(2020, 1, 27)
    notice = await proposed(town, typist, SPRING_FESTIVAL_OF_2020)
    async with town.office.sessions.begin() as session:
        await confirm_notice(session, second, town.clock.at, notice)

    async def corrected() -> None:
        application = filed(
            town.organs[PLANNING], dates={"submitted_on": date(2020, 1, 20)}, remark="补记"
        )
        async with town.office.sessions.begin() as session:
            await correct_registration(
                session, town.office.vault, clerk, town.clock.at, late.id, application, "补记备注"
            )

    async with town.office.sessions.begin() as session:
        await session.execute(ALONE)
        writing = asyncio.create_task(corrected())
        done, _ = await asyncio.wait([writing], timeout=0.5)
        assert not done
        row = await session.get_one(CalendarNotice, notice)
        made = await bring_into_force(session, town.clock.at, row, nowhere)
        assert made.moved == 2
    await writing
    assert await due(town, late) == date(2020, 2, 25)
    assert await found(town) == []


async def test_what_a_calendar_was_made_of_is_closed_and_tampering_is_found(
    town: Town, typist: Actor, second: Actor, clerk: Actor
) -> None:
    await in_2020(town, clerk)
    town.clock.go_to(2020, 1, 27)
    await confirmed(town, second, await proposed(town, typist, SPRING_FESTIVAL_OF_2020))
    server = await raw(town)
    try:
        for statement in (
            "UPDATE calendar_notices SET rest = '[]'",
            "UPDATE calendar_notices SET state = 'refused' WHERE state = 'packaged'",
            "UPDATE calendar_notices SET number = 'x' WHERE state = 'confirmed'",
            "DELETE FROM calendar_notices",
            "UPDATE calendars SET version = 'x'",
            "UPDATE calendars SET moved = 0 WHERE ordinal = 2",
            "DELETE FROM calendars",
            "UPDATE clock_moves SET reason = ''",
            "DELETE FROM clock_moves",
            "TRUNCATE clock_moves",
        ):
            with pytest.raises(asyncpg.RestrictViolationError):
                raise AssertionError(statement, await server.execute(statement))
    finally:
        await server.close()
    assert await found(town) == []
    rest = "UPDATE calendar_notices SET rest = rest - 0 WHERE number = '国办发明电〔2020〕1号'"
    assert [(what, said) for what, _, said in await found(town, rest)] == [
        ("工作日历第2版", "所依据的节假日安排被改动过")  # and nothing is said of cases under it
    ]


async def test_what_is_asked_must_be_answered(town: Town, typist: Actor) -> None:
    swapped = OF_2027.replace("5月8日（周六）上班", "8月5日（周四）上班")
    async with town.office.sessions() as session:
        calendar = (await calendars.newest(session)).calendar
        read = read_text(swapped, calendar)
        draft = Draft(read.year, read.number, read.issued_on, read.rest, read.worked, swapped)
        questions = asked(draft, calendar, date(2026, 11, 22))
        keys = [question.key for question in questions]
        assert "worked_day_is_weekday:2027-08-05" in keys
        hint = next(q.sentence for q in questions if q.key.startswith("worked_day_is_weekday"))
        assert "日、月颠倒（应为5月8日）" in hint
        with pytest.raises(BadInput) as refused:
            await propose_draft(session, typist, town.clock.at, draft, calendar, keys[1:])
        assert [fault.field for fault in refused.value.faults] == [f"checked.{keys[0]}"]
        row = await propose_draft(session, typist, town.clock.at, draft, calendar, keys)
        assert row.checked == [question.sentence for question in questions]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"year": 2017}, "year"),  # no lunar dates are at hand
        ({"year": 2061}, "year"),
        ({"rest": ()}, "days"),
        ({"rest": ((date(2027, 1, 1), "元旦"), (date(2027, 1, 1), "元旦"))}, "days"),
        ({"rest": ((date(2028, 1, 1), "元旦"),)}, "days"),
        ({"number": "国办发明电〔2024〕12号"}, "number"),  # that is 2025's
        ({"number": "国办发明电〔2019〕16号"}, "number"),  # that of 2020 was changed
    ],
)
async def test_what_can_be_no_schedule_is_refused_beside_its_field(
    town: Town, typist: Actor, changes: dict[str, object], field: str
) -> None:
    async with town.office.sessions() as session:
        calendar = (await calendars.newest(session)).calendar
        read = read_text(OF_2027, calendar)
        made = {
            "year": 2027, "number": NUMBER_OF_2027, "issued_on": None, "rest": read.rest,
            "worked": read.worked,
        }  # fmt: skip
        draft = Draft(**made | changes)  # type: ignore[arg-type]
        with pytest.raises(BadInput) as refused:
            await propose_draft(session, typist, town.clock.at, draft, calendar, ())
        assert [fault.field for fault in refused.value.faults] == [field]


async def test_the_same_notice_typed_again_stands_in_place_of_itself(
    town: Town, typist: Actor, second: Actor
) -> None:
    """A day that was typed wrongly is put right under the very same number."""
    await confirmed(town, second, await proposed(town, typist, OF_2027))
    without = OF_2027.replace("5月8日（周六）上班", "5月9日（周日）上班")
    await confirmed(town, second, await proposed(town, typist, without))
    async with town.office.sessions() as session:
        calendar = (await calendars.newest(session)).calendar
    assert calendar.is_published(2027)
    assert calendar.is_workday(date(2027, 5, 9))
    assert not calendar.is_workday(date(2027, 5, 8))
    assert (await newest(town)).ordinal == 3


def test_a_change_is_read_with_the_schedule_that_it_changes() -> None:
    calendar = calendars.compiled_once(known_before(EXTENDED, packaged()))
    read = read_text(SPRING_FESTIVAL_OF_2020, calendar)
    assert (read.year, read.supersedes) == (2020, "国办发明电〔2019〕16号")
    assert len(read.rest) == 30  # 27 days of the first notice, 31 January, 1 and 2 February
    whole = read_text(OF_2020, calendar, 2020)
    assert len(whole.rest) == 27
    with pytest.raises(BadInput, match="不是同一年"):
        read_text(OF_2020, calendar, 2019)
    with pytest.raises(BadInput, match="先选定"):
        read_text(SPRING_FESTIVAL_OF_2020.replace("2020年", "2021年"), calendar)


@pytest.mark.parametrize(
    ("today", "years"),
    [
        (date(2026, 10, 31), None),
        (date(2026, 11, 1), (2027,)),
        (date(2026, 12, 31), (2027,)),
        (date(2027, 1, 1), (2027,)),  # the year has begun and its notice is still not in
        (date(2027, 11, 1), (2027, 2028)),
    ],
)
async def test_the_reminder_stands_from_november_until_the_schedule_is_in_force(
    town: Town, typist: Actor, second: Actor, today: date, years: tuple[int, ...] | None
) -> None:
    async def said(actor: Actor) -> tuple[int, ...] | None:
        async with town.office.sessions() as session:
            told = await reminder(session, actor, today)
        return told.years if told else None

    assert await said(typist) == years
    notice = await proposed(town, typist, OF_2027)
    assert await said(typist) == years  # not by a proposal
    async with town.office.sessions() as session:
        told = await reminder(session, second, today)
        assert told is not None
        assert [row.id for row in told.waiting] == [notice]
        own = await reminder(session, typist, today)
        assert own is None or own.waiting == ()
    await confirmed(town, second, notice)
    left = tuple(year for year in years or () if year != 2027)
    assert (await said(typist) or ()) == left


async def test_a_schedule_stored_around_the_verbs_is_refused_by_the_law(
    town: Town, typist: Actor
) -> None:
    async with town.office.sessions() as session:
        with pytest.raises(BadInput, match="重复列出"):
            await propose_notice(
                session, typist, town.clock.at, year=2027, number=None, issued_on=None,
                supersedes=None, rest=[(date(2027, 1, 1), "元旦")],
                worked=[(date(2027, 1, 1), "元旦")],
            )  # fmt: skip


async def test_a_second_notice_in_force_is_told_to_every_head_and_administrator_once(
    town: Town, typist: Actor, second: Actor, clerk: Actor
) -> None:
    async with town.office.sessions.begin() as session:
        await session.execute(update(Notice).values(read_at=town.clock.at))
    await confirmed(town, second, await proposed(town, typist, OF_2027))
    async with town.office.sessions() as session:
        told: list[UUID] = list(await session.scalars(select(Notice.officer_id)))
    assert sorted(told, key=str) == sorted([typist.officer_id, second.officer_id], key=str)
