"""What may be sent about the answer of a case, from 办理意见 to 签发: pydantic, at the doors only."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from cases.law.grounds import RuleLevel, SubKind
from cases.schemas import Day, DayOrNone, Line, Name, Paragraph, Reason, Schema, missing
from cases.schemas_steps import Passing
from cases.schemas_work import Text
from cases.states import State

Filled = dict[Annotated[str, Field(pattern="^[a-z0-9_]{1,40}$")], Paragraph]
YesNo = Annotated[bool | None, BeforeValidator(missing)]


class RuleIn(Schema):
    """所依据的规定."""

    level: RuleLevel
    name: Name = Field(examples=["中华人民共和国税收征收管理法"])
    place: Name = Field(examples=["第八条第二款"])


class WithheldIn(Schema):
    """不予公开的一处内容 (条例第三十七条): what, on which ground, why."""

    what: Line = Field(
        "", description="不予公开的内容（不泄露该内容）", examples=["附件中的个人电话"]
    )
    ground: Annotated[str, Field(pattern=r"^A([3-9]|10)$", examples=["A7"])]
    kinds: tuple[SubKind, ...] = ()
    reason: Paragraph = ""
    classification: Line = Field("", description="密级和定密依据")
    rule: RuleIn | None = None
    weighed: Paragraph = Field("", description="裁量理由（条例第十六条）")
    prevailing_checked: bool = Field(False, description="已核对没有应当公开的规定")
    public_interest_weighed: bool = Field(False, description="已判断不公开不影响公共利益")
    letters: tuple[Line, ...] = Field((), description="征求意见书的编号", examples=[["1"]])


class OwnerIn(Schema):
    """谁负责公开 (条例第十条)."""

    whose: Name = Field(examples=["寿光市水利局"])
    why: Text = Field(examples=["该信息由寿光市水利局在履行职责过程中制作"])
    contact: Line = ""
    ours: bool = Field(False, description="该职权现由本机关承担")


class TransferIn(Schema):
    """移交国家档案馆."""

    archive: Name
    reference: Name = Field(description="移交目录条目")
    period_ends_on: DayOrNone = Field(None, description="移交期限届满之日")


class OutcomeIn(Schema):
    """一项申请事项的办理意见."""

    outcome: Annotated[str, Field(pattern=r"^A([1-9]|1\d|2[0-4])$", examples=["A2"])]
    reason: Paragraph = Field("", description="事实和理由")
    kinds: tuple[SubKind, ...] = ()
    withheld: Annotated[tuple[WithheldIn, ...], Field(max_length=50)] = ()
    severable: YesNo = Field(None, description="能否区分处理")
    why_not_severable: Paragraph = ""
    owner: OwnerIn | None = None
    transfer: TransferIn | None = None
    earlier: Line = Field("", description="在先申请的登记编号（重复申请）")
    same_information: bool = Field(False, description="与在先申请的信息相同")
    rule: RuleIn | None = None
    still_unclear: Paragraph = ""
    held_already: Paragraph = Field("", description="申请人已获取该信息的证明")
    place: Line = Field("", description="已主动公开的网址或者地点")
    place_checked_on: DayOrNone = None
    enclosures: Annotated[tuple[int, ...], Field(max_length=50)] = Field(
        (), description="随附的附件编号"
    )
    provided: Paragraph = Field(
        "", description="提供的方式、途径和时间", examples=["以纸质复印件邮寄"]
    )
    fields: Filled = Field(
        default_factory=dict,
        description="答复书的填写项，以名称为键；各答复类型的填写项见文书目录",
        examples=[{"form": "纸质复印件"}],
    )

    def particulars(self) -> dict[str, Any]:
        """The same as the verb takes it and the history keeps it."""
        said = self.model_dump(mode="json")
        del said["outcome"]
        return said


class DraftIn(Schema):
    """拟稿: the letter follows from the outcomes."""

    online: YesNo = Field(None, description="以互联网方式送达；不填的按申请人要求的途径")
    row: Annotated[str | None, BeforeValidator(missing)] = None


class SubmissionIn(Passing):
    """送审."""

    note: Paragraph = ""


class OpinionIn(Schema):
    """审核意见."""

    opinion: Paragraph = ""


class SignatureIn(Passing):
    """签发."""

    opinion: Paragraph = ""


class SendBackIn(Schema):
    """退回."""

    reason: Reason = Field(examples=["不予公开的理由不充分"])
    to: State = Field(State.DRAFTING, description="退回到拟稿或者办理")


class SpotOutcomeIn(OutcomeIn):
    """当场答复的一项."""

    item: Annotated[int, Field(ge=1, le=50, examples=[1])]


class SpotAnswerIn(Passing):
    """当场答复."""

    answered_on: Day
    outcomes: Annotated[tuple[SpotOutcomeIn, ...], Field(min_length=1, max_length=50)]
    proof: Line = Field("", description="申请人签字", examples=["申请人签字确认"])
    secrecy_checked: bool = Field(False, description="所提供的信息已经过保密审查")


class ExtensionApprovalIn(Schema):
    """同意延期."""

    workdays: Annotated[int, Field(ge=-1_000_000, le=1_000_000, examples=[10])]
    reason: Reason = Field(examples=["涉及档案较多，需要逐件核对"])
