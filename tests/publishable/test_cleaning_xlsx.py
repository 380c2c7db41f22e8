"""An XLSX cleaned: the cells that are seen keep their values, nothing stands behind them."""

from collections.abc import Callable
from io import BytesIO

import pytest
import xlsxwriter
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from cases.errors import BadInput
from cases.publishable.cleaned import cleaned
from cases.publishable.cleaning import clean
from tests.publishable.made import (
    AUTHOR,
    COMMENTER,
    EDITOR,
    PLANTED,
    anywhere,
    parts_of,
    photograph,
    related,
    with_parts,
)

SHEET = "xl/worksheets/sheet1.xml"


def made(change: Callable[[Workbook, Worksheet], object]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "公示"
    sheet.append(["户主", "金额"])
    sheet.append(["可以公开", 100])
    change(book, sheet)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def values(content: bytes) -> list[list[object]]:
    sheet = load_workbook(BytesIO(content))["公示"]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def everything() -> bytes:
    def change(book: Workbook, sheet: Worksheet) -> None:
        book.properties.creator, book.properties.lastModifiedBy = AUTHOR, EDITOR
        book.properties.title = "秘密丁"
        sheet["A2"].comment = Comment("秘密戊有意见", COMMENTER)
        hidden = book.create_sheet("底稿")
        hidden["A1"] = "秘密己"
        hidden.sheet_state = "veryHidden"
        sheet["A4"], sheet["B4"] = "秘密庚", 7
        sheet.row_dimensions[4].hidden = True
        sheet["D2"] = "秘密辛"
        sheet.column_dimensions["D"].hidden = True
        book.defined_names["经办"] = DefinedName("经办", attr_text='"秘密甲"')
        choice = DataValidation(type="list", formula1='"秘密乙,秘密丙"')
        choice.add("A2")
        sheet.add_data_validation(choice)
        sheet.auto_filter.ref = "A1:B4"
        sheet.auto_filter.add_filter_column(0, ["秘密庚"])

    content = made(change)
    path = b'<x15ac:absPath xmlns:x15ac="x" url="C:\\Users\\mimijia\\"/><bookViews>'
    return with_parts(content, {"xl/workbook.xml": lambda old: old.replace(b"<bookViews>", path)})


def test_a_workbook_through_many_hands_keeps_its_values_and_loses_every_name() -> None:
    content = everything()
    assert {word for word, _ in anywhere(content, PLANTED)} == set(PLANTED)
    result = clean(content, "公示.xlsx")
    assert anywhere(result.content, (*PLANTED, "mimijia", "底稿")) == set()
    assert values(result.content)[:2] == [
        ["户主", "金额", None, None],
        ["可以公开", 100, None, None],
    ]
    assert set(result.removed) >= {
        "作者姓名", "批注1处", "隐藏的工作表1张", "隐藏的行1行", "隐藏的列1列", "名称定义1个",
        "数据验证", "筛选条件",
    }  # fmt: skip
    assert cleaned(result.content, "公示.xlsx") == (result.content, ())


def test_the_library_finds_no_author_no_comment_and_one_sheet() -> None:
    book = load_workbook(BytesIO(cleaned(everything(), "a.xlsx")[0]))
    assert book.sheetnames == ["公示"]
    assert book.properties.lastModifiedBy is None
    assert not any(cell.comment for row in book["公示"] for cell in row)


def test_formulas_become_their_results() -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("公示")
        sheet.write_row("A1", ["合计", 3])
        sheet.write_formula("B2", '=IF(A1="秘密丁",1,SUM(B1:B1)*2)', None, 6)
        sheet.write_formula("B3", "='[秘密戊.xlsx]表'!A1", None, "外部的值")
    result, removed = cleaned(out.getvalue(), "a.xlsx")
    assert values(result) == [["合计", 3], [None, 6], [None, "外部的值"]]
    assert "公式（保留结果）2处" in removed
    assert anywhere(result, PLANTED) == set()


def test_a_formula_that_was_never_computed_is_refused_by_its_cell() -> None:
    content = made(lambda book, sheet: sheet.append(["合计", "=SUM(B2:B2)"]))
    with pytest.raises(BadInput, match="工作表“公示”的单元格B3的公式没有计算结果"):
        cleaned(content, "a.xlsx")


def test_what_a_merged_cell_covers_and_what_a_format_hides_is_emptied() -> None:
    def change(_: Workbook, sheet: Worksheet) -> None:
        sheet["A5"], sheet["B5"] = "合并", "覆盖"
        sheet["A6"] = "看不见"
        sheet["A6"].number_format = ";;;"
        sheet["A7"] = "看得见"

    covered = b'<c r="B5" t="inlineStr"><is><t>\xe7\xa7\x98\xe5\xaf\x86\xe4\xb8\x81</t></is></c>'
    content = with_parts(
        made(change),
        {
            SHEET: lambda old: old.replace(
                b"</sheetData>",
                b'<row r="8"><c r="A8" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
                b'<mergeCells><mergeCell ref="A5:B5"/></mergeCells>',
            )
        },
    )
    assert covered not in content
    result, removed = cleaned(content, "a.xlsx")
    assert [row[:2] for row in values(result)[4:]] == [
        ["合并", None], [None, None], ["看得见", None], ["x", None]
    ]  # fmt: skip
    assert set(removed) >= {"合并单元格下的内容1处", "以格式隐藏的单元格1个"}


def test_texts_that_no_cell_shows_any_more_leave_the_shared_list() -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("公示")
        sheet.write_column("A1", ["甲行", "秘密丁", "乙行"])
        sheet.set_row(1, None, None, {"hidden": True})
        book.add_worksheet("底稿").write("A1", "秘密戊")
        book.worksheets()[1].hide()
    content = out.getvalue()
    shared = "xl/sharedStrings.xml"
    assert anywhere(content, ("秘密丁", "秘密戊")) == {("秘密丁", shared), ("秘密戊", shared)}
    result, _ = cleaned(content, "a.xlsx")
    assert values(result) == [["甲行"], [None], ["乙行"]]
    assert anywhere(result, PLANTED) == set()
    assert parts_of(result)[shared].count(b"<si>") == 2


def test_a_chart_keeps_its_values_and_names_no_sheet_and_a_picture_no_camera() -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("公示")
        sheet.write_column("A1", ["一季度", "二季度"])
        sheet.write_column("B1", [3, 5])
        hidden = book.add_worksheet("秘密丁的底稿")
        hidden.write_column("A1", [8, 9])
        hidden.hide()
        chart = book.add_chart({"type": "column"})
        chart.add_series(
            {"name": "件数", "categories": "=公示!$A$1:$A$2", "values": "=公示!$B$1:$B$2"}
        )
        chart.add_series({"name": "=秘密丁的底稿!$A$1", "values": "=秘密丁的底稿!$A$1:$A$2"})
        sheet.insert_chart("D2", chart)
        sheet.insert_image("D20", "秘密戊.jpg", {"image_data": BytesIO(photograph())})
    content = out.getvalue()
    assert anywhere(content, ("秘密丁", "秘密戊"))
    result, removed = cleaned(content, "a.xlsx")
    assert anywhere(result, PLANTED) == set()
    (chart_part,) = [part for name, part in parts_of(result).items() if "charts/chart" in name]
    assert "一季度" in chart_part.decode()
    assert b"<c:v>8</c:v>" in chart_part  # the hidden sheet's values are drawn, so they stay
    assert b"<c:f>" not in chart_part
    assert len(load_workbook(BytesIO(result))["公示"]._charts) == 1
    assert "图片拍摄信息（EXIF）1处" in removed


def test_outside_workbooks_pivot_sources_and_connections_go() -> None:
    content = made(lambda book, sheet: None)
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    content = with_parts(
        content,
        {
            "xl/externalLinks/externalLink1.xml": "<a>秘密丁</a>".encode(),
            "xl/pivotCache/pivotCacheDefinition1.xml": "<a>秘密戊</a>".encode(),
            "xl/connections.xml": "<a>秘密己</a>".encode(),
            "xl/persons/person.xml": "<a>秘密庚</a>".encode(),
        },
        {
            "xl/externalLinks/externalLink1.xml": f"{kinds}externalLink+xml",
            "xl/pivotCache/pivotCacheDefinition1.xml": f"{kinds}pivotCacheDefinition+xml",
            "xl/connections.xml": f"{kinds}connections+xml",
            "xl/persons/person.xml": "application/vnd.ms-excel.person+xml",
        },
    )
    content = related(
        content,
        "xl/workbook.xml",
        ("externalLink", "externalLinks/externalLink1.xml", "rId91"),
        ("pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml", "rId92"),
        ("connections", "connections.xml", "rId93"),
        ("person", "persons/person.xml", "rId94"),
    )
    result, removed = cleaned(content, "a.xlsx")
    assert anywhere(result, PLANTED) == set()
    assert values(result) == [["户主", "金额"], ["可以公开", 100]]
    assert set(removed) >= {"外部工作簿链接1个", "数据透视表的源数据", "外部数据连接"}


def test_a_workbook_in_which_every_sheet_is_hidden_is_refused() -> None:
    content = with_parts(
        made(lambda book, sheet: None),
        {"xl/workbook.xml": lambda old: old.replace(b'state="visible"', b'state="hidden"')},
    )
    with pytest.raises(BadInput, match="没有可以显示的工作表"):
        cleaned(content, "a.xlsx")


def test_a_picture_inside_a_cell_is_refused_rather_than_lost() -> None:
    content = with_parts(
        made(lambda book, sheet: None),
        {
            SHEET: lambda old: old.replace(
                b"</sheetData>",
                b'<row r="9"><c r="A9" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>x</v></c></row></sheetData>',
            )
        },
    )
    with pytest.raises(BadInput, match="单元格A9含有嵌入单元格的图片"):
        cleaned(content, "a.xlsx")
