"""Pages of 汇总: a government's members, what each gave, the sum, and the way back from a figure."""

import asyncio
from datetime import datetime
from typing import Annotated, Any, Final

from litestar import Request, Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries, queries_consolidation
from cases.actions.consolidating import CONSOLIDATORS
from cases.actions.door import today
from cases.actions.freezing import FREEZERS
from cases.actor import Actor
from cases.annual import editions, layout_four
from cases.annual.editions import CONSOLIDATED
from cases.annual.files import render
from cases.annual.layout import grid_of
from cases.annual.members import membership
from cases.errors import NotFound
from cases.law import section_four
from cases.law.annual import FIRST_YEAR
from cases.law.annual_checks import violations
from cases.law.consolidation import in_words
from cases.law.periods import Period, months, quarters
from cases.models import Organ
from cases.web.api_annual import checked_cell, checked_four, checked_year, table_file
from cases.web.consolidation_views import (
    Source,
    edition_source,
    live_source,
    member_out,
    period_source,
    period_table,
    returned_by_key,
    total_of,
    xlsx_members,
)
from cases.web.edition_views import editions_out
from cases.web.page import page
from cases.web.pages_annual import chosen_period
from cases.web.pages_supervision import spreadsheet
from cases.web.policy import OFFICER
from cases.web.views import cell_title

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
Choice = Annotated[str, QueryParameter(max_length=200)]
Number = Annotated[int, QueryParameter(ge=0, le=100_000)]
TEMPLATE: Final = "consolidation.html"
HERE: Final = "/consolidation/{code:str}/{year:int}"
LIST_FILE: Final = "members.xlsx"


@get("/consolidation", include_in_schema=False)
async def choose(request: R, session: S, actor: A, at: At) -> Template:
    """The governments to add up for, year by year."""
    this_year = today(at).year
    return page(
        request,
        "consolidations.html",
        governments=await queries_consolidation.governments(session, actor),
        own=actor.organs_with(CONSOLIDATORS),
        years=range(this_year, FIRST_YEAR - 1, -1),
    )


@get(HERE, include_in_schema=False)
async def show(
    request: R,
    code: FromPath[str],
    year: FromPath[int],
    session: S,
    actor: A,
    at: At,
    period: Choice = "",
) -> Template:
    """Members and sum of a year; of a quarter or a month what the organs in the system counted."""
    organ = await queries.organ_by_code(session, actor, code)
    chosen = chosen_period(period, checked_year(year))
    if chosen.is_year:
        context = await year_context(session, actor, at, organ, year)
    else:
        source = await period_table(session, organ, chosen)
        context = frame(organ, chosen, at) | sheets(source)
    return page(request, TEMPLATE, **context)


def frame(organ: Organ, period: Period, at: datetime) -> dict[str, Any]:
    """What every page of a consolidation names: whose, when, and what else there is to choose."""
    return {
        "organ": organ,
        "year": period.year,
        "period": period,
        "periods": [*quarters(period.year), *months(period.year)],
        "base": f"/consolidation/{organ.code}/{period.year}",
        "query": "" if period.is_year else f"?period={period.key[4:]}",
        "first_year": FIRST_YEAR,
        "this_year": today(at).year,
        "members": None,
        "taken": [],
        "form": "",
        "values": {},
    }


def sheets(source: Source) -> dict[str, Any]:
    """The summed tables in the official layout."""
    four = source.four
    broken = violations(source.table, table4=four.record() if four else None)
    return {
        "table": source.table,
        "grid": grid_of(source.table.form),
        "four": four,
        "four_title": section_four.TITLE,
        "four_header": layout_four.HEADER,
        "four_columns": layout_four.COLUMNS,
        "broken": [in_words(one) for one in broken],
    }


async def year_context(
    session: AsyncSession, actor: Actor, at: datetime, organ: Organ, year: int
) -> dict[str, Any]:
    """All that the page of a year shows."""
    found = await membership(session, organ, year)
    sent = await queries_consolidation.returns_of(session, organ.id, year)
    versions = await editions.editions_of(session, organ.id, year, CONSOLIDATED)
    total = total_of(found)
    is_over = year < today(at).year
    return (
        frame(organ, Period(year), at)
        | sheets(live_source(found, actor))
        | {
            "members": [member_out(one, year) for one in found.members],
            "done": found.done,
            "uncounted": [one.name for one in found.members if one.part is None],
            "faulty": sum(bool(one.broken) for one in found.members),
            "outside": [one for one in found.members if one.member_id is not None],
            "without_four": total.without_four,
            "has_sum": bool(found.parts),
            "returns": sent,
            "returned": returned_by_key(sent),
            "member_ids": {one.key: str(one.organ_id or one.member_id) for one in found.members},
            "readable": {
                one.key for one in found.members if one.organ_id and actor.may_read(one.organ_id)
            },
            "editions": editions_out(versions),
            "is_over": is_over,
            "may_collect": actor.has(organ.id, CONSOLIDATORS),
            "may_freeze": is_over and actor.has(organ.id, FREEZERS) and len(found.members) > 1,
        }
    )


async def source_of(
    session: AsyncSession, actor: Actor, organ: Organ, period: Period, edition: int
) -> tuple[Source, str]:
    """What the figures asked for are made of, with when they stood so in words."""
    if not period.is_year:
        return await period_source(session, actor, organ, period), period.label
    if not edition:
        found = await membership(session, organ, period.year)
        return live_source(found, actor), f"{period.year}年汇总"
    made = await editions.edition(session, organ.id, period.year, edition, CONSOLIDATED)
    if made is None:
        raise NotFound(f"{organ.name}{period.year}年度没有汇总第{edition}版")
    rows = await queries_consolidation.edition_members(session, made.id)
    parts = queries_consolidation.parts_of(made, [row.EditionMember for row in rows])
    table, four = editions.table_of(made), editions.four_of(made)
    source = edition_source(made, table, four, parts, rows, actor, organ.code)
    return source, f"{period.year}年汇总第{edition}版"


@get(f"{HERE}/{{file:str}}", include_in_schema=False)
async def download(
    code: FromPath[str],
    year: FromPath[int],
    file: FromPath[str],
    session: S,
    actor: A,
    at: At,
    period: Choice = "",
) -> Response[bytes]:
    """The sum as file.json, file.csv, file.xlsx or file.docx; the members as members.xlsx."""
    organ = await queries.organ_by_code(session, actor, code)
    chosen = chosen_period(period, checked_year(year))
    if file == LIST_FILE:
        found = await membership(session, organ, year)
        content = await asyncio.to_thread(xlsx_members, found, today(at))
        return spreadsheet(content, f"members-{organ.code}-{year}")
    name, _, ending = file.partition(".")
    if name != "file":
        raise NotFound("没有这份文件")
    source, _ = await source_of(session, actor, organ, chosen, 0)
    content = await asyncio.to_thread(render, source.table, f".{ending}", source.four)
    return table_file(content, ending, f"consolidation-{organ.code}-{chosen.key}")


@get(f"{HERE}/cells/{{row:str}}/{{column:str}}", include_in_schema=False)
async def show_cell(
    request: R,
    code: FromPath[str],
    year: FromPath[int],
    row: FromPath[str],
    column: FromPath[str],
    session: S,
    actor: A,
    at: At,
    period: Choice = "",
    edition: Number = 0,
) -> Template:
    """Which member gave how much of a figure, and on from there to the member's own."""
    organ = await queries.organ_by_code(session, actor, code)
    chosen = chosen_period(period, checked_year(year))
    checked_cell(year, row, column, None)
    source, when = await source_of(session, actor, organ, chosen, edition)
    title = cell_title(row, column, when)
    found = source.behind(row, column)
    context = behind(found, title, source.table.cell(row, column), edition)
    return page(request, "consolidation_cell.html", **frame(organ, chosen, at) | context)


@get(f"{HERE}/section-four/{{group:str}}/{{figure:str}}", include_in_schema=False)
async def show_four(
    request: R,
    code: FromPath[str],
    year: FromPath[int],
    group: FromPath[str],
    figure: FromPath[str],
    session: S,
    actor: A,
    at: At,
    edition: Number = 0,
) -> Template:
    """The same of a number of section 四."""
    organ = await queries.organ_by_code(session, actor, code)
    label = checked_four(year, group, figure)
    source, when = await source_of(session, actor, organ, Period(year), edition)
    assert source.four is not None
    found = source.behind_four(group, figure)
    context = behind(found, f"{when} · {label}", source.four.cell(group, figure), edition)
    return page(request, "consolidation_cell.html", **frame(organ, Period(year), at) | context)


def behind(found: list[Any], title: str, figure: int, edition: int) -> dict[str, Any]:
    """The shares of one figure; with the edition that they stood in."""
    return {"found": found, "title": title, "figure": figure, "edition": edition}


router = Router(
    "/",
    route_handlers=[choose, show, download, show_cell, show_four],
    opt=OFFICER.opt,
)
