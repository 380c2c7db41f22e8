"""The tables of topics (主题): dictionaries of organs, topics of cases, corrections by hand."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from cases.models import Table, new_id


class TopicDictionary(Table):
    """一版主题词典 of an organ, the newest in force; without text: the one above it, or the default."""

    __tablename__ = "topic_dictionaries"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"))
    number: Mapped[int]  # 1, 2 … of this organ
    text: Mapped[str]  # as it was typed: 主题：词、词*4
    digest: Mapped[str]  # of its topics, words and weights: what topics were computed by
    note: Mapped[str]
    made_by: Mapped[str]
    made_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    made_at: Mapped[datetime]


class CaseTopic(Table):
    """申请的主题: computed by words or set by hand; analysis, and no part of the case's history."""

    __tablename__ = "case_topics"
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"))
    topic: Mapped[str]
    decided_by: Mapped[str]  # By: hand · same_wording · words · none
    version: Mapped[str]  # digest of the dictionary that it was computed by
    words: Mapped[list[Any]] = mapped_column(JSONB)  # [word, weight], the weightiest first
    runner_up: Mapped[str | None]
    wording: Mapped[str]  # where the very same wording meets
    request_md5: Mapped[str]  # of the request as it was read
    decided_at: Mapped[datetime]


class TopicCorrection(Table):
    """主题更正 by hand: who, when, from what to what; never changed, only followed by another."""

    __tablename__ = "topic_corrections"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))
    organ_id: Mapped[UUID] = mapped_column(ForeignKey("organs.id"))
    topic: Mapped[str]
    was: Mapped[str]  # empty where it had none yet
    made_by: Mapped[str]
    made_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    made_at: Mapped[datetime]
