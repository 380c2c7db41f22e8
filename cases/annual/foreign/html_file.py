"""HTML from elsewhere: a published page with its title, texts and tables, scripts left out."""

import re
from collections.abc import Iterator
from typing import Final

import lxml.html
from lxml import etree

from cases.annual.foreign.grids import Sighted, Written, checked, grid_of_spans
from cases.annual.foreign_json import fault
from cases.letters.markup import Element

LARGEST_HTML: Final = 5_000_000  # bytes; the longest report published has a tenth
CHARSET: Final = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
WITHIN: Final = 4_096  # bytes in which a page names its encoding
CHINESE: Final = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030"}
SILENT: Final = ("script", "style", "noscript", "template", "head", "object", "iframe", "svg")
INLINE: Final = (  # what does not begin a new line
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "ins", "label",
    "mark", "o:p", "s", "small", "span", "strong", "sub", "sup", "tt", "u", "var",
)  # fmt: skip
ENTITY: Final = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)
MOST_SPAN: Final = 200


def sighted(content: bytes, source: str) -> Sighted:
    """The page's texts, its title first, and its tables."""
    if len(content) > LARGEST_HTML:
        raise fault(source, f"超过{LARGEST_HTML // 1_000_000}MB，请只保存报告正文的网页后报送")
    if ENTITY.search(content):
        raise fault(source, "含有实体声明，请用浏览器重新保存网页后报送")
    root = _root(_decoded(content, source), source)
    title = root.findtext(".//title") or ""
    texts = [title, *_texts(root)]
    grids = [
        grid_of_spans(f"第{number}个表格", _rows(table), source)
        for number, table in enumerate(_tables(root), start=1)
    ]
    return checked(Sighted(tuple(text for text in texts if text.strip()), tuple(grids)), source)


def _root(text: str, source: str) -> Element:
    parser = lxml.html.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return lxml.html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise fault(source, "不是有效的网页，不能读取，请核对后重新报送") from None


def _decoded(content: bytes, source: str) -> str:
    """The page in the encoding that it names, else UTF-8, else GB 18030; without a declaration."""
    named = CHARSET.search(content[:WITHIN])
    name = named[1].decode().lower() if named else "utf-8"
    for encoding in (CHINESE.get(name, "utf-8-sig"), "utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return re.sub(r"\A\s*<\?xml[^>]*\?>", "", text).replace("\0", "")
    raise fault(source, "的文字编码不能识别，请另存为UTF-8编码的网页后报送")


def _tables(root: Element) -> Iterator[Element]:
    return (table for table in root.iter("table") if not _is_silent(table))


def _is_silent(element: Element) -> bool:
    return any(above.tag in SILENT for above in element.iterancestors())


def _rows(table: Element) -> list[list[Written]]:
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    return [
        [
            Written(
                _text(cell),
                _span(cell.get("rowspan"), len(rows) - line),
                _span(cell.get("colspan"), MOST_SPAN),
            )
            for cell in row.iter("td", "th")
            if next(cell.iterancestors("tr")) is row
        ]
        for line, row in enumerate(rows)
    ]


def _span(written: str | None, most: int) -> int:
    """A span as browsers take it: 0 reaches to the end, what is no number is 1."""
    found = re.match(r"\s*(\d{1,9})", written or "1", re.ASCII)
    if found is None:
        return 1
    return min(int(found[1]) or most, most)


def _text(cell: Element) -> str:
    """What a cell shows, without the tables inside it."""
    return _squeezed("".join(_pieces(cell, of_page=False)))


def _texts(root: Element) -> list[str]:
    """Lines of text outside tables of figures; a table that only lays the page out is no wall.

    What a link says is another page's title, not this one's.
    """
    lines = "".join(_pieces(root, of_page=True)).split("\n")
    return [said for line in lines if (said := _squeezed(line))]


def _pieces(element: Element, *, of_page: bool) -> Iterator[str]:
    """Texts in their order; a line break wherever a block begins or ends."""
    waiting: list[Element | str] = [element]
    while waiting:
        here = waiting.pop()
        if isinstance(here, str):
            yield here
            continue
        inside: list[Element | str] = [here.text or ""]
        for child in here:
            inside += [child, child.tail or ""]
        if here is element:
            waiting += reversed(inside)
        elif here.tag == "br" or _is_left_out(here, of_page):
            yield "\n"
        elif here.tag in INLINE:
            waiting += reversed(inside)
        else:
            waiting += reversed(["\n", *inside, "\n"])


def _is_left_out(element: Element, of_page: bool) -> bool:
    if element.tag in SILENT:
        return True
    if element.tag != "table":
        return of_page and element.tag == "a"
    return not of_page or next(element.iterdescendants("table"), None) is None


def _squeezed(text: str) -> str:
    """White space as a browser shows it; line breaks stay."""
    lines = (re.sub(r"[ \t\r\f\v\xa0\u3000]+", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
