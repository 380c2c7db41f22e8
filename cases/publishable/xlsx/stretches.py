"""The words of an XLSX in stretches: every cell, headers of printed pages, drawings, links."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from lxml import etree

from cases.letters.markup import Element
from cases.letters.paragraphs import Cell
from cases.publishable.docx.stretches import described, graphic, links
from cases.publishable.office import Office
from cases.publishable.stretches import Piece, Stretch
from cases.publishable.xlsx.markup import S, column_of, name_cells
from cases.publishable.xlsx.workbook import sheets

PLACE: Final = "工作表“{sheet}”第{row}行第{column}列"
PRINTED: Final = "工作表“{sheet}”的页眉页脚"
NAMED: Final = "工作表名称"


def stretches(office: Office) -> list[Stretch]:
    """Every stretch of the workbook, sheet by sheet; the same text in two cells is two stretches."""
    shared = _shared(office)
    found: list[Stretch] = []
    for number, (name, part) in enumerate(sheets(office).items()):
        root = office.root(part)
        name_cells(root)
        found += _cells(root, name, number, shared)
        for printed in root.iterfind(f"{S}headerFooter/*"):
            found.append(Stretch(PRINTED.format(sheet=name), (_piece(printed),)))
    for sheet in office.root(office.main()).iterfind(f"{S}sheets/{S}sheet"):
        found.append(Stretch(NAMED, (Piece(sheet.get("name", ""), partial(sheet.set, "name")),)))
    found += _named(office)
    for part in office.of_type("drawingml.chart+xml", ".drawing+xml", "chartshapes+xml"):
        found += [*graphic(office.root(part)), *described(office.root(part))]
    return found + links(office)


def _named(office: Office) -> Iterator[Stretch]:
    """What repeats the name of a sheet or a heading, and has to change with it; on no page."""
    for name in office.root(office.main()).iter(f"{S}definedName"):
        yield Stretch(NAMED, (_piece(name),), shown=False)
    for part in office.of_type(".worksheet+xml"):
        for link in office.root(part).iterfind(f"{S}hyperlinks/{S}hyperlink"):
            yield _attribute(link, "location")
    for part in office.of_type(".table+xml"):
        for column in office.root(part).iter(f"{S}tableColumn"):
            yield _attribute(column, "name")


def _attribute(element: Element, name: str) -> Stretch:
    piece = Piece(element.get(name, ""), partial(element.set, name))
    return Stretch(NAMED, (piece,), shown=False)


def _shared(office: Office) -> list[tuple[Piece, ...]]:
    part = next(office.of_type(".sharedStrings+xml"), None)
    if part is None:
        return []
    return [_texts(each) for each in office.root(part).iterchildren(f"{S}si")]


def _cells(
    root: Element, sheet: str, number: int, shared: list[tuple[Piece, ...]]
) -> Iterator[Stretch]:
    for row in root.iterfind(f"{S}sheetData/{S}row"):
        for cell in row.iterchildren(f"{S}c"):
            pieces = _value(cell, shared)
            if not pieces:
                continue
            column = column_of(cell)
            place = PLACE.format(sheet=sheet, row=row.get("r"), column=column)
            yield Stretch(place, pieces, Cell(number, int(row.get("r")), column, 1))


def _value(cell: Element, shared: list[tuple[Piece, ...]]) -> tuple[Piece, ...]:
    inline, value = cell.find(f"{S}is"), cell.find(f"{S}v")
    if inline is not None:
        return _texts(inline)
    if value is None or not value.text:
        return ()
    kind = cell.get("t", "n")
    if kind == "s":
        place = int(value.text)
        return shared[place] if place < len(shared) else ()
    if kind in ("b", "e"):
        return ()
    if kind == "n":
        return (Piece(value.text, partial(_as_text, cell)),)
    return (_piece(value),)


def _texts(holder: Element) -> tuple[Piece, ...]:
    """The runs of a text, without the hints how to read it aloud."""
    return tuple(_piece(each) for each in holder.iter(f"{S}t") if each.getparent().tag != f"{S}rPh")


def _piece(element: Element) -> Piece:
    def write(text: str) -> None:
        element.text = text

    return Piece(element.text or "", write, element)


def _as_text(cell: Element, text: str) -> None:
    """A number that is masked is a text from then on."""
    for child in list(cell):
        cell.remove(child)
    cell.set("t", "inlineStr")
    etree.SubElement(etree.SubElement(cell, f"{S}is"), f"{S}t").text = text
