"""单位管理: organs in their tree, with 复议机关 and court as dated rows."""

from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actor import Actor
from cases.errors import BadInput, Conflict, Fault, NotAllowed
from cases.law.articles import regulation
from cases.models import Organ, OrganRemedy, Role

ADMINISTRATORS = (Role.ADMINISTRATOR,)
OWN_NAME: Final = regulation(27)  # 对外以自己名义履行行政管理职能的县级以上人民政府部门


async def add_organ(
    session: AsyncSession,
    actor: Actor,
    *,
    code: str,
    name: str,
    parent: str | None = None,
    doc_code: str = "",
    address: str = "",
    postcode: str = "",
    phone: str = "",
    demonstration: bool = False,
) -> Organ:
    """A new organ below its parent; only an administrator of the parent adds one.

    Conflict where the code is taken; BadInput where there is no such parent.
    """
    parent_id = await _parent(session, parent)
    if parent_id is None and not actor.is_system:
        raise NotAllowed("新增顶层单位应在服务器上使用命令 disclosure organ add 办理")
    if parent_id is not None and not actor.has(parent_id, ADMINISTRATORS):
        raise NotAllowed("新增下级单位应由上级单位的管理员办理")
    if await session.scalar(select(Organ.id).where(Organ.code == code)) is not None:
        raise Conflict(
            f"单位代码“{code}”已被使用", faults=[Fault("code", "应为未使用过的单位代码")]
        )
    organ = Organ(
        code=code,
        name=name,
        parent_id=parent_id,
        doc_code=doc_code,
        address=address,
        postcode=postcode,
        phone=phone,
        demonstration=demonstration,
    )
    session.add(organ)
    await session.flush()
    return organ


async def _parent(session: AsyncSession, code: str | None) -> UUID | None:
    if code is None:
        return None
    parent = await session.scalar(select(Organ.id).where(Organ.code == code))
    if parent is None:
        sentence = f"没有代码为“{code}”的上级单位，应为已登记单位的代码"
        raise BadInput.of([Fault("parent", sentence)])
    return parent


async def change_facts(
    session: AsyncSession,
    actor: Actor,
    organ_id: UUID,
    *,
    doc_code: str,
    address: str,
    postcode: str,
    phone: str,
) -> Organ:
    """机关代字, address and telephone, as letters print them from now on; issued ones stay."""
    if not actor.has(organ_id, ADMINISTRATORS):
        raise NotAllowed("单位信息应由本单位管理员更改")
    organ = await session.get_one(Organ, organ_id)
    organ.doc_code, organ.address, organ.postcode, organ.phone = doc_code, address, postcode, phone
    await session.flush()
    return organ


async def set_own_name(
    session: AsyncSession, actor: Actor, organ_id: UUID, *, own_name: bool
) -> Organ:
    """以自己的名义作出答复 (条例第二十七条): whether the organ answers in its own name."""
    if not actor.has(organ_id, ADMINISTRATORS):
        raise NotAllowed("答复的名义应由本单位管理员设置", article=OWN_NAME)
    organ = await session.get_one(Organ, organ_id)
    organ.own_name = own_name
    await session.flush()
    return organ


async def set_remedy(
    session: AsyncSession,
    actor: Actor,
    organ_id: UUID,
    *,
    review_body: str,
    court: str,
    valid_from: date,
    valid_to: date | None = None,
    review_online_url: str = "",
) -> OrganRemedy:
    """复议机关 and court from a day on; a row that still stands ends the day before."""
    if not actor.has(organ_id, ADMINISTRATORS):
        raise NotAllowed("复议机关与管辖法院应由本单位管理员录入")
    if valid_to is not None and valid_to < valid_from:
        raise BadInput.of([Fault("valid_to", "截止日期早于开始日期")])
    standing = await session.scalar(
        select(OrganRemedy)
        .where(OrganRemedy.organ_id == organ_id, OrganRemedy.valid_to.is_(None))
        .with_for_update()
    )
    if standing is not None and standing.valid_from < valid_from:
        standing.valid_to = date.fromordinal(valid_from.toordinal() - 1)
        await session.flush()
    row = OrganRemedy(
        organ_id=organ_id,
        review_body=review_body,
        review_online_url=review_online_url,
        court=court,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    session.add(row)
    try:
        await session.flush()
    except IntegrityError as overlap:
        raise Conflict("该期间已有复议机关与管辖法院的记录，请核对起止日期") from overlap
    return row
