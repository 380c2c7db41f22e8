"""复议诉讼 on a case's page: the list and its forms, with every sentence that explains a date."""

from datetime import date
from typing import Any
from uuid import UUID

from cases.app import environment
from cases.law.calendar import packaged_calendar
from cases.models import CaseEvent
from cases.web.challenge_views import ChallengeTold, challenges_told
from tests.pages.reading import Read, wrong

PAGES = environment()
TODAY, UGLY = date(2026, 6, 20), "<b>寿光市</b>人民政府&"
CASE = UUID(int=1)
REVIEW: dict[str, Any] = {
    "kind": "reconsideration", "body": UGLY, "notified_on": "2026-04-01", "procedure": "ordinary",
}  # fmt: skip
ORDER: dict[str, Any] = {"result": "answer_again", "concluded_on": "2026-05-20"}


def event(kind: str, day: str | None = None, **data: Any) -> CaseEvent:
    return CaseEvent(
        case_id=CASE, seq=1, kind=kind, day=date.fromisoformat(day) if day else None, data=data
    )


def told(*events: CaseEvent, today: date = TODAY) -> list[ChallengeTold]:
    return challenges_told(CASE, events, packaged_calendar(), today)


def challenged(number: int = 1, **facts: Any) -> CaseEvent:
    return event("challenged", number=number, facts=REVIEW | facts)


def rendered(source: str, **context: Any) -> Read:
    source = '{% import "_challenges.html" as part with context %}' + source
    page = PAGES.from_string(source).render(context)
    return Read(
        f"<!doctype html><html lang=zh-CN><title>x</title><main><h1>x</h1>{page}</main></html>"
    )


def test_a_reply_that_is_missing_is_told_with_its_last_day_and_what_the_law_makes_of_it() -> None:
    [one] = told(challenged())
    # 2, 3, 7-10, 13-16 April; 4 to 6 April are rest
    [reply] = one.deadlines
    assert (reply.what, reply.due, reply.is_owed, reply.is_past) == (
        "reply", date(2026, 4, 16), True, True,
    )  # fmt: skip
    assert [w.article for w in one.late] == ["《中华人民共和国行政复议法》第七十条"]
    assert (one.result, one.column, one.standing, one.may_reopen) == ("", "尚未审结", "", False)
    page = rendered("{{ part.challenge_panel(challenges) }}", challenges=[one])
    text = page.one("article").text
    for sentence in (*reply.sentences, one.late[0].text):
        assert sentence in text
    assert page.all("b") == []  # what people typed is text


def test_an_order_may_be_taken_up_once_and_is_done_when_answered_anew() -> None:
    order = challenged(**ORDER)
    answer = event("answer", "2026-03-10")
    reopened = event("reopened", "2026-05-21", challenge=1)
    anew = event("answered_anew", "2026-06-01")
    said = [
        (one.may_reopen, one.standing, one.deadlines[-1].is_owed)
        for history in ([], [reopened], [reopened, anew])
        for one in told(answer, order, *history)
    ]
    assert said == [
        (True, "责令的答复尚未作出", True),
        (False, "已经恢复办理，尚未重新答复", True),
        (False, "责令的答复已经作出", False),
    ]
    [one] = told(answer, order)
    assert (one.result, one.article) == (
        "责令重新答复", "《中华人民共和国行政复议法》第六十四条第一款",
    )  # fmt: skip
    assert one.deadlines[-1].due == date(2026, 6, 17)  # 20 working days after 20 May


def test_a_period_older_than_every_rule_says_so() -> None:
    [one] = told(challenged(notified_on="2017-03-01"))
    [reply] = one.deadlines
    assert (reply.due, reply.is_owed, one.late) == (None, False, ())
    assert reply.sentences[0].startswith("期限无法计算：2018年1月1日以前")
    page = rendered("{{ part.challenge_panel(challenges) }}", challenges=[one])
    assert "答复举证期限：无法计算" in page.one("summary").text


def test_the_forms_have_a_label_for_every_field_and_show_what_stands() -> None:
    [one] = told(challenged(**ORDER, answer_again={"count": 15, "unit": "days"}))
    form: dict[str, Any] = {"typed": {}, "faults": {}, "prefix": "update-"}
    page = rendered(
        '<div>{{ part.challenge_fields(f, today) }}</div>'
        '<div>{{ part.challenge_update_fields(g, today, facts) }}</div>',
        f=form | {"prefix": "record-"}, g=form, facts=one.typed, today=TODAY,
    )  # fmt: skip
    assert wrong(page) == []
    fields = {e.given["name"]: e.given.get("value", "") for e in page.all("input")}
    assert fields["answer_again_within.count"] == "15"
    assert fields["concluded_on"] == "2026-05-20"
    assert fields["body"] == UGLY
    chosen = [e.given["value"] for e in page.all("option") if "selected" in e.given]
    assert {"answer_again", "days", "ordinary"} <= set(chosen)
    results = [e.given["value"] for e in page.all("option")]
    assert "mediated" in results  # 调解 ends a review only


def test_a_refused_form_shows_what_was_typed() -> None:
    [one] = told(challenged())
    typed = {"body": "", "result": "upheld"}
    faults = {"body": "此项必填"}
    page = rendered(
        "<div>{{ part.challenge_update_fields(f, today, facts) }}</div>",
        f={"typed": typed, "faults": faults, "prefix": "x-"}, facts=one.typed, today=TODAY,
    )  # fmt: skip
    fields = {e.given["name"]: e.given.get("value", "") for e in page.all("input")}
    assert fields["body"] == ""
    assert fields["notified_on"] == ""
