"""Enclosures as pages: a PDF made safe to merge, or the reason why a file is not merged."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from io import BytesIO
from typing import Final

import pikepdf

from cases.archive.pictures import UNREADABLE, TooLarge, paged
from cases.archive.sheet import Enclosure

MM: Final = 72 / 25.4  # points
A4: Final = (210 * MM, 297 * MM)
SIDES: Final = (100 * MM, 1200 * MM)  # of pages that keep their size: about A6 to A0
PAGES: Final = 2000  # of one enclosure
PICTURE_MARGINS: Final = (20 * MM, 25 * MM, 20 * MM, 30 * MM)  # left, bottom, right, top
PAGE_MARGINS: Final = (10 * MM, 15 * MM, 10 * MM, 10 * MM)  # of a page that is fitted onto A4
NO_MARGINS: Final = (0.0, 0.0, 0.0, 0.0)
# First bytes of JPEG, PNG, TIFF in either byte order, GIF, BMP, WebP.
PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG", b"II*\0", b"MM\0*", b"GIF8", b"BM", b"RIFF")


class Absence(Enum):
    """未并入: why an enclosure has one page in its place that says so."""

    EMPTY = "文件没有内容"
    ENCRYPTED = "PDF文件已加密，需要密码才能打开"
    BROKEN = "PDF文件已损坏，不能读取"
    NO_PAGES = "PDF文件没有页面"
    TOO_LONG = f"PDF文件超过{PAGES}页"
    DYNAMIC = "PDF文件含有未固定显示内容的表单，并入会丢失所填内容"
    PICTURE_BROKEN = "图片已损坏，不能读取"
    PICTURE_TOO_LARGE = "图片过大，超过可以显示的像素或者页数"
    NO_PICTURE = "文件内容与所称的图片格式不符"
    TOO_COSTLY = "打开该文件所需的内存或者时间超过限制"
    OTHER = "该格式的文件不能按页并入"


@dataclass(frozen=True)
class Frame:
    """A page of the volume for one foreign page, in points, and where on it that page goes."""

    width: float
    height: float
    margins: tuple[float, float, float, float]
    captioned: bool

    @property
    def inner(self) -> pikepdf.Rectangle:
        """The part of the page that is filled."""
        left, bottom, right, top = self.margins
        return pikepdf.Rectangle(left, bottom, self.width - right, self.height - top)


@dataclass(frozen=True)
class Foreign:
    """A PDF of pages only, without forms, links or actions; `repaired` if it was out of order."""

    pdf: bytes
    frames: tuple[Frame, ...]
    repaired: bool = False


def refused(enclosure: Enclosure) -> Absence | None:
    """Why a file need not be opened at all, by its first bytes and what its sender says."""
    if not enclosure.content:
        return Absence.EMPTY
    if _is_pdf(enclosure) or enclosure.content.startswith(PICTURES):
        return None
    return Absence.NO_PICTURE if enclosure.media_type.startswith("image/") else Absence.OTHER


def opened(enclosure: Enclosure) -> Foreign | Absence:
    """The enclosure's pages, or why there are none; as much memory and time as the file takes."""
    absence = refused(enclosure)
    if absence is not None:
        return absence
    try:
        if _is_pdf(enclosure):
            return _pages(enclosure.content, _frame)
        return _picture(enclosure.content)
    except MemoryError:
        return Absence.TOO_COSTLY


def _is_pdf(enclosure: Enclosure) -> bool:
    return enclosure.content.startswith(b"%PDF-") or enclosure.media_type == "application/pdf"


def _picture(content: bytes) -> Foreign | Absence:
    try:
        pages = _pages(paged(content), _picture_frame)
    except TooLarge:
        return Absence.PICTURE_TOO_LARGE
    except UNREADABLE:
        return Absence.PICTURE_BROKEN
    assert isinstance(pages, Foreign), "we wrote this PDF ourselves"
    return pages


def _pages(content: bytes, framed: Callable[[float, float], Frame]) -> Foreign | Absence:
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            return _safe(pdf, framed)
    except pikepdf.PasswordError:
        return Absence.ENCRYPTED
    except (pikepdf.PdfError, *UNREADABLE):
        return Absence.BROKEN


def _safe(pdf: pikepdf.Pdf, framed: Callable[[float, float], Frame]) -> Foreign | Absence:
    """Each page drawn into a new PDF as a picture is: upright, closed in itself, doing nothing."""
    if not 0 < len(pdf.pages) <= PAGES:
        return Absence.TOO_LONG if len(pdf.pages) else Absence.NO_PAGES
    if any(map(_loses_entries, pdf.pages)) or pdf.Root.get("/NeedsRendering"):
        return Absence.DYNAMIC
    # Seals and signatures are annotations: they become part of the page; links and actions go.
    pdf.flatten_annotations("all")
    safe = pikepdf.new()
    frames = []
    for page in pdf.pages:
        frame = framed(*_visible(page))
        width, height = frame.inner.width, frame.inner.height
        drawn = safe.add_blank_page(page_size=(width, height))
        place(safe, drawn, page, pikepdf.Rectangle(0, 0, width, height))
        frames.append(frame)
    out = BytesIO()
    safe.save(out, deterministic_id=True)
    return Foreign(out.getvalue(), tuple(frames), repaired=bool(pdf.get_warnings()))


def place(
    pdf: pikepdf.Pdf, page: pikepdf.Page, foreign: pikepdf.Page, where: pikepdf.Rectangle
) -> None:
    """Draws the foreign page, as large as fits, below what stands on the page."""
    form = pdf.copy_foreign(foreign.as_form_xobject())
    # A name of our own: pikepdf's overlay takes a random one, and no two bundles would be equal.
    name = page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name.Enclosed)
    drawn = page.calc_form_xobject_placement(
        form, name, where, invert_transformations=True, allow_shrink=True, allow_expand=True
    )
    page.contents_add(drawn, prepend=True)


def _loses_entries(page: pikepdf.Page) -> bool:
    """Whether a field's value is left to the viewer to draw, as no appearance is stored."""
    for note in page.obj.get("/Annots", ()):
        if note.get("/Subtype") != "/Widget" or "/AP" in note:
            continue
        field = note if "/FT" in note else note.get("/Parent", note)
        if field.get("/FT") != "/Sig" and str(field.get("/V", "")) not in ("", "/Off"):
            return True
    return False


def _visible(page: pikepdf.Page) -> tuple[float, float]:
    """Width and height in points of what a viewer shows, which becomes the page's only box."""
    media, crop = (pikepdf.Rectangle(box) for box in (page.mediabox, page.cropbox))
    box = crop if crop <= media else media
    if not (box.width > 0 and box.height > 0):
        raise ValueError("a page without an area")
    page.mediabox = box.as_array()
    for name in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
        if name in page.obj:
            del page.obj[name]
    turned = page.rotation % 180 == 90
    return (box.height, box.width) if turned else (box.width, box.height)


def _frame(width: float, height: float) -> Frame:
    """A page of its own size, or A4 where that is no size to print."""
    smallest, largest = SIDES
    if smallest <= width <= largest and smallest <= height <= largest:
        return Frame(width, height, NO_MARGINS, captioned=False)
    return Frame(*_a4(width, height), PAGE_MARGINS, captioned=False)


def _picture_frame(width: float, height: float) -> Frame:
    """A4 with the title above the picture."""
    return Frame(*_a4(width, height), PICTURE_MARGINS, captioned=True)


def _a4(width: float, height: float) -> tuple[float, float]:
    """A4 upright or lying, as the page is."""
    return A4 if width <= height else (A4[1], A4[0])
