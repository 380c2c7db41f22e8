"""Pages of worklists: every list with its count, one of them as a table, and as a spreadsheet."""

import asyncio
from datetime import datetime
from typing import Annotated, Any, Final

from litestar import Request, Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars, queries
from cases.actions.door import today
from cases.actor import Actor
from cases.annual.files import MEDIA_TYPES
from cases.errors import NotFound
from cases.web.api_worklists import chosen_worklist, organs_asked, worklist_rows
from cases.web.page import page
from cases.web.policy import OFFICER
from cases.web.spreadsheet import MOST_LINES
from cases.web.worklist_export import xlsx_worklist
from cases.worklists import WORKLISTS, Asked, Counted, Worklist, count_all, list_of

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
Choice = Annotated[str, QueryParameter(max_length=200)]

SPREADSHEET: Final = ".xlsx"


@get("/worklists", include_in_schema=False)
async def first_worklist(request: R, session: S, actor: A, at: At, organ: Choice = "") -> Template:
    """The first list that holds a case, with the counts of all."""
    return await _list_page(request, session, actor, at, None, organ)


@get("/worklists/{key:str}", include_in_schema=False)
async def one_worklist(
    request: R,
    key: FromPath[str],
    session: S,
    actor: A,
    at: At,
    organ: Choice = "",
    after: Choice = "",
    sort: Choice = "",
) -> Response[Any]:
    """One list as a table, or as a spreadsheet where its name ends in `.xlsx`."""
    if key.endswith(SPREADSHEET):
        worklist = chosen_worklist(key.removesuffix(SPREADSHEET))
        return await _spreadsheet(session, actor, at, worklist, organ, sort)
    return await _list_page(request, session, actor, at, chosen_worklist(key), organ, after, sort)


async def _list_page(
    request: R,
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    worklist: Worklist | None,
    organ: str,
    after: str = "",
    sort: str = "",
) -> Template:
    organs = await queries.organs_of(session, actor)
    here = tuple(o.id for o in organs if organ in ("", o.code))
    if organ and not here:
        raise NotFound(f"没有找到代码为“{organ}”的单位")
    day, calendar = today(at), await calendars.newest(session)
    counts = await count_all(session, here, day, calendar.calendar)
    if worklist is None:
        worklist = next((w for w in WORKLISTS if counts[w.key]), WORKLISTS[0])
    asked = Asked(worklist, here, day, calendar.calendar, sort == "latest")
    found = await list_of(session, asked, after or None)
    return page(
        request,
        "worklists.html",
        counted=[Counted(w, counts[w.key]) for w in WORKLISTS],
        worklist=worklist,
        count=counts[worklist.key],
        rows=worklist_rows(asked, actor, found.rows),
        next=found.next,
        after=after,
        organs=organs,
        chosen={"organ": organ, "sort": sort},
        calendar=calendar,
        most_lines=MOST_LINES,
    )


async def _spreadsheet(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    worklist: Worklist,
    organ: str,
    sort: str,
) -> Response[bytes]:
    here = await organs_asked(session, actor, organ)
    calendar = (await calendars.newest(session)).calendar
    asked = Asked(worklist, here, today(at), calendar, sort == "latest")
    found = await list_of(session, asked, size=MOST_LINES)
    rows = worklist_rows(asked, actor, found.rows)
    content = await asyncio.to_thread(
        xlsx_worklist, worklist, rows, asked.today, is_cut=found.next is not None
    )
    return Response(
        content,
        media_type=MEDIA_TYPES[SPREADSHEET],
        headers={
            "Content-Disposition":
                f'attachment; filename="worklist-{worklist.key}-{asked.today}{SPREADSHEET}"'
        },
    )  # fmt: skip


router = Router("/", route_handlers=[first_worklist, one_worklist], opt=OFFICER.opt)
