"""The jobs (后台作业): what is done later, each in one transaction with the mark that it is done."""

from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.annual_papers import write_annual_papers
from cases.models import Notice, Officer, OfficerRole, Organ, Role, new_id
from cases.office import Office
from cases.outbox import Effect
from cases.verify import verify

WRITE_ANNUAL_PAPERS = "write_annual_papers"
VERIFY_HISTORY = "verify_history"


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
            await tell_administrators(
                session,
                office,
                f"夜间核验发现{len(found)}处不符，请在服务器上运行disclosure verify查看",
            )

    return {WRITE_ANNUAL_PAPERS: annual_papers, VERIFY_HISTORY: verify_history}


async def tell_administrators(session: AsyncSession, office: Office, text: str) -> None:
    """A notice to every administrator."""
    administrators = await session.scalars(
        select(Officer.id)
        .join(OfficerRole, OfficerRole.officer_id == Officer.id)
        .where(OfficerRole.role == Role.ADMINISTRATOR, Officer.active)
        .distinct()
    )
    notices = [
        {"id": new_id(), "officer_id": officer, "text": text, "link": "/", "at": office.now()}
        for officer in administrators
    ]
    if notices:
        await session.execute(insert(Notice), notices)
