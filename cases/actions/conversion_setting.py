"""转主动公开的设置: thresholds within the bounds of the law; what else never becomes a candidate."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.chain_setting import SETTERS
from cases.actor import Actor
from cases.errors import BadInput, Fault, NotAllowed
from cases.law.conversion import (
    FEWEST_APPLICANTS,
    FEWEST_MONTHS,
    LEAST_APPLICANTS,
    MOST_APPLICANTS,
    MOST_MONTHS,
    MOST_REVIEW_WORKDAYS,
    REVIEW_WITHIN_WORKDAYS,
    SEVERAL,
    WITHIN_MONTHS,
)
from cases.models_conversion import ConversionSetting

MOST_WORDS: Final = 50
SHORTEST_WORD: Final = 2  # characters; a single one stands in too many requests
LONGEST_WORD: Final = 30


@dataclass(frozen=True)
class Setting:
    """转主动公开的设置 as they stand."""

    least_applicants: int = LEAST_APPLICANTS
    within_months: int = WITHIN_MONTHS
    review_workdays: int = REVIEW_WITHIN_WORKDAYS
    own_words: tuple[str, ...] = ()


USUAL: Final = Setting()


async def setting_of(session: AsyncSession, organ_id: UUID) -> Setting:
    """What is set for an organ now; the usual where nothing was set."""
    newest = select(ConversionSetting).where(ConversionSetting.organ_id == organ_id)
    newest = newest.order_by(ConversionSetting.made_at.desc(), ConversionSetting.id.desc())
    found = await session.scalar(newest.limit(1))
    if found is None:
        return USUAL
    return Setting(
        found.least_applicants, found.within_months, found.review_workdays, tuple(found.own_words)
    )


async def set_conversions(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    organ_id: UUID,
    *,
    least_applicants: int,
    within_months: int,
    review_workdays: int,
    own_words: Iterable[str] = (),
    reason: str,
) -> ConversionSetting:
    """The settings from now on, one row after another; the former rows stay to be read.

    NotAllowed but for administrator and head; BadInput for what the law does not leave open.
    """
    if not actor.has(organ_id, SETTERS):
        raise NotAllowed("转主动公开的条件应由本单位管理员或者公开机构负责人设置", article=SEVERAL)
    words = list(dict.fromkeys(word.strip() for word in own_words if word.strip()))
    faults = [
        Fault(name, f"{label}应为{least}至{most}{unit}{why}")
        for name, value, label, least, most, unit, why in (
            ("least_applicants", least_applicants, "申请人数", FEWEST_APPLICANTS, MOST_APPLICANTS,
             "人", "，条例规定“多个申请人”，一人不能构成"),
            ("within_months", within_months, "期间", FEWEST_MONTHS, MOST_MONTHS, "个月", ""),
            ("review_workdays", review_workdays, "审查期限", 1, MOST_REVIEW_WORKDAYS, "个工作日",
             "，条例规定“及时”"),
        )
        if not least <= value <= most
    ]  # fmt: skip
    if len(words) > MOST_WORDS:
        faults.append(Fault("own_words", f"最多设置{MOST_WORDS}个词语"))
    faults += [
        Fault("own_words", f"“{word[:LONGEST_WORD]}”应为{SHORTEST_WORD}至{LONGEST_WORD}个字")
        for word in words
        if not SHORTEST_WORD <= len(word) <= LONGEST_WORD
    ][:1]
    if faults:
        raise BadInput.of(faults, article=SEVERAL)
    row = ConversionSetting(
        organ_id=organ_id, least_applicants=least_applicants, within_months=within_months,
        review_workdays=review_workdays, own_words=words, reason=reason, made_by=actor.name,
        made_at=at,
    )  # fmt: skip
    session.add(row)
    await session.flush()
    return row
