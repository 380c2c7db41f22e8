"""Section 四 of the annual report: invented challenges counted by hand, year boundaries, properties."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.law.annual_checks import REVIEW_GROUPS, REVIEW_RESULTS, Violation
from cases.law.challenge_results import RESULTS, ChallengeKind, Column, Result
from cases.law.challenges import Challenge, Procedure
from cases.law.section_four import (
    FIGURE_LABELS,
    FIGURES,
    GROUPS,
    TITLE,
    SectionFour,
    behind,
    column_in,
    missing,
    section_four,
    violations,
)

REPORTS: Final = Path(__file__).parents[1] / "data" / "annual_reports"
D = date.fromisoformat
REVIEW, DIRECT, AFTER = ChallengeKind
R = Result
ORGAN = "某某局"
NOTHING = (0, 0, 0, 0, 0)


def made(
    name: str,
    kind: ChallengeKind,
    notified: str,
    result: Result | None = None,
    ended: str | None = None,
) -> Challenge:
    concluded_on = D(ended) if ended else None
    body = "某某市人民政府" if kind is REVIEW else "某某区人民法院"
    return Challenge(
        name, kind, body, D(notified), Procedure.ORDINARY, result=result, concluded_on=concluded_on
    )


# fmt: off
CASES: Final = (
    #                                             2024   2025        2026
    made("a", REVIEW, "2024-02-01", R.UPHELD, "2024-04-01"),  # 维持
    made("b", REVIEW, "2024-11-01", R.ANSWER_AGAIN, "2025-01-10"),  # 未审结  纠正
    made("c", REVIEW, "2025-02-03", R.UPHELD, "2025-03-20"),  #        维持
    made("d", REVIEW, "2025-02-04", R.UPHELD, "2025-12-31"),  #        维持
    made("e", REVIEW, "2025-03-03", R.CHANGED, "2025-04-20"),  #       纠正
    made("f", REVIEW, "2025-03-03", R.CLAIM_DISMISSED, "2025-04-20"),  # 其他
    made("g", REVIEW, "2025-03-03", R.ENDED, "2025-03-20"),  #         其他
    made("h", REVIEW, "2025-12-31", R.PARTLY_ANNULLED, "2026-01-01"),  # 未审结  纠正
    made("i", REVIEW, "2026-01-01"),  #                                       未审结
    made("j", DIRECT, "2024-12-01", R.CLAIM_DISMISSED, "2026-05-06"),  # 未审结 未审结 维持
    made("k", DIRECT, "2025-05-06", R.PROCEDURE_UNLAWFUL, "2025-09-01"),  # 纠正
    made("l", DIRECT, "2025-05-06", R.NOT_ADMITTED, "2025-09-01"),  #  其他
    made("m", AFTER, "2025-04-10", R.CLAIM_DISMISSED, "2025-10-10"),  # 维持
    made("n", AFTER, "2025-05-10", R.CLAIM_DISMISSED, "2025-11-10"),  # 维持
    made("o", AFTER, "2025-06-10", R.DISCLOSE, "2025-12-10"),  #       纠正
    made("p", AFTER, "2025-12-10"),  #                                 未审结  未审结
)
BY_HAND: Final = {
    # year: 维持, 纠正, 其他, 未审结, 总计 of 行政复议 · 直接起诉 · 复议后起诉
    2023: (NOTHING, NOTHING, NOTHING),
    2024: ((1, 0, 0, 1, 2), (0, 0, 0, 1, 1), NOTHING),  # a, b · j
    # c d; b e; f g; h · –; k; l; j · m n; o; –; p
    2025: ((2, 2, 2, 1, 7), (0, 1, 1, 1, 3), (2, 1, 0, 1, 4)),
    2026: ((0, 1, 0, 1, 2), (1, 0, 0, 0, 1), (0, 0, 0, 1, 1)),  # h, i · j · p
    2027: ((0, 0, 0, 1, 1), NOTHING, (0, 0, 0, 1, 1)),  # i · – · p
}
# fmt: on


@pytest.mark.parametrize("year", BY_HAND)
def test_invented_cases_counted_by_hand(year: int) -> None:
    table = section_four(ORGAN, year, CASES)
    assert tuple(table.groups.values()) == BY_HAND[year]
    assert violations(table) == []


def test_fifteen_numbers_in_printed_order() -> None:
    numbers = section_four(ORGAN, 2025, CASES).numbers
    assert numbers == (2, 2, 2, 1, 7, 0, 1, 1, 1, 3, 2, 1, 0, 1, 4)


def test_the_heads_are_as_the_form_prints_them() -> None:
    assert TITLE == "四、政府信息公开行政复议、行政诉讼情况"
    assert [group.heads for group in GROUPS] == [
        ("行政复议",),
        ("行政诉讼", "未经复议直接起诉"),
        ("行政诉讼", "复议后起诉"),
    ]
    labels = [FIGURE_LABELS[figure] for figure in FIGURES]
    assert labels == ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


def test_keys_are_those_of_table4() -> None:
    assert tuple(group.key for group in GROUPS) == REVIEW_GROUPS
    assert (*REVIEW_RESULTS, "total") == FIGURES
    record = section_four(ORGAN, 2024, CASES).record()
    assert record["litigation_direct"] == {
        "upheld": 0, "corrected": 0, "other_result": 0, "pending": 1, "total": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("group", "figure", "names"),
    [
        ("reconsideration", "corrected", "be"),
        ("reconsideration", "total", "bcdefgh"),
        ("litigation_direct", "pending", "j"),
        ("litigation_direct", "upheld", ""),
        ("litigation_after_reconsideration", "total", "mnop"),
    ],
)
def test_a_number_gives_back_the_challenges_behind_it(group: str, figure: str, names: str) -> None:
    found = behind(CASES, 2025, group, figure)
    assert "".join(challenge.id for challenge in found) == names
    assert len(found) == section_four(ORGAN, 2025, CASES).cell(group, figure)


@pytest.mark.parametrize(("group", "figure"), [("reviews", "total"), ("reconsideration", "won")])
def test_a_cell_that_the_form_does_not_have_is_an_error(group: str, figure: str) -> None:
    with pytest.raises(ValueError, match="is not a valid"):
        behind(CASES, 2025, group, figure)


def test_the_last_day_of_a_year_belongs_to_it() -> None:
    d, h = CASES[3], CASES[7]
    # d ended on 31 December 2025; h came on it and ended on 1 January
    assert [column_in(d, year) for year in (2025, 2026)] == [Column.UPHELD, None]
    assert [column_in(h, year) for year in (2024, 2025, 2026)] == [
        None,
        Column.PENDING,
        Column.CORRECTED,
    ]


def test_a_published_total_that_does_not_add_up_is_found() -> None:
    given = json.loads((REPORTS / "jinhu_county_2023.json").read_text("utf-8"))["table4"]
    groups = {group.key: tuple(given[group.key][f] for f in FIGURES) for group in GROUPS}
    table = SectionFour("金湖县", 2023, groups)
    # 直接起诉 2 + 0 + 1 + 0 = 3, printed 0
    assert violations(table) == [Violation("review_total", "litigation_direct", "total", 3, 0)]


def test_a_challenge_open_at_the_end_of_a_year_must_come_again() -> None:
    before = section_four(ORGAN, 2024, CASES)  # b and j were open
    lost = section_four(ORGAN, 2025, [c for c in CASES if c.kind is not DIRECT])
    assert list(missing(section_four(ORGAN, 2025, CASES), before)) == []
    [warning] = missing(lost, before)
    assert (warning.pending, warning.found) == (1, 0)
    assert warning.text == (
        "“行政诉讼—未经复议直接起诉”：2024年尚未审结1件，"
        "2025年各结果与尚未审结合计只有0件，应当不少于上年尚未审结数。"
    )


def test_tables_of_years_apart_cannot_be_compared() -> None:
    with pytest.raises(AssertionError):
        list(missing(section_four(ORGAN, 2026, CASES), section_four(ORGAN, 2024, CASES)))


@st.composite
def any_challenge(draw: st.DrawFn) -> Challenge:
    kind = draw(st.sampled_from(ChallengeKind))
    notified = draw(st.dates(date(2019, 1, 1), date(2026, 12, 31)))
    days = draw(st.none() | st.integers(0, 1200))
    ended = None if days is None else notified + timedelta(days=days)
    results = sorted(r for r in RESULTS[kind.forum] if r is not R.ACT_VOID)
    result = None if ended is None else draw(st.sampled_from(results))
    body = "某某机关"
    return Challenge(
        "x", kind, body, notified, Procedure.ORDINARY, result=result, concluded_on=ended
    )


YEARS: Final = range(2019, 2032)  # 2026 and 1,200 days: 2030
MANY = st.lists(any_challenge(), max_size=12)


@given(MANY, st.sampled_from(YEARS))
def test_the_four_columns_add_up_to_the_challenges_of_the_year(
    challenges: list[Challenge], year: int
) -> None:
    table = section_four(ORGAN, year, challenges)
    # by the convention's words: concluded in the year, or come by its end and open then
    belongs = [
        c
        for c in challenges
        if (c.concluded_on is not None and c.concluded_on.year == year)
        or (
            c.notified_on <= date(year, 12, 31)
            and (c.concluded_on is None or c.concluded_on > date(year, 12, 31))
        )
    ]
    assert sum(table.cell(g.key, f.value) for g in GROUPS for f in Column) == len(belongs)
    assert sum(table.cell(g.key, "total") for g in GROUPS) == len(belongs)
    assert violations(table) == []


@given(any_challenge())
def test_a_challenge_is_in_one_cell_of_each_of_its_years(challenge: Challenge) -> None:
    ended = challenge.concluded_on
    for year in YEARS:
        cells = [
            (group.key, column)
            for group in GROUPS
            for column in Column
            if behind([challenge], year, group.key, column.value)
        ]
        last = ended.year if ended else YEARS[-1]
        assert len(cells) == (challenge.notified_on.year <= year <= last)
        for key, column in cells:
            assert key == challenge.kind.value
            assert (column is Column.PENDING) == (ended is None or year < ended.year)


@given(MANY, st.sampled_from(YEARS[:-1]))
def test_nothing_open_is_ever_lost(challenges: list[Challenge], year: int) -> None:
    this, following = (section_four(ORGAN, y, challenges) for y in (year, year + 1))
    assert list(missing(following, this)) == []
