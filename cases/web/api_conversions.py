"""The JSON API of 依申请转主动公开: candidates of an organ, their review, publication, settings."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars, queries
from cases.actions import conversion_publishing, conversion_setting, converting
from cases.actions.conversion_finding import find_candidates
from cases.actions.conversion_suggesting import suggest
from cases.actions.converting import check_finder, lacking
from cases.actions.door import today
from cases.actor import Actor
from cases.conversion_file import Step, due_of
from cases.errors import NotFound
from cases.law.conversion import Decision, Rule, Stage
from cases.law.identity import masked_text
from cases.models import Organ
from cases.queries_conversions import Listed, candidate, list_conversions, settings_of
from cases.queries_savings import saved_by
from cases.schemas import ReasonIn
from cases.schemas_conversion import (
    ConversionCaseOut,
    ConversionDecisionIn,
    ConversionEventOut,
    ConversionFileOut,
    ConversionOpinionIn,
    ConversionOut,
    ConversionPublicationIn,
    ConversionSettingIn,
    ConversionSettingOut,
    ConversionSettingsOut,
    ConversionsOut,
    FoundOut,
    SuggestionIn,
    WholeConversionOut,
)
from cases.web.api_organs import READS, WRITES
from cases.web.pages_conversion import step_policy
from cases.web.pages_conversions import FINDING, SETTING, SUGGESTING
from cases.web.policy import OFFICER

S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
Code = FromPath[str]
Id = FromPath[UUID]
Choice = Annotated[str, QueryParameter(max_length=200)]
HERE = "/organs/{code:str}/conversions"
ONE = HERE + "/{conversion_id:uuid}"


@get(HERE, responses=READS, summary="转主动公开的候选")
async def list_them(
    code: Code,
    session: S,
    actor: A,
    at: At,
    stage: Choice = "",
    rule: Choice = "",
    q: Choice = "",
    after: Choice = "",
) -> ConversionsOut:
    """Candidates first, the longest waiting first."""
    organ = await queries.organ_by_code(session, actor, code)
    found = await list_conversions(
        session, [organ.id], stage=stage, rule=rule, words=q, after=after or None
    )
    calendar = (await calendars.newest(session)).calendar
    rows = found.rows
    dues = [due_of(one.row, calendar, today(at)) for one in rows]
    return ConversionsOut(
        conversions=[
            ConversionOut(**_told(one, code), due=due.day if due else None)
            for one, due in zip(rows, dues, strict=True)
        ],
        next=found.next,
    )


def _told(one: Listed, code: str) -> dict[str, Any]:
    row = one.row
    return {
        "id": row.id, "organ": code, "title": masked_text(row.title), "rule": row.rule,
        "rule_label": Rule(row.rule).label, "stage": row.stage,
        "stage_label": Stage(row.stage).label, "since": row.since, "requests": one.requests,
        "persons": one.persons, "parted": row.parted, "entry_id": row.entry_id,
    }  # fmt: skip


@get(ONE, responses=READS, summary="一条候选")
async def show_one(
    code: Code, conversion_id: Id, session: S, actor: A, at: At
) -> WholeConversionOut:
    """One candidate with everything behind it."""
    return await whole(session, actor, at, code, conversion_id)


async def whole(
    session: AsyncSession, actor: Actor, at: datetime, code: str, conversion_id: UUID
) -> WholeConversionOut:
    """A candidate as it stands now; NotFound under another organ's address."""
    found = await candidate(session, actor, conversion_id)
    row = found.row
    if found.organ.code != code:
        raise NotFound("没有找到这条转主动公开的候选，请核对")
    due = due_of(row, (await calendars.newest(session)).calendar, today(at))
    saved = await saved_by(session, [row.entry_id] if row.entry_id else [])
    listed = Listed(row, found.organ.name, len({one.id for one in found.cases}), found.persons)
    newest = found.files[0] if found.files else None
    against = lacking(row, found.file, newest, Decision.RELEASE)
    return WholeConversionOut(
        **_told(listed, code),
        due=due.day if due else None,
        reason=masked_text(row.reason),
        cases=[
            ConversionCaseOut(
                number=one.number, item=one.item, text=masked_text(one.text),
                received_on=one.received_on, answered_on=one.answered_on,
                annual_row=one.annual_row,
            )
            for one in found.cases
        ],
        files=[ConversionFileOut.model_validate(file) for file in found.files],
        history=[
            ConversionEventOut(
                seq=one.seq, step=one.step, label=one.step.label, at=one.at, officer=one.by,
                data=dict(one.data),
            )
            for one in found.file.history
        ],
        lacking=[sentence for sentence, _ in against] if row.stage == Stage.REVIEWING else [],
        saved=sum(saved.values()),
    )  # fmt: skip


@post(HERE + "/search", responses=WRITES, opt=FINDING.opt, status_code=200, summary="查找候选")
async def look_now(code: Code, session: S, actor: A, at: At) -> FoundOut:
    """Look for candidates now; run again it finds nothing twice."""
    organ = await queries.organ_by_code(session, actor, code)
    check_finder(actor, organ.id)
    found = await find_candidates(session, at, organ, actor)
    return FoundOut(made=[row.id for row in found.made], joined=found.joined)


@post(HERE, responses=WRITES, opt=SUGGESTING.opt, summary="登记申请人的建议")
async def add_suggestion(
    code: Code, data: JSONBody[SuggestionIn], session: S, actor: A, at: At
) -> WholeConversionOut:
    """A suggestion of an applicant: a candidate, or one more reason for one."""
    organ = await queries.organ_by_code(session, actor, code)
    made = await suggest(session, actor, at, organ.id, **dict(data))
    return await whole(session, actor, at, code, made.id)


@post(
    ONE + "/review", responses=WRITES, opt=step_policy(Step.OPENED).opt, summary="开始审查",
    status_code=200,
)  # fmt: skip
async def open_review(
    code: Code, conversion_id: Id, session: S, actor: A, at: At
) -> WholeConversionOut:
    """The review begins; those who check are told."""
    await of_organ(session, actor, code, conversion_id)
    await converting.open_review(session, actor, at, conversion_id)
    return await whole(session, actor, at, code, conversion_id)


async def of_organ(session: AsyncSession, actor: Actor, code: str, conversion_id: UUID) -> Organ:
    """The organ in the address, of which the candidate must be one; NotFound otherwise."""
    found = await candidate(session, actor, conversion_id)
    if found.organ.code != code:
        raise NotFound("没有找到这条转主动公开的候选，请核对")
    return found.organ


@post(ONE + "/opinions", responses=WRITES, opt=OFFICER.opt, summary="提出意见")
async def opine(
    code: Code, conversion_id: Id, data: JSONBody[ConversionOpinionIn], session: S, actor: A, at: At
) -> WholeConversionOut:
    """承办科室意见、保密审查、法制意见、个人信息检查."""
    await of_organ(session, actor, code, conversion_id)
    statements = {int(place): why for place, why in data.statements.items()}
    await converting.opine(
        session, actor, at, conversion_id, data.opinion,
        agrees=data.agrees, words=data.words, statements=statements,
    )  # fmt: skip
    return await whole(session, actor, at, code, conversion_id)


@post(
    ONE + "/decision", responses=WRITES, opt=step_policy(Step.DECIDED).opt, summary="负责人决定",
    status_code=200,
)  # fmt: skip
async def decide(
    code: Code,
    conversion_id: Id,
    data: JSONBody[ConversionDecisionIn],
    session: S,
    actor: A,
    at: At,
) -> WholeConversionOut:
    """转主动公开、遮蔽后公开、不转."""
    await of_organ(session, actor, code, conversion_id)
    await converting.decide(session, actor, at, conversion_id, **dict(data))
    return await whole(session, actor, at, code, conversion_id)


@post(
    ONE + "/reopening", responses=WRITES, opt=step_policy(Step.REOPENED).opt, summary="重新审查",
    status_code=200,
)  # fmt: skip
async def reopen(
    code: Code, conversion_id: Id, data: JSONBody[ReasonIn], session: S, actor: A, at: At
) -> WholeConversionOut:
    """Every opinion is asked for anew."""
    await of_organ(session, actor, code, conversion_id)
    await converting.reopen(session, actor, at, conversion_id, data.reason)
    return await whole(session, actor, at, code, conversion_id)


@post(
    ONE + "/publication", responses=WRITES, opt=step_policy(Step.PUBLISHED).opt, summary="公开",
    status_code=200,
)  # fmt: skip
async def publish(
    code: Code,
    conversion_id: Id,
    data: JSONBody[ConversionPublicationIn],
    session: S,
    actor: A,
    at: At,
) -> WholeConversionOut:
    """An entry of the published list with its columns of the 目录."""
    await of_organ(session, actor, code, conversion_id)
    said = dict(data) | {"catalogue": dict(data.catalogue)}
    await conversion_publishing.publish(session, actor, at, conversion_id, **said)
    return await whole(session, actor, at, code, conversion_id)


@post(
    ONE + "/withdrawal", responses=WRITES, opt=step_policy(Step.WITHDRAWN).opt, summary="撤下",
    status_code=200,
)  # fmt: skip
async def withdraw(
    code: Code, conversion_id: Id, data: JSONBody[ReasonIn], session: S, actor: A, at: At
) -> WholeConversionOut:
    """The entry and its file at once."""
    await of_organ(session, actor, code, conversion_id)
    await conversion_publishing.withdraw(session, actor, at, conversion_id, data.reason)
    return await whole(session, actor, at, code, conversion_id)


@get("/organs/{code:str}/conversion-settings", responses=READS, summary="转主动公开的设置")
async def show_settings(code: Code, session: S, actor: A) -> ConversionSettingsOut:
    """What holds, and every setting so far."""
    return await settings_out(session, await queries.organ_by_code(session, actor, code))


async def settings_out(session: AsyncSession, organ: Organ) -> ConversionSettingsOut:
    """The settings of an organ as they stand."""
    now = await conversion_setting.setting_of(session, organ.id)
    history = await settings_of(session, organ.id)
    return ConversionSettingsOut(
        least_applicants=now.least_applicants,
        within_months=now.within_months,
        review_workdays=now.review_workdays,
        own_words=list(now.own_words),
        history=[ConversionSettingOut.model_validate(row) for row in history],
    )


@post(
    "/organs/{code:str}/conversion-settings", responses=WRITES, opt=SETTING.opt,
    summary="设置转主动公开的条件",
)  # fmt: skip
async def set_conversions(
    code: Code, data: JSONBody[ConversionSettingIn], session: S, actor: A, at: At
) -> ConversionSettingsOut:
    """The settings from now on."""
    organ = await queries.organ_by_code(session, actor, code)
    await conversion_setting.set_conversions(session, actor, at, organ.id, **dict(data))
    return await settings_out(session, organ)


router = Router(
    "/api",
    route_handlers=[
        list_them, show_one, look_now, add_suggestion, open_review, opine, decide, reopen, publish,
        withdraw, show_settings, set_conversions,
    ],
    opt=OFFICER.opt,
    tags=["转主动公开"],
)  # fmt: skip
