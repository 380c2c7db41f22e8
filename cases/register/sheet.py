"""A register's file (xlsx or csv) to headings and cells; nothing is known here of their meaning."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from cases.errors import BadInput
from cases.register.cells import BLANKS, Cell, text_of
from cases.register.columns import COLUMN, REFUSED, REQUIRED
from cases.register.separated import read_separated
from cases.register.workbook import COLUMNS, ROWS, read_workbook

FILE_BYTES: Final = 50 * 2**20
HEADING_CHARACTERS: Final = 100

ZIP: Final = b"PK\x03\x04"
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old .xls, .et, and every encrypted workbook
ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
LINE_BREAK: Final = re.compile(r"\s*[\n\t]\s*")
NONE_UNTITLED: Final[Mapping[int, Cell]] = MappingProxyType({})


@dataclass(frozen=True)
class SheetRow:
    """One row that holds something: its number as a person sees it, and its filled cells."""

    number: int
    cells: dict[str, Cell]  # by heading, in the order of the file
    untitled: Mapping[int, Cell]  # by column from 1, where the column has no heading


@dataclass(frozen=True)
class Sheet:
    """The headings, in the order of the file, and the rows below them that hold something."""

    headings: tuple[str, ...]
    rows: tuple[SheetRow, ...]


def read_sheet(data: bytes, name: str) -> Sheet:
    """The sheet in a file, told by its content; BadInput where it cannot be read as a register."""
    if not data:
        raise BadInput(f"文件“{name}”是空的")
    if len(data) > FILE_BYTES:
        raise BadInput(f"文件“{name}”超过{FILE_BYTES // 2**20}MB，请拆分后再导入")
    if data.startswith(OLE):
        raise BadInput(_old_or_encrypted(data, name))
    if data.startswith(ZIP):
        return _sheet(read_workbook(data, name), name)
    if data.lstrip().startswith(b"<"):
        raise BadInput(f"文件“{name}”的内容是网页，不是表格，请用表格软件打开后另存为xlsx")
    return _sheet(read_separated(data, name), name)


def _old_or_encrypted(data: bytes, name: str) -> str:
    if ENCRYPTED in data:
        return f"文件“{name}”已加密，请取消密码后再导入"
    return f"文件“{name}”是旧格式（xls），请用表格软件打开后另存为xlsx"


def _sheet(records: Iterator[tuple[int, list[Cell]]], name: str) -> Sheet:
    for number, record in records:
        if any(record):
            headings = _headings([text_of(cell) for cell in record], number, name)
            rows = tuple(_rows(records, headings, name))
            return Sheet(tuple(filter(None, headings)), rows)
    raise BadInput(f"文件“{name}”没有内容，第1行应为标题")


def _headings(titles: list[str], number: int, name: str) -> list[str]:
    """The headings, with an empty one where a column has none; BadInput names what is wrong."""
    headings = [_heading(title) for title in titles]
    while headings and not headings[-1]:
        headings.pop()
    if len(headings) > COLUMNS:
        raise BadInput(f"文件“{name}”第{number}行的标题超过{COLUMNS}列")
    seen: dict[str, int] = {}
    for column, heading in enumerate(headings, 1):
        if len(heading) > HEADING_CHARACTERS or REFUSED.search(heading):
            raise BadInput(f"文件“{name}”第{number}行第{column}列的标题过长或者含有控制字符")
        if heading and (first := seen.setdefault(heading, column)) != column:
            raise BadInput(
                f"文件“{name}”的标题“{heading}”出现两次（第{first}列和第{column}列），只应有一个"
            )
    missing = [heading for heading in REQUIRED if heading not in seen]
    if len(missing) == len(REQUIRED):
        raise BadInput(f"文件“{name}”第{number}行不是标题：应有{'、'.join(REQUIRED)}等列")
    if missing:
        raise BadInput(f"文件“{name}”第{number}行缺少标题：{'、'.join(missing)}")
    return headings


def _heading(title: str) -> str:
    """A known heading in its plain form, whatever its width and blanks; another as written."""
    plain = "".join(c for c in unicodedata.normalize("NFKC", title) if c not in BLANKS)
    return plain if plain in COLUMN else LINE_BREAK.sub(" ", title)


def _rows(
    records: Iterator[tuple[int, list[Cell]]], headings: list[str], name: str
) -> Iterator[SheetRow]:
    width, all_titled = len(headings), "" not in headings
    read = 0
    for number, record in records:
        # a record may be short: programs leave out the empty cells at its end
        cells = {title: cell for title, cell in zip(headings, record, strict=False) if cell}
        untitled = NONE_UNTITLED
        if not all_titled or len(record) > width:
            cells.pop("", None)
            untitled = _untitled(record, headings)
        if not cells and not untitled:
            continue
        read += 1
        if read > ROWS:
            raise BadInput(f"文件“{name}”超过{ROWS}行，请拆分后再导入")
        yield SheetRow(number, cells, untitled)


def _untitled(record: list[Cell], headings: list[str]) -> Mapping[int, Cell]:
    return {
        column: cell
        for column, cell in enumerate(record, 1)
        if cell and (column > len(headings) or not headings[column - 1])
    }
