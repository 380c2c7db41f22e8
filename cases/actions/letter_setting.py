"""文书的设置: what the letters of an organ look like and what they say of the office."""

from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.chain_setting import SETTERS
from cases.actor import Actor
from cases.errors import BadInput, Fault, NotAllowed
from cases.law.articles import regulation
from cases.models_letters import OrganLetterSetting

# working days of 补正期限; convention: 条例第三十条 names no number (合理的补正期限)
FEWEST_SUPPLEMENT_DAYS: Final = 1
MOST_SUPPLEMENT_DAYS: Final = 60


class TitleSchool(StrEnum):
    """标题的写法: one title for all answers, or one for each outcome."""

    ONE = "one"
    EACH = "each"

    @property
    def label(self) -> str:
        """As the setting's form prints it."""
        return TITLE_LABELS[self]


TITLE_LABELS: Final = {
    TitleSchool.ONE: "统一使用“政府信息公开申请答复书”",
    TitleSchool.EACH: "按答复类型分别使用标题，如“政府信息不予公开告知书”",
}


async def set_letters(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    organ_id: UUID,
    *,
    head: bool,
    title_school: TitleSchool,
    supplement_days: int,
    contact_person: str,
    complaint_body: str,
    pickup_place: str,
    payment_way: str,
    reason: str,
) -> OrganLetterSetting:
    """The letters from now on, one row after another; the former rows stay to be read.

    NotAllowed but for administrator and head; BadInput for a 补正期限 out of bounds.
    """
    if not actor.has(organ_id, SETTERS):
        raise NotAllowed("文书应由本单位管理员或者公开机构负责人设置")
    if not FEWEST_SUPPLEMENT_DAYS <= supplement_days <= MOST_SUPPLEMENT_DAYS:
        sentence = (
            f"补正期限{supplement_days}个工作日不在范围内，"
            f"应为{FEWEST_SUPPLEMENT_DAYS}至{MOST_SUPPLEMENT_DAYS}个工作日"
        )
        raise BadInput.of([Fault("supplement_days", sentence)], article=regulation(30))
    row = OrganLetterSetting(
        organ_id=organ_id,
        head=head,
        title_school=title_school,
        supplement_days=supplement_days,
        contact_person=contact_person,
        complaint_body=complaint_body,
        pickup_place=pickup_place,
        payment_way=payment_way,
        reason=reason,
        made_by=actor.name,
        made_at=at,
    )
    session.add(row)
    await session.flush()
    return row
