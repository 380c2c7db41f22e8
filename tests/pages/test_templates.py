"""Every page with representative and ugly content: it renders, it is sound, it escapes."""

import re

import pytest

from cases.app import TEMPLATES, environment
from cases.law.outcomes import ANSWER_TYPES
from cases.states import State
from tests.pages import content, shown
from tests.pages.reading import Read, wrong

PAGES = environment()


def page_of(name: str) -> Read:
    template, context = shown.PAGES[name]
    return Read(PAGES.get_template(template).render(context))


@pytest.mark.parametrize("name", shown.PAGES)
def test_page_is_whole_and_every_field_has_its_label(name: str) -> None:
    page = page_of(name)
    assert wrong(page) == []
    assert len(page.all("h1")) == 1
    assert page.one("html").given["lang"] == "zh-CN"
    assert page.one("title").text.endswith("政府信息依申请公开办理系统")


@pytest.mark.parametrize("name", shown.PAGES)
def test_what_people_typed_is_text(name: str) -> None:
    template, context = shown.PAGES[name]
    page = PAGES.get_template(template).render(context)
    assert not re.search(r"<b>|<script(?! src=\"/assets/)|<人民>|<科室>", page)
    assert not re.search(r"\sstyle=|\son[a-z]+=", page)


def test_every_page_template_is_shown_here() -> None:
    pages = {path.name for path in TEMPLATES.glob("[!_]*.html")}
    assert pages - {template for template, _ in shown.PAGES.values()} == {
        "base.html",
        "public_frame.html",
        "api_docs.html",
    }


def test_an_officer_is_offered_only_the_own_work() -> None:
    links = [link.text for link in page_of("first page, empty").all("a")]
    assert "年度报告" in links
    assert not {"登记", "台账导入", "单位与人员", "登记新申请"} & set(links)


def test_signing_out_is_a_form_with_its_token() -> None:
    page = page_of("first page")
    form = page.one("form", action="/sign-out")
    assert form.given["method"] == "post"
    tokens = page.all("input", name="form_token", value="f" * 64)
    assert any(form in token.around for token in tokens)


def test_a_fault_stands_beside_its_field_and_leads_to_it() -> None:
    page = page_of("registration refused")
    field = page.named("applicant.name")
    assert field.given["aria-invalid"] == "true"
    assert field.given["value"] == content.UGLY
    (described,) = field.given["aria-describedby"].split()
    assert page.by_id(described).text == "此项必填，至少1个字符"
    link = page.one("a", href="#applicant.name")
    assert link.text == "姓名或者名称"
    assert [a.text for a in page.all("a", href="#items.1.text")] == ["第2项的内容描述"]
    assert page.one("title").text.startswith("录入有误 · 登记新申请")


def test_a_field_without_a_fault_is_not_marked() -> None:
    page = page_of("registration refused")
    assert "aria-invalid" not in page.named("applicant.phone").given
    assert "aria-invalid" not in page_of("registration").named("applicant.name").given


def test_a_group_stands_open_where_it_holds_something_or_a_fault() -> None:
    def groups(name: str) -> dict[str, bool]:
        return {
            element.children[0].text: "open" in element.given
            for element in page_of(name).all("details", **{"class": "more"})
        }

    assert set(groups("registration").values()) == {False}
    assert [group for group, is_open in groups("registration refused").items() if is_open] == [
        "代理人"
    ]


def test_registration_asks_for_no_purpose() -> None:
    names = {element.given.get("name") for element in page_of("registration").elements}
    assert not {name for name in names if name and "purpose" in name}
    labels = "".join(label.text for label in page_of("registration").all("label"))
    assert "用途" not in labels


def test_the_enter_key_registers_and_adds_no_line() -> None:
    page = page_of("registration")
    form = page.one("form", action="/cases/new")
    submits = [
        element
        for element in page.elements
        if form in element.around and element.given.get("type") == "submit"
    ]
    assert "name" not in submits[0].given
    assert page.named("more_items").given.keys() >= {"formnovalidate"}


def test_a_correction_says_why_and_goes_to_its_case() -> None:
    page = page_of("correction")
    form = page.one("form", action=f"/cases/{content.CORRECTED.id}/correction")
    assert form in page.named("reason").around
    assert not page.all("input", name="submission")
    assert "寿光市<人民>政府" in page.one("main").text


@pytest.mark.parametrize("name", ["an item, to be judged", "an item with A12"])
def test_every_outcome_of_an_item_is_offered_once(name: str) -> None:
    addresses = [link.given["href"] for link in page_of(name).all("a")]
    codes = [href.partition("?outcome=")[2] for href in addresses if "?outcome=" in href]
    # A25 and A26 follow from the items, A27 and A28 have verbs of their own
    assert sorted(codes) == sorted(kind.code for kind in ANSWER_TYPES if kind.number <= 24)


def test_a_gate_that_may_be_passed_has_a_field_for_the_reason_and_no_other_has() -> None:
    page = page_of("gates closed")
    context = shown.PAGES["gates closed"][1]
    broken, passable = context["refusal"].broken, context["refusal"].passable
    fields = [
        area.given["name"] for area in page.all("textarea") if "passes." in area.given["name"]
    ]
    assert fields == [f"passes.{gate.key}" for gate in passable]
    text = page.by_id("sign").text
    assert all(gate.sentence in text for gate in broken)


def test_every_form_says_which_records_its_officer_has_seen() -> None:
    page = page_of("open case")
    seen = page.all("input", name="seen", value=str(len(content.ON_FILE)))
    for form in page.all("form", method="post"):
        looks = ("/download", "/archive-file", "/evidence-file", "/personal-data")
        if "/cases/" in form.given["action"] and not form.given["action"].endswith(looks):
            assert any(form in field.around for field in seen), form.given["action"]


@pytest.mark.parametrize("state", list(State))
def test_only_permitted_verbs_have_forms(state: State) -> None:
    context = content.case_page(state) | {"verbs": set()}
    page = Read(PAGES.get_template("case.html").render(context))
    assert page.inside("main", "form") == []
    assert "更正登记" not in [link.text for link in page.all("a")]


def test_a_refused_verb_stands_open_with_what_was_typed() -> None:
    page = page_of("answer refused")
    verb = page.by_id("record_answer")
    assert "open" in verb.given
    assert "open" not in page.by_id("record_withdrawal").given
    assert page.by_id("record_answer-proof").given["value"] == content.UGLY
    assert page.by_id("record_answer-answered_on").given["aria-invalid"] == "true"


def test_personal_data_are_shown_only_where_they_were_asked_for() -> None:
    assert content.CARD not in page_of("open case").one("main").text
    page = page_of("personal data")
    assert content.CARD in page.one("main").text
    assert "已记入办理记录" in page.one("main").text
    assert not page.all("form", action=f"/cases/{content.number('case')}/personal-data")


def test_what_an_application_lacks_is_said_with_what_to_do() -> None:
    text = page_of("open case").one("main").text
    assert "申请缺少：身份证明、联系方式、获取信息的方式、途径" in text
    assert "第三十条" in text
    assert "不能因此拒收申请" in text


def test_the_day_of_receipt_is_explained() -> None:
    assert "以提交之日为收到申请之日" in page_of("open case").one("main").text
    assert "以双方确认之日为收到申请之日" in page_of("unconfirmed case").one("main").text
    assert "登记台账没有载明申请方式" in page_of("imported case").one("main").text


def test_a_preview_never_prints_a_personal_number_in_full() -> None:
    for name in ("preview", "preview with faults"):
        text = page_of(name).one("main").text
        assert content.CARD not in text
        assert content.PHONE not in text
        assert "110*************2X" in text
        assert "139****5678" in text


def test_a_register_with_faults_cannot_be_confirmed() -> None:
    page = page_of("preview with faults")
    assert [b.text for b in page.inside("main", "button")] == ["放弃"]
    wrong_cells = [td for td in page.all("td") if "wrong" in td.given.get("class", "")]
    assert [td.text.strip() for td in wrong_cells] == [
        "110*************2X居民身份证号码校验位不符",
        "补正告知日期：已填补正期限的，应同时填写补正告知日期",  # a column that the file has not
    ]
    assert "确认导入1件" in [b.text for b in page_of("preview").all("button")]


def test_a_broken_check_is_said_in_words() -> None:
    said = [li.text.strip() for li in page_of("annual table that does not hold").all("li")]
    assert "“自然人”列：第一项加第二项为4，第三项加第四项为0，应当相等。" in said
    assert (
        "“一、本年新收政府信息公开申请数量”一行：各类申请人之和为1，“总计”为2，应当相等。" in said
    )
    assert (
        "“自然人”列：上年“四、结转下年度继续办理”为0，"
        "本年“二、上年结转政府信息公开申请数量”为3，应当相等。" in said
    )
    assert "勾稽关系全部成立" in page_of("annual table of 2019").one("main").text


def test_figures_and_files_of_the_other_form_stay_in_it() -> None:
    page = page_of("annual table in the other form")
    figures = [a.given["href"] for a in page.all("a") if "/cells/" in a.given["href"]]
    files = [a.given["href"] for a in page.all("a") if "/file." in a.given["href"]]
    assert len(figures) == 23 * 7
    assert len(files) == 4
    assert all(href.endswith("?form=2019") for href in (*figures, *files))


def test_next_page_keeps_what_was_chosen() -> None:
    page = page_of("cases, narrowed")
    address = page.one("a", rel="next").given["href"]
    assert address.startswith("/cases?q=")
    assert address.endswith(
        "&state=handling&annual_row=granted_full&sort=oldest&after=2026-03-05_1"
    )
    assert page.one("th", **{"aria-sort": "ascending"})


def test_a_list_without_cases_says_what_to_do() -> None:
    assert "请登记新申请" in page_of("cases, none yet").one("main").text
    assert "登记新申请" not in page_of("cases, none yet for a reader").one("main").text
    assert "清除条件" in page_of("cases, none found").one("main").text


def test_an_address_with_an_odd_login_is_quoted() -> None:
    actions = [form.given["action"] for form in page_of("organ").inside("main", "form")]
    assert "/office/370783/officers/a%20b%3Fc/active" in actions


def test_demonstration_data_are_marked() -> None:
    assert "演示数据" in page_of("first page").one("main").text
    assert "演示数据" not in page_of("organ, empty").one("main").text
