"""Lawful answers for tests: what each outcome needs on file, and the whole chain in one call."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import (
    closing,
    consultation,
    drafting,
    issuing,
    reasons,
    reviewing,
    searching,
    timing,
)
from cases.actions.assignment import accept, assign, screen
from cases.actions.steps import Sending
from cases.actor import Actor, system
from cases.law.clock_facts import Recipient
from cases.models import Case, Officer
from cases.settings import CHINA
from cases.states import REVIEWS, State

REVIEWER = system("审核人")
SIGNER = system("签发人")
WHY = "经审查，该信息不属于应当提供的情形"  # ≥ 10 characters
CONTACT = "电话0536-5221234"
PROHIBITION = {"level": "law", "name": "中华人民共和国税收征收管理法", "place": "第八条第二款"}
SPECIAL = {
    "level": "administrative_regulation", "name": "不动产登记暂行条例", "place": "第二十七条",
}  # fmt: skip
OUTCOME: dict[str, dict[str, Any]] = {
    # outcome: what is said of an item beside it, so that every gate of its content holds and its
    # letter has every field
    "A1": {
        "place": "www.shouguang.gov.cn",
        "place_checked_on": "{day}",
        "fields": {"title": "年度验收报告", "published_on": "2026-01-15", "way": "本机关门户网站"},
    },
    "A2": {"provided": "以纸质复印件邮寄", "fields": {"form": "纸质复印件", "pages": "12"}},
    "A3": {
        "provided": "以纸质复印件邮寄",
        "withheld": [{"what": "附件中的密级内容", "ground": "A4", "kinds": ["secret"]}],
        "fields": {"open_part": "验收报告正文", "form": "纸质复印件"},
    },
    "A4": {"withheld": [{"ground": "A4", "kinds": ["secret"]}]},
    "A5": {
        "withheld": [{"ground": "A5", "kinds": ["prohibited_by_law"], "rule": PROHIBITION}],
        "fields": {"law_text": "税务机关应当依法为纳税人、扣缴义务人的情况保密。"},
    },
    "A6": {"withheld": [{"ground": "A6", "kinds": ["social_stability"]}]},
    # the first letter of the case, see `prepared`
    "A7": {"withheld": [{"ground": "A7", "kinds": ["trade_secret"], "letters": ["1"]}]},
    "A8": {"withheld": [{"ground": "A8", "kinds": ["personnel"]}]},
    "A9": {
        "withheld": [{"ground": "A9", "kinds": ["draft"]}],
        "fields": {"matter": "饮水安全工程验收"},
    },
    "A10": {
        "withheld": [{"ground": "A10", "kinds": ["enforcement_file"]}],
        "fields": {"file": "某公司违法占地案", "procedure_law": "《中华人民共和国行政处罚法》"},
    },
    "A11": {
        "kinds": ["real_estate_register"],
        "rule": SPECIAL,
        "fields": {
            "query_organ": "寿光市不动产登记中心",
            "query_address": "寿光市商务小区1号楼",
            "query_phone": "0536-5221111",
        },
    },
    "A12": {},
    "A13": {
        "owner": {"whose": "寿光市水利局", "why": WHY, "contact": CONTACT, "ours": False},
        "fields": {"held_how": "制作"},
    },
    "A14": {"kinds": ["analysis"]},
    "A15": {"still_unclear": "“有关材料”所指的文件名称和年度"},
    "A16": {"kinds": ["petition"], "fields": {"channel": "寿光市信访局"}},
    "A17": {"same_information": True},  # and `earlier`: the number of the case answered before
    "A18": {"kinds": ["book"], "fields": {"publication": "寿光年鉴", "way": "寿光市图书馆"}},
    "A19": {
        "fields": {
            "counted_from": "2026-01-01",
            "counted_to": "2026-10-31",
            "counted": "120",
            "cases": "本次申请",
        }
    },
    "A20": {"kinds": ["issue_again"], "held_already": "2025年3月1日送达回证"},
    "A21": {"kinds": ["enquiry"], "fields": {"channel": "12345政务服务便民热线"}},
    "A22": {
        "transfer": {
            "archive": "寿光市档案馆",
            "reference": "2004-015-0007",
            "period_ends_on": "2024-12-31",
        },
        "fields": {"transfer_on": "2024-12-20"},
    },
    "A23": {
        "owner": {"whose": "寿光市水利局", "why": WHY, "contact": CONTACT, "ours": False},
        "fields": {"matter": "农村饮水安全管理", "moved_on": "2019-03-01"},
    },
    "A24": {"fields": {"party_organ": "中共寿光市委", "channel": "党务公开栏"}},
}
PART: dict[str, Any] = {
    "what": "全部内容", "reason": WHY, "classification": "秘密，依《国家秘密定密管理规定》",
    "rule": None, "weighed": WHY, "prevailing_checked": True, "public_interest_weighed": True,
    "letters": [],
}  # fmt: skip
REFUSED = ("A4", "A5", "A6", "A7", "A8", "A9", "A10")


def particulars(outcome: str, day: date) -> dict[str, Any]:
    """What is said of an item with this outcome, as the verb takes it."""
    said = {"reason": WHY, **OUTCOME[outcome]}
    said["withheld"] = [PART | part for part in said.get("withheld", ())]
    if outcome in REFUSED:
        said |= {"severable": False, "why_not_severable": WHY}
    return {name: str(day) if value == "{day}" else value for name, value in said.items()}


async def brought_to(
    session: AsyncSession, actor: Actor, at: datetime, case_id: UUID, state: State
) -> Case:
    """A case that came in, brought forward by its office as far as 办理."""
    case = await session.scalar(select(Case).where(Case.id == case_id))
    assert case is not None
    clerk = system("经办人")
    if case.state == State.SCREENING and state is not State.SCREENING:
        case = await screen(session, clerk, at, case_id, clear=True, is_application=True, ours=True)
    if case.state == State.ASSIGNING and state is not State.ASSIGNING and actor.officer_id:
        case = await assign(session, clerk, at, case_id, handler=await login_of(session, actor))
        case = await accept(session, actor, at, case_id)
    return case


async def login_of(session: AsyncSession, actor: Actor) -> str:
    """The login by which an officer is named to others."""
    officer = await session.get(Officer, actor.officer_id)
    assert officer is not None
    return officer.login


async def prepared(
    session: AsyncSession, actor: Actor, at: datetime, case_id: UUID, outcome: str, day: date
) -> None:
    """The steps that an outcome rests on: a third party objected, a supplement came, reasons did not."""
    who = (session, actor, at, case_id)
    match outcome:
        case "A7":
            third: dict[str, Any] = {"kind": Recipient.THIRD_PARTY, "recipient": "某公司"}
            _, letter = await consultation.consult(*who, sending=Sending(day), **third)
            await consultation.end_consultation(*who, letter, on=day, opinion="不同意公开")
        case "A15":
            await timing.send_supplement_notice(*who, sending=Sending(day))
            await timing.receive_supplement(*who, on=day)
        case "A19":
            later = day + timedelta(days=10)
            await reasons.ask_for_reasons(*who, sending=Sending(day), reply_by=later)
            await reasons.judge_reasons(*who, reasonable=False, why=WHY, replied_on=day)


async def searched(
    session: AsyncSession, actor: Actor, at: datetime, case_id: UUID, *items: int
) -> Case:
    """A search of today that found nothing, signed by two."""
    return await searching.record_search(
        session, actor, at, case_id, items=items, searched_on=at.astimezone(CHINA).date(),
        operator="赵明", recorder="王芳", how="逐件核对归档目录",
        places=[{"kind": "archive_room", "name": "档案室", "keywords": "", "period": "",
                 "hits": 0, "judgment": ""}],
    )  # fmt: skip


async def signed(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    outcome: str,
    row: str | None = None,
    **more: Any,
) -> Case:
    """Every item concluded alike, drafted by the actor, examined and signed by others."""
    case = await brought_to(session, actor, at, case_id, State.HANDLING)
    day = at.astimezone(CHINA).date()
    await prepared(session, actor, at, case_id, outcome, day)
    if outcome == "A12":
        await searched(session, actor, at, case_id, *range(1, len(case.items) + 1))
    for item in range(1, len(case.items) + 1):
        said = particulars(outcome, day) | more
        await drafting.conclude_item(
            session, actor, at, case_id, item, outcome=outcome, particulars=said
        )
    await drafting.draft(session, actor, at, case_id, row=row)
    await drafting.submit(session, actor, at, case_id)
    return await examined_and_signed(session, actor, at, case_id)


async def issued(
    session: AsyncSession, actor: Actor, at: datetime, case_id: UUID, outcome: str, **more: Any
) -> Case:
    """Signed, and the letter has its number."""
    await signed(session, actor, at, case_id, outcome, **more)
    return await issuing.issue(session, actor, at, case_id)


async def examined_and_signed(
    session: AsyncSession, _drafter: Actor, at: datetime, case_id: UUID
) -> Case:
    """What was sent for review, agreed to on every level and signed, by others than the drafter."""
    case = await session.get(Case, case_id)
    assert case is not None
    while case.state in REVIEWS:
        case = await reviewing.approve(session, REVIEWER, at, case_id, "同意")
    return await reviewing.sign(session, SIGNER, at, case_id)


async def answered(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    answer_type: str = "A2",
    sending: Sending,
    row: str | None = None,
    passes: Mapping[str, str] | None = None,
) -> Case:
    """The whole chain in one call: signed on the day of the answer, and sent that day."""
    day = (
        sending.on
        or (sending.dates or {})[
            {"in_person": "signed_on", "electronic": "sent_on"}.get(sending.way or "", "posted_on")
        ]
    )
    assert day is not None
    then = min(at, datetime.combine(day, time(9), CHINA))
    await signed(session, actor, then, case_id, answer_type, row)
    await issuing.issue(session, actor, then, case_id)
    return await closing.record_answer(
        session, actor, at, case_id, sending=sending, proof="送达回证", passes=passes or {}, answer_type=answer_type, row=row,
    )  # fmt: skip
