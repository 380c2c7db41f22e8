"""The JSON API of cases: nouns of the office, each calling one verb or read."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries
from cases.actions import intake
from cases.actions.door import today
from cases.actor import Actor
from cases.dossier import dossier
from cases.errors import BadInput, Fault
from cases.history import WHERE, Kind
from cases.law.annual import OUTCOME_ROWS, ApplicantClass
from cases.models import CaseEvent, Organ
from cases.office import Office
from cases.schemas import ApplicationIn, CorrectionIn, ReasonIn
from cases.shown import CaseOut, CasePage, EventOut
from cases.states import State
from cases.web.api_search import words_in_address
from cases.web.case_papers import papers_out
from cases.web.history_words import words
from cases.web.policy import OFFICER
from cases.web.problems import refuses
from cases.web.views import case_out, case_rows

S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
O = NamedDependency[Office]  # noqa: E741
At = NamedDependency[datetime]
Choice = Annotated[str | None, QueryParameter(max_length=200)]

WRITES = refuses(400, 401, 403, 404, 409, 413, 422)
READS = refuses(400, 401, 403, 404, 422)


async def shown(session: AsyncSession, office: Office, actor: Actor, case_id: UUID) -> CaseOut:
    """A case as it stands now, after whatever was done to it."""
    case, organ = await queries.read_case(session, actor, case_id)
    clock = await queries.read_clock(session, case_id)
    papers = papers_out(dossier(await queries.paper_events(session, case_id)))
    return case_out(office.vault, actor, case, organ, clock, today(office.now()), papers)


@post("/cases", responses=WRITES, summary="登记申请")
async def register(
    data: JSONBody[ApplicationIn], session: S, actor: A, office: O, at: At
) -> CaseOut:
    """登记 (条例第二十九条): the case with its number."""
    organ = await session.scalar(select(Organ).where(Organ.code == data.organ))
    if organ is None:
        raise BadInput.of([Fault("organ", f"没有代码为“{data.organ}”的单位")])
    case = await intake.register(session, office.vault, actor, at, data.application(organ.id))
    clock = await queries.read_clock(session, case.id)
    return case_out(office.vault, actor, case, organ, clock, today(at), [])


@get("/cases", responses=READS, summary="案件列表")
async def list_cases(
    session: S,
    actor: A,
    office: O,
    organ: Choice = None,
    q: Choice = None,
    case_state: Annotated[State | None, QueryParameter(name="state")] = None,
    annual_row: Choice = None,
    applicant_class: FromQuery[ApplicantClass | None] = None,
    year: Annotated[int | None, QueryParameter(ge=1990, le=2100)] = None,
    after: Choice = None,
    oldest_first: FromQuery[bool] = False,
) -> CasePage:
    """Cases that this officer may read, newest first, page by page."""
    if annual_row is not None and annual_row not in OUTCOME_ROWS:
        raise BadInput.of([Fault("annual_row", "应为年度报告中办理结果的行")])
    organs = tuple(actor.reads)
    if organ is not None:
        organs = ((await queries.organ_by_code(session, actor, organ)).id,)
    wanted = queries.Wanted(
        organs=organs,
        text=words_in_address(q or ""),
        state=case_state,
        annual_row=annual_row,
        applicant_class=applicant_class,
        year=year,
        sort="oldest" if oldest_first else "",
    )
    page = await queries.list_cases(session, office.vault, wanted, after)
    return CasePage(cases=case_rows(page.rows, today(office.now())), next=page.next)


@get("/cases/{case_id:uuid}", responses=READS, summary="案件")
async def read_case(case_id: FromPath[UUID], session: S, actor: A, office: O) -> CaseOut:
    """One case; it names the figures of the annual tables in which it counts."""
    return await shown(session, office, actor, case_id)


@get("/cases/{case_id:uuid}/history", responses=READS, summary="办理记录")
async def read_history(case_id: FromPath[UUID], session: S, actor: A) -> list[EventOut]:
    """Everything that happened to a case, with the digests of its chain."""
    await queries.read_case(session, actor, case_id)
    events = await queries.history(session, case_id)
    told = words(events)
    return [event_out(row, told[row.seq]) for row in events]


def event_out(row: CaseEvent, told: str) -> EventOut:
    """An event as programs see it; fingerprints of personal data stay inside."""
    hidden = {"personal", "id_number", "phone", WHERE}
    return EventOut(
        seq=row.seq,
        kind=row.kind,
        label=Kind(row.kind).label,
        day=row.day,
        at=row.at,
        officer=row.officer,
        where=row.data.get(WHERE, ""),
        words=told,
        data={key: value for key, value in row.data.items() if key not in hidden},
        digest=row.digest.hex(),
    )


@post("/cases/{case_id:uuid}/registration", responses=WRITES, summary="更正登记")
async def correct_registration(
    case_id: FromPath[UUID],
    data: JSONBody[CorrectionIn],
    session: S,
    actor: A,
    office: O,
    at: At,
) -> CaseOut:
    """What was registered, said anew; the former stays in the history."""
    case, organ = await queries.read_case(session, actor, case_id)
    if data.registration.organ != organ.code:
        raise BadInput.of([Fault("registration.organ", f"案件由{organ.name}登记，单位不能更改")])
    application = data.registration.application(case.organ_id)
    await intake.correct_registration(
        session, office.vault, actor, at, case_id, application, data.reason
    )
    return await shown(session, office, actor, case_id)


@post("/cases/{case_id:uuid}/personal-data", responses=WRITES, summary="查看个人信息")
async def show_personal_data(
    case_id: FromPath[UUID], data: JSONBody[ReasonIn], session: S, actor: A, office: O, at: At
) -> dict[str, Any]:
    """Personal data in the clear; that they were seen, by whom and why, is recorded."""
    seen = await intake.show_personal_data(session, office.vault, actor, at, case_id, data.reason)
    return dict(vars(seen))


router = Router(
    "/api",
    route_handlers=[
        register,
        list_cases,
        read_case,
        read_history,
        correct_registration,
        show_personal_data,
    ],
    opt=OFFICER.opt,
    tags=["案件"],
)
