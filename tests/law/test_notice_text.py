"""Reading pasted notices: against the published table, in every shape that a paste may have."""

import re
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.law.notice_checks import Doubt
from cases.law.notice_text import NotRecognised, Recognised, as_notice, recognise
from cases.law.notice_words import LONGEST_TEXT
from cases.law.notices import Notice, WrongNotice, packaged
from tests.law.published_notices import (
    CHANGES,
    ENCOURAGED_IN_2024,
    LABOUR_DAY_OF_2019,
    OF_2018,
    OF_2024,
    OF_2025,
    OF_2026,
    PRINCIPLES_OF_2024,
    REVISED_IN_2024,
    SPRING_FESTIVAL_OF_2020,
    WHOLE,
)

FIRST = {notice.year: notice for notice in reversed(packaged())}  # as first published
CHANGED = {notice.year: notice for notice in packaged() if notice.supersedes}
ONE_DAY = timedelta(days=1)
NUMERALS = "一二三四五六七"


def days(first: date, last: date) -> list[date]:
    return [first + n * ONE_DAY for n in range((last - first).days + 1)]


def rest_of(found: Recognised, festival: str) -> list[date]:
    return [day for day, name in found.rest if name == festival]


def worked_of(found: Recognised, festival: str) -> list[date]:
    return [day for day, name in found.worked if name == festival]


def same_days(found: Recognised, published: Notice) -> bool:
    return (set(found.rest), set(found.worked)) == (set(published.rest), set(published.worked))


@pytest.mark.parametrize("year", WHOLE)
def test_every_published_notice_is_read_day_by_day(year: int) -> None:
    found, published = recognise(WHOLE[year]), FIRST[year]
    assert found.year == year
    assert found.rest == published.rest
    assert found.worked == published.worked
    assert found.questions == ()
    assert found.supersedes is None


@pytest.mark.parametrize("year", [2019, 2020, 2021, 2022, 2023, 2024, 2025])
def test_number_and_day_of_issue_are_those_on_record(year: int) -> None:
    found, published = recognise(WHOLE[year]), FIRST[year]
    assert (found.number, found.issued_on) == (published.number, published.issued_on)
    assert as_notice(found) == published


def test_number_and_day_of_issue_as_printed_or_not_at_all() -> None:
    assert recognise(OF_2018).number == "国办发明电〔2017〕12号"
    assert recognise(OF_2018).issued_on == date(2017, 11, 30)
    assert recognise(OF_2026).number is None
    assert recognise(OF_2026).issued_on == date(2025, 11, 4)
    unsigned = recognise(OF_2026.replace("国务院办公厅\n2025年11月4日\n", ""))
    assert unsigned.issued_on is None
    assert unsigned.rest == FIRST[2026].rest


@pytest.mark.parametrize("year", CHANGES)
def test_a_change_read_with_the_schedule_it_changes_is_the_whole_new_schedule(year: int) -> None:
    found = recognise(CHANGES[year], FIRST[year])
    assert as_notice(found) == CHANGED[year]
    assert found.unread == ()


def test_the_extended_spring_festival_cancels_a_worked_day_and_does_not_balance() -> None:
    assert date(2020, 2, 1) in dict(FIRST[2020].worked)
    found = recognise(SPRING_FESTIVAL_OF_2020, FIRST[2020])
    # 24 to 30 January as before, then to 2 February
    assert rest_of(found, "春节") == days(date(2020, 1, 24), date(2020, 2, 2))
    assert worked_of(found, "春节") == [date(2020, 1, 19), date(2020, 2, 3)]
    assert [question.code for question in found.questions] == [Doubt.UNBALANCED]


def test_a_change_read_alone_says_what_it_lacks() -> None:
    found = recognise(LABOUR_DAY_OF_2019)
    assert rest_of(found, "劳动节") == days(date(2019, 5, 1), date(2019, 5, 4))
    missing = [q.sentence for q in found.questions if q.code is Doubt.FESTIVAL_MISSING]
    assert len(missing) == 6  # of seven
    with pytest.raises(NotRecognised, match="请先选定所调整的原安排"):
        recognise(SPRING_FESTIVAL_OF_2020)


def test_a_change_of_worked_days_alone_keeps_the_rest() -> None:
    text = "国务院办公厅关于调整2026年劳动节假期安排的通知\n5月10日（周日）上班。"
    found = recognise(text, FIRST[2026])
    assert rest_of(found, "劳动节") == days(date(2026, 5, 1), date(2026, 5, 5))
    assert worked_of(found, "劳动节") == [date(2026, 5, 10)]
    assert found.worked[0] == (date(2026, 1, 4), "元旦")


def test_an_extension_counts_the_whole_holiday() -> None:
    # 24 January to 2 February: 8 + 2 = 10 days
    for count, doubts in (("10", []), ("9", [Doubt.COUNT_DIFFERS])):
        text = f"延长2020年春节假期至2月2日，共{count}天。"
        found = recognise(text, FIRST[2020])
        assert [q.code for q in found.questions if q.code is not Doubt.UNBALANCED] == doubts


def test_an_encouragement_gives_no_day_of_rest_and_is_shown() -> None:
    found = recognise(OF_2024)
    assert date(2024, 2, 9) not in dict(found.rest)
    assert found.unread == (ENCOURAGED_IN_2024.rstrip("。"),)


def test_principles_that_name_dates_are_shown_and_set_none() -> None:
    assert recognise(OF_2025).unread == (
        REVISED_IN_2024.rstrip("。"),
        PRINCIPLES_OF_2024.rstrip("。"),
    )
    for year in set(WHOLE) - {2024, 2025}:
        assert recognise(WHOLE[year]).unread == ()


def full_width(text: str) -> str:
    return text.translate({ord("0") + n: ord("０") + n for n in range(10)})


def half_width(text: str) -> str:
    return text.translate(str.maketrans("，：（）；", ",:();"))


def broken_lines(text: str) -> str:
    """A line break after each character that stands between no two figures."""
    pairs = zip(text, text[1:] + "\n", strict=True)
    return "".join(a if a.isdigit() and b.isdigit() else f"{a}\r\n" for a, b in pairs)


def html_spaces(text: str) -> str:
    spaced = (
        text.replace("月", "&nbsp;月 ").replace("：", "：\u3000").replace("日", "\u00a0日\u200b")
    )
    return spaced.replace("\n", "\n&emsp;&#12288;")


def without_numbering(text: str) -> str:
    for numeral in NUMERALS:
        text = text.replace(f"\n{numeral}、", "\n")
    return text


def figures_for_numbering(text: str) -> str:
    for n, numeral in enumerate(NUMERALS, 1):
        text = text.replace(f"\n{numeral}、", f"\n{n}.")
    return text


def items_and_signature(text: str) -> str:
    """Neither heading, number nor introduction: the year is that after the day of issue."""
    return text[text.index("一、") :]


SHAPES: list[Callable[[str], str]] = [
    full_width,
    half_width,
    broken_lines,
    html_spaces,
    without_numbering,
    figures_for_numbering,
    items_and_signature,
    lambda text: text.replace("星期", "周"),
    lambda text: text.replace("周", "星期").replace("与星期末", "与周末"),
    lambda text: text.replace("星期日", "星期天").replace("周日", "周天"),
    lambda text: text.replace("至", "-"),
    lambda text: text.replace("至", "—"),
    lambda text: text.replace("日至", "～"),
    lambda text: re.sub(r"(?<=\d)日", "号", text),
    lambda text: text.replace("清明节：", "清明：").replace("国庆节、中秋节：", "国庆、中秋："),
    lambda text: text.replace("。\n", "\n"),
    lambda text: text.replace("〔", "[").replace("〕", "]"),
    lambda text: text.replace("\n", ""),
    lambda text: text + text,
]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("year", WHOLE)
def test_every_shape_of_a_paste_gives_the_same_days(year: int, shape: Callable[[str], str]) -> None:
    assert same_days(recognise(shape(WHOLE[year])), FIRST[year])


@pytest.mark.parametrize("shape", [full_width, half_width, broken_lines, html_spaces])
@pytest.mark.parametrize("year", CHANGES)
def test_every_shape_of_a_change_gives_the_same_days(
    year: int, shape: Callable[[str], str]
) -> None:
    assert same_days(recognise(shape(CHANGES[year]), FIRST[year]), CHANGED[year])


@pytest.mark.parametrize(
    "written",
    ["国办发明电〔2024〕12号", "国办发明电[2024]12号", "国办发明电（2024）12号",
     "国办发明电(2024)12号", "国办发明电【２０２４】１２号", "国办发明电 〔2024〕 第 12 号"],
)  # fmt: skip
def test_the_number_has_one_form_whatever_its_brackets(written: str) -> None:
    text = OF_2025.replace("国办发明电〔2024〕12号", written)
    assert recognise(text).number == "国办发明电〔2024〕12号"


def test_a_number_that_is_cited_is_not_the_notice_own() -> None:
    cited = "根据《国务院办公厅关于2019年部分节假日安排的通知》（国办发明电〔2018〕15号），"
    text = LABOUR_DAY_OF_2019.replace("经国务院批准，", cited)
    assert recognise(text, FIRST[2019]).number == "国办发明电〔2019〕3号"


# one item of a notice of 2026 and the days it names
@pytest.mark.parametrize(
    ("item", "festival", "rest", "worked"),
    [
        ("清明节：4月4日（星期六）放假，4月6日（星期一）补休。", "清明节", ["0404", "0406"], []),
        ("元旦：2025年12月31日至2026年1月2日放假调休，共3天。", "元旦",
         ["1231", "0101", "0102"], []),
        ("元旦：12月31日至1月2日放假调休，共3天。12月28日（周日）上班。", "元旦",
         ["1231", "0101", "0102"], ["1228"]),
        ("元旦：2026年1月1日放假，与周末连休。", "元旦", ["0101"], []),
        # a Friday: with Saturday and Sunday three days, of which one is named
        ("端午节：6月19日放假，与周末连休，共3天。", "端午节", ["0619"], []),
        ("劳动节：5月1日至3日放假，4日、5日调休，9日上班。", "劳动节",
         ["0501", "0502", "0503", "0504", "0505"], ["0509"]),
        ("国庆节10月1日至2日放假，9月20日、10月10日照常上班", "国庆节",
         ["1001", "1002"], ["0920", "1010"]),
        ("国庆节和中秋节：10月1日-2日放假", "国庆节、中秋节", ["1001", "1002"], []),
        ("清明节：4月5日（清明节、周日）至6日（农历二月十九，星期一）放假", "清明节",
         ["0405", "0406"], []),
        ("国庆节：自10月1日至10月2日止放假。", "国庆节", ["1001", "1002"], []),
    ],
)  # fmt: skip
def test_wordings_of_one_item(item: str, festival: str, rest: list[str], worked: list[str]) -> None:
    found = recognise(f"关于2026年部分节假日安排的通知\n一、{item}")
    assert [f"{day:%m%d}" for day in rest_of(found, festival)] == rest
    assert [f"{day:%m%d}" for day in worked_of(found, festival)] == worked
    assert {festival} == {name for _, name in (*found.rest, *found.worked)}
    own = {Doubt.WEEKDAY_DIFFERS, Doubt.COUNT_DIFFERS}
    assert not own & {question.code for question in found.questions}
    assert found.unread == ()


@pytest.mark.parametrize(
    "sentence",
    ["除夕放假", "5月6日不放假", "建议5月6日（周三）放假", "原定5月9日（周六）上班取消",
     "放假时间为5月1日至5日", "10日上班", "放假5月1日至5日，上班5月9日", "学校5月6日起放假",
     "劳动节期间五月六日照常办公", "5月6日（另行通知）放假", "2026-05-06放假", "与周末连休"],
)  # fmt: skip
def test_a_sentence_not_wholly_understood_sets_no_day_and_is_shown(sentence: str) -> None:
    text = OF_2026.replace("5月9日（周六）上班。", f"5月9日（周六）上班。{sentence}。")
    found = recognise(text)
    assert found.unread == (sentence,)
    assert same_days(found, FIRST[2026])


def test_a_weekday_that_the_date_does_not_have_is_asked_about() -> None:
    # 2025-01-26 is a Sunday
    found = recognise(OF_2025.replace("1月26日（周日）", "1月26日（周六）"))
    (question,) = found.questions
    assert (question.code, question.day) == (Doubt.WEEKDAY_DIFFERS, date(2025, 1, 26))
    assert "文中写2025年1月26日是星期六，该日实为星期日" in question.sentence
    swapped = recognise("2026年劳动节：5月1日放假。4月6日（周四）上班。")
    first = swapped.questions[0]
    # 2026-04-06 is a Monday, 2026-06-04 a Thursday
    assert first.code is Doubt.WEEKDAY_DIFFERS
    assert "是否日、月颠倒（应为6月4日）" in first.sentence


def test_a_count_that_the_dates_do_not_give_is_asked_about() -> None:
    # 15 to 23 February are nine days
    found = recognise(OF_2026.replace("共9天", "共8天"))
    (question,) = found.questions
    assert (question.code, question.day) == (Doubt.COUNT_DIFFERS, date(2026, 2, 15))
    assert "共8天，所列日期为9天" in question.sentence


REFUSED = [
    ("", "没有写明是哪一年"),
    ("今天天气很好。", "没有写明是哪一年"),
    ("2026年元旦快乐。", "没有识别出放假或者上班的日期"),
    ("元旦：1月1日放假。", "没有写明是哪一年"),
    ("2026年元旦：1月1日放假。2027年春节：2月5日放假。", "文中有2026年、2027年等多个年份的安排"),
    (WHOLE[2025] + WHOLE[2026], "文中有2025年、2026年等多个年份的安排"),
    (WHOLE[2020] + SPRING_FESTIVAL_OF_2020, "等多个文号，请只粘贴一份通知"),
    ("2026年春节：2月30日放假。", "“2月30日”不是存在的日期"),
    ("2026年春节：13月1日放假。", "“13月1日”不是存在的日期"),
    ("2026年春节：2月23日至15日放假。", "“2月23日至15日”止日早于起日"),
    ("2026年春节：2月15日（周日）至1月23日放假。", "“2月15日（周日）至1月23日”止日早于起日"),
    ("2026年春节：2月15日至3月23日放假。", "超过31天"),
    ("2026年春节：2027年2月15日放假。", "不属于2026年的安排"),
    ("2026年春节：2025年2月15日放假。", "不属于2026年的安排"),
    ("2026年春节：2月15日至17日放假。2月16日上班。", "2026年2月16日既列为放假又列为上班"),
    ("0000年元旦：1月1日放假。", "文中是0年的安排，系统只收录"),
    ("9999年元旦：1月1日放假。", "文中是9999年的安排，系统只收录2018年至2060年"),
    ("年" * 30_001, "粘贴的文字超过30000字"),
    ("ﷺ" * 2000, "粘贴的文字超过30000字"),
]


@pytest.mark.parametrize(("text", "why"), REFUSED)
def test_what_cannot_be_read_is_refused_with_one_chinese_sentence(text: str, why: str) -> None:
    with pytest.raises(NotRecognised, match=why) as refused:
        recognise(text)
    assert isinstance(refused.value, ValueError)
    assert str(refused.value).endswith("。")
    assert str(refused.value).count("。") == 1


def test_a_change_of_another_year_is_refused() -> None:
    with pytest.raises(NotRecognised, match="文中是2019年的安排，与所调整的2020年安排不是同一年"):
        recognise(LABOUR_DAY_OF_2019, FIRST[2020])


@pytest.mark.parametrize("until", ["1月30日", "1月20日", "4月20日"])
def test_an_extension_to_a_day_that_extends_nothing_is_refused(until: str) -> None:
    with pytest.raises(NotRecognised, match="与原假期的末日2020年1月30日不符"):
        recognise(SPRING_FESTIVAL_OF_2020.replace("2月2日", until), FIRST[2020])


@pytest.mark.parametrize(
    "piece",
    ["元旦、", "元旦", "1月1日", "1月1日至", "1月1日、", "(", "（农历", "1", " ", "1 ", "\n", "一、",
     "〔2024〕", "国办", "2026年", "2026年元旦：1月1日至31日放假。", "延长2026年春节假期至", "&nbsp;",
     "&", "。", "国务院办公厅2026年", "国务院办公厅2026年13月1日", "至", "周", "ﷺ", "\u200b", "\u0301\u0316"],
)  # fmt: skip
def test_a_hostile_text_is_done_within_a_second(piece: str) -> None:
    heading = "2026年元旦：1月1日放假。"
    longest = heading + piece * ((LONGEST_TEXT - len(heading)) // len(piece))
    began = time.process_time()
    for text in (longest, piece * (100_000 // len(piece.encode()) + 1)):  # 100 kB
        with suppress(NotRecognised):
            recognise(text)
    assert time.process_time() - began < 1


PIECES = [
    "元旦", "春节", "中秋节", "国庆节", "、", "，", "。", "：", "（", "）", "周六", "星期日", "2026年", "2025年", "12月",
    "1月", "2月", "10月", "1日", "3日", "30日", "31日", "至", "放假", "调休", "上班", "起正常上班", "共3天",
    "与周末连休", "延长2026年春节假期至", "一、", "\n", " ", "国务院办公厅", "国办发明电〔2025〕7号", "0", "7", "٣",
]  # fmt: skip


@settings(max_examples=400)
@given(
    st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)),
    st.sampled_from([None, *packaged()]),
)
def test_any_text_is_recognised_or_refused(text: str, base: Notice | None) -> None:
    for whole in (text, f"2026年元旦：{text}", OF_2026.replace("5月9日", text)):
        with suppress(NotRecognised):
            found = recognise(whole, base)
            assert not {day for day, _ in found.rest} & {day for day, _ in found.worked}
            assert as_notice(found).rest == found.rest


@settings(max_examples=200)
@given(st.integers(0, len(OF_2025)), st.integers(0, 12))
def test_a_paste_with_a_piece_missing_is_right_or_doubted(start: int, length: int) -> None:
    text = OF_2025[:start] + OF_2025[start + length :]
    try:
        found = recognise(text)
    except NotRecognised:
        return
    published = (dict(FIRST[2025].rest).keys(), dict(FIRST[2025].worked).keys())
    if (dict(found.rest).keys(), dict(found.worked).keys()) != published:
        assert found.questions or len(found.unread) > len(recognise(OF_2025).unread)


def test_as_notice_refuses_what_notices_refuse() -> None:
    found = recognise(OF_2026)
    wrong = Recognised(
        2024, None, None, None, found.rest, found.worked, found.questions, found.unread
    )
    with pytest.raises(WrongNotice, match="2024年节假日安排不应包含"):
        as_notice(wrong)
