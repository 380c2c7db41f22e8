"""An edited letter beside its draft, and the draft that becomes the letter."""

import pytest

from cases.errors import BadInput
from cases.letters.comparing import DATE_TO_COME, NUMBER_TO_COME, Mandatory, compared, dated
from cases.letters.package_checks import REVISED
from cases.letters.paragraphs import text_of
from cases.letters.rendering import parsed, render
from cases.redline import Change
from tests.letters.made import docx, faces_of, p, paper, parts_of, related, run, table, xml_of

REMEDY = Mandatory("救济告知", "如不服本答复书，可以自收到本答复书之日起60日内申请行政复议。")
LINES = (NUMBER_TO_COME, "答复书", "张某：", "您申请公开的信息不存在。", REMEDY.text, DATE_TO_COME)
DRAFT = docx(*(p(line) for line in LINES))


def edited(*lines: str) -> bytes:
    return docx(*(p(line) for line in lines))


def test_an_untouched_draft_has_no_changes_and_no_faults() -> None:
    comparison = compared(DRAFT, DRAFT, [REMEDY])
    assert not comparison.changed
    assert comparison.faults == comparison.lost == ()
    assert ["".join(piece.text for piece in one.pieces) for one in comparison.paragraphs] == [
        *LINES
    ]


def test_a_changed_paragraph_is_marked_word_by_word_beside_its_draft() -> None:
    comparison = compared(
        DRAFT, edited(*LINES[:3], "经检索，您申请公开的信息不存在。", *LINES[4:]), [REMEDY]
    )
    (changed,) = [one for one in comparison.paragraphs if one.changed]
    assert [(piece.change, piece.text) for piece in changed.pieces] == [
        (Change.ADDED, "经检索，"),
        (Change.KEPT, "您申请公开的信息不存在。"),
    ]
    assert comparison.faults == ()


def test_added_removed_and_replaced_paragraphs_stand_in_their_order() -> None:
    after = (*LINES[:2], "新增的一段文字。", "张某：", "特此另行说明如下情况和依据", *LINES[4:])
    comparison = compared(DRAFT, edited(*after), [REMEDY])
    assert [
        [(piece.change, piece.text) for piece in one.pieces]
        for one in comparison.paragraphs
        if one.changed
    ] == [
        [(Change.ADDED, "新增的一段文字。")],
        [(Change.REMOVED, "您申请公开的信息不存在。")],
        [(Change.ADDED, "特此另行说明如下情况和依据")],
    ]


def test_both_texts_can_be_read_back_from_the_comparison() -> None:
    after = ("答复书", "（新）", "李某：", "您申请的信息不存在！", DATE_TO_COME, REMEDY.text)
    comparison = compared(DRAFT, edited(*after), [])
    for without, lines in ((Change.ADDED, LINES), (Change.REMOVED, after)):
        left = [
            "".join(piece.text for piece in one.pieces if piece.change is not without)
            for one in comparison.paragraphs
            if any(piece.change is not without for piece in one.pieces)
        ]
        assert left == [*lines]


@pytest.mark.parametrize(
    "changed",
    [
        REMEDY.text.replace("60日", "30日"),
        REMEDY.text.replace("行政复议", "信访"),
        REMEDY.text.removesuffix("申请行政复议。"),
        "",
    ],
)
def test_a_lost_or_reworded_mandatory_part_is_a_fault_with_its_text(changed: str) -> None:
    comparison = compared(DRAFT, edited(*LINES[:4], changed, LINES[5]), [REMEDY])
    assert comparison.lost == (REMEDY,)
    assert comparison.faults == (f"救济告知被删除或者改动，请恢复原文：{REMEDY.text}",)


def test_a_mandatory_part_may_be_laid_out_otherwise() -> None:
    half = len(REMEDY.text) // 2
    lines = (*LINES[:4], f"{REMEDY.text[:half]} ", f"\u3000\u200b{REMEDY.text[half:]}", LINES[5])
    assert compared(DRAFT, edited(*lines), [REMEDY]).faults == ()
    in_table = docx(*(p(line) for line in LINES[:4]), table((REMEDY.text,)), p(LINES[5]))
    assert compared(DRAFT, in_table, [REMEDY]).faults == ()


def test_a_hidden_mandatory_part_is_lost() -> None:
    hidden = f"<w:p>{run(REMEDY.text, '<w:vanish/>')}</w:p>"
    lines = [p(line) for line in LINES]
    comparison = compared(DRAFT, docx(*lines[:4], hidden, lines[5]), [REMEDY])
    assert comparison.lost == (REMEDY,)


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (LINES[1:], "文号处应保留“（签发后编号）”1处，现有0处，签发时由系统填写"),
        (("某局〔2026〕1号", *LINES[1:]), "文号处应保留“（签发后编号）”1处，现有0处，签发时由系统填写"),
        ((*LINES, DATE_TO_COME), "成文日期处应保留“（签发后填写日期）”1处，现有2处，签发时由系统填写"),
        ((*LINES[:5], "2026年3月5日"), "成文日期处应保留“（签发后填写日期）”1处，现有0处，签发时由系统填写"),
    ],
)  # fmt: skip
def test_the_places_of_number_and_date_stay(lines: tuple[str, ...], fault: str) -> None:
    assert compared(DRAFT, edited(*lines), [REMEDY]).faults == (fault,)


def test_a_paper_without_a_number_may_not_gain_a_place_for_one() -> None:
    draft = edited(*LINES[1:])
    assert compared(draft, draft, [REMEDY]).faults == ()
    assert compared(draft, DRAFT, [REMEDY]).faults == ("本文书不填写文号，请删除“（签发后编号）”",)


def test_tracked_changes_and_comments_are_refused() -> None:
    for inside in (
        f'<w:ins w:id="1">{run("甲")}</w:ins>',
        '<w:del w:id="1"><w:r><w:delText>甲</w:delText></w:r></w:del>',
        '<w:commentRangeStart w:id="0"/>',
        "<w:r><w:rPr><w:rPrChange/></w:rPr></w:r>",
    ):
        with pytest.raises(BadInput) as refused:
            compared(DRAFT, docx(p(*LINES, inside=inside)), [REMEDY])
        assert refused.value.sentence == REVISED


def test_web_addresses_may_be_links_and_nothing_else_may_be_called() -> None:
    rows = related("hyperlink", "https://example.org/", outside=True)
    assert not compared(DRAFT, docx(*(p(line) for line in LINES), relations=rows), []).changed
    for kind, target in (("image", "https://example.org/a.png"), ("hyperlink", "file:///C:/a")):
        with pytest.raises(BadInput, match="外部链接"):
            compared(DRAFT, docx(relations=related(kind, target, outside=True)), [])


def test_what_is_no_docx_or_too_long_to_compare_is_refused() -> None:
    with pytest.raises(BadInput, match="不是DOCX"):
        compared(DRAFT, b"%PDF-1.7", [])
    for long in ([p("答" * 100_001)], [p(f"{n}") for n in range(3_002)]):
        with pytest.raises(BadInput, match="内容过多"):
            compared(DRAFT, docx(*long), [])


def test_number_and_date_are_put_in_and_nobody_is_named() -> None:
    letter = dated(DRAFT, "某局〔2026〕1号", "2026年3月5日")
    assert text_of(letter) == "\n".join(("某局〔2026〕1号", *LINES[1:5], "2026年3月5日"))
    assert letter == dated(DRAFT, "某局〔2026〕1号", "2026年3月5日")
    core = xml_of(letter, "docProps/core.xml")
    assert "张三" not in core
    assert "DESKTOP" not in core


def test_the_title_of_the_document_is_kept() -> None:
    letter = render(parsed(docx(p("{{ title }}"), p(DATE_TO_COME))), paper())
    assert "<dc:title>答复书</dc:title>" in xml_of(
        dated(letter, None, "2026年3月5日"), "docProps/core.xml"
    )


def test_places_that_word_divided_over_runs_are_filled_in_the_form_of_the_first() -> None:
    divided = (
        f"<w:p>{run('前（签', '<w:b/>')}<w:proofErr/>{run('发后')}<w:bookmarkStart/>"
        f"{run('编号）后')}</w:p>"
    )
    letter = dated(docx(divided, p("（签发后", "填写日期）")), "1号", "2026年3月5日")
    assert text_of(letter) == "前1号后\n2026年3月5日"
    first, second, third = xml_of(letter).split("<w:r>")[1:4]
    assert "<w:b/>" in first
    assert "前1号</w:t>" in first
    assert "发后" not in second
    assert ">后</w:t>" in third


def test_a_place_in_a_header_is_filled_too() -> None:
    letter = dated(
        docx(p(DATE_TO_COME), header=p(f"文号：{NUMBER_TO_COME}")), "1号", "2026年3月5日"
    )
    assert "文号：1号" in xml_of(letter, "word/header1.xml")


@pytest.mark.parametrize(
    ("lines", "number", "why"),
    [
        (LINES[1:], "1号", "没有“（签发后编号）”"),
        (LINES[:5], "1号", "没有“（签发后填写日期）”"),
        (LINES, None, "本文书没有文号"),
        ((*LINES, f"申请人写的{NUMBER_TO_COME}"), "1号", "有2处“（签发后编号）”"),
    ],
)
def test_a_letter_is_never_issued_with_a_place_missing_unfilled_or_doubtful(
    lines: tuple[str, ...], number: str | None, why: str
) -> None:
    with pytest.raises(BadInput, match=why):
        dated(edited(*lines), number, "2026年3月5日")


def test_a_rare_name_typed_by_the_officer_gets_a_face_that_has_it() -> None:
    letter = dated(docx(p("答复䶮堃翀"), p(DATE_TO_COME)), None, "2026年3月5日")
    assert faces_of(letter) == [("答复", None), ("䶮堃翀", "仿宋"), ("2026年3月5日", None)]


def test_the_other_parts_stay_as_they_were() -> None:
    before, after = parts_of(DRAFT), parts_of(dated(DRAFT, "1号", "2026年3月5日"))
    assert [*after] == [*before]
    assert {name for name in after if after[name] != before[name]} == {
        "word/document.xml",
        "docProps/core.xml",
    }
