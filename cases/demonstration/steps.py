"""Invented steps of the clock, so that every worklist of the demonstration has something in it."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import consultation, fees, timing
from cases.actions.steps import Sending
from cases.actor import Actor
from cases.law.clock_facts import Recipient
from cases.law.delivery import Way
from cases.models import Case
from cases.settings import CHINA


@dataclass(frozen=True)
class Told:
    """One step: so many days after receipt, which verb, with what."""

    after: int
    do: Callable[..., Awaitable[Any]]
    said: Callable[[date], dict[str, Any]]
    args: tuple[str, ...] = ()


def posted(day: date) -> dict[str, Any]:
    """Sent by post on that day."""
    return {"sending": Sending(way=Way.POST, dates={"posted_on": day})}


def days(count: int) -> timedelta:
    """So many days."""
    return timedelta(days=count)


# fmt: off
NOTICE = Told(4, timing.send_supplement_notice, lambda day: posted(day) | {
    "reply_by": day + days(9), "content": "请写明所需信息形成的年度和文件名称"})
SUPPLEMENT = Told(11, timing.receive_supplement, lambda day: {"on": day})
LETTER = Told(5, consultation.consult, lambda day: posted(day) | {
    "kind": Recipient.THIRD_PARTY, "recipient": "某某置业有限公司"})
RECEIPT = Told(7, consultation.record_receipt, lambda day: {"received_on": day, "number": "1"})
REPLY = Told(16, consultation.end_consultation, lambda day: {"on": day, "opinion": "不同意公开"}, ("1",))
COLLEAGUES = Told(9, consultation.consult, lambda day: posted(day) | {
    "kind": Recipient.ORGAN, "recipient": "寿光市财政局"})
LONGER = Told(18, timing.extend, lambda day: posted(day) | {
    "workdays": 10, "approved_on": day, "approved_by": "周国强", "reason": "涉及档案较多，需要逐件核对"})
FEE = Told(10, fees.send_fee_notice, lambda day: posted(day) | {
    "pages": 68, "received_on": day})
COURSES: Final = (
    # what happens to one case after another
    (), (NOTICE, SUPPLEMENT), (LETTER, RECEIPT), (LONGER,), (NOTICE,), (),
    (LETTER, RECEIPT, COLLEAGUES, REPLY), (FEE,), (), (NOTICE, SUPPLEMENT, LONGER),
)
# fmt: on


def course(number: int) -> Iterator[Told]:
    """What happens to one of the invented cases."""
    yield from COURSES[number % len(COURSES)]


async def take_steps(
    session: AsyncSession, actor: Actor, case: Case, number: int, today: date
) -> None:
    """The steps of a case that have happened by today."""
    assert case.received_on is not None
    for told in course(number):
        day = case.received_on + days(told.after)
        if day <= today:
            at = datetime.combine(day, time(10), CHINA)
            await told.do(session, actor, at, case.id, *told.args, **told.said(day))
