"""What programs are given back about letters: pydantic, at the doors only."""

from pydantic import BaseModel, Field

from cases.law.slots import SlotKind


class SlotOut(BaseModel):
    """填写项 of a paper or an outcome."""

    name: str = Field(examples=["reply_by"])
    label: str = Field(examples=["补正期限"])
    kind: SlotKind = Field(description="一行、成段、多行、日期、整数、选项")
    required: bool
    choices: list[str]
    hint: str


class PaperFormOut(BaseModel):
    """文书目录的一种."""

    code: str = Field(examples=["P5"])
    name: str
    title: str
    to: str = Field(description="收件人")
    when: str = Field(description="时限")
    basis: list[str] = Field(description="依据")
    signed_by: str = Field(description="签署")
    standing: str = Field(description="效力")
    numbered: bool = Field(description="是否编文号")
    made_here: bool = Field(description="可以直接制发；其他的经拟稿、签发后编号")
    slots: list[SlotOut]


class LetterCatalogueOut(BaseModel):
    """文书目录."""

    papers: list[PaperFormOut]


class CellOut(BaseModel):
    """A cell of a table in a paper."""

    text: str
    label: bool = Field(description="是否为栏目名称")
    span: int = Field(description="占几列")


class BlockOut(BaseModel):
    """A paragraph of a paper, or a table (`rows`)."""

    kind: str = Field(examples=["body"])
    text: str
    rows: list[list[CellOut]]


class LackingOut(BaseModel):
    """待填: what stops the issue of a paper."""

    field: str = Field(examples=["items.0.reason"])
    sentence: str


class LetterPreviewOut(BaseModel):
    """预览: a paper before it is made; nothing is stored."""

    code: str
    title: str
    paragraphs: list[BlockOut]
    gaps: list[LackingOut]
    findings: list[str] = Field(description="用语检查的结果")


class PieceOut(BaseModel):
    """A run of a paragraph: kept, added or removed."""

    change: str = Field(examples=["added"])
    text: str


class EditedDraftOut(BaseModel):
    """An edited draft that was taken, paragraph by paragraph beside the one that was made."""

    changed: bool
    paragraphs: list[list[PieceOut]]
