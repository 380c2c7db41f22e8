"""期限 (条例第三十条、第三十三条、第三十五条): supplement, extension, delay."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import door, gating
from cases.actions.sent_papers import check_agrees, sent_paper, typed_in
from cases.actions.steps import NOTHING_PASSED, Sending, iso, sent_on, take_step, wrong
from cases.actor import Actor
from cases.errors import Unlawful
from cases.history import Event, Kind
from cases.law.clock_rules import ANSWER, DELAY, EXTENSION, SUPPLEMENT, WarningCode
from cases.law.gate_facts import Act, ExtensionProposal
from cases.models import Case, Role
from cases.states import Verb


async def send_supplement_notice(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    sending: Sending,
    reply_by: date | None = None,
    content: str = "",
    passes: Mapping[str, str] = NOTHING_PASSED,
) -> Case:
    """告知补正: once; sent in time it stops the clock, late it is recorded and stops nothing."""
    verb = Verb.SEND_SUPPLEMENT_NOTICE
    case = await door.open_case(session, actor, case_id, verb)
    day = sent_on(sending, door.today(at), SUPPLEMENT)
    act = Act.SEND_SUPPLEMENT_NOTICE
    passed = await gating.check(session, actor, case, act, day, passes)
    file = passed.desk.file
    paper = sent_paper(file, sending, day, ("P5",), SUPPLEMENT)
    said = typed_in(file, paper)
    if reply_by is not None:
        check_agrees(file, paper, "reply_by", reply_by.isoformat(), "补正期限", SUPPLEMENT)
    until = iso(reply_by) or said.get("reply_by")
    if until is not None and until <= day.isoformat():
        raise wrong("reply_by", f"补正期限{until}应晚于告知补正的日期（{day}）", SUPPLEMENT)
    data = {
        "reply_by": until,
        "content": content or said.get("defects", ""),
        **sending.particulars(),
        **paper,
        **passed.record(),
    }
    return await take_step(session, actor, at, case, verb, Kind.SUPPLEMENT_NOTICE, day, data)


async def receive_supplement(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    on: date,
    content: str = "",
    excuse: str = "",
) -> Case:
    """收到补正: the period starts afresh where a notice is open.

    `excuse` is the 正当理由 that was shown for coming late.
    """
    verb = Verb.RECEIVE_SUPPLEMENT
    case = await door.open_case(session, actor, case_id, verb)
    data = {"content": content, **({"excused": excuse} if excuse else {})}
    return await take_step(session, actor, at, case, verb, Kind.SUPPLEMENT, on, data)


async def approve_extension(
    session: AsyncSession, actor: Actor, at: datetime, case_id: UUID, *, workdays: int, reason: str
) -> Case:
    """同意延期 (条例第三十三条第二款) by the head: whoever tells the applicant goes by it."""
    case = await door.open_case(session, actor, case_id, Verb.APPROVE_EXTENSION)
    if workdays not in EXTENSION:
        raise _forbidden(WarningCode.EXTENSION_OVER_CAP)
    data = {"workdays": workdays, "reason": reason}
    event = Event(Kind.EXTENSION_APPROVED, door.today(at), data)
    await door.append(session, case, actor, at, event)
    await door.tell(
        session, case, case.handler_id, actor, at, f"{case.number}同意延期{workdays}个工作日"
    )
    return case


async def extend(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    sending: Sending,
    workdays: int,
    approved_on: date | None = None,
    approved_by: str = "",
    reason: str = "",
    passes: Mapping[str, str] = NOTHING_PASSED,
) -> Case:
    """延长答复期限: by 1–20 working days, approved by the head beforehand, told to the applicant.

    The head's 同意延期 counts where it is for no fewer days; one on paper is told by its day.
    Unlawful where it is over the cap, unapproved or repeated; told late it is recorded, in vain.
    """
    case = await door.open_case(session, actor, case_id, Verb.EXTEND)
    day = sent_on(sending, door.today(at), ANSWER)
    if workdays not in EXTENSION:
        raise _forbidden(WarningCode.EXTENSION_OVER_CAP)
    desk = await gating.desk_of(session, case)
    consent = desk.file.extension_approved
    if approved_on is None and consent is not None and workdays <= consent.data["workdays"]:
        approved_on, approved_by = consent.day, consent.by
        reason = reason or consent.data["reason"]
    elif approved_on is None and actor.has(case.organ_id, (Role.HEAD,)):
        approved_on, approved_by = day, actor.name  # who tells it has consented to it
    if approved_on is None or approved_on > day:
        raise _forbidden(WarningCode.EXTENSION_UNAPPROVED)
    proposal = ExtensionProposal(
        workdays=workdays,
        reason=reason,
        approved_on=approved_on,
        repeated=gating.extended(desk, day),
    )
    passed = await gating.check(
        session, actor, case, Act.EXTEND, day, passes, desk, extension=proposal
    )
    paper = sent_paper(desk.file, sending, day, ("P7",), ANSWER)
    check_agrees(desk.file, paper, "workdays", str(workdays), "延长的工作日数", ANSWER)
    data = {
        "workdays": workdays,
        "approved_on": iso(approved_on),
        "approved_by": approved_by,
        "reason": reason,
        **sending.particulars(),
        **paper,
        **passed.record(),
    }
    return await take_step(session, actor, at, case, Verb.EXTEND, Kind.EXTENSION, day, data)


async def delay(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    sending: Sending,
    until: date,
    reason: str = "",
    passes: Mapping[str, str] = NOTHING_PASSED,
) -> Case:
    """延迟答复 (条例第三十五条): the answer is due on the day told, which has no cap."""
    case = await door.open_case(session, actor, case_id, Verb.DELAY)
    day = sent_on(sending, door.today(at), DELAY)
    if until <= day:
        raise wrong("until", f"延迟答复的日期{until}应晚于告知的日期（{day}）", DELAY)
    passed = await gating.check(session, actor, case, Act.DELAY, day, passes, delay_until=until)
    asked = passed.desk.file.reasons_asked
    paper = sent_paper(passed.desk.file, sending, day, ("P8",), DELAY)
    check_agrees(passed.desk.file, paper, "until", until.isoformat(), "延迟答复的日期", DELAY)
    data = {
        "until": iso(until),
        "reasons_asked_on": iso(asked.day) if asked else None,
        "reason": reason,
        **sending.particulars(),
        **paper,
        **passed.record(),
    }
    return await take_step(session, actor, at, case, Verb.DELAY, Kind.DELAY, day, data)


def _forbidden(code: WarningCode) -> Unlawful:
    return Unlawful(code.text.removesuffix("。"), article=code.article)
