"""The JSON API of worklists: counts and pages, each line with the next lawful step."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, Final
from uuid import UUID

from litestar import Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter
from pydantic import BaseModel, Field
from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars, queries
from cases.actions.door import today
from cases.actor import Actor
from cases.errors import NotFound
from cases.law.annual import ApplicantClass
from cases.law.clock_rules import ClockState
from cases.models import Role
from cases.states import REVIEWS, State, Verb, permitted
from cases.web.policy import OFFICER
from cases.web.problems import refuses
from cases.web.queue_views import BY_CLOCK, BY_STATE, PLACES
from cases.web.views import clock_state, workdays_left
from cases.worklists import WORKLIST, WORKLISTS, Asked, Worklist, count_all, list_of

S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
Choice = Annotated[str | None, QueryParameter(max_length=200)]

READS = refuses(400, 401, 403, 404, 422)


class NextStep(BaseModel):
    """下一步: what the law lets the office do next, and where its form is."""

    verb: Verb | None = Field(description="办理动作；期限无法计算的没有")
    label: str = Field(examples=["记录答复"])
    link: str = Field(description="办理表单的地址")
    permitted: bool = Field(description="本人的岗位可以办理")


class WorklistRow(BaseModel):
    """A case as a worklist gives it; no personal data but the applicant's name."""

    id: UUID
    number: str
    organ: str
    organ_name: str
    applicant_class: ApplicantClass
    applicant_name: str
    request: str
    received_on: date | None
    day: date = Field(description="清单所依据的日期")
    workdays_left: int | None = Field(description="距该日的工作日数，负数为已过")
    is_past: bool = Field(description="该日已过")
    answer_due: date | None
    paused_until: date | None
    awaited_until: date | None
    clock_state: ClockState
    provisional: bool = Field(description="暂定：所涉年份的节假日安排尚未公布")
    warnings: int = Field(description="期限提示的条数")
    trouble: str | None = Field(description="不能计算期限的原因")
    step: NextStep


class WorklistOut(BaseModel):
    """清单: what it holds and how many cases."""

    key: str = Field(examples=["due_3"])
    label: str
    holds: str
    articles: list[str]
    count: int


class WorklistPage(BaseModel):
    """A page of a worklist; `next` is the position from which the next page starts."""

    key: str
    today: date
    day_label: str = Field(description="清单所依据的日期的名称")
    cases: list[WorklistRow]
    next: str | None


def next_step(worklist: Worklist, actor: Actor, case: Row[Any], state: ClockState) -> NextStep:
    """The next lawful step of a case: what it waits for by its clock, else by its stage."""
    page = f"/cases/{case.id}"
    if case.trouble:
        return NextStep(verb=None, label="核对期限记录", link=f"{page}/clock", permitted=True)
    stage = State(case.state)
    verb = BY_CLOCK.get(state) or BY_STAGE[stage]
    if worklist.key == "notice_due":
        verb = Verb.SEND_SUPPLEMENT_NOTICE
    label = "建议不再处理（视为放弃）" if state is ClockState.LAPSED else verb.label
    roles: frozenset[Role] = actor.roles.get(case.organ_id, frozenset())
    examined = stage in (*REVIEWS, State.SIGNING) and verb is BY_STAGE[stage]
    link = f"{page}/review" if examined else page + PLACES.get(verb, f"#{verb}")
    return NextStep(verb=verb, label=label, link=link, permitted=verb in permitted(stage, roles))


BY_STAGE: Final = {
    State.UNCONFIRMED: Verb.CONFIRM_RECEIPT,
    **BY_STATE,
    **dict.fromkeys(REVIEWS, Verb.APPROVE),
    State.SIGNING: Verb.SIGN,
}


def worklist_rows(asked: Asked, actor: Actor, rows: Sequence[Row[Any]]) -> list[WorklistRow]:
    """The lines of a worklist as they stand today."""
    made = []
    for row in rows:
        state = clock_state(row, row, asked.today)
        limit = row.day if asked.worklist.is_limit else None
        made.append(
            WorklistRow(
                id=row.id,
                number=row.number,
                organ=row.organ_code,
                organ_name=row.organ_name,
                applicant_class=row.applicant_class,
                applicant_name=row.applicant_name,
                request=row.request,
                received_on=row.received_on,
                day=row.day,
                workdays_left=workdays_left(asked.calendar, asked.today, limit),
                is_past=limit is not None and limit < asked.today,
                answer_due=row.answer_due,
                paused_until=row.paused_until,
                awaited_until=row.awaited_until,
                clock_state=state,
                provisional=row.provisional,
                warnings=row.warnings,
                trouble=row.trouble,
                step=next_step(asked.worklist, actor, row, state),
            )
        )
    return made


def chosen_worklist(key: str) -> Worklist:
    """A worklist by its key; NotFound where there is none."""
    if key not in WORKLIST:
        known = "、".join(WORKLIST)
        raise NotFound(f"没有名为“{key}”的期限清单，可以查看的为{known}")
    return WORKLIST[key]


async def organs_asked(session: AsyncSession, actor: Actor, organ: str | None) -> tuple[UUID, ...]:
    """The organs whose cases are asked for: one by its code, or all that the officer reads."""
    if organ:
        return ((await queries.organ_by_code(session, actor, organ)).id,)
    return tuple(actor.reads)


@get("/worklists", responses=READS, summary="期限清单的件数")
async def count_worklists(session: S, actor: A, at: At, organ: Choice = None) -> list[WorklistOut]:
    """Every worklist with the number of its cases today."""
    organs = await organs_asked(session, actor, organ)
    calendar = (await calendars.newest(session)).calendar
    counts = await count_all(session, organs, today(at), calendar)
    return [
        WorklistOut(
            key=worklist.key,
            label=worklist.label,
            holds=worklist.holds,
            articles=[str(article) for article in worklist.articles],
            count=counts[worklist.key],
        )
        for worklist in WORKLISTS
    ]


@get("/worklists/{key:str}", responses=READS, summary="期限清单")
async def read_worklist(
    key: FromPath[str],
    session: S,
    actor: A,
    at: At,
    organ: Choice = None,
    after: Choice = None,
    latest_first: FromQuery[bool] = False,
) -> WorklistPage:
    """The cases of a worklist, the nearest date first, page by page."""
    worklist = chosen_worklist(key)
    organs = await organs_asked(session, actor, organ)
    calendar = (await calendars.newest(session)).calendar
    asked = Asked(worklist, organs, today(at), calendar, latest_first)
    page = await list_of(session, asked, after)
    return WorklistPage(
        key=key,
        today=asked.today,
        day_label=worklist.day_label,
        cases=worklist_rows(asked, actor, page.rows),
        next=page.next,
    )


router = Router(
    "/api",
    route_handlers=[count_worklists, read_worklist],
    opt=OFFICER.opt,
    tags=["期限"],
)
