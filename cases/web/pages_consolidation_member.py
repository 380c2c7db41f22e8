"""The page of one member outside the system: its table as it was read, its files, its end."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries, queries_consolidation
from cases.actions import consolidating, member_reports
from cases.actions.consolidating import CONSOLIDATORS
from cases.actor import Actor
from cases.annual.members import part_of, previous_of
from cases.annual.reports import LARGEST
from cases.errors import BadInput, Conflict, Fault, NotFound
from cases.law.consolidation import faults, in_words
from cases.law.identity import masked_text
from cases.law.periods import Period
from cases.law.section_four import FIGURES, GROUPS, SectionFour
from cases.models import Organ
from cases.models_consolidation import MemberReport, OutsideMember
from cases.schemas_consolidation import EndIn, WithdrawReportIn
from cases.typed import read
from cases.web.api_annual import checked_year
from cases.web.consolidation_views import NOWHERE, Source
from cases.web.forms import typed
from cases.web.page import page, shared
from cases.web.pages_consolidation import HERE, frame, sheets
from cases.web.pages_consolidation_members import content_of, uploads
from cases.web.policy import CONSOLIDATOR, OFFICER
from cases.web.problems import FormRefused

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
Code = FromPath[str]
Year = FromPath[int]
MemberId = FromPath[UUID]
MEMBER: Final = "consolidation_member.html"


async def member_context(
    session: AsyncSession, actor: Actor, at: datetime, organ: Organ, year: int, member_id: UUID
) -> dict[str, Any]:
    """A member outside the system: its table as it was read, faults, notes, and all that it sent."""
    found = await queries_consolidation.member_file(session, organ.id, year, member_id)
    report = found.in_force
    context = frame(organ, Period(year), at) | {
        "member": found.member,
        "report": report,
        "reports": [masked(one) for one in found.reports],
        "may_collect": actor.has(organ.id, CONSOLIDATORS),
        "faults_found": [],
        "table": None,
        "here_address": f"/consolidation/{organ.code}/{year}/members/{member_id}",
    }
    if report is None:
        return context
    part = part_of(found.member, report)
    four = None
    if part.table4 is not None:
        groups = {g.key: tuple(part.table4[g.key][one] for one in FIGURES) for g in GROUPS}
        four = SectionFour(part.name, year, groups)
    broken = faults(part, previous_of(found.member, report, found.before))
    return context | sheets(Source(part.table, four, [part], {part.key: NOWHERE})) | {
        "faults_found": [in_words(one) for one in broken],
        "file_name": masked_text(report.file_name),
        "organ_said": masked_text(report.organ_name),
        "report_notes": [masked_text(note) for note in report.notes],
    }  # fmt: skip


def masked(report: MemberReport) -> tuple[MemberReport, str]:
    """A report with the name of its file as pages print it."""
    return report, masked_text(report.file_name)


@get(f"{HERE}/members/{{member_id:uuid}}", include_in_schema=False)
async def show_member(
    request: R, code: Code, year: Year, member_id: MemberId, session: S, actor: A, at: At
) -> Template:
    """One member outside the system."""
    organ = await queries.organ_by_code(session, actor, code)
    context = await member_context(session, actor, at, organ, checked_year(year), member_id)
    return page(request, MEMBER, **context)


@asynccontextmanager
async def member_shown_again(
    request: R, session: AsyncSession, actor: Actor, at: datetime, organ: Organ, year: int,
    member_id: UUID, values: dict[str, str], form: str,
) -> AsyncIterator[None]:  # fmt: skip
    """The member's page once more, beside the form that was refused: nothing was written yet."""
    member = await session.get(OutsideMember, member_id)
    if member is None or member.organ_id != organ.id:
        raise NotFound("没有找到这个成员单位")
    try:
        yield
    except (BadInput, Conflict) as refusal:
        context = await member_context(session, actor, at, organ, year, member_id)
        again = shared(request) | context | {"values": values, "form": form}
        raise FormRefused(refusal, MEMBER, again) from None


@post(
    f"{HERE}/members/{{member_id:uuid}}/report",
    include_in_schema=False,
    request_max_body_size=LARGEST + 1_000_000,
)
async def take_one(
    request: R, code: Code, year: Year, member_id: MemberId, session: S, actor: A, at: At
) -> Response[Any]:
    """收下或者替换一个单位报送的文件."""
    form = await request.form()
    values = typed(form)
    organ = await queries.organ_by_code(session, actor, code)
    async with member_shown_again(
        request, session, actor, at, organ, checked_year(year), member_id, values, "report"
    ):
        files = uploads(form.getall("file", []))
        if len(files) != 1:
            raise BadInput.of([Fault("file", "请选择一个报送的文件")])
        name, content = await content_of(files[0])
        reason = values.get("reason", "").strip()
        await keep_one(session, actor, at, member_id, year, name, content, reason)
    return Redirect(f"/consolidation/{code}/{year}/members/{member_id}", status_code=303)


async def keep_one(
    session: AsyncSession, actor: Actor, at: datetime, member_id: UUID, year: int, name: str,
    content: bytes, reason: str,
) -> MemberReport:  # fmt: skip
    """A report taken, or with a reason the one in force replaced."""
    if not reason:
        return await member_reports.take_report(session, actor, at, member_id, year, name, content)
    return await member_reports.replace_report(
        session, actor, at, member_id, year, name, content, reason=reason
    )


@post(f"{HERE}/members/{{member_id:uuid}}/withdrawal", include_in_schema=False)
async def withdraw(
    request: R, code: Code, year: Year, member_id: MemberId, session: S, actor: A, at: At
) -> Response[Any]:
    """撤回报送的表."""
    form = typed(await request.form())
    organ = await queries.organ_by_code(session, actor, code)
    async with member_shown_again(
        request, session, actor, at, organ, checked_year(year), member_id, form, "withdrawal"
    ):
        reason = read(WithdrawReportIn, form).reason
        await member_reports.withdraw_report(session, actor, at, member_id, year, reason=reason)
    return Redirect(f"/consolidation/{code}/{year}/members/{member_id}", status_code=303)


@post(f"{HERE}/members/{{member_id:uuid}}/end", include_in_schema=False)
async def end(
    request: R, code: Code, year: Year, member_id: MemberId, session: S, actor: A, at: At
) -> Response[Any]:
    """终止成员单位."""
    form = typed(await request.form())
    organ = await queries.organ_by_code(session, actor, code)
    async with member_shown_again(
        request, session, actor, at, organ, checked_year(year), member_id, form, "end"
    ):
        filled = read(EndIn, form)
        await consolidating.end_member(session, actor, at, member_id, **filled.model_dump())
    return Redirect(f"/consolidation/{code}/{year}#members", status_code=303)


router = Router(
    "/",
    route_handlers=[
        Router("/", route_handlers=[take_one, withdraw, end], opt=CONSOLIDATOR.opt),
        Router("/", route_handlers=[show_member], opt=OFFICER.opt),
    ],
)
