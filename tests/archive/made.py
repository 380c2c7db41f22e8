"""Volumes and files for the tests: what an office files, and what nobody should send."""

import zlib
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from io import BytesIO

import pikepdf
import pypdfium2
from PIL import Image

from cases.archive.sheet import Enclosure, Entry, Facts, Purpose, Sheet, Text, Volume

MADE_AT = datetime(2026, 4, 1, 9, 30, 10, tzinfo=timezone(timedelta(hours=8)))
A4 = (595.0, 842.0)
BREAKS = dict.fromkeys(map(ord, "\r\n "))
CASE = "YSQ-SX-2026-0001"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def volume(*entries: Entry, purpose: Purpose = "archive") -> Volume:
    return Volume(
        CASE, "某某区人民政府办公室", "张某申请公开一案", "30年", entries, MADE_AT, "王某", purpose
    )


def sheet(title: str = "登记表", *values: tuple[str, str]) -> Sheet:
    return Sheet("P1", title, (Facts(values or (("登记编号", CASE),)),), day=date(2026, 3, 5))


def told(text: str) -> Sheet:
    return Sheet("I3", "检索记录", (Text("一、经过", (text,)),))


def enclosure(
    content: bytes,
    name: str = "答复书.pdf",
    media_type: str = "application/pdf",
    title: str = "答复书",
    remark: str = "",
) -> Enclosure:
    return Enclosure(
        "A1", title, name, media_type, content, date(2026, 3, 20), "答〔2026〕3号", remark
    )


def pdf_file(
    pages: int = 1,
    size: tuple[float, float] = A4,
    change: Callable[[pikepdf.Pdf], None] | None = None,
    **saved: object,
) -> bytes:
    """A PDF of black pages."""
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page()
        pdf.pages[-1].mediabox = [0, 0, *size]
        pdf.pages[-1].contents_add(f"0 0 {size[0]} {size[1]} re f".encode())
    if change:
        change(pdf)
    out = BytesIO()
    pdf.save(out, deterministic_id="encryption" not in saved, **saved)
    return out.getvalue()


def bomb_pdf() -> bytes:
    """One page whose drawing is 1 GiB of spaces, held twice while it is read, in a file of 1 MB."""
    packed = zlib.compressobj(9)
    content = b"".join(packed.compress(b" " * (1 << 24)) for _ in range(64)) + packed.flush()

    def explode(pdf: pikepdf.Pdf) -> None:
        stream = pikepdf.Stream(pdf, b"")
        stream.write(content, filter=pikepdf.Name.FlateDecode)
        pdf.pages[0].obj.Contents = pdf.make_indirect(stream)

    return pdf_file(1, A4, explode)


def picture(mode: str, size: tuple[int, int], form: str = "PNG", pages: int = 1) -> bytes:
    image = Image.new(mode, size)
    out = BytesIO()
    more = {"save_all": True, "append_images": [image] * (pages - 1)} if pages > 1 else {}
    image.save(out, form, **more)
    return out.getvalue()


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page without line breaks and spaces."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range().translate(BREAKS) for page in document]


def grey_at(pdf: bytes, page: int, x: float, y: float) -> int:
    """How light the page is at a place in points from its lower left corner, 0 to 255."""
    with pypdfium2.PdfDocument(pdf) as document:
        drawn = document[page - 1].render().to_pil().convert("L")
        return int(drawn.getpixel((int(x), drawn.height - 1 - int(y))))
