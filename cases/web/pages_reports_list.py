"""年度报告全文: the list of organs with plan, state and publication, and its spreadsheet."""

import asyncio
from datetime import datetime
from typing import Annotated, Any

from litestar import Request, Response, Router, get
from litestar.di import NamedDependency
from litestar.params import QueryParameter
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries
from cases.actions.door import today
from cases.actor import Actor
from cases.law.annual import FIRST_YEAR
from cases.queries_reports import reports_of
from cases.web.page import page
from cases.web.pages_supervision import spreadsheet
from cases.web.policy import OFFICER
from cases.web.report_views import STAGE_LABELS, stage_of, xlsx_reports

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
Year = Annotated[str, QueryParameter(max_length=4)]


def chosen_year(year: str, at: datetime) -> int:
    """The year asked for, else the last one that is over: whose report is due."""
    this_year = today(at).year
    wanted = int(year) if year.isascii() and year.isdigit() else this_year - 1
    return min(max(wanted, FIRST_YEAR), this_year)


@get("/annual-reports", include_in_schema=False)
async def list_page(request: R, session: S, actor: A, at: At, year: Year = "") -> Template:
    """Every organ's report of a year: plan, state, what was entered, where it was published."""
    organs, chosen = await queries.organs_of(session, actor), chosen_year(year, at)
    rows = await reports_of(session, organs, chosen)
    return page(
        request,
        "annual_reports.html",
        rows=rows,
        year=chosen,
        years=range(today(at).year, FIRST_YEAR - 1, -1),
        stage_of=stage_of,
        stage_labels=STAGE_LABELS,
    )


@get("/annual-reports.xlsx", include_in_schema=False)
async def list_file(session: S, actor: A, at: At, year: Year = "") -> Response[bytes]:
    """The same list as a spreadsheet."""
    organs, chosen = await queries.organs_of(session, actor), chosen_year(year, at)
    rows = await reports_of(session, organs, chosen)
    content = await asyncio.to_thread(xlsx_reports, rows, chosen, today(at))
    return spreadsheet(content, f"annual-reports-{chosen}")


router = Router("/", route_handlers=[list_page, list_file], opt=OFFICER.opt)
