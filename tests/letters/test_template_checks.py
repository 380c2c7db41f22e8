"""An office's own template: what is wrong with it is said, and nothing of it is ever run."""

import resource
import time
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import docx as python_docx
import pytest

from cases.letters import apart
from cases.letters.apart import TOO_COSTLY, findings_apart
from cases.letters.examination import findings
from cases.letters.fields import declared, sample
from cases.letters.package import BOMB, BROKEN, DOTX, LOCKED, MACROS, NO_DOCX, STRICT, TOO_LARGE
from cases.letters.package_checks import ACTIVE, MAIL_MERGE, REVISED
from cases.letters.template_checks import check
from tests.letters.made import (
    NAMESPACES,
    PNG,
    WORD,
    Paper,
    docx,
    drawing,
    field,
    p,
    parts_of,
    related,
    run,
    table,
    zipped,
)

FIELDS = declared(Paper)
CONTEXTS = (
    ("最长情形", sample(Paper, longest=True)),
    ("最简情形", sample(Paper, longest=False)),
)
GOOD = docx(
    p("{{ti", "tle", "}}", style="title"),
    p("{{ organ.name }}：{% if organ.phone %}电话{{ organ.phone }}{% endif %}"),
    p("{%p for item in items %}"),
    p("（{{ loop.index }}）{{ item.text }}{% if item.count > 1 and not loop.last %}；{% endif %}"),
    p("{%p for place in item.places %}"),
    p("{{ place }}"),
    p("{%p endfor %}"),
    p("{%p endfor %}"),
    p("{%p if head and (remark is none or title == '答复书') %}"),
    p("{{ remark|default('无') }}{{ lines|join('、') }}共{{ items|length }}项"),
    p("{%p elif title in ('甲', '乙') or '甲' in title %}"),
    p("{{ '甲' if head else '乙' }}"),
    p("{%p endif %}"),
    table(("地点", "件"), ("{%tr for item in items %}", ""), ("{{ item.text }}", "{{ item.count }}"), ("{%tr endfor %}", "")),
    header=p("{{ organ.name }}"),
    footer=p("— ", inside=field("PAGE \\* MERGEFORMAT") + run(" —")),
)  # fmt: skip


def found(content: bytes) -> list[str]:
    """The findings, in this process: nothing in these files costs anything."""
    return findings(content, FIELDS, CONTEXTS)


def only(content: bytes) -> str:
    (finding,) = found(content)
    return finding


def with_parts(content: bytes, **changed: bytes) -> bytes:
    """The file with parts changed: word__settings for word/settings.xml."""
    return zipped(
        parts_of(content) | {f"{k.replace('__', '/')}.xml": v for k, v in changed.items()}
    )


def test_a_template_in_order_has_no_findings() -> None:
    assert check(GOOD, Paper) == []


def test_a_template_as_word_makes_it_has_no_findings() -> None:
    made, saved = python_docx.Document(), BytesIO()
    made.add_paragraph("{{ title }}")
    made.save(saved)
    assert found(saved.getvalue()) == []


# --- the file ---


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", NO_DOCX),
        (b"%PDF-1.7", NO_DOCX),
        (b"hello", NO_DOCX),
        (zipped({"a.txt": b"x"}), NO_DOCX),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), LOCKED),
        (GOOD[:-30], BROKEN),
        (GOOD[:200] + b"!" + GOOD[201:], BROKEN),
        (docx(main="application/vnd.ms-word.document.macroEnabled.main+xml"), MACROS),
        (docx(main=f"{WORD}template.main+xml"), DOTX),
        (docx(main="application/xml"), NO_DOCX),
        (docx(document="<document xmlns='x'/>"), NO_DOCX),
        (
            docx(
                document="<w:document xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'/>"
            ),
            STRICT,
        ),
    ],
)
def test_what_is_no_docx_is_refused_with_its_reason(content: bytes, why: str) -> None:
    assert only(content) == why


def test_a_file_too_large_is_refused_before_it_is_opened() -> None:
    assert check(bytes(5_000_001), Paper) == [TOO_LARGE]


def test_bombs_are_refused_by_their_directory() -> None:
    assert only(with_parts(GOOD, word__a=bytes(30_000_000))) == BOMB  # 1 : 1,000
    noise = bytes(range(256)) * 4_000
    many = {f"word/{n}.png": noise for n in range(60)}  # 60 × 1 MB
    assert only(zipped(parts_of(GOOD) | many)) == BOMB
    assert only(zipped(parts_of(GOOD) | {f"word/{n}.txt": b"" for n in range(500)})) == BOMB


def test_containers_that_two_programs_read_differently_are_refused() -> None:
    out = BytesIO(GOOD)
    with ZipFile(out, "a") as container:
        container.writestr("WORD/document.xml", b"<x/>")
    assert only(out.getvalue()) == BROKEN
    for name in ("/etc/passwd", "../x.xml", "word\\x.xml"):
        assert only(zipped(parts_of(GOOD) | {name: b"x"})) == BROKEN
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as container:
        for name, content in parts_of(GOOD).items():
            container.writestr(name, content, ZIP_BZIP2 if "styles" in name else None)
    assert only(out.getvalue()) == BROKEN


def test_an_encrypted_entry_is_refused() -> None:
    at = GOOD.rindex(b"PK\x01\x02")  # the last row of the directory; its flags are 8 bytes on
    assert only(GOOD[: at + 8] + bytes([GOOD[at + 8] | 1]) + GOOD[at + 9 :]) == LOCKED


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "docProps/core.xml"])
def test_a_dtd_is_refused_in_any_part(part: str) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
    assert "DTD" in only(zipped(parts_of(GOOD) | {part: bomb}))


def test_broken_xml_is_named_by_its_part() -> None:
    assert only(with_parts(GOOD, word__document=b"<w:document>")) == (
        "文档的部件word/document.xml已损坏，不能读取，请核对文件"
    )


# --- what runs, and what calls elsewhere ---


def test_macros_are_refused_whatever_the_file_is_called() -> None:
    parts = {"word/vbaProject.bin": b"x"}
    assert MACROS in found(docx(parts=parts, relations=related("vbaProject", "vbaProject.bin")))
    assert MACROS in found(docx(parts=parts))


@pytest.mark.parametrize(
    ("kind", "target", "called"),
    [
        ("hyperlink", "https://example.org/", "超链接"),
        ("image", "http://example.org/a.png", "图片"),
        ("image", "file:///C:/a.png", "图片"),
        ("image", "\\\\server\\a.png", "图片"),
        ("attachedTemplate", "file:///C:/Normal.dotm", "附加的模板"),
        ("oleObject", "file:///C:/a.xlsx", "OLE对象"),
        ("aFChunk", "https://example.org/a.html", "嵌入的文档"),
        ("subDocument", "a.docx", "子文档"),
        ("frame", "https://example.org/", "网页框架"),
        ("mailMergeSource", "file:///C:/a.mdb", "邮件合并数据源"),
        ("anythingNew", "https://example.org/", "anythingNew"),
    ],
)
def test_links_to_the_outside_are_refused(kind: str, target: str, called: str) -> None:
    finding = only(docx(relations=related(kind, target, outside=True)))
    assert finding == f"正文含有外部链接（{called}），请取消链接，把内容放在文档里"


def test_a_link_that_does_not_call_itself_external_is_one() -> None:
    for target in ("http://example.org/a.png", "\\\\server\\a.png"):
        assert "外部链接" in only(docx(relations=related("image", target)))
    shape = "<w:p><w:r><w:pict><v:imagedata src='http://example.org/a.png'/></w:pict></w:r></w:p>"
    assert "外部链接" in only(docx(shape))


def test_a_link_of_a_header_is_one() -> None:
    rows = related("image", "http://example.org/a.png", outside=True)
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    rels = f'<Relationships xmlns="{package}">{rows}</Relationships>'.encode()
    finding = only(docx(header=p("x"), parts={"word/_rels/header1.xml.rels": rels}))
    assert finding.startswith("页眉含有外部链接")


@pytest.mark.parametrize(
    ("kind", "target"),
    [("oleObject", "a.bin"), ("package", "a.xlsx"), ("aFChunk", "a.html"), ("chart", "a.xml")],
)
def test_embedded_objects_are_refused(kind: str, target: str) -> None:
    assert "嵌入对象" in only(
        docx(parts={f"word/{target}": b"<x/>"}, relations=related(kind, target))
    )


@pytest.mark.parametrize(
    "element", ["<w:object/>", "<o:OLEObject/>", "<w:control/>", "<w:movie/>", "<w:subDoc/>"]
)
def test_embedded_elements_are_refused(element: str) -> None:
    assert "嵌入对象" in only(docx(f"<w:p><w:r>{element}</w:r></w:p>"))
    assert "嵌入对象" in only(docx("<w:altChunk/>"))


def test_activex_and_unknown_parts_are_refused() -> None:
    parts = {"word/activeX/activeX1.xml": b"<x/>"}
    assert ACTIVE in found(docx(parts=parts, relations=related("control", "activeX/activeX1.xml")))
    assert "不能识别的部件（webExtension）" in only(
        docx(relations=related("webExtension", "x.xml"))
    )


@pytest.mark.parametrize(
    ("instruction", "called"),
    [
        ('INCLUDETEXT "C:\\\\a.docx"', "INCLUDETEXT"),
        ('INCLUDEPICTURE "http://example.org/a.png" \\d', "INCLUDEPICTURE"),
        ("DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe", "DDEAUTO"),
        ("dde excel", "DDE"),
        ('HYPERLINK "https://example.org"', "HYPERLINK"),
        ("MERGEFIELD name", "MERGEFIELD"),
        ("DATE \\@ yyyy", "DATE"),
        ("AUTHOR", "AUTHOR"),
        ("MACROBUTTON x", "MACROBUTTON"),
        ("", "（空）"),
    ],
)
def test_fields_other_than_page_numbers_are_refused(instruction: str, called: str) -> None:
    sentence = f"域“{called}”"
    assert sentence in only(docx(p(inside=field(instruction))))
    quoted = instruction.replace('"', "&quot;")
    assert sentence in only(docx(f'<w:p><w:fldSimple w:instr="{quoted}"/></w:p>'))
    assert only(docx(footer=p(inside=field(instruction)))).startswith("页脚")


def test_a_field_divided_over_runs_is_read_whole() -> None:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    pieces = "".join(
        f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in ("INCLUDE", "PICTURE x")
    )
    assert "域“INCLUDEPICTURE”" in only(docx(f"<w:p>{begin}{pieces}{end}</w:p>"))
    outer = "<w:r><w:instrText>PAGE </w:instrText></w:r>"
    assert "域“INCLUDEPICTURE”" in only(docx(f"<w:p>{begin}{outer}{begin}{pieces}{end}{end}</w:p>"))


def test_revisions_comments_data_bindings_and_mail_merge_are_refused() -> None:
    revised = f'<w:p><w:ins w:id="1" w:author="张三">{run("甲")}</w:ins></w:p>'
    assert only(docx(revised)) == REVISED
    comments = f"<w:comments {NAMESPACES}><w:comment/></w:comments>".encode()
    assert only(docx(parts={"word/comments.xml": comments}, relations=related("comments", "comments.xml"))) == REVISED  # fmt: skip
    bound = '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/x"/></w:sdtPr><w:sdtContent/></w:sdt>'
    assert "绑定外部数据" in only(docx(bound))
    settings = f"<w:settings {NAMESPACES}><w:mailMerge/></w:settings>".encode()
    assert only(docx(parts={"word/settings.xml": settings})) == MAIL_MERGE


# --- the fields ---


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{{ request.__class__ }}", "不能使用内部名称“__class__”"),
        ("{{ organ.__class__.__mro__ }}", "不能使用内部名称“__class__”"),
        ("{{ request.upper() }}", "不能调用函数或者方法"),
        ("{{ range(9) }}", "不能调用函数或者方法"),
        ("{{ request.format }}", "字段“申请内容”没有下级字段“format”"),
        ("{{ items[0].text }}", "不能使用下标（方括号）"),
        ("{{ organ['name'] }}", "不能使用下标（方括号）"),
        ("{{ 'x' * 10 ** 9 }}", "不能使用运算"),
        ("{{ request ~ request }}", "不能使用运算"),
        ("{% set x = 1 %}", "不能使用{% set %}"),
        ("{% set x %}1{% endset %}", "不能使用{% set %}"),
        ("{% with x = 1 %}{% endwith %}", "不能使用{% with %}"),
        ("{% macro m() %}{{ m() }}{% endmacro %}", "不能使用宏（macro、call）"),
        ("{% include 'x' %}", "不能引用其他模板（include、import、extends、block）"),
        ("{% import 'x' as x %}", "不能引用其他模板（include、import、extends、block）"),
        ("{% extends 'x' %}", "不能引用其他模板（include、import、extends、block）"),
        ("{% block x %}{% endblock %}", "不能引用其他模板（include、import、extends、block）"),
        ("{% filter upper %}x{% endfilter %}", "不能使用{% filter %}"),
        ("{% autoescape false %}{{ title }}{% endautoescape %}", "不能使用{% autoescape %}"),
        ("{% raw %}{{ nothing }}{% endraw %}", "不能使用{% raw %}"),
        ("{{ title|safe }}", "不能使用过滤器“safe”"),
        ("{{ title|center(99999999) }}", "过滤器“center”的参数只能是文字"),
        ("{{ items|map('x')|list }}", "不能使用过滤器“map”"),
        ("{{ items|join(attribute='text') }}", "过滤器“join”的写法不正确"),
        ("{{ items|join('、') }}", "字段“事项”不是文字的列表，不能用join"),
        ("{{ remark|default(none) }}", "过滤器“default”的参数只能是文字"),
        ("{{ remark|default(title) }}", "过滤器“default”的参数只能是文字"),
        ("{% if title is callable %}{% endif %}", "不能使用判断“is callable”"),
        ("{% if items > 3 %}{% endif %}", "只有数字可以比较大小"),
        ("{% if title < 'x' %}{% endif %}", "只有数字可以比较大小"),
        ("{% if items == 3 %}{% endif %}", "列表和一组字段不能比较"),
        ("{% if 3 in title %}{% endif %}", "该内容不是文字，不能用in"),
        ("{% if title in items %}{% endif %}", "字段“事项”不是文字或者文字的列表，不能用in"),
        ("{% if title in (request, 'x') %}{% endif %}", "in后面的列表里只能写文字或者数字"),
        ("{{ head }}", "字段“是否信函格式”是“是否”类字段，只能用在条件里"),
        ("{{ items }}", "字段“事项”是列表，请用{%p for %}逐项列出"),
        ("{{ organ }}", "字段“行政机关”是一组字段，请写出其中的字段"),
        ("{{ title and remark }}", "该内容是“是否”类字段，只能用在条件里"),
        ("{{ (title, title) }}", "不能使用Tuple"),
        ("{{ 1.5 }}", "只能使用文字和整数"),
        ("{{ title if head }}", "“… if …”后面须写else"),
        ("{% for x in title %}{% endfor %}", "字段“标题”不是列表，不能循环"),
        ("{% for x in range(10**9) %}{% endfor %}", "不能调用函数或者方法"),
        ("{% for x, y in items %}{% endfor %}", "循环只能有一个变量"),
        ("{% for x in items recursive %}{% endfor %}", "不能使用递归循环（recursive）"),
        ("{% for x in items %}{% for y in items %}{% endfor %}{% endfor %}",
         "循环里只能再循环该项自己的列表"),
        ("{% for x in items %}{{ loop.cycle }}{% endfor %}", "没有字段“cycle”"),
        ("{{ x }}{% for x in items %}{% endfor %}", "没有字段“x”"),
        ("{{ item.text }}", "没有字段“item”，是否应为“items”（事项）"),
        ("{{ titel }}", "没有字段“titel”，是否应为“title”（标题）"),
        ("{{ 申请内容 }}", "没有字段“申请内容”，是否应为“request”（申请内容）"),
        ("{{ organ.phon }}", "没有字段“phon”，是否应为“phone”（联系电话）"),
        ("{{ zzz }}", "没有字段“zzz”"),
        ("{{ ({'a': 1}) }}", "不能使用Dict"),
        ("{% if " + "not " * 80 + "head %}{% endif %}", "表达式过于复杂，请简化"),
        ("{% if head %}" * 12 + "{% endif %}" * 12, "条件和循环最多嵌套10层"),
    ],
)  # fmt: skip
def test_what_a_field_may_not_say_is_refused_with_its_place(text: str, reason: str) -> None:
    finding = found(docx(p("第一段"), p(text)))[0]
    assert finding == f"正文“{text[:24].strip()}”：{reason}"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{{ title", "括号不成对"),
        ("{% if head }", "括号不成对"),
        ("{{ title }", "括号不成对"),
        ("title }}", "括号不成对"),
        ("{% if head %}", "有语句没有结束"),
        ("{% endif %}", "有不认识的语句“endif”"),
        ("{% do x %}", "有不认识的语句“do”"),
        ("{{ title title }}", "字段没有写对"),
        ("{% for x of items %}{% endfor %}", "没有写对"),
        ("{{ title ! }}", "字段里有不能使用的符号“!”"),
        ("{{ }}", "没有写对"),
    ],
)
def test_a_slip_of_the_pen_is_said_in_one_sentence_with_its_place(text: str, reason: str) -> None:
    finding = only(docx(p("第一段"), p(text), p("第三段")))
    assert finding.startswith("正文“")
    assert reason in finding


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (p("甲{%p if head %}") + p("{%p endif %}"), "须单独成段，一段只写一个"),
        (p("{%p if head %}{%p endif %}"), "须单独成段，一段只写一个"),
        (table(("甲", "{%tr if head %}"), ("{%tr endif %}", "")), "须单独"),
        (p("{{p title }}"), "不能插入文档片段"),
        (p("{{r title }}"), "不能插入文档片段"),
        (table(("{% colspan title %}x",)), "不能使用{% colspan %}"),
        (table(("{% cellbg title %}x",)), "不能使用{% cellbg %}"),
        (table(("{% vm %}x",)), "不能使用{% vm %}"),
        (table(("{%tc if head %}", "x", "{%tc endif %}")), "不能使用{% tc %}"),
        (p(inside=field("PAGE {{ title }}")), "字段只能写在文字里"),
        (p(inside=drawing("{{ title }}")), "字段只能写在文字里"),
        ("<w:p>{{ title }}</w:p>", "字段只能写在文字里"),
        (p("甲") + "{{ title }}", "字段只能写在文字里"),
    ],
)
def test_fields_stand_in_text_and_nowhere_else(body: str, reason: str) -> None:
    parts = {"word/media/a.png": PNG}
    sentences = found(docx(body, parts=parts, relations=related("image", "media/a.png")))
    assert sentences
    assert reason in sentences[0]


def test_headers_footers_and_footnotes_are_read_too() -> None:
    notes = f"<w:footnotes {NAMESPACES}><w:footnote>{p('{{ nothing }}')}</w:footnote></w:footnotes>"
    content = docx(
        header=p("{{ nothing }}"),
        footer=p("{{ nothing }}"),
        parts={"word/footnotes.xml": notes.encode()},
        types=f'<Override PartName="/word/footnotes.xml" ContentType="{WORD}footnotes+xml"/>',
        relations=related("footnotes", "footnotes.xml"),
    )
    assert [sentence[:2] for sentence in found(content)] == ["页眉", "页脚", "脚注"]


def test_fields_elsewhere_would_stay_as_they_are_and_are_refused() -> None:
    assert "不能使用字段" in only(with_parts(GOOD, docProps__core=b"<x>{{ title }}</x>"))


# --- the trial ---


def test_what_may_have_no_value_must_stand_in_a_condition() -> None:
    assert only(docx(p("{{ remark }}"))) == (
        "最简情形试排：字段“remark”可能没有内容，请写在{% if %}条件里"
    )
    assert found(docx(p("{% if remark %}{{ remark }}{% endif %}"))) == []


def test_a_table_that_may_lose_all_its_rows_is_refused() -> None:
    rows = ("{%tr for item in items %}",), ("{{ item.text }}",), ("{%tr endfor %}",)
    assert "表格可能一行也没有" in only(docx(table(*rows)))
    assert found(docx(table(("地点",), *rows))) == []


def test_statements_that_tear_the_letter_apart_are_refused() -> None:
    torn = docx(p("{% if head %}"), table(("{% endif %}",)))
    assert "最简情形试排：生成的文书不能打开" in only(torn)


def test_a_letter_that_would_grow_too_large_is_refused() -> None:
    # 14,000 × 300 characters, most of three bytes: 12 MB and more
    assert only(docx(p("{{ request }}" * 14_000))) == "最长情形试排：文书过大，请减少重复的字段"


# --- the process apart ---


def test_the_process_apart_says_what_was_found() -> None:
    assert check(docx(p("{{ titel }}")), Paper) == [
        "正文“{{ titel }}”：没有字段“titel”，是否应为“title”（标题）"
    ]


def test_a_template_that_takes_too_long_ends_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(apart, "WALL_SECONDS", 2)
    started = time.monotonic()
    assert check(docx(*(p(f"{{{{ title }}}}{n}") for n in range(150_000))), Paper) == [TOO_COSTLY]
    assert time.monotonic() - started < 30


def test_deep_brackets_end_the_process_apart_and_not_ours() -> None:
    nested = "{{ " + "(" * 5_000 + "title" + ")" * 5_000 + " }}"
    assert findings_apart(docx(p(nested)), FIELDS, CONTEXTS) == [TOO_COSTLY]
    assert resource.getrlimit(resource.RLIMIT_AS)[0] == resource.RLIM_INFINITY
