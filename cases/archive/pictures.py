"""Pictures as pages of a PDF: decoded and written anew, within limits."""

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import count
from typing import Final

import pikepdf
from PIL import Image, ImageOps

FORMATS: Final = ("JPEG", "PNG", "TIFF", "GIF", "BMP", "WEBP")  # never EPS: it runs a program
PIXELS: Final = 80_000_000  # of one picture: A3 at 600 dots an inch has 70 million
PIXELS_TOGETHER: Final = 800_000_000  # of all pages of one file: 90 of A4 at 300 dots an inch
PAGES: Final = 300
DOTS: Final = 300  # per inch: DA/T 31 asks for 200 at least; more is in the original
LONG_SIDE: Final = 3508  # A4 at 300 dots an inch
SHORT_SIDE: Final = 2480
QUALITY: Final = 88  # JPEG

# What the decoders raise for bytes that are no picture; a warning where a program makes it an error.
UNREADABLE: Final = (
    OSError,
    EOFError,
    SyntaxError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    RuntimeError,
    AssertionError,
    struct.error,
    zlib.error,
    Warning,
    Image.DecompressionBombError,
)


class TooLarge(Exception):
    """More pixels or pages than are drawn here."""


def paged(content: bytes) -> bytes:
    """A PDF with one page for each picture, at most 300 dots an inch of an A4 page.

    Raises `TooLarge`, and one of `UNREADABLE` for a damaged picture.
    """
    out = BytesIO()
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as picture, pikepdf.new() as pdf:
            for page in _drawn(picture):
                with pikepdf.open(page) as one:
                    pdf.pages.extend(one.pages)
            pdf.save(out, deterministic_id=True)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise TooLarge from bomb
    return out.getvalue()


def _drawn(picture: Image.Image) -> Iterator[BytesIO]:
    """A PDF for every page of a TIFF, or for the first picture of anything that moves."""
    pixels = 0
    for number in count():
        try:
            picture.seek(number)
        except EOFError:
            return
        area = picture.width * picture.height
        pixels += area
        if number >= PAGES or area > PIXELS or pixels > PIXELS_TOGETHER:
            raise TooLarge
        out = BytesIO()
        # No clock time: the same picture is the same bytes.
        page = _page(picture)
        quality = {} if page.mode == "1" else {"quality": QUALITY}
        page.save(out, "PDF", resolution=DOTS, creationDate=None, modDate=None, **quality)
        yield out
        if picture.format != "TIFF":
            return


def _page(picture: Image.Image) -> Image.Image:
    """Upright, on white, in black and white, grey or colour, no larger than the page needs."""
    upright = ImageOps.exif_transpose(picture)
    plain = upright if upright.mode == "1" else _on_white(upright)
    bounds = (SHORT_SIDE, LONG_SIDE) if plain.width <= plain.height else (LONG_SIDE, SHORT_SIDE)
    if plain.width <= bounds[0] and plain.height <= bounds[1]:
        return plain
    # Black and white is drawn smaller in grey, or thin strokes would vanish.
    smaller = plain.convert("L") if plain.mode == "1" else plain
    return ImageOps.contain(smaller, bounds)


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in ("I", "F") or picture.mode.startswith("I;16"):
        # 16 bits a pixel: Pillow's own conversion would cut everything above 255 to white.
        return picture.convert("F").point(lambda value: value * (1 / 256)).convert("L")
    if picture.has_transparency_data:
        coloured = picture.convert("RGBA")
        white = Image.new("RGBA", coloured.size, "white")
        return Image.alpha_composite(white, coloured).convert("RGB")
    return picture.convert("L" if picture.mode in ("L", "1") else "RGB")
