"""Pages of 协办: slips to answer, and one slip; nothing else of its case is shown."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries_work
from cases.actions.door import today
from cases.actions.slips import answer_slip
from cases.actor import Actor
from cases.errors import BadInput
from cases.queues import Asker
from cases.schemas_work import SlipAnswerIn
from cases.states import MOVE, Verb
from cases.typed import read
from cases.web.forms import typed
from cases.web.page import page, shared
from cases.web.policy import OFFICER
from cases.web.problems import FormRefused
from cases.web.queue_views import slip_out

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]

HOLDS: Final = (
    ("all", "有：本单位制作或者保存所申请的全部信息"),
    ("part", "部分：本单位制作或者保存其中一部分"),
    ("none", "无：经检索没有该信息"),
)
HOLDS_SHORT: Final = {"all": "有", "part": "部分", "none": "无"}


@get("/slips", include_in_schema=False)
async def slips_page(request: R, session: S, actor: A, at: At) -> Template:
    """The slips that this officer may answer, and those answered of late."""
    asker = Asker(actor, today(at))
    waiting = await queries_work.open_slips(session, asker)
    answered = await queries_work.answered_slips(session, asker, at)
    return page(
        request,
        "slips.html",
        waiting=[slip_out(row, asker.today) for row in waiting],
        answered=[slip_out(row, asker.today) for row in answered],
        holds=HOLDS_SHORT,
    )


@get("/slips/{slip_id:uuid}", include_in_schema=False)
async def slip_page(request: R, slip_id: FromPath[UUID], session: S, actor: A, at: At) -> Template:
    """What is asked, by whom, by when; and the form for the answer."""
    return page(request, "slip.html", **await _context(session, actor, slip_id, at))


async def _context(
    session: AsyncSession, actor: Actor, slip_id: UUID, at: datetime
) -> dict[str, Any]:
    row = await queries_work.read_slip(session, actor, slip_id)
    return {
        "slip": slip_out(row, today(at)),
        "may_answer": actor.has(row.Slip.to_organ_id, MOVE[Verb.ANSWER_SLIP].who),
        "holds": HOLDS,
        "holds_short": HOLDS_SHORT,
        "values": {},
    }


@post("/slips/{slip_id:uuid}/answer", include_in_schema=False)
async def answer(
    request: R, slip_id: FromPath[UUID], session: S, actor: A, at: At
) -> Response[Any]:
    """回复协办."""
    form = typed(await request.form())
    context = await _context(session, actor, slip_id, at)
    try:
        await answer_slip(session, actor, at, slip_id, **dict(read(SlipAnswerIn, form)))
    except BadInput as refusal:
        raise FormRefused(
            refusal, "slip.html", shared(request) | context | {"values": form}
        ) from None
    return Redirect(f"/slips/{slip_id}", status_code=303)


router = Router("/", route_handlers=[slips_page, slip_page, answer], opt=OFFICER.opt)
