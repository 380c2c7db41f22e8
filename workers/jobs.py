"""The jobs (后台作业): what is done later, each in one transaction with the mark that it is done."""

from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import form_drafts, looked_for, print_runs
from cases.actions.annual_papers import write_annual_papers
from cases.actions.calendar import RECOMPUTE_CLOCKS
from cases.actions.recompute import Progress, bring_into_force, compute_missing
from cases.models import Notice, Officer, OfficerRole, Organ, Role, new_id
from cases.models_clock import CalendarNotice, JobProgress
from cases.office import Office
from cases.outbox import Effect
from cases.queries_print_runs import progress_key
from cases.verify import verify

WRITE_ANNUAL_PAPERS = "write_annual_papers"
VERIFY_HISTORY = "verify_history"
DELETE_OLD = "delete_old"


def effects(office: Office) -> dict[str, Effect]:
    """Every job by its name in the outbox."""

    async def annual_papers(session: AsyncSession, payload: dict[str, Any]) -> None:
        organ = await session.get_one(Organ, UUID(payload["organ"]))
        await write_annual_papers(session, office.home, office.now(), organ, payload["year"])

    async def verify_history(session: AsyncSession, _: dict[str, Any]) -> None:
        async with office.sessions() as reading:
            await reading.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            found = [d async for d in verify(reading, office.vault, office.home)]
        if found:
            await tell(
                session,
                office,
                f"夜间核验发现{len(found)}处不符，请在服务器上运行disclosure verify查看",
                (Role.ADMINISTRATOR,),
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
            office,
            f"{notice.year}年节假日安排已生效：重新计算在办案件{made.recomputed}件，"
            f"其中{made.moved}件的期限有变动",
            (Role.ADMINISTRATOR, Role.HEAD),
            link=f"/calendar/versions/{made.ordinal}",
        )

    async def print_letters(session: AsyncSession, payload: dict[str, Any]) -> None:
        run = UUID(payload["run"])
        await print_runs.make(session, office.now(), run, progress_of(office, progress_key(run)))

    return {
        print_runs.PRINT_LETTERS: print_letters,
        WRITE_ANNUAL_PAPERS: annual_papers,
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


async def tell(
    session: AsyncSession, office: Office, text: str, roles: tuple[Role, ...], link: str = "/"
) -> None:
    """A notice to every officer with one of these roles."""
    officers = await session.scalars(
        select(Officer.id)
        .join(OfficerRole, OfficerRole.officer_id == Officer.id)
        .where(OfficerRole.role.in_(roles), Officer.active)
        .distinct()
    )
    notices = [
        {"id": new_id(), "officer_id": officer, "text": text, "link": link, "at": office.now()}
        for officer in officers
    ]
    if notices:
        await session.execute(insert(Notice), notices)
