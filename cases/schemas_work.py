"""What may be sent about the work on a case, from 初审 to 会商: pydantic, at the doors only."""

from typing import Annotated, Any, Literal

from pydantic import Field

from cases.law.search_places import PlaceKind
from cases.schemas import Day, DayOrNone, Line, Name, Paragraph, Reason, Schema

Text = Annotated[Paragraph, Field(min_length=1)]


class ScreeningIn(Schema):
    """初审: 补不补、是不是、谁负责."""

    clear: bool = Field(True, description="申请内容明确，不需要补正")
    is_application: bool = Field(True, description="是政府信息公开申请")
    ours: bool = Field(True, description="由本机关负责公开")
    opinion: Paragraph = ""


class AssignmentIn(Schema):
    """分办."""

    department: Line = Field("", description="承办科室名称")
    handler: Line = Field("", description="承办人的用户名", examples=["chengban"])
    note: Paragraph = Field("", description="拟办意见")
    opinion_by: DayOrNone = Field(None, description="提出办理意见的期限")


class NothingIn(Schema):
    """没有需要填写的内容."""


class NameIn(Schema):
    """确定答复名义."""

    in_name_of: Literal["own", "above"] = Field(
        description="own，本单位；above，上级单位（本级人民政府）", examples=["above"]
    )
    reason: Reason = Field(examples=["申请向市人民政府提出，由本办公室承办"])


class TagsIn(Schema):
    """标签."""

    tags: Line = Field(
        "",
        description="全部标签，以顿号、逗号或者空格分开；空的，去掉全部标签",
        examples=["征地拆迁、侯镇"],
    )


class HandOverIn(Schema):
    """转交承办人."""

    department: Line = ""
    handler: Line = Field("", examples=["chengban"])
    reason: Reason = Field(examples=["原承办人调离岗位"])


class PlaceIn(Schema):
    """检索地点."""

    kind: PlaceKind
    name: Name = Field(examples=["OA公文系统"])
    keywords: Line = Field("", description="检索词", examples=["饮水安全 验收"])
    period: Line = Field("", description="检索的时间范围", examples=["2024年至2025年"])
    hits: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    judgment: Paragraph = Field("", description="对检索结果的判断")


class ClueIn(Schema):
    """线索的查找结果."""

    clue: Text
    finding: Paragraph = ""


class SearchIn(Schema):
    """检索记录."""

    items: Annotated[tuple[int, ...], Field(min_length=1, max_length=50, examples=[[1]])]
    searched_on: Day
    operator: Name = Field(description="检索人", examples=["赵明"])
    recorder: Line = Field("", description="记录人，应当是另一人")
    places: Annotated[tuple[PlaceIn, ...], Field(min_length=1, max_length=50)]
    how: Paragraph = Field("", description="检索方法", examples=["全文检索并逐件核对归档目录"])
    clues: Annotated[tuple[ClueIn, ...], Field(max_length=50)] = ()
    office_opinions: Paragraph = Field("", description="业务科室意见")
    conclusion: Paragraph = ""
    lost: bool = Field(False, description="曾经制作、保存，现已遗失，也没有查找到副本")
    attachments: Annotated[tuple[int, ...], Field(max_length=50)] = ()

    def particulars(self) -> dict[str, Any]:
        """The same as the verb takes it."""
        said = self.model_dump()
        said["places"] = [place.model_dump(mode="json") for place in self.places]
        said["clues"] = [clue.model_dump() for clue in self.clues]
        return said


class ReasonsNoticeIn(Schema):
    """说明理由告知书."""

    on: Day
    reply_by: Day
    counts: Paragraph = Field("", description="申请的数量、频次")


class JudgmentIn(Schema):
    """认定申请理由."""

    reasonable: bool = Field(examples=[False])
    why: Reason = Field(examples=["申请人说明的理由与申请数量明显不相称"])
    replied_on: DayOrNone = None
    said: Paragraph = ""


class ThirdPartyToldIn(Schema):
    """告知第三方决定公开."""

    on: Day
    reason: Reason = Field(examples=["不公开可能对公共利益造成重大影响：涉及饮用水安全"])
    extract: Paragraph = Field("", description="决定公开的内容")


class SlipIn(Schema):
    """协办函."""

    organ: Line = Field(
        "", description="协办单位代码；本单位科室的不填", examples=["370783-houzhen"]
    )
    department: Line = Field("", description="协办科室名称")
    items: Annotated[tuple[int, ...], Field(min_length=1, max_length=50, examples=[[1]])]
    question: Text = Field(examples=["是否制作或者保存该信息，能否公开及依据"])
    reply_by: Day


class SlipAnswerIn(Schema):
    """协办回复."""

    holds: Annotated[str, Field(pattern="^(all|part|none)$", examples=["none"])]
    location: Line = ""
    searched: Paragraph = Field("", description="检索情况")
    opinion: Text = Field(description="能否公开的意见及依据", examples=["经检索没有该信息"])


class ConferenceIn(Schema):
    """发起会商."""

    question: Text = Field(examples=["该会议纪要是否属于过程性信息"])
    participants: Annotated[tuple[Name, ...], Field(min_length=1, max_length=30)] = Field(
        examples=[["法制审核 钱文静", "司法局"]]
    )


class ConferenceOpinionIn(Schema):
    """会商意见: the officer's own, or that of a participant who is not in the system."""

    opinion: Text = Field(examples=["同意作区分处理"])
    participant: Line = Field("", description="代为登记时，发表意见的参加人")
    signed: bool = Field(False, description="参加人已在会商记录上签字")


class ConferenceConclusionIn(Schema):
    """会商结论."""

    conclusion: Text = Field(examples=["区分处理，遮蔽个人信息后公开"])
    on: Day


class ReferralIn(Schema):
    """报请确定能否公开 (条例第十七条第三款)."""

    to: Name = Field(examples=["寿光市保密行政管理部门"])
    question: Text = Field(examples=["附件二是否涉及国家秘密"])
    on: Day


class DeterminationIn(Schema):
    """收到确定意见."""

    on: Day
    opinion: Text = Field(examples=["不属于国家秘密"])
