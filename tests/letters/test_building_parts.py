"""What stands around a letter's body, and the tables of forms, in the built-in templates."""

import re

import pytest

from cases.law.letter_parts import Grid, Rows, Signs, each, where
from cases.law.letters import BODY, PAPER, PAPERS, Layout, PaperForm
from cases.letters.building.envelope import build_envelope
from cases.letters.building.papers import build
from tests.letters.built import (
    Made,
    W,
    all_templates,
    body_of,
    code,
    parts,
    section_of,
    text_of,
    xml_parts,
)

LETTERS = [paper for paper in PAPERS if paper.layout is Layout.LETTER]
FORMS = [paper for paper in PAPERS if paper.layout is Layout.FORM]


@pytest.fixture(scope="module")
def made() -> Made:
    return all_templates()


@pytest.mark.parametrize("paper", LETTERS, ids=code)
def test_a_letter_has_title_number_addressee_attachments_and_signature_in_order(
    made: Made, paper: PaperForm
) -> None:
    said = text_of(body_of(made[paper.code]))
    number = ["{{ doc.number }}"] if paper.numbered else []
    order = [
        *number, "{{ title }}", *number, "{{ to }}：", "附件：", "{{ line }}", "{{ organ.name }}",
        "{{ doc.date }}", "{{ contact }}",
    ]  # fmt: skip
    places = [0]
    for words in order:
        places.append(said.index(words, places[-1]) + len(words))
    assert ("{{ doc.number }}" in said) == paper.numbered


@pytest.mark.parametrize("paper", LETTERS, ids=code)
def test_the_bookmark_of_the_seal_holds_organ_and_date_and_room_above(
    made: Made, paper: PaperForm
) -> None:
    paragraphs = list(body_of(made[paper.code]).iter(f"{W}p"))
    starts = [n for n, p in enumerate(paragraphs) if p.find(f"{W}bookmarkStart") is not None]
    ends = [n for n, p in enumerate(paragraphs) if p.find(f"{W}bookmarkEnd") is not None]
    assert len(starts) == len(ends) == 1
    assert paragraphs[starts[0]].find(f"{W}bookmarkStart").get(f"{W}name") == "seal"
    assert text_of(paragraphs[starts[0]]) == ""
    held = [text_of(p) for p in paragraphs[starts[0] + 1 : ends[0]] if "{%p" not in text_of(p)]
    assert held == ["{{ organ.name }}", "{{ doc.date }}"] * 3  # for names of three lengths
    assert text_of(paragraphs[ends[0]]) == "{{ contact }}"


@pytest.mark.parametrize("paper", LETTERS, ids=code)
def test_the_first_page_has_the_red_head_only_where_head_is_true(
    made: Made, paper: PaperForm
) -> None:
    section = section_of(made[paper.code])
    assert section.different_first_page_header_footer
    head, foot = section.first_page_header._element, section.first_page_footer._element
    said = [text_of(p) for p in head.iter(f"{W}p")]
    assert said[0] == "{%p if head %}"
    assert said.count("{{ organ.name }}") == 5  # for names of five lengths
    (upper,), (lower,) = head.iter(f"{W}bottom"), foot.iter(f"{W}bottom")
    assert upper.get(f"{W}val") == "thickThinSmallGap"  # 10.1: 上粗下细
    assert lower.get(f"{W}val") == "thinThickSmallGap"  # 10.1: 上细下粗
    assert {upper.get(f"{W}color"), lower.get(f"{W}color")} == {"FF0000"}


@pytest.mark.parametrize("paper", FORMS, ids=code)
def test_a_form_has_no_red_head_and_no_seal(made: Made, paper: PaperForm) -> None:
    assert not section_of(made[paper.code]).different_first_page_header_footer
    assert not list(body_of(made[paper.code]).iter(f"{W}headerReference"))
    assert not list(body_of(made[paper.code]).iter(f"{W}bookmarkStart"))


@pytest.mark.parametrize("paper", PAPERS, ids=code)
def test_odd_pages_are_numbered_right_and_even_ones_left(made: Made, paper: PaperForm) -> None:
    section = section_of(made[paper.code])
    for foot, style in ((section.footer, "单页码"), (section.even_page_footer, "双页码")):
        (number,) = foot._element.iter(f"{W}p")
        assert number.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == style
        assert text_of(number) == "— 1 —"
        assert "PAGE" in "".join(number.itertext(f"{W}instrText"))
    settings = xml_parts(made[paper.code])["word/settings.xml"]
    assert settings.find(f"{W}evenAndOddHeaders") is not None


@pytest.mark.parametrize("paper", PAPERS, ids=code)
def test_tables_are_as_wide_as_the_text_and_repeat_their_headings(
    made: Made, paper: PaperForm
) -> None:
    body = body_of(made[paper.code])
    tables = list(body.iter(f"{W}tbl"))
    for table in tables:
        columns = [int(one.get(f"{W}w")) for one in table.iter(f"{W}gridCol")]
        assert sum(columns) == 8845  # twips: 11,906 − 1,587 − 1,474
        for row in table.iter(f"{W}tr"):
            spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iter(f"{W}tc")]
            assert sum(1 if one is None else int(one.get(f"{W}val")) for one in spans) == len(
                columns
            )
        assert table.getnext().tag == f"{W}p"  # two tables without a paragraph between are one
    repeated = [table for table in tables if table.find(f".//{W}tblHeader") is not None]
    assert len(repeated) == sum(isinstance(part, Grid) for part in BODY[paper.code])
    for table in repeated:
        head, first, line, last = table.iter(f"{W}tr")
        assert head.find(f".//{W}tblHeader") is not None
        assert re.fullmatch(r"\{%tr for \w+ in [\w.]+ %\}", text_of(first))
        assert line.find(f".//{W}cantSplit") is not None
        assert text_of(last) == "{%tr endfor %}"


def test_the_place_of_the_query_code_is_a_picture_of_28_mm_with_its_words(made: Made) -> None:
    assert "word/media/qr.png" in parts(made["P3"])
    drawing = next(body_of(made["P3"]).iter(f"{W}drawing"))
    extent = next(one for one in drawing.iter() if one.tag.endswith("}extent"))
    named = next(one for one in drawing.iter() if one.tag.endswith("}docPr"))
    assert (extent.get("cx"), extent.get("cy")) == ("1008000", "1008000")  # 28 mm × 36,000
    assert named.get("descr") == "查询二维码"
    assert "[[qr.png]]" not in text_of(body_of(made["P3"]))


def test_the_last_lines_stay_on_the_page_of_the_seal() -> None:
    body = ("一", *each("line", "lines", "{{ line }}"), *where("x", "三"), "特此答复。")
    content = build(PAPER["A12"], body)
    kept = {
        text_of(p)
        for p in body_of(content).iter(f"{W}p")
        if p.find(f"{W}pPr/{W}keepNext") is not None
    }
    # the paragraph before it, as a rule the remedy, may break over the page
    assert kept == {"特此答复。"}


def test_what_is_answered_by_hand_has_lines_to_write_on() -> None:
    content = build(PAPER["P10"], ("□ 同意公开", "理由：", "{{ lead }}"))
    said = [text_of(p) for p in body_of(content).iter(f"{W}p")]
    assert said == [
        "{{ title }}",
        "{{ organ.name }}",
        "□ 同意公开",
        "理由：",
        "",
        "",
        "",
        "{{ lead }}",
    ]


def test_a_row_to_be_filled_by_hand_is_higher_than_a_printed_one() -> None:
    content = build(PAPER["P18"], (Rows(((("代收人", ""),), (("份数", "{{ copies }}"),))),))
    by_hand, printed = (int(one.get(f"{W}val")) for one in body_of(content).iter(f"{W}trHeight"))
    assert by_hand > printed


def test_signatures_have_two_centimetres_and_a_date_its_signs() -> None:
    content = build(PAPER["P18"], ("x", Signs(("送达人（签字）", "日期"))))
    labels, room = body_of(content).iter(f"{W}tr")
    assert [text_of(cell) for cell in labels.iter(f"{W}tc")] == ["送达人（签字）", "日期"]
    assert [text_of(cell) for cell in room.iter(f"{W}tc")] == ["", "年　　月　　日"]
    assert int(room.find(f".//{W}trHeight").get(f"{W}val")) == 1134  # 20 mm


def test_a_column_is_never_too_narrow_for_its_heading() -> None:
    grid = Grid(("序号", "内容"), "x", "xs", ("{{ x.n }}", "{{ x.text }}"), (1, 99))
    first, second = (
        int(one.get(f"{W}w")) for one in body_of(build(PAPER["I11"], (grid,))).iter(f"{W}gridCol")
    )
    assert first >= 2 * 12 * 20  # two characters of 12 points
    assert first + second == 8845


def test_the_envelope_has_the_size_dl_and_six_boxes_for_the_postcode() -> None:
    content = build_envelope()
    page = body_of(content).find(f".//{W}pgSz")
    assert (page.get(f"{W}w"), page.get(f"{W}h")) == ("12472", "6236")  # 220 mm × 110 mm
    assert page.get(f"{W}orient") == "landscape"
    boxes = [
        cell
        for cell in section_of(content).header._element.iter(f"{W}tc")
        if cell.find(f".//{W}tcBorders") is not None
    ]
    assert len(boxes) == 6
    frame = next(body_of(content).iter(f"{W}framePr"))
    assert (frame.get(f"{W}vAnchor"), frame.get(f"{W}hAnchor")) == ("page", "page")
    assert text_of(frame.getparent().getparent()) == "{{ to_postcode }}"
    said = text_of(body_of(content))
    for field in (
        "to_address",
        "to",
        "organ.address",
        "organ.name",
        "organ.postcode",
        "doc.number",
    ):
        assert f"{{{{ {field} }}}}" in said
