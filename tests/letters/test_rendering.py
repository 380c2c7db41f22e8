"""A letter from its template: every value as it was given, and nothing that was not."""

from datetime import date
from io import BytesIO

import jinja2
import pytest
from docxtpl import DocxTemplate
from hypothesis import given
from hypothesis import strategies as st
from jinja2.exceptions import SecurityError

from cases.errors import BadInput
from cases.letters.environment import ENVIRONMENT
from cases.letters.paragraphs import paragraphs, text_of
from cases.letters.rendering import KEPT, UnfilledField, parsed, render
from tests.letters.made import (
    PNG,
    docx,
    drawing,
    faces_of,
    p,
    paper,
    parts_of,
    related,
    run,
    table,
    xml_of,
)

REQUEST = docx(p("申请公开：", "{{ request }}", "。"))


def rendered(template: bytes, **context: object) -> bytes:
    return render(parsed(template), paper(**context))


def test_a_request_of_3000_characters_comes_out_unharmed() -> None:
    awkward = "<w:p/>&amp; A & B \"双\" '单' 〈〉《》 {{ title }} {% for x in y %} {_{ {# #} ]]> --> \\0 %s\n"
    request = (awkward * 60)[:3000]
    (paragraph,) = paragraphs(rendered(REQUEST, request=request))
    assert paragraph.text == f"申请公开：{request}。"


# What may stand in a request: all of XML's characters; \r alone is what an old Macintosh sends.
texts = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
    | st.sampled_from("\n\t<>&'\"{}%#")
)


@given(texts)
def test_any_text_is_printed_as_it_was_given(request_text: str) -> None:
    (paragraph,) = paragraphs(rendered(REQUEST, request=request_text))
    assert paragraph.text == f"申请公开：{request_text}。"


def test_line_breaks_and_tabs_become_elements_of_the_same_run() -> None:
    letter = rendered(docx(f"<w:p>{run('{{ request }}', '<w:b/>')}</w:p>"), request="一\r\n二\t三")
    preserved = '<w:t xml:space="preserve">'
    assert (
        f"<w:r><w:rPr><w:b/></w:rPr>{preserved}一</w:t><w:br/>{preserved}二</w:t><w:tab/>"
        f"{preserved}三</w:t></w:r>"
    ) in xml_of(letter)


@pytest.mark.parametrize("sign", ["\0", "\x08", "\x0b", "\x1b", "\ufffe"])
def test_what_xml_forbids_is_a_bug_of_the_door(sign: str) -> None:
    with pytest.raises(AssertionError, match="control"):
        rendered(REQUEST, request=f"征地{sign}批复")


def test_a_field_without_a_value_stops_the_letter_and_names_itself() -> None:
    with pytest.raises(UnfilledField) as stopped:
        rendered(docx(p("{{ remark }}")))
    assert stopped.value.name == "remark"
    assert stopped.value.sentence == "“备注”（remark）没有填写，不能生成文书"
    assert stopped.value.faults[0].field == "remark"


def test_an_unfilled_field_of_a_record_is_named_by_its_place() -> None:
    with pytest.raises(UnfilledField) as stopped:
        rendered(docx(p("{{ organ.phone }}")), organ={"name": "某局"})
    assert (stopped.value.name, stopped.value.sentence[:12]) == ("organ.phone", "“联系电话”（organ")


def test_an_undeclared_field_stops_the_letter_wherever_it_stands() -> None:
    template = docx(p("{% for item in items %}{{ item.nothing }}{% endfor %}"))
    with pytest.raises(UnfilledField) as stopped:
        rendered(template, items=({"text": "甲"}, {"text": "乙"}))
    assert stopped.value.name == "items.0.nothing"
    for expression in ("{% if nothing %}x{% endif %}", "{% for x in nothing %}x{% endfor %}"):
        with pytest.raises(UnfilledField, match=r"^字段nothing没有填写，不能生成文书$"):
            rendered(docx(p(expression)))


def test_a_field_without_a_value_may_be_asked_for() -> None:
    template = docx(
        p("{% if remark %}有{% else %}无{% endif %}"),
        p("{% if remark is none %}无{% endif %}"),
        p("{% if remark is defined %}有{% endif %}{% if remark == none %}无{% endif %}"),
        p("{{ remark|default('没有备注') }}"),
    )
    assert text_of(rendered(template)) == "无\n无\n无\n没有备注"
    assert text_of(rendered(template, remark="甲")) == "有\n\n有\n甲"


@pytest.mark.parametrize(
    "expression", ["{{ items }}", "{{ organ }}", "{{ head }}", "{{ items[0] }}"]
)
def test_lists_records_and_yes_or_no_are_never_printed(expression: str) -> None:
    with pytest.raises((AssertionError, SecurityError)):
        rendered(docx(p(expression)))


def test_a_value_that_is_no_text_is_refused_by_its_place() -> None:
    with pytest.raises(TypeError, match=r"items\.0\.day"):
        render(parsed(REQUEST), {"request": "x", "items": [{"day": date(2026, 3, 5)}]})


@pytest.mark.parametrize(
    "expression",
    [
        "{{ request.__class__ }}",
        "{{ items.__class__.__mro__ }}",
        "{{ organ._place }}",
        "{{ organ.__init__.__globals__ }}",
        "{{ request.upper() }}",
        "{{ request['x'] }}",
        "{{ 'x' * 10 ** 9 }}",
        "{{ -1 }}",
        "{% for x in items %}{{ loop.cycle(1) }}{% endfor %}",
        "{% for x in items %}{{ loop.depth }}{% endfor %}",
        "{% macro m() %}x{% endmacro %}{{ m() }}",
    ],
)
def test_the_environment_itself_runs_nothing(expression: str) -> None:
    with pytest.raises(SecurityError):
        rendered(docx(p(expression)))


@pytest.mark.parametrize(
    "expression",
    [
        "{{ range(9) }}",
        "{{ lipsum() }}",
        "{{ cycler }}",
        "{{ namespace }}",
        "{{ self }}",
        "{{ dict }}",
    ],
)
def test_nothing_of_jinja_is_within_reach(expression: str) -> None:
    with pytest.raises((UnfilledField, SecurityError, AssertionError)):
        rendered(docx(p(expression)))


@pytest.mark.parametrize("name", ["safe", "map", "format", "replace", "center", "tojson", "pprint"])
def test_filters_that_are_not_named_do_not_exist(name: str) -> None:
    assert name not in ENVIRONMENT.filters
    with pytest.raises(jinja2.TemplateSyntaxError):
        parsed(docx(p(f"{{{{ request|{name} }}}}")))


def test_the_same_letter_has_the_same_bytes_and_names_nobody() -> None:
    template = docx(p("{{ title }}"), header=p("{{ organ.name }}"), footer=p("第一页"))
    letter = rendered(template)
    assert letter == rendered(template)
    core = xml_of(letter, "docProps/core.xml")
    assert "<dc:title>答复书</dc:title>" in core
    assert "张三" not in core
    assert "DESKTOP" not in core
    assert "某局" in xml_of(letter, "word/header1.xml")
    assert "第一页" in xml_of(letter, "word/footer1.xml")


def test_every_other_part_is_as_in_the_template() -> None:
    given_parts, made = parts_of(REQUEST), parts_of(rendered(REQUEST))
    assert set(made) == set(given_parts)
    changed = {name for name in made if made[name] != given_parts[name]}
    assert changed == {"word/document.xml", "docProps/core.xml"}


def test_it_reads_as_docxtpl_itself_would_render_it() -> None:
    template = docx(
        p("{{ti", "tle", "}}", style="title"),
        p("{%p for item in items %}"),
        p("（{{ loop.index }}）{{ item.text }}", "{% if item.places %}：{{ item.places|join('、') }}{% endif %}"),
        p("{%p endfor %}"),
        table(("地点", "件数"), ("{%tr for item in items %}", ""), ("{{ item.text }}", "{{ item.count }}"), ("{%tr endfor %}", "")),
        header=p("{{ organ.name }}"),
    )  # fmt: skip
    context = paper(items=({"text": "甲", "places": ("档案室", "系统")}, {"text": "乙"}))
    theirs, saved = DocxTemplate(BytesIO(template)), BytesIO()
    theirs.render(context.model_dump(), autoescape=True)
    theirs.save(saved)
    ours = render(parsed(template), context)
    assert text_of(ours) == text_of(saved.getvalue())
    assert text_of(ours) == "答复书\n（1）甲：档案室、系统\n（2）乙\n地点\t件数\n甲\t0\n乙\t0"


def test_characters_outside_gb2312_stand_in_a_face_that_has_them() -> None:
    letter = rendered(docx(p("{{ request }}")), request="申请人䶮堃翀、李喆（犇昇珺赟頔祎镕）")
    assert faces_of(letter) == [
        ("申请人", None), ("䶮堃翀", "仿宋"), ("、李", None), ("喆", "仿宋"), ("（", None),
        ("犇昇珺赟頔祎镕", "仿宋"), ("）", None),
    ]  # fmt: skip


def test_the_face_of_a_run_is_found_through_run_style_and_defaults() -> None:
    own = '<w:rFonts w:eastAsia="楷体_GB2312"/><w:b/>'
    letter = rendered(
        docx(p("{{ title }}", style="title"), p("{{ title }}", style="kai"), f"<w:p>{run('{{ title }}', own)}</w:p>"),
        title="王\U0001f600",
    )  # fmt: skip
    assert faces_of(letter) == [
        ("王\U0001f600", None),  # 方正小标宋简体: left as it is
        ("王", None), ("\U0001f600", "楷体"),
        ("王", "楷体_GB2312"), ("\U0001f600", "楷体"),
    ]  # fmt: skip
    assert xml_of(letter).count("<w:b/>") == 2  # the rest of the run's form is kept in both pieces


def test_common_signs_of_letters_divide_no_run() -> None:
    text = "“引号”‘单’—…·〔2026〕①（一）第3号、㈠℃％×÷ABC abc 123\u3000元"
    assert faces_of(rendered(docx(p("{{ request }}")), request=text)) == [(text, None)]


def test_rare_characters_of_the_template_itself_are_set_too() -> None:
    template = docx(p("赟局"), footer=p("䶮村"))
    assert faces_of(rendered(template)) == [("赟", "仿宋"), ("局", None)]
    assert 'w:eastAsia="仿宋"' in xml_of(rendered(template), "word/footer1.xml")


def test_a_divided_run_keeps_its_breaks_and_tabs_in_place() -> None:
    letter = rendered(docx(p("{{ request }}")), request="甲\n䶮\t乙")
    (paragraph,) = paragraphs(letter)
    assert paragraph.text == "甲\n䶮\t乙"


def test_a_picture_is_replaced_by_file_name_or_by_its_name_in_word() -> None:
    parts = {"word/media/image1.png": PNG}
    template = docx(
        p(inside=drawing("qr.png")), parts=parts, relations=related("image", "media/image1.png")
    )
    for name in ("image1.png", "qr.png"):
        made = parts_of(render(parsed(template), paper(), {name: b"new"}))
        assert made["word/media/image1.png"] == b"new"
    assert parts_of(rendered(template))["word/media/image1.png"] == PNG
    made = parts_of(render(parsed(template), paper(), {"other.png": b"new"}))
    assert made["word/media/image1.png"] == PNG


def test_repeated_pictures_have_numbers_of_their_own() -> None:
    template = docx(
        p("{%p for item in items %}"), p(inside=drawing("qr.png")), p("{%p endfor %}"),
        parts={"word/media/image1.png": PNG}, relations=related("image", "media/image1.png"),
    )  # fmt: skip
    xml = xml_of(rendered(template, items=({"text": "甲"}, {"text": "乙"})))
    assert xml.count('<wp:docPr id="1001"') == xml.count('<wp:docPr id="1002"') == 1


def test_a_cell_whose_paragraph_fell_away_keeps_an_empty_one() -> None:
    cell = f"<w:tc><w:tcPr/>{p('{%p if remark %}')}{p('{{ remark }}')}{p('{%p endif %}')}</w:tc>"
    template = docx(f"<w:tbl><w:tblGrid/><w:tr>{cell}</w:tr></w:tbl>")
    assert "<w:tcPr/><w:p/></w:tc>" in xml_of(rendered(template)).replace(" ", "")


def test_a_template_is_read_once() -> None:
    assert parsed(REQUEST) is parsed(bytes(bytearray(REQUEST)))
    first = parsed(docx(p("{{ title }}甲")))
    for n in range(KEPT + 1):
        parsed(docx(p(f"{n}")))
    assert parsed(docx(p("{{ title }}甲"))) is not first


def test_what_is_no_docx_is_refused() -> None:
    for content in (b"", b"%PDF-1.7", b"PK\x03\x04 broken"):
        with pytest.raises(BadInput):
            parsed(content)
