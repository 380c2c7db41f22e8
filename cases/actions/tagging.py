"""标签: short words of the office's own by which a case is found again; nothing hangs on them."""

import re
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import door
from cases.actor import Actor
from cases.errors import BadInput, Fault
from cases.history import Event, Kind
from cases.law.identity import LIKE_A_NUMBER, LIKE_A_PHONE
from cases.models import Case
from cases.models_saved import OrganTag
from cases.states import Verb

MOST_TAGS: Final = 10  # convention: of one case
LONGEST_TAG: Final = 20  # convention: characters
BETWEEN: Final = re.compile(r"[\s、，,；;#＃]+")


async def tag(
    session: AsyncSession, actor: Actor, at: datetime, case_id: UUID, *, tags: str
) -> Case:
    """设置标签: all tags of a case anew, in the order written; the same ones again are no record.

    BadInput for too many, too long ones, and for what looks like a number of a paper or telephone.
    """
    case = await door.open_case(session, actor, case_id, Verb.TAG)
    wanted = read_tags(tags)
    if wanted != case.tags:
        event = Event(Kind.TAGGED, door.today(at), {"tags": wanted})
        await door.append(session, case, actor, at, event)
        await _remember(session, case.organ_id, at, wanted)
    return case


def read_tags(text: str) -> list[str]:
    """The tags that were written, each once."""
    tags = [*dict.fromkeys(filter(None, BETWEEN.split(text)))]
    if len(tags) > MOST_TAGS:
        raise BadInput.of([Fault("tags", f"标签最多{MOST_TAGS}个，现有{len(tags)}个")])
    for one in tags:
        if len(one) > LONGEST_TAG:
            raise BadInput.of([Fault("tags", f"标签“{one}”过长，最多{LONGEST_TAG}个字")])
        if LIKE_A_NUMBER.search(one) or LIKE_A_PHONE.search(one):
            raise BadInput.of([Fault("tags", "标签中不得有证件号码、电话")])
    return tags


async def _remember(session: AsyncSession, organ_id: UUID, at: datetime, tags: list[str]) -> None:
    """Suggested from now on to everybody of the organ; in one order, so that two never wait."""
    if tags:
        rows = [{"organ_id": organ_id, "tag": one, "used_at": at} for one in sorted(tags)]
        put = upsert(OrganTag).values(rows)
        await session.execute(
            put.on_conflict_do_update(
                index_elements=["organ_id", "tag"], set_={"used_at": put.excluded.used_at}
            )
        )
