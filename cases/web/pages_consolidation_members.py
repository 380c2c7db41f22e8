"""Pages of 汇总 for all its members: files taken together, members added, faults sent back."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries, queries_consolidation
from cases.actions import consolidating, member_reports, sending_back
from cases.actions.member_reports import Taken
from cases.actor import Actor
from cases.annual.export_return import docx_return
from cases.annual.files import MEDIA_TYPES
from cases.annual.reports import LARGEST
from cases.errors import BadInput, Conflict, Fault
from cases.law.identity import masked_text
from cases.law.periods import Period
from cases.models import Organ
from cases.schemas import invisible_at
from cases.schemas_consolidation import MemberIn, ReturnIn
from cases.typed import read
from cases.web.api_annual import checked_year, disposition
from cases.web.forms import typed
from cases.web.page import page, shared
from cases.web.pages_consolidation import HERE, TEMPLATE, frame, year_context
from cases.web.policy import CONSOLIDATOR, OFFICER
from cases.web.problems import FormRefused

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
Code = FromPath[str]
Year = FromPath[int]
LARGEST_UPLOAD: Final = 200_000_000  # bytes of all files of one upload


@asynccontextmanager
async def shown_again(
    request: R, session: AsyncSession, actor: Actor, at: datetime, organ: Organ, year: int,
    values: dict[str, str], form: str,
) -> AsyncIterator[None]:  # fmt: skip
    """The page of the year once more, beside the form that was refused: nothing was written yet."""
    try:
        yield
    except (BadInput, Conflict) as refusal:
        context = await year_context(session, actor, at, organ, year)
        again = shared(request) | context | {"values": values, "form": form}
        raise FormRefused(refusal, TEMPLATE, again) from None


@post(f"{HERE}/reports", include_in_schema=False, request_max_body_size=LARGEST_UPLOAD)
async def take_many(
    request: R, code: Code, year: Year, session: S, actor: A, at: At
) -> Response[Any] | Template:
    """收下报送的文件: the page with one sentence for each file."""
    form = await request.form()
    organ = await queries.organ_by_code(session, actor, code)
    async with shown_again(request, session, actor, at, organ, checked_year(year), {}, "reports"):
        files = [await content_of(one) for one in uploads(form.getall("files", []))]
        taken = await member_reports.take_reports(session, actor, at, organ.id, year, files)
    context = await year_context(session, actor, at, organ, year)
    status = 200 if any(one.report for one in taken) else 422
    return page(
        request, TEMPLATE, status=status, **context | {"taken": [told(one) for one in taken]}
    )


def told(one: Taken) -> Taken:
    """The sentence about a file as a page prints it."""
    return replace(one, sentence=masked_text(one.sentence))


def uploads(sent: list[Any]) -> list[UploadFile]:
    """The files of a form; a field left empty sends none."""
    return [one for one in sent if isinstance(one, UploadFile) and one.filename]


async def content_of(file: UploadFile) -> tuple[str, bytes]:
    """Name and content of an upload; BadInput for a name that nobody can read."""
    if invisible_at(file.filename):
        raise BadInput.of([Fault("files", "文件名含有不可见的控制字符，请改名后再上传")])
    content = await file.read()
    if len(content) > LARGEST:
        sentence = f"文件“{file.filename}”超过{LARGEST // 1_000_000}MB"
        raise BadInput.of([Fault("files", sentence)])
    return file.filename, content


@post(f"{HERE}/members", include_in_schema=False)
async def add(request: R, code: Code, year: Year, session: S, actor: A, at: At) -> Response[Any]:
    """增加系统外的成员单位."""
    form = typed(await request.form())
    organ = await queries.organ_by_code(session, actor, code)
    async with shown_again(request, session, actor, at, organ, checked_year(year), form, "add"):
        filled = read(MemberIn, form)
        await consolidating.add_member(session, actor, at, organ.id, **filled.model_dump())
    return Redirect(f"/consolidation/{code}/{year}#members", status_code=303)


@post(f"{HERE}/returns", include_in_schema=False)
async def send_back(
    request: R, code: Code, year: Year, session: S, actor: A, at: At
) -> Response[Any]:
    """退回: on to the list of faults, to be printed or sent on."""
    form = typed(await request.form())
    organ = await queries.organ_by_code(session, actor, code)
    where = f"return-{form.get('member', '')}"
    async with shown_again(request, session, actor, at, organ, checked_year(year), form, where):
        filled = read(ReturnIn, form)
        sent = await sending_back.send_back(
            session, actor, at, organ.id, year, filled.member, remark=filled.remark
        )
    return Redirect(f"/consolidation/{code}/{year}/returns/{sent.id}", status_code=303)


@get(f"{HERE}/returns/{{return_id:uuid}}", include_in_schema=False)
async def show_return(
    request: R, code: Code, year: Year, return_id: FromPath[UUID], session: S, actor: A, at: At
) -> Template:
    """纠错清单: what was sent back, as it can be printed and sent on."""
    organ = await queries.organ_by_code(session, actor, code)
    sent = await queries_consolidation.return_of(session, organ.id, year, return_id)
    context = frame(organ, Period(checked_year(year)), at)
    return page(request, "consolidation_return.html", **context | {"sent": sent})


@get(f"{HERE}/returns/{{return_id:uuid}}/file", include_in_schema=False)
async def return_file(
    code: Code, year: Year, return_id: FromPath[UUID], session: S, actor: A
) -> Response[bytes]:
    """纠错清单 as a document."""
    organ = await queries.organ_by_code(session, actor, code)
    sent = await queries_consolidation.return_of(session, organ.id, year, return_id)
    content = await asyncio.to_thread(docx_return, organ.name, sent)
    name = f"{sent.member_name}{year}年度报告表纠错清单.docx"
    return Response(
        content,
        media_type=MEDIA_TYPES[".docx"],
        headers={"Content-Disposition": disposition(name)},
    )


router = Router(
    "/",
    route_handlers=[
        Router("/", route_handlers=[take_many, add, send_back], opt=CONSOLIDATOR.opt),
        Router("/", route_handlers=[show_return, return_file], opt=OFFICER.opt),
    ],
)
