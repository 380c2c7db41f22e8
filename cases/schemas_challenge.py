"""What may be sent about 归档, 复议 and 诉讼: pydantic, at the doors only."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from cases.law.challenge_results import Kind as ChallengeKind
from cases.law.challenge_results import Result
from cases.law.challenges import Procedure
from cases.law.retention import USUAL, Retention
from cases.schemas import Day, DayOrNone, Line, Name, Paragraph, Schema, missing


class ArchivingIn(Schema):
    """归档."""

    retention: Retention = Field(USUAL, description="保管期限")
    archive_number: Line = Field("", description="档号")
    remark: Paragraph = ""


class ReopeningIn(Schema):
    """恢复办理."""

    challenge: Annotated[int, Field(ge=1, le=1_000, examples=[1])] = Field(
        description="责令答复的复议诉讼的编号"
    )
    reason: Paragraph = ""


class AgainIn(Schema):
    """重新答复期限: a length of time as the decision names it."""

    count: Annotated[int, Field(ge=-1_000, le=10_000, examples=[20])]
    unit: Annotated[str, Field(pattern="^(workdays|days|months|years)$", examples=["workdays"])]


class ChallengeUpdateIn(Schema):
    """复议诉讼的进展: what is named replaces what was recorded, null empties."""

    body: Line | None = Field(None, description="复议机关或者人民法院")
    notified_on: DayOrNone = None
    procedure: Annotated[Procedure | None, BeforeValidator(missing)] = None
    filed_on: DayOrNone = Field(None, description="申请或者起诉日期")
    replied_on: DayOrNone = Field(None, description="提交答复、答辩和证据之日")
    reply_by: DayOrNone = Field(None, description="人民法院指定的举证期限")
    result: Annotated[Result | None, BeforeValidator(missing)] = None
    concluded_on: DayOrNone = Field(None, description="决定送达、判决生效之日")
    answer_again: Annotated[Day | AgainIn | None, BeforeValidator(missing)] = Field(
        None, description="重新答复期限：日期，或者长度"
    )
    opinion_on: DayOrNone = Field(None, description="收到行政复议意见书之日")
    reported_on: DayOrNone = Field(None, description="报送纠正情况之日")
    doc_number: Line | None = Field(None, description="决定书、判决书文号")

    def facts(self) -> dict[str, Any]:
        """What is named, as the history keeps it."""
        return self.model_dump(mode="json", include=self.model_fields_set)


class ChallengeIn(ChallengeUpdateIn):
    """行政复议或者行政诉讼."""

    kind: ChallengeKind
    body: Name = Field(examples=["寿光市人民政府"])
    notified_on: Day = Field(description="收到提出答复通知书、应诉通知书之日")
    procedure: Procedure = Procedure.ORDINARY
