"""What the commands do (cli.md), each a process of its own on a home of its own."""

import json
import os
import pty
import subprocess
from pathlib import Path

import pytest

from cases.local import services
from tests.commands.conftest import Said
from tests.commands.machine import PROGRAM, clean, disclosure
from tests.local.machine import ask, processes_of
from tests.register.making import csv_text, rows

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "tests" / "data" / "annual_reports"
# Broken in the published tables themselves (annual_reports/*.json, `violations`).
BROKEN = {
    "jinhu_county_2023": "review_total\tlitigation_direct\ttotal\t3\t0\n",
    "pingtan_district_2020": "subtotal\t-\tnatural_person\t26\t20\nsubtotal\t-\ttotal\t27\t21\n",
    # its last column is empty; 1 + 4 + 1 = 6 outcomes of natural persons stand as 5
    "pingtan_haitan_2024": "subtotal\t-\tnatural_person\t6\t5\n"
    "row_total\tnew_received\ttotal\t6\t0\n"
    "row_total\tunable_not_held\ttotal\t4\t0\n"
    "row_total\tunable_unclear_after_correction\ttotal\t1\t0\n"
    "row_total\tother_overdue_correction\ttotal\t1\t0\n"
    "row_total\tother_misc\ttotal\t1\t0\n"
    "row_total\ttotal_processed\ttotal\t6\t0\n",
}


@pytest.mark.parametrize("name", sorted(path.stem for path in PUBLISHED.glob("*.json")))
def test_published_tables_are_checked_figure_by_figure(empty_home: Path, name: str) -> None:
    file, expected = PUBLISHED / f"{name}.json", BROKEN.get(name, "")
    status = 1 if expected else 0
    assert disclosure(empty_home, "check-annual-table", file, status=status) == (expected, "")
    assert list(empty_home.iterdir()) == []


def test_the_year_before_is_compared_where_it_is_given(empty_home: Path, tmp_path: Path) -> None:
    this, before = (
        PUBLISHED / "pingtan_district_2022.json",
        PUBLISHED / "pingtan_district_2021.json",
    )
    assert disclosure(empty_home, "check-annual-table", this, "--previous", before) == ("", "")
    changed = json.loads(before.read_text("utf-8"))
    changed["rows"]["carried_out"] = [3, 0, 0, 0, 0, 0, 3]
    other = tmp_path / "2021.json"
    other.write_text(json.dumps(changed), "utf-8")
    out, _ = disclosure(empty_home, "check-annual-table", this, "--previous", other, status=1)
    assert out == "carry_over\t-\tnatural_person\t3\t1\ncarry_over\t-\ttotal\t3\t1\n"


def test_a_register_is_checked_then_brought_in_then_found_to_be_there(
    home: Path, said: Said, tmp_path: Path
) -> None:
    good, bad = tmp_path / "台账.csv", tmp_path / "错误台账.csv"
    good.write_bytes(csv_text(rows({}, {"备注": "=1+1"})).encode("gb18030"))
    bad.write_bytes(csv_text(rows({"收到日期": "2024-02-30"}, {"申请人": ""})).encode())
    command = ("import-register", good, "--organ", "370783-zrzy")
    assert said(*command, "--dry-run")[0] == "检查通过：共2行，可导入2件，0件已导入过\n"
    # under LANG=C what is printed is UTF-8 all the same
    refused = disclosure(
        home, "import-register", bad, "--organ", "370783-zrzy", status=2, LANG="C", LC_ALL="C"
    )
    assert refused == (
        "",
        "第2行，收到日期“2024-02-30”：应为有效日期，如2024-03-04\n"
        "第3行，申请人（空）：必填，不应为空\n"
        "台账有2处错误，没有导入任何数据\n",
    )
    assert said("verify") == ("", "已核验0件，0处不符\n")
    assert said(*command)[0] == "已导入2件，0件以前已导入\n"
    assert said(*command)[0] == "已导入0件，2件以前已导入\n"
    assert said(*command, "--dry-run")[0].endswith("可导入0件，2件已导入过\n")
    assert said("verify") == ("", "已核验2件，0处不符\n")
    unknown = said("import-register", good, "--organ", "999", status=2)
    assert unknown == ("", "没有找到代码为“999”的单位\n")
    assert processes_of(home) == {}


def test_annual_tables_are_written_to_a_file_or_all_to_the_papers(
    home: Path, said: Said, tmp_path: Path
) -> None:
    register = ROOT / "cases/demonstration/registers/shouguang-2019.csv"
    said("import-register", register, "--organ", "370783")
    command = ("annual-table", "--organ", "370783", "--year", "2019")
    said(*command, "--output", tmp_path / "t.json")
    made = json.loads((tmp_path / "t.json").read_text("utf-8"))
    published = json.loads((PUBLISHED / "shouguang_2019.json").read_text("utf-8"))
    assert made["rows"] == published["rows"]
    assert (made["organ"], made["year"], made["form"]) == ("寿光市人民政府", 2019, "2019")
    _, err = said(*command, "--output", tmp_path / "none" / "t.csv", status=2)
    assert "请检查目录是否存在" in err
    every = ("annual-table", "--all", "--year", "2019")
    assert said(*every)[0] == "2019年度：2个单位，新定版2个\n"
    assert said(*every)[0] == "2019年度：2个单位，新定版0个\n"
    assert len(list((home / "papers").glob("*/*"))) == 6  # xlsx, docx and json of each
    frozen = (*command, "--edition", "1", "--output", tmp_path / "first.json")
    said(*frozen)
    assert (tmp_path / "first.json").read_bytes() == (tmp_path / "t.json").read_bytes()
    _, err = said(*command, "--edition", "2", "--output", tmp_path / "x.json", status=2)
    assert err == "寿光市人民政府2019年度没有第2版\n"
    with services(home) as up:  # its head was told once for both papers
        assert ask(up.database_url, "SELECT count(*) FROM notices") == 1
    [changed, *_] = (home / "papers").glob("*/*")
    changed.write_bytes(changed.read_bytes() + b"\0")
    out, err = said("verify", status=1)
    assert out.endswith("\t-\t文件内容被改动过\n")
    assert err == "已核验49件，1处不符\n"


def test_passwords_that_cannot_be_taken_are_refused_and_none_is_stored(
    home: Path, said: Said, tmp_path: Path
) -> None:
    password = tmp_path / "p"
    officer = ("officer", "add", "li", "李", "--organ", "370783", "--role", "handler")
    password.write_bytes(b"short\n")
    short = said(*officer, "--password-file", password, status=2)
    assert short == ("", "password：此项必填，至少10个字符\n")
    password.write_bytes("密码密码密码".encode("gbk"))
    assert "应为UTF-8编码的密码" in said(*officer, "--password-file", password, status=2)[1]
    password.write_bytes(b"\xef\xbb\xbflong-enough-1\r\n")  # as Notepad stores it
    said(*officer, "--password-file", password)
    assert said(*officer, status=2) == ("", "用户名“li”已被使用\n")
    nobody = said("officer", "token", "wang", status=2)
    assert nobody == ("", "没有用户名为“wang”的人员，或者已停用\n")


def test_a_code_may_have_an_underscore_and_a_dot(home: Path, said: Said, tmp_path: Path) -> None:
    code = "SG_01.a-b"
    assert said("organ", "add", code, "某单位")[0] == f"已新增单位：{code} 某单位\n"
    said("annual-table", "--organ", code, "--year", "2025", "--output", tmp_path / "t.csv")
    again = said("organ", "add", code, "某单位", status=2)
    assert again == ("", f"单位代码“{code}”已被使用\n")
    orphan = said("organ", "add", "x", "某单位", "--parent", "y", status=2)
    assert orphan == ("", "没有代码为“y”的上级单位，应为已登记单位的代码\n")


def test_a_person_who_watches_sees_a_bar_and_a_program_reads_none_of_it(
    home: Path, tmp_path: Path
) -> None:
    (tmp_path / "r.csv").write_bytes(csv_text(rows(*[{}] * 30)).encode())
    watched, terminal = pty.openpty()
    done = subprocess.Popen(
        [PROGRAM, "import-register", tmp_path / "r.csv", "--organ", "370783"],
        env=clean() | {"DISCLOSURE_HOME": str(home), "TERM": "xterm"},
        stdout=subprocess.PIPE,
        stderr=terminal,
    )
    os.close(terminal)
    seen = b""
    try:
        while more := os.read(watched, 4096):
            seen += more
    except OSError:  # a terminal whose last user is gone
        pass
    finally:
        os.close(watched)
    out, _ = done.communicate(timeout=60)
    assert (done.returncode, out.decode()) == (0, "已导入30件，0件以前已导入\n")
    assert "导入" in seen.decode()
