"""A cleaned XLSX opened again by a library of its own, and its parts looked through as bytes."""

import re
from io import BytesIO
from typing import Final
from zipfile import ZipFile

from openpyxl import load_workbook

from cases.errors import Refusal

LEFT: Final = "文件清理后仍含有{what}，请在Excel或者WPS中另存为新的工作簿后重新上传"
PARTS: Final = re.compile(
    r"docProps/|comments|persons|externalLinks|pivot|customXml|connections|printerSettings"
    r"|vbaProject|embeddings|revisions|queryTables|calcChain",
    re.IGNORECASE,
)
MARKS: Final = (
    # what may stand in no part, what it is
    (re.compile(rb"<(?!xm:)(\w+:)?f[ >]"), "公式"),
    (re.compile(rb"absPath|fileSharing|customWorkbookView"), "文件位置或者用户"),
    (re.compile(rb"<(\w+:)?(dataValidation|scenario|protectedRange)[ >]"), "工作表设置"),
)


def examine_xlsx(content: bytes) -> None:
    """Refusal where anything that was to go is still there."""
    book = load_workbook(BytesIO(content))
    try:
        states = [*(each.sheet_state for each in book.worksheets)]
        states += [each.sheet_state for each in book.chartsheets]
        if any(state != "visible" for state in states):
            raise Refusal(LEFT.format(what="隐藏的工作表"))
        if any(
            cell.comment for sheet in book.worksheets for row in sheet.iter_rows() for cell in row
        ):
            raise Refusal(LEFT.format(what="批注"))
    finally:
        book.close()
    with ZipFile(BytesIO(content)) as container:
        for name in container.namelist():
            if PARTS.search(name):
                raise Refusal(LEFT.format(what="附加部件"))
            if name.startswith("xl/work") and name.endswith(".xml"):
                part = container.read(name)
                for mark, what in MARKS:
                    if mark.search(part):
                        raise Refusal(LEFT.format(what=what))
