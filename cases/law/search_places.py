"""The checklist of places of a search record (检索记录的检索地点): what kinds there are, what is there.

Courts look at where, by whom and how was searched, and want it 充分、合理. letters.md §5.2 (practice).
The checklist is closed and is shown, never a gate: a township without a 业务系统 says so.
"""

from collections.abc import Collection
from enum import StrEnum
from typing import Final


class PlaceKind(StrEnum):
    """检索地点类别: the kinds of places, in the order in which they are offered."""

    DOCUMENT_SYSTEM = "document_system"
    ARCHIVE_ROOM = "archive_room"
    BUSINESS_SYSTEM = "business_system"
    TRANSFER_LIST = "transfer_list"
    OFFICE = "office"
    FINANCE = "finance"
    PREDECESSOR = "predecessor"
    OTHER = "other"

    @property
    def label(self) -> str:
        """As forms and the search record name it."""
        return PLACE_LABELS[self]

    @property
    def hint(self) -> str:
        """What to look at there, one sentence for the officer."""
        return PLACE_HINTS[self]


PLACE_LABELS: Final = {
    PlaceKind.DOCUMENT_SYSTEM: "电子公文系统",
    PlaceKind.ARCHIVE_ROOM: "档案室、归档目录",
    PlaceKind.BUSINESS_SYSTEM: "业务系统",
    PlaceKind.TRANSFER_LIST: "移交档案馆清单",
    PlaceKind.OFFICE: "业务科室",
    PlaceKind.FINANCE: "财务",
    PlaceKind.PREDECESSOR: "前身机构",
    PlaceKind.OTHER: "其他",
}
assert set(PLACE_LABELS) == set(PlaceKind)

# convention: the wording of the hints is ours
PLACE_HINTS: Final = {
    PlaceKind.DOCUMENT_SYSTEM: (
        "按标题、文号、来文单位和日期检索收文、发文以及办理过程中的文件，标题不同的，还应当检索正文。"
    ),
    PlaceKind.ARCHIVE_ROOM: (
        "按年度逐卷核对归档目录、案卷目录和卷内目录，目录记载不全的，调阅原卷查找。"
    ),
    PlaceKind.BUSINESS_SYSTEM: (
        "在审批、执法、登记等业务系统中，按当事人、地址、项目名称和办件编号检索，并查看所附材料。"
    ),
    PlaceKind.TRANSFER_LIST: (
        "核对向国家档案馆移交档案的清单和交接文据，查明是否移交、何时移交、移交期限是否届满。"
    ),
    PlaceKind.OFFICE: (
        "请承办过有关事项的科室书面说明是否制作、获取和保存，并查找科室自存的纸质和电子文件。"
    ),
    PlaceKind.FINANCE: "查找会计凭证、合同、付款审批和工程结算资料及其所附文件。",
    PlaceKind.PREDECESSOR: (
        "查明机构改革前由哪个机构行使有关职责，查找其移交的档案和交接清单，并向承接的机关核实。"
    ),
    PlaceKind.OTHER: "写明检索地点的名称，例如派出机构、临时机构、受委托单位或者原经办人。",
}
assert set(PLACE_HINTS) == set(PlaceKind)

# 其他 has no end, so that nobody can be asked to have looked there
CHECKLIST: Final = tuple(kind for kind in PlaceKind if kind is not PlaceKind.OTHER)

# practice: ten keyword searches and one office were held to be no sufficient search (街道办, 2023)
KEYWORDS_ALONE_FAIL: Final = (
    "仅作关键词检索，曾被认定为未尽充分、合理的检索义务，"
    "请对照检索地点清单逐一查找，并记明检索的载体、人员和方法。"
)
# practice: loss in a move was given as the reason (花木街道, 2013)
LOSS_IS_NO_OUTCOME: Final = (
    "文件遗失不等于政府信息不存在，请向共同制作、收文、报送等可能留有副本的单位继续查找。"
)


def unsearched(kinds: Collection[PlaceKind]) -> tuple[PlaceKind, ...]:
    """The kinds of the checklist not yet looked at, in its order; 其他 is never among them."""
    return tuple(kind for kind in CHECKLIST if kind not in kinds)
