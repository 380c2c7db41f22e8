"""Letters as PDF, where LibreOffice is installed."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest

from cases.letters import printing
from cases.letters.fonts import STAND_INS, fonts_conf
from cases.letters.printing import NoPrinter, NotPrinted, as_pdf, as_pdfs, is_available
from tests.letters.made import docx, p, run

needs_printer = pytest.mark.skipif(
    not is_available(), reason="LibreOffice (soffice) is not installed: no PDF is made"
)
RARE = "䶮堃喆犇昇珺赟頔祎翀镕"


def text_of_pdf(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    return "".join(
        text.split()
    )  # between Chinese and figures a page has room, which reads as blank


@needs_printer
def test_a_letter_is_printed_with_its_rare_names() -> None:
    pdf = as_pdf(docx(p("政府信息公开申请答复书", style="title"), p(f"{RARE}：", "您的申请收悉。")))
    assert pdf.startswith(b"%PDF-")
    text = text_of_pdf(pdf)
    assert "政府信息公开申请答复书" in text
    assert RARE in text


@needs_printer
def test_chinese_faces_are_drawn_and_no_box_stands_for_a_name() -> None:
    """A missing glyph is drawn as a box or not at all: both look the same for any two characters."""
    faces = ("仿宋_GB2312", "方正小标宋简体", "楷体_GB2312", "黑体", "宋体")
    for face, pdf in zip(faces, as_pdfs([_in(face) for face in faces]), strict=True):
        pictures = {_picture(page) for page in pypdfium2.PdfDocument(BytesIO(pdf))}
        assert len(pictures) == len(RARE), face


def _in(face: str) -> bytes:
    """A page for each rare character."""
    fonts = f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}"/><w:sz w:val="160"/>'
    page = "<w:pPr><w:pageBreakBefore/></w:pPr>"
    return docx(*(f"<w:p>{page if n else ''}{run(one, fonts)}</w:p>" for n, one in enumerate(RARE)))


def _picture(page: pypdfium2.PdfPage) -> bytes:
    return bytes(page.render(scale=0.5).to_pil().tobytes())


@needs_printer
def test_several_letters_come_back_in_their_order_by_one_start() -> None:
    texts = [text_of_pdf(pdf) for pdf in as_pdfs([docx(p(f"第{n}件")) for n in range(12)])]
    assert [f"第{n}件" in text for n, text in enumerate(texts)] == [True] * 12
    assert as_pdfs([]) == []


@needs_printer
def test_those_who_print_at_once_wait_for_one_another() -> None:
    with ThreadPoolExecutor(3) as pool:
        pdfs = [*pool.map(lambda n: as_pdf(docx(p(f"第{n}件"))), range(3))]
    assert [f"第{n}件" in text_of_pdf(pdf) for n, pdf in enumerate(pdfs)] == [True] * 3


@needs_printer
def test_nothing_is_left_behind_and_a_print_that_takes_too_long_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    as_pdf(docx(p("一")))
    with pytest.raises(NotPrinted):
        as_pdf(docx(p("二")), timeout_seconds=0.05)
    left = [path.name for path in tmp_path.iterdir() if not path.name.endswith(printing.LOCK)]
    assert left == []
    running = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline")]
    assert not [line for line in running if str(tmp_path).encode() in line]


def test_without_libreoffice_there_is_no_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert not is_available()
    with pytest.raises(NoPrinter):
        as_pdf(docx(p("一")))


def test_every_official_font_has_a_chinese_stand_in_that_is_no_japanese_face(
    tmp_path: Path,
) -> None:
    written = ElementTree.fromstring(fonts_conf(tmp_path))
    mapped = {
        match.findtext("test/string"): [one.text for one in match.findall("edit[@name='family']/*")]
        for match in written.findall("match")
        if match.find("test") is not None
    }
    assert set(mapped) == {row[0] for row in STAND_INS}
    official = {"仿宋_GB2312", "仿宋", "方正小标宋简体", "楷体_GB2312", "楷体", "黑体", "宋体"}
    assert official <= set(mapped)
    for font, stand_ins in mapped.items():
        assert any(str(one).endswith(" SC") for one in stand_ins), font
        assert not [one for one in stand_ins if str(one).endswith(("JP", "KR", "TC", "HK"))], font
