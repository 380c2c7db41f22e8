"""The whole report's law: section 二 in both forms, heads in their order, dates of articles 49 and 50."""

from datetime import date
from decimal import Decimal

import pytest

from cases.law.annual import Form
from cases.law.report import SECTIONS, misprints_in, texts_of, title
from cases.law.report_dates import (
    LocalDates,
    MonthDay,
    Publisher,
    Stage,
    month_day,
    plan_of,
    publisher_of,
    too_late,
)
from cases.law.section_two import (
    BLOCKS,
    figure_at,
    figures_of,
    of_record,
    plain,
    printed,
    read_figure,
)
from tests.report.pingtan import published

# Copied by hand from the forms: block, columns, rows
FORM_2021 = [
    (
        "第二十条第（一）项",
        ["本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "行政规范性文件"],
    ),
    ("第二十条第（五）项", ["本年处理决定数量"], ["行政许可"]),
    ("第二十条第（六）项", ["本年处理决定数量"], ["行政处罚", "行政强制"]),
    ("第二十条第（八）项", ["本年收费金额（单位：万元）"], ["行政事业性收费"]),
]
ITEMS = ["上一年项目数量", "本年增/减", "处理决定数量"]
FORM_2019 = [
    (
        "第二十条第（一）项",
        ["本年新制作数量", "本年新公开数量", "对外公开总数量"],
        ["规章", "规范性文件"],
    ),
    ("第二十条第（五）项", ITEMS, ["行政许可", "其他对外管理服务事项"]),
    ("第二十条第（六）项", ITEMS, ["行政处罚", "行政强制"]),
    ("第二十条第（八）项", ["上一年项目数量", "本年增/减"], ["行政事业性收费"]),
    ("第二十条第（九）项", ["采购项目数量", "采购总金额"], ["政府集中采购"]),
]


@pytest.mark.parametrize(
    ("form", "expected"), [(Form.FORM_2019, FORM_2019), (Form.FORM_2021, FORM_2021)]
)
def test_section_two_has_the_blocks_of_its_form(form: Form, expected: object) -> None:
    made = [
        (block.title, [c.label for c in block.columns], [line.label for line in block.lines])
        for block in BLOCKS[form]
    ]
    assert made == expected


def test_six_sections_and_five_heads_in_their_order() -> None:
    assert SECTIONS == (
        "一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    )  # fmt: skip
    assert [text.label for text in texts_of(Form.FORM_2021)] == [
        "（一）主动公开", "（二）依申请公开", "（三）政府信息管理", "（四）政府信息公开平台建设",
        "（五）监督保障", "五、存在的主要问题及改进情况", "六、其他需要报告的事项",
    ]  # fmt: skip
    assert [text.label for text in texts_of(Form.FORM_2019)] == [
        "一、总体情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项",
    ]  # fmt: skip
    assert title("寿光市", 2019) == "寿光市2019年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("path", "typed", "value"),
    [
        ("licensing", "120", "120"),
        ("licensing", " １２０ ", "120"),
        ("licensing", "1,204", "1204"),
        ("licensing", "-1", None),
        ("licensing", "1.5", None),
        ("licensing", "一百", None),
        ("licensing", "", None),
        ("licensing", "1e3", None),
        ("licensing", "120件", None),
        ("licensing", "1000000000", None),
        ("fees_10k_yuan", "24252.311082", "24252.311082"),  # as 平潭 published
        ("fees_10k_yuan", "1.1234567", None),
        ("fees_10k_yuan", "125000元", "12.5"),  # 1 万元 = 10,000 元
        ("fees_10k_yuan", "NaN", None),
    ],
)
def test_a_figure_is_taken_or_none(path: str, typed: str, value: str | None) -> None:
    found = read_figure(figure_at(Form.FORM_2021, path), typed)
    assert (None if found is None else plain(found)) == value


@pytest.mark.parametrize(
    ("typed", "value", "shown"),
    [
        ("46.49亿元", "464900", "46.49亿元"),  # 46.49 × 10,000 万元
        ("464900", "464900", "46.49亿元"),
        ("3000万元", "3000", "3000万元"),
    ],
)
def test_sums_are_kept_in_ten_thousands_and_printed_with_their_unit(
    typed: str, value: str, shown: str
) -> None:
    figure = figure_at(Form.FORM_2019, "gov_procurement.amount")
    found = read_figure(figure, typed)
    assert found == Decimal(value)
    assert printed(figure, found) == shown


def test_a_change_may_be_below_nought() -> None:
    figure = figure_at(Form.FORM_2019, "fees.change")
    assert read_figure(figure, "-2") == -2
    assert read_figure(figure, "－2") == -2
    assert read_figure(figure, "2-") is None


@pytest.mark.parametrize(
    ("name", "count"),
    # cells of the form of 2021: 6 + 1 + 2 + 1; of 2019: 6 + 6 + 6 + 2 + 2
    [("pingtan_district_2021", 10), ("jinhu_county_2023", 10), ("shouguang_2019", 22)],
)
def test_published_figures_are_read_whole(name: str, count: int) -> None:
    said = published(name)
    form = Form(said["format"])
    assert len(list(figures_of(form))) == count
    assert len(of_record(form, said["table2"])) == count


def test_a_record_with_text_in_a_figure_is_refused_by_its_label() -> None:
    with pytest.raises(ValueError, match="“行政许可，本年处理决定数量”应为0至"):
        of_record(Form.FORM_2021, {"licensing": "许多"})
    with pytest.raises(ValueError, match="行政许可"):
        of_record(Form.FORM_2021, {"licensing": True})
    assert of_record(Form.FORM_2021, {"regulations": None}) == {}


@pytest.mark.parametrize(
    ("publisher", "dates"),
    [
        # 条例 49(1): 1月31日前; 49(2): 3月31日前; convention: the day before, reminders from the 20th
        (Publisher.DEPARTMENT, ("2026-01-20", "2026-01-30", "2026-01-31")),
        (Publisher.GOVERNMENT, ("2026-03-20", "2026-03-30", "2026-03-31")),
        (Publisher.TOWNSHIP, ("2026-01-20", "2026-01-30", "None")),
    ],
)
def test_the_plan_of_each_kind_of_organ(publisher: Publisher, dates: tuple[str, ...]) -> None:
    plan = plan_of(2025, publisher)
    assert tuple(map(str, (plan.warn_from, plan.aim, plan.last))) == dates
    assert [one.on for one in plan.milestones] == sorted(one.on for one in plan.milestones)
    assert [one.article is not None for one in plan.milestones if one.is_last] == (
        [True] if plan.last else []
    )


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        ((2025, 12, 31), Stage.EARLY), ((2026, 1, 1), Stage.RUNNING),
        ((2026, 1, 19), Stage.RUNNING), ((2026, 1, 20), Stage.WARNING),
        ((2026, 1, 30), Stage.WARNING), ((2026, 1, 31), Stage.LAST_DAYS),
        ((2026, 2, 1), Stage.OVERDUE),
    ],
)  # fmt: skip
def test_where_a_day_stands(day: tuple[int, int, int], stage: Stage) -> None:
    plan = plan_of(2025, Publisher.DEPARTMENT)
    assert plan.stage(date(*day)) is stage
    assert plan.stage(date(*day), date(2026, 1, 25)) is Stage.DONE


def test_what_came_late_is_said_so() -> None:
    plan = plan_of(2025, Publisher.GOVERNMENT)
    assert plan.reminder(date(2026, 5, 1), date(2026, 4, 3)) == (
        "已于2026年4月3日公布，晚于法定期限3天。"  # 31 March to 3 April
    )
    assert plan.reminder(date(2026, 4, 10)) == "已超过法定期限10天（2026年3月31日），请立即公布。"


@pytest.mark.parametrize(
    ("local", "wrong"),
    [
        (LocalDates(), []),
        (LocalDates(aim=MonthDay(1, 28)), []),
        (LocalDates(aim=MonthDay(1, 30)), []),
        (LocalDates(aim=MonthDay(1, 31)), ["aim"]),
        (LocalDates(aim=MonthDay(12, 1)), ["aim"]),
        (LocalDates(warn_from=MonthDay(1, 21)), ["warn_from"]),
        (LocalDates(warn_from=MonthDay(1, 12), aim=MonthDay(1, 10)), ["warn_from"]),
    ],
)
def test_own_dates_may_only_be_earlier(local: LocalDates, wrong: list[str]) -> None:
    assert [field for field, _ in too_late(Publisher.DEPARTMENT, local)] == wrong


def test_reminders_do_not_begin_after_what_is_aimed_at() -> None:
    plan = plan_of(2025, Publisher.DEPARTMENT, LocalDates(aim=MonthDay(1, 15)))
    assert plan.warn_from == plan.aim == date(2026, 1, 15)


@pytest.mark.parametrize("key", ["13-01", "02-30", "x", "1"])
def test_no_day_of_a_year_is_refused(key: str) -> None:
    with pytest.raises(ValueError):
        month_day(key)


@pytest.mark.parametrize(
    ("name", "publisher"),
    [
        ("寿光市人民政府", Publisher.GOVERNMENT),
        ("平潭综合实验区（全区汇总）", Publisher.GOVERNMENT),
        ("淄博高新技术产业开发区管理委员会", Publisher.GOVERNMENT),
        ("寿光市侯镇人民政府", Publisher.TOWNSHIP),
        ("寿光市圣城街道办事处", Publisher.TOWNSHIP),
        ("寿光市自然资源和规划局", Publisher.DEPARTMENT),
        ("寿光市人民政府办公室", Publisher.DEPARTMENT),
    ],
)
def test_the_kind_of_organ_is_proposed_by_its_name(name: str, publisher: Publisher) -> None:
    assert publisher_of(name) is publisher


def test_misprints_of_published_reports_are_named_with_what_the_form_prints() -> None:
    assert misprints_in("部分公开（区分处理的，只计这一情况）") == [
        ("只计这一情况", "只计这一情形")
    ]
    assert misprints_in("部分公开（区分处理的，只计这一情形，不计其他情形）") == []
