"""Pages of the annual table: the official layout, every figure a link to its cases."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from litestar import Request, Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries
from cases.actions.door import today
from cases.actions.freezing import FREEZERS
from cases.actor import Actor
from cases.annual import editions, layout_four
from cases.annual.files import render
from cases.annual.layout import grid_of
from cases.annual.section_four import (
    challenges_of,
    counted_in,
    table4,
    table4_with_warnings,
)
from cases.annual.table import annual_table, annual_tables
from cases.errors import BadInput, Fault, NotFound
from cases.law import section_four
from cases.law.annual import FIRST_YEAR, Form, form_of
from cases.law.annual_checks import violations
from cases.law.periods import Period, months, period_of, quarters
from cases.models import Organ
from cases.office import Office
from cases.web.api_annual import checked_cell, checked_four, checked_year, table_file
from cases.web.challenge_views import behind_out
from cases.web.edition_views import editions_out
from cases.web.page import page
from cases.web.policy import OFFICER
from cases.web.views import cell_title

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
O = NamedDependency[Office]  # noqa: E741
At = NamedDependency[datetime]
Choice = Annotated[str, QueryParameter(max_length=200)]


def chosen_form(form: str, year: int) -> Form:
    """The form asked for, else that of the year; BadInput where there is no such form."""
    if not form:
        return form_of(year)
    if form not in list(Form):
        raise BadInput.of([Fault("form", "表式应为2019或者2021")])
    return Form(form)


@get("/annual-tables", include_in_schema=False)
async def choose_table(
    request: R,
    session: S,
    actor: A,
    office: O,
    organ: Choice = "",
    year: Annotated[str, QueryParameter(max_length=4)] = "",
) -> Response[Any]:
    """Organ and year; once chosen, on to the table."""
    organs = await queries.organs_of(session, actor)
    this_year = today(office.now()).year
    if organ and year.isdecimal():
        checked_year(int(year))
        return Redirect(f"/annual-tables/{organ}/{year}")
    return page(
        request,
        "annual_tables.html",
        organs=organs,
        years=range(this_year, FIRST_YEAR - 1, -1),
    )


def chosen_period(said: str, year: int) -> Period:
    """The year, or the quarter or month of it that was asked for: q1 … q4, m01 … m12."""
    found = period_of(f"{year}{said}")
    if found is None:
        raise BadInput.of([Fault("period", "统计期间应为q1至q4的季度，或者m01至m12的月份")])
    return found


@get("/annual-tables/{code:str}/{year:int}", include_in_schema=False)
async def show_table(
    request: R,
    code: FromPath[str],
    year: FromPath[int],
    session: S,
    actor: A,
    at: At,
    form: Choice = "",
    period: Choice = "",
) -> Template:
    """Sections 三 and 四 of an organ's year as the form prints them, with their checks.

    Of a quarter or a month section 三 alone, counted by the same rules.
    """
    organ = await queries.organ_by_code(session, actor, code)
    used = chosen_form(form, checked_year(year))
    chosen = chosen_period(period, year)
    return page(
        request,
        "annual_table.html",
        **await table_context(session, actor, at, organ, year, used, chosen),
    )


async def table_context(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    organ: Organ,
    year: int,
    used: Form | None = None,
    period: Period | None = None,
) -> dict[str, Any]:
    """All that the page of a table shows."""
    used, period = used or form_of(year), period or Period(year)
    table = (await annual_tables(session, [organ], period, used))[organ.id]
    four, missing = await table4_with_warnings(session, organ, year)
    before = (
        await annual_table(session, organ, year - 1, used)
        if year > FIRST_YEAR and period.is_year
        else None
    )
    said = {"form": "" if used is form_of(year) else used, "period": period.key[4:]}
    chosen = {name: value for name, value in said.items() if value}
    return {
        "organ": organ,
        "table": table,
        "period": period,
        "periods": [*quarters(year), *months(year)],
        "grid": grid_of(used),
        "own_form": form_of(year),
        "broken": violations(table, before, table4=four.record()),
        "four": four if period.is_year else None,
        "four_title": section_four.TITLE,
        "four_header": layout_four.HEADER,
        "four_columns": layout_four.COLUMNS,
        "missing": missing if period.is_year else [],
        "base": f"/annual-tables/{organ.code}/{year}",
        "query": f"?{urlencode(chosen)}" if chosen else "",
        "is_running": period.last >= today(at),
        "editions": editions_out(await editions.editions_of(session, organ.id, year)),
        "may_freeze": actor.has(organ.id, FREEZERS) and year < today(at).year,
        "documents": await queries.documents_of(session, organ.id, year),
        "first_year": FIRST_YEAR,
        "this_year": today(at).year,
        "form": "",
        "values": {},
    }


@get("/annual-tables/{code:str}/{year:int}/{file:str}", include_in_schema=False)
async def download(
    code: FromPath[str],
    year: FromPath[int],
    file: FromPath[str],
    session: S,
    actor: A,
    form: Choice = "",
    period: Choice = "",
) -> Response[bytes]:
    """The table as file.json, file.csv, file.xlsx or file.docx."""
    organ = await queries.organ_by_code(session, actor, code)
    used = chosen_form(form, checked_year(year))
    chosen = chosen_period(period, year)
    name, _, ending = file.partition(".")
    if name != "file" or ending not in ("json", "csv", "xlsx", "docx"):
        raise NotFound("可以下载的格式为json、csv、xlsx、docx")
    table = (await annual_tables(session, [organ], chosen, used))[organ.id]
    four = await table4(session, organ, year) if chosen.is_year else None
    return table_file(render(table, f".{ending}", four), ending, f"{organ.code}-{chosen.key}")


@get("/annual-tables/{code:str}/{year:int}/cells/{row:str}/{column:str}", include_in_schema=False)
async def show_cell(
    request: R,
    code: FromPath[str],
    year: FromPath[int],
    row: FromPath[str],
    column: FromPath[str],
    session: S,
    actor: A,
    office: O,
    form: Choice = "",
    period: Choice = "",
    after: Choice = "",
) -> Template:
    """The cases behind one figure."""
    organ = await queries.organ_by_code(session, actor, code)
    used = chosen_form(form, checked_year(year))
    chosen = chosen_period(period, year)
    cell = replace(checked_cell(year, row, column, used), period=chosen)
    table = (await annual_tables(session, [organ], chosen, used))[organ.id]
    wanted = queries.Wanted(organs=(organ.id,), cell=cell)
    found = await queries.list_cases(session, office.vault, wanted, after or None)
    said = {name: value for name, value in (("form", form), ("period", period)) if value}
    return page(
        request,
        "cell.html",
        organ=organ,
        year=year,
        title=cell_title(row, column, chosen.label),
        count=table.cell(row, column),
        cases=found.rows,
        next=found.next,
        after=after,
        back=f"/annual-tables/{code}/{year}" + (f"?{urlencode(said)}" if said else ""),
        said=said,
    )


@get(
    "/annual-tables/{code:str}/{year:int}/section-four/{group:str}/{figure:str}",
    include_in_schema=False,
)
async def show_four(
    request: R,
    code: FromPath[str],
    year: FromPath[int],
    group: FromPath[str],
    figure: FromPath[str],
    session: S,
    actor: A,
) -> Template:
    """The challenges behind one number of section 四."""
    name = checked_four(year, group, figure)
    organ = await queries.organ_by_code(session, actor, code)
    found = await challenges_of(session, organ.id, year)
    return page(
        request,
        "cell_four.html",
        organ=organ,
        year=year,
        title=f"{year}年 · {name}",
        challenges=behind_out(counted_in(found, year, group, figure)),
        back=f"/annual-tables/{code}/{year}",
    )


router = Router(
    "/",
    route_handlers=[choose_table, show_table, download, show_cell, show_four],
    opt=OFFICER.opt,
)
