"""A DOCX cleaned: its pages stay, its authors, its past and what it hides are gone."""

from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.shared import Cm
from PIL import Image

from cases.errors import BadInput
from cases.publishable.cleaned import cleaned
from cases.publishable.cleaning import Cleaned, clean
from tests.publishable.made import (
    AUTHOR,
    COMMENTER,
    EDITOR,
    MACHINE,
    PLANTED,
    anywhere,
    parts_of,
    photograph,
    plain_docx,
    related,
    saved,
    with_parts,
    xml,
)

TRACKED = f'w:author="{EDITOR}" w:date="2026-01-05T08:00:00Z"'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def made(change: Callable[[Document], object]) -> bytes:
    """A document of one paragraph, changed."""
    document = docx.Document()
    document.add_paragraph("可以公开的正文")
    change(document)
    return saved(document)


def body(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs]


def added(*elements: str) -> bytes:
    """A document with further elements at the end of its body."""

    def put(document: Document) -> None:
        last = document.element.body[-1]
        for element in elements:
            last.addprevious(xml(element))

    return made(put)


def everything() -> bytes:
    """A letter through many hands: each of the planted names stands in it at several places."""
    document = docx.Document()
    paragraph = document.add_paragraph("可以公开的正文")
    properties = document.core_properties
    properties.author, properties.last_modified_by = AUTHOR, EDITOR
    properties.title, properties.comments, properties.keywords = "秘密丁案", "秘密戊批示", "秘密己"
    document.add_comment(paragraph.runs, "这里请秘密丁核实", COMMENTER, "丙")
    document.add_comment(paragraph.runs, "已核实", EDITOR, "乙")
    document.add_picture(BytesIO(photograph()), Cm(2))
    last = document.element.body[-1]
    for element in (
        f"<w:p><w:ins w:id='1' {TRACKED}><w:r><w:t>新增的话</w:t></w:r></w:ins>"
        f"<w:del w:id='2' {TRACKED}><w:r><w:delText>秘密庚已去世</w:delText></w:r></w:del></w:p>",
        "<w:p w:rsidR='00AB12CD'><w:r><w:rPr><w:vanish/></w:rPr><w:t>秘密辛不公开</w:t></w:r>"
        "<w:r><w:t>看得见的话</w:t></w:r></w:p>",
        f"<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> INCLUDEPICTURE "
        f'"{MACHINE}\\秘密甲.jpg" </w:instrText></w:r>'
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>域的结果</w:t></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>",
    ):
        last.addprevious(xml(element))
    content = saved(document)
    content = with_parts(
        content,
        {
            "docProps/custom.xml": (
                '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
                'custom-properties"><property name="经办">秘密己</property></Properties>'
            ).encode(),
            "customXml/item9.xml": "<a>秘密庚</a>".encode(),
            "word/people.xml": f"<p>{COMMENTER}</p>".encode(),
            "word/printerSettings1.bin": AUTHOR.encode("utf-16-le"),
            "word/settings.xml": lambda old: old.replace(
                b"</w:settings>",
                "<w:docVars><w:docVar w:name='a' w:val='秘密戊'/></w:docVars></w:settings>".encode(),
            ),
        },
        {
            "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
            "word/people.xml": f"{WORD}people+xml",
            "word/printerSettings1.bin": f"{WORD}printerSettings",
        },
    )
    content = related(
        content,
        "word/document.xml",
        ("people", "people.xml", "rId91"),
        ("printerSettings", "printerSettings1.bin", "rId92"),
        ("customXml", "../customXml/item9.xml", "rId93"),
        ("attachedTemplate", f"file:///{MACHINE}/秘密甲.dotx", "rId94"),
    )
    return related(content, "", ("custom-properties", "docProps/custom.xml", "rId95"))


def test_a_letter_through_many_hands_keeps_its_words_and_loses_every_name() -> None:
    content = everything()
    # before: each of the eight names stands somewhere, or the test would show nothing
    assert {word for word, _ in anywhere(content, PLANTED)} == set(PLANTED)
    result = clean(content, "答复.docx")
    assert anywhere(result.content, (*PLANTED, "mimijia")) == set()
    assert body(result.content) == ["可以公开的正文", "", "新增的话", "看得见的话", "域的结果"]
    assert result.removed[:2] == ("作者姓名", "文档属性（标题、单位、时间等）")
    assert set(result.removed) >= {
        "自定义属性1项", "批注2处", "修订记录2处", "隐藏文字1处", "文档变量", "打印机设置",
        "自定义XML数据", "附加模板的位置", "域代码（保留所显示的文字）1处", "编辑会话标识",
        "图片拍摄信息（EXIF）1处", "图片拍摄位置（GPS）1处", "图片注释和文字信息1处",
    }  # fmt: skip
    assert not any(name in phrase for phrase in result.removed for name in PLANTED)


def test_the_cleaned_file_is_its_own_cleaning_and_the_same_file_gives_the_same_bytes() -> None:
    content = everything()
    first, removed = cleaned(content, "答复.docx")
    assert clean(content, "答复.docx") == Cleaned(first, removed)
    assert cleaned(first, "答复.docx") == (first, ())


def test_the_library_finds_no_author_and_no_comment_in_the_cleaned_file() -> None:
    document = docx.Document(BytesIO(cleaned(everything(), "a.docx")[0]))
    assert [*document.comments] == []
    assert "docProps/core.xml" not in {
        str(part.partname)[1:] for part in document.part.package.iter_parts()
    }


def test_the_picture_is_still_the_same_picture() -> None:
    before = Image.open(BytesIO(photograph()))
    inside = docx.Document(BytesIO(cleaned(everything(), "a.docx")[0])).part.package.image_parts
    (after,) = [Image.open(BytesIO(part.blob)) for part in inside]
    assert after.tobytes() == before.tobytes()
    assert not after.getexif()


def test_moved_words_stand_once_at_their_new_place() -> None:
    content = added(
        f"<w:p><w:moveFromRangeStart w:id='1' w:name='m' {TRACKED}/>"
        f"<w:moveFrom w:id='2' {TRACKED}><w:r><w:t>搬家的话</w:t></w:r></w:moveFrom>"
        "<w:moveFromRangeEnd w:id='1'/><w:r><w:t>留下</w:t></w:r></w:p>",
        f"<w:p><w:moveToRangeStart w:id='3' w:name='m' {TRACKED}/>"
        f"<w:moveTo w:id='4' {TRACKED}><w:r><w:t>搬家的话</w:t></w:r></w:moveTo>"
        "<w:moveToRangeEnd w:id='3'/></w:p>",
    )
    result, removed = cleaned(content, "a.docx")
    assert body(result) == ["可以公开的正文", "留下", "搬家的话"]
    assert "修订记录2处" in removed


def test_a_paragraph_whose_end_was_deleted_runs_on_into_the_next() -> None:
    content = added(
        f"<w:p><w:pPr><w:rPr><w:del w:id='1' {TRACKED}/></w:rPr></w:pPr>"
        "<w:r><w:t>前半</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>后半</w:t></w:r></w:p>",
        f"<w:p><w:pPr><w:rPr><w:ins w:id='2' {TRACKED}/></w:rPr></w:pPr>"
        "<w:r><w:t>另起</w:t></w:r></w:p>",
    )
    assert body(cleaned(content, "a.docx")[0]) == ["可以公开的正文", "前半后半", "另起"]


def test_a_deleted_row_goes_an_inserted_one_stays_and_old_formats_are_forgotten() -> None:
    def row(text: str, mark: str = "") -> str:
        return f"<w:tr><w:trPr>{mark}</w:trPr><w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc></w:tr>"

    content = added(
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>"
        + row("一")
        + row("秘密丁", f"<w:del w:id='1' {TRACKED}/>")
        + row("三", f"<w:ins w:id='2' {TRACKED}/>")
        + "</w:tbl>",
        f"<w:p><w:pPr><w:pPrChange w:id='3' {TRACKED}><w:pPr/></w:pPrChange></w:pPr><w:r><w:rPr><w:b/>"
        f"<w:rPrChange w:id='4' {TRACKED}><w:rPr/></w:rPrChange></w:rPr><w:t>粗</w:t></w:r></w:p>",
    )
    result, removed = cleaned(content, "a.docx")
    document = docx.Document(BytesIO(result))
    assert [cell.text for cell in document.tables[0].column_cells(0)] == ["一", "三"]
    assert document.paragraphs[-1].runs[0].bold
    assert "修订记录4处" in removed  # a row deleted, a row inserted, two formats
    assert anywhere(result, PLANTED) == set()


def test_a_footnote_whose_reference_was_deleted_goes_with_it() -> None:
    note = f"<w:footnote w:id='2' xmlns:w='{W}'><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:footnote>"
    notes = f"<w:footnotes xmlns:w='{W}'>{note % '秘密丁注'}{note.replace('2', '3', 1) % '留下的注'}</w:footnotes>"
    content = added(
        f"<w:p><w:del w:id='1' {TRACKED}><w:r><w:footnoteReference w:id='2'/></w:r></w:del>"
        "<w:r><w:footnoteReference w:id='3'/></w:r></w:p>"
    )
    content = with_parts(
        content,
        {"word/footnotes.xml": notes.encode()},
        {"word/footnotes.xml": f"{WORD}footnotes+xml"},
    )
    content = related(content, "word/document.xml", ("footnotes", "footnotes.xml", "rId81"))
    result, removed = cleaned(content, "a.docx")
    assert "秘密丁" not in parts_of(result)["word/footnotes.xml"].decode()
    assert "留下的注" in parts_of(result)["word/footnotes.xml"].decode()
    assert "没有引用的脚注和尾注1条" in removed


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def test_words_hidden_by_a_style_go_and_words_that_two_styles_show_again_stay() -> None:
    def change(document: Document) -> None:
        for kind, name in ((1, "隐段"), (2, "隐字")):
            style = document.styles.add_style(name, kind)
            style.font.hidden = True
        document.add_paragraph("秘密丁", style="隐段")
        run = document.add_paragraph("看得见").add_run("秘密戊")
        run.style = "隐字"
        both = document.add_paragraph(style="隐段").add_run("两次隐藏即显示")
        both.style = "隐字"
        document.add_paragraph("", style="隐段").add_run("明说不隐藏").font.hidden = False

    result, removed = cleaned(made(change), "a.docx")
    assert body(result) == ["可以公开的正文", "看得见", "两次隐藏即显示", "明说不隐藏"]
    assert "隐藏文字2处" in removed
    assert b"w:vanish" not in b"".join(parts_of(result).values())


def test_controls_tags_and_forms_leave_their_words_behind() -> None:
    content = added(
        "<w:sdt><w:sdtPr><w:alias w:val='秘密丁'/><w:dropDownList><w:listItem w:value='秘密戊'/>"
        "</w:dropDownList></w:sdtPr><w:sdtContent><w:p><w:r><w:t>选定的</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>",
        "<w:p><w:smartTag w:element='PersonName'><w:smartTagPr><w:attr w:name='ID' w:val='秘密己'/>"
        "</w:smartTagPr><w:r><w:t>标记的</w:t></w:r></w:smartTag></w:p>",
        "<w:p><w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:name w:val='秘密庚'/><w:checkBox>"
        "<w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX "
        "</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:t>同意</w:t></w:r></w:p>",
        "<w:p><w:permStart w:id='1' w:ed='秘密辛'/><w:r><w:t>可编辑</w:t></w:r><w:permEnd w:id='1'/></w:p>",
    )
    result, removed = cleaned(content, "a.docx")
    assert body(result) == ["可以公开的正文", "选定的", "标记的", "☑同意", "可编辑"]
    assert anywhere(result, PLANTED) == set()
    assert set(removed) >= {
        "内容控件和智能标记（保留文字）",
        "窗体域（保留所填内容）1处",
        "可编辑人员的设定",
    }


def test_fields_that_nobody_reads_go_and_page_numbers_and_web_links_stay() -> None:
    def field(instruction: str, result: str) -> str:
        end = f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{result}" if result else ""
        return (
            f"<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>{instruction}"
            f"</w:instrText></w:r>{end}<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
        )

    def run(text: str) -> str:
        return f"<w:r><w:t>{text}</w:t></w:r>"

    nested = field(' MERGEFIELD "秘密丁" ', run("秘密戊"))[5:-6]
    content = added(
        field(' XE "秘密丁" ', ""),
        field(" PAGE ", run("1")),
        field(' HYPERLINK "https://www.gov.cn/" \\o "秘密己" ', run("网站")),
        field(f' HYPERLINK "file:///{MACHINE}/秘密甲.doc" ', run("文件")),
        field(f' IF </w:instrText></w:r>{nested}<w:r><w:instrText> = "秘密庚" "是" ', run("甲方")),
        "<w:p><w:fldSimple w:instr=' AUTHOR '><w:r><w:t>某局</w:t></w:r></w:fldSimple></w:p>",
    )
    result, _ = cleaned(content, "a.docx")
    assert body(result) == ["可以公开的正文", "", "1", "网站", "文件", "甲方", "某局"]
    document = parts_of(result)["word/document.xml"]
    assert anywhere(result, (*PLANTED, "mimijia")) == set()
    assert b" PAGE " in document
    assert b"https://www.gov.cn/" in document


def test_links_to_the_web_stay_and_links_to_a_machine_become_words() -> None:
    def link(row: str, words: str) -> str:
        return f"<w:p><w:hyperlink r:id='{row}' w:tooltip='秘密丁'><w:r><w:t>{words}</w:t></w:r></w:hyperlink></w:p>"

    content = related(
        added(link("rId71", "政府网站"), link("rId72", "共享文件")),
        "word/document.xml",
        ("hyperlink", "https://www.gov.cn/", "rId71"),
        ("hyperlink", f"file:///{MACHINE}/秘密甲.docx", "rId72"),
    )
    result, removed = cleaned(content, "a.docx")
    assert body(result)[1:] == ["政府网站", "共享文件"]
    assert anywhere(result, ("https://www.gov.cn/",)) == {
        ("https://www.gov.cn/", "word/_rels/document.xml.rels")
    }
    assert anywhere(result, (*PLANTED, "mimijia")) == set()
    assert "指向外部文件的链接1处" in removed


def test_a_header_that_no_page_shows_and_a_picture_that_was_deleted_go() -> None:
    def change(document: Document) -> None:
        section = document.sections[0]
        section.header.paragraphs[0].text = "页眉"
        section.different_first_page_header_footer = True
        section.first_page_header.paragraphs[0].text = "秘密丁首页"
        section.different_first_page_header_footer = False
        document.add_picture(BytesIO(photograph()), Cm(2))
        drawing = document.paragraphs[-1]._p
        drawing.getparent().remove(drawing)

    result, _ = cleaned(made(change), "a.docx")
    assert anywhere(result, PLANTED) == set()
    assert anywhere(result, ("页眉",)) == {("页眉", "word/header1.xml")}
    assert not any(name.startswith("word/media") for name in parts_of(result))


def test_pictures_lose_the_names_of_their_files_and_keep_what_is_said_for_the_blind() -> None:
    def change(document: Document) -> None:
        for told in ("秘密丁身份证.jpg", "办事流程图"):
            document.add_picture(BytesIO(photograph()), Cm(2))
            drawing = document.inline_shapes[-1]._inline
            drawing.docPr.set("name", "秘密丁.jpg")
            drawing.docPr.set("descr", told)
            drawing.graphic.graphicData.pic.nvPicPr.cNvPr.set("name", "秘密戊.jpg")

    result, removed = cleaned(made(change), "a.docx")
    assert anywhere(result, PLANTED) == set()
    assert anywhere(result, ("办事流程图",)) == {("办事流程图", "word/document.xml")}
    assert "图片的文件名" in removed


@pytest.mark.parametrize(
    ("kind", "target", "words"),
    [
        ("vbaProject", "vbaProject.bin", "含有宏"),
        ("oleObject", "embeddings/o.bin", "嵌入对象（OLE）"),
        ("package", "embeddings/a.xlsx", "嵌入的文件"),
        ("aFChunk", "chunk.html", "嵌入的文档"),
        ("control", "activeX/activeX1.xml", "ActiveX控件"),
    ],
)
def test_what_runs_or_hides_a_whole_file_is_refused(kind: str, target: str, words: str) -> None:
    content = with_parts(plain_docx("正文"), {f"word/{target}": b"x"})
    content = related(content, "word/document.xml", (kind, target, "rId61"))
    with pytest.raises(BadInput, match=words):
        cleaned(content, "a.docx")


def test_of_a_cropped_picture_only_the_part_that_is_shown_is_kept() -> None:
    """Half an identity card is cut off in Word, and is still in the file."""
    whole = Image.new("RGB", (100, 60), "white")
    whole.paste("red", (50, 0, 100, 60))
    out = BytesIO()
    whole.save(out, "PNG")

    def change(document: Document) -> None:
        document.add_picture(BytesIO(out.getvalue()), Cm(4))
        blip = document.inline_shapes[0]._inline.graphic.graphicData.pic.blipFill.blip
        blip.addnext(xml('<a:srcRect r="50000"/>'))

    result, removed = cleaned(made(change), "a.docx")
    (kept,) = [part for name, part in parts_of(result).items() if "media/" in name]
    shown = Image.open(BytesIO(kept))
    assert shown.size == (50, 60)
    assert shown.convert("RGB").getcolors() == [(50 * 60, (255, 255, 255))]
    assert "图片被裁剪掉的部分1处" in removed


def test_a_style_that_is_called_by_its_author_is_called_otherwise() -> None:
    def change(document: Document) -> None:
        document.core_properties.author = AUTHOR
        document.styles.add_style(f"{AUTHOR}正文", 1)
        document.add_paragraph(f"审核人：{AUTHOR}", style=f"{AUTHOR}正文")

    result, _ = cleaned(made(change), "a.docx")
    document = docx.Document(BytesIO(result))
    assert document.paragraphs[-1].text == f"审核人：{AUTHOR}"  # the words stay: a person decides
    assert document.paragraphs[-1].style is not None
    assert document.paragraphs[-1].style.name == "＊＊＊正文"
    assert {name for _, name in anywhere(result, [AUTHOR])} == {"word/document.xml"}


def test_a_chart_loses_the_workbook_behind_it_and_keeps_its_values() -> None:
    chart = (
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        "<c:chart><c:plotArea><c:barChart><c:ser><c:tx><c:strRef><c:f>秘密丁表!$B$1</c:f><c:strCache>"
        '<c:pt idx="0"><c:v>件数</c:v></c:pt></c:strCache></c:strRef></c:tx><c:val><c:numRef>'
        '<c:f>秘密丁表!$B$2</c:f><c:numCache><c:ptCount val="1"/><c:pt idx="0"><c:v>37</c:v></c:pt>'
        "</c:numCache></c:numRef></c:val></c:ser></c:barChart></c:plotArea></c:chart>"
        '<c:externalData r:id="rId1"/></c:chartSpace>'
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/package" Target="../embeddings/a.xlsx"/></Relationships>'
    )
    content = added(
        "<w:p><w:r><w:drawing><c:chart xmlns:c='http://schemas.openxmlformats.org/drawingml/2006/chart'"
        " r:id='rId66'/></w:drawing></w:r></w:p>"
    )
    content = with_parts(
        content,
        {
            "word/charts/chart1.xml": chart.encode(),
            "word/charts/_rels/chart1.xml.rels": rels.encode(),
            "word/embeddings/a.xlsx": "秘密戊".encode(),
        },
        {
            "word/charts/chart1.xml": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
            "word/embeddings/a.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        },
    )
    content = related(content, "word/document.xml", ("chart", "charts/chart1.xml", "rId66"))
    result, removed = cleaned(content, "a.docx")
    assert anywhere(result, PLANTED) == set()
    assert b"<c:v>37</c:v>" in parts_of(result)["word/charts/chart1.xml"]
    assert "图表所附的工作簿" in removed
