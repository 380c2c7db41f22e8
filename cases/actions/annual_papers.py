"""年初自动定版: each organ's year is frozen as a draft with its papers, and its head is told, once."""

from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.freezing import freeze
from cases.actions.notices import tell_heads
from cases.actor import system
from cases.annual.editions import newest_edition
from cases.models import Organ
from cases.models_annual import AnnualEdition

SYSTEM: Final = "系统（年初自动定版）"


async def write_annual_papers(
    session: AsyncSession, at: datetime, organ: Organ, year: int
) -> AnnualEdition | None:
    """The first edition of a year with its files, and word to the heads; None where there is one.

    What a person froze stands: nothing is made anew by itself.
    """
    await session.get_one(Organ, organ.id, with_for_update={"key_share": True})
    if await newest_edition(session, organ.id, year) is not None:
        return None
    made = await freeze(session, system(SYSTEM), at, organ.id, year, automatic=True)
    unmatched = len(made.differences)
    amiss = f"，其中上年结转有{unmatched}件与上年度版本不符" if unmatched else ""
    text = f"{organ.name}{year}年年度报告表第{made.number}版（草案）已自动生成{amiss}，请核对后定稿"
    await tell_heads(session, at, organ.id, text, f"/annual-tables/{organ.code}/{year}/editions/1")
    return made
