"""Pages of 抽查: drawing answers at random, checking each against the points, the result."""

import asyncio
import secrets
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries
from cases.actions import auditing
from cases.actions.auditing import MOST_DRAWN, check_supervisor
from cases.actions.door import today
from cases.actor import Actor
from cases.dossier import dossier
from cases.errors import BadInput, Fault, NotFound
from cases.law.audit_points import AUDIT_POINTS, VERDICT_LABELS
from cases.models import Organ
from cases.office import Office
from cases.organ_tree import with_those_below
from cases.queries_audits import Drawn, audit_of, audits_of, by_point, drawn_of
from cases.schemas_supervision import DrawIn, FindingIn
from cases.typed import read
from cases.web.audit_file import on_file
from cases.web.clock_views import told
from cases.web.forms import listed, typed
from cases.web.letter_views import desk_of, letter_of
from cases.web.page import page, shared
from cases.web.pages_supervision import spreadsheet
from cases.web.policy import SUPERVISOR
from cases.web.problems import FormRefused
from cases.web.supervision_views import typed_points, xlsx_audit

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
O = NamedDependency[Office]  # noqa: E741
At = NamedDependency[datetime]
USUAL_SIZE: Final = 20  # convention: what the form offers first
ORGAN: Final = "organ."  # the ticks of a form whose values are the codes of organs
SEED_BYTES: Final = 8


@get("/", include_in_schema=False)
async def audits_page(request: R, code: FromPath[str], session: S, actor: A, at: At) -> Template:
    """The audits drawn for a supervising organ, and the form for another."""
    return page(request, "audits.html", **await audits_context(session, actor, at, code))


async def audits_context(
    session: AsyncSession, actor: Actor, at: datetime, code: str
) -> dict[str, Any]:
    """The audits of an organ, and everything below it to draw from."""
    organ = await supervising(session, actor, code)
    day = today(at)
    return {
        "organ": organ,
        "below": await with_those_below(session, [organ.id]),
        "audits": await audits_of(session, organ.id),
        "values": {
            "answered_from": str(date(day.year, 1, 1)), "answered_to": str(day), "wanted": USUAL_SIZE,
        },
        "most": MOST_DRAWN,
        "all_ticked": True,
        "ticked": [],
    }  # fmt: skip


async def supervising(session: AsyncSession, actor: Actor, code: str) -> Organ:
    """The organ for which this officer supervises; NotFound, or NotAllowed, otherwise."""
    organ = await queries.organ_by_code(session, actor, code)
    check_supervisor(actor, organ.id)
    return organ


@post("/", include_in_schema=False)
async def draw_audit(
    request: R, code: FromPath[str], session: S, actor: A, at: At
) -> Response[Any]:
    """抽取: the drawing is recorded with its seed, and its cases are shown."""
    form = typed(await request.form())
    context = await audits_context(session, actor, at, code)
    organ, codes = context["organ"], {one.code: one.id for one in context["below"]}
    chosen = [value for name, value in form.items() if name.startswith(ORGAN)]
    try:
        filled = read(DrawIn, form)
        unknown = [name for name in chosen if name not in codes]
        if unknown:
            sentence = f"没有找到代码为“{unknown[0]}”的下级单位"
            raise BadInput.of([Fault("organs", sentence)])
        audit = await auditing.draw(
            session, actor, at, organ.id, organs=[codes[name] for name in chosen],
            first_day=filled.answered_from, last_day=filled.answered_to, wanted=filled.wanted,
            seed=secrets.token_hex(SEED_BYTES),
        )  # fmt: skip
    except BadInput as refusal:
        typed_so = {"values": form, "all_ticked": False, "ticked": chosen}
        shown = shared(request) | context | typed_so
        raise FormRefused(refusal, "audits.html", shown) from None
    return Redirect(f"/supervision/{code}/audits/{audit.id}", status_code=303)


@get("/{audit_id:uuid}", include_in_schema=False)
async def audit_page(
    request: R, code: FromPath[str], audit_id: FromPath[UUID], session: S, actor: A
) -> Template:
    """One audit: how it was drawn, its cases, how far it has come, the result by point."""
    organ = await supervising(session, actor, code)
    audit = await audit_of(session, organ.id, audit_id)
    drawn = await drawn_of(session, audit)
    names = {one.id: one.name for one in await with_those_below(session, [organ.id])}
    return page(
        request,
        "sample_audit.html",
        organ=organ,
        audit=audit,
        drawn=drawn,
        names=[names[one] for one in audit.organs if one in names],
        done=sum(one.is_done for one in drawn),
        begun=sum(one.finding is not None for one in drawn),
        results=by_point(drawn),
        points=AUDIT_POINTS,
        verdicts=list(VERDICT_LABELS.items()),
    )


@get("/{audit_id:uuid}/file", include_in_schema=False)
async def audit_file(
    code: FromPath[str], audit_id: FromPath[UUID], session: S, actor: A
) -> Response[bytes]:
    """The result as a spreadsheet."""
    organ = await supervising(session, actor, code)
    audit = await audit_of(session, organ.id, audit_id)
    content = await asyncio.to_thread(xlsx_audit, audit, await drawn_of(session, audit))
    return spreadsheet(content, f"audit-{organ.code}-{audit.last_day}")


@get("/{audit_id:uuid}/cases/{place:int}", include_in_schema=False)
async def audited_page(
    request: R,
    code: FromPath[str],
    audit_id: FromPath[UUID],
    place: FromPath[int],
    session: S,
    actor: A,
    office: O,
) -> Template:
    """One drawn case: its answer, what the record says of each point, the checklist."""
    context = await audited_context(session, office, actor, code, audit_id, place)
    return page(request, "audited_case.html", **context)


async def audited_context(
    session: AsyncSession, office: Office, actor: Actor, code: str, audit_id: UUID, place: int
) -> dict[str, Any]:
    """Everything that the check of one answer shows."""
    organ = await supervising(session, actor, code)
    audit = await audit_of(session, organ.id, audit_id)
    drawn = await drawn_of(session, audit)
    if not 1 <= place <= len(drawn):
        raise NotFound(f"这次抽查没有第{place}件")
    one = drawn[place - 1]
    case, of_organ = await queries.read_case(session, actor, one.row.id)
    clock = await queries.read_clock(session, case.id)
    events = await queries.history(session, case.id)
    now, file = told(case, of_organ, clock.calendar, events, today(office.now())), dossier(events)
    return {
        "organ": organ,
        "audit": audit,
        "drawn": drawn,
        "one": one,
        "of_organ": of_organ,
        "case": case,
        "letter": await letter_of(session, desk_of(now, file), today(office.now())),
        "said": on_file(case, clock.row, now, file),
        "points": AUDIT_POINTS,
        "verdicts": list(VERDICT_LABELS.items()),
        "following": following(drawn, place),
        "values": typed_points(one.finding.points if one.finding else {}),
    }


def following(drawn: list[Drawn], place: int) -> int | None:
    """The next case that was not looked at to the end, after this one or from the first."""
    turned = [*drawn[place:], *drawn[: place - 1]]
    return next((one.row.place for one in turned if not one.is_done), None)


@post("/{audit_id:uuid}/cases/{place:int}", include_in_schema=False)
async def judge_case(
    request: R,
    code: FromPath[str],
    audit_id: FromPath[UUID],
    place: FromPath[int],
    session: S,
    actor: A,
    office: O,
    at: At,
) -> Response[Any]:
    """检查意见: kept, and on to the next case."""
    form = typed(await request.form())
    context = await audited_context(session, office, actor, code, audit_id, place)
    try:
        filled = read(FindingIn, listed(form))
        unsaid = [
            Fault(f"points.{key}.remark", "写了说明，没有选择结论")
            for key, one in filled.points.items()
            if one.remark and not one.verdict
        ]
        if unsaid:
            raise BadInput.of(unsaid)
        points = {
            key: (one.verdict, one.remark) for key, one in filled.points.items() if one.verdict
        }
        await auditing.find(session, actor, at, audit_id, place, points)
    except BadInput as refusal:
        shown = shared(request) | context | {"values": form}
        raise FormRefused(refusal, "audited_case.html", shown) from None
    here = f"/supervision/{code}/audits/{audit_id}"
    onward = context["following"]
    return Redirect(f"{here}/cases/{onward}" if onward else here, status_code=303)


router = Router(
    "/supervision/{code:str}/audits",
    route_handlers=[
        audits_page, draw_audit, audit_page, audit_file, audited_page, judge_case,
    ],
    opt=SUPERVISOR.opt,
)  # fmt: skip
