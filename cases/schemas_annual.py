"""What is sent to freeze a year (定版)."""

from pydantic import Field

from cases.schemas import Line, Schema


class FreezeIn(Schema):
    """定版."""

    reason: Line = Field(
        "",
        description="理由；第二版起，或者上年结转与上年度版本不符的，必须说明",
        examples=["一件案件误录办结，已经更正"],
    )
