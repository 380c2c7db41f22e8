"""Numbers of free text against the tables of 平潭综合实验区 2022 (with 2021 before it).

Of the published tables: new 74 (71 of natural persons, 3 of organisations), carried in 1, done 75,
carried out 0; granted 21, partly 9, denied 1 + 2 + 1 = 4, unable 37, refused 0, other 2 + 2 = 4.
2021: new 70, done 69, granted 30. Reconsideration 2 (1 corrected), direct suits 1 (upheld 1).
Entered: 规范性文件 made 88, ended 55, in force 698; licensing 10,690 (2021: 2,293); 9,116.36 万元.
"""

from decimal import Decimal

import pytest

from cases.law.report import TEXTS
from cases.report.comparing import Reading, Verdict, known_of, readings_in, readings_of
from cases.report.narrative import Filled
from cases.report.numbers_said import numbers_in, numeral
from tests.report.pingtan import pingtan

REPORT = pingtan()
KNOWN = known_of(REPORT)
(TEXT,) = [text for text in TEXTS if text.key == "on_request"]


def read(text: str) -> list[Reading]:
    return list(readings_in(Filled(text), TEXT, KNOWN))


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("2022年，全区共收到政府信息公开申请74件。", "新收"),
        ("全年新收政府信息公开申请74件", "新收"),
        ("本年度共受理依申请公开74件", "新收"),
        ("新收到申请７４件", "新收"),
        ("收到申请七十四件", "新收"),
        ("收到公民、法人和其他组织申请74件", "新收"),
        ("政府信息公开申请总量为74件", "新收"),
        ("我区收到政府信息公开申请共计74份", "新收"),
        ("截至2022年12月31日，共收到政府信息公开申请74件", "新收"),
        ("2022年1月1日至12月31日新收申请74件", "新收"),
        ("上年结转1件", "上年结转"),
        ("上一年度结转政府信息公开申请1件", "上年结转"),
        ("2021年结转1件", "上年结转"),
        ("结转下年度继续办理0件", "结转下年度"),
        ("结转2023年继续办理0件", "结转下年度"),
        ("办结75件", "办结"),
        ("已办结政府信息公开申请75件", "办结"),
        ("答复申请人75件", ""),
        ("作出答复75件", "办结"),
        ("予以公开21件", "予以公开"),
        ("其中予以公开的21件", "予以公开"),
        ("21件予以公开", "予以公开"),
        ("部分公开（区分处理的，只计这一情形，不计其他情形）9件", "部分公开"),
        ("不予公开4件", "不予公开"),
        ("无法提供37件", "无法提供"),
        ("本机关不掌握相关政府信息的37件", "本机关不掌握相关政府信息"),
        ("不予处理0件", "不予处理"),
        ("其他处理4件", "其他处理"),
        ("属于四类过程性信息2件", "属于四类过程性信息"),
        ("新收申请中，自然人71件", "自然人新收"),
        ("自然人申请71件，法人或其他组织3件", "自然人新收"),
        ("办结申请75件，其中自然人72件", "办结"),
        ("行政复议案件2件", "行政复议"),
        ("因政府信息公开被申请行政复议2起", "行政复议"),
        ("行政诉讼1件", "行政诉讼"),
        ("行政复议、行政诉讼共3件", "复议诉讼"),
        ("制发行政规范性文件88件", "规范性文件制发"),
        ("废止规范性文件55件", "规范性文件废止"),
        ("现行有效的行政规范性文件698件", "规范性文件现行有效"),
        ("作出行政许可决定10690件", "行政许可"),
        ("作出行政许可决定1.07万件", "行政许可"),  # 10,690 is 1.069万, to two places 1.07
        ("行政事业性收费9116.36万元", "行政事业性收费"),
        ("行政事业性收费9116.4万元", "行政事业性收费"),
        ("收取信息处理费0元", "信息处理费"),
        ("发出收费通知的件数为0件", "收费通知件数"),
        ("没有收取信息处理费", "信息处理费"),
        ("没有结转下年度的申请", "结转下年度"),
        ("2021年收到申请70件", "上年新收"),
        ("上年新收申请70件", "上年新收"),
    ],
)
def test_a_phrase_that_names_a_figure_is_compared_and_agrees(text: str, figure: str) -> None:
    first = read(text)[0]
    if not figure:
        assert first.verdict is Verdict.NOT_COMPARED
        return
    assert (first.figure, first.verdict) == (figure, Verdict.AGREES), first


@pytest.mark.parametrize(
    ("text", "figure", "said", "expected"),
    [
        ("共收到政府信息公开申请73件", "新收", "73件", "74件"),
        ("共收到政府信息公开申请７３件", "新收", "７３件", "74件"),
        ("共收到政府信息公开申请七十三件", "新收", "七十三件", "74件"),
        ("办结74件", "办结", "74件", "75件"),
        ("予以公开22件，部分公开9件", "予以公开", "22件", "21件"),
        ("22件予以公开", "予以公开", "22件", "21件"),
        ("上年结转0件", "上年结转", "0件", "1件"),
        ("结转下年度1件", "结转下年度", "1件", "0件"),
        ("结转2023年继续办理3件", "结转下年度", "3件", "0件"),
        ("自然人70件", "自然人新收", "70件", "71件"),
        # 74 against 70: 4 more, 4 / 70 = 5.714…%
        ("收到申请74件，同比增长6.7%", "新收与上年相比", "6.7%", "增长5.7%"),
        ("收到申请74件，比上年下降5.7%", "新收与上年相比", "5.7%", "增长5.7%"),
        ("收到申请74件，较2021年增加5件", "新收与上年相比", "5件", "增加4件"),
        ("收到申请74件，与上年持平", "新收与上年相比", "持平", "增长5.7%"),
        ("收到申请74件，较上年的71件有所增加", "上年新收", "71件", "70件"),
        # 21 / 75 = 28%, of those received 28.4%
        ("予以公开21件，占29%", "予以公开占比", "29%", "28%"),
        ("无法提供占办结总数的五成，予以公开占百分之二十七", "予以公开占比", "百分之二十七", "28%"),
        ("未收到政府信息公开申请", "新收", "未收到政府信息公开申请", "74件"),
        ("没有发生行政复议、行政诉讼", "复议诉讼", "没有发生行政复议、行政诉讼", "3件"),
        ("行政复议2件，其中结果维持1件", "复议维持", "1件", "0件"),
        ("行政诉讼1件，被纠正1件", "诉讼纠正", "1件", "0件"),
        ("制定规范性文件86件", "规范性文件制发", "86件", "88件"),
        ("行政许可10609件", "行政许可", "10609件", "10690件"),
        ("行政许可10690件，增长3倍", "行政许可与上年相比", "3倍", "增长366.2%"),
        ("行政事业性收费9161.36万元", "行政事业性收费", "9161.36万元", "9116.36万元"),
        ("收取信息处理费400元", "信息处理费", "400元", "0元"),
        ("2021年收到申请69件", "上年新收", "69件", "70件"),
    ],
)
def test_a_contradiction_is_named_with_what_is_said_and_expected(
    text: str, figure: str, said: str, expected: str
) -> None:
    found = [one for one in read(text) if one.verdict is Verdict.CONTRADICTS]
    assert [(one.figure, one.said, one.expected) for one in found] == [(figure, said, expected)]
    (one,) = found
    assert text[one.start : one.end] == said  # marked in its place
    assert expected in one.sentence
    assert "（二）依申请公开" in one.sentence


@pytest.mark.parametrize(
    "text",
    [
        # 4 / 70 = 5.714…%, 37 / 75 = 49.33…%, 2293 → 10690 is 366.2%
        "收到申请74件，同比增长5.7%",
        "收到申请74件，同比增长5.71%，办结75件",
        "收到申请74件，较上年增长6%",
        "收到政府信息公开申请74件，比上年增加4件",
        "收到申请74件，比上年的70件增长5.7%",
        "2021年收到70件，2022年收到74件",
        "予以公开21件、部分公开9件、不予公开4件，分别占28%、12%、5.3%",
        "予以公开21件，占28%；部分公开9件，占12%；无法提供37件，占49.3%",
        "行政许可10690件，同比增长366.2%",
        "行政复议2件，其中纠正1件，其他结果1件；行政诉讼1件，结果维持1件",
        "办结申请75件，其中自然人72件、法人或其他组织3件",
        "新收申请74件，其中自然人71件，占95.9%",  # 71 / 74 = 95.945…%
        "自然人申请71件，商业企业3件，科研机构0件",
    ],
)
def test_what_is_right_is_not_marked(text: str) -> None:
    assert [one for one in read(text) if one.verdict is Verdict.CONTRADICTS] == []
    assert any(one.verdict is Verdict.AGREES for one in read(text))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("通过网络收到申请12件", "只是其中一部分，表中没有单列"),
        ("收到网络申请12件", "文字没有指明是表中的哪一项"),
        ("其中收到信函申请2件", "文字没有指明是表中的哪一项"),
        ("上半年收到申请30件", "说的是其他时段"),
        ("截至6月底，收到申请30件", "说的是其他时段"),
        ("2020年收到申请21件", "说的是其他时段"),
        ("区自然资源局收到申请40件", "说的是其他单位"),
        ("收到申请近80件", "约数"),
        ("收到申请70余件", "约数"),
        ("每件申请5—8件附件", "起止范围"),
        ("受理、办结申请分别为74件", "并列的数字，不能分别对应"),
        ("主动公开政府信息12345条", "文字没有指明是表中的哪一项"),
        ("举办培训2次", "文字没有指明是表中的哪一项"),
        ("当场答复5件", "文字没有指明是表中的哪一项"),
        ("按时办结率100%", "文字没有指明是表中的哪一项"),
        ("收到申请74件，环比增长9%", "不是与上年相比"),
        ("收到申请74件，较2019年增长40%", "不是与上年相比"),
        ("行政许可事项10690元", "单位与表中数据不同"),
    ],
)
def test_what_names_no_figure_is_listed_as_not_compared(text: str, why: str) -> None:
    found = [one for one in read(text) if one.verdict is Verdict.NOT_COMPARED]
    assert why in [one.why for one in found]
    assert not [one for one in read(text) if one.verdict is Verdict.CONTRADICTS]


@pytest.mark.parametrize(
    "text",
    [
        "根据国办公开办函〔2021〕30号和条例第36条第1款",
        "1.加强学习。2.规范办理。",
        "（1）主动公开；2022年1月31日公布",
        "推进“一件事一次办”改革，第2号公告",
        "12345热线、24小时服务",
    ],
)
def test_days_articles_and_issues_are_no_figures(text: str) -> None:
    assert [one.said for one in read(text)] == []


def test_every_number_is_read_once_and_in_order() -> None:
    text = "收到申请74件，办结75件，开展培训3次。予以公开20件，占28%。"
    found = read(text)
    assert [one.said for one in found] == ["74件", "75件", "3次", "20件", "28%"]
    wanted = [
        Verdict.AGREES,
        Verdict.AGREES,
        Verdict.NOT_COMPARED,
        Verdict.CONTRADICTS,
        Verdict.AGREES,
    ]
    assert [one.verdict for one in found] == wanted


def test_a_field_is_right_by_itself_and_words_around_it_may_still_be_wrong() -> None:
    right = pingtan(texts={"on_request": "收到申请{新收}件，较上年{较上年增减}。"})
    assert all(one.verdict is Verdict.AGREES for one in readings_of(right))
    wrong = pingtan(texts={"on_request": "收到申请{办结}件。"})  # the wrong field: 75 for 74
    (one,) = readings_of(wrong)
    assert (one.verdict, one.said, one.expected) == (Verdict.CONTRADICTS, "75件", "74件")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("二十五", 25), ("十", 10), ("一百零三", 103), ("一百二", 120), ("两千零五", 2005),
        ("一万二千", 12_000), ("一万二", 12_000), ("二〇二五", 2025), ("三亿零五十", 300_000_050),
    ],
)  # fmt: skip
def test_chinese_numerals(text: str, number: int) -> None:
    assert numeral(text) == number


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,234件", [Decimal(1234)]),
        ("1.2万件", [Decimal(12000)]),
        ("46.49亿元", [Decimal(4_649_000_000)]),
        ("3千件", [Decimal(3000)]),
        ("百分之十二点五", [Decimal("12.5")]),
        ("增长1.5倍", [Decimal(150)]),  # as percent
    ],
)
def test_numbers_with_their_scales(text: str, values: list[Decimal]) -> None:
    assert [one.value for one in numbers_in(text)] == values
