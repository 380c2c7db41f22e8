"""Reads of an office's templates and settings of letters (文书模板、文书的设置), as the doors show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.models_letters import LetterTemplate, OrganLetterSetting

PAGE: Final = 50


class Standing(StrEnum):
    """模板的状态 on a day."""

    WAITING = "waiting"
    TO_COME = "to_come"
    IN_FORCE = "in_force"
    REPLACED = "replaced"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """As the page of the paper prints it."""
        return STANDING_LABELS[self]


STANDING_LABELS: Final = {
    Standing.WAITING: "待批准",
    Standing.TO_COME: "待启用",
    Standing.IN_FORCE: "使用中",
    Standing.REPLACED: "已被替代",
    Standing.ENDED: "已到期",
    Standing.WITHDRAWN: "已停用",
}


@dataclass(frozen=True)
class Version:
    """One version of a template, and where it stands on the day of the question."""

    row: LetterTemplate
    standing: Standing

    @property
    def warnings(self) -> Sequence[str]:
        """What its check only warned of."""
        found: list[str] = self.row.fields_report["warnings"]
        return found


async def versions_of(
    session: AsyncSession, organ_id: UUID, on: date, code: str | None = None
) -> dict[str, list[Version]]:
    """Every version of an organ's templates by paper, the newest first; of one paper where named."""
    wanted = select(LetterTemplate).where(LetterTemplate.organ_id == organ_id)
    if code is not None:
        wanted = wanted.where(LetterTemplate.code == code)
    rows = await session.scalars(
        wanted.order_by(LetterTemplate.code, LetterTemplate.version.desc())
        .execution_options(populate_existing=True)
    )  # fmt: skip
    by_code: dict[str, list[LetterTemplate]] = {}
    for row in rows:
        by_code.setdefault(row.code, []).append(row)
    return {each: [*_standing(found, on)] for each, found in by_code.items()}


def _standing(rows: Sequence[LetterTemplate], on: date) -> Iterable[Version]:
    """As paper_templates.in_force chooses: of the approved ones of the day the latest to begin."""
    holds = [row for row in rows if _alone(row, on) is Standing.IN_FORCE]
    chosen = max(holds, key=lambda row: (row.valid_from, row.version), default=None)
    for row in rows:
        standing = _alone(row, on)
        if standing is Standing.IN_FORCE and row is not chosen:
            standing = Standing.REPLACED
        yield Version(row, standing)


def _alone(row: LetterTemplate, on: date) -> Standing:
    """Where a version stands as long as there is no other."""
    if row.withdrawn_at is not None:
        return Standing.WITHDRAWN
    if row.valid_to is not None and row.valid_to < on:
        return Standing.ENDED
    if row.approved_at is None:
        return Standing.WAITING
    return Standing.TO_COME if row.valid_from > on else Standing.IN_FORCE


async def letter_settings_of(session: AsyncSession, organ_id: UUID) -> Sequence[OrganLetterSetting]:
    """文书的设置 of an organ, the one in force first; none where nothing was ever set."""
    rows = await session.scalars(
        select(OrganLetterSetting)
        .where(OrganLetterSetting.organ_id == organ_id)
        .order_by(OrganLetterSetting.made_at.desc(), OrganLetterSetting.id.desc())
        .limit(PAGE)
    )
    return rows.all()
