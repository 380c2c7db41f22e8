"""What may be sent about 批量打印: pydantic, at the doors only."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from cases.actions.print_runs import MOST, Wanted
from cases.schemas import OrganCode, Schema


class PrintedPaperIn(Schema):
    """一份已制发的文书."""

    case: UUID = Field(examples=["01936f2e-0000-7000-8000-000000000000"])
    paper: Annotated[int, Field(ge=1, le=10_000, examples=[1])]


class PrintRunIn(Schema):
    """批量打印."""

    organ: OrganCode = Field(examples=["370783-zrzy"])
    papers: Annotated[tuple[PrintedPaperIn, ...], Field(max_length=MOST)] = ()
    issue: Annotated[tuple[UUID, ...], Field(max_length=MOST)] = Field(
        (), description="已签发、待编号的案件，先编号再打印"
    )
    form: Literal["zip", "pdf"] = Field("zip", description="DOCX文件的压缩包，或者一个PDF文件")
    envelopes: bool = Field(False, description="附信封")
    receipts: bool = Field(False, description="附送达回证")

    def wanted(self) -> Wanted:
        """The same as the verb takes it."""
        return Wanted(
            papers=[(one.case, one.paper) for one in self.papers],
            issue=self.issue,
            as_pdf=self.form == "pdf",
            envelopes=self.envelopes,
            receipts=self.receipts,
        )
