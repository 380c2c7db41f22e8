"""待确认 (条例第三十一条): what came by post, fax or e-mail and has no day of receipt yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect, Template
from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars, queries, queries_desk
from cases.actions import intake
from cases.actions.door import today
from cases.actor import Actor
from cases.errors import BadInput, Conflict, NotFound, Unlawful
from cases.law.articles import Article, regulation
from cases.law.calendar import Calendar
from cases.law.identity import masked_phone
from cases.law.receipt import Channel
from cases.office import Office
from cases.personal import unseal
from cases.schemas_steps import ConfirmationIn
from cases.states import MOVE, Verb
from cases.typed import read
from cases.web.forms import typed
from cases.web.page import page, shared
from cases.web.policy import OFFICER
from cases.web.problems import FormRefused
from cases.web.views import workdays_left

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
O = NamedDependency[Office]  # noqa: E741
At = NamedDependency[datetime]
Choice = Annotated[str, QueryParameter(max_length=200)]
CONFIRM_MAIL: Article = regulation(31, 0, 2)
CONFIRM_ONLINE: Article = regulation(31, 0, 3)


@dataclass(frozen=True)
class Waiting:
    """One line: a case, how many working days it has waited, and whether that is too long."""

    case: Row[Any]
    phone: str
    events: int
    days: int | None
    may_confirm: bool
    by_statute: bool  # 平信: 收到申请的当日; the others by convention
    basis: str

    @property
    def is_late(self) -> bool:
        """Whether the day on which it came is over."""
        return self.days is None or self.days > 0


async def unconfirmed_context(
    session: AsyncSession, office: Office, actor: Actor, at: datetime, organ: str, after: str
) -> dict[str, Any]:
    """The list, the longest waiting first."""
    organs = await queries.organs_of(session, actor)
    here = tuple(o.id for o in organs if organ in ("", o.code))
    if organ and not here:
        raise NotFound(f"没有找到代码为“{organ}”的单位")
    found = await queries_desk.unconfirmed(session, here, after or None)
    sealed = await queries_desk.sealed_of(session, [row.id for row in found.rows])
    calendar = await calendars.newest(session)
    return {
        "organs": organs,
        "chosen": {"organ": organ},
        "waiting": lines(office, actor, found.rows, sealed, today(at), calendar.calendar),
        "next": found.next,
        "after": after,
        "values": {},
        "form": "",
        "article": CONFIRM_MAIL,
    }


def lines(
    office: Office,
    actor: Actor,
    rows: Sequence[Row[Any]],
    sealed: dict[UUID, tuple[bytes | None, int]],
    on: date,
    calendar: Calendar,
) -> list[Waiting]:
    """The rows with what a person needs to call the applicant: the number masked."""
    made = []
    for row in rows:
        personal, events = sealed[row.id]
        phone = unseal(office.vault, row.id, personal).phone
        left = workdays_left(calendar, on, row.listed_on)
        mail = row.channel == Channel.ORDINARY_MAIL
        made.append(
            Waiting(
                case=row,
                phone=masked_phone(phone) if phone else "",
                events=events,
                days=None if left is None else max(-left, 0),
                may_confirm=actor.has(row.organ_id, MOVE[Verb.CONFIRM_RECEIPT].who),
                by_statute=mail,
                basis=(CONFIRM_MAIL if mail else CONFIRM_ONLINE).short,
            )
        )
    return made


@get("/unconfirmed", include_in_schema=False)
async def unconfirmed_page(
    request: R, session: S, office: O, actor: A, at: At, organ: Choice = "", after: Choice = ""
) -> Template:
    """Every case whose day of receipt is not confirmed."""
    context = await unconfirmed_context(session, office, actor, at, organ, after)
    return page(request, "unconfirmed.html", **context)


@post("/unconfirmed/{case_id:uuid}", include_in_schema=False)
async def confirm(
    request: R, case_id: FromPath[UUID], session: S, office: O, actor: A, at: At
) -> Response[Any]:
    """确认收到申请之日 in its line of the list."""
    form = typed(await request.form())
    try:
        filled = read(ConfirmationIn, form)
        await intake.confirm_receipt(session, actor, at, case_id, filled.confirmed_on)
    except (BadInput, Conflict, Unlawful) as refusal:
        context = await unconfirmed_context(session, office, actor, at, "", "")
        again = shared(request) | context | {"values": form, "form": str(case_id)}
        raise FormRefused(refusal, "unconfirmed.html", again) from None
    return Redirect("/unconfirmed", status_code=303)


router = Router("/", route_handlers=[unconfirmed_page, confirm], opt=OFFICER.opt)
