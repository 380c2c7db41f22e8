"""What may be sent about letters (文书): pydantic, at the doors only."""

from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field

from cases.schemas import Day, DayOrNone, Line, Paragraph, Schema, missing
from cases.schemas_answer import Filled, YesNo
from cases.schemas_steps import Passing

PAPER_CODE: Final = r"^[PAI]([1-9]|[12]\d)$"


class PaperIn(Passing):
    """制发文书."""

    paper: Annotated[str, Field(pattern=PAPER_CODE, examples=["P5"])] = Field(
        description="文书目录中的代号"
    )
    fields: Filled = Field(
        default_factory=dict,
        description="填写项，以名称为键；各文书的填写项见文书目录",
        examples=[
            {"defects": "请写明所需文件的年度", "reply_by": "2026-12-15", "how": "当面或者邮寄"}
        ],
    )
    approved_by: Line = Field("", description="同意人；需要负责人同意而非本人制发的必填")
    approved_on: DayOrNone = Field(None, description="同意日期")


class LetterPreviewIn(Schema):
    """预览: nothing is stored."""

    paper: Annotated[Annotated[str, Field(pattern=PAPER_CODE)] | None, BeforeValidator(missing)] = (
        Field(None, description="文书目录中的代号；不填的为答复书", examples=["P5"])
    )
    fields: Filled = Field(
        default_factory=dict, description="填写项，以名称为键", examples=[{"how": "当面或者邮寄"}]
    )


class DeliveryIn(Schema):
    """登记送达情况."""

    what: Literal["delivered", "returned", "resent"] = Field(
        description="签收、退回、再次寄出", examples=["delivered"]
    )
    on: Day
    tracking_number: Line = ""
    remark: Paragraph = Field("", description="签收人及关系、退件原因等")


class EditedDraftIn(Schema):
    """修改后的文稿."""

    online: YesNo = None
    row: Annotated[str | None, BeforeValidator(missing)] = None
