"""What an organ needs before it can write letters: its 机关代字, its 复议机关 and court."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.models import Organ, OrganRemedy

DOC_CODE = "寿公开"
REVIEW_BODY = "潍坊市人民政府"
COURT = "寿光市人民法院"
ONLINE_URL = "https://fy.example.gov.cn"


async def lettered(session: AsyncSession, organ_id: UUID) -> None:
    """Enter what is missing of it, valid as long as the calendar goes back."""
    organ = await session.get_one(Organ, organ_id)
    if not organ.doc_code:
        organ.doc_code = DOC_CODE
    entered = select(OrganRemedy.id).where(OrganRemedy.organ_id == organ_id).limit(1)
    if await session.scalar(entered) is None:
        session.add(
            OrganRemedy(
                organ_id=organ_id,
                review_body=REVIEW_BODY,
                court=COURT,
                review_online_url=ONLINE_URL,
                valid_from=date(2008, 5, 1),
                valid_to=None,
            )
        )
    await session.flush()
