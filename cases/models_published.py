"""The table of published information (主动公开信息): what an organ has made public, and where."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Computed, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from cases.models import Table, new_id


class PublishedEntry(Table):
    """一条主动公开信息: never changed; withdrawn once, with the reason, and it stays to be read."""

    __tablename__ = "published_entries"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"))
    title: Mapped[str]
    address: Mapped[str]  # a web address, or the place where it is laid out
    outlet: Mapped[str]  # 公开渠道: the site, gazette or hall, as an answer names it
    index_number: Mapped[str]  # 索引号
    published_on: Mapped[date]
    catalogue_class: Mapped[str]  # 主动公开目录的类别
    keywords: Mapped[str]
    summary: Mapped[str]
    made_by: Mapped[str]
    made_at: Mapped[datetime]
    withdrawn_on: Mapped[date | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str | None]
    withdraw_reason: Mapped[str | None]
    title_key: Mapped[str] = mapped_column(  # doubled: what similar titles are found by
        Computed("search_key('', '', title)", persisted=True), deferred=True
    )
    found_by: Mapped[str] = mapped_column(  # doubled: what words are looked for in
        Computed("search_key(index_number, title, keywords || ' ' || summary)", persisted=True),
        deferred=True,
    )
