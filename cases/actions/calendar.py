"""工作日历管理: a schedule is proposed by one person, confirmed by another, and then in force."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actor import Actor
from cases.errors import BadInput, Conflict, Fault, NotAllowed, NotFound
from cases.law.articles import regulation
from cases.law.notices import Notice, WrongNotice
from cases.models import Role, new_id
from cases.models_clock import CalendarNotice
from cases.outbox import promise

RECOMPUTE_CLOCKS: Final = "recompute_clocks"
PROPOSERS: Final = (Role.ADMINISTRATOR,)
DECIDERS: Final = (Role.ADMINISTRATOR, Role.HEAD)
ARTICLE: Final = regulation(33, 2)  # the periods are in 工作日: who moves a rest day moves them all


async def propose_notice(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    *,
    year: int,
    number: str | None,
    issued_on: date | None,
    supersedes: str | None,
    rest: Sequence[tuple[date, str]],
    worked: Sequence[tuple[date, str]],
    text: str = "",
    checked: Sequence[str] = (),
) -> CalendarNotice:
    """录入节假日安排: a whole year's schedule, for another person to confirm.

    `checked` are the questions that the schedule raised and its typist answered. BadInput where it
    can be no schedule; NotAllowed but for administrators.
    """
    if not actor.has_anywhere(PROPOSERS):
        raise NotAllowed("节假日安排由管理员录入", article=ARTICLE)
    try:
        schedule = Notice(year, number, issued_on, supersedes, tuple(rest), tuple(worked))
    except WrongNotice as wrong:
        raise BadInput.of([Fault("days", str(wrong))], article=ARTICLE) from None
    if not schedule.rest:
        raise BadInput.of([Fault("days", "节假日安排中没有放假的日期")], article=ARTICLE)
    row = CalendarNotice(
        id=new_id(),
        year=year,
        number=number,
        issued_on=issued_on,
        supersedes=supersedes,
        rest=[[day.isoformat(), festival] for day, festival in schedule.rest],
        worked=[[day.isoformat(), festival] for day, festival in schedule.worked],
        text=text,
        checked=list(checked),
        state="proposed",
        proposed_by=actor.officer_id,
        proposed_at=at,
        reason="",
    )
    session.add(row)
    await session.flush()
    return row


async def confirm_notice(
    session: AsyncSession, actor: Actor, at: datetime, notice_id: UUID
) -> CalendarNotice:
    """确认节假日安排: by a second person; a job then computes every open case by it, once."""
    row = await _proposed(session, actor, notice_id)
    if row.proposed_by == actor.officer_id:
        raise NotAllowed("节假日安排应由录入人以外的另一人核对后确认", article=ARTICLE)
    row.state, row.decided_by, row.decided_at = "confirmed", actor.officer_id, at
    await session.flush()
    payload = {"notice": str(row.id)}
    await promise(session, RECOMPUTE_CLOCKS, payload, unique_key=f"{RECOMPUTE_CLOCKS}:{row.id}")
    return row


async def refuse_notice(
    session: AsyncSession, actor: Actor, at: datetime, notice_id: UUID, reason: str
) -> CalendarNotice:
    """退回节假日安排: it never comes into force; who proposed it may take it back too."""
    row = await _proposed(session, actor, notice_id)
    row.state, row.decided_by, row.decided_at = "refused", actor.officer_id, at
    row.reason = reason
    await session.flush()
    return row


async def _proposed(session: AsyncSession, actor: Actor, notice_id: UUID) -> CalendarNotice:
    if not actor.has_anywhere(DECIDERS):
        raise NotAllowed("节假日安排由管理员或者公开机构负责人确认", article=ARTICLE)
    row = await session.scalar(
        select(CalendarNotice)
        .where(CalendarNotice.id == notice_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if row is None:
        raise NotFound("没有找到这份节假日安排")
    if row.state != "proposed":
        raise Conflict("这份节假日安排已经处理，不能再次确认或者退回", article=ARTICLE)
    return row
