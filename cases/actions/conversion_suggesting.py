"""建议主动公开 (条例第四十四条第二款): by whoever asked and was given, at the desk or in the own case online."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import conversion_rows, notices
from cases.actions.conversion_finding import title_of
from cases.actions.conversion_pool import PART, WHOLE, Key, outcomes_of
from cases.actions.conversion_setting import setting_of
from cases.actions.steps import wrong
from cases.actor import Actor, applicant
from cases.conversion_file import Step
from cases.errors import Conflict, NotAllowed, NotFound, Unlawful
from cases.law.conversion import GIVEN, OPEN, SUGGESTED, TO_BE_PUBLISHED, Rule, Stage
from cases.models import ROLE_LABELS, Case, Role
from cases.models_conversion import Conversion, ConversionCase, ConversionEvent
from cases.states import DESK

SETTLED: Final = {
    Stage.PUBLISHED: "这项信息已经主动公开，请直接告知申请人",
    **dict.fromkeys(TO_BE_PUBLISHED, "这项信息已经决定主动公开，正在办理公开"),
}


async def suggest(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    organ_id: UUID,
    *,
    number: str,
    reason: str,
    item: int = 1,
) -> Conversion:
    """登记申请人的建议 on an item of the case of that number: it must be reviewed, without delay.

    Of what is under review already the suggestion is added to the candidate. Unlawful for what was
    not given; Conflict for what is public or is to be.
    """
    if actor.applying is None and not actor.has(organ_id, DESK):
        who = "、".join(ROLE_LABELS[role] for role in DESK)
        raise NotAllowed(f"申请人的建议应由{who}岗位人员登记", article=SUGGESTED)
    case = await session.scalar(
        select(Case).where(Case.organ_id == organ_id, Case.number == number)
    )
    if case is None or not actor.may_open(case.organ_id, case.id):
        raise wrong("number", f"本单位没有编号为“{number}”的申请，请核对", SUGGESTED)
    await _check_given(session, case, item)
    before = await _candidate_of(session, case.id, item)
    if before is not None and before.stage in SETTLED:
        raise Conflict(SETTLED[Stage(before.stage)])
    if before is not None and before.stage in OPEN:
        said = {"items": conversion_rows.as_items([(case.id, item)]), "reason": reason}
        await conversion_rows.append(session, before, actor, at, Step.SUGGESTED, said)
        return before
    setting = await setting_of(session, organ_id)
    made = await conversion_rows.make(
        session,
        actor,
        at,
        organ_id,
        rule=Rule.SUGGESTION,
        title=title_of([case.items[item - 1]["text"]]),
        parted=case.annual_row == GIVEN[1],
        reason=reason,
        review_workdays=setting.review_workdays,
        items=[(case.id, item)],
        step=Step.SUGGESTED,
    )
    text = f"申请人建议将“{made.title}”纳入主动公开的范围，应当及时审查"
    link = f"{conversion_rows.PAGE}/{made.id}"
    await notices.tell(
        session, at, (Role.HEAD,), text, link, organ_id=organ_id, but=actor.officer_id
    )
    return made


async def _check_given(session: AsyncSession, case: Case, item: int) -> None:
    """Unlawful where the item was not given: the suggestion is about 依申请公开的政府信息."""
    if not 1 <= item <= len(case.items):
        raise wrong("item", f"本件共{len(case.items)}项申请事项，没有第{item}项", SUGGESTED)
    if case.annual_row not in GIVEN:
        sentence = f"案件{case.number}没有予以公开，建议应当针对本机关依申请公开的信息"
        raise Unlawful(sentence, article=SUGGESTED)
    told = (await outcomes_of(session, [case.id])).get(case.id, {})
    if told and told.get(item) not in (WHOLE, PART):
        sentence = f"案件{case.number}的第{item}项没有予以公开，或者已经主动公开"
        raise Unlawful(sentence, article=SUGGESTED)


async def _candidate_of(session: AsyncSession, case_id: UUID, item: int) -> Conversion | None:
    """The newest candidate behind which the item stands, locked."""
    found: Conversion | None = await session.scalar(
        select(Conversion)
        .join(ConversionCase, ConversionCase.conversion_id == Conversion.id)
        .where(ConversionCase.case_id == case_id, ConversionCase.item == item)
        .order_by(Conversion.made_at.desc(), Conversion.id.desc())
        .limit(1)
        .with_for_update(of=Conversion)
    )
    return found


async def suggest_online(
    session: AsyncSession, at: datetime, case: Case, item: int, reason: str
) -> Conversion:
    """网上建议 in the own case: once for an item; Conflict for the second time."""
    if item in await suggested_items(session, case.id):
        raise Conflict("您已经对这项信息提出过建议，本机关正在审核或者已经审核")
    who = applicant(case.organ_id, case.id)
    return await suggest(
        session, who, at, case.organ_id, number=case.number, reason=reason, item=item
    )


async def suggested_items(session: AsyncSession, case_id: UUID) -> set[int]:
    """The items of a case on which a suggestion was made, by whichever way it came."""
    rows = await session.scalars(
        select(ConversionEvent.data["items"])
        .join(ConversionCase, ConversionCase.conversion_id == ConversionEvent.conversion_id)
        .where(ConversionCase.case_id == case_id, ConversionEvent.step == Step.SUGGESTED)
    )
    return {
        one["item"] for items in rows for one in items if one["case"] == str(case_id)
    }  # fmt: skip


async def suggestible(
    session: AsyncSession, case: Case, outcomes: Mapping[int, str]
) -> tuple[list[int], set[int]]:
    """The items of a case on which its applicant may make a suggestion, and those with one already.

    `outcomes`: of its items, as its history tells them; empty where only its row is known.
    """
    if case.annual_row not in GIVEN or case.answered_on is None or case.answer_type == "A1":
        return [], set()
    taken = await suggested_items(session, case.id)
    given = [
        item
        for item in range(1, len(case.items) + 1)
        if not outcomes or outcomes.get(item) in (WHOLE, PART)
    ]
    return [item for item in given if item not in taken], taken


def keys_of(case: Case) -> list[Key]:
    """Every item of a case."""
    return [(case.id, item) for item in range(1, len(case.items) + 1)]


async def case_of(session: AsyncSession, actor: Actor, organ_id: UUID, case_id: UUID) -> Case:
    """A case of this organ; NotFound otherwise."""
    case = await session.get(Case, case_id)
    if case is None or case.organ_id != organ_id or not actor.may_read(organ_id):
        raise NotFound("没有找到这件申请，请核对编号")
    return case
