"""What stands in a letter, in reading order: for its text, its preview, and to compare it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import count, groupby
from typing import Final

from cases.letters.building import styles as official
from cases.letters.markup import MC, Element, W, local
from cases.letters.package import TEMPLATED, Package, opened
from cases.letters.styles import Styles, styles_of


@dataclass(frozen=True)
class Cell:
    """Where in a table: which one, row and column (from 0), and how many columns wide."""

    table: int
    row: int
    column: int
    span: int


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as it is read; `cell` where it stands in a table."""

    text: str
    style: str
    alignment: str = "left"
    bold: bool = False
    cell: Cell | None = None


class Kind(StrEnum):
    """What a block of a letter is."""

    MARK = "mark"
    TITLE = "title"
    NUMBER = "number"
    ADDRESSEE = "addressee"
    BODY = "body"
    HEADING = "heading"
    ATTACHMENT = "attachment"
    SIGNATURE = "signature"
    DATE = "date"
    CONTACT = "contact"
    NOTE = "note"
    SIGN = "sign"
    TABLE = "table"


KINDS: Final = {
    official.MARK: Kind.MARK,
    official.LONG_MARK: Kind.MARK,
    official.TITLE: Kind.TITLE,
    official.FORM_TITLE: Kind.TITLE,
    official.NUMBER: Kind.NUMBER,
    official.LETTER_NUMBER: Kind.NUMBER,
    official.ADDRESSEE: Kind.ADDRESSEE,
    official.HEADING: Kind.HEADING,
    official.ATTACHMENT: Kind.ATTACHMENT,
    official.SIGNATURE: Kind.SIGNATURE,
    official.DATE: Kind.DATE,
    official.CONTACT: Kind.CONTACT,
    official.FORM_LINE: Kind.NOTE,
    official.SIGN: Kind.SIGN,
}


@dataclass(frozen=True)
class Filled:
    """A cell of a preview: its lines, whether it is a label, how many columns wide."""

    text: str
    label: bool
    span: int


@dataclass(frozen=True)
class Block:
    """A paragraph of a preview, or a table (`rows`)."""

    kind: Kind
    text: str
    alignment: str = "left"
    bold: bool = False
    rows: tuple[tuple[Filled, ...], ...] = ()


def paragraphs(docx: bytes) -> tuple[Paragraph, ...]:
    """Every paragraph of the body and its tables, empty ones too; BadInput for what is no DOCX.

    Hidden text is not read, neither is what a tracked change has deleted.
    """
    package = opened(docx)
    return tuple(_body(package, styles_of(package)))


def everywhere(docx: bytes) -> tuple[Paragraph, ...]:
    """Every paragraph of the body, of headers, footers and notes."""
    package = opened(docx)
    styles = styles_of(package)
    parts = [name for name in package.of_type(*TEMPLATED) if name != package.main]
    beside = (one for name in parts for one in _walk(package.root(name), styles))
    return (*_body(package, styles), *beside)


def _body(package: Package, styles: Styles) -> Iterator[Paragraph]:
    return _walk(package.root(package.main).find(W + "body"), styles)


def text_of(docx: bytes) -> str:
    """The text of a letter: a line for each paragraph, and for each row of a table."""
    lines = []
    for place, together in groupby(paragraphs(docx), key=_row):
        texts = [paragraph.text for paragraph in together]
        lines += texts if place is None else ["\t".join(texts)]
    return "\n".join(lines)


def blocks(docx: bytes) -> tuple[Block, ...]:
    """What a preview shows: the letter's head, its paragraphs by kind, its tables; no empty ones."""
    package = opened(docx)
    styles = styles_of(package)
    return (*_marks(package, styles), *_blocks(_body(package, styles)))


def _marks(package: Package, styles: Styles) -> tuple[Block, ...]:
    """发文机关标志, which stands in the header of the first page."""
    found = (
        paragraph
        for name in package.of_type("header+xml")
        for paragraph in _walk(package.root(name), styles)
    )
    marks = [one for one in _blocks(found) if one.kind is Kind.MARK]
    return tuple(dict.fromkeys(marks))


def _blocks(found: Iterable[Paragraph]) -> Iterator[Block]:
    for table, together in groupby(found, key=_table):
        if table is not None:
            yield Block(Kind.TABLE, "", rows=tuple(_rows(together)))
            continue
        for one in together:
            if one.text.strip():
                kind = KINDS.get(one.style, Kind.BODY)
                yield Block(kind, one.text, one.alignment, one.bold)


def _rows(together: Iterable[Paragraph]) -> Iterator[tuple[Filled, ...]]:
    for _, row in groupby(together, key=_row):
        yield tuple(_filled(cell, [*lines]) for cell, lines in groupby(row, key=lambda p: p.cell))


def _filled(cell: Cell | None, lines: list[Paragraph]) -> Filled:
    assert cell is not None
    label = all(line.style == official.LABEL or line.bold for line in lines)
    return Filled("\n".join(line.text for line in lines).strip(), label, cell.span)


def _table(paragraph: Paragraph) -> int | None:
    return paragraph.cell.table if paragraph.cell else None


def _row(paragraph: Paragraph) -> tuple[int, int] | None:
    return (paragraph.cell.table, paragraph.cell.row) if paragraph.cell else None


def _walk(container: Element, styles: Styles) -> Iterator[Paragraph]:
    """The paragraphs of a container; those of a table inside a cell belong to that cell."""
    tables = count()

    def within(element: Element, cell: Cell | None) -> Iterator[Paragraph]:
        for child in element:
            if child.tag == W + "p":
                yield _paragraph(child, styles, cell)
                for box in _boxes(child):
                    yield from within(box, cell)
            elif child.tag == W + "tbl":
                if cell is None:
                    number = next(tables)
                    for place, inside in _cells(child, number):
                        yield from within(inside, place)
                else:
                    for _, inside in _cells(child, 0):
                        yield from within(inside, cell)
            elif child.tag in AROUND:
                yield from within(child, cell)

    return within(container, None)


# What stands around paragraphs, rows, cells or runs without being one; not w:del and w:moveFrom
AROUND: Final = frozenset(
    W + tag
    for tag in (
        "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple",
        "dir", "bdo",
    )
)  # fmt: skip


def _inside(element: Element, tag: str) -> Iterator[Element]:
    """The rows of a table, the cells of a row, the runs of a paragraph, through what is around."""
    for child in element:
        if child.tag == W + tag:
            yield child
        elif child.tag in AROUND:
            yield from _inside(child, tag)


def _cells(table: Element, number: int) -> Iterator[tuple[Cell, Element]]:
    for row, cells in enumerate(_inside(table, "tr")):
        column = 0
        for cell in _inside(cells, "tc"):
            said = cell.find(f"{W}tcPr/{W}gridSpan")
            span = max(1, _number(said))
            yield Cell(number, row, column, span), cell
            column += span


def _number(element: Element | None) -> int:
    said = "1" if element is None else element.get(W + "val", "1")
    return int(said) if said.isascii() and said.isdigit() else 1


def _boxes(paragraph: Element) -> Iterator[Element]:
    """The text boxes in a paragraph, each once: older programs find them a second time."""
    for box in paragraph.iter(W + "txbxContent"):
        around = [*box.iterancestors(MC + "Fallback", W + "txbxContent")]
        if not any(paragraph in one.iterancestors(W + "p") for one in around):
            yield box


def _paragraph(paragraph: Element, styles: Styles, cell: Cell | None) -> Paragraph:
    runs = [run for run in _inside(paragraph, "r") if not styles.on("vanish", run, paragraph)]
    texts = [(_text(run), run) for run in runs]
    visible = [run for text, run in texts if text.strip()]
    return Paragraph(
        "".join(text for text, _ in texts),
        styles.name(paragraph),
        styles.alignment(paragraph),
        bool(visible) and all(styles.on("b", run, paragraph) for run in visible),
        cell,
    )


def _text(run: Element) -> str:
    """The text of a run with its tabs and line breaks; a page break is none."""
    return "".join(_sign(child) for child in run)


def _sign(child: Element) -> str:
    if not child.tag.startswith(W):
        return ""
    match local(child):
        case "t":
            return child.text or ""
        case "tab" | "ptab":
            return "\t"
        case "cr":
            return "\n"
        case "br":
            return "" if child.get(W + "type") in ("page", "column") else "\n"
        case "noBreakHyphen":
            return "-"
        case _:
            return ""
