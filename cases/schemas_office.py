"""What may be sent about an office's settings, and what is told of them: pydantic, at the doors only."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from cases.chain import RULES, Level
from cases.models import Role
from cases.schemas import Day, Line, Paragraph, Reason, Schema
from cases.states import State

Login = Annotated[Line, Field(min_length=1, max_length=64)]
DepartmentName = Annotated[Line, Field(min_length=1, max_length=50)]


class DepartmentIn(Schema):
    """科室."""

    name: DepartmentName = Field(examples=["土地利用科"])


class DepartmentChangeIn(Schema):
    """科室更名、停用、启用."""

    name: DepartmentName = Field(examples=["自然资源开发利用科"])
    active: bool = Field(True, description="在用；停用的科室不能再分办案件")


class MembersIn(Schema):
    """科室人员: the whole list anew."""

    members: Annotated[tuple[Login, ...], Field(max_length=200)] = Field(
        description="人员的用户名", examples=[["chengban"]]
    )


class AbsenceIn(Schema):
    """请假代办."""

    officer: Login = Field(description="请假人的用户名", examples=["chengban"])
    substitute: Login = Field(description="代办人的用户名", examples=["daiban"])
    first_day: Day
    last_day: Day = Field(examples=["2026-03-09"])
    reason: Annotated[Paragraph, StringConstraints(max_length=200)] = Field(
        "", description="事由", examples=["年休假"]
    )


class LevelsIn(Schema):
    """各环节的设置."""

    screening: Level = Field(examples=["required"], description="初审")
    assigning: Level = Field(examples=["required"], description="分办")
    secrecy_review: Level = Field(examples=["skippable"], description="保密审查")
    legal_review: Level = Field(examples=["skippable"], description="法制审核")
    office_review: Level = Field(examples=["absent"], description="公开机构审核")

    def by_state(self) -> dict[State, Level]:
        """The same as the verb takes it."""
        return {rule.state: Level(getattr(self, rule.state)) for rule in RULES}


class ChainIn(Schema):
    """审核环节的设置."""

    levels: LevelsIn
    one_person: bool = Field(False, description="拟稿人可以签发本人拟制的答复")
    reason: Reason = Field(examples=["公开机构与法制机构合署办公"])


class OrganFactsIn(Schema):
    """文书上的单位信息: what letters print of their organ."""

    doc_code: Line = Field("", description="机关代字", examples=["寿自然资"])
    address: Line = Field("", examples=["寿光市商务小区5号楼"])
    postcode: Line = Field("", examples=["262700"])
    phone: Line = Field("", examples=["0536-5221234"])


class OwnNameIn(Schema):
    """以自己的名义作出答复 (条例第二十七条)."""

    own_name: bool = Field(examples=[True])


class PersonOut(BaseModel):
    """工作人员."""

    login: str = Field(examples=["chengban"])
    name: str = Field(examples=["赵明"])


class DepartmentOut(BaseModel):
    """科室."""

    id: UUID
    name: str
    active: bool
    members: list[PersonOut]


class AbsenceOut(BaseModel):
    """请假代办."""

    id: UUID
    officer: PersonOut
    substitute: PersonOut
    first_day: date
    last_day: date
    reason: str = Field(description="只告知请假人本人、管理员和公开机构负责人")
    standing: str = Field(description="今天的状态", examples=["代办中"])
    made_by: str
    made_at: datetime


class StepOut(BaseModel):
    """审核环节中的一步."""

    state: State | None = Field(description="登记没有状态")
    label: str = Field(examples=["保密审查"])
    level: Level
    label_of_level: str = Field(examples=["必经"])
    roles: list[Role]


class LevelOut(BaseModel):
    """可以设置的环节."""

    state: State
    label: str
    level: Level
    choices: list[Level]
    article: str
    note: str


class ChainSettingOut(BaseModel):
    """一次设置."""

    levels: dict[State, Level]
    one_person: bool
    reason: str
    made_by: str
    made_at: datetime


class ChainOut(BaseModel):
    """审核环节: what a case passes, what may be set, and who set it when and why."""

    steps: list[StepOut]
    levels: list[LevelOut]
    one_person: bool
    history: list[ChainSettingOut]
