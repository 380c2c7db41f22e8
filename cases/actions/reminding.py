"""年度报告提醒: from the day of the plan on, word to the heads of organs that have not published yet."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import door
from cases.actions.notices import tell_heads
from cases.actions.report_sources import newest_plan, newest_publication, plan_for
from cases.law.report_dates import Plan, Stage
from cases.models import Organ

# convention: how often, in days, at which stage of the plan; on every other day nobody is told
EVERY: Final = {Stage.WARNING: 5, Stage.LAST_DAYS: 1, Stage.OVERDUE: 7}

LONGEST: Final = 60  # days (convention); who does not record a publication is not told for ever


def is_said_on(plan: Plan, today: date, published_on: date | None) -> bool:
    """Whether a day is one of those on which an organ is reminded of its report."""
    stage = plan.stage(today, published_on)
    if stage not in EVERY:
        return False
    begun = {
        Stage.WARNING: plan.warn_from,
        Stage.LAST_DAYS: plan.aim,
        Stage.OVERDUE: plan.last or plan.aim,
    }[stage]
    since = (today - begun).days if stage is Stage.WARNING else (today - begun).days - 1
    return since % EVERY[stage] == 0 and since <= LONGEST


async def remind_of_reports(session: AsyncSession, at: datetime) -> int:
    """Today's reminders of last year's reports; how many organs were told."""
    today = door.today(at)
    year, told = today.year - 1, 0
    for organ in await session.scalars(select(Organ).where(Organ.own_name).order_by(Organ.code)):
        publication = await newest_publication(session, organ.id, year)
        published_on = publication.published_on if publication else None
        plan = plan_for(organ, await newest_plan(session, organ.id), year)
        if is_said_on(plan, today, published_on):
            text = f"{organ.name}{year}年年度报告{plan.reminder(today, published_on)}"
            link = f"/annual-reports/{organ.code}/{year}"
            told += await tell_heads(session, at, organ.id, text.removesuffix("。"), link) > 0
    return told
