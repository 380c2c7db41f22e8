"""文号登记簿 as a spreadsheet: voided numbers with their reason."""

from collections.abc import Sequence
from typing import Final

from cases.law.identity import masked_text
from cases.schemas_numbering import LetterNumberOut
from cases.settings import CHINA
from cases.web.spreadsheet import MOST_LINES, Cell, xlsx_list

# fmt: off
COLUMNS: Final = (
    # heading, width in characters
    ("文号", 30), ("系列", 6), ("序号", 8), ("文书", 30), ("代号", 8), ("登记编号", 26),
    ("编号日期", 12), ("编号人", 14), ("作废时间", 18), ("作废原因", 40),
)
# fmt: on


def cells(row: LetterNumberOut) -> tuple[Cell, ...]:
    """One line in the order of COLUMNS; what looks like a personal number in a text is masked."""
    voided = row.voided_at
    return (
        row.number,
        row.label,
        row.seq,
        masked_text(row.title),
        row.code,
        row.case_number,
        row.issued_on,
        row.issued_by,
        voided.astimezone(CHINA).strftime("%Y-%m-%d %H:%M") if voided else None,
        masked_text(row.void_reason) if row.void_reason else None,
    )


def xlsx_register(organ: str, year: int, rows: Sequence[LetterNumberOut], *, is_cut: bool) -> bytes:
    """The register as a workbook of one sheet; it says where lines were left out."""
    cut = f"超过{MOST_LINES}行，本表只列前{MOST_LINES}行。" if is_cut else ""
    return xlsx_list(
        "文号登记簿",
        f"{organ} {year}年文号登记簿",
        f"共列{len(rows)}个文号，已作废的以删除线标出。{cut}",
        COLUMNS,
        [cells(row) for row in rows],
        struck={place for place, row in enumerate(rows) if row.voided_at is not None},
    )
