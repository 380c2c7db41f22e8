"""Personal data found in texts and files: what was planted is found, official texts stay clean."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO

import docx
import pytest
from openpyxl import Workbook

from cases.errors import BadInput
from cases.law.regulation_text import REGULATION
from cases.publishable.finding import Found, Kind, examined, personal_data
from cases.publishable.found import found
from cases.publishable.found_kinds import shown
from cases.publishable.numbers import luhn
from cases.publishable.recognised import recognised
from cases.publishable.stretches import Piece, Stretch
from tests.publishable.invented_texts import FRAMES, GIVEN, MARKED, OFFICIAL, SURNAMES
from tests.publishable.made import photograph, plain_docx, saved, typeset

MARK = re.compile(r"⟦(\w+):(.*?)⟧")


def spans(text: str) -> list[tuple[Kind, str]]:
    """What is found in one paragraph."""
    return [
        (each.span.kind, text[each.span.start : each.span.end])
        for each in recognised([Stretch("第1段", (Piece(text),))])
    ]


def planted(marked: str) -> Iterator[tuple[Kind, str]]:
    return ((Kind(kind), words) for kind, words in MARK.findall(marked))


def test_what_was_planted_in_invented_texts_is_found_and_little_else(
    capsys: pytest.CaptureFixture[str],
) -> None:
    hit, missed, false = Counter[Kind](), Counter[Kind](), Counter[Kind]()
    for marked in MARKED:
        expected = Counter(planted(marked))
        got = Counter(spans(MARK.sub(r"\2", marked)))
        for kind, _ in (expected & got).elements():
            hit[kind] += 1
        for kind, words in (expected - got).elements():
            missed[kind] += 1
            print("missed", kind, words)
        for kind, words in (got - expected).elements():
            false[kind] += 1
            print("false", kind, words)
    recall = {
        kind: hit[kind] / (hit[kind] + missed[kind]) for kind in Kind if hit[kind] + missed[kind]
    }
    precision = {kind: hit[kind] / (hit[kind] + false[kind]) for kind in Kind if hit[kind]}
    with capsys.disabled():
        print()
        for kind in recall:
            print(f"{kind.label}: 查全率 {recall[kind]:.0%}，查准率 {precision[kind]:.0%}")
    # numbers are told by their form alone; names by habit of speech, so a tenth may be missed
    assert all(
        share == 1 for kind, share in recall.items() if kind not in (Kind.NAME, Kind.ADDRESS)
    )
    assert recall[Kind.NAME] >= 0.9
    assert recall[Kind.ADDRESS] >= 0.9
    assert precision[Kind.NAME] >= 0.9


@pytest.mark.parametrize("article", REGULATION)
def test_nothing_is_found_in_the_regulation(article: int) -> None:
    assert [found for paragraph in REGULATION[article] for found in spans(paragraph)] == []


def test_official_texts_without_persons_are_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    false = [(words, kind) for text in OFFICIAL for kind, words in spans(text)]
    with capsys.disabled():
        print(f"\n无个人信息的公文{len(OFFICIAL)}句，误报{len(false)}处：{false}")
    assert [kind for _, kind in false if kind is not Kind.NAME] == []
    assert len(false) <= 1


def test_names_drawn_by_lot_are_found_in_the_sentences_of_official_papers(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lot = random.Random(20190515)
    drawn = [
        (frame, lot.choice(SURNAMES) + "".join(lot.choices(GIVEN, k=lot.choice((1, 2, 2)))))
        for frame in FRAMES
        for _ in range(50)
    ]
    whole = sum((Kind.NAME, name) in spans(frame.format(name)) for frame, name in drawn)
    with capsys.disabled():
        print(f"\n随机姓名{len(drawn)}个，完整找到{whole / len(drawn):.1%}")
    assert whole / len(drawn) >= 0.9


def test_digits_check_themselves() -> None:
    # 6222021001116245702: 2·(0,5,2,1,1,0,2,2,2) → 0+1+4+2+2+0+4+4+4 = 21, the others
    # 2+7+4+6+1+0+1+0+2+6 = 29; 21 + 29 = 50, which ends with 0
    assert luhn("6222021001116245702")
    assert not luhn("6222021001116245703")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("编号37078319900307741X0", []),  # longer than a card's number
        (
            "身份证号370783199003077418",
            [(Kind.ID_NUMBER, "370783199003077418")],
        ),  # mistyped, but said
        ("流水号370783199003077418", []),  # wrong check character, and nobody says it is a card's
        ("支出13800138000元", []),
        ("合同号A13800138000", []),
        ("０５３６－５２２１２３４", [(Kind.LANDLINE, "０５３６－５２２１２３４")]),  # full width
        ("电话5221234", [(Kind.LANDLINE, "5221234")]),
        ("国办发〔2019〕61号", []),
        ("中山路12号", [(Kind.ADDRESS, "中山路12号")]),
        ("中山路以东", []),
    ],
)
def test_a_number_is_what_its_form_and_its_neighbours_say(
    text: str, expected: list[tuple[Kind, str]]
) -> None:
    assert spans(text) == expected


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (Kind.NAME, "张建国", "张＊＊"),
        (Kind.ID_NUMBER, "37078319900307741X", "370*************1X"),
        (Kind.MOBILE, "13800138000", "138****8000"),
        (Kind.ADDRESS, "寿光市圣城街道东关村三组12号", "寿光市圣城街***"),
        (Kind.EMAIL, "zhang@163.com", "z***@163.com"),
        (Kind.PLATE, "鲁G12345", "鲁G***45"),
    ],
)
def test_a_find_shows_only_as_much_as_is_needed_to_know_it_again(
    kind: Kind, text: str, expected: str
) -> None:
    assert shown(kind, text) == expected


def everywhere() -> bytes:
    """A document with a find in each of the places in which words can stand."""
    document = docx.Document()
    document.add_paragraph("正文第一段。")
    document.add_paragraph("")
    paragraph = document.add_paragraph("申请人张")
    paragraph.add_run("建").bold = True
    paragraph.add_run("国的申请。")
    table = document.add_table(3, 3)
    rows = (
        ("姓名", "联系电话", "身份证号"),
        ("徐彤", "5221234", "370783199003077418"),
        ("", "", ""),
    )
    for row, words in zip(table.rows, rows, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    document.sections[0].header.paragraphs[0].text = "联系人：李秀英"
    document.sections[0].footer.paragraphs[0].text = "电话：0536-5221234"
    return saved(document)


def test_finds_of_a_document_say_where_they_stand() -> None:
    assert [
        (each.kind, each.masked, each.place) for each in personal_data(everywhere(), "a.docx")
    ] == [
        (Kind.NAME, "张＊＊", "第2段"),  # empty paragraphs are not counted
        (Kind.NAME, "徐＊", "表1第2行第1列"),
        (Kind.LANDLINE, shown(Kind.LANDLINE, "5221234"), "表1第2行第2列"),
        (Kind.ID_NUMBER, "370*************18", "表1第2行第3列"),
        (Kind.NAME, "李＊＊", "页眉"),
        (Kind.LANDLINE, shown(Kind.LANDLINE, "0536-5221234"), "页脚"),
    ]


def test_a_find_holds_no_word_of_the_file() -> None:
    for each in personal_data(everywhere(), "a.docx"):
        assert isinstance(each, Found)
        assert not {"张建国", "徐彤", "李秀英", "370783199003077418"} & {
            *map(str, vars(each).values())
        }


def test_a_name_that_was_found_once_is_found_again_without_any_label() -> None:
    content = plain_docx("户主姓名：于洋", "汇款给于洋。", "由于洋流的影响，气温下降。")
    rows = found(content, "a.docx")["found"]
    # 于|洋流 is no name: the second sign of the short name belongs to another word
    assert [(row[2], row[4], row[5]) for row in rows] == [("第1段", 5, 7), ("第2段", 3, 5)]


def test_finds_of_a_workbook_are_told_by_sheet_row_and_column() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "发放表"
    for row in (
        ["序号", "姓名", "家庭住址", "银行账号"],
        [1, "邱大山", "东关村三组", 1602023301200012],
    ):
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    rows = found(out.getvalue(), "a.xlsx")["found"]
    assert [(Kind(row[0]), row[2]) for row in rows] == [
        (Kind.NAME, "工作表“发放表”第2行第2列"),
        (Kind.ADDRESS, "工作表“发放表”第2行第3列"),
        (Kind.BANK, "工作表“发放表”第2行第4列"),
    ]


def test_finds_of_a_pdf_are_told_by_page_also_where_a_line_ends_within() -> None:
    pages = typeset(
        "#set page(width: 9cm, height: 6cm)\n#set text(size: 12pt)\n"
        "经查，申请人的身份证号码为37078319900307741X，名下有房屋一处。\n#pagebreak()\n联系人：王芳"
    )
    rows = found(pages, "a.pdf")["found"]
    assert [(Kind(row[0]), row[1], row[2]) for row in rows] == [
        (Kind.ID_NUMBER, "370*************1X", "第1页"),
        (Kind.NAME, "王＊", "第2页"),
    ]


def test_a_known_name_is_found_over_the_end_of_a_line_in_a_narrow_cell() -> None:
    text = "经办人：张建国\n序号\n张建\n国\n未检索到"
    (page,) = [Stretch("第1页", (Piece(text),))]
    assert [text[each.span.start : each.span.end] for each in recognised([page])] == [
        "张建国",
        "张建\n国",
    ]


def test_a_scanned_file_and_a_picture_are_left_to_a_person() -> None:
    blank = typeset("#rect(width: 5cm, height: 5cm, fill: gray)")
    with pytest.raises(BadInput, match=r"可能是扫描件或者图片.*请人工逐页查看"):
        personal_data(blank, "扫描件.pdf")
    with pytest.raises(BadInput, match="是图片，其中的文字不能自动查找"):
        personal_data(photograph(), "照片.jpg")


def test_pages_and_pictures_without_text_are_named() -> None:
    mixed = typeset("有文字的一页\n#pagebreak()\n#rect(width: 5cm, height: 5cm, fill: gray)")
    assert examined(mixed, "a.pdf").unread == ("第2页没有可以读取的文字，可能是扫描件，请人工查看",)
    document = docx.Document()
    document.add_paragraph("正文")
    document.add_picture(BytesIO(photograph()))
    assert examined(saved(document), "a.docx").unread == (
        "文件含有图片1张，其中的文字不能自动查找，请人工查看",
    )
