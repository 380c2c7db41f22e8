"""密文处理: pages become pictures with black boxes, so that nothing is left under a box."""

from collections.abc import Sequence
from io import BytesIO
from typing import Final

import pikepdf
import pypdfium2
from PIL import Image, ImageDraw

from cases.errors import Refusal
from cases.publishable.chosen import Chosen, Words
from cases.publishable.pdf.stretches import Box, boxes, opened, pages

DOTS: Final = 200  # per inch: DA/T 31 asks for 200 at least
POINTS: Final = 72  # per inch
QUALITY: Final = 80  # JPEG
MARGIN: Final = 1.5  # points around the signs: no stroke may look out
LOST: Final = (
    "所选的个人信息在清理后的PDF文件中没有找到位置，不能遮蔽，请在原文件中手工处理后重新上传"
)
LEFT: Final = "遮蔽后的PDF文件仍含有文字，不能公开，请在原文件中手工处理后重新上传"


def covered(content: bytes, chosen: Sequence[Chosen], words: Words) -> bytes:
    """The pages of a cleaned PDF as pictures, the chosen words under black boxes; no text at all."""
    read = pages(content)
    out = BytesIO()
    missing = {"".join(each.text.split()) for each in chosen if each.stretch < len(read)}
    with opened(content) as document, pikepdf.new() as made:
        for number, page in enumerate(read):
            spans = {*words.places(page.text)}
            spans |= {
                (each.start, each.end)
                for each in chosen
                if each.stretch == number and page.text[each.start : each.end] == each.text
            }
            missing -= {"".join(page.text[start:end].split()) for start, end in spans}
            drawn = _drawn(
                document[number],
                [
                    box
                    for start, end in sorted(spans)
                    for box in boxes(document[number], page.signs[start:end])
                ],
            )
            with pikepdf.open(_as_page(drawn)) as one:
                made.pages.extend(one.pages)
        made.save(out, deterministic_id=True)
    if missing:
        raise Refusal(LOST)
    if any(page.text.strip() for page in pages(out.getvalue())):
        raise Refusal(LEFT)
    return out.getvalue()


def _drawn(page: pypdfium2.PdfPage, places: list[Box]) -> Image.Image:
    bitmap = page.render(scale=DOTS / POINTS)
    picture: Image.Image = bitmap.to_pil().convert("RGB")
    where = bitmap.get_posconv(page)
    brush = ImageDraw.Draw(picture)
    for box in places:
        corners = (
            where.to_bitmap(box.left - MARGIN, box.bottom - MARGIN),
            where.to_bitmap(box.right + MARGIN, box.top + MARGIN),
        )
        xs, ys = zip(*corners, strict=True)
        brush.rectangle((min(xs), min(ys), max(xs), max(ys)), fill="black")
    return picture


def _as_page(picture: Image.Image) -> BytesIO:
    grey = picture.convert("L")
    plain = grey if not _coloured(picture) else picture
    out = BytesIO()
    plain.save(out, "PDF", resolution=DOTS, quality=QUALITY, creationDate=None, modDate=None)
    return out


def _coloured(picture: Image.Image) -> bool:
    """Whether anything is drawn in colour, such as a seal."""
    _, saturation, _ = picture.convert("HSV").split()
    return bool(saturation.getextrema()[1])
