"""The explanation: what a person reads beside each date."""

from typing import Final

from cases.law.clock import ClockReading, compute
from cases.law.clock_explained import explain, record
from cases.law.clock_facts import (
    Answer,
    ClockFacts,
    Consultation,
    ConsultationReply,
    Delay,
    Extension,
    FeeNotice,
    FeePayment,
    Receipt,
    Recipient,
    Supplement,
    SupplementNotice,
    Withdrawal,
)
from cases.law.receipt import Channel
from tests.law.clocking import CALENDAR, D, read

REGULATION: Final = "《中华人民共和国政府信息公开条例》"


def lines(reading: ClockReading) -> list[str]:
    return [f"{step.rule} {step.start} {step.end} {step.days}" for step in explain(reading)]


def texts(reading: ClockReading, rule: str) -> list[str]:
    return [step.text for step in explain(reading) if step.rule == rule]


def test_a_plain_period_over_a_festival() -> None:
    found = read("2024-03-20", as_of="2024-03-20")
    # 21, 22, 25–29, 1–3 April: 10; 4 and 5 at rest; Sunday 7 worked: 11; 8–12: 16; 15–18: 20
    assert lines(found) == [
        "receipt 2024-03-20 2024-03-20 None",
        "supplement_notice_period 2024-03-20 2024-03-29 7",
        "answer_period 2024-03-20 2024-04-18 20",
        "rest_day 2024-04-04 2024-04-04 1",
        "rest_day 2024-04-05 2024-04-05 1",
        "worked_day 2024-04-07 2024-04-07 1",
        "due 2024-04-18 2024-04-18 None",
    ]
    steps = explain(found)
    assert steps[3].text == (
        "2024年4月4日（星期四）清明节放假，不是工作日，"
        "依据国务院办公厅2024年节假日安排（国办发明电〔2023〕7号）。"
    )
    assert steps[3].article == "国务院办公厅2024年节假日安排（国办发明电〔2023〕7号）"
    assert steps[2].article == f"{REGULATION}第三十三条第二款"
    assert steps[-1].text == "答复期限于2024年4月18日（星期四）届满。"


def test_the_record_has_the_contracts_names() -> None:
    steps = record(read("2024-03-20", as_of="2024-03-20"))["explanation"]
    assert isinstance(steps, list)
    assert steps[0] == {
        "rule": "receipt",
        "article": f"{REGULATION}第三十一条",
        "text": "收到申请之日为2024年3月20日。",
        "from": "2024-03-20",
        "to": "2024-03-20",
        "days": None,
    }


def test_receipt_by_channel_and_its_lack() -> None:
    dates = {"arrived_on": D("2024-03-04"), "confirmed_on": D("2024-03-06")}
    mail = ClockFacts(Receipt(Channel.ORDINARY_MAIL, dates), (), D("2024-03-08"))
    assert texts(compute(mail, CALENDAR), "receipt") == [
        "申请方式为平信，行政机关应当于收到申请的当日与申请人确认，确认之日为收到申请之日；"
        "确认日期为2024年3月6日。"
    ]
    online = ClockFacts(Receipt(Channel.ONLINE, {}), (), D("2024-03-08"))
    found = explain(compute(online, CALENDAR))
    assert [step.record() for step in found] == [
        {
            "rule": "receipt",
            "article": f"{REGULATION}第三十一条",
            "text": "申请方式为在线，以双方确认之日为收到申请之日；该日期尚未登记，期限不起算。",
            "from": None,
            "to": None,
            "days": None,
        }
    ]


def test_supplement_asked_late_received_and_restarted() -> None:
    found = read(
        "2024-03-04",
        SupplementNotice(D("2024-03-06")),
        Supplement(D("2024-04-01")),
        as_of="2024-04-02",
    )
    assert texts(found, "supplement_notice") == [
        "2024年3月6日告知补正，补正期限至2024年3月27日（告知书未载明，按15个工作日计算）；"
        "等待补正期间不计算答复期限。"
    ]
    assert texts(found, "supplement_late") == [
        "2024年4月1日收到补正：补正材料在补正期限届满后收到；案件尚未办结，"
        "答复期限仍自收到补正之日起重新计算。"
    ]
    assert texts(found, "supplement") == [
        "2024年4月1日收到补正，答复期限自该日起重新计算20个工作日，首日不计，"
        "至2024年4月29日届满；此前已经过的时间、延长的期限和扣除的时间均不再计入。"
    ]


def test_consultations_name_their_days_and_share_none() -> None:
    found = read(
        "2024-03-04",
        Consultation(D("2024-03-11"), "a", Recipient.THIRD_PARTY, D("2024-03-13")),
        Consultation(D("2024-03-20"), "b", Recipient.ORGAN),
        ConsultationReply(D("2024-03-22"), "a"),
        as_of="2024-04-30",
    )
    first, second = texts(found, "consultation")
    assert first == (
        "2024年3月11日向第三方发出征求意见书，第三方于2024年3月13日收到，应当在15个工作日内提出意见，"
        "最迟为2024年4月3日；2024年3月22日收到回复。自发出次日起至2024年3月22日止"
        "不计算在答复期限内，扣除9个工作日。"
    )
    # sent number 12, silent to number 27 = 04-11; numbers 13 and 14 are the first one's
    assert second == (
        "2024年3月20日向其他机关发出征求意见书，其他机关收到日期未登记，以发出之日为准，"
        "应当在15个工作日内提出意见，最迟为2024年4月11日；未收到回复。自发出次日起至2024年4月11日止"
        "不计算在答复期限内，扣除13个工作日（与其他征求意见重叠的日期不重复扣除）。"
    )
    articles = [step.article for step in explain(found) if step.rule == "consultation"]
    assert articles == [f"{REGULATION}第三十二条", f"{REGULATION}第三十四条"]


def test_the_days_of_consultations_add_up_to_their_union() -> None:
    # a: numbers 6 to 20; b inside it; c sent number 15 = 03-25, replied number 22 = 04-03: 21, 22
    found = read(
        "2024-03-04",
        Consultation(D("2024-03-11"), "a", Recipient.THIRD_PARTY),
        Consultation(D("2024-03-13"), "b", Recipient.THIRD_PARTY),
        ConsultationReply(D("2024-03-15"), "b"),
        Consultation(D("2024-03-25"), "c", Recipient.THIRD_PARTY),
        ConsultationReply(D("2024-04-03"), "c"),
        as_of="2024-04-30",
    )
    days = [step.days for step in explain(found) if step.rule == "consultation"]
    assert days == [15, 0, 2]
    # 17 days out: number 37 = 04-25
    assert found.answer_due == D("2024-04-25")


def test_a_consultation_is_named_only_up_to_the_stop_of_the_period() -> None:
    found = read(
        "2024-03-04",
        Consultation(D("2024-03-05"), "a", Recipient.THIRD_PARTY),
        SupplementNotice(D("2024-03-07")),
        Supplement(D("2024-03-14")),
        as_of="2024-03-15",
    )
    assert "consultation 2024-03-05 2024-03-07 2" in lines(found)


def test_a_reply_that_comes_after_the_restart_is_named_as_without_effect() -> None:
    found = read(
        "2024-03-04",
        Consultation(D("2024-03-05"), "a", Recipient.THIRD_PARTY),
        SupplementNotice(D("2024-03-07")),
        Supplement(D("2024-03-14")),
        ConsultationReply(D("2024-03-15"), "a"),
        as_of="2024-03-15",
    )
    assert texts(found, "without_effect") == [
        "2024年3月15日收到征求意见的回复：对应的征求意见不在当前的答复期限内，不影响答复期限。"
    ]


def test_days_of_rest_inside_a_consultation_under_a_delay_are_named() -> None:
    found = read(
        "2024-03-04",
        Delay(D("2024-03-29"), D("2024-07-31")),
        Consultation(D("2024-04-22"), "a", Recipient.ORGAN),  # fifteen working days: 05-13
        as_of="2024-05-31",
    )
    rest = [step.start for step in explain(found) if step.rule == "rest_day"]
    # 清明 4 and 5 April, 劳动节 1 to 3 May on weekdays
    assert rest == [D(f"2024-{day}") for day in ("04-04", "04-05", "05-01", "05-02", "05-03")]


def test_an_extension_says_from_when_to_when() -> None:
    found = read("2024-03-04", Extension(D("2024-03-28"), 10, D("2024-03-27")), as_of="2024-03-29")
    assert texts(found, "extension") == [
        "经政府信息公开工作机构负责人于2024年3月27日同意，2024年3月28日告知延长答复期限10个工作日，"
        "届满之日由2024年4月1日延至2024年4月16日。"
    ]


def test_a_delay_and_an_extension_that_does_not_move_it() -> None:
    found = read(
        "2024-03-04",
        Delay(D("2024-03-29"), D("2024-07-31")),
        Extension(D("2024-05-06"), 10, D("2024-05-06")),
        as_of="2024-05-07",
    )
    assert texts(found, "delay") == [
        "2024年3月29日告知延迟答复，答复期限的届满之日由2024年4月1日改为2024年7月31日。"
    ]
    assert texts(found, "extension")[0].endswith("届满之日仍为延迟答复所确定的2024年7月31日。")
    assert [step.article for step in explain(found) if step.rule == "due"] == [
        f"{REGULATION}第三十五条"
    ]


def test_fee_notice_payment_and_what_had_no_effect() -> None:
    found = read(
        "2024-03-04",
        FeeNotice(D("2024-03-20"), D("2024-03-22")),
        Extension(D("2024-03-25"), 10, D("2024-03-25")),
        FeePayment(D("2024-04-08")),
        FeePayment(D("2024-04-09")),
        as_of="2024-04-09",
    )
    assert texts(found, "fee_notice") == [
        "2024年3月20日发出收费通知，申请人于2024年3月22日收到，应当自收到次日起20个工作日内缴费，"
        "最迟为2024年4月22日；等待缴费期间不计算答复期限。"
    ]
    assert texts(found, "without_effect") == [
        "2024年3月25日告知延长答复期限：正在等待缴费，不影响答复期限。",
        "2024年4月9日完成缴费：没有有效的收费通知等待缴费，不影响答复期限。",
    ]
    assert texts(found, "fee_payment")[0].startswith("2024年4月8日完成缴费，答复期限自该日起重新")


def test_lapse_is_named_on_the_day_asked_and_after_the_answer() -> None:
    asked = SupplementNotice(D("2024-03-06"), D("2024-03-27"))
    sentence = "补正期限于2024年3月27日届满，未收到补正，视为放弃申请。"
    assert texts(read("2024-03-04", asked, as_of="2024-03-27"), "lapse") == []
    assert texts(read("2024-03-04", asked, as_of="2024-03-28"), "lapse") == [sentence]
    closed = read("2024-03-04", asked, Answer(D("2024-03-29")))
    assert texts(closed, "lapse") == [sentence]
    assert texts(closed, "answer") == ["2024年3月29日作出答复，期限计算终止。"]
    withdrawn = read("2024-03-04", asked, Withdrawal(D("2024-03-20")))
    assert texts(withdrawn, "lapse") == []
    unpaid = read("2024-03-04", FeeNotice(D("2024-03-20")), as_of="2024-04-30")
    assert texts(unpaid, "lapse") == ["缴费期限于2024年4月18日届满，未完成缴费，视为放弃申请。"]


def test_a_provisional_date_says_what_it_hangs_on() -> None:
    found = read("2026-12-04", as_of="2026-12-05")
    assert texts(found, "rest_day") == [
        "2027年1月1日（星期五）是法定节假日（元旦），不是工作日，"
        "依据《全国年节及纪念日放假办法》；2027年节假日安排尚未公布。"
    ]
    assert texts(found, "provisional") == [
        "2027年节假日安排尚未公布，暂按周一至周五为工作日、扣除法定节假日推算；"
        "安排公布后，以公布的安排重新确定。"
    ]


def test_a_due_day_in_late_december_warns_that_next_years_schedule_may_touch_it() -> None:
    found = read("2026-12-03", as_of="2026-12-03")  # due 2026-12-31
    assert not found.provisional
    assert texts(found, "due") == [
        "答复期限于2026年12月31日（星期四）届满；"
        "2027年节假日安排尚未公布，公布时可能涉及2026年12月下旬。"
    ]
    # due 2025-12-31, and 2026 is published
    assert texts(read("2025-12-03", as_of="2025-12-03"), "due") == [
        "答复期限于2025年12月31日（星期三）届满。"
    ]


def test_a_told_day_far_ahead_names_only_the_years_it_lies_in() -> None:
    found = read("2026-11-02", Delay(D("2026-11-16"), D("2099-02-27")), as_of="2026-11-20")
    assert texts(found, "provisional")[0].startswith("2099年节假日安排尚未公布")


def test_what_follows_the_answer_is_named_as_without_effect() -> None:
    found = read("2024-03-04", Answer(D("2024-03-20")), Extension(D("2024-03-25"), 30))
    assert texts(found, "without_effect") == [
        "2024年3月25日告知延长答复期限：案件已经办结，不影响答复期限。"
    ]
