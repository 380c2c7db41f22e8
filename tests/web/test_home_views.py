"""The strip of the first page (未来40个工作日): what is counted no further says so."""

from datetime import date

from cases.queries_home import MOST_ON_A_DAY, DueDay
from cases.web.home_views import strip_days


def test_a_day_with_more_than_is_counted_says_so() -> None:
    full = DueDay(date(2026, 11, 23), MOST_ON_A_DAY, 3, 0)
    last = DueDay(date(2026, 11, 24), MOST_ON_A_DAY - 1, 0, 0)
    first, second = strip_days([full, last])
    assert (first.figure, first.is_cut) == ("99+", True)
    assert first.words == "11月23日星期一：答复期限届满99+件，其中本人承办3件"
    assert (second.figure, second.is_cut) == ("99", False)


def test_bars_stand_on_the_scale_of_the_fullest_day() -> None:
    # five steps for ten: one answer is a fifth of five steps, rounded up to one; none is none
    days = [DueDay(date(2026, 11, 23 + n), count, 0, 0) for n, count in enumerate((10, 1, 0, 5))]
    assert [day.height for day in strip_days(days)] == [5, 1, 0, 3]
    assert [day.figure for day in strip_days(days)] == ["10", "1", "", "5"]
