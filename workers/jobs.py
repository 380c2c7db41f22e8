"""The jobs (后台作业): what is done later, each in one transaction with the mark that it is done."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import form_drafts, looked_for, print_runs
from cases.actions.annual_papers import write_annual_papers
from cases.actions.calendar import RECOMPUTE_CLOCKS
from cases.actions.confirming import CONSOLIDATE
from cases.actions.consolidating import consolidate_when_complete
from cases.actions.conversion_finding import look_each_night
from cases.actions.notices import tell, tell_heads
from cases.actions.recompute import Progress, bring_into_force, compute_missing
from cases.actions.reminding import remind_of_reports
from cases.actions.report_papers import write_report
from cases.actions.topic_computing import compute_topics
from cases.analysis_brief.storing import write_brief
from cases.law.periods import period_of
from cases.models import Organ, Role
from cases.models_clock import CalendarNotice, JobProgress
from cases.office import Office
from cases.outbox import Effect
from cases.queries_print_runs import progress_key
from cases.verify import verify

WRITE_ANNUAL_PAPERS = "write_annual_papers"
VERIFY_HISTORY = "verify_history"
DELETE_OLD = "delete_old"
REMIND_OF_REPORTS = "remind_of_reports"
WRITE_BRIEF = "write_brief"
COMPUTE_TOPICS = "compute_topics"
FIND_CANDIDATES = "find_candidates"


def effects(office: Office) -> dict[str, Effect]:
    """Every job by its name in the outbox."""

    async def annual_papers(session: AsyncSession, payload: dict[str, Any]) -> None:
        organ = await session.get_one(Organ, UUID(payload["organ"]))
        if await write_annual_papers(session, office.now(), organ, payload["year"]):
            await write_report(session, office.home, office.now(), organ, payload["year"])

    async def consolidation(session: AsyncSession, payload: dict[str, Any]) -> None:
        organ = await session.get_one(Organ, UUID(payload["organ"]))
        await consolidate_when_complete(session, office.now(), organ, payload["year"])

    async def reminders(session: AsyncSession, _: dict[str, Any]) -> None:
        await remind_of_reports(session, office.now())

    async def brief(session: AsyncSession, payload: dict[str, Any]) -> None:
        organ = await session.get_one(Organ, UUID(payload["organ"]))
        period = period_of(payload["period"])
        assert period is not None, payload
        if await write_brief(session, office.home, office.now(), organ, period):
            said = f"{organ.name}{period.label}政府信息公开申请分析简报已自动生成并存入文件"
            link = (
                f"/analysis/{organ.code}?{urlencode({'year': period.year, 'part': period.key[4:]})}"
            )
            await tell_heads(session, office.now(), organ.id, said, link)

    async def topics(session: AsyncSession, _: dict[str, Any]) -> None:
        await compute_topics(session, office.now())

    async def candidates(session: AsyncSession, payload: dict[str, Any]) -> None:
        await look_each_night(session, office.now(), UUID(payload["organ"]))

    async def verify_history(session: AsyncSession, _: dict[str, Any]) -> None:
        async with office.sessions() as reading:
            await reading.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            found = [d async for d in verify(reading, office.vault, office.home)]
        if found:
            await tell(
                session,
                office.now(),
                (Role.ADMINISTRATOR,),
                f"夜间核验发现{len(found)}处不符，请在服务器上运行disclosure verify查看",
            )

    async def delete_old(session: AsyncSession, _: dict[str, Any]) -> None:
        await looked_for.delete_old(session, office.now())
        await form_drafts.delete_old(session, office.now())

    async def recompute_clocks(session: AsyncSession, payload: dict[str, Any]) -> None:
        if "notice" not in payload:  # the first computation of an office that has cases already
            await compute_missing(session, progress_of(office, RECOMPUTE_CLOCKS))
            return
        notice = await session.get_one(CalendarNotice, UUID(payload["notice"]))
        progress = progress_of(office, f"{RECOMPUTE_CLOCKS}:{notice.id}")
        made = await bring_into_force(session, office.now(), notice, progress)
        await tell(
            session,
            office.now(),
            (Role.ADMINISTRATOR, Role.HEAD),
            f"{notice.year}年节假日安排已生效：重新计算在办案件{made.recomputed}件，"
            f"其中{made.moved}件的期限有变动",
            link=f"/calendar/versions/{made.ordinal}",
        )

    async def print_letters(session: AsyncSession, payload: dict[str, Any]) -> None:
        run = UUID(payload["run"])
        await print_runs.make(session, office.now(), run, progress_of(office, progress_key(run)))

    return {
        print_runs.PRINT_LETTERS: print_letters,
        WRITE_ANNUAL_PAPERS: annual_papers,
        CONSOLIDATE: consolidation,
        REMIND_OF_REPORTS: reminders,
        WRITE_BRIEF: brief,
        COMPUTE_TOPICS: topics,
        FIND_CANDIDATES: candidates,
        VERIFY_HISTORY: verify_history,
        DELETE_OLD: delete_old,
        RECOMPUTE_CLOCKS: recompute_clocks,
    }


def progress_of(office: Office, job: str) -> Progress:
    """Where a long job tells how far it has come, in transactions beside its own."""

    async def tell_progress(done: int, total: int) -> None:
        async with office.sessions.begin() as beside:
            now = {"done": done, "total": total, "at": office.now()}
            put = upsert(JobProgress).values(job=job, **now)
            await beside.execute(put.on_conflict_do_update(index_elements=["job"], set_=now))

    return tell_progress
