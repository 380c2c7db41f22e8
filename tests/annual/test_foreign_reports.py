"""Reports of other offices: read loosely where a reader would, refused in one sentence otherwise."""

import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from cases.annual.files import render
from cases.annual.foreign import apart
from cases.annual.foreign.report import ForeignReport, read_document
from cases.annual.reading import NO_YEAR
from cases.annual.reports import fitting, read_report
from cases.errors import BadInput
from cases.law.annual import AnnualTable, Form
from cases.law.section_four import SectionFour
from tests.annual.foreign_making import (
    PUBLISHED,
    REPORTS,
    TYPOS,
    Cell,
    Table,
    document,
    four,
    page,
    published,
    three,
    two,
)
from tests.annual.official import numbered

WITH_TWO = ("jinhu_county_2023", "pingtan_district_2021", "pingtan_district_2022")
Making = Callable[[str, list[Table]], bytes]
HTML: Making = page
DOCX: Making = document


def title_of(report: dict[str, Any]) -> str:
    return f"{report['organ']}{report['year']}年政府信息公开工作年度报告"


def tables_of(report: dict[str, Any], **ways: Any) -> list[Table]:
    return [three(report, **ways), *([four(report)] if "table4" in report else [])]


def read(content: bytes) -> ForeignReport:
    """In this process, as the process apart does it."""
    return read_document(content, "html" if content.startswith(b"<") else "office", "报告")


def figures(report: ForeignReport) -> dict[str, list[int]]:
    return {key: list(row) for key, row in report.table.rows.items()}


def refused(content: bytes) -> str:
    with pytest.raises(BadInput) as refusal:
        read(content)
    return refusal.value.sentence


# What is read


@pytest.mark.parametrize("make", [HTML, DOCX], ids=["html", "docx"])
@pytest.mark.parametrize("name", PUBLISHED)
def test_published_figures_are_read_through_typos(name: str, make: Making) -> None:
    report = published(name)
    found = read(make(title_of(report), tables_of(report, words=TYPOS)))
    assert figures(found) == report["rows"]
    assert found.table4 == report.get("table4")
    assert (found.table.year, found.table.form) == (report["year"], report["format"])
    assert found.table.organ == report["organ"]


def test_what_was_read_loosely_is_named() -> None:
    report = published("jinhu_county_2023")
    notes = read(page(title_of(report), tables_of(report, words=TYPOS))).notes
    # rows count from the table's first line, the head's three among them: 5. is the 9th row
    assert "第2个表格第12行“5.属于三类内容事务信息”读作“5.属于三类内部事务信息”" in notes
    assert "第2个表格的栏“合计”读作“总计”" in notes
    assert any("只计这一情况" in note and "只计这一情形" in note for note in notes)


def test_an_exact_report_has_no_notes_about_labels() -> None:
    report = published("jinhu_county_2023")
    found = read(page(title_of(report), [*tables_of(report), two(report)]))
    assert found.notes == ()


@pytest.mark.parametrize("make", [HTML, DOCX], ids=["html", "docx"])
@pytest.mark.parametrize("name", ["jinhu_county_2023", "shouguang_2019"])
def test_invented_subtotals_are_ignored_and_named(name: str, make: Making) -> None:
    report = published(name)
    found = read(make(title_of(report), tables_of(report, words=TYPOS, subtotals=True)))
    assert figures(found) == report["rows"]
    ignored = [note for note in found.notes if note.startswith("忽略了")]
    assert len(ignored) == 4  # one column, three groups


@pytest.mark.parametrize("make", [HTML, DOCX], ids=["html", "docx"])
@pytest.mark.parametrize("name", WITH_TWO)
def test_section_two_is_read_where_it_is_there(name: str, make: Making) -> None:
    report = published(name)
    found = read(make(title_of(report), [two(report), *tables_of(report)]))
    assert found.two == report["table2"]


def test_section_two_without_any_rules_is_read_too() -> None:
    report = published("pingtan_haitan_2024")
    assert report["table2"]["regulations"] is None
    assert read(page(title_of(report), [two(report), *tables_of(report)])).two == report["table2"]


@pytest.mark.parametrize("ending", [".json", ".xlsx", ".docx"])
@pytest.mark.parametrize("form", list(Form))
def test_our_own_files_are_read_back(form: Form, ending: str) -> None:
    year = 2020 if form is Form.FORM_2019 else 2025
    table = numbered(form, year=year)
    review = SectionFour(table.organ, year, dict.fromkeys(GROUPS, (1, 2, 3, 4, 10)))
    found = read_report(render(table, ending, review), f"表{ending}")
    assert found.table == table
    assert found.table4 == review.record()


GROUPS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_json_is_read_whole(name: str) -> None:
    found = read_report((REPORTS / f"{name}.json").read_bytes(), "报告.json")
    assert found.two == published(name).get("table2")
    assert figures(found) == published(name)["rows"]


def test_full_width_digits_and_thousands_are_numbers() -> None:
    # 一千二百三十四 written in three ways: １２３４, 1,234 and 1，234
    report = published("jinhu_county_2023")
    for key in ("new_received", "total_processed", "granted_full"):
        report["rows"][key][0] = 1234
    ways = iter(["１２３４", "1,234", "1，234"])
    found = read(
        page(title_of(report), [three(report, write=lambda n: next(ways) if n == 1234 else str(n))])
    )
    assert figures(found) == report["rows"]


@pytest.mark.parametrize(
    ("sign", "note"), [("", "注：空白表示0。"), ("—", "注：“—”表示数值为零。")]
)
def test_blanks_and_dashes_are_nought_where_the_report_says_so(sign: str, note: str) -> None:
    report = published("pingtan_district_2022")
    tables = [three(report, write=lambda n: str(n) if n else sign)]
    assert figures(read(page(title_of(report), tables, note))) == report["rows"]
    assert figures(read(document(title_of(report), tables, note))) == report["rows"]
    said = "空白" if not sign else "是“—”"
    assert said in refused(page(title_of(report), tables))


def test_a_table_broken_over_two_pages_is_one() -> None:
    report = published("jinhu_county_2023")
    flat = unmerged(three(report))
    found = read(document(title_of(report), [flat[:14], flat[14:]]))
    assert figures(found) == report["rows"]


def test_a_head_printed_again_is_no_row() -> None:
    report = published("jinhu_county_2023")
    flat = unmerged(three(report))
    found = read(document(title_of(report), [[*flat[:14], *flat[:3], *flat[14:]]]))
    assert figures(found) == report["rows"]


def unmerged(table: Table) -> Table:
    """The same table without merged cells: each text stands once, blanks around it."""
    taken: dict[tuple[int, int], str] = {}
    for number, line in enumerate(table):
        column = 0
        for text, down, right in line:
            while (number, column) in taken:
                column += 1
            for below in range(down):
                for beside in range(right):
                    taken[number + below, column + beside] = "" if below or beside else text
    width = 1 + max(column for _, column in taken)
    return [[(taken[n, c], 1, 1) for c in range(width)] for n in range(len(table))]


def test_a_year_in_chinese_digits_is_read() -> None:
    report = published("jinhu_county_2023")
    title = f"{report['organ']}二〇二三年政府信息公开工作年度报告"
    assert read(page(title, [three(report)])).table.year == 2023


def test_a_page_in_gbk_is_read() -> None:
    report = published("pingtan_district_2021")
    text = page(title_of(report), tables_of(report)).decode().replace("utf-8", "gb2312")
    assert figures(read(text.encode("gb18030"))) == report["rows"]


def test_a_published_table_that_adds_up_wrongly_is_read_as_it_is() -> None:
    # faults are named to the office that sent it; they are no reason not to read
    report = published("pingtan_haitan_2024")
    assert not report["arithmetic_ok"]
    assert figures(read(page(title_of(report), tables_of(report)))) == report["rows"]


# What is refused: one sentence, with the place and what is expected


def planted(cell: str, row: int = 3, column: int = 1) -> bytes:
    """A report with one cell of the figures' n-th row replaced."""
    report = published("jinhu_county_2023")
    table = three(report)
    labels = len(table[row]) - 7
    table[row][labels + column - 1] = (cell, 1, 1)
    return page(title_of(report), [table])


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("约140", "是文字“约140”，应当是整数"),
        ("十二", "是文字“十二”，应当是整数"),
        ("-3", "是负数-3，应当是0或者正整数"),
        ("－3", "是负数-3，应当是0或者正整数"),
        ("1.5", "是小数1.5，应当是整数"),
        ("", "是空白，应当填写整数，没有的填0"),
        ("12<br>3", "是文字“12\\n3”，应当是整数"),
        ("9999999999", "过大，应当是0至999999999之间的整数"),
        ("140件", "是文字“140件”，应当是整数"),
    ],
)
def test_what_is_no_whole_number_is_refused_with_its_place(cell: str, why: str) -> None:
    sentence = refused(planted(cell))
    assert sentence.startswith(
        "文件“报告”第2个表格第4行“一、本年新收政府信息公开申请数量”的“自然人”一栏"
    )
    assert why in sentence


def test_a_missing_row_is_named() -> None:
    report = published("jinhu_county_2023")
    flat = unmerged(three(report))
    del flat[10]  # 4.保护第三方合法权益: the eighth row after three lines of head
    assert refused(page(title_of(report), [flat])) == (
        "文件“报告”第2个表格缺少2021年表式的行“4.保护第三方合法权益”。"
    )


def test_a_row_that_stands_twice_is_named() -> None:
    report = published("jinhu_county_2023")
    flat = unmerged(three(report))
    flat.insert(11, flat[10])
    assert "“4.保护第三方合法权益”出现两次，每行应当只有一次" in refused(
        page(title_of(report), [flat])
    )


def test_a_row_that_the_form_does_not_have_is_named() -> None:
    report = published("jinhu_county_2023")
    flat = unmerged(three(report))
    flat.insert(11, [("", 1, 1), ("", 1, 1), ("9.领导批示暂缓", 1, 1), *[("0", 1, 1)] * 7])
    assert "“9.领导批示暂缓”不是2021年表式的行" in refused(page(title_of(report), [flat]))


def test_two_tables_in_one_file_are_refused() -> None:
    report, other = published("pingtan_district_2021"), published("pingtan_district_2022")
    assert "中有两个“收到和处理政府信息公开申请情况”的表" in refused(
        page(title_of(report), [three(report), three(other)])
    )


def test_a_file_without_the_table_is_refused() -> None:
    report = published("jinhu_county_2023")
    assert "中没有找到“收到和处理政府信息公开申请情况”的表" in refused(
        page(title_of(report), [two(report), four(report)])
    )


def test_another_years_report_is_refused() -> None:
    found = read_report((REPORTS / "pingtan_district_2021.json").read_bytes(), "报告.json")
    with pytest.raises(BadInput, match="是2021年度的报告，应当是2022年度的"):
        fitting(found, 2022, "报告.json")


def test_another_forms_table_is_refused() -> None:
    report = published("shouguang_2019") | {"year": 2023}
    found = read(page(title_of(report), [three(report)]))
    with pytest.raises(BadInput, match="用的是2019年表式，2023年度应当用2021年表式"):
        fitting(found, 2023, "报告")


def test_a_report_that_names_no_year_is_taken_with_a_note() -> None:
    report = published("jinhu_county_2023")
    found = read(page("年度报告", [three(report)]))
    assert found.table.year == NO_YEAR
    taken = fitting(found, 2023, "报告")
    assert taken.table.year == 2023
    assert taken.notes[0] == "文件没有写明年度，按2023年度收下"


# Files that are dangerous or none


def repacked(content: bytes, changes: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as given, zipfile.ZipFile(out, "w", 8) as made:
        for name in given.namelist():
            if name not in changes:
                made.writestr(name, given.read(name))
        for name, part in changes.items():
            made.writestr(name, part)
    return out.getvalue()


def good() -> bytes:
    report = published("jinhu_county_2023")
    return document(title_of(report), [three(report)])


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as given:
        return given.read(name)


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = repacked(good(), {"word/media/big.bin": b"\0" * 60_000_000})
    assert len(bomb) < 1_000_000
    assert refused(bomb) == "文件“报告”解压后过大，不能读取，请核对文件。"


def test_macros_are_refused() -> None:
    assert "含有宏" in refused(repacked(good(), {"word/vbaProject.bin": b"x"}))
    types = part(good(), "[Content_Types].xml").replace(
        b"wordprocessingml.document.main+xml", b"macroEnabled.main+xml"
    )
    assert "含有宏" in refused(repacked(good(), {"[Content_Types].xml": types}))


def test_an_outside_relation_is_refused_and_a_link_is_not() -> None:
    name = "word/_rels/document.xml.rels"
    relation = (
        b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/%s" Target="http://example.invalid/x" TargetMode="External"/>'
    )
    rels = part(good(), name)

    def with_one(kind: bytes) -> bytes:
        return rels.replace(b"</Relationships>", relation % kind + b"</Relationships>")

    assert "引用了文件以外的内容" in refused(repacked(good(), {name: with_one(b"image")}))
    assert read(repacked(good(), {name: with_one(b"hyperlink")})).kind == "docx"


def test_entities_are_refused() -> None:
    xml = part(good(), "word/document.xml")
    declared = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    laughing = xml.replace(b"?>", b"?>" + declared, 1)
    assert "DTD或者实体声明" in refused(repacked(good(), {"word/document.xml": laughing}))
    assert "实体声明" in refused(b"<!DOCTYPE html [<!ENTITY a 'aaa'>]>" + planted("0"))


def test_a_huge_page_or_table_is_refused() -> None:
    assert "超过5MB" in refused(planted("0") + b" " * 5_000_000)
    wide = planted("0").replace(b"rowspan='3' colspan='3'", b"rowspan='3' colspan='100000'")
    assert "表格过大" in refused(wide)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "没有内容"),
        (b"%PDF-1.7 ...", "是PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "是旧格式"),
        (b"PK\x03\x04nothing", "已损坏"),
        ("文字".encode(), "格式不能识别"),
        (b'{"rows": {}}', "不能判断表式"),
        (b"<html><body>nothing</body></html>", "没有找到"),
        (b"\x00<\x00h\x00t\x00m\x00l", "不是有效的网页"),
    ],
)
def test_what_is_no_report_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(BadInput) as refusal:
        read_report(content, "报告")
    assert why in refusal.value.sentence


def test_a_zip_of_reports_is_refused() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("报告.docx", good())
    assert "是压缩包" in refused(out.getvalue())


def test_text_in_a_sheet_is_refused_with_its_row() -> None:
    table = numbered(Form.FORM_2021)
    book = openpyxl.load_workbook(BytesIO(render(table, ".xlsx")))
    book.worksheets[0]["D6"] = "若干"  # the first figure: three lines of head after title and organ
    out = BytesIO()
    book.save(out)
    sentence = refused(out.getvalue())
    assert (
        "工作表“2025年度”第6行“一、本年新收政府信息公开申请数量”的“自然人”一栏是文字“若干”"
        in sentence
    )


def test_what_costs_too_much_is_refused_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "WALL_SECONDS", 0.01)  # shorter than any process takes to start
    with pytest.raises(BadInput, match="没有能够在规定的时间和内存内读完"):
        read_report(good(), "报告.docx")


def test_a_refusal_and_a_report_come_back_from_the_process_apart() -> None:
    with pytest.raises(BadInput, match="“自然人”一栏是负数-3"):
        read_report(planted("-3"), "报告.html")
    found = read_report(good(), "报告.docx")
    assert figures(found) == published("jinhu_county_2023")["rows"]
    assert found.kind == "docx"


def test_as_data_and_back_is_the_same_report() -> None:
    report = published("pingtan_district_2022")
    found = read(page(title_of(report), [two(report), *tables_of(report)]))
    assert apart.as_report(json.loads(json.dumps(apart.as_data(found)))) == found
    assert isinstance(found.table, AnnualTable)


def test_columns_of_section_four_in_another_order_are_read_by_their_heads() -> None:
    report = published("jinhu_county_2023")
    table = four(report)
    heads: list[Cell] = table[1][:5]
    table[1][:5] = [heads[1], heads[0], *heads[2:]]  # 纠正 before 维持
    table[3][:2] = [table[3][1], table[3][0]]
    assert read(page(title_of(report), [three(report), table])).table4 == report["table4"]
