"""Pages of the working calendar (工作日历): years with their days, versions, what a version moved."""

import csv
from datetime import datetime
from io import StringIO
from itertools import groupby
from typing import Annotated, Any, Final

from litestar import Request, Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars
from cases import queries_calendar as queries
from cases.actions.calendar_draft import schedule_of
from cases.actions.door import today
from cases.actor import Actor
from cases.annual.files import MEDIA_TYPES, as_text
from cases.errors import BadInput, NotFound
from cases.law.calendar import Calendar
from cases.web.calendar_views import changes_between, months_of, special_days, workdays_in
from cases.web.page import page
from cases.web.policy import OFFICER

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
CSV_HEADING: Final = ("登记编号", "单位", "变动的日期", "原日期", "现日期", "原因")
LAST_PAGE: Final = 1_000_000
Order = Annotated[str, QueryParameter(max_length=20)]


@get("/calendar", include_in_schema=False)
async def show_calendar(request: R, session: S, at: At) -> Template:
    """The years known and not yet known, proposals waiting, the versions of the calendar."""
    newest = await calendars.newest(session)
    entries = await queries.schedules(session)
    versions = await queries.versions(session)
    return page(
        request,
        "calendar.html",
        newest=newest,
        years=[*years_of(newest.calendar, entries, today(at).year)],
        waiting=[row for row in entries if row.CalendarNotice.state == "proposed"],
        refused=[row for row in entries if row.CalendarNotice.state == "refused"],
        pending=pending(entries, versions),
        versions=versions,
    )


def years_of(calendar: Calendar, entries: Any, this_year: int) -> Any:
    """The lines of the years, next year's first: the schedule in force and those it replaced."""
    by_year = {
        year: [row.CalendarNotice for row in rows]
        for year, rows in groupby(entries, lambda row: row.CalendarNotice.year)
    }
    last = max(this_year + 1, *calendar.published)
    for year in range(last, calendar.first.year - 1, -1):
        schedule = schedule_of(calendar, year)
        kept = [n for n in by_year.get(year, []) if n.state in ("packaged", "confirmed")]
        yield {
            "year": year,
            "schedule": schedule,
            "former": [n for n in kept if schedule and n.number != schedule.number],
            "workdays": workdays_in(calendar, year),
            "rest": len(schedule.rest if schedule else special_days(calendar, year)),
            "worked": len(schedule.worked) if schedule else 0,
        }


def pending(entries: Any, versions: Any) -> list[Any]:
    """Schedules that were confirmed and have not yet made a version."""
    made = {row.CalendarVersion.notice_id for row in versions}
    return [
        row
        for row in entries
        if row.CalendarNotice.state == "confirmed" and row.CalendarNotice.id not in made
    ]


@get("/calendar/{year:int}", include_in_schema=False)
async def show_year(request: R, year: FromPath[int], session: S) -> Template:
    """One year as month grids, each day with its source."""
    newest = await calendars.newest(session)
    first, last = newest.calendar.first.year, newest.calendar.last.year
    if not first <= year <= last:
        raise NotFound(f"工作日历收录{first}年至{last}年，没有{year}年")
    return page(
        request,
        "calendar_year.html",
        newest=newest,
        year=year,
        first=first,
        last=last,
        schedule=schedule_of(newest.calendar, year),
        workdays=workdays_in(newest.calendar, year),
        months=months_of(newest.calendar, year),
        special=special_days(newest.calendar, year),
    )


@get("/calendar/versions/{ordinal:int}", include_in_schema=False)
async def show_version(
    request: R,
    ordinal: FromPath[int],
    session: S,
    actor: A,
    sort: Order = "number",
    number: Annotated[str, QueryParameter(name="page", max_length=7)] = "1",
) -> Template:
    """The difference report of a version: what its schedule changed, and every date that moved."""
    sort, place = ordered(sort), placed(number)
    made, notice = await queries.version(session, ordinal)
    changes = {}
    if notice is not None:
        former = await calendars.numbered(session, ordinal - 1)
        now = await calendars.numbered(session, ordinal)
        changes = changes_between(former.calendar, now.calendar, notice.year)
    told = await queries.moves(session, actor, ordinal, sort, place)
    count = told[0].of_all if told else 0
    return page(
        request,
        "calendar_version.html",
        version=made,
        notice=notice,
        changes=changes,
        told=told,
        count=count,
        place=place,
        is_last=place * queries.MOVES_A_PAGE >= count,
        sort=sort,
        what=queries.WHAT,
    )


def ordered(sort: str) -> str:
    """The order of a report; BadInput where it is none of its choices."""
    if sort not in queries.ORDERS:
        raise BadInput("没有这种排列方式，请从报告页面重新选择")
    return sort


def placed(number: str) -> int:
    """The page of a report; BadInput where it can be none."""
    if not (number.isascii() and number.isdecimal() and 1 <= int(number) <= LAST_PAGE):
        raise BadInput("页码无效，请从第一页重新打开报告")
    return int(number)


@get("/calendar/versions/{ordinal:int}/report.csv", include_in_schema=False)
async def download_moves(
    ordinal: FromPath[int], session: S, actor: A, sort: Order = "number"
) -> Response[bytes]:
    """The whole report as a file; a byte order mark tells Excel it is UTF-8."""
    await queries.version(session, ordinal)
    text = StringIO(newline="")
    sheet = csv.writer(text)
    sheet.writerow(CSV_HEADING)
    for row in await queries.all_moves(session, actor, ordinal, ordered(sort)):
        move = row.ClockMove
        words = (move.number, row.organ_name, queries.WHAT[move.what])
        days = (str(move.was or ""), str(move.now or ""))
        sheet.writerow([as_text(cell) for cell in (*words, *days, move.reason)])
    return Response(
        text.getvalue().encode("utf-8-sig"),
        media_type=MEDIA_TYPES[".csv"],
        headers={"content-disposition": f'attachment; filename="calendar-{ordinal}.csv"'},
    )


router = Router(
    "/",
    route_handlers=[show_calendar, show_year, show_version, download_moves],
    opt=OFFICER.opt,
)
