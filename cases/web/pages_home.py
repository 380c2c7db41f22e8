"""The first page (首页): what is to be done today, what falls due in the coming weeks, what is new."""

from datetime import datetime
from typing import Any, Final

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import (
    calendars,
    queries,
    queries_calendar,
    queries_home,
    queries_saved_searches,
    queries_work,
    worklists,
)
from cases.actions.door import today
from cases.actions.notices import read_all
from cases.actor import Actor
from cases.list_filters import Reader
from cases.queues import Asker
from cases.states import MOVE, Verb
from cases.web.home_views import strip_days, todays_rows
from cases.web.page import page
from cases.web.policy import OFFICER
from cases.web.queue_views import queues_out

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
ADMINISTRATORS: Final = MOVE[Verb.BRING_IN].who
MOST_ORGANS: Final = 12  # convention: more organs than these have a page of their own


@get("/", include_in_schema=False)
async def first_page(request: R, session: S, actor: A, at: At) -> Template:
    """Today's work by its nearest limit, the weeks ahead, notices, and the organs' open cases."""
    assert actor.officer_id is not None
    asker, calendar = Asker(actor, today(at)), (await calendars.newest(session)).calendar
    work = await queries_work.counts(session, asker)
    rows = await queries_home.todays_work(session, asker)
    organs = await queries.organs_of(session, actor)
    reader = Reader(actor, organs, asker.today, calendar)
    return page(
        request,
        "first.html",
        work=queues_out(actor, work),
        slips=work[queries_work.SLIPS],
        saved=await queries_saved_searches.at_home(session, reader),
        rows=todays_rows(rows, asker.today, calendar),
        strip=strip_days(await queries_home.due_days(session, actor.reads, asker, calendar)),
        notices=await queries.notices_of(session, actor.officer_id),
        organs=organs,
        most_organs=MOST_ORGANS,
        counts=await queries.open_counts(session, actor) if len(organs) <= MOST_ORGANS else {},
        tiles=await worklists.tiles(session, actor.reads, asker.today),
        calendar_reminder=await queries_calendar.reminder(session, actor, asker.today),
        dead=await queries.dead_promises(session) if actor.has_anywhere(ADMINISTRATORS) else [],
    )


@post("/notices/read", include_in_schema=False)
async def read_notices(session: S, actor: A, at: At) -> Response[Any]:
    """All notices of this officer are read."""
    assert actor.officer_id is not None
    await read_all(session, actor.officer_id, at)
    return Redirect("/", status_code=303)


router = Router("/", route_handlers=[first_page, read_notices], opt=OFFICER.opt)
