"""不再处理 (条例第三十条、处理费办法): what the applicant let lapse closes the case, on its own letter."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases import clocks
from cases.actions import door, gating
from cases.actions.closing import check_closing_day, check_unanswered
from cases.actions.sent_papers import sent_paper
from cases.actions.steps import NOTHING_PASSED, Sending
from cases.actor import Actor
from cases.history import Event, Kind
from cases.law.clock import ClockReading
from cases.law.clock_rules import Rule
from cases.law.gate_facts import Act
from cases.law.outcomes import Remedy, basis_of
from cases.models import Case
from cases.states import MOVE, State, Verb

LAPSED: Final = "A28"
ROW_OF_LAPSE: Final = {
    "supplement": "other_overdue_correction",
    "fee": "other_overdue_fee",
}


async def close_as_lapsed(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    on: date,
    sending: Sending = Sending(),
    passes: Mapping[str, str] = NOTHING_PASSED,
) -> Case:
    """不再处理: not before the day after the last day for 补正 or 缴费; the row is that of what lapsed."""
    verb = Verb.CLOSE_AS_LAPSED
    case = await door.open_case(session, actor, case_id, verb)
    check_closing_day(case, at, "on", "不再处理的日期", on)
    check_unanswered(case, verb, "不再处理")
    desk = await gating.desk_of(session, case)
    facts = await gating.facts_of(session, desk, Act.CLOSE_AS_LAPSED, on)
    row = lapsed_row(desk, on)
    letter = replace(facts.paper, remedy=Remedy.FREE_CHOICE)
    facts = replace(facts, answer_type=LAPSED, row=row, items=(), paper=letter)
    gates = gating.ask(actor, case, facts, passes)
    paper = sent_paper(desk.file, sending, on, ("P22", "A28"), MOVE[verb].article)
    data = {
        "answer_type": LAPSED,
        "annual_row": row,
        "basis": [str(article) for article in basis_of(LAPSED, row)],
        "remedy": Remedy.FREE_CHOICE.value,
        **paper,
        "calendar": desk.calendar.ordinal,
        "from": case.state,
        "to": State.CLOSED,
        **sending.particulars(),
        **gating.kept(gates),
    }
    await door.append(session, case, actor, at, Event(Kind.ANSWER, on, data))
    return case


def lapsed_row(desk: gating.Desk, on: date) -> str:
    """What the clock waits for: a payment, be it paid too late, or a supplement."""
    reading = clocks.read(clocks.facts_of(desk.case, desk.steps, on), desk.calendar.calendar)
    awaited = reading.awaited if isinstance(reading, ClockReading) else None
    for_fee = awaited is not None and awaited.rule is Rule.FEE_PAYMENT
    return ROW_OF_LAPSE["fee" if for_fee else "supplement"]
