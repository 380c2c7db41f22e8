"""The page “期限说明” of a case: why each date is that date, and what if."""

from datetime import date
from typing import Annotated, Any, Final
from uuid import UUID

from litestar import Request, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.door import today
from cases.actor import Actor
from cases.errors import BadInput, Refusal
from cases.law.clock_explained import explain
from cases.law.clock_strip import months, strip, workdays_left
from cases.office import Office
from cases.schemas_steps import Supposed, SupposedIn
from cases.typed import read
from cases.web.clock_views import Told, clock_told, records, told
from cases.web.page import page, printed_day
from cases.web.policy import OFFICER

Typed = Annotated[str, QueryParameter(max_length=40)]


@get("/cases/{case_id:uuid}/clock", include_in_schema=False)
async def clock_page(
    request: Request[Any, Any, Any],
    case_id: FromPath[UUID],
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    office: NamedDependency[Office],
    what: Typed = "",
    on: Typed = "",
    kind: Typed = "",
    letter: Annotated[str, QueryParameter(name="id", max_length=40)] = "",
    workdays: Typed = "",
    reply_by: Typed = "",
    until: Typed = "",
) -> Template:
    """Every date of the case, day by day and step by step; printed, it is an annex."""
    day = today(office.now())
    now = await clock_told(session, actor, case_id, day)
    values = {
        "what": what, "on": on, "kind": kind, "id": letter, "workdays": workdays,
        "reply_by": reply_by, "until": until,
    }  # fmt: skip
    context = clock_context(now, day) | {"values": {k: v for k, v in values.items() if v}}
    if what:
        context |= supposed(now, values, day)
    return page(request, "clock.html", **context)


def clock_context(now: Told, day: date) -> dict[str, Any]:
    """What the page shows of a case as it is."""
    reading = now.reading
    days = strip(reading) if reading else ()
    return {
        "case": now.case,
        "organ": now.organ,
        "reading": reading,
        "trouble": now.trouble,
        "steps": explain(reading) if reading else (),
        "strip": days,
        "months": months(days),
        "left": workdays_left(reading) if reading else None,
        "records": records(now),
        "calendar_label": now.calendar.label,
        "notices": cited(now),
        "head": now.case.head.hex(),
        "today": day,
        "asked": day,
        "what_if": None,
        "values": {},
        "faults": {},
    }


def cited(now: Told) -> list[str]:
    """The schedules of the years that the case touches."""
    reading = now.reading
    if reading is None or reading.received_on is None:
        return []
    first, last = reading.received_on.year, max(reading.facts.as_of.year, reading.received_on.year)
    if reading.answer_due:
        last = max(last, reading.answer_due.year)
    notices = now.calendar.calendar.notices
    return [notice.citation for notice in notices if first <= notice.year <= last]


def supposed(now: Told, values: dict[str, str], day: date) -> dict[str, Any]:
    """What would be with one more step, or the fault beside what was typed."""
    given = {name: value for name, value in values.items() if value and name != "what"}
    try:
        step = read(SupposedIn, given | {"type": values["what"]})
        then = told(now.case, now.organ, now.calendar, now.events, day, [step])
    except BadInput as refusal:
        faults = {fault.field: fault.sentence for fault in refusal.faults}
        return {
            "what_if": {"reading": None, "sentence": "", "fault": refused(refusal)},
            "faults": faults,
        }
    return {"what_if": {"reading": then.reading, "sentence": sentence(step), "fault": None}}


def refused(refusal: Refusal) -> str:
    """The refusal in one sentence with its article."""
    article = f"（{refusal.article.short}）" if refusal.article else ""
    return f"{refusal.faults[0].sentence.removesuffix('。')}{article}。"


def sentence(step: SupposedIn) -> str:
    """What is supposed, in words."""
    more = {
        Supposed.EXTENSION: f"{step.workdays}个工作日",
        Supposed.DELAY: f"至{printed_day(step.until)}",
        Supposed.SUPPLEMENT_NOTICE: f"，补正期限至{printed_day(step.reply_by)}"
        if step.reply_by
        else "",
    }.get(step.type, "")
    return f"假如{printed_day(step.on)}{WORDS[step.type]}{more}"


WORDS: Final = {
    Supposed.SUPPLEMENT_NOTICE: "告知补正",
    Supposed.SUPPLEMENT: "收到补正",
    Supposed.CONSULTATION: "发出征求意见书",
    Supposed.CONSULTATION_REPLY: "收到征求意见的回复",
    Supposed.EXTENSION: "告知延长答复期限",
    Supposed.FEE_NOTICE: "发出收费通知",
    Supposed.FEE_PAYMENT: "完成缴费",
    Supposed.DELAY: "告知延迟答复",
    Supposed.ANSWER: "作出答复",
}

router = Router("/", route_handlers=[clock_page], opt=OFFICER.opt)
