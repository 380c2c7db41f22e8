"""Files that nobody should send: each is refused in one sentence, and takes nothing with it."""

import contextlib
import struct
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.errors import BadInput, Refusal
from cases.publishable.apart import TOO_COSTLY
from cases.publishable.cleaned import cleaned
from cases.publishable.finding import personal_data
from cases.publishable.found import found
from cases.publishable.kinds import LARGEST
from tests.archive.made import bomb_pdf, pdf_file, picture
from tests.publishable.made import plain_docx, related, typeset, with_parts
from tests.publishable.test_marking import workbook

GOOD_DOCX = plain_docx("申请人：张建国", "正文")
GOOD_XLSX = workbook()
GOOD_PDF = typeset("申请人：张建国")


def zipped(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, part in parts.items():
            container.writestr(name.replace("__", "/"), part)
    return out.getvalue()


def body(text: bytes) -> Callable[[bytes], bytes]:
    return lambda old: old.replace(b"<w:body>", b"<w:body>" + text)


DEEP = b"<w:sdt><w:sdtContent>" * 5_000 + b"</w:sdtContent></w:sdt>" * 5_000
DTD = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def declared(old: bytes) -> bytes:
    head, _, rest = old.partition(b"?>")
    return head + b"?>" + DTD + rest.replace(b"<w:body>", b"<w:body><w:p>&b;</w:p>")


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "空.docx", "没有内容"),
        (b"x" * (LARGEST + 1), "大.pdf", "超过20MB"),
        (b"hello", "文本.txt", "格式不能在公开前清理，可以使用DOCX、XLSX、PDF、JPG和PNG文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "旧.doc", "旧格式.*或者已加密"),
        (b"PK\x03\x04broken", "坏.docx", "已损坏"),
        (zipped(a=b"x"), "压缩包.zip", "不是DOCX文档或者XLSX工作簿"),
        (GOOD_DOCX[:-200], "断.docx", "已损坏"),
        (with_parts(GOOD_DOCX, {"word/document.xml": body(DEEP)}), "深.docx", "已损坏"),
        (with_parts(GOOD_DOCX, {"word/document.xml": declared}), "实体.docx", "DTD或者实体声明"),
        (with_parts(GOOD_DOCX, {"word/document.xml": b"<w:"}), "坏.docx", "已损坏"),
        (with_parts(GOOD_DOCX, {"word/media/z.bin": bytes(60_000_000)}), "弹.docx", "解压后过大"),
        (with_parts(GOOD_DOCX, {"../../etc/passwd": b"x"}), "路径.docx", "已损坏"),
        (with_parts(GOOD_DOCX, {"WORD/DOCUMENT.xml": b"<a/>"}), "双.docx", "已损坏"),
        (pdf_file(0), "空.pdf", "没有页面"),
        (pdf_file(2001), "长.pdf", "超过2000页"),
        (picture("1", (30_000, 30_000)), "大.png", "图片过大"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value[-5:] else "",
)
def test_an_unfit_file_is_refused_in_one_sentence(content: bytes, name: str, words: str) -> None:
    with pytest.raises(BadInput, match=words) as refused:
        cleaned(content, name)
    assert "。" not in refused.value.sentence.rstrip("。")
    assert "\n" not in refused.value.sentence


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the limit on memory is Linux's")
def test_a_page_that_unpacks_to_a_gigabyte_ends_its_own_process_only() -> None:
    with pytest.raises(BadInput, match=TOO_COSTLY):
        personal_data(bomb_pdf(), "弹.pdf")


def test_a_picture_in_a_document_that_unpacks_to_too_much_is_refused() -> None:
    bomb = picture("1", (30_000, 30_000))
    content = with_parts(
        GOOD_DOCX, {"word/media/image1.png": bomb}, {"word/media/image1.png": "image/png"}
    )
    drawn = (
        b"<w:p><w:r><w:drawing><a:blip xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'"
        b" xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'"
        b" r:embed='rId77'/></w:drawing></w:r></w:p>"
    )
    content = with_parts(content, {"word/document.xml": body(drawn)})
    content = related(content, "word/document.xml", ("image", "media/image1.png", "rId77"))
    with pytest.raises(BadInput, match="图片过大"):
        cleaned(content, "a.docx")


GOOD = (GOOD_DOCX, GOOD_XLSX, GOOD_PDF)
fuzzed = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))


@fuzzed
@given(st.sampled_from(GOOD), st.data())
def test_no_damaged_file_does_more_than_be_refused(good: bytes, data: st.DataObject) -> None:
    damaged = bytearray(good)
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(4, len(good) - 1))] = data.draw(st.integers(0, 255))
    for work in (cleaned, found):
        with contextlib.suppress(Refusal):  # anything else that is raised fails the test
            assert work(bytes(damaged), "a.docx")


@fuzzed
@given(st.sampled_from((GOOD_DOCX, GOOD_XLSX)), st.data())
def test_no_damaged_part_does_more_than_be_refused(good: bytes, data: st.DataObject) -> None:
    """Damage inside a part, where the container's checksum does not find it first."""
    with zipfile.ZipFile(BytesIO(good)) as container:
        parts = {name: container.read(name) for name in container.namelist()}
    part = data.draw(st.sampled_from(sorted(parts)))
    tokens = (
        b'"',
        b"0",
        b"-1",
        b"<w:p>",
        b"rId1",
        b"",
        b"true",
        b"A1:Z99999999",
        b"/",
        b"99999999999",
    )
    old = bytearray(parts[part])
    place = data.draw(st.integers(0, max(0, len(old) - 1)))
    width = data.draw(st.integers(0, 12))
    old[place : place + width] = data.draw(st.sampled_from(tokens))
    for work in (cleaned, found):
        with contextlib.suppress(Refusal):
            assert work(with_parts(good, {part: bytes(old)}), "a.docx")


def test_a_length_that_lies_in_a_jpeg_is_refused() -> None:
    lying = b"\xff\xd8\xff\xe1" + struct.pack(">H", 65_000) + b"Exif\0\0" + b"\xff\xd9"
    with pytest.raises(BadInput, match="图片已损坏"):
        cleaned(lying, "a.jpg")
