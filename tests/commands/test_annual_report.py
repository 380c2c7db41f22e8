"""`disclosure annual-report`: one organ's report as a file, every organ's into its papers."""

import zipfile
from pathlib import Path

import pytest

from cases import cli
from tests.commands.conftest import Said

pytestmark = pytest.mark.slow

ONE = ("annual-report", "--organ", "370783-zrzy", "--year", "2025")


def test_one_organs_report_is_written_and_again_the_same(said: Said, tmp_path: Path) -> None:
    file, again = tmp_path / "a.docx", tmp_path / "b.docx"
    assert said(*ONE, "--output", file) == ("", "")
    said(*ONE, "--output", again)
    assert zipfile.is_zipfile(file)
    assert file.read_bytes() == again.read_bytes()


def test_all_are_stored_once(said: Said) -> None:
    """Two organs: two reports, and none the second time."""
    every = ("annual-report", "--all", "--year", "2025")
    assert said(*every)[0] == "2025年度：2个单位，新存入2份报告\n"
    assert said(*every)[0] == "2025年度：2个单位，新存入0份报告\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--organ", "1"), "应当给出--organ、--year和--output，或者使用--all"),
        (("--all", "--organ", "1"), "--all不能与--organ或者--output一起使用"),
        (("--organ", "1", "--year", "2018", "--output", "x.docx"), "应为2019至2100的年度"),
        (
            ("--organ", "1", "--year", "2025", "--output", "x.pdf"),
            "扩展名应当是.docx，实际是“.pdf”",
        ),
        (("--organ", "1", "--year", "2025", "--output", "x"), "实际没有扩展名"),
    ],
)
def test_bad_input_is_one_sentence(
    empty_home: Path,
    arguments: tuple[str, ...],
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DISCLOSURE_HOME", str(empty_home))
    assert cli.run(["annual-report", *arguments]) == cli.BAD_USAGE
    out, err = capfd.readouterr()
    assert out == ""
    assert sentence in err
    assert err.count("\n") == 1
    assert [*empty_home.iterdir()] == []  # nothing was started
