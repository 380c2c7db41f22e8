"""What may be sent about 归档, 复议 and 诉讼: pydantic, at the doors only."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from cases.errors import BadInput, Fault
from cases.law.challenge_results import ChallengeKind, Result
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

    count: Annotated[int, Field(ge=-1_000, le=1_000, examples=[20])]
    unit: Annotated[str, Field(pattern="^(workdays|days|months|years)$", examples=["workdays"])]


def _without_count(value: Any) -> Any:
    """A form's unit always says something: without a count it is no length of time."""
    return None if value == "" or (isinstance(value, dict) and value.get("count") == "") else value


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
    answer_again: DayOrNone = Field(None, description="文书指定的重新答复最后一日")
    answer_again_within: Annotated[AgainIn | None, BeforeValidator(_without_count)] = Field(
        None, description="文书指定的重新答复期限，与最后一日只填一项"
    )
    opinion_on: DayOrNone = Field(None, description="收到行政复议意见书之日")
    reported_on: DayOrNone = Field(None, description="报送纠正情况之日")
    doc_number: Line | None = Field(None, description="决定书、判决书文号")

    def facts(self) -> dict[str, Any]:
        """What is named, as the history keeps it."""
        said = self.model_dump(mode="json", include=self.model_fields_set)
        within = said.pop(WITHIN, None)
        if within and said.get(AGAIN):
            raise BadInput.of([Fault(WITHIN, "最后一日和期限的长度只能填写一项")])
        if within or (WITHIN in self.model_fields_set and AGAIN not in said):
            said[AGAIN] = within
        return said


AGAIN, WITHIN = "answer_again", "answer_again_within"


class ChallengeIn(ChallengeUpdateIn):
    """行政复议或者行政诉讼."""

    kind: ChallengeKind
    body: Name = Field(examples=["寿光市人民政府"])
    notified_on: Day = Field(description="收到提出答复通知书、应诉通知书之日")
    procedure: Procedure = Procedure.ORDINARY
