"""CSV: bytes to records, each with the number that a spreadsheet program gives its row."""

import csv
import io
from collections.abc import Iterator
from typing import Final

from cases.errors import BadInput
from cases.register.cells import Cell, tidy
from cases.register.columns import COLUMN

BOM: Final = b"\xef\xbb\xbf"
SEPARATORS: Final = (",", "\t", ";")
HEADING_CHARACTERS: Final = 10_000  # of the first line, in which the separator is looked for


def read_separated(data: bytes, name: str) -> Iterator[tuple[int, list[Cell]]]:
    """The records of a CSV file, from 1, blank ones included."""
    text = decoded(data, name)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    number = 0
    try:
        for number, record in enumerate(reader, 1):
            yield number, [text and tidy(text) for text in record]
    except csv.Error:
        raise BadInput(
            f"文件“{name}”第{number + 1}行无法按CSV读取：引号应成对，单元格不应过长"
        ) from None


def decoded(data: bytes, name: str) -> str:
    """The text of the file: UTF-8, with or without BOM, or GB18030."""
    if data.startswith(BOM):
        return _decoded_as(data[len(BOM) :], ("utf-8",), name)
    return _decoded_as(data, ("utf-8", "gb18030"), name)


def _decoded_as(data: bytes, encodings: tuple[str, ...], name: str) -> str:
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput(f"文件“{name}”不是UTF-8或者GB18030编码的CSV，也不是xlsx，请另存为xlsx后再导入")


def _separator(text: str) -> str:
    """The separator that finds most of the known headings; the comma where none does."""
    first = text.lstrip().partition("\n")[0][:HEADING_CHARACTERS]

    def found(separator: str) -> int:
        return sum(cell.strip('" \r') in COLUMN for cell in first.split(separator))

    return max(SEPARATORS, key=found)
