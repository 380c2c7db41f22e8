"""The JSON API of the clock: the steps of a case by their nouns, its dates, and what if."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter
from sqlalchemy.ext.asyncio import AsyncSession

from cases import recording
from cases.actions import consultation, correction
from cases.actions.door import today
from cases.actor import Actor
from cases.office import Office
from cases.schemas import ReasonIn
from cases.schemas_steps import (
    ConsultationIn,
    LetterReceiptIn,
    ReplyIn,
    StepCorrectionIn,
    WhatIfIn,
)
from cases.schemas_work import ThirdPartyToldIn
from cases.shown import CaseOut, ConsultationOut, LetterSent
from cases.web.api_cases import READS, WRITES, shown
from cases.web.clock_views import clock_out, clock_told, letters
from cases.web.policy import OFFICER

S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
O = NamedDependency[Office]  # noqa: E741
At = NamedDependency[datetime]
CaseId = FromPath[UUID]


@get("/clock", responses=READS, summary="期限及其由来")
async def read_clock(
    case_id: CaseId,
    session: S,
    actor: A,
    office: O,
    as_of: Annotated[date | None, QueryParameter(description="所问的日期，默认为今天")] = None,
) -> dict[str, Any]:
    """Every date of the case and how it came about (contract: clock.md), day by day."""
    told = await clock_told(session, actor, case_id, as_of or today(office.now()))
    return clock_out(told)


@post("/clock/what-if", status_code=200, responses=READS, summary="推算：假如……")
async def what_if(
    case_id: CaseId, data: JSONBody[WhatIfIn], session: S, actor: A, office: O
) -> dict[str, Any]:
    """The dates that the case would have with these steps too; nothing is stored."""
    told = await clock_told(session, actor, case_id, today(office.now()), data.events)
    return clock_out(told)


@get("/consultations", responses=READS, summary="征求意见书")
async def list_letters(case_id: CaseId, session: S, actor: A, office: O) -> list[ConsultationOut]:
    """The consultations of a case with the limit of each recipient."""
    return letters(await clock_told(session, actor, case_id, today(office.now())))


@post("/consultations", responses=WRITES, summary="征求意见")
async def consult(
    case_id: CaseId, data: JSONBody[ConsultationIn], session: S, actor: A, office: O, at: At
) -> LetterSent:
    """征求意见 (条例第三十二条、第三十四条): its days are not counted."""
    number = await recording.consult(session, actor, at, case_id, data)
    return LetterSent(id=number, case=await shown(session, office, actor, case_id))


@post("/consultations/{cid:str}/receipt", responses=WRITES, summary="登记征求意见书的签收日期")
async def record_receipt(
    case_id: CaseId,
    cid: FromPath[str],
    data: JSONBody[LetterReceiptIn],
    session: S,
    actor: A,
    office: O,
    at: At,
) -> CaseOut:
    """From this day on the recipient's fifteen working days count."""
    await consultation.record_receipt(
        session, actor, at, case_id, number=cid, received_on=data.received_on
    )
    return await shown(session, office, actor, case_id)


@post("/consultations/{cid:str}/reply", responses=WRITES, summary="收到征求意见回复")
async def end_consultation(
    case_id: CaseId,
    cid: FromPath[str],
    data: JSONBody[ReplyIn],
    session: S,
    actor: A,
    office: O,
    at: At,
) -> CaseOut:
    """The reply ends the pause of its letter."""
    await consultation.end_consultation(
        session, actor, at, case_id, cid, on=data.on, opinion=data.opinion, content=data.content
    )
    return await shown(session, office, actor, case_id)


@post("/consultations/{cid:str}/third-party-notice", responses=WRITES, summary="告知第三方决定公开")
async def tell_third_party(
    case_id: CaseId,
    cid: FromPath[str],
    data: JSONBody[ThirdPartyToldIn],
    session: S,
    actor: A,
    office: O,
    at: At,
) -> CaseOut:
    """What will be disclosed and why, before it goes out (条例第三十二条)."""
    await consultation.tell_third_party(session, actor, at, case_id, cid, **dict(data))
    return await shown(session, office, actor, case_id)


@post("/steps/{seq:int}/correction", responses=WRITES, summary="更正期限记录")
async def correct_step(
    case_id: CaseId,
    seq: FromPath[int],
    data: JSONBody[StepCorrectionIn],
    session: S,
    actor: A,
    office: O,
    at: At,
) -> CaseOut:
    """An event that supersedes another; all dates follow."""
    await correction.correct_step(
        session, actor, at, case_id, seq, on=data.on, changes=data.changes(), reason=data.reason
    )
    return await shown(session, office, actor, case_id)


@post("/steps/{seq:int}/strike", responses=WRITES, summary="撤销误录的期限记录")
async def strike_step(
    case_id: CaseId,
    seq: FromPath[int],
    data: JSONBody[ReasonIn],
    session: S,
    actor: A,
    office: O,
    at: At,
) -> CaseOut:
    """A step that never happened; both records stay."""
    await correction.strike_step(session, actor, at, case_id, seq, data.reason)
    return await shown(session, office, actor, case_id)


router = Router(
    "/api/cases/{case_id:uuid}",
    route_handlers=[
        read_clock,
        what_if,
        list_letters,
        consult,
        record_receipt,
        end_consultation,
        tell_third_party,
        correct_step,
        strike_step,
    ],
    opt=OFFICER.opt,
    tags=["期限"],
)
