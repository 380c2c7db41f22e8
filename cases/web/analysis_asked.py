"""What is analysed (分析的对象): the organ, with those below it or alone, and the span of an address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries
from cases.actions.door import today
from cases.actor import Actor
from cases.errors import NotFound
from cases.law.annual import FIRST_YEAR
from cases.law.periods import Period, period_of
from cases.models import Organ
from cases.organ_tree import with_those_below
from cases.queries_analysis import Analysis, analysis

LAST_YEAR: Final = 2100


@dataclass(frozen=True)
class Asked:
    """What is analysed: an organ, with those below it where that was asked for, and a span."""

    organ: Organ
    organs: Sequence[Organ]  # itself the first
    has_below: bool
    period: Period
    today: date
    chosen: dict[str, str]  # as addresses say it

    @property
    def base(self) -> str:
        """The address of its page."""
        return f"/analysis/{self.organ.code}"


async def asked_for(
    session: AsyncSession, actor: Actor, at: datetime, code: str, year: str, part: str, below: str
) -> Asked:
    """What an address asks for; NotFound for a span or an organ that there is not."""
    organ = await queries.organ_by_code(session, actor, code)
    period = chosen_period(year or str(today(at).year), part)
    tree = await with_those_below(session, [organ.id])
    readable = [one for one in tree if one.id != organ.id and actor.may_read(one.id)]
    return Asked(
        organ=organ,
        organs=[organ, *readable] if below else [organ],
        has_below=bool(readable),
        period=period,
        today=today(at),
        chosen={"year": str(period.year), "part": part, "below": "1" if below else ""},
    )


async def figures_of(session: AsyncSession, asked: Asked) -> Analysis:
    """The figures of what was asked for."""
    return await analysis(session, [one.id for one in asked.organs], asked.period, asked.today)


def chosen_period(year: str, part: str) -> Period:
    """The span asked for; NotFound where it is none, or before the first annual table."""
    found = period_of(f"{year}{part}")
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise NotFound(
            f"没有统计期间“{year}{part}”，应为{FIRST_YEAR}年以后的年度、季度（q1至q4）或者月份（m01至m12）"
        )
    return found
