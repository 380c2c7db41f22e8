"""The volume's PDF: page numbers that are right, tables that break, every character shown."""

from datetime import date
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from pylopdf_fonts_zh_cn import serif_path

from cases.archive.glyphs import shown
from cases.archive.pdf import printed
from cases.archive.sheet import Facts, Grid, Sheet, Text
from tests.archive.made import (
    CASE,
    enclosure,
    grey_at,
    page_texts,
    pdf_file,
    picture,
    sheet,
    told,
    volume,
)

RARE = "䶮堃喆犇昇珺赟頔祎翀镕"
MM = 72 / 25.4
LEFT, RIGHT, BOTTOM, TOP = 28 * MM, (210 - 26) * MM, 28 * MM, (297 - 28) * MM
FOOT = 24 * MM  # below it the line with the page number


def characters_outside(pdf: bytes) -> list[str]:
    """Characters beyond the margins by more than an f leans out, but for the line at the foot."""
    outside = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            for index in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(index)
                drawn = right > left and top > bottom
                at_foot = bottom < FOOT
                within = left > LEFT - 3 and right < RIGHT + 3 and top < TOP + 8
                if drawn and not (at_foot or (within and bottom > BOTTOM - 1)):
                    outside.append(text.get_text_range(index, 1))
    return outside


def test_the_contents_stand_first_and_name_the_pages_of_every_entry() -> None:
    # 1 contents, 2 sheet, 3–5 PDF of three pages, 6 picture, 7 page in place of a docx
    filed = volume(
        sheet(),
        enclosure(pdf_file(3)),
        enclosure(picture("RGB", (300, 200)), "id.png", "image/png", "身份证复印件"),
        enclosure(b"PK\x03\x04", "稿.docx", "application/msword", "草稿"),
    )
    made = printed(filed)
    assert [(each.first, each.last) for each in made.placed] == [(2, 2), (3, 5), (6, 6), (7, 7)]
    assert made.pages == 7
    contents = page_texts(made.content)[0]
    assert contents.startswith("卷内目录")
    assert "顺序号题名文号日期页号备注" in contents
    assert "2答复书答〔2026〕3号2026年3月20日3–5" in contents
    assert "本卷共4件，7页。" in contents


def test_every_page_says_its_number_the_total_and_the_case() -> None:
    made = printed(volume(sheet(), enclosure(pdf_file(2)), sheet("审批单")))
    for number, text in enumerate(page_texts(made.content), start=1):
        assert f"第{number}页　共5页" in text  # 1 + 1 + 2 + 1
        assert CASE in text


def test_a_volume_of_evidence_is_headed_as_such() -> None:
    first = page_texts(printed(volume(sheet(), purpose="evidence")).content)[0]
    assert first.startswith("证据材料目录")


def test_a_volume_without_entries_is_its_contents() -> None:
    assert printed(volume()).pages == 1


def test_contents_longer_than_a_page_repeat_their_headings_and_move_what_follows() -> None:
    # 120 lines of at least 6 mm need 720 mm: more than three pages of 241 mm (297 - 28 - 28)
    made = printed(volume(*(sheet(f"材料{number}") for number in range(120))))
    contents = page_texts(made.content)[: made.placed[0].first - 1]
    assert len(contents) >= 3
    assert all("顺序号题名文号日期页号备注" in text for text in contents)
    assert made.pages == len(contents) + 120


def test_a_grid_breaks_over_pages_under_its_headings_again_and_loses_no_row() -> None:
    rows = tuple((str(number), f"关键词{number:03}", "未检索到") for number in range(1, 151))
    table = Grid("检索情况", ("序号", "关键词", "结果"), rows, (1, 4, 3))
    made = printed(volume(Sheet("I3", "检索记录", (table,))))
    (placed,) = made.placed
    assert placed.last > placed.first
    pages = page_texts(made.content)[placed.first - 1 : placed.last]
    assert all("序号关键词结果" in page for page in pages)
    whole = "".join(pages)
    assert all(f"关键词{number:03}" in whole for number in range(1, 151))


@pytest.mark.parametrize("place", ["fact", "text", "cell"])
def test_a_request_of_3000_characters_is_printed_to_its_last(place: str) -> None:
    request = ("申请公开“某镇”的<会议纪要>&附件、'批复'" * 200)[:2990] + "到此为止的最后十个字"
    assert len(request) == 3000
    block = {
        "fact": Facts((("所需政府信息", request),)),
        "text": Text("一、申请内容", (request,)),
        "cell": Grid("", ("序号", "内容", "备注"), (("1", request, ""),)),
    }[place]
    made = printed(volume(Sheet("P1", "登记表", (block,))))
    (placed,) = made.placed
    pages = page_texts(made.content)[placed.first - 1 : placed.last]
    # 3,000 characters of 12 points (4.23 mm) on a line of 156 mm and 5.5 mm: more than one page
    assert len(pages) > 1
    assert sum(page.count("会议纪要") for page in pages) >= 115  # 2,990 / 25 = 119 less page breaks
    assert "到此为止的最后十个字" in "".join(pages)
    assert characters_outside(made.content) == []


@pytest.mark.parametrize(
    "run", ["a3f5" * 200, "9" * 500, "—" * 300, "（" * 300, "éü" * 200, "http://x.cn/?q=%E4" * 30]
)
def test_a_run_without_a_break_stays_within_its_cell(run: str) -> None:
    blocks = (
        Facts((("网址", run), (run, "值"))),
        Text(run, (run,)),
        Grid(run, ("甲", "乙", run[:40]), ((run, "一", run),), (1, 8, 1)),
    )
    made = printed(volume(Sheet("I3", run[:120], blocks, note=run)))
    assert characters_outside(made.content) == []


def test_the_eleven_rare_characters_have_glyphs_with_an_outline() -> None:
    with TTFont(serif_path()) as font:
        glyphs = font.getGlyphSet()
        for character in RARE:
            bounds = BoundsPen(glyphs)
            glyphs[font.getBestCmap()[ord(character)]].draw(bounds)
            assert bounds.bounds is not None
    assert shown(RARE) == RARE
    assert RARE in page_texts(printed(volume(sheet("表", ("姓名", RARE)))).content)[1]


def test_every_font_is_embedded() -> None:
    made = printed(volume(sheet()))
    with pikepdf.open(BytesIO(made.content)) as pdf:
        descriptors = [
            each
            for each in pdf.objects
            if getattr(each, "get", None) and each.get("/Type") == "/FontDescriptor"
        ]
        assert descriptors
        assert all("/FontFile3" in each for each in descriptors)


def test_a_character_without_a_glyph_is_printed_as_its_number() -> None:
    text = page_texts(printed(volume(told("笑😀了"))).content)[1]
    assert "笑〔U+1F600〕了" in text


def test_what_turns_the_writing_direction_or_has_no_picture_is_left_out() -> None:
    assert shown("甲\u202e乙\u200b丙\x07丁\ufe0f") == "甲乙丙丁"
    assert shown("一\t二\u00a0三\r\n四　五") == "一 二 三\n四　五"
    assert shown("\ud800") == "〔U+D800〕"


def test_text_is_never_read_as_markup_of_the_typesetter() -> None:
    text = '#panic("x") $1+1$ *粗* _斜_ = 题 \\ // 注 @label <tag> `raw` -- ---'
    assert text.replace(" ", "") in page_texts(printed(volume(told(text))).content)[1].replace(
        " ", ""
    )


def test_a_date_is_printed_in_chinese_and_its_absence_as_nothing() -> None:
    contents = page_texts(printed(volume(sheet(), told("一"))).content)[0]
    assert "1登记表2026年3月5日2" in contents
    assert "2检索记录3" in contents
    assert date(2026, 3, 5).isoformat() not in contents


def test_a_merged_page_shows_its_own_content_and_keeps_its_size() -> None:
    a3 = (1190.0, 842.0)
    made = printed(volume(enclosure(pdf_file(1, a3))))
    with pikepdf.open(BytesIO(made.content)) as pdf:
        assert [float(side) for side in pdf.pages[1].mediabox] == pytest.approx([0, 0, *a3])
    assert grey_at(made.content, 2, 600, 400) == 0  # the black of the page that came in


def test_a_page_of_no_printable_size_is_fitted_onto_a4() -> None:
    made = printed(volume(enclosure(pdf_file(1, (20000, 20000))), enclosure(pdf_file(1, (1, 1)))))
    with pikepdf.open(BytesIO(made.content)) as pdf:
        for page in (pdf.pages[1], pdf.pages[2]):
            assert float(page.mediabox[2]) == pytest.approx(210 / 25.4 * 72, abs=0.01)
    assert grey_at(made.content, 2, 297, 420) == 0
    assert grey_at(made.content, 3, 297, 420) == 0


def test_a_turned_page_is_merged_as_a_viewer_shows_it() -> None:
    def turn(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].rotate(90, relative=False)

    made = printed(volume(enclosure(pdf_file(1, (595, 842), turn))))
    with pikepdf.open(BytesIO(made.content)) as pdf:
        assert [float(side) for side in pdf.pages[1].mediabox] == pytest.approx([0, 0, 842, 595])


def test_a_seal_kept_as_an_annotation_becomes_part_of_the_page() -> None:
    def seal(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Contents = pdf.make_stream(b"")
        look = pdf.make_stream(b"0 0 100 100 re f", BBox=[0, 0, 100, 100])
        look.Type, look.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Stamp,
            Rect=[300, 300, 400, 400],
            F=4,
            AP=pikepdf.Dictionary(N=look),
        )
        pdf.pages[0].obj.Annots = pdf.make_indirect(pikepdf.Array([note]))

    made = printed(volume(enclosure(pdf_file(1, (595, 842), seal))))
    assert grey_at(made.content, 2, 350, 350) == 0
    assert grey_at(made.content, 2, 200, 350) == 255
    with pikepdf.open(BytesIO(made.content)) as pdf:
        assert "/Annots" not in pdf.pages[1].obj


def test_a_tiff_of_three_pages_is_three_pages_and_a_wide_picture_lies_across() -> None:
    fax = enclosure(picture("1", (1728, 2200), "TIFF", pages=3), "fax.tif", "image/tiff", "传真件")
    wide = enclosure(picture("RGB", (400, 200)), "a.png", "image/png", "照片")
    made = printed(volume(fax, wide))
    assert [(each.first, each.last) for each in made.placed] == [(2, 4), (5, 5)]
    with pikepdf.open(BytesIO(made.content)) as pdf:
        width, height = (float(side) for side in pdf.pages[4].mediabox[2:])
        assert width > height
    assert "照片" in page_texts(made.content)[4]
