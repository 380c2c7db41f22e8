"""The tables of the public pages (网上申请): what an organ opens, and the codes of confirmation."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from cases.models import Table, new_id


class PublicDesk(Table):
    """公众网页的设置 of an organ, the newest in force; never changed, only followed by another.

    What the 指南 says of the office is what 条例第十二条第二款 asks for.
    """

    __tablename__ = "public_desks"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"))
    is_open: Mapped[bool]
    office_name: Mapped[str]  # 政府信息公开工作机构的名称
    office_address: Mapped[str]
    hours: Mapped[str]
    phone: Mapped[str]
    fax: Mapped[str]
    email: Mapped[str]
    postal_address: Mapped[str]
    complaint_body: Mapped[str]
    catalogue: Mapped[str]  # 政府信息的分类、编排体系和获取方式
    channels: Mapped[list[str]] = mapped_column(JSONB)  # announced beside 当面、邮寄 and this page
    reason: Mapped[str]
    made_by: Mapped[str]
    made_at: Mapped[datetime]


class ConfirmationCode(Table):
    """确认码: with what the applicant confirms that the application has arrived; a digest only."""

    __tablename__ = "confirmation_codes"
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    code_digest: Mapped[bytes]
    salt: Mapped[bytes]
    failures: Mapped[int] = mapped_column(default=0)
    made_by: Mapped[str]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
