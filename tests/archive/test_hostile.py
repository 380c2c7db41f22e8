"""Files that nobody should send: each is listed, kept, and has a page that says why it is absent."""

import sys
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.archive.apart import opened_apart
from cases.archive.bundle import bundle
from cases.archive.foreign import Absence, Foreign, opened
from cases.archive.pdf import printed
from tests.archive.made import (
    bomb_pdf,
    enclosure,
    page_texts,
    pdf_file,
    picture,
    volume,
)

GOOD_PDF = pdf_file(2)
GOOD_PICTURES = tuple(picture("RGB", (40, 30), form) for form in ("PNG", "JPEG", "TIFF", "GIF"))


def field(**entries: object) -> Callable[[pikepdf.Pdf], None]:
    """Puts one form field on the first page."""

    def put(pdf: pikepdf.Pdf) -> None:
        widget = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, Rect=[10, 10, 90, 30], **entries
        )
        made = pdf.make_indirect(widget)
        pdf.pages[0].obj.Annots = pikepdf.Array([made])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[made], NeedAppearances=True)

    return put


@pytest.mark.parametrize(
    ("content", "media_type", "absence"),
    [
        (b"", "application/pdf", Absence.EMPTY),
        (b"%PDF-1.7 and nothing more", "application/pdf", Absence.BROKEN),
        (b"no PDF at all", "application/pdf", Absence.BROKEN),
        (GOOD_PDF[:200], "application/pdf", Absence.BROKEN),
        (pdf_file(0), "application/pdf", Absence.NO_PAGES),
        (pdf_file(2001), "application/pdf", Absence.TOO_LONG),
        (
            pdf_file(encryption=pikepdf.Encryption(user="secret", owner="secret")),
            "application/pdf",
            Absence.ENCRYPTED,
        ),
        (pdf_file(change=field(FT=pikepdf.Name.Tx, V="张某")), "application/pdf", Absence.DYNAMIC),
        (picture("1", (30000, 30000)), "image/png", Absence.PICTURE_TOO_LARGE),
        (picture("1", (9000, 9000)), "image/png", Absence.PICTURE_TOO_LARGE),  # 81 million pixels
        (picture("1", (10, 10), "TIFF", pages=301), "image/tiff", Absence.PICTURE_TOO_LARGE),
        (picture("RGB", (300, 300))[:150], "image/png", Absence.PICTURE_BROKEN),
        (b"hello", "image/png", Absence.NO_PICTURE),
        (b"hello", "text/plain", Absence.OTHER),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "image/eps", Absence.NO_PICTURE),
    ],
    ids=lambda value: value.name if isinstance(value, Absence) else "",
)
def test_an_unfit_file_is_absent_for_its_reason(
    content: bytes, media_type: str, absence: Absence
) -> None:
    assert opened(enclosure(content, media_type=media_type)) is absence


def test_an_absent_file_is_in_the_zip_and_has_a_page_that_says_why() -> None:
    filed = volume(enclosure(b"%PDF-1.7 broken", "坏.pdf", remark="原件一份"))
    made = printed(filed)
    contents, page = page_texts(made.content)
    assert "原件一份；未并入，见所附文件" in contents
    assert "PDF文件已损坏，不能读取。" in page
    assert "坏.pdf" in page
    assert "15字节" in page  # len("%PDF-1.7 broken")
    assert "文件/01-答复书.pdf" in page
    with ZipFile(BytesIO(bundle(filed))) as archive:
        assert archive.read("文件/01-答复书.pdf") == b"%PDF-1.7 broken"


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the limit on memory is Linux's")
def test_a_page_that_unpacks_to_a_gigabyte_ends_its_own_process_only() -> None:
    assert opened_apart(enclosure(bomb_pdf())) is Absence.TOO_COSTLY


def test_a_file_that_may_be_read_without_its_password_is_merged() -> None:
    locked = pdf_file(encryption=pikepdf.Encryption(user="", owner="secret"))
    assert isinstance(opened(enclosure(locked)), Foreign)


def test_an_invisible_signature_or_an_empty_field_is_no_lost_entry() -> None:
    signed = pdf_file(change=field(FT=pikepdf.Name.Sig, V=pikepdf.Dictionary(Filter="/X")))
    empty = pdf_file(change=field(FT=pikepdf.Name.Tx, V=""))
    assert isinstance(opened(enclosure(signed)), Foreign)
    assert isinstance(opened(enclosure(empty)), Foreign)


def test_a_file_put_in_order_says_so_in_the_contents() -> None:
    cut = pdf_file(5)[:-300]  # without its table of objects
    made = printed(volume(enclosure(cut)))
    assert "原文件结构有误，修复后并入" in page_texts(made.content)[0]
    assert [(each.first, each.last) for each in made.placed] == [(2, 6)]


def test_no_action_script_or_file_of_a_merged_pdf_comes_along() -> None:
    def arm(pdf: pikepdf.Pdf) -> None:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.Root.OpenAction = script
        pdf.pages[0].obj.AA = pikepdf.Dictionary(O=script)
        pdf.attachments["x.exe"] = b"MZ"
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=script
        )
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(link)])

    made = printed(volume(enclosure(pdf_file(1, change=arm))))
    with pikepdf.open(BytesIO(made.content)) as pdf:
        everything = b"".join(each.unparse() for each in pdf.objects)
        assert not pdf.attachments
    assert b"/JavaScript" not in everything
    assert b"/AA" not in everything
    assert b"/OpenAction" not in everything


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "I", "F", "LAB"])
def test_every_kind_of_picture_is_drawn(mode: str) -> None:
    pages = opened(enclosure(picture(mode, (40, 30), "TIFF"), media_type="image/tiff"))
    assert isinstance(pages, Foreign)
    assert len(pages.frames) == 1


fuzzed = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))


@fuzzed
@given(
    st.binary(max_size=400), st.sampled_from([b"", b"%PDF-1.4\n", b"\x89PNG\r\n\x1a\n", b"II*\0"])
)
def test_no_bytes_raise(content: bytes, front: bytes) -> None:
    assert isinstance(opened(enclosure(front + content)), Foreign | Absence)
    assert isinstance(opened(enclosure(front + content, media_type="image/png")), Foreign | Absence)


@fuzzed
@given(st.sampled_from((GOOD_PDF, *GOOD_PICTURES)), st.data())
def test_no_damaged_file_raises(good: bytes, data: st.DataObject) -> None:
    damaged = bytearray(good)
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(len(good) // 2, len(good)))
    kind = "application/pdf" if good is GOOD_PDF else "image/png"
    result = opened(enclosure(bytes(damaged[:cut]), media_type=kind))
    assert isinstance(result, Foreign | Absence)
