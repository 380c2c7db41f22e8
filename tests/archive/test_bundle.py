"""The zip: anybody can check it, nothing in it harms, and it is the same every time."""

import csv
import hashlib
import json
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from cases.archive.bundle import bundle
from cases.archive.pdf import printed
from tests.archive.made import DOCX, enclosure, pdf_file, picture, sheet, told, volume

FILED = volume(
    sheet(),
    enclosure(pdf_file(2)),
    enclosure(picture("RGB", (30, 20), "JPEG"), "证.JPG", "image/jpeg", "身份证"),
    enclosure(b"PK\x03\x04", "稿.docx", DOCX, "草稿"),
)


def unpacked(zipped: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(zipped)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rows(held: dict[str, bytes]) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(held["目录.csv"].decode("utf-8-sig"))))


def test_the_zip_holds_the_volume_its_contents_and_each_file_as_it_came() -> None:
    held = unpacked(bundle(FILED, {"history.json": b"[]", "a.json": b"{}"}))
    assert list(held) == [
        "卷宗.pdf",
        "目录.csv",
        "目录.json",
        "a.json",
        "history.json",
        "文件/02-答复书.pdf",
        "文件/03-身份证.jpg",
        "文件/04-草稿.docx",
        "校验.txt",
    ]
    assert held["文件/02-答复书.pdf"] == pdf_file(2)
    assert held["文件/04-草稿.docx"] == b"PK\x03\x04"
    assert held["卷宗.pdf"] == printed(FILED).content


def test_the_same_volume_twice_is_the_same_bytes() -> None:
    assert bundle(FILED, {"history.json": b"[]"}) == bundle(FILED, {"history.json": b"[]"})


def test_another_moment_is_other_bytes() -> None:
    later = replace(FILED, made_at=FILED.made_at.replace(minute=31))
    assert bundle(later) != bundle(FILED)
    with ZipFile(BytesIO(bundle(later))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 4, 1, 9, 31, 10)}


def test_sha256sum_finds_every_file_as_it_should_be(tmp_path: Path) -> None:
    program = shutil.which("sha256sum")
    if program is None:
        pytest.skip("no sha256sum on this machine")
    for name, content in unpacked(bundle(FILED, {"history.json": b"[]"})).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    check = [program, "--check", "--strict", "校验.txt"]
    done = subprocess.run(check, cwd=tmp_path, capture_output=True, check=True)
    assert done.stdout.count(b": OK") == 7  # all but 校验.txt itself
    (tmp_path / "history.json").write_bytes(b"[1]")
    assert subprocess.run(check, cwd=tmp_path, capture_output=True, check=False).returncode == 1


def test_the_contents_say_the_same_for_people_and_programs() -> None:
    held = unpacked(bundle(FILED))
    assert held["目录.csv"].startswith(b"\xef\xbb\xbf")
    # 1 contents, 2 sheet, 3–4 PDF, 5 picture, 6 page in place of the docx
    pages = [(row["起始页"], row["终止页"]) for row in rows(held)]
    assert pages == [("2", "2"), ("3", "4"), ("5", "5"), ("6", "6")]
    listed = json.loads(held["目录.json"])
    assert listed["pages"] == 6
    assert [entry["first_page"] for entry in listed["entries"]] == [2, 3, 5, 6]
    assert [entry["sequence"] for entry in listed["entries"]] == [1, 2, 3, 4]
    assert listed["entries"][0]["file"] == "卷宗.pdf"
    assert listed["entries"][1]["day"] == "2026-03-20"
    assert listed["entries"][3]["not_merged"] == "该格式的文件不能按页并入"
    for entry in listed["entries"]:
        assert hashlib.sha256(held[entry["file"]]).hexdigest() == entry["sha256"]


@pytest.mark.parametrize("words", ["=cmd()", "+1", "-1", "@x", "\t=1", " =1", "＝1", "\n=1"])
def test_no_cell_is_reckoned_out_by_a_spreadsheet(words: str) -> None:
    filed = volume(enclosure(b"x", "a.txt", "text/plain", title=words, remark=words))
    held = unpacked(bundle(filed))
    (row,) = rows(held)
    assert row["题名"] == f"'{words}"
    assert row["备注"].startswith("'")
    assert json.loads(held["目录.json"])["entries"][0]["title"] == words


@pytest.mark.parametrize(
    ("title", "name", "expected"),
    [
        ("../../etc/passwd", "passwd", "01-etc_passwd.bin"),
        ("C:\\x|y*?", "x.DOCX", "01-C_x_y.docx"),
        ("CON", "con.txt", "01-CON.txt"),
        ("a\x00b\u202egpj", "x.jpg", "01-abgpj.jpg"),
        ("...", "x.", "01-附件.bin"),
        ("", "x.tar.gz/../y", "01-附件.bin"),
        ("末尾. ", "x.pdf ", "01-末尾.pdf"),
        ("\ud800名", "x.pdf", "01-名.pdf"),
        # 100 bytes: 3 before, 4 behind, so 93 are 31 characters of 3 bytes
        ("长" * 200, "x.pdf", f"01-{'长' * 31}.pdf"),
        # one byte more in front: 92 bytes hold 30 characters and no half of another
        ("a" + "长" * 200, "x.pdf", f"01-a{'长' * 30}.pdf"),
    ],
)
def test_a_name_is_safe_on_every_system(title: str, name: str, expected: str) -> None:
    filed = volume(enclosure(b"x", name, "application/x-unknown", title=title))
    held = unpacked(bundle(filed))
    assert f"文件/{expected}" in held
    assert len(expected.encode()) <= 100


def test_files_of_the_same_name_stay_apart() -> None:
    twice = volume(*(enclosure(bytes([n]), "a.txt", "text/plain", "附件") for n in (1, 2)))
    held = unpacked(bundle(twice))
    assert held["文件/01-附件.txt"] == b"\x01"
    assert held["文件/02-附件.txt"] == b"\x02"


def test_sequences_beyond_99_sort_as_they_are_counted() -> None:
    many = volume(*(told("一") for _ in range(99)), enclosure(b"x", "a.txt", "text/plain", "附件"))
    assert "文件/100-附件.txt" in unpacked(bundle(many))


@pytest.mark.parametrize("name", ["卷宗.pdf", "../x", "文件/01-a.txt", "a\nb"])
def test_a_further_file_takes_no_name_of_ours_and_no_path(name: str) -> None:
    with pytest.raises(AssertionError):
        bundle(volume(), {name: b""})
