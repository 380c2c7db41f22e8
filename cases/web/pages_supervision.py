"""Pages of 监督: the organs below with their figures, and one of them."""

import asyncio
from datetime import datetime
from typing import Annotated, Any, Final

from litestar import Request, Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars
from cases.actions.auditing import SUPERVISORS
from cases.actions.door import today
from cases.actor import Actor
from cases.annual.files import MEDIA_TYPES
from cases.law.annual import FIRST_YEAR
from cases.queries_figures import year_figures
from cases.queries_overview import late_and_near
from cases.queries_supervision import standings, supervised, supervised_organ, total_of
from cases.web.overview_views import late_rows, year_out
from cases.web.page import page
from cases.web.pages_overview import YEARS_OFFERED, chosen_year
from cases.web.policy import SUPERVISOR
from cases.web.sorting import sorted_by
from cases.web.supervision_views import STANDING_KEYS, USUAL, xlsx_standings

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
Choice = Annotated[str, QueryParameter(max_length=200)]
SPREADSHEET: Final = ".xlsx"


@get("/supervision", include_in_schema=False)
async def supervision_page(request: R, session: S, actor: A, at: At, sort: Choice = "") -> Template:
    """Every organ that this officer supervises, as a table with its sum."""
    day = today(at)
    calendar = (await calendars.newest(session)).calendar
    organs = await supervised(session, actor)
    found = await standings(session, organs, day, calendar)
    rows, sorting = sorted_by(found, sort or USUAL, STANDING_KEYS, USUAL)
    return page(
        request,
        "supervision.html",
        rows=rows,
        total=total_of(rows),
        most=max(row.open for row in rows) or 1,
        sorting=sorting,
        chosen={"sort": sort},
        own=[organ for organ in organs if actor.has(organ.id, SUPERVISORS)],
    )


@get("/supervision.xlsx", include_in_schema=False)
async def supervision_file(session: S, actor: A, at: At, sort: Choice = "") -> Response[bytes]:
    """The same as a spreadsheet, in the same order."""
    day = today(at)
    calendar = (await calendars.newest(session)).calendar
    found = await standings(session, await supervised(session, actor), day, calendar)
    rows, _ = sorted_by(found, sort or USUAL, STANDING_KEYS, USUAL)
    content = await asyncio.to_thread(xlsx_standings, rows, day)
    return spreadsheet(content, f"supervision-{day}")


def spreadsheet(content: bytes, name: str) -> Response[bytes]:
    """A workbook to be kept."""
    return Response(
        content,
        media_type=MEDIA_TYPES[SPREADSHEET],
        headers={"Content-Disposition": f'attachment; filename="{name}{SPREADSHEET}"'},
    )


@get("/supervision/{code:str}", include_in_schema=False)
async def organ_page(
    request: R,
    code: FromPath[str],
    session: S,
    actor: A,
    at: At,
    year: Annotated[str, QueryParameter(max_length=4)] = "",
) -> Template:
    """One supervised organ: what is late and why, how its year goes, what stands below it."""
    day = today(at)
    asked = chosen_year(year, day.year)
    calendar = (await calendars.newest(session)).calendar
    organ, *below = await supervised_organ(session, actor, code)
    here, *others = await standings(session, [organ, *below], day, calendar)
    late = await late_and_near(session, organ.id, day, calendar)
    return page(
        request,
        "supervised_organ.html",
        organ=organ,
        standing=here,
        below=others,
        late=late_rows(late.rows, day, calendar, {}),
        is_cut=late.is_cut,
        chosen={"year": year},
        year=year_out(asked, await year_figures(session, organ.id, asked), day),
        years=range(day.year, max(FIRST_YEAR, day.year - YEARS_OFFERED) - 1, -1),
        may_audit=actor.has(organ.id, SUPERVISORS),
    )


router = Router(
    "/", route_handlers=[supervision_page, supervision_file, organ_page], opt=SUPERVISOR.opt
)
