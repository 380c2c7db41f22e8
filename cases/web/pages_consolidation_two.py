"""Pages of 汇总: section 二 member by member, and its sum."""

import asyncio
from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries
from cases.actions.door import today
from cases.actor import Actor
from cases.annual.members_two import two_of_members
from cases.law import section_two
from cases.law.periods import Period
from cases.web.api_annual import checked_year
from cases.web.page import page
from cases.web.pages_consolidation import HERE, frame
from cases.web.pages_supervision import spreadsheet
from cases.web.policy import OFFICER
from cases.web.section_two_views import lines_of, totals_of, xlsx_two

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]


@get(f"{HERE}/section-two", include_in_schema=False)
async def show(
    request: R, code: FromPath[str], year: FromPath[int], session: S, actor: A, at: At
) -> Template:
    """What each member entered of section 二, and the sums."""
    organ = await queries.organ_by_code(session, actor, code)
    found = await two_of_members(session, organ, checked_year(year))
    return page(
        request,
        "consolidation_two.html",
        **frame(organ, Period(year), at),
        blocks=section_two.BLOCKS[found.form],
        lines=lines_of(found, actor, code, year),
        totals=totals_of(found),
        incomplete=found.incomplete,
    )


@get(f"{HERE}/section-two.xlsx", include_in_schema=False)
async def download(
    code: FromPath[str], year: FromPath[int], session: S, actor: A, at: At
) -> Response[bytes]:
    """The same as a spreadsheet."""
    organ = await queries.organ_by_code(session, actor, code)
    found = await two_of_members(session, organ, checked_year(year))
    content = await asyncio.to_thread(xlsx_two, found, organ, year, today(at))
    return spreadsheet(content, f"section-two-{organ.code}-{year}")


router = Router("/", route_handlers=[show, download], opt=OFFICER.opt)
