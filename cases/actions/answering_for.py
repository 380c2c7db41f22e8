"""确定答复名义: in whose name a case is answered, so that it counts in one organ's annual table."""

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import door
from cases.actor import Actor
from cases.errors import BadInput, Fault, Unlawful
from cases.history import Event, Kind
from cases.models import Case, Organ
from cases.states import MOVE, State, Verb

OWN: Final = "own"  # 本单位


async def settle_name(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    in_name_of: str,
    reason: str,
) -> Case:
    """确定答复名义: the organ's own, or that of the government whose office it is; the same is no record.

    An application to 市政府 that its office handles is the government's: it stands in the letter's
    head, its remedies are printed, and its annual table counts the case, once (convention; law.md
    §11). BadInput where there is no organ above; Unlawful where the answer was made here already.
    """
    case = await door.open_case(session, actor, case_id, Verb.SETTLE_NAME)
    organ = await session.get_one(Organ, case.organ_id)
    named = await _body(session, organ, in_name_of)
    if named.id == case.counted_for:
        return case
    if case.state == State.CLOSED and case.source == "registered":
        sentence = "答复已经以原来的名义作出，不能再改变答复名义"
        raise Unlawful(sentence, article=MOVE[Verb.SETTLE_NAME].article)
    data = {"organ": str(named.id), "name": named.name, "reason": reason}
    event = Event(Kind.NAME_SETTLED, door.today(at), data)
    await door.append(session, case, actor, at, event)
    return case


async def _body(session: AsyncSession, organ: Organ, in_name_of: str) -> Organ:
    if in_name_of == OWN:
        return organ
    if organ.parent_id is None:
        sentence = f"{organ.name}没有上级单位，只能以本单位名义答复；请管理员先在单位与人员中设置"
        raise BadInput.of([Fault("in_name_of", sentence)], article=MOVE[Verb.SETTLE_NAME].article)
    return await session.get_one(Organ, organ.parent_id)
