"""The page of 复议诉讼: what is still owed in them, the nearest last day first."""

from datetime import datetime
from typing import Annotated, Any

from litestar import Request, Router, get
from litestar.di import NamedDependency
from litestar.params import QueryParameter
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars, queries
from cases.actions.door import today
from cases.actor import Actor
from cases.errors import NotFound
from cases.queries_challenges import owed_of
from cases.web.challenge_views import owed_out
from cases.web.page import page
from cases.web.policy import OFFICER

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
Choice = Annotated[str, QueryParameter(max_length=200)]


@get("/challenges", include_in_schema=False)
async def owed_page(
    request: R, session: S, actor: A, at: At, organ: Choice = "", after: Choice = ""
) -> Template:
    """What is owed in every 复议 and 诉讼 of the organs that the officer reads, or of one of them."""
    organs = await queries.organs_of(session, actor)
    here = [each.id for each in organs if organ in ("", each.code)]
    if organ and not here:
        raise NotFound(f"没有找到代码为“{organ}”的单位")
    calendar = await calendars.newest(session)
    found = await owed_of(session, here, after or None)
    return page(
        request,
        "challenges.html",
        rows=owed_out(found.rows, calendar.calendar, today(at)),
        next=found.next,
        after=after,
        organs=organs,
        chosen={"organ": organ},
        calendar=calendar,
    )


router = Router("/", route_handlers=[owed_page], opt=OFFICER.opt)
