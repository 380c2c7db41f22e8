"""公众网页的设置: whether an organ takes applications online, and what its 指南 says of the office."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.chain_setting import SETTERS
from cases.actor import Actor
from cases.errors import BadInput, Fault, NotAllowed
from cases.law.articles import regulation
from cases.law.receipt import Channel
from cases.models import Organ
from cases.models_public import PublicDesk

GUIDE: Final = regulation(12, 2)  # what a 政府信息公开指南 says of the office
OWN_NAME: Final = regulation(27)
# 当面 and 邮寄 are never refused (国办公开办函〔2017〕19号); the public pages are the online channel
ANNOUNCED: Final = (Channel.EMAIL, Channel.FAX)
NEEDS: Final = {Channel.EMAIL: ("email", "电子邮箱"), Channel.FAX: ("fax", "传真号码")}
REQUIRED: Final = {
    # of an open desk: the field, what 条例第十二条第二款 calls it
    "office_name": "政府信息公开工作机构的名称",
    "office_address": "办公地址",
    "hours": "办公时间",
    "phone": "联系电话",
}


async def set_public_desk(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    organ_id: UUID,
    *,
    is_open: bool,
    office_name: str = "",
    office_address: str = "",
    hours: str = "",
    phone: str = "",
    fax: str = "",
    email: str = "",
    postal_address: str = "",
    complaint_body: str = "",
    catalogue: str = "",
    channels: Iterable[Channel] = (),
    reason: str,
) -> PublicDesk:
    """The public pages from now on, one row after another; the former rows stay to be read.

    NotAllowed but for administrator and head; BadInput where an open desk lacks what a 指南 must
    say, announces a channel without its address, or answers nothing in its own name.
    """
    if not actor.has(organ_id, SETTERS):
        raise NotAllowed("公众网页应由本单位管理员或者公开机构负责人设置")
    organ = await session.get_one(Organ, organ_id)
    desk = PublicDesk(
        organ_id=organ_id,
        is_open=is_open,
        office_name=office_name,
        office_address=office_address,
        hours=hours,
        phone=phone,
        fax=fax,
        email=email,
        postal_address=postal_address,
        complaint_body=complaint_body,
        catalogue=catalogue,
        channels=[channel.value for channel in ANNOUNCED if channel in set(channels)],
        reason=reason,
        made_by=actor.name,
        made_at=at,
    )
    if is_open:
        _check(organ, desk)
    session.add(desk)
    await session.flush()
    return desk


def _check(organ: Organ, desk: PublicDesk) -> None:
    if not organ.own_name:
        sentence = f"{organ.name}不以自己的名义作出答复，不能开放网上申请"
        raise BadInput.of([Fault("is_open", sentence)], article=OWN_NAME)
    faults = [
        Fault(name, f"开放公众网页的，应当填写{label}")
        for name, label in REQUIRED.items()
        if not getattr(desk, name)
    ]
    for channel in map(Channel, desk.channels):
        name, label = NEEDS[channel]
        if not getattr(desk, name):
            faults.append(Fault(name, f"公布{channel.label}渠道的，应当填写{label}"))
    if faults:
        raise BadInput.of(faults, article=GUIDE)
