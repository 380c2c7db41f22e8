"""A file becomes headings and cells, or one sentence that says why not."""

import contextlib
import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.errors import BadInput
from cases.register.cells import Unreadable
from cases.register.rows import check_rows
from cases.register.sheet import read_sheet

from .making import PLAIN, TODAY, csv_text, rows, sheet_of, xlsx

HEAD = "登记编号,收到日期,申请人类别,申请人,申请内容"
LINE = "2024-001,2024-03-04,自然人,张三,公开"


def refusal(data: bytes) -> str:
    with pytest.raises(BadInput) as refused:
        read_sheet(data, "台账")
    return refused.value.sentence


def with_part(data: bytes, path: str, old: bytes, new: bytes) -> bytes:
    """The workbook with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for part in source.namelist():
            content = source.read(part)
            assert part != path or old in content
            target.writestr(part, content.replace(old, new, 1) if part == path else content)
    return out.getvalue()


SHEET_XML = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_is_read_in_each_of_its_encodings(encoding: str) -> None:
    sheet = read_sheet(f"{HEAD}\r\n{LINE}\r\n".encode(encoding), "台账.csv")
    assert sheet.headings == tuple(HEAD.split(","))
    assert sheet.rows[0].cells["申请人"] == "张三"


@pytest.mark.parametrize("separator", ["\t", ";"])
def test_csv_may_be_separated_by_tabs_or_semicolons(separator: str) -> None:
    text = f"{HEAD}\n{LINE}".replace(",", separator)
    assert read_sheet(text.encode(), "x").rows[0].cells["申请内容"] == "公开"


def test_the_content_decides_what_a_file_is_and_not_its_name() -> None:
    assert read_sheet(xlsx(rows({})), "台账.csv").rows[0].cells["申请人"] == "张三"
    assert read_sheet(f"{HEAD}\n{LINE}".encode(), "台账.xlsx").rows[0].cells["申请人"] == "张三"


def test_the_order_of_the_columns_is_free() -> None:
    table = rows({})
    turned = [dict(reversed(row.items())) for row in table]
    assert sheet_of({}).rows[0].cells == read_sheet(csv_text(turned).encode(), "x").rows[0].cells


def test_headings_are_known_whatever_their_width_and_blanks() -> None:
    text = f'\u3000登 记编号,收到\u200b日期,"申请人\n类别",申请人 ,申请内容,经办人（科室）\n{LINE}'
    sheet = read_sheet(text.encode("utf-8-sig"), "x")
    assert sheet.headings == (*HEAD.split(","), "经办人（科室）")


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    # heading 1, row 2, blank 3, row 4 of two lines, row 5
    text = f'{HEAD}\n{LINE}\n,,,,\n2,2024-03-04,自然人,张三,"一\n二"\n{LINE}\n\n'
    assert [row.number for row in read_sheet(text.encode(), "x").rows] == [2, 4, 5]


def test_blank_rows_above_the_headings_count_too() -> None:
    assert read_sheet(f"\n,,\n{HEAD}\n{LINE}".encode(), "x").rows[0].number == 4
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for x, (heading, value) in enumerate(PLAIN.items(), 2):  # from B3, below two blank rows
        sheet.cell(3, x, heading)
        sheet.cell(5, x, value)
    out = io.BytesIO()
    book.save(out)
    read = read_sheet(out.getvalue(), "x")
    assert [row.number for row in read.rows] == [5]
    assert read.rows[0].cells == PLAIN


def test_the_first_visible_sheet_is_read() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx(rows({"申请人": "可见"}))))
    hidden = book.create_sheet("隐藏", 0)
    hidden.append(["x"])
    hidden.sheet_state = "hidden"
    book.create_sheet("其后").append(["y"])
    out = io.BytesIO()
    book.save(out)
    assert read_sheet(out.getvalue(), "x").rows[0].cells["申请人"] == "可见"


def test_numbers_in_cells_read_as_a_person_sees_them() -> None:
    seen = {"电话": 13900000001, "比率": 1.5, "负数": -3, "真": True, "次数": 2.0}
    cells = read_sheet(xlsx(rows(dict(seen))), "x").rows[0].cells
    assert [cells[name] for name in seen] == ["13900000001", "1.5", "-3", "TRUE", "2"]


def test_dates_in_cells_are_dates_and_an_hour_stays_visible() -> None:
    moment = datetime.fromisoformat
    given_cells = {
        "甲": date(2024, 3, 4),
        "乙": moment("2024-03-04"),
        "丙": moment("2024-03-04 09:30"),
    }
    cells = read_sheet(xlsx(rows(dict(given_cells))), "x").rows[0].cells
    assert [cells[name] for name in given_cells] == [
        date(2024, 3, 4),
        date(2024, 3, 4),
        "2024-03-04 09:30:00",
    ]


def test_a_number_longer_than_fifteen_digits_has_lost_some() -> None:
    cell = read_sheet(xlsx(rows({"证件号码": 110101199003070003})), "x").rows[0].cells["证件号码"]
    assert isinstance(cell, Unreadable)
    assert "超过15位" in cell.expected


def test_an_error_cell_is_not_an_empty_one() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx(rows({"备注": "x"}))))
    assert book.active is not None
    cell = book.active["F2"]
    cell.value, cell.data_type = "#N/A", "e"
    out = io.BytesIO()
    book.save(out)
    assert read_sheet(out.getvalue(), "x").rows[0].cells["备注"] == Unreadable(
        "#N/A", "单元格是公式错误，应改为数值或者文字"
    )


def test_text_stored_as_a_formula_without_a_result_is_text() -> None:
    formula = xlsx(rows({"申请内容": "=1+1&请公开", "备注": "=A1"}), as_text=False)
    assert b"<f>" in zipfile.ZipFile(io.BytesIO(formula)).read(SHEET_XML)
    cells = read_sheet(formula, "x").rows[0].cells
    assert (cells["申请内容"], cells["备注"]) == ("=1+1&请公开", "=A1")


def test_a_formula_with_a_result_reads_as_its_result() -> None:
    formula = xlsx(rows({"备注": "=1+1"}), as_text=False)
    computed = with_part(formula, SHEET_XML, b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
    assert read_sheet(computed, "x").rows[0].cells["备注"] == "2"


def test_cells_without_a_heading_are_kept_apart() -> None:
    sheet = read_sheet(f"{HEAD},,备注\n{LINE},多,好,余\n".encode(), "x")
    assert sheet.rows[0].untitled == {6: "多", 8: "余"}
    assert sheet.headings == (*HEAD.split(","), "备注")


FAR_CELLS = {"XFD1048576": "超过200000行", "DA1": "CZ列", "A200002": "超过200000行"}


@pytest.mark.parametrize("far", FAR_CELLS)
def test_a_stray_far_cell_is_refused_before_it_fills_the_memory(far: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx(rows({}))))
    assert book.active is not None
    book.active[far] = "x"
    out = io.BytesIO()
    book.save(out)
    assert FAR_CELLS[far] in refusal(out.getvalue())


def test_empty_cells_far_away_are_no_content() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx(rows({}))))
    assert book.active is not None
    book.active["XFD2"].number_format = "0.00"
    out = io.BytesIO()
    book.save(out)
    assert len(read_sheet(out.getvalue(), "x").rows) == 1


PLAIN_XLSX = xlsx(rows({}))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DOCTYPE = b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet'
DAMAGED = "已损坏或者不是xlsx表格，请另存为xlsx后再导入"
NO_ENCODING = "不是UTF-8或者GB18030编码的CSV，也不是xlsx，请另存为xlsx后再导入"
UNREADABLE = "无法按CSV读取：引号应成对，单元格不应过长"
MANY = HEAD + "".join(f",c{n}" for n in range(100))  # 5 + 100 columns
CUT_SHORT = HEAD.replace("申请人,申请内容", "x,y")
# fmt: off
REFUSED = {
    # what is wrong: file, sentence after its name
    "nothing": (b"", "是空的"),
    "blanks only": (b"\xef\xbb\xbf\r\n , \r\n", "没有内容，第1行应为标题"),
    "no headings": (
        b"1,2,3\n", "第1行不是标题：应有登记编号、收到日期、申请人类别、申请人、申请内容等列"
    ),
    "headings missing": (CUT_SHORT.encode(), "第1行缺少标题：申请人、申请内容"),
    "a heading twice": (
        f"{HEAD},申 请人\n".encode(), "的标题“申请人”出现两次（第4列和第6列），只应有一个"
    ),
    "an unknown heading twice": (
        f"{HEAD},科室,科室\n".encode(), "的标题“科室”出现两次（第6列和第7列），只应有一个"
    ),
    "control in a heading": (
        f"{HEAD},a\0b\n".encode(), "第1行第6列的标题过长或者含有控制字符"
    ),
    "control for a heading": (b"\x1c,\n", "第1行第1列的标题过长或者含有控制字符"),
    "too many headings": (MANY.encode(), "第1行的标题超过104列"),
    "quote not closed": (f'{HEAD}\n{LINE}\n"x\n'.encode(), f"第3行{UNREADABLE}"),
    "cell beyond measure": (f"{HEAD}\n{'长' * 140_000}".encode(), f"第2行{UNREADABLE}"),
    "no encoding": (b"\xff\xfe\x00", NO_ENCODING),
    "BOM but not UTF-8": (b"\xef\xbb\xbf\xb5\xc7", NO_ENCODING),
    "old xls": (OLE + b"\0" * 504, "是旧格式（xls），请用表格软件打开后另存为xlsx"),
    "encrypted": (
        OLE + "EncryptedPackage".encode("utf-16-le"), "已加密，请取消密码后再导入"
    ),
    "a page": (b"\n<html>", "的内容是网页，不是表格，请用表格软件打开后另存为xlsx"),
    "cut off": (PLAIN_XLSX[:2000], DAMAGED),
    "no workbook": (with_part(PLAIN_XLSX, "xl/workbook.xml", b"<", b""), DAMAGED),
    "entities": (with_part(PLAIN_XLSX, SHEET_XML, b"<worksheet", DOCTYPE), DAMAGED),
}
# fmt: on


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_is_no_register_is_refused_in_one_sentence(what: str) -> None:
    data, sentence = REFUSED[what]
    assert refusal(data) == f"文件“台账”{sentence}"


def test_limits_are_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cases.register.sheet.FILE_BYTES", 10)
    assert "MB，请拆分后再导入" in refusal(HEAD.encode())
    monkeypatch.undo()
    monkeypatch.setattr("cases.register.sheet.ROWS", 2)
    assert (
        refusal("\n".join([HEAD, LINE, LINE, LINE]).encode()) == "文件“台账”超过2行，请拆分后再导入"
    )
    monkeypatch.setattr("cases.register.workbook.UNPACKED_BYTES", 1000)
    assert "解压后超过" in refusal(PLAIN_XLSX)


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300) | ANY_TEXT.map(lambda text: f"{HEAD}\n{text}".encode()))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(BadInput):
        check_rows(read_sheet(data, "x"), TODAY)
