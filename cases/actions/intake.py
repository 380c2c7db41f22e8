"""Taking in (登记): register an application, confirm its receipt, correct what was mistyped."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from cases import personal
from cases.actions import door
from cases.actions.application import (
    Application,
    evidence,
    faults,
    normalised,
    particulars,
)
from cases.actor import Actor, Applying
from cases.errors import BadInput, Conflict, Fault, NotFound
from cases.history import Event, Kind
from cases.law.receipt import RULES, Channel, received_on
from cases.models import Case, Organ, new_id
from cases.numbers import case_number, draw_serial
from cases.states import MOVE, State, Verb
from cases.vault import Vault

NOT_SAID: Final[Mapping[str, str]] = {}


async def register(
    session: AsyncSession, vault: Vault, actor: Actor, at: datetime, application: Application
) -> Case:
    """登记: a new case with its number; the same submission twice gives the same case.

    BadInput names every field that cannot be so; NotAllowed without a role at the organ.
    """
    door.check_role(actor, application.organ_id, Verb.REGISTER)
    today = door.today(at)
    application = checked(application, today)
    if application.submission is not None:
        same_form = application.submission.int % 2**63  # sent twice at once: the second waits
        await session.execute(select(func.pg_advisory_xact_lock(same_form)))
        already = await submitted(session, actor, application)
        if already is not None:
            return already
    code = await organ_code(session, application.organ_id)
    case = Case(id=new_id(), organ_id=application.organ_id, source="registered")
    sealed = personal.seal(vault, case.id, personal_of(application))
    data = registration(application, sealed, today)
    day = received_on(application.channel, application.dates) or date.fromisoformat(
        min(filter(None, data["dates"].values()), default=data["registered_on"])
    )
    serial = await draw_serial(session, application.organ_id, day.year)
    case.series_year, case.serial = day.year, serial
    case.number = case_number(code, day.year, serial)
    case.submission = application.submission
    case.personal = sealed.personal
    origin = {"organ": str(case.organ_id), "number": case.number}
    known = received_on(application.channel, application.dates) is not None
    chain = await door.chain_of(session, case.organ_id)
    to = {"to": chain.first() if known else State.UNCONFIRMED}
    event = Event(Kind.REGISTERED, day, data | origin | to)
    await door.begin(session, case, actor, at, [event])
    return case


async def confirm_receipt(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    confirmed_on: date,
    office_side: Mapping[str, str] = NOT_SAID,
) -> Case:
    """确认收到申请之日 (条例第三十一条): from this day on the case has its clock.

    `office_side`: who gave the confirmation code and when, where the applicant confirms by it.
    """
    case = await door.open_case(session, actor, case_id, Verb.CONFIRM_RECEIPT)
    assert case.channel is not None
    rule = RULES[Channel(case.channel)]
    arrived = [d for d in case.facts["dates"].values() if d]
    if confirmed_on > door.today(at):
        raise _wrong("confirmed_on", f"{rule.date_label}{confirmed_on}晚于今天")
    if arrived and confirmed_on.isoformat() < max(arrived):
        raise _wrong(
            "confirmed_on", f"{rule.date_label}{confirmed_on}早于申请到达的日期{max(arrived)}"
        )
    chain = await door.chain_of(session, case.organ_id)
    data = {"confirmed_on": confirmed_on.isoformat(), "to": chain.first(), **office_side}
    await door.append(session, case, actor, at, Event(Kind.RECEIPT_CONFIRMED, confirmed_on, data))
    return case


async def correct_registration(
    session: AsyncSession,
    vault: Vault,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    application: Application,
    reason: str,
) -> Case:
    """更正登记: what was registered is said anew, with the reason; the number stays."""
    case = await door.open_case(session, actor, case_id, Verb.CORRECT_REGISTRATION)
    assert case.organ_id == application.organ_id
    today = door.today(at)
    application = checked(application, today)
    former = personal.unseal(vault, case.id, case.personal)
    held = replace(personal_of(application), notes=former.notes)
    sealed = personal.seal(vault, case.id, held)
    data = registration(application, sealed, today) | {"reason": reason}
    case.personal = sealed.personal
    day = received_on(application.channel, application.dates)
    if day is None:
        data["to"] = State.UNCONFIRMED
    elif case.state == State.UNCONFIRMED:
        data["to"] = (await door.chain_of(session, case.organ_id)).first()
    else:
        data["to"] = case.state
    await door.append(session, case, actor, at, Event(Kind.REGISTRATION_CORRECTED, day, data))
    return case


async def show_personal_data(
    session: AsyncSession, vault: Vault, actor: Actor, at: datetime, case_id: UUID, reason: str
) -> personal.Personal:
    """查看个人信息: numbers, phone and address in the clear; that they were seen is recorded."""
    case = await door.open_case(session, actor, case_id, Verb.SHOW_PERSONAL_DATA)
    shown = personal.unseal(vault, case.id, case.personal)
    event = Event(Kind.PERSONAL_DATA_SHOWN, None, {"reason": reason})
    await door.append(session, case, actor, at, event)
    return shown


def checked(application: Application, today: date) -> Application:
    """The application in its normal form; BadInput with every fault."""
    found = list(faults(application, today))
    if found:
        raise BadInput.of(found, article=MOVE[Verb.REGISTER].article)
    return normalised(application)


async def submitted(session: AsyncSession, actor: Actor, application: Application) -> Case | None:
    """The case that the same form has made already: a double click registers once.

    The second of two clicks at once waits for the first. Conflict where somebody else's form was.
    """
    key = func.hashtextextended(str(application.submission), 0)
    await session.execute(select(func.pg_advisory_xact_lock(key)))
    found = await session.scalar(select(Case).where(Case.submission == application.submission))
    own = Applying(found.organ_id) if found is not None else None
    if found is not None and not actor.may_read(found.organ_id) and actor.applying != own:
        raise Conflict("这份表单已经提交过，请重新打开登记页面填写")
    return found


async def organ_code(session: AsyncSession, organ_id: UUID) -> str:
    """The code of an organ; NotFound where there is none."""
    organ = await session.get(Organ, organ_id)  # the door has read it already
    if organ is None:
        raise NotFound("没有找到登记单位")
    return organ.code


def registration(application: Application, sealed: personal.Sealed, today: date) -> dict[str, Any]:
    """What the event of a registration says."""
    return {
        "channel": application.channel,
        "dates": evidence(application),
        "received_on": None,
        "registered_on": today.isoformat(),
        "applicant_class": application.applicant.kind,
        "applicant_name": application.applicant.name,
        "request": application.request,
        "items": [asdict(item) for item in application.items],
        "facts": particulars(application),
        "personal": sealed.fingerprint.hex(),
        "id_number": sealed.id_number_index.hex() if sealed.id_number_index else None,
        "phone": sealed.phone_index.hex() if sealed.phone_index else None,
    }


def personal_of(application: Application) -> personal.Personal:
    """The part of an application that is sealed."""
    who = asdict(application.applicant)
    del who["kind"], who["name"]
    return personal.Personal(**who, agent=asdict(application.agent) if application.agent else None)


def _wrong(field: str, sentence: str) -> BadInput:
    return BadInput.of([Fault(field, sentence)], article=MOVE[Verb.CONFIRM_RECEIPT].article)
