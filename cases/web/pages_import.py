"""Pages of the register import: upload, preview with faults beside their rows, confirm."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries
from cases.actions import uploads
from cases.actions.bring_in import bring_in, faults_against_store
from cases.actions.door import check_role, today
from cases.actor import Actor
from cases.errors import BadInput, Fault, Refusal
from cases.models import Organ, RegisterUpload
from cases.office import Office
from cases.register.rows import check_rows
from cases.register.sheet import read_sheet
from cases.schemas import invisible_at
from cases.states import MOVE, Verb
from cases.web.forms import typed
from cases.web.page import page, shared
from cases.web.policy import IMPORTER
from cases.web.problems import FormRefused

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
O = NamedDependency[Office]  # noqa: E741
At = NamedDependency[datetime]
PREVIEWED: Final = 200  # rows shown without a fault; rows with one are all shown, up to this many


async def upload_context(session: AsyncSession, actor: Actor) -> dict[str, Any]:
    """The organs into which this officer may bring a register."""
    allowed = set(actor.organs_with(MOVE[Verb.BRING_IN].who))
    organs = [o for o in await queries.organs_of(session, actor) if o.id in allowed]
    return {"organs": organs, "values": {}}


@get("/import", include_in_schema=False)
async def show_upload(request: R, session: S, actor: A) -> Template:
    """Where a register is chosen, with what it must hold."""
    return page(request, "import.html", **await upload_context(session, actor))


@post("/import", include_in_schema=False, request_max_body_size=60_000_000)
async def upload(request: R, session: S, actor: A, office: O, at: At) -> Response[Any]:
    """Keep an uploaded register, sealed, and go on to its preview."""
    form = await request.form()
    context = await upload_context(session, actor)
    context["values"] = typed(form)
    file = form.get("file")
    try:
        organ = next((o for o in context["organs"] if o.code == form.get("organ")), None)
        if organ is None:
            raise BadInput.of([Fault("organ", "请选择导入单位")])
        if not isinstance(file, UploadFile) or not file.filename:
            raise BadInput.of([Fault("file", "请选择台账文件（xlsx或者csv）")])
        if invisible_at(file.filename):
            raise BadInput.of([Fault("file", "文件名含有不可见的控制字符，请改名后再上传")])
        content = await file.read()
        read_sheet(content, file.filename)
        kept = await uploads.keep(
            session, office.vault, actor, at, organ.id, file.filename, content
        )
    except Refusal as refusal:
        if not refusal.faults:
            refusal.faults = (Fault("file", refusal.sentence),)
        raise FormRefused(refusal, "import.html", shared(request) | context) from None
    return Redirect(f"/import/{kept.id}", status_code=303)


async def preview_context(
    session: AsyncSession, office: Office, upload: RegisterUpload, at: datetime
) -> dict[str, Any]:
    """What a kept register would bring in, its faults beside their rows."""
    organ = await session.get(Organ, upload.organ_id)
    sheet = read_sheet(uploads.content(office.vault, upload), upload.name)
    checked = check_rows(sheet, today(at))
    store_faults, already = await faults_against_store(session, upload.organ_id, checked.rows)
    by_row: dict[int, dict[str, list[Any]]] = {}
    faults = sorted((*checked.faults, *store_faults), key=lambda fault: fault.row)
    for fault in faults:
        by_row.setdefault(fault.row, {}).setdefault(fault.column, []).append(fault)
    shown = [row for row in sheet.rows if row.number in by_row] or list(sheet.rows)
    return {
        "upload": upload,
        "organ": organ,
        "headings": sheet.headings,
        "rows": shown[:PREVIEWED],
        "shown": min(len(shown), PREVIEWED),
        "row_count": len(sheet.rows),
        "all_faults": faults,
        "by_row": by_row,
        "already": len(already),
        "adds": len(checked.rows) - len(already),
        "checked": checked,
    }


@get("/import/{upload_id:uuid}", include_in_schema=False)
async def preview(
    request: R, upload_id: FromPath[UUID], session: S, actor: A, office: O, at: At
) -> Template:
    """The rows of a register as they would be stored; nothing is stored yet."""
    upload = await uploads.find(session, actor, upload_id)
    return page(request, "preview.html", **await preview_context(session, office, upload, at))


@post("/import/{upload_id:uuid}", include_in_schema=False)
async def confirm(
    request: R, upload_id: FromPath[UUID], session: S, actor: A, office: O, at: At
) -> Response[Any]:
    """Bring the register in, or put it away."""
    form = typed(await request.form())
    upload = await uploads.find(session, actor, upload_id)
    check_role(actor, upload.organ_id, Verb.BRING_IN)
    if "discard" in form:
        await uploads.put_away(session, upload)
        return Redirect("/import", status_code=303)
    context = await preview_context(session, office, upload, at)
    try:
        done = await bring_in(session, office.vault, actor, at, upload.organ_id, context["checked"])
    except Refusal as refusal:
        raise FormRefused(refusal, "preview.html", shared(request) | context) from None
    await uploads.put_away(session, upload)
    return page(request, "imported.html", done=done, organ=context["organ"], name=upload.name)


router = Router(
    "/",
    route_handlers=[show_upload, upload, preview, confirm],
    opt=IMPORTER.opt,
)
