"""转主动公开的规则: how many persons, within which months, and what never becomes a candidate."""

from datetime import date

import pytest

from cases.law.conversion import (
    CANDIDACY,
    CATALOGUE_COLUMNS,
    LEAST_APPLICANTS,
    PUBLISH_WITHIN_WORKDAYS,
    WITHIN_MONTHS,
    Request,
    Rule,
    enough,
    persons,
)
from cases.law.conversion_exclusions import Kind, excluded
from cases.law.periods import months_after
from cases.law.regulation_text import texts_of


def asked(name: str, month: int, number: bytes | None = None, year: int = 2026) -> Request:
    return Request(name, number, date(year, month, 10))


def test_the_defaults_are_three_applicants_and_twelve_months() -> None:
    """The local rule of 杨浦区市场监管局: 「一年内被3名以上（含3名）申请人分别申请」."""
    assert (LEAST_APPLICANTS, WITHIN_MONTHS) == (3, 12)
    assert PUBLISH_WITHIN_WORKDAYS == 20  # 条例第二十六条


def test_every_rule_names_the_article_whose_words_it_repeats() -> None:
    words = {
        Rule.APPLICANTS: "多个申请人就相同政府信息向同一行政机关提出公开申请",
        Rule.SUGGESTION: "可以建议行政机关将该信息纳入主动公开的范围",
        Rule.REASSESSMENT: "定期评估审查",
    }
    for rule, said in words.items():
        ((_, text),) = texts_of([CANDIDACY[rule].article])
        assert said in text


def test_the_catalogue_has_its_eight_columns() -> None:
    labels = [column.label.removeprefix("公开") for column in CATALOGUE_COLUMNS]
    assert labels == ["事项", "内容", "依据", "时限", "主体", "方式", "渠道", "对象"]


def test_one_person_three_times_is_one_person() -> None:
    assert persons([asked("张三", 1, b"a"), asked("张三", 2, b"a"), asked("张三", 3, b"a")]) == 1
    assert persons([asked("张三", 1), asked("张三", 2), asked("张三", 3)]) == 1


def test_the_number_of_the_paper_tells_persons_of_one_name_apart() -> None:
    assert persons([asked("张三", 1, b"a"), asked("张三", 2, b"b"), asked("李四", 3, b"c")]) == 3


def test_who_cannot_be_told_apart_is_not_counted_twice() -> None:
    """张三 without a number may be the 张三 with one; 李四 is another: 2."""
    assert persons([asked("张三", 1, b"a"), asked("张三", 2), asked("李四", 3)]) == 2


def test_three_persons_within_twelve_months_are_enough() -> None:
    asking = [asked("甲", 1), asked("乙", 6), asked("丙", 11)]
    assert [*enough(asking, 3, 12)] == [0, 1, 2]


def test_three_persons_of_whom_one_asked_thirteen_months_earlier_are_not() -> None:
    """2025-10-10 to 2026-11-10 is thirteen months; a span is twelve, its first day left out."""
    asking = [asked("甲", 10, year=2025), asked("乙", 6), asked("丙", 11)]
    assert [*enough(asking, 3, 12)] == []
    assert [*enough([asked("甲", 11, year=2025), *asking[1:]], 3, 12)] == []  # the same day of 2025


def test_a_span_is_looked_for_wherever_it_ends() -> None:
    asking = [
        asked("甲", 1, year=2025), asked("乙", 3, year=2025), asked("丙", 5, year=2025),
        asked("丁", 11),
    ]  # fmt: skip
    assert sorted(enough(asking, 3, 12)) == [0, 1, 2]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 22), 12, date(2025, 11, 22)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2025, 3, 31), 1, date(2025, 2, 28)),
        (date(2026, 12, 31), 6, date(2026, 6, 30)),
    ],
)
def test_months_are_counted_by_the_calendar(day: date, months: int, expected: date) -> None:
    assert months_after(day, -months) == expected


@pytest.mark.parametrize(
    ("text", "names", "kind"),
    [
        ("申请公开本人的社会保险缴纳情况", (), Kind.SOCIAL_SECURITY),
        ("申请公开李强的不动产登记资料", ("李强",), Kind.REGISTRATION),
        ("王村村民参保记录", (), Kind.SOCIAL_SECURITY),
        ("人民医院住院病历", (), Kind.HEALTH),
        ("某某公司纳税明细", (), Kind.TAX),
        ("查询我的信用记录", (), Kind.CREDIT),
        ("我家的宅基地审批表", (), Kind.PERSONAL),
        ("李强的征地补偿协议", ("李强",), Kind.PERSONAL),
        ("34052419800101001X的房屋征收补偿协议", (), Kind.PERSONAL),
    ],
)
def test_what_is_about_a_person_never_becomes_a_candidate(
    text: str, names: tuple[str, ...], kind: Kind
) -> None:
    assert excluded(text, names) is kind


@pytest.mark.parametrize(
    "text",
    [
        "本人申请公开2025年度农村饮水安全工程验收报告",
        "2025年度城乡居民基本养老保险基金决算",
        "全市医疗卫生机构设置规划",
        "不动产登记办理流程和收费标准",
        "社会信用体系建设实施方案",
        "我家住在幸福里，申请公开幸福里小区规划图纸，联系电话13900001234",
        "为了维护本人的合法权益，申请公开征地补偿安置方案",
    ],
)
def test_what_is_about_everybody_may_become_one(text: str) -> None:
    assert excluded(text, ("张三",)) is None


def test_the_office_adds_words_of_its_own() -> None:
    assert excluded("某某矿山安全隐患台账", own=("矿山安全",)) is Kind.OWN
