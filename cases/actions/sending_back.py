"""退回: what is wrong with a member's table, or still awaited, is sent back to it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.consolidating import check_consolidator
from cases.actions.notices import tell_heads
from cases.actor import Actor
from cases.annual.members import Member, State, membership
from cases.errors import Conflict, NotFound
from cases.law.consolidation import in_words
from cases.models import Organ
from cases.models_consolidation import MemberReturn


async def send_back(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    organ_id: UUID,
    year: int,
    key: str,
    *,
    remark: str = "",
) -> MemberReturn:
    """退回: what is wrong or still missing is sent back to a member.

    The heads of an organ in the system are told at once; for one outside there is a list to send on.
    Conflict where nothing is wrong and nothing is said.
    """
    check_consolidator(actor, organ_id)
    organ = await session.get_one(Organ, organ_id)
    found = await membership(session, organ, year)
    member = found.get(key)
    if member is None:
        raise NotFound("没有找到这个成员单位")
    wrong = what_is_wrong(member, year)
    if not wrong and not remark.strip():
        raise Conflict(f"“{member.name}”的表没有问题，不需要退回；确需退回的，请写明意见")
    sent = MemberReturn(
        organ_id=organ_id, year=year, member_name=member.name,
        member_organ_id=member.organ_id, member_id=member.member_id,
        edition_id=member.edition.id if member.edition else None,
        report_id=member.report.id if member.report else None,
        faults=wrong or [remark.strip()], remark=remark.strip() if wrong else "",
        sent_by=actor.name, sent_by_id=actor.officer_id, sent_at=at,
    )  # fmt: skip
    session.add(sent)
    await session.flush()
    if member.organ_id is not None:
        more = f"等{len(sent.faults)}处" if len(sent.faults) > 1 else ""
        text = f"{organ.name}退回{member.name}{year}年度报告表：{sent.faults[0]}{more}"
        await tell_heads(session, at, member.organ_id, text, f"/annual-tables/{member.code}/{year}")
    return sent


def what_is_wrong(member: Member, year: int) -> list[str]:
    """Every fault of a member in words; for one that gave nothing, what is awaited from it."""
    if member.unfit:
        return [member.unfit]
    if member.broken:
        return [in_words(one) for one in member.broken]
    match member.state:
        case State.MISSING if member.member_id is not None:
            return [f"{year}年度的表还没有报送，请尽快报送"]
        case State.MISSING:
            return [f"{year}年度的表还没有定版，请尽快定版、定稿"]
        case State.DRAFT:
            return [f"{year}年度的表已经定版，还没有定稿，请核对后定稿"]
        case _:
            return []
