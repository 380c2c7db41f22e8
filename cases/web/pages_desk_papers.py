"""Papers that leave the desk on paper: 登记回执 to hand out, 口头申请 to be read out and signed."""

import asyncio
import base64
import zipfile
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any, Final
from uuid import UUID

from litestar import Request, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import attaching, intake, issuing
from cases.actions.door import check_role
from cases.actor import Actor
from cases.dossier import Record
from cases.errors import NotFound
from cases.office import Office
from cases.personal import Personal
from cases.states import Verb
from cases.web.case_papers import named
from cases.web.desk_registering import receipts
from cases.web.letter_sheets import sheet
from cases.web.page import page
from cases.web.pages_cases import case_context
from cases.web.policy import OFFICER

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
O = NamedDependency[Office]  # noqa: E741
At = NamedDependency[datetime]
# convention: so long whoever made a receipt prints it without a further record; its making is one
JUST_MADE: Final = timedelta(minutes=10)
PICTURES: Final = "word/media/"
FOR_SIGNING: Final = "打印口头申请，由申请人核对签字"


@get("/receipt", include_in_schema=False)
async def receipt_page(
    request: R, case_id: FromPath[UUID], session: S, office: O, actor: A, at: At
) -> Template:
    """登记回执 to print: at once where it was made just now, else by a button that is recorded."""
    context = await case_context(session, office, actor, case_id)
    standing = receipts(context["file"])
    latest = standing[-1] if standing else None
    shown = None
    if latest is not None and is_just_made(latest, actor, at):
        shown = await _printed(session, case_id, latest)
    return page(request, "receipt.html", **context | {"receipt": latest, "printed": shown})


def is_just_made(paper: Record, actor: Actor, at: datetime) -> bool:
    """Whether this officer made it a moment ago."""
    return paper.by_id == actor.officer_id and at - paper.at <= JUST_MADE


@post("/receipt", include_in_schema=False, status_code=200)
async def print_receipt(
    request: R, case_id: FromPath[UUID], session: S, office: O, actor: A, at: At
) -> Template:
    """The same again, later or by somebody else: it holds the query code, so that it is recorded."""
    context = await case_context(session, office, actor, case_id)
    check_role(actor, context["organ"].id, Verb.TAKE_OUT)
    standing = receipts(context["file"])
    if not standing:
        raise NotFound("本件还没有登记回执，请先制发")
    shown = await _printed(session, case_id, standing[-1])
    await attaching.take_out(session, actor, at, case_id, named(standing[-1]))
    return page(request, "receipt.html", **context | {"receipt": standing[-1], "printed": shown})


async def _printed(session: AsyncSession, case_id: UUID, paper: Record) -> dict[str, Any]:
    content = await asyncio.to_thread(issuing.content_of, session, case_id, paper)
    return {"sheet": sheet(content), "picture": picture_in(content)}


def picture_in(docx: bytes) -> str:
    """The QR code of a receipt as an address that holds the picture itself; empty without one."""
    with zipfile.ZipFile(BytesIO(docx)) as container:
        names = [n for n in container.namelist() if n.startswith(PICTURES) and n.endswith(".png")]
        if not names:
            return ""
        return "data:image/png;base64," + base64.b64encode(container.read(names[0])).decode()


@get("/oral-application", include_in_schema=False)
async def oral_page(
    request: R, case_id: FromPath[UUID], session: S, office: O, actor: A
) -> Template:
    """口头申请 as it was taken down, personal data masked."""
    context = await case_context(session, office, actor, case_id)
    return page(request, ORAL, **context | {"said": None})


@post("/oral-application", include_in_schema=False, status_code=200)
async def print_oral(
    request: R, case_id: FromPath[UUID], session: S, office: O, actor: A, at: At
) -> Template:
    """The same in full, to be read out and signed (条例第二十九条); that it was shown is recorded."""
    said: Personal = await intake.show_personal_data(
        session, office.vault, actor, at, case_id, FOR_SIGNING
    )
    context = await case_context(session, office, actor, case_id)
    return page(request, ORAL, **context | {"said": vars(said)})


ORAL: Final = "oral_application.html"

router = Router(
    "/cases/{case_id:uuid}",
    route_handlers=[receipt_page, print_receipt, oral_page, print_oral],
    opt=OFFICER.opt,
)
