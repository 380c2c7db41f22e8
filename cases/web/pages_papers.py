"""Attachments and volumes on a case's page: forms that upload, and forms that download."""

import asyncio
from collections.abc import Awaitable
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, Response, Router, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.attaching import File, attach
from cases.actions.file_checks import LARGEST_REQUEST, checked
from cases.actor import Actor
from cases.errors import BadInput, Fault, Refusal, TooLarge
from cases.office import Office
from cases.schemas_papers import AttachmentIn, EvidenceIn, VolumeIn
from cases.typed import read
from cases.web.api_papers import TOO_LARGE_HANDLERS
from cases.web.forms import typed
from cases.web.page import shared
from cases.web.pages_cases import case_context
from cases.web.policy import OFFICER
from cases.web.problems import FormRefused
from cases.web.volume_views import archive_file, attachment_file, evidence_file

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
O = NamedDependency[Office]  # noqa: E741
At = NamedDependency[datetime]


@post(
    "/attachments",
    include_in_schema=False,
    request_max_body_size=LARGEST_REQUEST,
    exception_handlers=TOO_LARGE_HANDLERS,
)
async def add_attachment(
    request: R, case_id: FromPath[UUID], session: S, office: O, actor: A, at: At
) -> Response[Any]:
    """附卷; what was typed comes back with a fault, the file has to be chosen again."""
    form = await request.form()
    context = await case_context(session, office, actor, case_id)
    try:
        told = read(AttachmentIn, typed(form))
        file = await uploaded(form.get("file"))
        await attach(session, actor, at, case_id, file, **dict(told))
    except (BadInput, TooLarge) as refusal:
        raise shown_again(request, context, "attach", typed(form), refusal) from None
    return Redirect(f"/cases/{case_id}#attachments", status_code=303)


async def uploaded(file: Any) -> File:
    """The file of a form, checked by its content; BadInput where none was chosen."""
    if not isinstance(file, UploadFile) or not file.filename:
        raise BadInput.of([Fault("file", "请选择要附卷的文件")])
    content = await file.read()
    return await asyncio.to_thread(checked, file.filename, content)


def shown_again(
    request: R, context: dict[str, Any], form: str, values: dict[str, str], refusal: Refusal
) -> FormRefused:
    """The case's page with the form that was refused."""
    again = shared(request) | context | {"values": values, "form": form}
    return FormRefused(refusal, "case.html", again)


@post("/attachments/{number:int}/download", include_in_schema=False, status_code=200)
async def download_attachment(
    case_id: FromPath[UUID], number: FromPath[int], session: S, actor: A, at: At
) -> Response[bytes]:
    """调取附件."""
    return await attachment_file(session, actor, at, case_id, number)


@post("/archive-file", include_in_schema=False, status_code=200)
async def make_archive_file(
    request: R, case_id: FromPath[UUID], session: S, office: O, actor: A, at: At
) -> Response[Any]:
    """制作案卷."""
    form = typed(await request.form())

    async def made() -> Response[bytes]:
        return await archive_file(session, office, actor, at, case_id, read(VolumeIn, form))

    return await _made(request, session, office, actor, case_id, "archive_file", form, made())


@post("/evidence-file", include_in_schema=False, status_code=200)
async def make_evidence_file(
    request: R, case_id: FromPath[UUID], session: S, office: O, actor: A, at: At
) -> Response[Any]:
    """制作举证材料."""
    form = typed(await request.form())

    async def made() -> Response[bytes]:
        return await evidence_file(session, office, actor, at, case_id, read(EvidenceIn, form))

    return await _made(request, session, office, actor, case_id, "evidence_file", form, made())


async def _made(
    request: R,
    session: AsyncSession,
    office: Office,
    actor: Actor,
    case_id: UUID,
    name: str,
    form: dict[str, str],
    made: Awaitable[Response[bytes]],
) -> Response[Any]:
    try:
        return await made
    except BadInput as refusal:
        context = await case_context(session, office, actor, case_id)
        raise shown_again(request, context, name, form, refusal) from None


router = Router(
    "/cases/{case_id:uuid}",
    route_handlers=[add_attachment, download_attachment, make_archive_file, make_evidence_file],
    opt=OFFICER.opt,
)
