"""The tables of search (查找): saved filters, numbers looked for, exports, tags in use."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from cases.models import Table, new_id


class OrganTag(Table):
    """标签: one that an organ has put to a case, to be suggested again."""

    __tablename__ = "organ_tags"
    organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"), primary_key=True)
    tag: Mapped[str] = mapped_column(primary_key=True)
    used_at: Mapped[datetime]


class SavedSearch(Table):
    """常用查找: filters of the list under a name; with an organ, for everybody who reads it."""

    __tablename__ = "saved_searches"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    organ_id: Mapped[UUID | None] = mapped_column(ForeignKey("organs.id"))
    name: Mapped[str]
    filters: Mapped[dict[str, Any]]
    place: Mapped[int]
    is_home: Mapped[bool]
    made_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]


class LookedFor(Table):
    """按号码查找: the numbers that an officer looked for, sealed, for a few hours."""

    __tablename__ = "looked_for"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    sealed: Mapped[bytes]
    at: Mapped[datetime]


class ListExport(Table):
    """导出记录: who took a list away, when, what it was narrowed to and how long it was."""

    __tablename__ = "list_exports"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    officer: Mapped[str]
    organs: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    filters: Mapped[str] = mapped_column(Text)
    lines: Mapped[int]
    at: Mapped[datetime]
