"""Tables from elsewhere: what is read, and every sentence by which one is refused."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cases.annual.files import render
from cases.annual.reading import check_files, read_table
from cases.errors import BadInput
from cases.law.annual import Form
from tests.annual.official import BODY, numbered

REPORTS = Path(__file__).parents[1] / "data" / "annual_reports"
SEVEN = "7个整数的列表（自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计）"
WHOLE = "应当是0至999999999之间的整数"
Given = dict[str, Any]


def given(form: Form = Form.FORM_2021) -> Given:
    """A table of zeros that every check lets pass, as its file would hold it."""
    return {"rows": {key: [0] * 7 for key, *_ in BODY[form]}}


def results(total: int = 0) -> dict[str, int]:
    return {"upheld": 0, "corrected": 0, "other_result": 0, "pending": 0, "total": total}


def table4() -> Given:
    return {
        "reconsideration": results(),
        "litigation_direct": results(),
        "litigation_after_reconsideration": results(),
    }


def refused(text: str) -> str:
    with pytest.raises(BadInput) as refusal:
        read_table(text, "表.json")
    return refusal.value.sentence


def written(folder: Path, name: str, content: Given) -> Path:
    path = folder / name
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


# What is read


@pytest.mark.parametrize("form", list(Form))
def test_our_own_file_is_read_back(form: Form) -> None:
    table = numbered(form)
    found = read_table(render(table, ".json").decode(), "表.json")
    assert found.table == table
    assert found.table4 is None


@pytest.mark.parametrize("form", list(Form))
def test_form_follows_from_the_rows_where_none_is_named(form: Form) -> None:
    found = read_table(json.dumps(given(form)), "表.json")
    assert found.table.form is form
    assert (found.table.organ, found.table.year) == ("", 0)


def test_published_report_is_read_with_section_four() -> None:
    found = read_table((REPORTS / "jinhu_county_2023.json").read_text("utf-8"), "金湖")
    assert found.table.organ == "金湖县人民政府（全县汇总）"
    assert (found.table.year, found.table.form) == (2023, Form.FORM_2021)
    assert found.table.rows["unable_not_held"] == (44, 0, 0, 0, 0, 2, 46)
    assert found.table4 is not None
    assert found.table4["reconsideration"] == {
        "upheld": 1, "corrected": 0, "other_result": 6, "pending": 0, "total": 7,
    }  # fmt: skip


def test_rows_come_in_the_order_of_the_form_whatever_the_file_has() -> None:
    rows = given()["rows"]
    found = read_table(json.dumps({"rows": dict(reversed(list(rows.items())))}), "表.json")
    assert list(found.table.rows) == [key for key, *_ in BODY[Form.FORM_2021]]


def test_null_says_as_much_as_nothing() -> None:
    content = given() | {"organ": None, "year": None, "form": None, "table4": None}
    found = read_table(json.dumps(content), "表.json")
    assert (found.table.organ, found.table.year, found.table4) == ("", 0, None)


# What is refused

TEXTS = {
    "no json": ("{", "文件“表.json”不是有效的JSON，第1行第2列有误。"),
    "empty": ("", "文件“表.json”不是有效的JSON，第1行第1列有误。"),
    "too deep": ("[" * 100_000, "文件“表.json”不是年度报告表，JSON的层次过多。"),
    "long number": ("1" * 5000, "文件“表.json”不是年度报告表，其中有过长的数。"),
    "a list": ("[]", "文件“表.json”应当是一个JSON对象，实际是一个列表。"),
    "a number": ("3", "文件“表.json”应当是一个JSON对象，实际是3。"),
    "same name twice": (
        '{"rows": {"new_received": [], "new_received": []}}',
        "文件“表.json”中“new_received”重复出现，每个名称只能出现一次。",
    ),
    "no rows": ('{"table4": {}}', "文件“表.json”缺少“rows”（第三部分各行的数据）。"),
    "rows no object": (
        '{"rows": []}',
        "文件“表.json”的“rows”（第三部分各行的数据）应当是一个JSON对象，实际是一个列表。",
    ),
}


@pytest.mark.parametrize(("text", "sentence"), TEXTS.values(), ids=TEXTS.keys())
def test_text_that_is_no_table_is_refused(text: str, sentence: str) -> None:
    assert refused(text) == sentence


def of(change: Callable[[Given], Any], form: Form = Form.FORM_2021) -> str:
    content = given(form)
    change(content)
    return refused(json.dumps(content))


def test_rows_of_both_forms_are_refused() -> None:
    assert of(lambda t: t["rows"].update(other_handling=[0] * 7)) == (
        "文件“表.json”同时有2019年表式的行“other_handling”和2021年表式的行"
        "“other_overdue_correction”，应当只用一种表式。"
    )


def test_a_table_that_shows_no_form_is_refused() -> None:
    assert of(lambda t: t["rows"].pop("other_handling"), Form.FORM_2019) == (
        "文件“表.json”没有“（六）其他处理”的数据，不能判断表式，2019年表式应当有行“other_handling”，"
        "2021年表式应当有行“other_overdue_correction”、“other_overdue_fee”、“other_misc”。"
    )


@pytest.mark.parametrize("name", ["form", "format"])
def test_rows_must_agree_with_the_named_form(name: str) -> None:
    assert of(lambda t: t.update({name: "2019"})) == (
        "文件“表.json”中有2019年表式没有的行“other_overdue_correction”。"
    )


@pytest.mark.parametrize("name", ["form", "format"])
@pytest.mark.parametrize(
    ("value", "what"), [("2020", "文本“2020”"), (2021, "2021"), ([], "一个列表"), (True, "true")]
)
def test_there_are_two_forms(name: str, value: object, what: str) -> None:
    assert of(lambda t: t.update({name: value})) == (
        f"文件“表.json”的“{name}”（表式）应当是“2019”或者“2021”，实际是{what}。"
    )


def test_form_and_format_must_agree() -> None:
    assert of(lambda t: t.update(form="2021", format="2019")) == (
        "文件“表.json”的“form”和“format”写明的表式不同，应当一致。"
    )


def test_unknown_row_is_refused() -> None:
    assert of(lambda t: t["rows"].update(granted=[0] * 7)) == (
        "文件“表.json”中有2021年表式没有的行“granted”。"
    )


def test_missing_rows_are_all_named() -> None:
    def without_two(table: Given) -> None:
        del table["rows"]["carried_out"], table["rows"]["granted_full"]

    assert of(without_two) == (
        "文件“表.json”缺少2021年表式的行“granted_full”（（一）予以公开）、"
        "“carried_out”（四、结转下年度继续办理）。"
    )


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ([0] * 6, "实际有6个"),
        ([0] * 8, "实际有8个"),
        ([], "实际有0个"),
        ({"total": 0}, "实际是一个对象"),
        ("0,0,0,0,0,0,0", "实际是文本“0,0,0,0,0,0,0”"),
        (None, "实际是null"),
        (0, "实际是0"),
    ],
)
def test_a_row_is_a_list_of_seven(row: object, what: str) -> None:
    assert of(lambda t: t["rows"].update(refused_repeat=row)) == (
        f"文件“表.json”的行“refused_repeat”（2.重复申请）应当是{SEVEN}，{what}。"
    )


@pytest.mark.parametrize(
    ("figure", "what"),
    [
        ("3", "文本“3”"),
        ("", "文本“”"),
        (3.0, "3.0"),
        (3.5, "3.5"),
        (True, "true"),
        (None, "null"),
        (-1, "-1"),
        (1_000_000_000, "1000000000"),
        ([1], "一个列表"),
        (float("nan"), "NaN"),
    ],
)
def test_a_figure_is_a_whole_number(figure: object, what: str) -> None:
    row = [0, 0, figure, 0, 0, 0, 0]
    assert of(lambda t: t["rows"].update(refused_repeat=row)) == (
        "文件“表.json”的行“refused_repeat”（2.重复申请）的“research”（科研机构）一栏"
        f"{WHOLE}，实际是{what}。"
    )


def test_a_long_foreign_text_is_cut_and_its_signs_spelt_out() -> None:
    row = ["\x1b[31m\u202e" + "长" * 100, 0, 0, 0, 0, 0, 0]
    shown = "\\x1b[31m\\u202e" + "长" * 34 + "…"  # 40 signs: escape, [31m, direction, 34 × 长
    assert f"实际是文本“{shown}”。" in of(lambda t: t["rows"].update(refused_repeat=row))


@pytest.mark.parametrize(
    ("year", "what"),
    [("2023", "文本“2023”"), (2023.0, "2023.0"), (True, "true"), (0, "0"), (2007, "2007")],
)
def test_a_year_is_a_year(year: object, what: str) -> None:
    assert of(lambda t: t.update(year=year)) == (
        f"文件“表.json”的“year”（年度）应当是2008至2099之间的整数，实际是{what}。"
    )


@pytest.mark.parametrize(
    ("organ", "what"), [(3, "3"), (["某局"], "一个列表"), ("某\n局", "文本“某\\n局”")]
)
def test_an_organ_is_one_line_of_text(organ: object, what: str) -> None:
    assert of(lambda t: t.update(organ=organ)) == (
        f"文件“表.json”的“organ”（编制单位）应当是一行文字，实际是{what}。"
    )


def of_table4(change: Callable[[Given], Any]) -> str:
    four = table4()
    change(four)
    return of(lambda t: t.update(table4=four))


def test_section_four_is_an_object() -> None:
    assert of(lambda t: t.update(table4=[])) == (
        "文件“表.json”的“table4”应当是一个JSON对象，实际是一个列表。"
    )


def test_section_four_has_its_three_groups_and_no_other() -> None:
    assert of_table4(lambda four: four.pop("litigation_direct")) == (
        "文件“表.json”的“table4”缺少“litigation_direct”（未经复议直接起诉）。"
    )
    assert of_table4(lambda four: four.update(litigation=results())) == (
        "文件“表.json”的“table4”不应当有“litigation”。"
    )


def test_a_group_of_section_four_is_an_object() -> None:
    assert of_table4(lambda four: four.update(reconsideration=[0] * 5)) == (
        "文件“表.json”的“table4”中“reconsideration”（行政复议）应当是一个JSON对象，实际是一个列表。"
    )


def test_a_group_of_section_four_has_its_five_figures_and_no_other() -> None:
    assert of_table4(lambda four: four["reconsideration"].pop("pending")) == (
        "文件“表.json”的“table4”中“reconsideration”（行政复议）缺少“pending”（尚未审结）。"
    )
    assert of_table4(lambda four: four["reconsideration"].update(withdrawn=0)) == (
        "文件“表.json”的“table4”中“reconsideration”（行政复议）不应当有“withdrawn”。"
    )


@pytest.mark.parametrize(("figure", "what"), [("1", "文本“1”"), (1.0, "1.0"), (-2, "-2")])
def test_a_figure_of_section_four_is_a_whole_number(figure: object, what: str) -> None:
    def change(four: Given) -> None:
        four["litigation_after_reconsideration"]["upheld"] = figure

    assert of_table4(change) == (
        "文件“表.json”的“table4”中“litigation_after_reconsideration”（复议后起诉）的“upheld”"
        f"（结果维持）{WHOLE}，实际是{what}。"
    )


# Files


def lines(path: Path, previous: Path | None = None) -> list[str]:
    return [str(violation) for violation in check_files(path, previous)]


def test_violations_of_a_published_table_are_lines() -> None:
    # 行政诉讼, 未经复议直接起诉: 2 维持 + 0 + 1 其他 + 0 = 3, printed 总计 0
    assert lines(REPORTS / "jinhu_county_2023.json") == [
        "review_total\tlitigation_direct\ttotal\t3\t0"
    ]


def test_the_year_before_is_checked_too() -> None:
    # 四 of 2021 is 1 自然人, 1 总计; so is 二 of 2022
    this, last = (REPORTS / f"pingtan_district_{year}.json" for year in (2022, 2021))
    assert lines(this, last) == []


def test_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "表.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(given()).encode())
    assert lines(path) == []


def sentence_of(path: Path, previous: Path | None = None, members: tuple[Path, ...] = ()) -> str:
    with pytest.raises(BadInput) as refusal:
        check_files(path, previous, members)
    return refusal.value.sentence


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert sentence_of(tmp_path / "无.json") == f"找不到文件“{tmp_path}/无.json”。"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert sentence_of(tmp_path) == (
        f"文件“{tmp_path}”不能读取，请确认它是一个文件并且有读取权限。"
    )


def test_a_file_in_gbk(tmp_path: Path) -> None:
    path = tmp_path / "表.json"
    path.write_bytes('{"organ": "某某局"}'.encode("gbk"))
    assert sentence_of(path) == f"文件“{path}”不是UTF-8编码的文本。"


def test_a_file_too_large_to_be_a_table(tmp_path: Path) -> None:
    path = tmp_path / "表.json"
    path.write_bytes(b" " * (1024 * 1024 + 1))
    assert sentence_of(path) == f"文件“{path}”超过1MB，不是年度报告表。"


def test_the_year_before_must_be_the_year_before(tmp_path: Path) -> None:
    this = written(tmp_path, "今.json", given() | {"year": 2023})
    last = written(tmp_path, "昨.json", given() | {"year": 2021})
    assert sentence_of(this, last) == (
        f"文件“{last}”是2021年度的表，“{this}”是2023年度的表，上一年度的表应当是2022年度的。"
    )


def test_a_year_that_is_not_said_is_not_asked_for(tmp_path: Path) -> None:
    this = written(tmp_path, "今.json", given())
    last = given(Form.FORM_2019) | {"year": 2020}
    last["rows"]["carried_out"] = [2, 0, 0, 0, 0, 0, 2]
    # balance of the year before (0 + 0 ≠ 0 + 2) is not this table's fault: only carry_over is told
    assert lines(this, written(tmp_path, "昨.json", last)) == [
        "carry_over\t-\tnatural_person\t2\t0",
        "carry_over\t-\ttotal\t2\t0",
    ]


def test_faults_of_the_other_file_are_told_with_its_name(tmp_path: Path) -> None:
    this = written(tmp_path, "今.json", given())
    last = written(tmp_path, "昨.json", {})
    assert sentence_of(this, last) == f"文件“{last}”缺少“rows”（第三部分各行的数据）。"


def test_members_are_added_up(tmp_path: Path) -> None:
    whole, one, two = given(), given(), given()
    for table, figure in ((whole, 4), (one, 1), (two, 2)):  # 1 + 2 = 3, printed 4
        for key in ("new_received", "granted_full", "total_processed"):
            table["rows"][key] = [figure, 0, 0, 0, 0, 0, figure]
    parts = [written(tmp_path, "甲.json", one), written(tmp_path, "乙.json", two)]
    found = check_files(written(tmp_path, "总.json", whole), members=parts)
    assert [str(violation) for violation in found] == [
        "consolidation\tnew_received\tnatural_person\t3\t4",
        "consolidation\tnew_received\ttotal\t3\t4",
        "consolidation\tgranted_full\tnatural_person\t3\t4",
        "consolidation\tgranted_full\ttotal\t3\t4",
        "consolidation\ttotal_processed\tnatural_person\t3\t4",
        "consolidation\ttotal_processed\ttotal\t3\t4",
    ]


def test_a_member_of_another_year_is_refused(tmp_path: Path) -> None:
    whole = written(tmp_path, "总.json", given() | {"year": 2023})
    part = written(tmp_path, "甲.json", given() | {"year": 2022})
    assert sentence_of(whole, members=(part,)) == (
        f"文件“{part}”是2022年度的表，汇总表“{whole}”是2023年度的，年度应当相同。"
    )


def test_a_member_in_the_coarser_form_is_refused(tmp_path: Path) -> None:
    whole = written(tmp_path, "总.json", given())
    part = written(tmp_path, "甲.json", given(Form.FORM_2019))
    assert sentence_of(whole, members=(part,)) == (
        f"文件“{part}”是2019年表式，没有分列“（六）其他处理”，"
        f"不能与2021年表式的汇总表“{whole}”核对。"
    )
