"""A worklist as a spreadsheet: no number of a paper or telephone."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from cases.law.annual import CLASS_LABELS
from cases.law.clock_rules import STATE_LABELS
from cases.law.identity import masked_text
from cases.web.api_worklists import WorklistRow
from cases.web.spreadsheet import MOST_LINES, Cell, xlsx_list
from cases.worklists import Worklist

# fmt: off
COLUMNS: Final = (
    # heading, width in characters
    ("登记编号", 26), ("单位", 24), ("申请人", 16), ("申请人类别", 14), ("申请内容", 48),
    ("收到日期", 12), ("{day}", 14), ("剩余工作日", 11), ("答复期限", 12), ("期限状态", 14),
    ("暂定", 6), ("期限提示", 9), ("下一步", 26),
)
# fmt: on


def cells(row: WorklistRow) -> tuple[Cell, ...]:
    """One line in the order of COLUMNS; what looks like a personal number in a text is masked."""
    return (
        row.number,
        row.organ_name,
        masked_text(row.applicant_name),
        CLASS_LABELS[row.applicant_class],
        masked_text(row.request),
        row.received_on,
        row.day,
        row.workdays_left,
        row.answer_due,
        "期限无法计算" if row.trouble else STATE_LABELS[row.clock_state],
        "暂定" if row.provisional else "",
        row.warnings or None,
        row.step.label,
    )


def xlsx_worklist(
    worklist: Worklist, rows: Sequence[WorklistRow], today: date, *, is_cut: bool
) -> bytes:
    """The list as a workbook of one sheet; it says where lines were left out."""
    cut = f"清单超过{MOST_LINES}件，本表只列前{MOST_LINES}件。" if is_cut else ""
    return xlsx_list(
        "期限清单",
        f"{worklist.label}（{today}）",
        f"{worklist.holds}共列{len(rows)}件。{cut}",
        [(heading.format(day=worklist.day_label), width) for heading, width in COLUMNS],
        [cells(row) for row in rows],
    )
