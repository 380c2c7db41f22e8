"""The annual table as a file: .json and .csv for machines, .xlsx and .docx as printed."""

import csv
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Final

from cases.annual.export_docx import docx_table
from cases.annual.export_xlsx import xlsx_table
from cases.annual.layout import LABEL_COLUMNS, label_path
from cases.errors import BadInput
from cases.law.annual import COLUMN_LABELS, COLUMNS, AnnualTable, rows_of
from cases.law.section_four import SectionFour

CSV_HEADING: Final = (
    "编制单位", "年度", "一级项目", "二级项目", "三级项目", *COLUMN_LABELS.values(),
)  # fmt: skip
# What a spreadsheet takes for a formula at the start of a cell, the full-width signs too.
FORMULA_SIGNS: Final = tuple("=+-@＝＋－＠\t\r")
MEDIA_TYPES: Final = {
    ".json": "application/json",
    ".csv": "text/csv",  # the charset is added as it is sent
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def write_table(table: AnnualTable, path: Path, four: SectionFour | None = None) -> None:
    """Write the table to `path` in the kind that its ending names; BadInput where it cannot be."""
    content = render(table, path.suffix, four)
    try:
        path.write_bytes(content)
    except OSError as failure:
        raise BadInput(f"文件“{path}”不能写入，请检查目录是否存在、是否有写入权限。") from failure


def render(table: AnnualTable, ending: str, four: SectionFour | None = None) -> bytes:
    """The table as one file, always the same bytes; `ending` is a key of MEDIA_TYPES.

    Section 四, where it is given, stands beside it in every kind but .csv.
    """
    check_ending(ending)
    _assert_whole(table)
    return RENDERERS[ending.lower()](table, four)


def check_ending(ending: str) -> None:
    """BadInput where no kind of file has that ending."""
    if ending.lower() not in RENDERERS:
        expected = "、".join(RENDERERS)
        found = f"是“{ending}”" if ending else "没有扩展名"
        raise BadInput(f"年度报告表的文件扩展名应当是{expected}之一，实际{found}。")


def _assert_whole(table: AnnualTable) -> None:
    """Only a bug makes a table with other rows than its form has, or with other than 7 figures."""
    assert set(table.rows) == {row.key for row in rows_of(table.form)}, table.form
    assert all(len(figures) == len(COLUMNS) for figures in table.rows.values())


def json_table(table: AnnualTable, four: SectionFour | None = None) -> bytes:
    """The contract's JSON, one row a line, in the order of the form.

    `table4` is there where there is one: a section 四 that counts anything.
    """
    rows = ",\n".join(
        f'  "{row.key}": {json.dumps(list(table.rows[row.key]))}' for row in rows_of(table.form)
    )
    organ = json.dumps(table.organ, ensure_ascii=False)
    head = f' "organ": {organ},\n "year": {table.year},\n "form": "{table.form}",\n'
    tail = ""
    if four is not None and any(four.numbers):
        groups = ",\n".join(f'  "{key}": {json.dumps(row)}' for key, row in four.record().items())
        tail = f',\n "table4": {{\n{groups}\n }}'
    return f'{{\n{head} "rows": {{\n{rows}\n }}{tail}\n}}\n'.encode()


def csv_table(table: AnnualTable, _: SectionFour | None = None) -> bytes:
    """One line a row, its labels in three columns; a byte order mark tells Excel it is UTF-8.

    Section 四 has other columns and stands in no line of it.
    """
    text = StringIO(newline="")
    sheet = csv.writer(text)
    sheet.writerow(CSV_HEADING)
    for row in rows_of(table.form):
        path = label_path(row.key)
        labels = (*path, *[""] * (LABEL_COLUMNS - len(path)))
        words = (table.organ, table.when, *labels)
        sheet.writerow((*map(as_text, words), *table.rows[row.key]))
    return text.getvalue().encode("utf-8-sig")


def as_text(words: str) -> str:
    """The words with an apostrophe before them where a spreadsheet would compute them."""
    return f"'{words}" if words.lstrip(" ").startswith(FORMULA_SIGNS) else words


RENDERERS: Final[dict[str, Callable[[AnnualTable, SectionFour | None], bytes]]] = {
    ".json": json_table,
    ".csv": csv_table,
    ".xlsx": xlsx_table,
    ".docx": docx_table,
}
assert RENDERERS.keys() == MEDIA_TYPES.keys()
