"""The styles of official papers under their Chinese names, each with the official font.

Every style names the font for all four kinds of character; a program that finds w:eastAsia missing
sets Chinese text in a font of its own choice. `REGULAR` is 正文 of the standard, on which all stand.
"""

from dataclasses import dataclass
from typing import Final

from cases.letters.building.measures import (
    BODY_SIZE,
    CHARACTER,
    LINE,
    NARROWER,
    NUMBER_BELOW_RULE,
    PAGE_NUMBER_SIZE,
    POINT,
    TITLE_SIZE,
    pt,
)

FANGSONG: Final = "仿宋_GB2312"
TITLE_FACE: Final = "方正小标宋简体"
HEI: Final = "黑体"
SONG: Final = "宋体"
# 5.2.2: 如无特殊说明，公文格式各要素一般用3号仿宋体字; the standard excepts no figures or letters.
# One face also keeps “ ” full width, which a Latin face would narrow (convention).
LATIN_FACE: Final[str | None] = None  # None: figures and letters in the face of the style

FORM_TITLE_SIZE: Final = 18  # 小2号 (convention)
TABLE_SIZE: Final = 12  # 小4号 (convention)
POSTCODE_SIZE: Final = 18  # (convention)
TABLE_LINE: Final = pt(20)
FORM_TEXT_LINE: Final = pt(22)
SMALL_GAP: Final = pt(6)
# Twips taken from between characters of a size: the grid's 28 on a line; and a case number on one
# line of a narrow cell, also in stand-ins whose figures are wider (convention)
CLOSER: Final[dict[float, int]] = {BODY_SIZE: NARROWER, TABLE_SIZE: -5}


@dataclass(frozen=True)
class Style:
    """One paragraph style; lengths in twips, sizes in points, indents in characters."""

    name: str
    face: str = FANGSONG
    size: float = BODY_SIZE
    align: str = "both"
    first: int = 0  # characters that the first line is indented, negative: that it hangs out
    left: int = 0
    right: int = 0
    before: int = 0
    after: int = 0
    line: int | None = LINE  # exact; None: as high as what stands in it
    with_next: bool = False  # stays on the page of the paragraph after it
    whole: bool = False  # is not divided between pages
    joined: bool = False  # no space to another paragraph of the same style
    color: str | None = None
    level: int | None = None  # outline level, for the navigation pane and screen readers


REGULAR: Final = "Normal"
TEXT: Final = "公文正文"
TITLE: Final = "公文标题"
FORM_TITLE: Final = "表单标题"
FORM_LINE: Final = "表单说明"
FORM_TEXT: Final = "表单正文"
MARK: Final = "发文机关标志"
LONG_MARK: Final = "发文机关标志（长）"
NARROW_MARK: Final = "发文机关标志（窄）"
NUMBER: Final = "发文字号"
LETTER_NUMBER: Final = "发文字号（信函）"
ADDRESSEE: Final = "主送"
ATTACHMENT: Final = "附件说明"
SEAL_ROOM: Final = "用印处"
SIGNATURE: Final = "落款"
DATE: Final = "成文日期"
CONTACT: Final = "联系人"
HEADING: Final = "小标题"
LABEL: Final = "表格栏目"
CELL: Final = "表格文字"
SHORT_CELL: Final = "表格短栏"
SIGN: Final = "签字"
GAP: Final = "表间"
WRITING: Final = "手写行"
CONTROL: Final = "模板指令"
PICTURE: Final = "二维码"
PAGE_RIGHT: Final = "单页码"
PAGE_LEFT: Final = "双页码"
RULE: Final = "红色双线"
POSTCODE: Final = "邮政编码"
RECIPIENT: Final = "收件人"
REFERENCE: Final = "函件编号"
SENDER: Final = "寄件人"

DATE_WIDTH: Final = 6.5  # characters: 2026年1月1日 has 6, 2026年10月10日 has 7
DATE_FROM_RIGHT: Final = 4  # 7.3.5.1: 成文日期一般右空四字编排

STYLES: Final = (
    Style(REGULAR),
    Style(TEXT, first=2),
    Style(TITLE, TITLE_FACE, TITLE_SIZE, "center", with_next=True, whole=True, level=0),
    Style(FORM_TITLE, TITLE_FACE, FORM_TITLE_SIZE, "center", after=pt(8), with_next=True, level=0),
    Style(FORM_LINE, size=TABLE_SIZE, align="left", line=TABLE_LINE, after=pt(3), with_next=True),
    Style(FORM_TEXT, size=14, first=2, line=FORM_TEXT_LINE, before=pt(2), after=pt(2)),
    Style(MARK, TITLE_FACE, 36, "center", line=pt(42), whole=True, color="FF0000"),
    Style(LONG_MARK, TITLE_FACE, 26, "center", line=pt(32), whole=True, color="FF0000"),
    Style(NARROW_MARK, TITLE_FACE, 22, "center", line=pt(28), whole=True, color="FF0000"),
    Style(NUMBER, align="right", with_next=True),
    Style(
        LETTER_NUMBER, align="right", before=NUMBER_BELOW_RULE, after=2 * LINE, with_next=True
    ),
    Style(ADDRESSEE, align="left", before=LINE, with_next=True),
    Style(ATTACHMENT, align="left", left=5, first=-3, before=LINE, with_next=True, joined=True),
    Style(SEAL_ROOM, align="center", before=LINE, with_next=True),
    Style(SIGNATURE, align="center", with_next=True, whole=True),
    Style(DATE, align="center", with_next=True, whole=True),
    Style(CONTACT, align="left", first=2, whole=True),
    Style(HEADING, HEI, 14, "left", before=SMALL_GAP, after=pt(3), with_next=True, level=1,
          line=FORM_TEXT_LINE),
    Style(LABEL, HEI, TABLE_SIZE, "center", line=TABLE_LINE),
    Style(CELL, size=TABLE_SIZE, align="left", line=TABLE_LINE),
    Style(SHORT_CELL, size=TABLE_SIZE, align="center", line=TABLE_LINE),
    Style(SIGN, size=TABLE_SIZE, align="center", line=TABLE_LINE),
    Style(GAP, size=6, line=SMALL_GAP),
    Style(WRITING, size=14, line=pt(26)),
    Style(CONTROL, size=9, align="left", line=pt(14), color="7F7F7F"),
    Style(PICTURE, align="center", line=None, before=pt(6), whole=True),
    Style(PAGE_RIGHT, SONG, PAGE_NUMBER_SIZE, "right", right=1, line=pt(16)),
    Style(PAGE_LEFT, SONG, PAGE_NUMBER_SIZE, "left", left=1, line=pt(16)),
    Style(RULE, size=1, line=pt(1)),
    Style(POSTCODE, size=POSTCODE_SIZE, align="left", line=pt(24)),
    Style(RECIPIENT, align="left", line=pt(25)),
    Style(REFERENCE, size=10.5, align="left", line=pt(14)),
    Style(SENDER, size=12, align="right", line=pt(18)),
)  # fmt: skip
# No lone lines, no hyphens, Chinese rules for the ends of lines. Off is the quarter space between
# Chinese and figures, or 28 characters would not fill a line; and the page's grid, since styles
# keep its pitch by themselves: LibreOffice gives a character wider than its cell two cells.
# Figures are never divided (7.3.3): w:wordWrap stays as the schema has it.
TYPESETTING: Final = (
    "<w:widowControl/><w:suppressAutoHyphens/><w:kinsoku/><w:overflowPunct/>"
    '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
)
BY_NAME: Final = {style.name: style for style in STYLES}


def styles_xml() -> str:
    """word/styles.xml: the defaults of the paper and all styles."""
    return (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(FANGSONG)}{_size(BODY_SIZE)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        + "".join(style_xml(style) for style in STYLES)
        + '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        "</w:style></w:styles>"
    )


def style_xml(style: Style) -> str:
    """One style, based on 正文."""
    regular = style.name == REGULAR
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.name}" '
        + ('w:default="1">' if regular else 'w:customStyle="1">')
        + f'<w:name w:val="{style.name}"/>'
        + ("" if regular else f'<w:basedOn w:val="{REGULAR}"/>')
        + f"<w:qFormat/><w:pPr>{_paragraph(style)}</w:pPr><w:rPr>{_characters(style)}</w:rPr>"
        "</w:style>"
    )


def _paragraph(style: Style) -> str:
    """The properties in the order that the schema wants; some only once, for all styles."""
    return (
        _flag("keepNext", style.with_next)
        + _flag("keepLines", style.whole)
        + (TYPESETTING if style.name == REGULAR else "")
        + _spacing(style)
        + _indents(style)
        + _flag("contextualSpacing", style.joined)
        + f'<w:jc w:val="{style.align}"/>'
        + ("" if style.level is None else f'<w:outlineLvl w:val="{style.level}"/>')
    )


def _flag(name: str, on: bool) -> str:
    return f"<w:{name}/>" if on else ""


def _spacing(style: Style) -> str:
    height = (
        'w:line="240" w:lineRule="auto"'
        if style.line is None
        else f'w:line="{style.line}" w:lineRule="exact"'
    )
    return f'<w:spacing w:before="{style.before}" w:after="{style.after}" {height}/>'


def _indents(style: Style) -> str:
    """In characters, as WPS and Word show them; in twips for programs that do not know those."""
    by_character = round((style.size + (CHARACTER - BODY_SIZE)) * POINT)
    given = (
        ("left", style.left),
        ("right", style.right),
        ("firstLine", max(style.first, 0)),
        ("hanging", max(-style.first, 0)),
    )
    said = "".join(
        f' w:{side}Chars="{count * 100}" w:{side}="{count * by_character}"'
        for side, count in given
        if count
    )
    return f"<w:ind{said}/>" if said else ""


def _characters(style: Style) -> str:
    return (
        _fonts(style.face)
        + (f'<w:color w:val="{style.color}"/>' if style.color else "")
        + f'<w:spacing w:val="{CLOSER.get(style.size, 0)}"/>'
        + _size(style.size)
    )


def _fonts(face: str) -> str:
    latin = LATIN_FACE or face
    return (
        f'<w:rFonts w:hint="eastAsia" w:ascii="{latin}" w:hAnsi="{latin}" '
        f'w:eastAsia="{face}" w:cs="{latin}"/>'
    )


def _size(points: float) -> str:
    halves = round(points * 2)
    return f'<w:sz w:val="{halves}"/><w:szCs w:val="{halves}"/>'
