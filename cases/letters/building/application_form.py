"""政府信息公开申请表 (P1, letters.md §5.3): blank, for a natural person or an organisation.

It asks for what 条例第二十九条第二款 names, and for nothing else: no 用途, no 减免.
"""

from functools import cache
from typing import Final

from docx.document import Document

from cases.law.application import CARRIER_LABELS, ROUTE_LABELS
from cases.law.letter_parts import Heading, Rows, Signs
from cases.letters.building import styles
from cases.letters.building.blank import empty, packed
from cases.letters.building.page import number_pages, set_page
from cases.letters.building.tables import add_gap, add_rows, add_signs

TITLE: Final = "政府信息公开申请表"
PERSON, ORGANISATION = "natural-person.docx", "organisation.docx"
FORMS: Final = {PERSON: "自然人", ORGANISATION: "法人或者其他组织"}
ROOM: Final = "\n\n\n\n"  # lines to write on
Row = tuple[tuple[str, str], ...]


def _boxes(labels: tuple[str, ...]) -> str:
    return "　".join(f"□{label}" for label in labels)


# fmt: off
CONTACT: Final[tuple[Row, ...]] = (
    (("通信地址", ""),),
    (("邮政编码", ""), ("联系电话", "")),
    (("传真", ""), ("电子邮箱", "")),
)
WHO: Final[dict[str, tuple[Row, ...]]] = {
    # 姓名或者名称、身份证明、联系方式 (29(2)(一))
    PERSON: (
        (("姓名", ""), ("工作单位", "")),
        (("证件名称", ""), ("证件号码", "")),
        *CONTACT,
    ),
    ORGANISATION: (
        (("名称", ""),),
        (("社会信用代码", ""),),
        (("单位类别", _boxes(("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"))),),
        (("法定代表人", ""), ("联系人", "")),
        *CONTACT,
    ),
}
AGENT: Final[tuple[Row, ...]] = (
    (("代理人姓名", ""), ("联系电话", "")),
    (("证件名称", ""), ("证件号码", "")),
)
WHAT: Final[tuple[Row, ...]] = (
    # 名称、文号或者其他特征性描述 (29(2)(二))
    (("名称或者其他特征性描述", ROOM),),
    (("文号", ""), ("索引号", "")),
    # 形式要求，包括获取信息的方式、途径 (29(2)(三))
    (("获取信息的方式", _boxes(tuple(CARRIER_LABELS.values()))),),
    (("获取信息的途径", _boxes(tuple(ROUTE_LABELS.values()))),),
    (("不能按上述形式提供时", "□接受其他形式　□不接受其他形式"),),
)
HELP: Final[tuple[Row, ...]] = ((("需要的帮助", ""),),)  # 43
# fmt: on
NOTES: Final = (
    "一件申请一般只写一项内容；请写明具体的名称、文号、时间，避免使用“等”“所有”“相关”。",
    "信访、投诉、举报和咨询不属于政府信息公开申请，请通过相应渠道提出。",
    "工作单位、文号、索引号不清楚的可以不填；不需要说明申请的用途。",
)
ENCLOSED: Final = {
    PERSON: "附：身份证复印件；委托代理人的，另附授权委托书和代理人身份证复印件。",
    ORGANISATION: (
        "附：加盖公章的营业执照等证照复印件、法定代表人身份证明；"
        "委托代理人的，另附授权委托书和代理人身份证复印件。"
    ),
}
SIGNED: Final = {PERSON: "申请人（签名）", ORGANISATION: "申请单位（盖章）"}


@cache
def application_form(name: str, organ: str) -> bytes:
    """The blank form of that name, to this organ."""
    document = empty(TITLE)
    number_pages(set_page(document))
    document.add_paragraph(TITLE, styles.FORM_TITLE)
    document.add_paragraph(f"（{FORMS[name]}）", styles.FORM_LINE)
    document.add_paragraph(f"受理机关：{organ}", styles.FORM_TEXT)
    add_gap(document)
    for title, rows in (
        ("申请人", WHO[name]),
        ("代理人（没有的不填）", AGENT),
        ("所申请的政府信息", WHAT),
        ("阅读、视听等方面需要帮助的，请写明", HELP),
    ):
        _add(document, Heading(title), rows)
    for note in (*NOTES, ENCLOSED[name]):
        document.add_paragraph(note, styles.FORM_TEXT)
    add_gap(document)
    add_signs(document, Signs((SIGNED[name], "日期")))
    return packed(document)


def _add(document: Document, heading: Heading, rows: tuple[Row, ...]) -> None:
    document.add_paragraph(heading.text, styles.HEADING)
    add_rows(document, Rows(rows))
