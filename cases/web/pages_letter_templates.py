"""Pages of 文书模板: the catalogue with the settings of letters, and the templates of one paper."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import letter_setting, template_keeping
from cases.actions.chain_setting import SETTERS
from cases.actions.template_trials import Content
from cases.actor import Actor
from cases.errors import BadInput, Conflict, Fault, TooLarge, Unlawful
from cases.models import Organ
from cases.schemas_letter_templates import LetterSettingIn, TemplateIn, TemplateWithdrawalIn
from cases.typed import read
from cases.web.api_letter_templates import LARGEST_REQUEST, TOO_LARGE_HANDLERS
from cases.web.forms import typed
from cases.web.letter_template_views import (
    catalogue,
    compared,
    file_of,
    letters_now,
    paper_context,
    trial_of,
)
from cases.web.organ_views import own_organ
from cases.web.page import page, shared
from cases.web.policy import CHAIN_SETTER, OFFICER, TEMPLATE_APPROVER, TEMPLATE_WITHDRAWER
from cases.web.problems import FormRefused

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
Code = FromPath[str]
Paper = FromPath[str]
Number = FromPath[int]
Asked = Annotated[int | None, QueryParameter(ge=0, le=template_keeping.MOST_VERSIONS)]
REFUSED: Final = (BadInput, Conflict, TooLarge, Unlawful)


async def letters_context(
    session: AsyncSession, actor: Actor, organ: Organ, at: datetime
) -> dict[str, Any]:
    """What the page of an organ's letters shows."""
    return {
        "organ": organ,
        "groups": await catalogue(session, organ, at),
        "letters": await letters_now(session, organ),
        "sets_letters": actor.has(organ.id, SETTERS),
        "values": {},
        "form": "",
    }


@get("/office/{code:str}/letters", include_in_schema=False)
async def show_letters(request: R, code: Code, session: S, actor: A, at: At) -> Template:
    """文书目录 and 文书的设置."""
    organ = await own_organ(session, actor, code)
    return page(request, "letters.html", **await letters_context(session, actor, organ, at))


@post("/office/{code:str}/letter-settings", opt=CHAIN_SETTER.opt, include_in_schema=False)
async def set_letters(request: R, code: Code, session: S, actor: A, at: At) -> Response[Any]:
    """设置文书."""
    organ = await own_organ(session, actor, code)
    form = typed(await request.form())
    try:
        filled = read(LetterSettingIn, form | {"head": "head" in form})
        await letter_setting.set_letters(session, actor, at, organ.id, **dict(filled))
    except BadInput as refusal:
        context = await letters_context(session, actor, organ, at)
        shown = shared(request) | context | {"values": form, "form": "settings"}
        raise FormRefused(refusal, "letters.html", shown) from None
    return Redirect(f"/office/{code}/letters#settings", status_code=303)


@get("/office/{code:str}/letters/{paper:str}", include_in_schema=False)
async def show_paper(
    request: R,
    code: Code,
    paper: Paper,
    session: S,
    actor: A,
    at: At,
    before: Asked = None,
    after: Asked = None,
) -> Template:
    """One paper: its fields, the versions of its template, two of them compared where asked."""
    organ = await own_organ(session, actor, code)
    context = await paper_context(session, actor, organ, at, paper)
    if before is not None and after is not None:
        pieces = await compared(session, organ, paper, before, after)
        context |= {"pieces": pieces, "before": before, "after": after}
    return page(request, "letter_templates.html", **context)


@dataclass(frozen=True)
class Sent:
    """A form of a paper's page: which one, what was typed into it, by whom and when."""

    request: R
    session: AsyncSession
    actor: Actor
    at: datetime
    code: str
    paper: str
    form: str
    values: dict[str, str]

    async def settled(self, work: Callable[[UUID], Awaitable[Any]]) -> Response[Any]:
        """Do it and go back to the versions; where it is refused, the form again as it was typed."""
        organ = await own_organ(self.session, self.actor, self.code)
        try:
            await work(organ.id)
        except REFUSED as refusal:
            context = await paper_context(self.session, self.actor, organ, self.at, self.paper)
            shown = shared(self.request) | context | {"values": self.values, "form": self.form}
            raise FormRefused(refusal, "letter_templates.html", shown) from None
        return Redirect(f"/office/{self.code}/letters/{self.paper}#versions", status_code=303)


@post(
    "/office/{code:str}/letters/{paper:str}/versions",
    opt=CHAIN_SETTER.opt,
    include_in_schema=False,
    request_max_body_size=LARGEST_REQUEST,
    exception_handlers=TOO_LARGE_HANDLERS,
)
async def upload_template(
    request: R, code: Code, paper: Paper, session: S, actor: A, at: At
) -> Response[Any]:
    """上传模板; what was typed comes back with its faults, the file has to be chosen again."""
    form = await request.form()

    async def work(organ_id: UUID) -> None:
        told = read(TemplateIn, typed(form))
        content = await uploaded(form.get("file"))
        await template_keeping.upload(
            session, actor, at, organ_id, paper, content=content, **dict(told)
        )

    sent = Sent(request, session, actor, at, code, paper, "upload", typed(form))
    return await sent.settled(work)


async def uploaded(file: Any) -> bytes:
    """The file of a form; BadInput where none was chosen."""
    if not isinstance(file, UploadFile) or not file.filename:
        raise BadInput.of([Fault("file", "请选择要上传的模板文件")])
    return await file.read()


@post(
    "/office/{code:str}/letters/{paper:str}/versions/{version:int}/approval",
    opt=TEMPLATE_APPROVER.opt,
    include_in_schema=False,
)
async def approve_template(
    request: R, code: Code, paper: Paper, version: Number, session: S, actor: A, at: At
) -> Response[Any]:
    """批准模板."""

    async def work(organ_id: UUID) -> None:
        await template_keeping.approve(session, actor, at, organ_id, paper, version)

    sent = Sent(request, session, actor, at, code, paper, f"approval-{version}", {})
    return await sent.settled(work)


@post(
    "/office/{code:str}/letters/{paper:str}/versions/{version:int}/withdrawal",
    opt=TEMPLATE_WITHDRAWER.opt,
    include_in_schema=False,
)
async def withdraw_template(
    request: R, code: Code, paper: Paper, version: Number, session: S, actor: A, at: At
) -> Response[Any]:
    """停用模板."""
    form = typed(await request.form())

    async def work(organ_id: UUID) -> None:
        told = read(TemplateWithdrawalIn, form)
        await template_keeping.withdraw(
            session, actor, at, organ_id, paper, version, reason=told.reason
        )

    sent = Sent(request, session, actor, at, code, paper, f"withdrawal-{version}", form)
    return await sent.settled(work)


@get("/office/{code:str}/letters/{paper:str}/versions/{version:int}/file", include_in_schema=False)
async def download_template(
    code: Code, paper: Paper, version: Number, session: S, actor: A
) -> Response[bytes]:
    """Any version's DOCX; version 0 is the built-in one."""
    return await file_of(session, await own_organ(session, actor, code), paper, version)


@get("/office/{code:str}/letters/{paper:str}/versions/{version:int}/trial", include_in_schema=False)
async def download_trial(
    code: Code,
    paper: Paper,
    version: Number,
    session: S,
    actor: A,
    content: FromQuery[Content] = Content.LONGEST,
    pdf: FromQuery[bool] = False,
) -> Response[bytes]:
    """An example made with any version."""
    organ = await own_organ(session, actor, code)
    return await trial_of(session, organ, paper, version, content, pdf=pdf)


router = Router(
    "/",
    route_handlers=[
        show_letters, set_letters, show_paper, upload_template, approve_template,
        withdraw_template, download_template, download_trial,
    ],
    opt=OFFICER.opt,
)  # fmt: skip
