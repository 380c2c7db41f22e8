"""XLSX: bytes to rows of the first visible sheet, with what calamine would lose or die of.

calamine gives an error cell and a formula that was never computed as an empty cell, and it ends
the process where two far cells span more than memory holds; so the sheet's XML is looked at first.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineWorkbook

from cases.errors import BadInput
from cases.register.cells import Cell, Raw, Unreadable, cell_of

ROWS: Final = 200_000  # below the headings
COLUMNS: Final = 104  # A to CZ
UNPACKED_BYTES: Final = 400 * 2**20  # of all parts together

NOT_COMPUTED: Final = "公式没有计算结果，应填写数值或者文字"
CELL_ERROR: Final = "单元格是公式错误，应改为数值或者文字"

# A cell right of CZ, or a row or cell with a number of six digits or more; not an empty element.
FAR: Final = re.compile(
    rb"""\sr\s*=\s*["'](?:([A-Za-z]{3,}|[D-Zd-z][A-Za-z])[0-9]+|[A-Za-z]*([0-9]{6,}))["']"""
    rb"""(?!(?:\s+[^\s=<>"'/]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*\s*(?:/>|></))"""
)
FORMULA_OR_ERROR: Final = (b"<f", b":f>", b":f ", b'"e"', b"'e'")  # hints: a closer look follows
# fmt: off
DAMAGED: Final = (  # what zipfile, ElementTree and calamine raise of a file that is none
    CalamineError, ElementTree.ParseError, zipfile.BadZipFile, zlib.error, KeyError, EOFError,
    RuntimeError, OSError, ValueError,
)
# fmt: on

Oddities = dict[int, dict[int, str | Unreadable]]  # by row, then by column, both from 1


def read_workbook(data: bytes, name: str) -> Iterator[tuple[int, list[Cell]]]:
    """The rows of the first visible sheet, from 1, blank ones included."""
    try:
        sheet, xml = _first_sheet(data, name)
        _refuse_far_cells(xml, name)
        oddities = _oddities(xml)
        opened = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(sheet)
        table = opened.to_python(skip_empty_area=False)
    except DAMAGED:
        raise BadInput(f"文件“{name}”已损坏或者不是xlsx表格，请另存为xlsx后再导入") from None
    return _rows(table, oddities)


def _rows(table: list[list[Raw]], oddities: Oddities) -> Iterator[tuple[int, list[Cell]]]:
    for number in range(1, max(len(table), *oddities, 0) + 1):
        cells = [cell_of(raw) for raw in table[number - 1]] if number <= len(table) else []
        for column, cell in oddities.get(number, {}).items():
            cells.extend("" for _ in range(column - len(cells)))
            cells[column - 1] = cell
        yield number, cells


def _first_sheet(data: bytes, name: str) -> tuple[str, bytes]:
    """Name and XML of the first visible worksheet."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        if sum(part.file_size for part in parts.infolist()) > UNPACKED_BYTES:
            raise BadInput(f"文件“{name}”解压后超过{UNPACKED_BYTES // 2**20}MB，请拆分后再导入")
        book = ElementTree.fromstring(_part(parts, "xl/workbook.xml"))  # noqa: S314 no DTD
        links = ElementTree.fromstring(_part(parts, "xl/_rels/workbook.xml.rels"))  # noqa: S314
        targets = {
            link.get("Id"): posixpath.join("/xl", link.get("Target", "")).lstrip("/")
            for link in links
            if link.get("Type", "").endswith("/worksheet")
        }
        for sheet in book.iterfind("{*}sheets/{*}sheet"):
            target = targets.get(_attribute(sheet, "id"))
            if target is not None and sheet.get("state", "visible") == "visible":
                return sheet.get("name", ""), _part(parts, target)
    raise BadInput(f"文件“{name}”中没有可见的工作表")


def _part(parts: zipfile.ZipFile, path: str) -> bytes:
    """The XML of a part; one that declares entities is no spreadsheet's and is taken as damaged."""
    xml = parts.read(path)
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise ElementTree.ParseError(path)
    return xml


def _attribute(element: ElementTree.Element, local_name: str) -> str | None:
    """An attribute in whatever namespace; strict and transitional files differ in theirs."""
    return next((v for k, v in element.items() if k.endswith("}" + local_name)), None)


def _refuse_far_cells(xml: bytes, name: str) -> None:
    for far in FAR.finditer(xml):
        if far[1]:
            raise BadInput(f"文件“{name}”在{COLUMNS}列（CZ列）以外还有内容，请删除多余的列")
        if int(far[2][:9]) > ROWS + 1:
            raise BadInput(f"文件“{name}”超过{ROWS}行，请删除多余的行或者拆分后再导入")


def _oddities(xml: bytes) -> Oddities:
    """Error cells, and formulas without a result: so some programs store text beginning with =."""
    odd: Oddities = {}
    if not any(hint in xml for hint in FORMULA_OR_ERROR):
        return odd
    number = 0
    for _, row in ElementTree.iterparse(io.BytesIO(xml)):  # noqa: S314 no DTD
        if not row.tag.endswith("}row"):
            continue
        number, column = int(row.get("r", number + 1)), 0
        for cell in row:
            column = _column(cell.get("r", "")) or column + 1
            value = _odd_value(cell)
            if value is not None:
                if not (0 < number <= ROWS + 1 and column <= COLUMNS):
                    raise ValueError(f"row {number}, column {column}")
                odd.setdefault(number, {})[column] = value
        row.clear()
    return odd


def _odd_value(cell: ElementTree.Element) -> str | Unreadable | None:
    shown = cell.findtext("{*}v", "")
    if cell.get("t") == "e":
        return Unreadable(shown, CELL_ERROR)
    formula = cell.find("{*}f")
    if formula is None or shown or cell.get("t") == "str":
        return None
    return f"={formula.text}" if formula.text else Unreadable("=", NOT_COMPUTED)


def _column(reference: str) -> int:
    """1 for A, 27 for AA; 0 where the cell names none."""
    number = 0
    for letter in reference.rstrip("0123456789").upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
