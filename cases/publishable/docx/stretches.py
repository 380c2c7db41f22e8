"""The words of a DOCX in stretches: body, tables, text boxes, headers, notes, charts, descriptions."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from cases.letters.markup import MC, Element, W, local
from cases.letters.paragraphs import Cell
from cases.publishable.drawn import A, C
from cases.publishable.office import TEXT_PARTS, Office
from cases.publishable.stretches import Piece, Stretch

M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
SIGNS: Final = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n",
                f"{W}noBreakHyphen": "-"}  # fmt: skip
TEXTS: Final = frozenset((f"{W}t", f"{M}t"))
NOT_READ: Final = frozenset(
    (f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}txbxContent", f"{W}sdtPr")
)
AROUND: Final = frozenset(
    W + tag for tag in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")
)
STORIES: Final = (
    # type of a part ends with, the element of each story in it, its place
    (".header+xml", None, "页眉"), (".footer+xml", None, "页脚"),
    (".footnotes+xml", f"{W}footnote", "脚注{n}"), (".endnotes+xml", f"{W}endnote", "尾注{n}"),
    (".comments+xml", f"{W}comment", "批注{n}"),
)  # fmt: skip
GRAPHICS: Final = (
    "drawingml.chart+xml",
    "diagramData+xml",
    "diagramDrawing+xml",
    "chartshapes+xml",
)
BOX: Final = "{place}旁的文本框"
GRAPHIC: Final = "图表和图形中的文字"
SAID: Final = "图片说明"
LINKED: Final = "链接地址"
DESCRIBED: Final = ("descr", "title", "alt", "string")


@dataclass
class _Counted:
    """How many paragraphs and tables the body had so far."""

    paragraphs: int = 0
    tables: int = 0
    place: str = "第1段"


def stretches(office: Office) -> list[Stretch]:
    """Every stretch of the document in reading order, what stands beside the body after it."""
    main = office.root(office.main())
    found = [*_body(main.find(f"{W}body"), _Counted())]
    for ending, story, place in STORIES:
        for part in office.of_type(ending):
            root = office.root(part)
            stories = [root] if story is None else root.findall(story)
            for number, each in enumerate((e for e in stories if _usual(e)), 1):
                found += _story(each, place.format(n=number))
    for part in office.of_type(*GRAPHICS):
        found += graphic(office.root(part))
    roots = [office.root(part) for part in office.of_type(*TEXT_PARTS)]
    found += [each for root in roots for each in described(root)]
    return found + links(office)


def _usual(story: Element) -> bool:
    return str(story.get(f"{W}type", "normal")) == "normal"


def _body(container: Element, counted: _Counted) -> Iterator[Stretch]:
    for child in container:
        if child.tag == f"{W}p":
            pieces = tuple(_pieces(child))
            if "".join(piece.text for piece in pieces).strip():
                counted.paragraphs += 1
                counted.place = f"第{counted.paragraphs}段"
            yield Stretch(counted.place, pieces)
            yield from _boxes(child, counted.place)
        elif child.tag == f"{W}tbl":
            counted.tables += 1
            yield from _table(child, counted.tables)
        elif child.tag in AROUND:
            yield from _body(child, counted)


def _table(table: Element, number: int) -> Iterator[Stretch]:
    for row, cells in enumerate(_inside(table, "tr")):
        column = 0
        for cell in _inside(cells, "tc"):
            said = cell.find(f"{W}tcPr/{W}gridSpan")
            wide = "1" if said is None else said.get(f"{W}val", "1")
            span = max(1, int(wide)) if wide.isascii() and wide.isdigit() else 1
            place = f"表{number}第{row + 1}行第{column + 1}列"
            where = Cell(number - 1, row, column, span)
            for paragraph in _paragraphs(cell):
                yield Stretch(place, tuple(_pieces(paragraph)), where)
                yield from _boxes(paragraph, place)
            column += span


def _inside(element: Element, tag: str) -> Iterator[Element]:
    for child in element:
        if child.tag == W + tag:
            yield child
        elif child.tag in AROUND:
            yield from _inside(child, tag)


def _paragraphs(container: Element) -> Iterator[Element]:
    """The paragraphs of a container, also those of tables inside it, but not those of text boxes."""
    for child in container:
        if child.tag == f"{W}p":
            yield child
        elif child.tag not in NOT_READ:
            yield from _paragraphs(child)


def _story(container: Element, place: str) -> Iterator[Stretch]:
    for paragraph in _paragraphs(container):
        yield Stretch(place, tuple(_pieces(paragraph)))
        yield from _boxes(paragraph, place)


def _boxes(paragraph: Element, place: str) -> Iterator[Stretch]:
    """The text boxes of a paragraph; older programs find them a second time in another form."""
    for box in paragraph.iter(f"{W}txbxContent"):
        outer = next(box.iterancestors(f"{W}p"), None)
        if outer is not paragraph:
            continue
        twice = next(box.iterancestors(f"{MC}Fallback"), None) is not None
        for inner in _paragraphs(box):
            yield Stretch(BOX.format(place=place), tuple(_pieces(inner)), shown=not twice)
            yield from _boxes(inner, place)


def _pieces(element: Element) -> Iterator[Piece]:
    for child in element:
        if child.tag in TEXTS:
            yield Piece(child.text or "", partial(_write, child), child)
        elif child.tag in SIGNS:
            page = child.get(f"{W}type") in ("page", "column")
            yield Piece("" if page else SIGNS[child.tag])
        elif child.tag not in NOT_READ:
            yield from _pieces(child)


def graphic(root: Element) -> Iterator[Stretch]:
    """The words of a drawing or a chart: each paragraph, each value."""
    for paragraph in root.iter(f"{A}p"):
        pieces = [
            Piece(each.text or "", partial(_write, each), each) for each in paragraph.iter(f"{A}t")
        ]
        yield Stretch(GRAPHIC, tuple(pieces))
    for value in root.iter(f"{C}v"):
        yield Stretch(GRAPHIC, (Piece(value.text or "", partial(_write, value), value),))


def described(root: Element) -> Iterator[Stretch]:
    """What is said of pictures for those who do not see them, and drawn letters."""
    for element in root.iter():
        if local(element) not in ("docPr", "cNvPr", "shape", "textpath", "imagedata", "rect"):
            continue
        for name in DESCRIBED:
            if element.get(name):
                yield Stretch(SAID, (Piece(element.get(name), _attribute(element, name)),))


def links(office: Office) -> list[Stretch]:
    """Addresses of the web and of mail behind links."""
    rows = [row for part in office.parts for row in office.rows(part)]
    return [
        Stretch(LINKED, (Piece(row.get("Target"), _attribute(row, "Target")),))
        for row in rows
        if row.get("TargetMode", "").lower() == "external"
    ]


def _write(element: Element, text: str) -> None:
    element.text = text


def _attribute(element: Element, name: str) -> Callable[[str], None]:
    def write(text: str) -> None:
        element.set(name, text)

    return write
