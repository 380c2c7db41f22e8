"""The JSON API of 汇总: members and sum of a year, reports taken, faults sent back, sums frozen."""

from datetime import datetime
from uuid import UUID

from litestar import Router, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, MultipartBody
from pydantic import BaseModel, ConfigDict
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries, queries_consolidation
from cases.actions import consolidating, member_reports, sending_back
from cases.actor import Actor
from cases.annual.members import membership
from cases.annual.members_two import two_of_members
from cases.annual.reports import LARGEST
from cases.law.identity import masked_text
from cases.models_consolidation import OutsideMember
from cases.schemas_consolidation import ConsolidateIn, MemberIn, ReplaceIn, ReturnIn
from cases.web.api_annual import READS, checked_cell, checked_year
from cases.web.consolidation_views import (
    ConsolidationOut,
    ShareOut,
    SharesOut,
    consolidation_out,
    live_source,
)
from cases.web.edition_views import EditionTableOut, edition_table_out
from cases.web.pages_consolidation_members import content_of
from cases.web.policy import CONSOLIDATOR, FREEZER, OFFICER
from cases.web.problems import refuses

S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
Code = FromPath[str]
Year = FromPath[int]
HERE = "/organs/{code:str}/consolidations/{year:int}"
WRITES = refuses(400, 401, 403, 404, 409, 413, 415, 422)


class OutsideMemberOut(BaseModel):
    """系统外的成员单位."""

    key: UUID
    name: str
    code: str
    first_year: int
    last_year: int | None


class MemberReportOut(BaseModel):
    """收下的报送: 不成立的勾稽关系和读入说明."""

    member: UUID
    year: int
    kind: str
    file_name: str
    organ_name: str
    replaces: UUID | None
    faults: list[str]
    notes: list[str]


class ReturnOut(BaseModel):
    """一次退回."""

    id: UUID
    member: str
    faults: list[str]
    remark: str


class MemberReportFileIn(ReplaceIn):
    """报送的文件."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)
    file: UploadFile


@get(HERE, responses=READS, summary="年度报告的汇总")
async def read_consolidation(code: Code, year: Year, session: S, actor: A) -> ConsolidationOut:
    """The members of a government with their state, and the sum of what they gave."""
    organ = await queries.organ_by_code(session, actor, code)
    found = await membership(session, organ, checked_year(year))
    return consolidation_out(found, await two_of_members(session, organ, year))


@get(f"{HERE}/cells/{{row:str}}/{{column:str}}", responses=READS, summary="汇总的一个数字的组成")
async def read_shares(
    code: Code, year: Year, row: FromPath[str], column: FromPath[str], session: S, actor: A
) -> SharesOut:
    """Which member gave how much of one figure, the biggest first."""
    organ = await queries.organ_by_code(session, actor, code)
    checked_cell(year, row, column, None)
    source = live_source(await membership(session, organ, year), actor)
    return SharesOut(
        row=row,
        column=column,
        figure=source.table.cell(row, column),
        shares=[ShareOut(**vars(share)) for share, _ in source.behind(row, column)],
    )


@post(f"{HERE}/members", responses=WRITES, opt=CONSOLIDATOR.opt, summary="增加系统外的成员单位")
async def add_member(
    code: Code, year: Year, data: JSONBody[MemberIn], session: S, actor: A, at: At
) -> OutsideMemberOut:
    """A member outside the system, counted from a data year on."""
    organ = await queries.organ_by_code(session, actor, code)
    checked_year(year)
    member = await consolidating.add_member(session, actor, at, organ.id, **data.model_dump())
    return member_out(member)


def member_out(member: OutsideMember) -> OutsideMemberOut:
    """An outside member as programs read it."""
    return OutsideMemberOut(
        key=member.id, name=member.name, code=member.code, first_year=member.first_year,
        last_year=member.last_year,
    )  # fmt: skip


@post(
    f"{HERE}/members/{{member_id:uuid}}/report",
    responses=WRITES,
    opt=CONSOLIDATOR.opt,
    summary="收下成员单位报送的文件",
    description="JSON、XLSX、DOCX或者HTML；已经报送过的，写明原因才能替换。",
    request_max_body_size=LARGEST + 1_000_000,
)
async def take_report(
    code: Code, year: Year, member_id: FromPath[UUID], data: MultipartBody[MemberReportFileIn],
    session: S, actor: A, at: At,
) -> MemberReportOut:  # fmt: skip
    """A member's file as it was read, with the checks that it breaks."""
    organ = await queries.organ_by_code(session, actor, code)
    found = await queries_consolidation.member_file(session, organ.id, year, member_id)
    name, content = await content_of(data.file)
    if data.reason:
        kept = await member_reports.replace_report(
            session, actor, at, member_id, year, name, content, reason=data.reason
        )
    else:
        kept = await member_reports.take_report(session, actor, at, member_id, year, name, content)
    return MemberReportOut(
        member=found.member.id, year=kept.year, kind=kept.kind,
        file_name=masked_text(kept.file_name), organ_name=masked_text(kept.organ_name),
        replaces=kept.replaces, faults=kept.faults,
        notes=[masked_text(note) for note in kept.notes],
    )  # fmt: skip


@post(f"{HERE}/returns", responses=WRITES, opt=CONSOLIDATOR.opt, summary="退回成员单位更正")
async def send_back(
    code: Code, year: Year, data: JSONBody[ReturnIn], session: S, actor: A, at: At
) -> ReturnOut:
    """What is wrong or still awaited is sent back; the heads of an organ in the system are told."""
    organ = await queries.organ_by_code(session, actor, code)
    sent = await sending_back.send_back(
        session, actor, at, organ.id, checked_year(year), data.member, remark=data.remark
    )
    return ReturnOut(id=sent.id, member=sent.member_name, faults=sent.faults, remark=sent.remark)


@post(f"{HERE}/editions", responses=WRITES, opt=FREEZER.opt, summary="汇总定版")
async def freeze(
    code: Code, year: Year, data: JSONBody[ConsolidateIn], session: S, actor: A, at: At
) -> EditionTableOut:
    """The sum of what is there now as the next consolidated edition."""
    organ = await queries.organ_by_code(session, actor, code)
    made = await consolidating.consolidate(
        session, actor, at, organ.id, checked_year(year), reason=data.reason
    )
    return edition_table_out(made, None)


router = Router(
    "/api",
    route_handlers=[read_consolidation, read_shares, add_member, take_report, send_back, freeze],
    opt=OFFICER.opt,
    tags=["年度报告的汇总"],
)
