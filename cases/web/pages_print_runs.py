"""Pages and API of 批量打印: what is chosen, how far the job has come, the file."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from urllib.parse import quote
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.response import Redirect, Template
from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries
from cases.actions import print_runs
from cases.actions.door import today
from cases.actor import Actor
from cases.errors import NotFound, Refusal
from cases.letters.printing import is_available
from cases.models import Organ
from cases.models_letters import PrintRun
from cases.queries_print_runs import printable, runs_of
from cases.schemas_print_runs import PrintRunIn
from cases.states import DESK
from cases.typed import read
from cases.web.forms import typed
from cases.web.page import page, shared
from cases.web.policy import OFFICER, Policy
from cases.web.problems import FormRefused, refuses
from cases.web.volume_views import download as download_of

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
AT_THE_DESK: Final = Policy(roles=DESK)
NO_SUCH_ORGAN: Final = "没有找到您可以批量打印的单位，请核对单位代码"


class PrintRunOut(BaseModel):
    """一次批量打印."""

    id: UUID
    organ: str
    total: int
    failed: list[dict[str, Any]]
    finished: bool
    name: str | None


async def organ_named(session: AsyncSession, actor: Actor, code: str) -> Organ:
    """The organ of a code, or the only one at whose desk the officer works; NotFound otherwise."""
    mine = actor.organs_with(DESK)
    found = [o for o in await queries.organs_of(session, actor) if o.id in mine]
    for organ in found:
        if organ.code == code or not code:
            return organ
    raise NotFound(NO_SUCH_ORGAN)


@get("/print-runs", opt=AT_THE_DESK.opt, include_in_schema=False)
async def show(request: R, session: S, actor: A, at: At, organ: FromQuery[str] = "") -> Template:
    """What may be printed, and the runs of late; while one is at work the page comes again."""
    return page(request, "print_runs.html", **await context_of(session, actor, at, organ[:200]))


async def context_of(
    session: AsyncSession, actor: Actor, at: datetime, code: str
) -> dict[str, Any]:
    """The letters of an organ to choose from, and its runs."""
    organ = await organ_named(session, actor, code)
    runs = await runs_of(session, organ.id)
    mine = actor.organs_with(DESK)
    return {
        "organ": organ,
        "organs": [o for o in await queries.organs_of(session, actor) if o.id in mine],
        "letters": await printable(session, organ.id, today(at)),
        "runs": runs,
        "working": any(run.row.finished_at is None for run in runs),
        "has_printer": is_available(),
        "values": {},
    }


@post("/print-runs", opt=AT_THE_DESK.opt, include_in_schema=False)
async def order(request: R, session: S, actor: A, at: At) -> Response[Any]:
    """批量打印 of what is ticked."""
    form = typed(await request.form())
    code = form.get("organ", "")[:200]
    context = await context_of(session, actor, at, code)
    try:
        filled = read(PrintRunIn, ticked(form))
        await print_runs.order(session, actor, at, context["organ"].id, filled.wanted())
    except Refusal as refusal:
        shown = shared(request) | context | {"values": form}
        raise FormRefused(refusal, "print_runs.html", shown) from None
    return Redirect(f"/print-runs?organ={quote(code)}#runs", status_code=303)


def ticked(form: Mapping[str, str]) -> dict[str, Any]:
    """`paper.<case>.<number>` and `issue.<case>` as the schema takes them."""
    papers, issue = [], []
    for name in form:
        match name.split("."):
            case ["paper", case, number]:
                papers.append({"case": case, "paper": number})
            case ["issue", case]:
                issue.append(case)
    told = {name: form[name] for name in ("organ", "form") if form.get(name)}
    ticks = {name: True for name in ("envelopes", "receipts") if name in form}
    return {"papers": papers, "issue": issue, **told, **ticks}


@get("/print-runs/{run_id:uuid}/file", opt=OFFICER.opt, include_in_schema=False)
async def download(session: S, actor: A, run_id: FromPath[UUID]) -> Response[bytes]:
    """The file of a run; what it shows of people was told in their cases when it was made."""
    return await file_of(session, actor, run_id)


async def file_of(session: AsyncSession, actor: Actor, run_id: UUID) -> Response[bytes]:
    """The file of a run that is done; NotFound before."""
    run = await print_runs.run_of(session, actor, run_id)
    if run.stored is None or run.name is None:
        raise NotFound("文件还没有生成，或者没有可以打印的文书")
    assert run.media_type is not None
    return download_of(print_runs.content_of(session, run), run.media_type, run.name)


@post(
    "/api/print-runs",
    opt=AT_THE_DESK.opt,
    responses=refuses(400, 401, 403, 404, 422),
    tags=["文书"],
    summary="批量打印",
)
async def api_order(data: JSONBody[PrintRunIn], session: S, actor: A, at: At) -> PrintRunOut:
    """Order a run; its file is made by a job."""
    organ = await organ_named(session, actor, data.organ)
    run = await print_runs.order(session, actor, at, organ.id, data.wanted())
    return await out(session, run)


@get(
    "/api/print-runs/{run_id:uuid}",
    opt=OFFICER.opt,
    responses=refuses(400, 401, 403, 404, 422),
    tags=["文书"],
    summary="批量打印的进度",
)
async def api_run(run_id: FromPath[UUID], session: S, actor: A) -> PrintRunOut:
    """How far a run has come, and what could not be printed."""
    return await out(session, await print_runs.run_of(session, actor, run_id))


async def out(session: AsyncSession, run: PrintRun) -> PrintRunOut:
    """A run as the API shows it."""
    code = await session.scalar(select(Organ.code).where(Organ.id == run.organ_id))
    assert code is not None
    return PrintRunOut(
        id=run.id, organ=code, total=run.total, failed=run.failed,
        finished=run.finished_at is not None, name=run.name,
    )  # fmt: skip


router = Router("/", route_handlers=[show, order, download, api_order, api_run])
