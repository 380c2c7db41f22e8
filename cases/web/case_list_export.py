"""案件列表 as a spreadsheet: what the page shows, with the filters and the moment above it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cases.law.annual import CLASS_LABELS, ApplicantClass
from cases.law.identity import masked_text
from cases.settings import CHINA
from cases.states import STATE_LABELS, State
from cases.web.search_views import Line
from cases.web.spreadsheet import Cell, xlsx_list
from cases.web.views import channel_label, row_label

SPREADSHEET: Final = ".xlsx"
# fmt: off
COLUMNS: Final = (
    # heading, width in characters
    ("登记编号", 28), ("单位", 24), ("状态", 12), ("申请人", 20), ("申请人类别", 16), ("申请方式", 12),
    ("申请内容", 60), ("标签", 20), ("收到日期", 12), ("答复期限", 12), ("期限情况", 12), ("答复日期", 12),
    ("办理结果", 20),
)
# fmt: on


@dataclass(frozen=True)
class Exported:
    """What stands above an exported list: its filters and order in words, by whom and when."""

    filters: str
    order: str
    officer: str
    at: datetime


def cells(line: Line, now: Exported) -> tuple[Cell, ...]:
    """One line in the order of COLUMNS; what looks like a number of a person in a text is masked."""
    return (
        line.number,
        line.organ_name,
        STATE_LABELS[State(line.state)],
        masked_text(line.applicant_name),
        CLASS_LABELS[ApplicantClass(line.applicant_class)],
        channel_label(line.channel),
        masked_text(line.request),
        "、".join(line.tags),
        line.received_on,
        line.answer_due,
        standing(line, now),
        line.answered_on,
        row_label(line.annual_row),
    )


def standing(line: Line, now: Exported) -> str:
    """期限情况 in a word: late, provisional; nothing where all is well."""
    if line.answered_on is not None:
        return "逾期答复" if line.timely is False else ""
    today = now.at.astimezone(CHINA).date()
    if line.answer_due is not None and line.answer_due < today:
        return "已逾期"
    return "暂定" if line.provisional else ""


def xlsx_cases(now: Exported, lines: Sequence[Line]) -> bytes:
    """The list as a workbook of one sheet."""
    moment = now.at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
    return xlsx_list(
        "案件列表",
        "政府信息公开申请案件列表",
        f"查找条件：{now.filters}。{now.order}，共{len(lines)}件。{now.officer}于{moment}导出。",
        COLUMNS,
        [cells(line, now) for line in lines],
    )
