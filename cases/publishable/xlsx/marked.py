"""Highlighting in an XLSX: the cell of a find gets a yellow ground, its format otherwise stays."""

from collections import defaultdict
from collections.abc import Sequence
from copy import deepcopy
from typing import Final

from lxml import etree

from cases.letters.markup import Element
from cases.publishable.chosen import Chosen
from cases.publishable.office import Office
from cases.publishable.stretches import Stretch
from cases.publishable.xlsx.markup import S, column_letters
from cases.publishable.xlsx.workbook import sheets

YELLOW: Final = "FFFFFF00"


def highlight(office: Office, stretches: Sequence[Stretch], chosen: Sequence[Chosen]) -> None:
    """Gives each cell with a find a copy of its format with a yellow ground."""
    part = next(office.of_type(".styles+xml"), None)
    if part is None:
        return
    formats = office.root(part).find(f"{S}cellXfs")
    fill = _fill(office.root(part).find(f"{S}fills"))
    places = defaultdict(set)
    for each in chosen:
        where = stretches[each.stretch].cell
        if where is not None:
            places[where.table].add(f"{column_letters(where.column)}{where.row}")
    made: dict[str, str] = {}
    for table, part in enumerate(sheets(office).values()):
        for cell in office.root(part).iter(f"{S}c"):
            if cell.get("r") in places[table]:
                old = cell.get("s", "0")
                if old not in made:
                    made[old] = _format(formats, int(old), fill)
                cell.set("s", made[old])


def _fill(fills: Element) -> str:
    made = etree.SubElement(etree.SubElement(fills, f"{S}fill"), f"{S}patternFill")
    made.set("patternType", "solid")
    etree.SubElement(made, f"{S}fgColor").set("rgb", YELLOW)
    etree.SubElement(made, f"{S}bgColor").set("indexed", "64")
    fills.set("count", str(len(fills)))
    return str(len(fills) - 1)


def _format(formats: Element, old: int, fill: str) -> str:
    made = deepcopy(formats[old])
    made.set("fillId", fill)
    made.set("applyFill", "1")
    formats.append(made)
    formats.set("count", str(len(formats)))
    return str(len(formats) - 1)
