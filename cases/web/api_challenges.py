"""The JSON API of 复议诉讼 across cases: what is still owed, the nearest last day first."""

from datetime import date, datetime
from typing import Annotated

from litestar import Router, get
from litestar.di import NamedDependency
from litestar.params import QueryParameter
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars
from cases.actions.door import today
from cases.actor import Actor
from cases.queries_challenges import owed_of
from cases.web.api_worklists import organs_asked
from cases.web.challenge_views import OwedOut, owed_out
from cases.web.policy import OFFICER
from cases.web.problems import refuses

S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
Choice = Annotated[str | None, QueryParameter(max_length=200)]


class OwedPageOut(BaseModel):
    """A page of the list; `next` is the position from which the next page starts."""

    today: date
    challenges: list[OwedOut]
    next: str | None


@get("/challenges", responses=refuses(400, 401, 403, 404, 422), summary="复议诉讼应办事项")
async def read_owed(
    session: S, actor: A, at: At, organ: Choice = None, after: Choice = None
) -> OwedPageOut:
    """答复举证, 报送 and 重新答复 that are still owed, the nearest day first, page by page."""
    organs = await organs_asked(session, actor, organ)
    calendar = (await calendars.newest(session)).calendar
    found = await owed_of(session, organs, after)
    day = today(at)
    return OwedPageOut(today=day, challenges=owed_out(found.rows, calendar, day), next=found.next)


router = Router("/api", route_handlers=[read_owed], opt=OFFICER.opt, tags=["期限"])
