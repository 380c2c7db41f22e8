"""Pages of 待办: the queues of an officer, the load of an office, the desk of a reviewer."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars, queries_work
from cases.actions.door import today
from cases.actions.signing_together import note_opened
from cases.actor import Actor
from cases.office import Office
from cases.queues import Asker, Queue, queues_of
from cases.web.page import page
from cases.web.policy import HEADS, OFFICER
from cases.web.queue_views import chosen_queue, loads_out, queues_out, work_rows
from cases.web.review_views import review_context

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
O = NamedDependency[Office]  # noqa: E741
At = NamedDependency[datetime]
Choice = Annotated[str, QueryParameter(max_length=200)]


@get("/work", include_in_schema=False)
async def first_queue(request: R, session: S, actor: A, at: At) -> Template:
    """The first queue that holds a case, with the counts of all."""
    return await _queue_page(request, session, actor, at, None)


@get("/work/{queue:str}", include_in_schema=False)
async def one_queue(
    request: R, queue: FromPath[str], session: S, actor: A, at: At, after: Choice = ""
) -> Template:
    """One queue as a table."""
    return await _queue_page(request, session, actor, at, chosen_queue(queue), after)


async def _queue_page(
    request: R,
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    queue: Queue | None,
    after: str = "",
) -> Template:
    asker, own = Asker(actor, today(at)), queues_of(actor)
    calendar = (await calendars.newest(session)).calendar
    counts = await queries_work.counts(session, asker)
    if queue is None:
        first = own[0] if own else chosen_queue("mine")
        queue = next((each for each in own if counts[each.key]), first)
    found = await queries_work.list_of(session, queue, asker, after or None)
    return page(
        request,
        "work.html",
        queues=queues_out(actor, counts),
        queue=queue,
        count=counts[queue.key],
        slips=counts[queries_work.SLIPS],
        most=queries_work.MOST_COUNTED,
        rows=work_rows(queue, found.rows, asker.today, calendar),
        next=found.next,
        after=after,
        with_organ=len(queue.organs(actor)) > 1,
        is_head=bool(queries_work.heads(actor)),
    )


@get("/work/load", include_in_schema=False, opt=HEADS.opt)
async def load_page(request: R, session: S, actor: A, at: At) -> Template:
    """工作量 of each handler and each level."""
    return page(request, "load.html", loads=await loads_out(session, actor, today(at)))


@get("/cases/{case_id:uuid}/review", include_in_schema=False)
async def review_page(
    request: R, case_id: FromPath[UUID], session: S, actor: A, office: O
) -> Template:
    """审核台: request, facts, draft, law and the forms of examination on one screen.

    Whoever is to decide on the draft has opened it by this, as it stands.
    """
    context = await review_context(session, office, actor, case_id)
    events = context["events"]
    await note_opened(session, actor, office.now(), context["clock"].case, len(events))
    return page(request, "review.html", **context)


router = Router(
    "/", route_handlers=[first_queue, one_queue, load_page, review_page], opt=OFFICER.opt
)
