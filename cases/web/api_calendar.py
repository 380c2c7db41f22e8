"""The JSON API of the working calendar (工作日历)."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars
from cases import queries_calendar as queries
from cases.actions.calendar import confirm_notice, refuse_notice
from cases.actions.calendar_draft import Draft, propose_draft, read_text, schedule_of
from cases.actor import Actor
from cases.errors import BadInput, Fault, NotFound
from cases.law.calendar import Calendar
from cases.schemas import ReasonIn
from cases.schemas_calendar import CalendarYearOut, MoveOut, MovesOut, NoticeIn, ScheduleOut
from cases.web.calendar_views import day_out, schedule_out, special_days, workdays_in
from cases.web.policy import ADMINISTRATOR, CALENDAR_DECIDER, OFFICER
from cases.web.problems import refuses

S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
READS = refuses(400, 401, 403, 404, 422)
WRITES = refuses(400, 401, 403, 404, 409, 413, 422)


@get("/calendar/{year:int}", responses=READS, summary="工作日历")
async def read_year(year: FromPath[int], session: S) -> CalendarYearOut:
    """A year's days at rest and worked days, each with its source; others follow the weekday."""
    newest = await calendars.newest(session)
    calendar = newest.calendar
    if not calendar.first.year <= year <= calendar.last.year:
        raise NotFound(f"工作日历收录{calendar.first.year}年至{calendar.last.year}年")
    schedule = schedule_of(calendar, year)
    return CalendarYearOut(
        year=year,
        published=schedule is not None,
        provisional=schedule is None,
        calendar=newest.ordinal,
        number=schedule.number if schedule else None,
        issued_on=schedule.issued_on if schedule else None,
        supersedes=schedule.supersedes if schedule else None,
        workdays=workdays_in(calendar, year),
        days=[day_out(day) for day in special_days(calendar, year)],
    )


@post("/calendar/notices", responses=WRITES, opt=ADMINISTRATOR.opt, summary="录入节假日安排")
async def propose(data: JSONBody[NoticeIn], session: S, actor: A, at: At) -> ScheduleOut:
    """A schedule for another person to confirm; what is asked about it must be answered first."""
    calendar = (await calendars.newest(session)).calendar
    draft = _draft(data, calendar)
    return schedule_out(await propose_draft(session, actor, at, draft, calendar, data.checked))


def _draft(data: NoticeIn, calendar: Calendar) -> Draft:
    """What was sent as a draft: the days of its text, or those that were listed."""
    number, issued_on = data.number or None, data.issued_on
    if data.text and (data.rest or data.worked):
        raise BadInput.of([Fault("text", "通知全文与逐日列出的日期只能提供一种")])
    if data.text:
        read = read_text(data.text, calendar, data.year)
        number, issued_on = number or read.number, issued_on or read.issued_on
        return Draft(read.year, number, issued_on, read.rest, read.worked, data.text)
    if data.year is None:
        raise BadInput.of([Fault("year", "没有通知全文的，应当填写年份")])
    rest = tuple(sorted((one.day, one.festival) for one in data.rest))
    worked = tuple(sorted((one.day, one.festival) for one in data.worked))
    return Draft(data.year, number, issued_on, rest, worked)


@post(
    "/calendar/notices/{schedule_id:uuid}/confirmation",
    responses=WRITES,
    opt=CALENDAR_DECIDER.opt,
    summary="确认节假日安排",
)
async def confirm(schedule_id: FromPath[UUID], session: S, actor: A, at: At) -> ScheduleOut:
    """By another person than its typist; a job then computes every open case by it."""
    return schedule_out(await confirm_notice(session, actor, at, schedule_id))


@post(
    "/calendar/notices/{schedule_id:uuid}/refusal",
    responses=WRITES,
    opt=CALENDAR_DECIDER.opt,
    summary="退回节假日安排",
)
async def refuse(
    schedule_id: FromPath[UUID], data: JSONBody[ReasonIn], session: S, actor: A, at: At
) -> ScheduleOut:
    """It never comes into force."""
    return schedule_out(await refuse_notice(session, actor, at, schedule_id, data.reason))


@get("/calendar/versions/{ordinal:int}/moves", responses=READS, summary="期限变动")
async def read_moves(
    ordinal: FromPath[int],
    session: S,
    actor: A,
    page: Annotated[int, QueryParameter(ge=1, le=1_000_000)] = 1,
) -> MovesOut:
    """The dates that a version of the calendar moved, of the organs that this officer may read."""
    made, notice = await queries.version(session, ordinal)
    moves = await queries.moves(session, actor, ordinal, page=page)
    count = moves[0].of_all if moves else 0
    return MovesOut(
        calendar=made.ordinal,
        year=notice.year if notice else None,
        recomputed=made.recomputed,
        moved=made.moved,
        count=count,
        moves=[_move_out(row) for row in moves],
        next=page + 1 if page * queries.MOVES_A_PAGE < count else None,
    )


def _move_out(row: Any) -> MoveOut:
    move = row.ClockMove
    return MoveOut(
        case_id=move.case_id,
        number=move.number,
        organ=row.organ,
        what=move.what,
        was=move.was,
        now=move.now,
        reason=move.reason,
    )


router = Router(
    "/api",
    route_handlers=[read_year, propose, confirm, refuse, read_moves],
    opt=OFFICER.opt,
    tags=["工作日历"],
)
