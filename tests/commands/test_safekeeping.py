"""backup · restore: the whole office in one file; what comes back is the very same office."""

import json
import shutil
import tarfile
from pathlib import Path

import pytest

from tests.commands.conftest import Said, call
from tests.register.making import csv_text, rows

CARD = "34052419800101001X"


@pytest.fixture
def filled(home: Path, tmp_path: Path) -> Path:
    """The made home with a register brought in and a paper written."""
    register = tmp_path / "台账.csv"
    answered = {"证件号码": CARD, "答复日期": "2024-03-20", "答复结果": "部分公开"}
    register.write_text(csv_text(rows(answered)), "utf-8")
    call(home, "import-register", str(register), "--organ", "370783-zrzy")
    call(home, "annual-table", "--all", "--year", "2024")
    return home


def table(home: Path, tmp_path: Path) -> bytes:
    """The organ's table of 2024, as its file says it."""
    file = tmp_path / f"{home.name}.json"
    call(home, "annual-table", "--organ", "370783-zrzy", "--year", "2024", "--output", str(file))
    return file.read_bytes()


def test_what_is_restored_is_the_same_office(
    filled: Path, empty_home: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "备份.tar"
    assert "含文件" in call(filled, "backup", str(kept))
    assert kept.stat().st_mode & 0o777 == 0o600  # it holds the keys
    assert CARD.encode() not in kept.read_bytes()  # sealed in the dump as in the database
    assert "已恢复" in call(empty_home, "restore", str(kept))
    assert call(empty_home, "verify") == call(filled, "verify") == ""
    assert table(empty_home, tmp_path) == table(filled, tmp_path)
    papers = sorted(p.name for p in (filled / "papers").rglob("*") if p.is_file())
    assert papers
    assert sorted(p.name for p in (empty_home / "papers").rglob("*") if p.is_file()) == papers
    assert (empty_home / "keys" / "vault.json").stat().st_mode & 0o777 == 0o600
    call(empty_home, "officer", "token", "zhou")  # and people go on in it


def test_an_office_with_people_in_it_is_not_overwritten(
    filled: Path, said: Said, tmp_path: Path
) -> None:
    kept = tmp_path / "备份.tar"
    said("backup", kept)
    _, err = said("restore", kept, status=2)
    assert err == "数据目录中已有单位或者人员，只能恢复到还没有数据的目录\n"
    _, err = said("backup", kept, status=2)
    assert "已经存在" in err
    assert said("verify")[0] == ""


def test_a_damaged_or_foreign_file_changes_nothing(
    home: Path, empty_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    said: Said,
) -> None:  # fmt: skip
    kept = tmp_path / "备份.tar"
    said("backup", kept)
    monkeypatch.setenv("DISCLOSURE_HOME", str(empty_home))
    content = kept.read_bytes()
    half, flipped, text = tmp_path / "half", tmp_path / "flipped", tmp_path / "text"
    half.write_bytes(content[: len(content) // 2])
    middle = len(content) // 2
    flipped.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
    text.write_text("不是备份", "utf-8")
    with tarfile.open(kept) as archive:
        member = archive.extractfile("manifest.json")
        assert member is not None
        manifest = json.load(member)
    manifest["revision"] = "9999"
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    newer = tmp_path / "newer"
    with tarfile.open(newer, "w") as archive:
        archive.add(tmp_path / "manifest.json", "manifest.json")
    stranger = tmp_path / "stranger"
    shutil.copy(kept, stranger)
    with tarfile.open(stranger, "a") as archive:
        archive.add(text, "../../etc/passwd")
    for file, words in (
        (half, "不完整"), (flipped, "摘要不符"), (text, "不是本系统的备份文件"),
        (newer, "更新版本的程序"), (stranger, "不应有的内容"), (tmp_path / "none", "不能读取"),
    ):  # fmt: skip
        out, err = said("restore", file, status=2)
        assert (out, err.count("\n")) == ("", 1), err
        assert words in err, file.name
    assert not (empty_home / "keys").exists()
    assert not (empty_home / "papers").exists()
