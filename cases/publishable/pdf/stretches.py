"""The words of a PDF page by page, with where each sign stands on the page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

import pikepdf
import pypdfium2

from cases.letters.markup import unfit
from cases.publishable.pdf.cleaned import BROKEN, LOCKED, NO_PAGES, PAGES, TOO_LONG
from cases.publishable.pdf.objects import dictionaries
from cases.publishable.stretches import Piece, Stretch

FULL: Final = 0.75  # of the longest line: a line at least as long runs on into the next
PLACE: Final = "第{n}页"
BOOKMARK: Final = "书签"
SAID: Final = "图片和标记的替代文字"
BREAKS: Final = "\r\n"
UNSEEN: Final = "\ufffe\u00ad\x02"  # hyphens that pdfium puts where a word was broken


@dataclass(frozen=True)
class Page:
    """A page's text, and for each of its signs the number that pdfium gives it; -1 for none."""

    text: str
    signs: tuple[int, ...]


@dataclass(frozen=True)
class Box:
    """A rectangle on a page in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


def pages(content: bytes) -> list[Page]:
    """The text of every page; BadInput for what cannot be read."""
    with opened(content) as document:
        return [_page(document[number]) for number in range(len(document))]


def opened(content: bytes) -> pypdfium2.PdfDocument:
    """The document for reading; BadInput for what is damaged, locked, empty or too long."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as broken:
        raise unfit(LOCKED if "password" in str(broken).lower() else BROKEN) from None
    if not 0 < len(document) <= PAGES:
        raise unfit(TOO_LONG if len(document) else NO_PAGES)
    return document


def stretches(content: bytes) -> list[Stretch]:
    """Each page as one stretch, then bookmarks and what is said of pictures."""
    found = [
        Stretch(PLACE.format(n=number), (Piece(page.text),))
        for number, page in enumerate(pages(content), 1)
    ]
    return found + [
        Stretch(place, (Piece(text),)) for place, text in dict.fromkeys(_beside(content))
    ]


def _beside(content: bytes) -> Iterator[tuple[str, str]]:
    with pikepdf.open(BytesIO(content)) as pdf:
        for each in dictionaries(pdf):
            if "/Title" in each and "/Parent" in each:
                yield BOOKMARK, str(each.Title)
            for key in ("/Alt", "/ActualText", "/E"):
                if key in each and isinstance(each[key], pikepdf.String):
                    yield SAID, str(each[key])


def _page(page: pypdfium2.PdfPage) -> Page:
    textpage = page.get_textpage()
    count = textpage.count_chars()
    raw = textpage.get_text_range(0, count) if count else ""
    if len(raw) != count:  # signs beyond the basic plane count twice or not at all
        raw = "".join(textpage.get_text_range(place, 1)[:1] or " " for place in range(count))
    text, signs = [], []
    lines = raw.split("\n")
    longest = max((len(line.rstrip("\r")) for line in lines), default=0)
    place = 0
    for number, line in enumerate(lines):
        words = line.rstrip("\r")
        for offset, sign in enumerate(words):
            if sign not in UNSEEN:
                text.append(sign)
                signs.append(place + offset)
        place += len(line) + 1
        runs_on = len(words) >= FULL * longest and not words.endswith(("。", "：", "；", ":", ";"))
        if number < len(lines) - 1 and not runs_on:
            text.append("\n")
            signs.append(-1)
    return Page("".join(text), tuple(signs))


def boxes(page: pypdfium2.PdfPage, signs: Sequence[int]) -> list[Box]:
    """The rectangles that cover these signs of one find, one for each line."""
    textpage = page.get_textpage()
    found: list[Box] = []
    for sign in (sign for sign in signs if sign >= 0):
        left, bottom, right, top = textpage.get_charbox(sign, loose=True)
        last = found[-1] if found else None
        middle = (bottom + top) / 2
        if last and last.bottom <= middle <= last.top and left >= last.left:
            found[-1] = Box(
                last.left, min(last.bottom, bottom), max(last.right, right), max(last.top, top)
            )
        else:
            found.append(Box(left, bottom, right, top))
    return found
