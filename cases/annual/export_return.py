"""纠错清单 as a document: what a member is asked to correct, to be printed or sent on."""

from io import BytesIO
from typing import Final

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph

from cases.annual.export_docx import BODY_FONT, LATIN_FONT, TITLE_FONT
from cases.annual.export_seal import sealed
from cases.models_consolidation import MemberReturn
from cases.settings import CHINA

TITLE_SIZE: Final = Pt(22)  # 二号
BODY_SIZE: Final = Pt(16)  # 三号
LINE: Final = Pt(28)  # 公文: 22 lines to a page
INDENT: Final = Pt(32)  # two signs


def docx_return(government: str, sent: MemberReturn) -> bytes:
    """The letter: to whom, each fault with its number, the opinion, from whom and when."""
    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin = Mm(37), Mm(35)  # GB/T 9704
    page.left_margin, page.right_margin = Mm(28), Mm(26)
    is_there = sent.report_id is not None or sent.edition_id is not None
    title = f"关于{'更正' if is_there else '报送'}{sent.year}年度报告表的清单"
    heading = _write(document.add_paragraph(), title, TITLE_FONT, TITLE_SIZE)
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading.paragraph_format.space_after = LINE
    _write(document.add_paragraph(), f"{sent.member_name}：")
    asked = "存在以下问题，请核对更正" if is_there else "尚待办理，请按以下意见办理"
    opening = f"你单位{sent.year}年度政府信息公开工作年度报告的表{asked}："
    _indented(document.add_paragraph(), opening)
    for number, fault in enumerate(sent.faults, start=1):
        _indented(document.add_paragraph(), f"{number}.{fault}。")
    if sent.remark:
        _indented(document.add_paragraph(), f"意见：{sent.remark}")
    day = sent.sent_at.astimezone(CHINA).date()
    for closing in (government, f"{day.year}年{day.month}月{day.day}日"):
        last = _write(document.add_paragraph(), closing)
        last.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        last.paragraph_format.right_indent = INDENT
    out = BytesIO()
    document.save(out)
    return sealed(out.getvalue(), title)


def _indented(paragraph: Paragraph, words: str) -> Paragraph:
    _write(paragraph, words)
    paragraph.paragraph_format.first_line_indent = INDENT
    return paragraph


def _write(
    paragraph: Paragraph, words: str, font: str = BODY_FONT, size: Length = BODY_SIZE
) -> Paragraph:
    paragraph.paragraph_format.line_spacing = LINE
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(words)
    run.font.name, run.font.size = LATIN_FONT, size
    fonts = run.font.element.rPr.rFonts
    fonts.set(qn("w:eastAsia"), font)
    fonts.set(qn("w:hint"), "eastAsia")
    return paragraph
