"""What the pages of 版本 are shown with: one edition, and one whose every part is ugly."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID

from cases.annual import layout_four
from cases.annual.layout import grid_of
from cases.annual.versions import VERSION_LABELS
from cases.law import section_four
from cases.law.annual import COLUMNS, AnnualTable, Form, form_of, rows_of
from cases.web.edition_views import (
    KINDS_OF_FILES,
    CaseChangeOut,
    CellChangeOut,
    DifferenceOut,
    EditionOut,
)
from tests.pages.content import HERE, MOMENT, TODAY, UGLY, frame, number, table_page

LONG_NUMBER = "YSQ-370783-zrzy-2025-0001-并案-" + "9" * 40


def edition_out(**given: Any) -> EditionOut:
    made: dict[str, Any] = {
        "number": 1, "form": "2021", "automatic": True, "reason": "", "cases": 12345,
        "events": 1234567, "position": "ab" * 32, "digest": "cd" * 32,
        "versions": dict.fromkeys(VERSION_LABELS, "工作日历第12版（f00dfeedcafe）"),
        "differences": [], "made_by": "系统（年初自动定版）", "made_at": MOMENT, "confirmed_by": None,
        "confirmed_at": None, "new_received": 123456, "carried_in": 1234, "total_processed": 123456,
        "carried_out": 1234,
    }  # fmt: skip
    return EditionOut(**made | given)


UGLY_EDITION = edition_out(
    number=27, reason=UGLY, automatic=False, made_by=UGLY[:60], confirmed_by=UGLY[:60],
    confirmed_at=MOMENT,
    differences=[{"number": LONG_NUMBER, "words": f"2024年列在“自然人”，2025年{UGLY}"}],
)  # fmt: skip
DIFFERENCE = DifferenceOut(
    before=26,
    after=27,
    cells=[
        CellChangeOut(
            row="other_overdue_correction", column="total",
            label="“1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请”的“社会公益组织”",
            before=123456789, after=987654321,
        )
    ],
    cases=[CaseChangeOut(case_id=UUID(int=1), number=LONG_NUMBER, words=UGLY)],
)  # fmt: skip


def table_of(figure: int = 7) -> AnnualTable:
    rows = {row.key: (figure,) * len(COLUMNS) for row in rows_of(Form.FORM_2021)}
    return AnnualTable(HERE.name, 2025, Form.FORM_2021, rows)


def edition_page(**given: Any) -> dict[str, Any]:
    table = table_of()
    context = {
        "organ": HERE, "table": table, "grid": grid_of(form_of(2025)),
        "four": section_four.section_four(HERE.name, 2025, []), "four_title": section_four.TITLE,
        "four_header": layout_four.HEADER, "four_columns": layout_four.COLUMNS,
        "edition": edition_out(), "newest": 1, "broken": [], "difference": None,
        "base": "/annual-tables/370783/2025/editions/1", "kinds": KINDS_OF_FILES,
        "may_confirm": True, "form": "",
    }  # fmt: skip
    return frame(path="/annual-tables/370783/2025/editions/1", **context | given)


def line(number_: str = "YSQ-370783-2025-0001", **given: Any) -> SimpleNamespace:
    made: dict[str, Any] = {
        "case_id": number("case"), "number": number_, "applicant_class": "natural_person",
        "received_on": TODAY, "answered_on": None, "annual_row": None, "events": 12,
    }  # fmt: skip
    return SimpleNamespace(**made | given)


def cell(**given: Any) -> dict[str, Any]:
    context = {
        "organ": HERE, "year": 2025, "number": 1, "title": "2025年第1版 · （一）予以公开 · 自然人",
        "count": 2, "after": "", "next": "YSQ-1", "back": "/annual-tables/370783/2025/editions/1",
        "lines": [
            line(),
            line(LONG_NUMBER, applicant_class="public_welfare", answered_on=TODAY,
                 annual_row="other_overdue_correction", events=123456),
        ],
    }  # fmt: skip
    return frame(path="/annual-tables/370783/2025/editions/1/cells/x/y", **context | given)


FOUR = {
    "lines": [
        SimpleNamespace(case_id=number("case"), number=1, case_number=LONG_NUMBER),
        SimpleNamespace(case_id=number("case"), number=12, case_number="YSQ-370783-2025-0001"),
    ]
}
EDITIONS_SHOWN: dict[str, tuple[str, dict[str, Any]]] = {
    "annual table with editions": (
        "annual_table.html",
        table_page(
            Form.FORM_2021, 2025, may_freeze=True, editions=[UGLY_EDITION, edition_out()]
        ),
    ),
    "annual table that could not be frozen": (
        "annual_table.html",
        table_page(
            Form.FORM_2021, 2025, may_freeze=True, values={"reason": UGLY},
            faults={"reason": "已有第1版，制作新的版本应说明理由，不少于4个字"},
        )
        | {"form": "freeze"},
    ),
    "edition": ("edition.html", edition_page()),
    "edition that is ugly": (
        "edition.html",
        edition_page(edition=UGLY_EDITION, newest=28, difference=DIFFERENCE, may_confirm=False),
    ),
    "cases of an edition": ("edition_cell.html", cell()),
    "no cases of an edition": ("edition_cell.html", cell(lines=[], count=0, next="")),
    "challenges of an edition": ("edition_cell_four.html", cell(**FOUR)),
    "no challenges of an edition": ("edition_cell_four.html", cell(lines=[])),
}  # fmt: skip
