"""附卷: what may be kept, told by its bytes; what lies on the disk; what the history says of it."""

import hashlib
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from cases import papers
from cases.actions import attaching
from cases.actions.attaching import LARGEST_TOGETHER, File
from cases.actions.file_checks import LARGEST, checked
from cases.dossier import dossier
from cases.errors import BadInput, NotFound, TooLarge
from cases.keeping import keeping
from cases.kinds import Kind
from cases.law.file_contents import (
    ARCHIVE_ORDER,
    ATTACHABLE,
    CONTENTS,
    EVIDENCE_ORDER,
    Files,
    Paper,
)
from cases.vault import SealBroken
from tests.archive.made import pdf_file, picture
from tests.conftest import Town
from tests.web.worked import Office, office_of

pytestmark = pytest.mark.anyio

CARD_COPY = b"%PDF-1.7 34052419800101001X " + b"copy of an identity card " * 50
OOXML = "application/vnd.openxmlformats-officedocument."


def container(*names: str, types: str = "<Types/>") -> bytes:
    """A zip of these parts, the list of their types first."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as parts:
        if types:
            parts.writestr("[Content_Types].xml", types)
        for name in names:
            parts.writestr(name, f"content of {name}")
    return out.getvalue()


def why_not(name: str, content: bytes) -> str:
    """The sentence with which a file is refused, beside its field."""
    with pytest.raises(BadInput) as refused:
        checked(name, content)
    assert [fault.field for fault in refused.value.faults] == ["file"]
    return refused.value.sentence


# fmt: off
KEPT = [
    ("答复书.pdf", pdf_file(), "application/pdf"),
    ("身份证.JPG", picture("RGB", (9, 9), "JPEG"), "image/jpeg"),
    ("截图.png", picture("RGB", (9, 9)), "image/png"),
    ("传真.tif", picture("RGB", (9, 9), "TIFF"), "image/tiff"),
    ("公文.ofd", container("OFD.xml", types=""), "application/ofd"),
    ("稿.docx", container("word/document.xml"), f"{OOXML}wordprocessingml.document"),
    ("稿.wps", container("word/document.xml"), f"{OOXML}wordprocessingml.document"),
    ("表.xlsx", container("xl/workbook.xml"), f"{OOXML}spreadsheetml.sheet"),
    ("汇报.pptx", container("ppt/presentation.xml"), f"{OOXML}presentationml.presentation"),
    ("说明.txt", "第一行\r\n第二行".encode(), "text/plain"),
    ("清单.csv", "序号,名称\n1,验收报告".encode("gb18030"), "text/plain"),
]
REFUSED = [
    ("通知.pdf", b"MZ\x90\x00" + bytes(60), "程序"),
    ("通知.pdf", b"\x7fELF\x02\x01", "程序"),
    ("通知.txt", b"#!/bin/sh\nrm -rf /\n", "程序"),
    ("网页.txt", "  <!DOCTYPE html><title>通知</title>".encode(), "网页"),
    ("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "网页"),
    ("图.txt", b"\xef\xbb\xbf<?xml version='1.0'?><a/>", "网页"),
    ("清单.csv", b"1,<script>alert(1)</script>", "网页"),
    ("稿.docm", container("word/document.xml", "word/vbaProject.bin"), "宏"),
    ("稿.docx", container("word/document.xml", "word/vbaProject.bin"), "宏"),
    ("稿.docx", container("word/document.xml", types="<T t='a.macroEnabled.main+xml'/>"), "宏"),
    ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "另存为"),
    ("一包.zip", container("a.pdf", types=""), "压缩包"),
    ("一包.docx", container("a.pdf", "b.exe"), "压缩包"),
    ("一包.rar", b"Rar!\x1a\x07\x01\x00", "压缩包"),
    ("一包.7z", b"7z\xbc\xaf\x27\x1c" + bytes(30), "压缩包"),
    ("一包.gz", b"\x1f\x8b\x08\x00" + bytes(30), "压缩包"),
    ("残.docx", container("word/document.xml")[:-30], "损坏"),
    ("图.bmp", b"BM\x00\x00\x00\x00" + bytes(50), "不能识别"),
    ("空白.txt", b"\x00" * 40, "不能识别"),
    ("文.txt", "中文".encode("utf-16"), "不能识别"),
]
# fmt: on


@pytest.mark.parametrize(("name", "content", "media_type"), KEPT)
def test_what_an_office_files_is_kept_under_the_type_of_its_content(
    name: str, content: bytes, media_type: str
) -> None:
    assert checked(name, content) == File(name, media_type, content)


@pytest.mark.parametrize(("name", "content", "word"), REFUSED)
def test_programs_pages_macros_archives_and_the_unknown_are_refused_each_by_its_sentence(
    name: str, content: bytes, word: str
) -> None:
    assert word in why_not(name, content)


def test_a_program_behind_the_end_of_a_name_is_found_by_its_bytes() -> None:
    """A zip may have anything in front of it: what starts as a program is one."""
    assert "程序" in why_not("稿.docx", b"MZ" + container("word/document.xml"))


def test_name_and_content_agree_or_the_sentence_says_what_the_content_is() -> None:
    assert why_not("照片.jpg", pdf_file()) == (
        "文件内容是PDF文件，文件名应以.pdf结尾，请核对是否选错了文件"
    )
    assert ".docx、.wps" in why_not("答复书.pdf", container("word/document.xml"))
    assert ".txt、.csv" in why_not("脚本.js", b"alert(1)")
    assert "PDF" in why_not("答复书", pdf_file())


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.pdf",
        "C:\\答复.pdf",
        "答复\u202efdp.pdf",
        "答\x00复.pdf",
        "答复\n.pdf",
        "   ",
    ],
)
def test_names_that_cannot_be_read_or_that_lead_somewhere_are_refused(name: str) -> None:
    assert "文件名" in why_not(name, pdf_file())
    assert "过长" in why_not("长" * 200 + ".pdf", pdf_file())  # 204 characters


def test_twenty_million_bytes_are_kept_and_one_more_is_not() -> None:
    whole = b"%PDF-1.7" + bytes(LARGEST - 8)
    assert LARGEST == 20_000_000
    assert checked("大.pdf", whole).media_type == "application/pdf"
    with pytest.raises(TooLarge) as refused:
        checked("大.pdf", whole + b"\0")
    assert (refused.value.status, "20MB" in refused.value.sentence) == (413, True)
    assert "没有内容" in why_not("空.pdf", b"")


def test_every_kind_of_paper_has_its_place_and_evidence_has_no_inner_papers() -> None:
    """letters.md §5.4 for the archive, §13 for the bundle."""
    assert ARCHIVE_ORDER[:4] == (
        Paper.ANSWER, Paper.APPROVAL, Paper.APPLICATION, Paper.IDENTITY,
    )  # fmt: skip
    assert ARCHIVE_ORDER[-1] is Paper.HISTORY
    in_order = [
        Paper.APPLICATION, Paper.REGISTER, Paper.SUPPLEMENT, Paper.CONSULTATION, Paper.SEARCH,
        Paper.APPROVAL, Paper.ANSWER, Paper.DELIVERY, Paper.CLOCK,
    ]  # fmt: skip
    assert [paper for paper in EVIDENCE_ORDER if paper in in_order] == in_order
    inner = {Paper.HELP, Paper.CONFERENCE, Paper.LEGAL, Paper.SECRECY, Paper.OTHER, Paper.HISTORY}
    assert inner.isdisjoint(EVIDENCE_ORDER)
    assert CONTENTS[Paper.IDENTITY].files is Files.WITH_PERSONAL_DATA
    assert {Paper.CLOCK, Paper.HISTORY}.isdisjoint(ATTACHABLE)


@pytest.fixture
async def bureau(town: Town) -> Office:
    """The bureau with a case on its desk."""
    office = await office_of(town)
    await office.take_in()
    return office


async def put(bureau: Office, content: bytes = CARD_COPY, **how: Any) -> int:
    """A copy of an identity card on the case."""
    town = bureau.town
    async with town.office.sessions.begin() as session:
        _, number = await attaching.attach(
            session, bureau.actors["zhaoming"], town.clock.at,
            bureau.case_id, File("身份证.pdf", "application/pdf", content),
            paper=Paper.IDENTITY, **how,
        )  # fmt: skip
    return number


async def test_history_says_what_was_attached_and_keeps_the_digest_of_the_file_itself(
    bureau: Office,
) -> None:
    told: dict[str, Any] = {
        "title": "身份证复印件",
        "number": "无",
        "day": date(2026, 11, 20),
        "pages": 2,
        "item": 1,
    }
    assert await put(bureau, **told) == 1
    event = (await bureau.events())[-1]
    assert event.kind == Kind.ATTACHED
    said = {name: event.data[name] for name in ("title", "doc_number", "day", "pages", "item")}
    assert said == {
        "title": "身份证复印件", "doc_number": "无", "day": "2026-11-20", "pages": 2, "item": 1,
    }  # fmt: skip
    assert event.data["sha256"] == hashlib.sha256(CARD_COPY).hexdigest()
    assert (event.data["size"], event.data["paper"]) == (len(CARD_COPY), "identity")


async def test_nothing_of_a_file_lies_on_the_disk_in_the_clear(bureau: Office) -> None:
    await put(bureau)
    home = bureau.town.office.home
    stored = [path for path in home.rglob("*") if path.is_file()]
    assert any(papers.folder(home) in path.parents for path in stored)
    for path in stored:
        content = path.read_bytes()
        assert b"34052419800101001X" not in content, path
        assert b"copy of an identity card" not in content, path


async def test_a_file_opens_as_it_came_and_at_its_own_place_only(bureau: Office) -> None:
    await put(bureau)
    await put(bureau, b"%PDF-1.7 another")
    async with bureau.town.office.sessions() as session:
        kept = keeping(session)
    held = dossier(await bureau.events()).attachments
    assert attaching.content_of(kept, bureau.case_id, held[1]) == CARD_COPY
    held[2].data["stored"] = held[1].data["stored"]  # type: ignore[index]
    with pytest.raises(SealBroken):
        attaching.content_of(kept, bureau.case_id, held[2])


async def test_a_removed_file_is_on_the_case_no_more_and_its_number_is_not_given_again(
    bureau: Office,
) -> None:
    await put(bureau)
    await bureau.as_("zhaoming", attaching.detach, 1, "误传他人材料")
    assert dossier(await bureau.events()).attachments == {}
    assert (await bureau.events())[-1].data["reason"] == "误传他人材料"
    with pytest.raises(NotFound):
        await bureau.as_("zhaoming", attaching.detach, 1, "再撤一次")
    assert await put(bureau) == 2


async def test_an_item_that_was_not_asked_for_is_refused(bureau: Office) -> None:
    with pytest.raises(BadInput) as refused:
        await put(bureau, item=2)
    assert refused.value.sentence == "本件共1项申请事项，没有第2项"
    assert dossier(await bureau.events()).attachments == {}


async def test_files_of_a_case_are_limited_together(
    bureau: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two files of some 1,300 bytes: the second would be over a limit of 2,000."""
    assert LARGEST_TOGETHER == 200_000_000
    monkeypatch.setattr(attaching, "LARGEST_TOGETHER", 2_000)
    await put(bureau)
    with pytest.raises(TooLarge) as refused:
        await put(bureau)
    assert "合计" in refused.value.sentence
    await bureau.as_("zhaoming", attaching.detach, 1, "误传")
    assert await put(bureau) == 2
