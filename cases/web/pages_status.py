"""办理进度查询: what an applicant sees of a case with its number and query code; open to everybody.

Nothing personal is shown, and nobody learns whether a number exists without its code.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.query_codes import opened
from cases.errors import NotAllowed, NotFound, Refusal
from cases.models import Case, Organ
from cases.models_clock import CaseClock
from cases.schemas import Line, Schema
from cases.states import BEFORE_SIGNING, State
from cases.typed import read
from cases.web.forms import typed
from cases.web.page import page, shared
from cases.web.policy import PUBLIC
from cases.web.problems import FormRefused
from cases.web.public_limits import WRONG_CODES, look, note

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
At = NamedDependency[datetime]
# the same for a number that is not there, a wrong code and one that rests: nobody learns which is
UNKNOWN: Final = (
    "登记编号与查询码不符，请核对登记回执上的编号和查询码；连续输错5次的，该编号15分钟内不能查询"
)


class StatusIn(Schema):
    """查询办理进度."""

    number: Line
    code: Line


@dataclass(frozen=True)
class Status:
    """What the applicant is told: no name, no request, no inner step."""

    number: str
    organ: str
    phone: str
    stage: str
    received_on: date | None
    answer_due: date | None
    awaiting: str
    awaited_until: date | None
    paused_until: date | None
    answered_on: date | None


STAGES: Final = {
    State.UNCONFIRMED: "已收到，收到申请之日待双方确认",
    **dict.fromkeys(BEFORE_SIGNING, "办理中"),
    State.SERVING: "已作出答复，正在送达",
    State.CLOSED: "已办结",
    State.ARCHIVED: "已办结",
}
AWAITED: Final = {"supplement": "等待您补正申请内容", "fee": "等待您缴纳信息处理费"}


@get("/status", opt=PUBLIC.opt, include_in_schema=False)
async def ask(request: R, number: FromQuery[str] = "") -> Template:
    """The form; a receipt's QR code fills in the number, never the code."""
    return page(request, "status.html", values={"number": number[:200]}, status_told=None)


@post("/status", opt=PUBLIC.opt, include_in_schema=False, status_code=200)
async def tell(request: R, session: S, at: At) -> Response[Any] | Template:
    """The progress of a case, to whoever has its code."""
    form = typed(await request.form())
    values = {"number": form.get("number", "")[:200]}
    try:
        await look(request, WRONG_CODES)
        said = read(StatusIn, form)
    except Refusal as refusal:
        again = shared(request) | {"values": values, "status_told": None}
        raise FormRefused(refusal, "status.html", again) from None
    try:
        case = await opened(session, at, said.number, said.code)
    except NotAllowed:
        case = None
    if case is None:
        await note(request, WRONG_CODES)
        wrong = NotFound(UNKNOWN)
        return page(
            request, "status.html", status=404, values=values, status_told=None, refusal=wrong
        )
    told = await status_of(session, case)
    return page(request, "status.html", values={}, status_told=told)


async def status_of(session: AsyncSession, case: Case) -> Status:
    """The progress of a case in words that anybody may read."""
    organ = await session.get_one(Organ, case.organ_id)
    clock = await session.get(CaseClock, case.id)
    running = clock is not None and case.answered_on is None
    return Status(
        number=case.number,
        organ=organ.name,
        phone=organ.phone,
        stage=STAGES[State(case.state)],
        received_on=case.received_on,
        answer_due=clock.answer_due if clock and running else None,
        awaiting=AWAITED.get(clock.awaiting or "", "") if clock and running else "",
        awaited_until=clock.awaited_until if clock and running else None,
        paused_until=clock.paused_until if clock and running else None,
        answered_on=case.answered_on,
    )


router = Router("/", route_handlers=[ask, tell])
