"""Charts: where the columns and dots stand, by arithmetic."""

from fractions import Fraction
from itertools import pairwise

import pytest

from cases.web.charts import (
    BOTTOM,
    FLOOR,
    HEIGHT,
    LEFT,
    PLOT_HEIGHT,
    PLOT_WIDTH,
    TOP,
    columns,
    line,
    percent,
    share_of,
    step_of,
)

YEAR = [str(month) for month in range(1, 13)]


@pytest.mark.parametrize(
    ("most", "step"),
    # at most four lines above the floor, by 1, 2, 5, 10 …: 4 × 1 = 4, 4 × 2 = 8, 4 × 5 = 20
    [(0, 1), (1, 1), (4, 1), (5, 2), (8, 2), (9, 5), (20, 5), (21, 10), (99_990, 50_000)],
)
def test_a_scale_has_round_numbers_and_at_most_four_lines(most: int, step: int) -> None:
    assert step_of(most) == step


def test_columns_stand_on_the_floor_and_reach_as_far_as_their_value() -> None:
    chart = columns([[0, 10], [20, 5]], ["1", "2"])
    # the largest is 20: lines at 0, 5, 10, 15, 20, the highest at the top
    assert [mark.label for mark in chart.scale] == ["0", "5", "10", "15", "20"]
    assert chart.scale[-1].at == pytest.approx(TOP)
    heights = [column.height for column in chart.columns]
    assert heights == pytest.approx([0, PLOT_HEIGHT / 2, PLOT_HEIGHT, PLOT_HEIGHT / 4])
    assert all(column.y + column.height == pytest.approx(FLOOR) for column in chart.columns)


def test_no_column_leaves_the_plot_or_covers_another() -> None:
    chart = columns([[7] * 12, [9] * 12], YEAR)
    places = sorted((column.x, column.x + column.width) for column in chart.columns)
    assert len(places) == 24
    assert places[0][0] > LEFT
    assert places[-1][1] < LEFT + PLOT_WIDTH
    assert all(left[1] <= right[0] + 1e-9 for left, right in pairwise(places))


def test_a_year_without_a_case_has_a_scale_and_no_column_of_any_height() -> None:
    chart = columns([[0] * 12, [0] * 12], YEAR)
    assert [mark.label for mark in chart.scale] == ["0", "1"]
    assert {column.height for column in chart.columns} == {0}


def test_large_numbers_are_told_in_wan() -> None:
    # 99,990 needs lines at 0, 50,000 and 100,000
    assert [m.label for m in columns([[99_990]], ["1"]).scale] == ["0", "5万", "10万"]
    assert [m.label for m in columns([[18_000]], ["1"]).scale] == [
        "0", "0.5万", "1万", "1.5万", "2万",
    ]  # fmt: skip


def test_a_line_is_broken_where_a_month_has_no_answer() -> None:
    chart = line([None, Fraction(1), Fraction(1, 2), None, Fraction(0)], YEAR[:5])
    assert [dot.y for dot in chart.dots] == pytest.approx([TOP, TOP + PLOT_HEIGHT / 2, FLOOR])
    assert len(chart.paths) == 1  # the two that follow one another; a single dot has no line
    assert len(chart.paths[0].split()) == 2
    assert FLOOR == HEIGHT - BOTTOM


def test_what_is_not_all_is_never_printed_as_all() -> None:
    assert percent(Fraction(1)) == "100.0%"
    assert percent(Fraction(9_999, 10_000)) == "99.9%"
    assert percent(Fraction(2, 3)) == "66.7%"
    assert percent(Fraction(2, 23)) == "8.7%"  # 8.695…
    assert percent(Fraction(0)) == "0.0%"
    assert percent(None) == "—"


def test_the_longest_bar_is_whole() -> None:
    assert [share_of(value, 8) for value in (8, 4, 0)] == [100, 50, 0]
    assert share_of(0, 0) == 0
