"""定期评估 (条例第十八条): each refusal looked at again each year; what may be public becomes a candidate."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import conversion_rows, door, notices
from cases.actions.conversion_finding import title_of
from cases.actions.conversion_setting import setting_of
from cases.actions.conversion_suggesting import case_of, keys_of
from cases.actions.steps import wrong
from cases.actor import Actor
from cases.conversion_file import Step
from cases.errors import NotAllowed, Unlawful
from cases.law.conversion import (
    AFRESH,
    REASSESSED,
    REFUSALS,
    SHORTEST_REASON,
    Rule,
    Verdict,
)
from cases.models import ROLE_LABELS, Role
from cases.models_conversion import Conversion, ConversionCase, Reassessment

ASSESSORS: Final = (Role.HANDLER, Role.REVIEWER, Role.HEAD)


async def reassess(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    organ_id: UUID,
    year: int,
    case_id: UUID,
    *,
    verdict: Verdict,
    reason: str,
) -> tuple[Reassessment, Conversion | None]:
    """评估 one refusal for a year: 仍不予公开, or 可以公开, which makes it a candidate.

    A later one takes its place and the former stays. Unlawful for what was not refused before that
    year began, and for a year to come.
    """
    if not actor.has(organ_id, ASSESSORS):
        who = "、".join(ROLE_LABELS[role] for role in ASSESSORS)
        raise NotAllowed(f"定期评估应由{who}岗位人员办理", article=REASSESSED)
    case = await case_of(session, actor, organ_id, case_id)
    if year > door.today(at).year:
        raise Unlawful(f"{year}年还没有到，不能评估", article=REASSESSED)
    if case.annual_row not in REFUSALS or case.answered_on is None:
        sentence = f"案件{case.number}没有不予公开的内容，不需要评估"
        raise Unlawful(sentence, article=REASSESSED)
    if case.answered_on >= date(year, 1, 1):
        sentence = f"案件{case.number}于{case.answered_on}答复，自下一年起评估"
        raise Unlawful(sentence, article=REASSESSED)
    if len("".join(reason.split())) < SHORTEST_REASON:
        raise wrong("reason", f"请写明评估的理由，至少{SHORTEST_REASON}个字", REASSESSED)
    row = Reassessment(
        organ_id=organ_id, year=year, case_id=case_id, verdict=verdict, reason=reason,
        made_by=actor.name, made_by_id=actor.officer_id, made_at=at,
    )  # fmt: skip
    session.add(row)
    await session.flush()
    if verdict is Verdict.STAYS or await _is_under_way(session, case_id):
        return row, None
    setting = await setting_of(session, organ_id)
    made = await conversion_rows.make(
        session,
        actor,
        at,
        organ_id,
        rule=Rule.REASSESSMENT,
        title=title_of([item["text"] for item in case.items]),
        parted=False,
        reason=reason,
        review_workdays=setting.review_workdays,
        items=keys_of(case),
        step=Step.REASSESSED,
    )
    text = f"“{made.title}”经评估可以公开，请审查是否主动公开"
    link = f"{conversion_rows.PAGE}/{made.id}"
    await notices.tell(
        session, at, (Role.HEAD,), text, link, organ_id=organ_id, but=actor.officer_id
    )
    return row, made


async def _is_under_way(session: AsyncSession, case_id: UUID) -> bool:
    """Whether a candidate of this case is under review, to be published or public."""
    found = await session.scalar(
        select(Conversion.id)
        .join(ConversionCase, ConversionCase.conversion_id == Conversion.id)
        .where(ConversionCase.case_id == case_id, Conversion.stage.not_in(AFRESH))
        .limit(1)
    )
    return found is not None
