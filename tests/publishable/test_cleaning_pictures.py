"""JPEG and PNG cleaned: no pixel changes, the camera and the place are gone."""

import struct
from io import BytesIO
from zlib import crc32

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from cases.errors import BadInput
from cases.publishable.cleaned import cleaned
from cases.publishable.cleaning import clean
from tests.publishable.made import AUTHOR, EDITOR, photograph


def picture(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_photograph_keeps_every_pixel_and_tells_nothing(form: str) -> None:
    content = photograph(form)
    assert AUTHOR.encode() in content
    result = clean(content, "现场照片.jpg")
    assert AUTHOR.encode() not in result.content
    assert EDITOR.encode() not in result.content
    assert picture(result.content).tobytes() == picture(content).tobytes()
    assert not picture(result.content).getexif()
    assert {"图片拍摄信息（EXIF）1处", "图片拍摄位置（GPS）1处"} <= {*result.removed}
    assert cleaned(result.content, "现场照片.jpg") == (result.content, ())


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_picture_on_its_side_stays_turned(form: str) -> None:
    result, _ = cleaned(photograph(form, turned=6), "a.jpg")
    assert dict(picture(result).getexif()) == {0x0112: 6}
    assert AUTHOR.encode() not in result


def test_texts_in_a_png_and_what_is_hung_behind_it_go() -> None:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", AUTHOR)
    told.add_itxt("XML:com.adobe.xmp", f"<x>{EDITOR}</x>")
    out = BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG", pnginfo=told, dpi=(300, 300))
    content = out.getvalue() + b"PK\x03\x04" + AUTHOR.encode()
    result, removed = cleaned(content, "a.png")
    assert AUTHOR.encode() not in result
    assert EDITOR.encode() not in result
    assert removed == ("图片注释和文字信息1处", "图片XMP元数据1处", "图片末尾的附加数据1处")
    assert round(picture(result).info["dpi"][0]) == 300


def test_a_moving_png_keeps_the_picture_that_is_printed() -> None:
    out = BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])
    result, removed = cleaned(out.getvalue(), "a.png")
    assert picture(result).convert("RGB").getpixel((0, 0)) == (255, 0, 0)
    assert b"fdAT" not in result
    assert removed == ("图片中不显示的画面1处",)


def test_a_picture_that_unpacks_to_too_many_pixels_is_refused() -> None:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", crc32(name + body))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)  # 900 million pixels
    content = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")
    )
    with pytest.raises(BadInput, match="图片过大"):
        cleaned(content, "a.png")


GOOD = tuple(photograph(form, turned) for form in ("JPEG", "PNG") for turned in (1, 3))


@settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(GOOD), st.data())
def test_no_damaged_picture_does_more_than_be_refused(good: bytes, data: st.DataObject) -> None:
    damaged = bytearray(good)
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(4, len(good) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(len(good) // 2, len(good)))
    try:
        result, _ = cleaned(bytes(damaged[:cut]), "a.jpg")
    except BadInput:
        return
    assert not {*picture(result).getexif()} - {0x0112}
