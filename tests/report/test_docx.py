"""The whole report as a DOCX: the official labels, the published figures, the same bytes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import docx
import pypdfium2
import pytest
from docx.document import Document

from cases.annual.layout import grid_of
from cases.errors import BadInput
from cases.law.annual import COLUMNS, Form, rows_of
from cases.law.report import SECTIONS
from cases.letters.printing import as_pdf, is_available
from cases.report.building.document import build
from cases.report.content import Report
from cases.report.docx import docx_report, template_path
from cases.report.narrative import default_texts
from tests.annual.official import BODY, HEAD
from tests.report.pingtan import pingtan, published, shouguang

ON = date(2023, 1, 28)
TWO, THREE, FOUR = range(3)  # the tables of the document
BIG = 999_999_999
LONG = "为推进政府信息公开工作，坚持以公开为常态、不公开为例外。" * 107  # some 3,000 characters
NAME = "国家税务总局某某省某某市税务局第二稽查局某某经济技术开发区管理委员会政务服务和公共资源交易管理办公室"


def begun(report: Report) -> Report:
    return replace(report, texts=default_texts(report))


def opened(report: Report, on: date = ON) -> Document:
    return docx.Document(BytesIO(docx_report(report, on)))


def grid(document: Document, table: int) -> list[list[str]]:
    """The table's cells as printed, merged ones in each of their places."""
    return [[cell.text for cell in row.cells] for row in document.tables[table].rows]


def paragraphs(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


@pytest.mark.parametrize("form", Form)
def test_the_templates_in_the_folder_are_those_of_the_forms(form: Form) -> None:
    made = build(form)
    assert made == build(form)
    assert template_path(form).read_bytes() == made, "run `python -m cases.report.building`"


@pytest.mark.parametrize("report", [pingtan(), shouguang()], ids=["2021 form", "2019 form"])
def test_six_sections_in_their_order_then_organ_and_date(report: Report) -> None:
    said = paragraphs(opened(begun(report)))
    places = [said.index(section) for section in SECTIONS]
    assert places == sorted(places)
    assert said[0] == f"{report.organ}{report.year}年"
    assert said[1] == "政府信息公开工作年度报告"
    assert said[-2:] == [report.organ, "2023年1月28日"]


@pytest.mark.parametrize("report", [pingtan(), shouguang()], ids=["2021 form", "2019 form"])
def test_section_three_has_the_official_labels_exactly(report: Report) -> None:
    """Compared with the form copied by hand: 「只计这一情形，不计其他情形」 and all others."""
    printed = grid(opened(begun(report)), THREE)
    assert [(row[:3], row[3:]) for row in printed[:3]] == list(HEAD)
    assert [row[:3] for row in printed[3:]] == [labels for _, *labels in BODY[report.now.form]]


def test_shouguang_2019_has_the_published_figures() -> None:
    said = published("shouguang_2019")
    document = opened(begun(shouguang()))
    three = grid(document, THREE)[3:]
    assert [[int(n) for n in row[3:]] for row in three] == [
        said["rows"][row.key] for row in rows_of(Form.FORM_2019)
    ]
    two = grid(document, TWO)
    figures = {row[0]: list(dict.fromkeys(row[3:])) for row in two}
    # as published: 3 made, 3 published, 13 public; 248 items, 111 more, 21221 decisions …
    assert figures["规范性文件"] == ["3", "13"]  # 3 twice
    assert figures["行政许可"] == ["248", "111", "21221"]
    assert figures["其他对外管理服务事项"] == ["1211", "201", "2131"]
    assert figures["行政处罚"] == ["3108", "180", "660"]
    assert figures["行政强制"] == ["156", "28", "0"]
    assert figures["行政事业性收费"] == ["33", "-2"]
    assert figures["政府集中采购"] == ["429", "46.49亿元"]
    assert "新收政府信息公开申请49件" in "".join(paragraphs(document))


@pytest.mark.parametrize("year", [2021, 2022])
def test_pingtan_has_the_published_figures(year: int) -> None:
    said = published(f"pingtan_district_{year}")
    document = opened(begun(pingtan(year)))
    three = grid(document, THREE)[3:]
    assert [[int(n) for n in row[3:]] for row in three] == [
        said["rows"][row.key] for row in rows_of(Form.FORM_2021)
    ]
    four = [int(n.strip()) for n in grid(document, FOUR)[-1]]
    assert four == [n for group in said["table4"].values() for n in group.values()]
    two = {row[0]: row[3:] for row in grid(document, TWO)}
    assert set(two["行政事业性收费"]) == {str(said["table2"]["fees_10k_yuan"])}


def test_pingtan_2022_has_its_comparison_filled_in() -> None:
    """74 against 70 in 2021: 4 / 70 = 5.7 %; of 75 done 21 are 28 %."""
    said = "".join(paragraphs(opened(begun(pingtan()))))
    assert "2022年，新收政府信息公开申请74件，与上年相比增长5.7%；上年结转1件；办结75件" in said
    assert "予以公开21件（占28%）" in said
    assert "行政复议2件，其中结果纠正1件；行政诉讼1件，其中结果纠正0件" in said
    without = "".join(paragraphs(opened(begun(pingtan(2021)))))
    assert "与上年相比" not in without


def test_the_same_content_gives_the_same_bytes_and_names_nobody() -> None:
    made = docx_report(begun(pingtan()), ON)
    assert docx_report(begun(pingtan()), ON) == made
    with ZipFile(BytesIO(made)) as parts:
        core = parts.read("docProps/core.xml").decode()
        assert {entry.date_time[:3] for entry in parts.infolist()} == {(1980, 1, 1)}
    assert "平潭综合实验区2022年政府信息公开工作年度报告" in core
    assert "creator" not in core


def test_a_text_that_names_no_field_makes_no_document() -> None:
    with pytest.raises(BadInput, match="不存在"):
        docx_report(pingtan(texts={"other": "{不存在的}"}), ON)


def test_what_nobody_entered_is_marked() -> None:
    report = pingtan(charges=None)
    empty = replace(report, now=replace(report.now, two=replace(report.now.two, figures={})))
    document = opened(empty)
    assert {cell for row in grid(document, TWO) for cell in row if "待填" in cell} == {"【待填】"}
    assert "【待填：五、存在的主要问题及改进情况】" in paragraphs(document)


def ugly() -> Report:
    """A long name, 3,000 characters in each text, nine digits in each cell, markup."""
    base = pingtan()
    now = base.now
    rows = dict.fromkeys(now.three.rows, (BIG,) * len(COLUMNS))
    figures = {path: Decimal(BIG) for path in now.two.figures}
    text = f'<b>加粗</b>&"引号" (% if x %) (# y #) 䶮堃\n{LONG}'
    return replace(
        base,
        organ=NAME,
        now=replace(
            now,
            three=replace(now.three, rows=rows),
            four=replace(now.four, groups=dict.fromkeys(now.four.groups, (BIG,) * 5)),
            two=replace(now.two, figures=figures),
        ),
        texts=dict.fromkeys(default_texts(base), text),
    )


def test_ugly_content_is_text_and_nothing_is_lost() -> None:
    document = opened(ugly())
    said = paragraphs(document)
    assert '<b>加粗</b>&"引号" (% if x %) (# y #) 䶮堃' in said
    assert said.count(LONG) == len(default_texts(pingtan()))
    assert {cell for row in grid(document, THREE)[3:] for cell in row[3:]} == {str(BIG)}
    assert {cell.strip() for cell in grid(document, FOUR)[-1]} == {str(BIG)}


def test_section_three_stands_on_a_landscape_page_and_the_rest_does_not() -> None:
    sections = opened(begun(pingtan())).sections
    shapes = [section.page_width > section.page_height for section in sections]
    assert shapes == [False, True, False]


def test_every_text_has_a_style_of_an_official_font() -> None:
    with ZipFile(BytesIO(build(Form.FORM_2021))) as parts:
        styles = parts.read("word/styles.xml").decode()
        body = parts.read("word/document.xml").decode()
    for font in ("方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"):
        assert font in styles
    assert "rFonts" not in body  # fonts come from styles alone
    assert grid_of(Form.FORM_2021).title in body


@pytest.mark.slow
@pytest.mark.skipif(not is_available(), reason="soffice (LibreOffice) is not installed")
@pytest.mark.parametrize("report", [pingtan(), shouguang(), ugly()], ids=["2021", "2019", "ugly"])
def test_section_three_fits_one_page_and_nothing_runs_over(report: Report) -> None:
    """On paper: one landscape page in all, with the first row and the last on it."""
    if not report.texts:
        report = begun(report)
    pages = list(pypdfium2.PdfDocument(as_pdf(docx_report(report, ON), 180)))
    wide = [page for page in pages if page.get_width() > page.get_height()]
    assert len(wide) == 1
    words = "".join(wide[0].get_textpage().get_text_bounded().split())
    assert "一、本年新收政府信息公开申请数量" in words
    assert "四、结转下年度继续办理" in words
    assert f"—{pages.index(wide[0]) + 1}—" in words
