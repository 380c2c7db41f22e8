"""Finds marked for whoever decides, and taken out of what is published."""

from dataclasses import replace
from io import BytesIO

import docx
import pikepdf
import pypdfium2
import pytest
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import Cm
from openpyxl import Workbook, load_workbook
from pikepdf import Dictionary, Name, String

from cases.errors import Refusal
from cases.publishable.finding import Found, Kind
from cases.publishable.found import found
from cases.publishable.marked import marked as mark
from cases.publishable.marking import marked, masked
from cases.publishable.masked import masked as mask
from tests.publishable.made import (
    anywhere,
    anywhere_in_pdf,
    changed_pdf,
    page_colours,
    parts_of,
    pdf_text,
    photograph,
    plain_docx,
    saved,
    typeset,
    xml,
)

NAME, CARD, PHONE = "张建国", "37078319900307741X", "13800138000"
CHOSEN = (NAME, CARD, PHONE)


def finds(content: bytes, name: str) -> list[Found]:
    return [Found(Kind(kind), *rest) for kind, *rest in found(content, name)["found"]]


def rows(each: list[Found]) -> list[dict[str, object]]:
    return [vars(one) for one in each]


def letter() -> bytes:
    """The chosen words over several runs, in a table, a header, a text box and where nobody looks."""
    document = docx.Document()
    paragraph = document.add_paragraph("申请人张")
    paragraph.add_run("建").bold = True
    run = paragraph.add_run("国，身份证号3707831990")
    run.italic = True
    paragraph.add_run(f"0307741X，电话{PHONE}。")
    document.add_paragraph("本机关已经受理。")
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, ("姓名", "电话", NAME, PHONE), strict=True):
        cell.text = words
    document.sections[0].header.paragraphs[0].text = f"{NAME}一案"
    document.add_comment(document.paragraphs[1].runs, f"{NAME}来过", NAME, "张")
    document.core_properties.title = f"{NAME}的申请"
    document.add_picture(BytesIO(photograph()), Cm(1))
    document.inline_shapes[0]._inline.docPr.set("descr", f"{NAME}的房屋")
    last = document.element.body[-1]
    last.addprevious(xml(f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{CARD}</w:t></w:r></w:p>"))
    last.addprevious(
        xml(
            "<w:p><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox>"
            f"<w:txbxContent><w:p><w:r><w:t>收件人：{NAME}</w:t></w:r></w:p></w:txbxContent>"
            "</v:textbox></v:shape></w:pict></w:r></w:p>"
        )
    )
    return saved(document)


def test_exactly_the_characters_of_a_find_are_yellow_and_keep_their_format() -> None:
    content = letter()
    copy = docx.Document(BytesIO(marked(content, "a.docx", finds(content, "a.docx"))))
    first = copy.paragraphs[0]
    lit = [
        (run.text, bool(run.bold), bool(run.italic))
        for run in first.runs
        if run.font.highlight_color == WD_COLOR_INDEX.YELLOW
    ]
    assert lit == [
        ("张", False, False), ("建", True, False), ("国", False, True),
        ("3707831990", False, True), ("0307741X", False, False), (PHONE, False, False),
    ]  # fmt: skip
    before = docx.Document(BytesIO(content))
    assert [one.text for one in copy.paragraphs] == [one.text for one in before.paragraphs]


def test_masked_words_are_nowhere_in_the_document_and_runs_keep_their_format() -> None:
    content = letter()
    assert {word for word, _ in anywhere(content, (NAME, PHONE))} == {NAME, PHONE}
    result = masked(content, "a.docx", finds(content, "a.docx"))
    document = docx.Document(BytesIO(result))
    assert document.paragraphs[0].text == (
        f"申请人{'＊' * 3}，身份证号{'*' * 18}，电话{'*' * 11}。"
    )
    assert [run.text for run in document.paragraphs[0].runs if run.bold] == ["＊"]
    assert document.paragraphs[1].text == "本机关已经受理。"
    assert [cell.text for cell in document.tables[0]._cells] == [
        "姓名",
        "电话",
        "＊" * 3,
        "*" * 11,
    ]
    assert anywhere(result, CHOSEN) == set()
    whole = b"".join(parts_of(result).values()).decode(errors="ignore")
    assert "＊＊＊一案" in whole  # the header
    assert "＊＊＊的房屋" in whole  # what is said of the picture
    assert finds(result, "a.docx") == []


def test_only_what_was_chosen_is_masked() -> None:
    content = plain_docx("申请人：张建国", "经办人：李秀英")
    chosen = [each for each in finds(content, "a.docx") if each.masked == "张＊＊"]
    result = mask(content, "a.docx", rows(chosen))
    assert [one.text for one in docx.Document(BytesIO(result)).paragraphs] == [
        "申请人：＊＊＊",
        "经办人：李秀英",
    ]


def test_the_same_words_go_however_they_are_written_again() -> None:
    content = plain_docx(
        "申请人：张建国，电话13800138000", "张 建 国，１３８ 0013 8000", "转账给张建国之妻"
    )
    result = mask(content, "a.docx", rows(finds(content, "a.docx")))
    texts = [one.text for one in docx.Document(BytesIO(result)).paragraphs]
    assert texts[1] == "＊ ＊ ＊，＊＊＊ **** ****"
    assert texts[2] == "转账给＊＊＊之妻"


def test_a_short_name_is_not_torn_out_of_other_words() -> None:
    content = plain_docx("户主姓名：高明", "认识提高明显。", "送达高明。")
    result = mask(content, "a.docx", rows(finds(content, "a.docx")))
    assert [one.text for one in docx.Document(BytesIO(result)).paragraphs] == [
        "户主姓名：＊＊",
        "认识提高明显。",
        "送达＊＊。",
    ]


def test_a_village_alone_goes_only_where_it_was_chosen() -> None:
    document = docx.Document()
    document.add_paragraph("洛城街道东关村公示")
    table = document.add_table(2, 1)
    table.cell(0, 0).text, table.cell(1, 0).text = "家庭住址", "东关村"
    content = saved(document)
    result = docx.Document(BytesIO(mask(content, "a.docx", rows(finds(content, "a.docx")))))
    assert result.paragraphs[0].text == "洛城街道东关村公示"
    assert result.tables[0].cell(1, 0).text == "＊＊＊"


def test_finds_of_another_file_are_refused() -> None:
    one, other = plain_docx("申请人：张建国"), plain_docx("申请人：李秀英")
    with pytest.raises(Refusal, match="与文件内容不一致"):
        masked(other, "a.docx", finds(one, "a.docx"))
    far = [replace(each, stretch=99) for each in finds(one, "a.docx")]
    with pytest.raises(Refusal, match="与文件内容不一致"):
        mark(one, "a.docx", rows(far))


def workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "发放表"
    for row in (["姓名", "电话", "金额"], [NAME, int(PHONE), 100], ["合计", None, 100]):
        sheet.append(row)
    sheet.oddHeader.center.text = f"经办人：{NAME}"
    sheet["C2"].number_format = "0.00"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_cells_with_finds_get_a_yellow_ground_and_keep_their_number_format() -> None:
    content = workbook()
    sheet = load_workbook(BytesIO(mark(content, "a.xlsx", rows(finds(content, "a.xlsx")))))[
        "发放表"
    ]
    yellow = {
        cell.coordinate for row in sheet for cell in row if cell.fill.fgColor.rgb == "FFFFFF00"
    }
    assert yellow == {"A2", "B2"}
    assert sheet["C2"].number_format == "0.00"


def test_masked_words_are_nowhere_in_the_workbook_also_where_they_were_a_number() -> None:
    content = workbook()
    result = masked(content, "a.xlsx", finds(content, "a.xlsx"))
    sheet = load_workbook(BytesIO(result))["发放表"]
    assert [[cell.value for cell in row] for row in sheet] == [
        ["姓名", "电话", "金额"], ["＊" * 3, "*" * 11, 100], ["合计", None, 100]
    ]  # fmt: skip
    assert anywhere(result, CHOSEN) == set()


def test_a_sheet_that_is_called_by_a_person_is_called_otherwise_everywhere() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = f"{NAME}案"
    sheet.append(["姓名", NAME])
    sheet.print_area = "A1:B1"
    out = BytesIO()
    book.save(out)
    result = mask(out.getvalue(), "a.xlsx", rows(finds(out.getvalue(), "a.xlsx")))
    again = load_workbook(BytesIO(result))
    assert again.sheetnames == ["＊＊＊案"]
    assert again["＊＊＊案"].print_area == "'＊＊＊案'!$A$1:$B$1"
    assert anywhere(result, CHOSEN) == set()


PAGES = (
    "#set page(width: 12cm, height: 8cm)\n"
    f"申请人：{NAME}，身份证号{CARD}，电话{PHONE}。可以公开的话。\n#pagebreak()\n转告{NAME}。"
)


def test_a_find_in_a_pdf_is_marked_over_its_own_signs() -> None:
    content = typeset(PAGES)
    result = marked(content, "a.pdf", finds(content, "a.pdf"))
    with pikepdf.open(BytesIO(result)) as pdf:
        assert [len(page.obj.get("/Annots", ())) for page in pdf.pages] == [3, 1]
        boxes = [[float(side) for side in note.Rect] for note in pdf.pages[0].Annots]
    with pypdfium2.PdfDocument(content) as document:
        page = document[0].get_textpage()
        under = [page.get_text_bounded(*box).strip() for box in boxes]
    assert under == [NAME, CARD, PHONE]
    assert any(red > 240 and blue < 90 for red, _, blue in page_colours(result))
    assert pdf_text(result) == pdf_text(content)


def test_a_masked_pdf_is_pictures_with_black_boxes_and_no_text_at_all() -> None:
    content = changed_pdf(typeset(PAGES), lambda pdf: setattr(pdf.docinfo, "Author", String(NAME)))
    result = masked(content, "a.pdf", finds(content, "a.pdf"))
    assert pdf_text(result).strip() == ""
    assert anywhere_in_pdf(result, CHOSEN) == set()
    with pypdfium2.PdfDocument(content) as before, pypdfium2.PdfDocument(result) as after:
        assert len(after) == 2
        for number in range(2):
            old, new = before[number].get_size(), after[number].get_size()
            assert [round(side) for side in old] == [round(side) for side in new]
        signs = before[0].get_textpage()
        place = signs.search(NAME).get_next()
        assert place is not None
        left, bottom, right, top = signs.get_charbox(place[0] + 1)
        drawn = after[0].render(scale=2).to_pil().convert("L")
        middle = (int(left + right), int(2 * old_height(before) - (bottom + top)))
        assert drawn.getpixel(middle) < 40
        # outside the boxes the page is white paper with black words
        assert drawn.getpixel((2, 2)) > 240


def old_height(document: pypdfium2.PdfDocument) -> float:
    return float(document[0].get_size()[1])


@pytest.mark.parametrize("turned", [90, 270])
def test_boxes_stand_on_the_words_of_a_turned_page_too(turned: int) -> None:
    def turn(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.obj.Rotate = turned
            page.obj.MediaBox = [float(side) for side in page.mediabox]

    content = changed_pdf(typeset(PAGES), turn)
    result = mask(content, "a.pdf", rows(finds(content, "a.pdf")))
    with pypdfium2.PdfDocument(content) as before, pypdfium2.PdfDocument(result) as after:
        one, two = (each[0].render(scale=1).to_pil().convert("L") for each in (before, after))
        assert one.size == two.size
        dark = [sum(picture.histogram()[:60]) for picture in (one, two)]
        # three finds of 3, 18 and 11 signs at 11 points: thousands of square points of black
        assert dark[1] > dark[0] + 1500


def test_text_behind_a_masked_pdf_s_form_is_found_after_it_became_the_page() -> None:
    def put(pdf: pikepdf.Pdf) -> None:
        drawn = pdf.make_stream(b"q Q")
        drawn.Type, drawn.Subtype, drawn.BBox = Name.XObject, Name.Form, [0, 0, 10, 10]
        note = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Stamp, Rect=[5, 5, 15, 15], F=4,
                AP=Dictionary(N=drawn), Contents=String(NAME),
            )
        )  # fmt: skip
        pdf.pages[0].obj.Annots = pikepdf.Array([note])

    content = changed_pdf(typeset(PAGES), put)
    result = mask(content, "a.pdf", rows(finds(content, "a.pdf")))
    assert anywhere_in_pdf(result, CHOSEN) == set()
