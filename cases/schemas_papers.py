"""What may be sent about attachments and volumes: pydantic, at the doors only."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from cases.law.file_contents import ATTACHABLE, Paper
from cases.schemas import DayOrNone, Line, Paragraph, Reason, Schema, missing


def _attachable(paper: Paper) -> Paper:
    """What the system prints of itself is none that somebody attaches."""
    if paper not in ATTACHABLE:
        raise PydanticCustomError("enum", "不在可选范围内")
    return paper


class AttachmentIn(Schema):
    """附卷: what the 卷内目录 says of a file."""

    paper: Annotated[Paper, AfterValidator(_attachable)] = Field(
        description="材料种类", examples=["application"]
    )
    title: Line = Field(
        "", description="题名，不填的以文件名为题名", examples=["政府信息公开申请表"]
    )
    number: Line = Field("", description="文号", examples=["寿公开〔2026〕1号"])
    day: DayOrNone = Field(None, description="文件的日期")
    pages: Annotated[Annotated[int, Field(ge=1, le=10_000)] | None, BeforeValidator(missing)] = (
        Field(None, description="页数")
    )
    item: Annotated[Annotated[int, Field(ge=1, le=50)] | None, BeforeValidator(missing)] = Field(
        None, description="只与第几项申请事项有关"
    )
    remark: Paragraph = ""


class VolumeIn(Schema):
    """调取案卷."""

    reason: Reason = Field(description="用途", examples=["案卷归档，移交档案室"])
    with_personal_data: bool = Field(
        False, description="显示证件号码、联系方式和地址，附入身份证明；查看会记入办理记录"
    )


class EvidenceIn(VolumeIn):
    """制作举证材料."""

    reason: Reason = Field(description="用途", examples=["提交行政复议答复和证据"])
    with_third_parties: bool = Field(
        False, description="写明第三方的名称和意见，附入征求意见书和回复"
    )
