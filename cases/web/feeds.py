"""日历订阅: an officer's deadlines as an iCalendar feed (RFC 5545), and the page of its address."""

import hashlib
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from icalendar import TRANSP, Alarm, Calendar, Event
from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars
from cases.actions.door import today
from cases.actions.feeds import make_feed, revoke_feed
from cases.actor import Actor
from cases.deadlines import DEADLINE, deadlines, feed_made_at, owner_of
from cases.errors import NotFound
from cases.law.calendar import Calendar as WorkCalendar
from cases.web.page import page
from cases.web.policy import OFFICER, PUBLIC

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]

ENDING: Final = ".ics"
MEDIA_TYPE: Final = "text/calendar"  # UTF-8, which Litestar adds
PRODUCT: Final = "-//政府信息依申请公开办理系统//期限//ZH-CN"
NAME: Final = "依申请公开办理期限"
REFRESH: Final = timedelta(hours=4)  # convention: how often calendars are asked to look again
REMINDED_AT: Final = timedelta(hours=9)  # convention: 9:00 of the working day before
ONE_DAY: Final = timedelta(days=1)


@get("/feeds/{name:str}", opt=PUBLIC.opt, include_in_schema=False)
async def read_feed(request: R, name: FromPath[str], session: S, at: At) -> Response[bytes]:
    """The feed behind a secret address; any other address is a page that is not there."""
    owner = None
    if name.endswith(ENDING):
        owner = await owner_of(session, name.removesuffix(ENDING))
    if owner is None:
        raise NotFound("没有找到所请求的地址")
    day, newest = today(at), await calendars.newest(session)
    rows = await deadlines(session, owner.organs, day)
    events = [event(row, newest.calendar, day, str(request.base_url)) for row in rows]
    content = ical(owner.officer_id, events)
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    if request.headers.get("if-none-match") == tag:
        return Response(b"", status_code=304, media_type=MEDIA_TYPE, headers={"ETag": tag})
    headers = {"ETag": tag, "Content-Disposition": 'inline; filename="deadlines.ics"'}
    return Response(content, media_type=MEDIA_TYPE, headers=headers)


def ical(officer_id: UUID, events: list[Event]) -> bytes:
    """The feed of an officer as text: the same bytes for the same dates."""
    feed = Calendar.new(
        name=NAME, prodid=PRODUCT, uid=f"{officer_id}@disclosure", subcomponents=events
    )
    feed.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    feed.add("X-PUBLISHED-TTL", "PT4H")  # the same for Outlook
    content: bytes = feed.to_ical()
    return content


def event(row: Row[Any], calendar: WorkCalendar, today: date, base_url: str) -> Event:
    """One date of one case: who asked for what is not said, since calendars are shown to others.

    Its UID is that of case and kind, so that a date that moved moves its event.
    """
    kind = DEADLINE[row.kind]
    maybe = "（暂定）" if row.provisional and not calendar.is_published(row.day.year) else ""
    summary = f"{kind.label} {row.number}{maybe}"
    made = Event.new(
        uid=f"{row.case_id}-{row.kind}@disclosure",
        summary=summary,
        description=f"{row.organ_name}，依据{kind.article.short}。",
        start=row.day,
        end=row.day + ONE_DAY,
        stamp=row.moved_at,
        last_modified=row.moved_at,
        transparency=TRANSP.TRANSPARENT,
        url=f"{base_url.rstrip('/')}/cases/{row.case_id}",
    )
    if row.day > today:
        made.add_component(alarm(row.day, calendar, summary))
    return made


def alarm(day: date, calendar: WorkCalendar, summary: str) -> Alarm:
    """A reminder on the morning of the working day before."""
    made = Alarm.new(description=summary)
    made.add("ACTION", "DISPLAY")
    made.add("TRIGGER", workday_before(calendar, day) - day + REMINDED_AT)
    return made


def workday_before(calendar: WorkCalendar, day: date) -> date:
    """The last working day before a day; beyond the calendar simply the day before."""
    before = day - ONE_DAY
    while before <= calendar.last and not calendar.is_workday(before):
        before -= ONE_DAY
    return before


@get("/feed", opt=OFFICER.opt, include_in_schema=False)
async def show_feed(request: R, session: S, actor: A) -> Template:
    """Whether this officer has a feed, and how one is made."""
    return await _feed_page(request, session, actor)


@post("/feed", opt=OFFICER.opt, include_in_schema=False)
async def renew_feed(request: R, session: S, actor: A, at: At) -> Template:
    """A new secret address, shown this once; the former one ends."""
    token = await make_feed(session, actor, at)
    return await _feed_page(request, session, actor, f"{request.base_url}feeds/{token}{ENDING}")


@post("/feed/revocation", opt=OFFICER.opt, include_in_schema=False)
async def end_feed(session: S, actor: A) -> Redirect:
    """The address ends: calendars that read it find nothing."""
    await revoke_feed(session, actor)
    return Redirect("/feed", status_code=303)


async def _feed_page(
    request: R, session: AsyncSession, actor: Actor, address: str = ""
) -> Template:
    assert actor.officer_id is not None
    made_at = await feed_made_at(session, actor.officer_id)
    return page(request, "feed.html", made_at=made_at, address=address)


router = Router("/", route_handlers=[read_feed, show_feed, renew_feed, end_feed])
