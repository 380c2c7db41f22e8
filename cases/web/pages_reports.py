"""One 年度报告全文: plan, entering, checks, the whole report as a page and as a DOCX."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated, Any, Final

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries
from cases.actions import report_papers, reporting
from cases.actions.chain_setting import SETTERS
from cases.actions.door import today
from cases.actions.report_sources import Sourced, sourced
from cases.actor import Actor
from cases.annual import layout_four
from cases.annual.files import MEDIA_TYPES
from cases.annual.layout import grid_of
from cases.annual.members_two import two_of_members
from cases.errors import BadInput, Conflict
from cases.keeping import keeping
from cases.law import report as law
from cases.law import section_two
from cases.law.annual import FIRST_YEAR
from cases.law.report_dates import PUBLISHERS, month_day
from cases.law.section_four import TITLE as FOUR
from cases.models import Organ
from cases.queries_reports import recorded_charges, report_papers_of
from cases.report.docx import NOT_FILLED, opening, printed_day
from cases.schemas_reports import FilingIn, PublicationIn, ReportEntryIn, ReportPlanIn
from cases.typed import read
from cases.web.api_annual import checked_year, disposition
from cases.web.forms import typed
from cases.web.page import page, shared
from cases.web.policy import CHAIN_SETTER, OFFICER, REPORTER
from cases.web.problems import FormRefused
from cases.web.report_views import (
    filled_by_members,
    form_values,
    groups,
    report_context,
    texts_shown,
    with_typed,
)

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
TEMPLATE: Final = "annual_report.html"
DONE: Final = {
    "saved": "已保存，年度报告按新的内容生成。",
    "plan": "已保存公布计划。",
    "published": "已登记公布情况。",
    "filed": "已存档，可以在下方下载。",
}
FILLED: Final = "已将成员单位的合计填入第二部分的{}个空格，还没有保存，请核对后保存。"
NOTHING_FILLED: Final = "第二部分没有可以用成员单位合计填入的空格。"


async def _context(
    session: AsyncSession, actor: Actor, at: datetime, organ: Organ, year: int
) -> dict[str, Any]:
    found = await sourced(session, organ, checked_year(year))
    members = await two_of_members(session, organ, year)
    shown = report_context(found, found.report, actor, today(at), members)
    return shown | await _beside(session, actor, at, found)


async def _beside(
    session: AsyncSession, actor: Actor, at: datetime, found: Sourced
) -> dict[str, Any]:
    """What a report's page has beside the report: its form as it begins, fees, papers, choices."""
    organ, year = found.organ, found.report.year
    name = report_papers.file_name(organ.name, year)
    return {
        "values": form_values(found),
        "form": "",
        "done": "",
        "proposed": await recorded_charges(session, organ.id, year),
        "documents": await report_papers_of(session, organ.id, name),
        "publishers": PUBLISHERS,
        "sets": actor.has(organ.id, SETTERS),
        "checked": False,
        "first_year": FIRST_YEAR,
        "this_year": today(at).year,
    }


@get("/annual-reports/{code:str}/{year:int}", include_in_schema=False)
async def show(
    request: R,
    code: FromPath[str],
    year: FromPath[int],
    session: S,
    actor: A,
    at: At,
    done: Annotated[str, QueryParameter(max_length=20)] = "",
) -> Template:
    """One report: its plan and reminders, the form, what contradicts the tables."""
    organ = await queries.organ_by_code(session, actor, code)
    context = await _context(session, actor, at, organ, year)
    return page(request, TEMPLATE, **context | {"done": DONE.get(done, "")})


@asynccontextmanager
async def shown_again(
    request: R, session: AsyncSession, actor: Actor, at: datetime, code: str, year: int,
    form: dict[str, str], name: str,
) -> AsyncIterator[Organ]:  # fmt: skip
    """The page once more, beside the form that was refused: nothing was written yet."""
    organ = await queries.organ_by_code(session, actor, code)
    checked_year(year)
    try:
        yield organ
    except (BadInput, Conflict) as refusal:
        context = await _context(session, actor, at, organ, year)
        again = {"values": context["values"] | form, "form": name}
        raise FormRefused(refusal, TEMPLATE, shared(request) | context | again) from None


@post("/annual-reports/{code:str}/{year:int}", opt=REPORTER.opt, include_in_schema=False)
async def save(
    request: R, code: FromPath[str], year: FromPath[int], session: S, actor: A, at: At
) -> Response[Any]:
    """保存录入: all of it or nothing."""
    form = typed(await request.form())
    async with shown_again(request, session, actor, at, code, year, form, "entry") as organ:
        entry = dict(read(ReportEntryIn, groups(form)))
        await reporting.save_entry(session, actor, at, organ.id, year, **entry)
    return Redirect(f"/annual-reports/{code}/{year}?done=saved", status_code=303)


@post(
    "/annual-reports/{code:str}/{year:int}/check",
    opt=REPORTER.opt,
    include_in_schema=False,
    status_code=200,
)
async def check(
    request: R, code: FromPath[str], year: FromPath[int], session: S, actor: A, at: At
) -> Template:
    """核对: the same page with what was typed, compared and not saved."""
    form = typed(await request.form())
    async with shown_again(request, session, actor, at, code, year, form, "entry") as organ:
        reporting.check_writer(actor, organ.id)
        filled = read(ReportEntryIn, groups(form))
        found = await sourced(session, organ, year)
        entered = reporting.checked_entry(
            found, year, filled.section_two, filled.charges, filled.texts
        )
    members = await two_of_members(session, organ, year)
    shown = report_context(found, with_typed(found, entered), actor, today(at), members)
    beside = await _beside(session, actor, at, found) | {"values": form, "checked": True}
    return page(request, TEMPLATE, **shown | beside)


@post(
    "/annual-reports/{code:str}/{year:int}/members-sums",
    opt=REPORTER.opt,
    include_in_schema=False,
    status_code=200,
)
async def fill(
    request: R, code: FromPath[str], year: FromPath[int], session: S, actor: A, at: At
) -> Template:
    """填入成员合计: the same page with what was typed, empty figures filled; nothing is saved."""
    form = typed(await request.form())
    organ = await queries.organ_by_code(session, actor, code)
    reporting.check_writer(actor, organ.id)
    context = await _context(session, actor, at, organ, year)
    values = filled_by_members(form, context["members"])
    number = sum(values[name] != form.get(name, "") for name in values)
    done = FILLED.format(number) if number else NOTHING_FILLED
    return page(request, TEMPLATE, **context | {"values": values, "done": done})


@post("/annual-reports/{code:str}/{year:int}/plan", opt=CHAIN_SETTER.opt, include_in_schema=False)
async def set_plan(
    request: R, code: FromPath[str], year: FromPath[int], session: S, actor: A, at: At
) -> Response[Any]:
    """设置公布计划."""
    form = typed(await request.form())
    async with shown_again(request, session, actor, at, code, year, form, "plan") as organ:
        filled = read(ReportPlanIn, form)
        await reporting.set_plan(
            session, actor, at, organ.id, publisher=filled.publisher,
            aim=month_day(filled.aim) if filled.aim else None,
            warn_from=month_day(filled.warn_from) if filled.warn_from else None,
            reason=filled.reason,
        )  # fmt: skip
    return Redirect(f"/annual-reports/{code}/{year}?done=plan", status_code=303)


@post(
    "/annual-reports/{code:str}/{year:int}/publication",
    opt=CHAIN_SETTER.opt,
    include_in_schema=False,
)
async def publish(
    request: R, code: FromPath[str], year: FromPath[int], session: S, actor: A, at: At
) -> Response[Any]:
    """登记公布情况."""
    form = typed(await request.form())
    async with shown_again(request, session, actor, at, code, year, form, "publication") as organ:
        filled = dict(read(PublicationIn, form))
        await reporting.record_publication(session, actor, at, organ.id, year, **filled)
    return Redirect(f"/annual-reports/{code}/{year}?done=published", status_code=303)


@post("/annual-reports/{code:str}/{year:int}/papers", opt=REPORTER.opt, include_in_schema=False)
async def file_report(
    request: R, code: FromPath[str], year: FromPath[int], session: S, actor: A, at: At
) -> Response[Any]:
    """存档: the DOCX as it is now, into the organ's papers."""
    form = typed(await request.form())
    async with shown_again(request, session, actor, at, code, year, {}, "papers") as organ:
        reporting.check_writer(actor, organ.id)
        read(FilingIn, form)
        await report_papers.write_report(session, keeping(session).home, at, organ, year)
    return Redirect(f"/annual-reports/{code}/{year}?done=filed#papers", status_code=303)


@get("/annual-reports/{code:str}/{year:int}/preview", include_in_schema=False)
async def preview(
    request: R, code: FromPath[str], year: FromPath[int], session: S, actor: A
) -> Template:
    """The whole report as a page, to be read and printed."""
    organ = await queries.organ_by_code(session, actor, code)
    found = await sourced(session, organ, checked_year(year))
    report = found.report
    return page(
        request,
        "annual_report_preview.html",
        found=found,
        organ=organ,
        year=year,
        report=report,
        title_lines=(law.whose(organ.name, year), law.NAME),
        opening=opening(report),
        texts=texts_shown(report),
        first_section=law.TITLE_ONE,
        two_title=section_two.TITLE,
        two_content=section_two.CONTENT,
        two_blocks=section_two.BLOCKS[report.now.two.form],
        figures_in=section_two.figures_in,
        not_filled=NOT_FILLED,
        grid=grid_of(report.now.form),
        four_title=FOUR,
        four_header=layout_four.HEADER,
        four_columns=layout_four.COLUMNS,
        dated=printed_day(report_papers.dated_on(found)),
        base=f"/annual-reports/{code}/{year}",
    )


@get("/annual-reports/{code:str}/{year:int}/file.docx", include_in_schema=False)
async def download(
    code: FromPath[str], year: FromPath[int], session: S, actor: A
) -> Response[bytes]:
    """The whole report as a DOCX."""
    organ = await queries.organ_by_code(session, actor, code)
    found = await sourced(session, organ, checked_year(year))
    return report_file(await report_papers.made(found), report_papers.file_name(organ.name, year))


def report_file(content: bytes, name: str) -> Response[bytes]:
    """A report as a download under its own name."""
    headers = {"Content-Disposition": disposition(name)}
    return Response(content, media_type=MEDIA_TYPES[report_papers.ENDING], headers=headers)


router = Router(
    "/",
    route_handlers=[
        show, save, check, fill, set_plan, publish, file_report, preview, download,
    ],
    opt=OFFICER.opt,
)  # fmt: skip
