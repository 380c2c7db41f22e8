"""What stands in a letter, read back from its DOCX."""

import pytest

from cases.errors import BadInput
from cases.letters.paragraphs import Cell, Kind, blocks, paragraphs, text_of
from tests.letters.made import docx, field, p, parts_of, run, table, zipped


def test_paragraphs_come_in_reading_order_with_style_alignment_and_weight() -> None:
    letter = docx(
        p("答复", "书", style="title"),
        f'<w:p><w:pPr><w:jc w:val="right"/></w:pPr>{run("某局", "<w:b/>")}{run(" ")}</w:p>',
        f"<w:p>{run('某', '<w:b/>')}{run('局')}</w:p>",
        p(""),
    )
    first, second, third, fourth = paragraphs(letter)
    assert (first.text, first.style, first.alignment, first.bold) == (
        "答复书",
        "公文标题",
        "center",
        True,
    )
    assert (second.text, second.style, second.alignment) == ("某局 ", "Normal", "right")
    assert second.bold  # what is not seen has no weight
    assert not third.bold
    assert fourth.text == ""


def test_tables_say_where_each_paragraph_stands() -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("宽")}{p("二段")}</w:tc>'
    rows = f"<w:tr>{wide}<w:tc>{p('丙')}</w:tc></w:tr><w:tr><w:tc>{p('丁')}</w:tc></w:tr>"
    letter = docx(table(("甲", "乙")), p("其间"), f"<w:tbl>{rows}</w:tbl>")
    assert [(one.text, one.cell) for one in paragraphs(letter)] == [
        ("甲", Cell(0, 0, 0, 1)), ("乙", Cell(0, 0, 1, 1)), ("其间", None),
        ("宽", Cell(1, 0, 0, 2)), ("二段", Cell(1, 0, 0, 2)), ("丙", Cell(1, 0, 2, 1)),
        ("丁", Cell(1, 1, 0, 1)),
    ]  # fmt: skip
    assert text_of(letter) == "甲\t乙\n其间\n宽\t二段\t丙\n丁"


def test_a_table_inside_a_cell_belongs_to_that_cell() -> None:
    inner = f"<w:tbl><w:tr><w:tc><w:tcPr/>{table(('内',))}{p('外')}</w:tc></w:tr></w:tbl>"
    assert [(one.text, one.cell) for one in paragraphs(docx(inner, table(("后",))))] == [
        ("内", Cell(0, 0, 0, 1)), ("外", Cell(0, 0, 0, 1)), ("后", Cell(1, 0, 0, 1)),
    ]  # fmt: skip


def test_breaks_tabs_and_hyphens_are_text_and_page_breaks_are_not() -> None:
    inside = (
        "<w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t><w:cr/>"
        '<w:noBreakHyphen/><w:br w:type="page"/></w:r>'
    )
    assert text_of(docx(p(inside=inside))) == "一\n二\t三\n-"


def test_text_in_links_controls_and_insertions_is_read_and_deleted_text_is_not() -> None:
    control = f"<w:sdt><w:sdtContent>{run('乙')}</w:sdtContent></w:sdt>"
    removed = "<w:del><w:r><w:delText>无</w:delText></w:r></w:del>"
    inside = (
        f"<w:hyperlink>{run('甲')}</w:hyperlink>{control}<w:ins>{run('丙')}</w:ins>{removed}"
        f"<w:moveFrom>{run('无')}</w:moveFrom>{field('PAGE')}"
    )
    block = f"<w:sdt><w:sdtContent>{p('丁')}</w:sdtContent></w:sdt>"
    assert text_of(docx(p(inside=inside), block)) == "甲乙丙1\n丁"


def test_hidden_text_is_not_there() -> None:
    runs = (
        run("甲"),
        run("无", "<w:vanish/>"),
        run("乙", '<w:vanish w:val="0"/>'),
        run("无", '<w:rStyle w:val="hidden"/>'),
        run("丙", '<w:rStyle w:val="hidden"/><w:vanish w:val="false"/>'),
    )
    assert text_of(docx(f"<w:p>{''.join(runs)}</w:p>")) == "甲乙丙"


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('框')}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text_of(docx(p("前", inside=both), p("后"))) == "前\n框\n后"


def test_styles_that_go_in_a_circle_end() -> None:
    letter = docx(p("甲", style="one"))
    circle = (
        b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b'<w:style w:styleId="one"><w:name w:val="A"/><w:basedOn w:val="two"/></w:style>'
        b'<w:style w:styleId="two"><w:basedOn w:val="one"/></w:style></w:styles>'
    )
    (found,) = paragraphs(zipped(parts_of(letter) | {"word/styles.xml": circle}))
    assert (found.style, found.bold) == ("A", False)


def test_a_hostile_file_expands_to_nothing() -> None:
    document = (
        '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    )
    with pytest.raises(BadInput, match="DTD"):
        paragraphs(docx(document=document))
    nested = "<w:sdt><w:sdtContent>" * 2_000 + p("x") + "</w:sdtContent></w:sdt>" * 2_000
    with pytest.raises(BadInput, match="已损坏"):
        paragraphs(docx(nested))


def test_a_preview_has_blocks_by_style_tables_as_rows_and_nothing_empty() -> None:
    marked = p("某局", style="mark")
    letter = docx(
        p("答复书", style="title"), p(""), p("正文一段"),
        f"<w:tbl><w:tr><w:tc>{p('登记编号', style='label')}</w:tc><w:tc>{p('YSQ')}{p('二行')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{p('')}</w:tc></w:tr></w:tbl>",
        header=marked,
    )  # fmt: skip
    styles = parts_of(letter)["word/styles.xml"].replace(
        b"</w:styles>",
        '<w:style w:type="paragraph" w:styleId="mark"><w:name w:val="发文机关标志"/></w:style>'
        "</w:styles>".encode(),
    )
    head, title, body, form = blocks(zipped(parts_of(letter) | {"word/styles.xml": styles}))
    assert (head.kind, head.text) == (Kind.MARK, "某局")
    assert (title.kind, title.text, title.alignment) == (Kind.TITLE, "答复书", "center")
    assert (body.kind, body.text) == (Kind.BODY, "正文一段")
    assert form.kind is Kind.TABLE
    assert [[(cell.text, cell.label) for cell in row] for row in form.rows] == [
        [("登记编号", True), ("YSQ\n二行", False)], [("", False)],
    ]  # fmt: skip
