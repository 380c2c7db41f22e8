"""The page 期限说明: what it says beside the strip, and what it offers in which state."""

import pytest

from cases.app import environment
from tests.pages.content_clock import CLOCK_PAGES, RUNNING, WAITING, D, clock_page, read
from tests.pages.reading import Element, Read

PAGES = environment()


def page_of(name: str) -> Read:
    template, context = CLOCK_PAGES[name]
    return Read(PAGES.get_template(template).render(context))


def offered(page: Read) -> list[str]:
    select = page.named("what")
    return [o.given["value"] for o in page.all("option") if select in o.around]


def days(page: Read) -> list[Element]:
    return [td for td in page.all("td") if "day-cell" in td.given.get("class", "")]


@pytest.mark.parametrize("name", CLOCK_PAGES)
def test_every_day_says_its_reason_to_the_eye_and_to_the_ear(name: str) -> None:
    _, context = CLOCK_PAGES[name]
    cells = days(page_of(name))
    assert len(cells) == len(context["strip"])
    for cell, entry in zip(cells, context["strip"], strict=True):
        assert cell.given["title"].startswith(entry.reason)
        (heard,) = [c for c in cell.children if c.given.get("class") == "unseen"]
        assert heard.text == cell.given["title"]
        seen = [c for c in cell.children if c.given.get("aria-hidden")]
        assert entry.part.mark in "".join(c.text for c in seen)


def test_the_due_day_stands_out_by_a_word() -> None:
    (due,) = [cell for cell in days(page_of("clock")) if "is-due" in cell.given["class"]]
    assert "届满" in due.text
    assert "30" in due.text  # 20 working days and 10 of the extension


def test_the_annex_names_case_organ_and_digest() -> None:
    _, context = CLOCK_PAGES["clock"]
    annex = page_of("clock").one("div", **{"class": "annex print-only"})
    assert "附件　政府信息公开申请答复期限计算说明" in annex.text
    for part in (context["case"]["number"], context["organ"].name, context["head"]):
        assert part in annex.text
    foot = page_of("clock").one("div", **{"class": "annex-foot print-only"})
    assert "经办人" in foot.text
    assert "审核人" in foot.text


def test_a_corrected_fact_is_struck_through_and_the_correction_says_why() -> None:
    page = page_of("clock")
    (row,) = [tr for tr in page.all("tr") if tr.given.get("class") == "superseded"]
    assert [e.text for e in page.all("del")] == ["收到补正", "2026年3月19日"]
    assert "已更正或撤销" in row.text
    (correction,) = [tr for tr in page.all("tr") if "误录为3月19日" in tr.text]
    assert not [e for e in page.all("del") if correction in e.around]


def test_where_no_clock_can_be_read_the_page_says_what_to_do() -> None:
    text = page_of("clock that cannot be read").one("main").text
    assert "不能计算期限" in text
    assert "请核对下列事实中的日期" in text
    assert "收到补正" in text


def test_what_may_be_supposed_follows_the_state() -> None:
    page = page_of("clock")
    assert offered(page) == [
        "consultation",
        "extension",
        "supplement_notice",
        "fee_notice",
        "delay",
        "answer",
    ]
    assert "仅为推算，不作记录" in page.by_id("what-if-title").text
    assert page.named("on").given["value"] == "2026-05-13"  # tomorrow
    assert offered(page_of("clock of a waiting case")) == ["supplement", "answer"]
    # of two letters without a reply, either may be answered
    page = page_of("clock, what if refused")
    assert "consultation_reply" in offered(page)
    letters = [o.text for o in page.all("option") if page.named("id") in o.around]
    assert letters == ["2026年3月24日向第三方发出", "2026年3月27日向其他机关发出"]
    closed = page_of("clock of a case answered late")
    assert "what-if" not in {e.given.get("id") for e in closed.elements}


def test_a_supposition_stands_beside_what_is() -> None:
    page = page_of("clock, what if")
    table = page.one("table", **{"class": "list compare"})
    rows = [
        [cell.text.split() for cell in tr.children] for tr in page.all("tr") if table in tr.around
    ]
    assert rows[0] == [[], ["现在"], ["假如"]]
    # 13 May 2026 is day 22 of 30. 15 working days out: 14–15, 18–22, 25–29 May, 1–3 June;
    # the last eight: 4–5, 8–12 and 15 June. Later by 26–29 May, 1–5, 8–12, 15 June: 15
    assert rows[1] == [["答复期限"], ["2026年5月25日"], ["2026年6月15日", "推后15个工作日"]]
    assert rows[2] == [["状态"], ["期限计算中"], ["征求意见中"]]
    assert rows[4] == [["提示"], ["无"], ["没有新的提示"]]


def test_timeliness_is_said_in_words() -> None:
    assert "逾期" in page_of("clock of a case answered late").one(
        "span", **{"class": "timely too-late"}
    ).text  # fmt: skip
    assert "按期" in page_of("clock of a case answered in time").one(
        "span", **{"class": "timely on-time"}
    ).text  # fmt: skip


def test_what_is_provisional_says_so_beside_the_date_and_why() -> None:
    text = page_of("clock of a provisional case").one("main").text
    assert "2027年1月4日（星期一） 暂定" in text
    assert "2027年节假日安排尚未公布，暂按周一至周五为工作日" in text
    assert "暂定" not in page_of("clock").one("dl", **{"class": "clock-dates"}).text


@pytest.mark.parametrize(
    ("reading", "said"),
    [
        (RUNNING, "距届满还有9个工作日"),  # 13–15, 18–22, 25 May
        (WAITING, "收到补正后重新计算；补正期限至2026年3月31日"),
        (read("2026-03-05", [], "2026-04-02"), "今日届满"),
        (read("2026-03-05", [], "2026-04-07"), "已逾期2个工作日"),  # 3 and 7 April, 清明 4–6 April
    ],
)
def test_how_far_the_due_day_is(reading: object, said: str) -> None:
    page = Read(PAGES.get_template("clock.html").render(clock_page(reading)))  # type: ignore[arg-type]
    assert said in page.one("dl", **{"class": "clock-dates"}).text


def test_the_panel_of_a_case_leads_to_the_page() -> None:
    source = """{% from "_clock_strip.html" import clock_panel %}
        <html>{{ clock_panel(case, reading, strip, left) }}</html>"""
    _, context = CLOCK_PAGES["clock"]
    page = Read(PAGES.from_string(source).render(context))
    assert page.one("a").given["href"] == f"/cases/{context['case']['id']}/clock"
    ribbon = page.one("ol", **{"class": "ribbon"})
    assert len([li for li in page.all("li") if ribbon in li.around]) == len(context["strip"])
    assert RUNNING.answer_due == D("2026-05-25")
    assert "答复期限至2026年5月25日" in page.one("section").text
