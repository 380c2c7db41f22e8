"""文书的依据 read: a case with its organ, settings, clock and earlier answers, as its papers need it."""

from datetime import date
from urllib.parse import quote

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from cases import clocks, personal
from cases.actions.gating import Desk, facts_of
from cases.filling.matter import FeeSaid, LetterSetting, Matter, Prior
from cases.keeping import keeping
from cases.kinds import Kind
from cases.law.application import Route
from cases.law.clock import ClockReading
from cases.law.gate_facts import Act
from cases.law.outcomes import Remedy
from cases.law.receipt import Channel
from cases.law.remedies import Bodies
from cases.models import Case, CaseEvent, Organ, OrganRemedy
from cases.models_letters import OrganLetterSetting
from cases.steps_on_file import letters_on_file

ONLINE_CHANNELS = (Channel.ONLINE, Channel.EMAIL)


async def matter_of(
    session: AsyncSession,
    desk: Desk,
    on: date,
    *,
    online: bool | None = None,
    fee: FeeSaid | None = None,
    query_code: str = "",
) -> Matter:
    """The case as its papers of a day see it; `online` is by the route asked for where not said."""
    case, kept = desk.case, keeping(session)
    facts = await facts_of(session, desk, Act.ISSUE, on)
    body = await body_of(session, desk)
    reading = clocks.read(clocks.facts_of(case, desk.steps, on), desk.calendar.calendar)
    return Matter(
        organ=body,
        case=case,
        personal=personal.unseal(kept.vault, case.id, case.personal),
        file=desk.file,
        steps=desk.steps,
        calendar=desk.calendar.calendar,
        reading=reading if isinstance(reading, ClockReading) else None,
        items=facts.items,
        remedy=facts.paper.remedy or Remedy.NONE,
        letters=letters_on_file(desk.steps, desk.file, desk.calendar.calendar),
        bodies=await bodies_on(session, body, on),
        setting=await setting_of(session, desk),
        priors=await _priors(session, desk),
        on=on,
        online=goes_online(case) if online is None else online,
        query_url=f"{kept.public_url}/status?number={quote(case.number)}",
        query_code=query_code,
        fee=fee,
    )


def goes_online(case: Case) -> bool:
    """Whether the applicant wants the answer by the internet, or came by it and said nothing else."""
    route = case.facts.get("route")
    if route:
        return Route(route) is Route.EMAIL
    return case.channel is not None and Channel(case.channel) in ONLINE_CHANNELS


async def body_of(session: AsyncSession, desk: Desk) -> Organ:
    """In whose name the case is answered: the organ, or the government whose office it is."""
    if desk.case.counted_for == desk.organ.id:
        return desk.organ
    return await session.get_one(Organ, desk.case.counted_for)


async def bodies_on(session: AsyncSession, body: Organ, on: date) -> Bodies | None:
    """复议机关和管辖法院 of the organ on a day; None where none was entered for it."""
    found = await session.scalar(
        select(OrganRemedy)
        .where(
            OrganRemedy.organ_id == body.id,
            OrganRemedy.valid_from <= on,
            or_(OrganRemedy.valid_to.is_(None), OrganRemedy.valid_to >= on),
        )
        .order_by(OrganRemedy.valid_from.desc())
        .limit(1)
    )
    if found is None:
        return None
    return Bodies(found.review_body, found.court, found.review_online_url)


async def setting_of(session: AsyncSession, desk: Desk) -> LetterSetting:
    """文书的设置 of the organ; the usual one where nothing was set."""
    found = await session.scalar(
        select(OrganLetterSetting)
        .where(OrganLetterSetting.organ_id == desk.organ.id)
        .order_by(OrganLetterSetting.made_at.desc(), OrganLetterSetting.id.desc())
        .limit(1)
    )
    if found is None:
        return LetterSetting()
    return LetterSetting(
        head=found.head,
        each_title=found.title_school == "each",
        supplement_days=found.supplement_days,
        contact_person=found.contact_person,
        complaint_body=found.complaint_body,
        pickup_place=found.pickup_place,
        payment_way=found.payment_way,
    )


async def _priors(session: AsyncSession, desk: Desk) -> dict[str, Prior]:
    """The answers of the earlier cases that this one names: their day and number."""
    named = [r.data["earlier"] for r in desk.file.outcomes.values() if r.data.get("earlier")]
    if not named:
        return {}
    rows = await session.execute(
        select(Case.number, Case.answered_on, CaseEvent.data)
        .join(CaseEvent, CaseEvent.case_id == Case.id)
        .where(
            Case.organ_id == desk.case.organ_id,
            Case.number.in_(named),
            CaseEvent.kind.in_((Kind.ANSWER, Kind.ANSWERED_ANEW)),
        )
        .order_by(CaseEvent.seq)
    )
    return {
        number: Prior(answered_on, data.get("doc_number") or "")
        for number, answered_on, data in rows
    }
