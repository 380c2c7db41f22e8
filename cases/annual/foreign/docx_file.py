"""DOCX from elsewhere: its paragraphs and tables as read, deleted text and nested tables apart."""

from collections.abc import Iterator
from typing import Final

from cases.annual.foreign.container import parsed
from cases.annual.foreign.grids import MOST_COLUMNS, Grid, Sighted, Spot, checked
from cases.annual.foreign_json import fault
from cases.letters.markup import Element, W

MAIN: Final = "word/document.xml"
PARAGRAPH: Final = f"{W}p"
TABLE: Final = f"{W}tbl"
BREAKS: Final = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t"}
FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
GONE: Final = (f"{W}del", f"{W}moveFrom", FALLBACK)  # said no more, or said a second time


def sighted(parts: dict[str, bytes], source: str) -> Sighted:
    """The document's texts and tables."""
    root = parsed(parts[MAIN], MAIN, source)
    body = root.find(f"{W}body")
    if body is None:
        raise fault(source, "没有正文，不是DOCX文档")
    grids = [
        _grid(table, f"第{number}个表格", source)
        for number, table in enumerate(_below(body, TABLE), start=1)
    ]
    texts = [
        _text(paragraph) for paragraph in _below(body, PARAGRAPH) if not _in_figures(paragraph)
    ]
    return checked(Sighted(tuple(text for text in texts if text.strip()), tuple(grids)), source)


def _below(element: Element, wanted: str) -> Iterator[Element]:
    """Every such element that still is said, in the order of the document."""
    waiting = [element]
    while waiting:
        here = waiting.pop()
        if here.tag == wanted:
            yield here
        waiting += [child for child in reversed(here) if child.tag not in GONE]


def _in_figures(paragraph: Element) -> bool:
    """Whether a paragraph stands in a table that holds no other: its cell is read, not its text."""
    table = next(paragraph.iterancestors(TABLE), None)
    return table is not None and next(table.iterdescendants(TABLE), None) is None


def _grid(table: Element, name: str, source: str) -> Grid:
    """Lines as Word lays them out: spans to the right by number, downwards by continuing."""
    lines: list[tuple[Spot, ...]] = []
    for row in _own(table, f"{W}tr"):
        above = lines[-1] if lines else ()
        line: list[Spot] = []
        for _ in range(_number(row.find(f"{W}trPr/{W}gridBefore"))):
            line.append(Spot("", len(lines), len(line)))
        for cell in _own(row, f"{W}tc"):
            column = len(line)
            width = max(1, _number(cell.find(f"{W}tcPr/{W}gridSpan")))
            if column + width > MOST_COLUMNS:
                raise fault(source, "中的表格过大，不是政府信息公开工作年度报告")
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            continues = merge is not None and merge.get(f"{W}val", "continue") != "restart"
            if continues and column < len(above):
                spot = above[column]
            else:
                spot = Spot(_cell_text(cell), len(lines), column)
            line += [spot] * width
        lines.append(tuple(line))
    width = max(map(len, lines), default=0)
    return Grid(
        name,
        tuple(
            (*line, *(Spot("", number, column) for column in range(len(line), width)))
            for number, line in enumerate(lines)
        ),
    )


def _own(element: Element, wanted: str) -> Iterator[Element]:
    """Rows of a table or cells of a row: children, or inside content controls and the like."""
    for child in element:
        if child.tag == wanted:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from _own(child, wanted)


def _number(element: Element | None) -> int:
    value = "" if element is None else element.get(f"{W}val", "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 6 else 0


def _cell_text(cell: Element) -> str:
    """The paragraphs of a cell, without those of a table inside it."""
    mine = [p for p in _below(cell, PARAGRAPH) if next(p.iterancestors(f"{W}tc"), None) is cell]
    return "\n".join(map(_text, mine)).strip()


def _text(paragraph: Element) -> str:
    said = []
    for element in _said(paragraph):
        if element.tag == f"{W}t":
            said.append(element.text or "")
        elif element.tag in BREAKS:
            said.append(BREAKS[element.tag])
    return "".join(said)


def _said(paragraph: Element) -> Iterator[Element]:
    """What a paragraph says itself; a text box inside it has paragraphs of its own."""
    waiting = list(reversed(paragraph))
    while waiting:
        here = waiting.pop()
        yield here
        waiting += [c for c in reversed(here) if c.tag not in GONE and c.tag != PARAGRAPH]
