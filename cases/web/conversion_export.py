"""转主动公开和主动公开目录 as spreadsheets (xlsx) and as text (csv)."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Any, Final

from litestar import Response

from cases.annual.files import MEDIA_TYPES, as_text
from cases.errors import NotFound
from cases.law.conversion import CATALOGUE_COLUMNS
from cases.law.identity import masked_text
from cases.models_conversion import CatalogueEntry
from cases.models_published import PublishedEntry
from cases.queries_catalogue import columns_of
from cases.web.api_annual import disposition
from cases.web.conversion_views import Line
from cases.web.spreadsheet import Cell, xlsx_list

FORMATS: Final = ("xlsx", "csv")


@dataclass(frozen=True)
class Sheet:
    """A list as it is exported: its names, its columns with their widths, its lines."""

    name: str
    title: str
    holds: str
    columns: Sequence[tuple[str, int]]
    lines: Sequence[Sequence[Cell]]


# fmt: off
CONVERSIONS: Final = (
    # heading, width in characters
    ("信息名称", 50), ("单位", 24), ("缘由", 12), ("申请人数", 10), ("申请件数", 10), ("状态", 12),
    ("自", 12), ("期限", 12), ("办理事项", 10), ("已节省件数", 12),
)
PUBLISHED: Final = (
    ("名称", 50), ("公开日期", 12), ("网址或者地点", 50), ("公开渠道", 24), ("索引号", 20), ("目录类别", 16),
    ("公开单位", 24), ("撤下日期", 12), ("已节省件数", 12),
)
# fmt: on
CATALOGUE: Final = (
    ("序号", 6),
    ("名称", 40),
    ("索引号", 20),
    *((column.label, 24) for column in CATALOGUE_COLUMNS),
    ("公开日期", 12),
    ("网址或者地点", 50),
)  # fmt: skip


def conversions_sheet(lines: Iterable[Line], today: date) -> Sheet:
    """The list of candidates."""
    made = [_conversion(line) for line in lines]
    holds = f"截至{today}，共{len(made)}条。"
    return Sheet("转主动公开", "依申请公开转主动公开一览表", holds, CONVERSIONS, made)


def _conversion(line: Line) -> tuple[Cell, ...]:
    listed, due = line.listed, line.due
    return (
        masked_text(listed.row.title), listed.organ_name, line.rule.label, listed.persons,
        listed.requests, line.stage.label, listed.row.since, due.day if due else None,
        due.what if due else None, line.saved,
    )  # fmt: skip


Entry = tuple[PublishedEntry, str, CatalogueEntry | None]


def published_sheet(entries: Iterable[Entry], saved: dict[Any, int], today: date) -> Sheet:
    """The published list, withdrawn entries among it."""
    made: list[tuple[Cell, ...]] = [
        (
            entry.title, entry.published_on, entry.address, entry.outlet, entry.index_number,
            entry.catalogue_class, organ, entry.withdrawn_on, saved.get(entry.id, 0),
        )
        for entry, organ, _ in entries
    ]  # fmt: skip
    holds = f"截至{today}，共{len(made)}条。"
    return Sheet("主动公开信息", "主动公开信息一览表", holds, PUBLISHED, made)


def catalogue_sheet(entries: Iterable[Entry], today: date) -> Sheet:
    """主动公开目录: what stands published, with its eight columns."""
    standing = [one for one in entries if one[0].withdrawn_on is None]
    made: list[tuple[Cell, ...]] = []
    for number, (entry, organ, listed) in enumerate(standing, start=1):
        columns = columns_of(entry, organ, listed)
        made.append(
            (
                number, entry.title, entry.index_number,
                *(columns[column.name] for column in CATALOGUE_COLUMNS),
                entry.published_on, entry.address,
            )
        )  # fmt: skip
    holds = f"截至{today}，共{len(made)}条。"
    return Sheet("主动公开目录", "主动公开目录", holds, CATALOGUE, made)


def exported(sheet: Sheet, ending: str, name: str) -> Response[Any]:
    """The list as a file to be kept; NotFound for another format."""
    if ending not in FORMATS:
        raise NotFound("可以下载的格式为xlsx、csv")
    content = as_xlsx(sheet) if ending == "xlsx" else as_csv(sheet)
    return Response(
        content,
        media_type=MEDIA_TYPES[f".{ending}"],
        headers={"Content-Disposition": disposition(f"{name}.{ending}")},
    )


def as_xlsx(sheet: Sheet) -> bytes:
    """The list as a workbook of one sheet."""
    return xlsx_list(sheet.name, sheet.title, sheet.holds, sheet.columns, sheet.lines)


def as_csv(sheet: Sheet) -> bytes:
    """The same as text that a spreadsheet reads: its mark first, no cell that would be computed."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(heading for heading, _ in sheet.columns)
    for line in sheet.lines:
        writer.writerow(_plain(cell) for cell in line)
    return text.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str:
    return as_text(cell) if isinstance(cell, str) else "" if cell is None else str(cell)
