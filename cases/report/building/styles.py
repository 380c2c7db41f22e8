"""The styles that a report has beside those of official papers: heads, and tables that fit a page."""

from typing import Final

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from cases.letters.building.measures import LINE, pt
from cases.letters.building.styles import FANGSONG, HEI, SONG, Style, style_xml

KAI: Final = "楷体_GB2312"

SECTION: Final = "报告一级标题"
HEAD: Final = "报告二级标题"
WIDE_SECTION: Final = "报告横页标题"
BLOCK: Final = "报告表格分项"
ENTERED: Final = "报告表格填报数字"
LABEL: Final = "报告表格栏目"
ROW: Final = "报告表格项目"
FIGURE: Final = "报告表格数字"
SMALL: Final = "报告表格小数字"
SIGNED: Final = "报告落款"
NUMBER: Final = "报告横页码"
EVEN_NUMBER: Final = "报告横页双页码"

TABLE_SIZE: Final = 10
TABLE_LINE: Final = pt(12)  # exact, so that fonts of other line heights still fit the page
LABEL_SIZE: Final = 9.5  # so that all labels but two stand on one line
SMALL_SIZE: Final = 7

# GB/T 9704 7.3.3: 结构层次 一、 in 黑体, （一） in 楷体; sizes of tables are a convention.
STYLES: Final = (
    Style(SECTION, HEI, align="left", first=2, with_next=True, whole=True, level=0),
    Style(HEAD, KAI, align="left", first=2, with_next=True, whole=True, level=1),
    Style(WIDE_SECTION, HEI, align="center", line=pt(26), with_next=True, level=0),
    Style(BLOCK, HEI, 12, "center", line=pt(18), with_next=True),
    Style(ENTERED, FANGSONG, 12, "center", line=pt(18)),
    Style(LABEL, HEI, 9, "center", line=TABLE_LINE),
    Style(ROW, FANGSONG, LABEL_SIZE, "left", line=TABLE_LINE, before=20, after=20),
    Style(FIGURE, FANGSONG, TABLE_SIZE, "center", line=TABLE_LINE),
    Style(SMALL, FANGSONG, SMALL_SIZE, "center", line=TABLE_LINE),
    Style(SIGNED, align="right", right=4, with_next=True, whole=True, before=LINE),
    Style(NUMBER, SONG, 14, "right", right=1, line=pt(16)),
    Style(EVEN_NUMBER, SONG, 14, "left", left=1, line=pt(16)),
)  # fmt: skip


def add_styles(document: Document) -> None:
    """Put them behind the paper's own."""
    made = parse_xml(
        f"<w:styles {nsdecls('w')}>{''.join(style_xml(one) for one in STYLES)}</w:styles>"
    )
    for one in list(made):
        document.styles.element.append(one)
