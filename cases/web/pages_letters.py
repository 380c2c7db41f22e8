"""Pages of 答复书: as a sheet of paper, to download, edit elsewhere and bring back, and to issue."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import drafting
from cases.actions.file_checks import LARGEST_REQUEST, check_name
from cases.actor import Actor
from cases.errors import BadInput, Conflict, Fault, TooLarge, Unlawful
from cases.office import Office
from cases.schemas_letters import EditedDraftIn
from cases.states import Verb
from cases.typed import read
from cases.web.api_papers import TOO_LARGE_HANDLERS
from cases.web.forms import typed
from cases.web.letter_files import Format, draft_file
from cases.web.letter_views import letter_context
from cases.web.page import page, shared
from cases.web.policy import OFFICER
from cases.web.problems import FormRefused

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
O = NamedDependency[Office]  # noqa: E741
At = NamedDependency[datetime]
EDITED = "edited"


@get("/letter", include_in_schema=False)
async def letter_page(
    request: R, case_id: FromPath[UUID], session: S, office: O, actor: A
) -> Template:
    """答复书 as it stands."""
    context = await letter_context(session, office, actor, case_id)
    return page(request, "letter.html", **context)


@get("/letter.docx", include_in_schema=False)
async def letter_docx(case_id: FromPath[UUID], session: S, actor: A) -> Response[Any]:
    """The draft, to be edited in WPS or Word."""
    return await draft_file(session, actor, case_id, Format.DOCX)


@get("/letter.pdf", include_in_schema=False)
async def letter_pdf(case_id: FromPath[UUID], session: S, actor: A) -> Response[Any]:
    """The draft as it will be printed."""
    return await draft_file(session, actor, case_id, Format.PDF)


@post(
    "/draft/edited",
    include_in_schema=False,
    request_max_body_size=LARGEST_REQUEST,
    exception_handlers=TOO_LARGE_HANDLERS,
)
async def bring_back(
    request: R, case_id: FromPath[UUID], session: S, office: O, actor: A, at: At
) -> Response[Any]:
    """上传修改后的文稿: compared with the draft; what was lost is named, and nothing is stored then."""
    form = await request.form()
    context = await letter_context(session, office, actor, case_id)
    try:
        told = read(EditedDraftIn, typed(form))
        name, content = await edited_file(form.get("file"))
        await drafting.draft_edited(
            session, actor, at, case_id, name=name, content=content, row=told.row,
            online=told.online,
        )  # fmt: skip
    except (BadInput, TooLarge, Unlawful, Conflict) as refusal:
        if Verb.DRAFT not in context["verbs"]:
            raise
        again = shared(request) | context | {"values": typed(form), "form": EDITED}
        raise FormRefused(refusal, "letter.html", again) from None
    return Redirect(f"/cases/{case_id}/letter#changes", status_code=303)


async def edited_file(file: Any) -> tuple[str, bytes]:
    """The name and the bytes of what was brought back; BadInput where nothing was chosen."""
    if not isinstance(file, UploadFile) or not file.filename:
        raise BadInput.of([Fault("file", "请选择修改后的文稿（DOCX）")])
    check_name(file.filename)
    return file.filename, await file.read()


router = Router(
    "/cases/{case_id:uuid}",
    route_handlers=[letter_page, letter_docx, letter_pdf, bring_back],
    opt=OFFICER.opt,
)
