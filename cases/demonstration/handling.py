"""Invented work on the open cases, so that every queue of the demonstration has something in it."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import assignment, closing, drafting, issuing, reviewing
from cases.actions.steps import Sending
from cases.actor import Actor, system
from cases.law.delivery import Way
from cases.models import Case, Officer, OfficerRole, Role
from cases.models_work import Department
from cases.settings import CHINA
from cases.states import IN_PROGRESS, REVIEWS, State

CLERK: Final = system("演示经办人")
EXAMINER: Final = system("演示审核人")
SIGNER: Final = system("演示签发人")
# How far one case after another has come; an answered one has been sent by post.
FAR: Final = (
    State.CLOSED, State.HANDLING, State.SCREENING, State.LEGAL_REVIEW, State.DRAFTING,
    State.HANDLING, State.SIGNING, State.ASSIGNING, State.SECRECY_REVIEW, State.HANDLING,
    State.OFFICE_REVIEW, State.SERVING,
)  # fmt: skip
# fmt: off
PROPOSED: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    # outcome, what is said beside it
    ("A2", {"provided": "以纸质复印件邮寄", "fields": {"form": "纸质复印件", "pages": "8"}}),
    ("A13", {"reason": "该信息由其他机关在履行职责过程中制作", "owner": {
        "whose": "寿光市财政局", "why": "该信息由寿光市财政局制作", "contact": "0536-0000002",
        "ours": False}, "fields": {"held_how": "制作"}}),
    ("A1", {"place": "本机关网站“政府信息公开”专栏", "place_checked_on": "{day}", "fields": {
        "title": "申请事项所列文件", "published_on": "2026-01-15", "way": "本机关网站"}}),
)
# fmt: on


async def carry(
    session: AsyncSession, case: Case, number: int, today: date, *, waits: bool
) -> None:
    """A case brought as far as its number says; one that waits for somebody is being handled."""
    assert case.received_on is not None
    far = FAR[number % len(FAR)]
    if waits and place(far) > place(State.HANDLING):
        far = State.HANDLING
    age = (today - case.received_on).days

    def on(after: int) -> datetime:
        assert case.received_on is not None
        day = case.received_on + timedelta(days=min(after, age))
        return datetime.combine(day, time(10), CHINA)

    handler = await handler_of(session, case)
    for state, do in STAGES.items():
        if IN_PROGRESS.index(State(case.state)) >= place(far) or case.state == State.CLOSED:
            return
        if case.state == state:
            await do(session, case, handler, on, number)


def place(state: State) -> int:
    """How far along the chain a state is; a closed case has passed all of it."""
    return len(IN_PROGRESS) if state is State.CLOSED else IN_PROGRESS.index(state)


async def handler_of(session: AsyncSession, case: Case) -> Actor:
    """Somebody who handles cases of that organ; the clerk of the demonstration where nobody does."""
    found = await session.scalar(
        select(Officer)
        .join(OfficerRole, OfficerRole.officer_id == Officer.id)
        .where(OfficerRole.organ_id == case.organ_id, OfficerRole.role == Role.HANDLER)
        .order_by(Officer.login)
        .limit(1)
    )
    if found is None:
        return CLERK
    held = frozenset({Role.HANDLER})
    organ = case.organ_id
    return Actor(found.id, found.name, {organ: held}, frozenset({organ}))


On = Callable[[int], datetime]
GENERAL_OFFICE: Final = "办公室"


async def _screen(s: AsyncSession, case: Case, _: Actor, on: On, __: int) -> None:
    opinion = "属于政府信息公开申请"
    await assignment.screen(
        s, CLERK, on(0), case.id, clear=True, is_application=True, ours=True, opinion=opinion
    )


async def _assign(s: AsyncSession, case: Case, handler: Actor, on: On, _: int) -> None:
    if handler.officer_id is None:
        office = (Department.organ_id == case.organ_id, Department.name == GENERAL_OFFICE)
        if await s.scalar(select(Department).where(*office)) is None:
            s.add(Department(organ_id=case.organ_id, name=GENERAL_OFFICE))
            await s.flush()
        await assignment.assign(s, CLERK, on(1), case.id, department=GENERAL_OFFICE)
        return
    officer = await s.get(Officer, handler.officer_id)
    assert officer is not None
    await assignment.assign(s, CLERK, on(1), case.id, handler=officer.login)
    await assignment.accept(s, handler, on(1), case.id)


async def _draft(s: AsyncSession, case: Case, handler: Actor, on: On, number: int) -> None:
    outcome, said = PROPOSED[number % len(PROPOSED)]
    day = on(6).date().isoformat()
    particulars = {name: day if value == "{day}" else value for name, value in said.items()}
    for item in range(1, len(case.items) + 1):
        await drafting.conclude_item(
            s, handler, on(6), case.id, item, outcome=outcome, particulars=particulars
        )
    await drafting.draft(s, handler, on(7), case.id)


async def _submit(s: AsyncSession, case: Case, handler: Actor, on: On, _: int) -> None:
    await drafting.submit(s, handler, on(8), case.id, passes=AWAITED)


# A case of the demonstration may be answered while something else of it is awaited.
AWAITED: Final = dict.fromkeys(("nothing_awaited", "not_lapsed"), "演示：申请内容已经可以答复")


async def _approve(s: AsyncSession, case: Case, _: Actor, on: On, __: int) -> None:
    await reviewing.approve(s, EXAMINER, on(9), case.id, "同意")


async def _sign(s: AsyncSession, case: Case, _: Actor, on: On, __: int) -> None:
    await reviewing.sign(s, SIGNER, on(11), case.id, opinion="同意签发", passes=AWAITED)


async def _serve(s: AsyncSession, case: Case, handler: Actor, on: On, number: int) -> None:
    day = on(12).date()
    await issuing.issue(s, handler, on(12), case.id)
    sending = Sending(way=Way.POST, dates={"posted_on": day}, tracking_number=f"YT1{number:07d}CN")
    await closing.record_answer(s, handler, on(12), case.id, sending=sending, passes=AWAITED)


STAGES: Final[dict[State, Callable[[AsyncSession, Case, Actor, On, int], Awaitable[None]]]] = {
    State.SCREENING: _screen,
    State.ASSIGNING: _assign,
    State.HANDLING: _draft,
    State.DRAFTING: _submit,
    **dict.fromkeys(REVIEWS, _approve),
    State.SIGNING: _sign,
    State.SERVING: _serve,
}
