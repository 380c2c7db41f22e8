"""Each export opened again with its own library and compared cell by cell."""

import csv
import hashlib
import json
import re
import shutil
import subprocess
import sys
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from cases.annual.export_xlsx import write_text
from cases.annual.files import MEDIA_TYPES, as_text, render, write_table
from cases.errors import BadInput
from cases.law.annual import AnnualTable, Form
from tests.annual.official import BODY, numbered, printed

FORMS = pytest.mark.parametrize("form", list(Form))
ENDINGS = pytest.mark.parametrize("ending", [".json", ".csv", ".xlsx", ".docx"])
FORMULA = '=HYPERLINK("http://example.invalid","某某局")'
LONG_NAME = "某某省某某市某某新区管理委员会暨某某区人民政府办公室（政务服务管理局、大数据局）" * 3


def sheet_of(table: AnnualTable) -> Worksheet:
    sheet = openpyxl.load_workbook(BytesIO(render(table, ".xlsx"))).active
    assert isinstance(sheet, Worksheet)
    return sheet


def document_of(table: AnnualTable) -> Document:
    return docx.Document(BytesIO(render(table, ".docx")))


# Which kinds there are


@ENDINGS
def test_a_file_holds_what_render_gives(ending: str, tmp_path: Path) -> None:
    table = numbered(Form.FORM_2021)
    write_table(table, tmp_path / f"表{ending.upper()}")
    assert (tmp_path / f"表{ending.upper()}").read_bytes() == render(table, ending)


def test_media_types_are_those_of_the_four_endings() -> None:
    assert list(MEDIA_TYPES) == [".json", ".csv", ".xlsx", ".docx"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("表.pdf", "年度报告表的文件扩展名应当是.json、.csv、.xlsx、.docx之一，实际是“.pdf”。"),
        ("表", "年度报告表的文件扩展名应当是.json、.csv、.xlsx、.docx之一，实际没有扩展名。"),
    ],
)
def test_other_endings_are_refused_and_nothing_is_written(
    name: str, sentence: str, tmp_path: Path
) -> None:
    with pytest.raises(BadInput) as refusal:
        write_table(numbered(Form.FORM_2021), tmp_path / name)
    assert refusal.value.sentence == sentence
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "没有" / "表.csv"
    with pytest.raises(BadInput) as refusal:
        write_table(numbered(Form.FORM_2021), path)
    assert refusal.value.sentence == f"文件“{path}”不能写入，请检查目录是否存在、是否有写入权限。"


def test_a_table_with_rows_of_the_other_form_is_a_bug() -> None:
    rows = numbered(Form.FORM_2019).rows
    with pytest.raises(AssertionError):
        render(AnnualTable("某某局", 2025, Form.FORM_2021, rows), ".json")


# The same bytes


@ENDINGS
def test_bytes_are_the_same_in_other_processes(ending: str) -> None:
    program = (
        "import hashlib; from cases.annual.files import render; from cases.law.annual import Form;"
        "from tests.annual.official import numbered;"
        f"print(hashlib.sha256(render(numbered(Form.FORM_2021), '{ending}')).hexdigest())"
    )
    here = hashlib.sha256(render(numbered(Form.FORM_2021), ending)).hexdigest()
    there = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        env={"PYTHONHASHSEED": "7", "TZ": "Asia/Urumqi"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert there.stdout.strip() == here


@pytest.mark.parametrize("ending", [".xlsx", ".docx"])
def test_office_files_hold_no_clock_time_and_no_author(ending: str) -> None:
    with ZipFile(BytesIO(render(numbered(Form.FORM_2021), ending))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        properties = package.read("docProps/core.xml").decode()
        assert not [name for name in package.namelist() if "thumbnail" in name]
    assert re.findall("<(dc[a-z]*:[a-z]+)", properties) == ["dc:title"]
    assert "某某市人民政府2025年度三、收到和处理政府信息公开申请情况" in properties


def test_order_of_the_given_rows_does_not_matter() -> None:
    table = numbered(Form.FORM_2021)
    turned = AnnualTable(
        table.organ, table.year, table.form, dict(reversed(list(table.rows.items())))
    )
    for ending in MEDIA_TYPES:
        assert render(turned, ending) == render(table, ending)


# JSON


@FORMS
def test_json_is_the_contracts(form: Form) -> None:
    text = render(numbered(form), ".json").decode("utf-8")
    given = json.loads(text)
    assert list(given) == ["organ", "year", "form", "rows"]
    assert (given["organ"], given["year"], given["form"]) == ("某某市人民政府", 2025, form.value)
    assert list(given["rows"]) == [key for key, *_ in BODY[form]]
    for line, figures in enumerate(given["rows"].values()):
        assert figures == [100000 + 10 * line + column for column in range(7)]


def test_json_has_one_row_a_line_for_people() -> None:
    lines = render(numbered(Form.FORM_2019), ".json").decode().split("\n")
    assert lines[1] == ' "organ": "某某市人民政府",'
    assert lines[5] == (
        '  "new_received": [100000, 100001, 100002, 100003, 100004, 100005, 100006],'
    )
    assert lines[-1] == ""
    # braces, organ, year, form, the opening and closing of rows, 23 rows, and the end
    assert len(lines) == 2 + 3 + 2 + 23 + 1


# CSV


@FORMS
def test_csv_shows_labels_and_figures(form: Form) -> None:
    content = render(numbered(form), ".csv")
    assert content.startswith(b"\xef\xbb\xbf")
    heading, *lines = csv.reader(StringIO(content.decode("utf-8-sig"), newline=""))
    assert heading == [
        "编制单位", "年度", "一级项目", "二级项目", "三级项目",
        "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计",
    ]  # fmt: skip
    expected = []
    for line, (_, first, second, third) in enumerate(BODY[form]):
        labels = [first, second if second != first else "", third if third != second else ""]
        figures = [str(100000 + 10 * line + column) for column in range(7)]
        expected.append(["某某市人民政府", "2025年度", *labels, *figures])
    assert lines == expected


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", " =", "＝", "\t"])
def test_csv_makes_no_formula_of_an_organs_name(sign: str) -> None:
    table = numbered(Form.FORM_2021, organ=f"{sign}1+1")
    lines = list(csv.reader(StringIO(render(table, ".csv").decode("utf-8-sig"), newline="")))
    assert {line[0] for line in lines[1:]} == {f"'{sign}1+1"}


def test_csv_leaves_other_words_alone() -> None:
    assert as_text("某某局（=）") == "某某局（=）"
    assert as_text("") == ""


# Spreadsheet


@FORMS
def test_xlsx_shows_the_official_table(form: Form) -> None:
    sheet = sheet_of(numbered(form))
    shown = {
        (cell.row - 3, cell.column - 1): str(cell.value)
        for line in sheet.iter_rows(min_row=3)
        for cell in line
        if cell.value is not None
    }
    for merged in sheet.merged_cells.ranges:
        if merged.min_row >= 3:
            for line, column in merged.cells:
                shown[line - 3, column - 1] = shown[merged.min_row - 3, merged.min_col - 1]
    expected = {
        (line, column): text
        for line, texts in enumerate(printed(form))
        for column, text in enumerate(texts)
    }
    assert shown == expected


@pytest.mark.parametrize(
    ("form", "of_the_form"),
    [
        (Form.FORM_2019, "A8:A27 B26:C26 B27:C27 A28:C28"),
        (Form.FORM_2021, "A8:A29 B26:B28 B29:C29 A30:C30"),
    ],
)
def test_xlsx_merges_what_the_form_merges(form: Form, of_the_form: str) -> None:
    # the table begins in line 3: three lines of head, 一 in line 6, 三 from line 8
    common = (
        "A1:J1 A2:H2 I2:J2 A3:C5 D3:J3 D4:D5 E4:I4 J4:J5 A6:C6 A7:C7 "
        "B8:C8 B9:C9 B10:B17 B18:B20 B21:B25"
    )
    merged = {str(found) for found in sheet_of(numbered(form)).merged_cells.ranges}
    assert merged == set(f"{common} {of_the_form}".split())


@FORMS
def test_xlsx_figures_are_whole_numbers_and_every_cell_has_borders(form: Form) -> None:
    sheet = sheet_of(numbered(form))
    lines = 3 + len(BODY[form])
    for line in sheet.iter_rows(min_row=3, max_row=2 + lines, max_col=10):
        for cell in line:
            box = cell.border
            sides = (box.left, box.right, box.top, box.bottom)
            if str(cell.coordinate) not in sheet.merged_cells:
                assert {side.style for side in sides} == {"thin"}
    for line in sheet.iter_rows(min_row=6, min_col=4):
        for cell in line:
            assert type(cell.value) is int
            assert cell.alignment.horizontal == "center"
    for merged in sheet.merged_cells.ranges:  # the outline is what a merged cell shows
        if merged.min_row >= 3:
            assert all(sheet.cell(*place).border.left.style == "thin" for place in merged.left)
            assert all(sheet.cell(*place).border.right.style == "thin" for place in merged.right)
            assert all(sheet.cell(*place).border.top.style == "thin" for place in merged.top)
            assert all(sheet.cell(*place).border.bottom.style == "thin" for place in merged.bottom)


def test_xlsx_is_set_up_for_one_landscape_a4_page() -> None:
    sheet = sheet_of(numbered(Form.FORM_2021))
    assert sheet.title == "2025年度"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 1)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.freeze_panes == "D6"
    assert sheet.print_title_rows == "$3:$5"


def test_xlsx_fonts_and_the_upright_heading() -> None:
    sheet = sheet_of(numbered(Form.FORM_2021))
    assert sheet["A1"].value == "三、收到和处理政府信息公开申请情况"
    assert (sheet["A1"].font.name, sheet["A6"].font.name) == ("黑体", "宋体")
    assert (sheet["A2"].value, sheet["I2"].value) == ("编制单位：某某市人民政府", "2025年度")
    assert sheet["A8"].alignment.textRotation == 255
    long_label, short_label = sheet.row_dimensions[26].height, sheet.row_dimensions[10].height
    assert long_label is not None
    assert short_label is not None
    assert long_label >= 2 * 12 > short_label  # two lines of ten points each


def test_xlsx_gives_a_long_organ_its_lines() -> None:
    short = sheet_of(numbered(Form.FORM_2021)).row_dimensions[2].height
    long = sheet_of(numbered(Form.FORM_2021, organ=LONG_NAME)).row_dimensions[2].height
    assert short is not None
    assert long is not None
    assert long >= short + 12


def test_xlsx_makes_no_formula_of_an_organs_name() -> None:
    sheet = sheet_of(numbered(Form.FORM_2021, organ=FORMULA))
    kinds = {cell.data_type for line in sheet.iter_rows() for cell in line if cell.value}
    assert kinds == {"s", "n"}
    assert sheet["A2"].value == f"编制单位：{FORMULA}"


@pytest.mark.parametrize("words", [FORMULA, "+1", "-1", "@SUM(A1)"])
def test_xlsx_text_that_looks_like_a_formula_stays_text(words: str) -> None:
    book = openpyxl.Workbook()
    write_text(book.worksheets[0]["A1"], words, Font(), Alignment())
    out = BytesIO()
    book.save(out)
    cell = openpyxl.load_workbook(out).worksheets[0]["A1"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (words, "s", True)


# Document


@FORMS
def test_docx_shows_the_official_table(form: Form) -> None:
    [table] = document_of(numbered(form)).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == printed(form)


def test_docx_names_title_organ_and_year() -> None:
    title, organ, _ = document_of(numbered(Form.FORM_2021)).paragraphs
    assert title.text == "三、收到和处理政府信息公开申请情况"
    assert organ.text == "编制单位：某某市人民政府\t2025年度"


def test_docx_is_one_landscape_a4_section() -> None:
    [section] = document_of(numbered(Form.FORM_2021)).sections
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)


@FORMS
def test_docx_rows_stay_whole_and_the_head_comes_again(form: Form) -> None:
    [table] = document_of(numbered(form)).tables
    rows = table._tbl.tr_lst
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [
        *[True] * 3,
        *[False] * len(BODY[form]),
    ]
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)


def test_docx_fonts_are_the_official_ones_everywhere() -> None:
    document = document_of(numbered(Form.FORM_2021))
    runs = list(document.element.body.iter(qn("w:r")))
    named = [run.find(f".//{qn('w:rFonts')}").get(qn("w:eastAsia")) for run in runs]
    assert named[0] == "方正小标宋简体"
    assert set(named[1:]) == {"黑体", "仿宋_GB2312"}
    standard = document.styles["Normal"].element.find(f".//{qn('w:rFonts')}")
    assert standard.get(qn("w:eastAsia")) == "仿宋_GB2312"


def test_docx_borders_and_widths_are_written_out() -> None:
    [table] = document_of(numbered(Form.FORM_2021)).tables
    borders = table._tbl.tblPr.find(qn("w:tblBorders"))
    assert [edge.get(qn("w:val")) for edge in borders] == ["single"] * 6
    assert table.autofit is False
    widths = [round(column.width.mm) for column in table.columns if column.width is not None]
    assert widths == [10, 31, 75, *[23] * 7]  # 277 mm between margins of 10 mm


# On paper


@pytest.mark.slow
@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdfinfo")), reason="soffice and pdfinfo"
)
def test_every_print_is_one_page(tmp_path: Path) -> None:
    for form in Form:
        for name, organ in (("short", "某某市人民政府"), ("long", LONG_NAME)):
            for ending in (".xlsx", ".docx"):
                file = tmp_path / f"{ending[1:]}-{form}-{name}{ending}"
                write_table(numbered(form, organ=organ), file)
    files = sorted(map(str, tmp_path.iterdir()))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    to_pdf = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*to_pdf, *files], check=True, capture_output=True, timeout=120)
    for name in files:
        printed_file = Path(name).with_suffix(".pdf")
        info = subprocess.run(
            ["pdfinfo", printed_file], check=True, capture_output=True, text=True
        ).stdout
        assert re.search(r"^Pages:\s+1$", info, re.M), info
        width, height = map(float, re.findall(r"^Page size:\s+(\S+) x (\S+) pts", info, re.M)[0])
        assert (round(width), round(height)) == (842, 595)  # 297 × 210 mm
