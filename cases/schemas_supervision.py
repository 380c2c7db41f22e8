"""What the forms of 一并签发 and 抽查 send: pydantic, at the doors only."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from cases.law.audit_points import Verdict
from cases.schemas import Day, Line, Paragraph, Schema, missing
from cases.states import State


class TogetherIn(Schema):
    """一并同意、一并签发: of which organ, at which level; the cases are ticks of their own."""

    organ: Line = ""
    level: State
    opinion: Annotated[Paragraph, Field(max_length=2_000)] = ""


class DrawIn(Schema):
    """抽取: which days, how many; the organs are ticks of their own."""

    answered_from: Day
    answered_to: Day
    wanted: int


class PointIn(Schema):
    """One point: its verdict where it was judged, and what is remarked on it."""

    verdict: Annotated[Verdict | None, BeforeValidator(missing)] = None
    remark: Annotated[Paragraph, Field(max_length=2_000)] = ""


class FindingIn(Schema):
    """检查意见, by the key of the point."""

    points: dict[str, PointIn] = Field(default_factory=dict)
