"""法定节假日 (全国年节及纪念日放假办法, 2024年修订): the rest of a year whose schedule is not published.

Dates of the lunar calendar and of 清明 are by GB/T 33661 in Beijing time; the tests compute them a
second time.
"""

from datetime import date, timedelta
from typing import Final

MEASURES: Final = "《全国年节及纪念日放假办法》"  # 2024-11-10 修订, in force 2025-01-01
ONE_DAY: Final = timedelta(days=1)

# fmt: off
FIXED: Final = (
    # month, day, festival: 办法第二条
    (1, 1, "元旦"),
    (5, 1, "劳动节"), (5, 2, "劳动节"),
    (10, 1, "国庆节"), (10, 2, "国庆节"), (10, 3, "国庆节"),
)
SPRING_FESTIVAL: Final = (-1, 0, 1, 2)  # days from 正月初一: 除夕、初一、初二、初三
MOVING: Final = (
    # year, 正月初一, 清明 in April, 端午 (五月初五), 中秋 (八月十五)
    (2018, (2, 16), 5, (6, 18), (9, 24)),
    (2019, (2, 5), 5, (6, 7), (9, 13)),
    (2020, (1, 25), 4, (6, 25), (10, 1)),
    (2021, (2, 12), 4, (6, 14), (9, 21)),
    (2022, (2, 1), 5, (6, 3), (9, 10)),
    (2023, (1, 22), 5, (6, 22), (9, 29)),
    (2024, (2, 10), 4, (6, 10), (9, 17)),
    (2025, (1, 29), 4, (5, 31), (10, 6)),
    (2026, (2, 17), 5, (6, 19), (9, 25)),
    (2027, (2, 6), 5, (6, 9), (9, 15)),
    (2028, (1, 26), 4, (5, 28), (10, 3)),
    (2029, (2, 13), 4, (6, 16), (9, 22)),
    (2030, (2, 3), 5, (6, 5), (9, 12)),
    (2031, (1, 23), 5, (6, 24), (10, 1)),
    (2032, (2, 11), 4, (6, 12), (9, 19)),
    (2033, (1, 31), 4, (6, 1), (9, 8)),
    (2034, (2, 19), 5, (6, 20), (9, 27)),
    (2035, (2, 8), 5, (6, 10), (9, 16)),
    (2036, (1, 28), 4, (5, 30), (10, 4)),
    (2037, (2, 15), 4, (6, 18), (9, 24)),
    (2038, (2, 4), 5, (6, 7), (9, 13)),
    (2039, (1, 24), 5, (5, 27), (10, 2)),
    (2040, (2, 12), 4, (6, 14), (9, 20)),
    (2041, (2, 1), 4, (6, 3), (9, 10)),
    (2042, (1, 22), 4, (6, 22), (9, 28)),
    (2043, (2, 10), 5, (6, 11), (9, 17)),
    (2044, (1, 30), 4, (5, 31), (10, 5)),
    (2045, (2, 17), 4, (6, 19), (9, 25)),
    (2046, (2, 6), 4, (6, 8), (9, 15)),
    (2047, (1, 26), 5, (5, 29), (10, 4)),
    (2048, (2, 14), 4, (6, 15), (9, 22)),
    (2049, (2, 2), 4, (6, 4), (9, 11)),
    (2050, (1, 23), 4, (6, 23), (9, 30)),
    (2051, (2, 11), 5, (6, 13), (9, 19)),
    (2052, (2, 1), 4, (6, 1), (9, 7)),
    (2053, (2, 19), 4, (6, 20), (9, 26)),
    (2054, (2, 8), 4, (6, 10), (9, 16)),
    (2055, (1, 28), 5, (5, 30), (10, 5)),
    (2056, (2, 15), 4, (6, 17), (9, 24)),
    (2057, (2, 4), 4, (6, 6), (9, 13)),
    (2058, (1, 24), 4, (6, 25), (10, 2)),
    (2059, (2, 12), 5, (6, 14), (9, 21)),
    (2060, (2, 2), 4, (6, 3), (9, 9)),
)
# fmt: on

YEARS: Final = range(MOVING[0][0], MOVING[-1][0] + 1)


def statutory(year: int) -> dict[date, str]:
    """The thirteen statutory days of a year of YEARS and their festivals; two may share a day.

    The 2024 revision is read into every year: earlier years have their published schedules.
    """
    _, new_year, tomb_sweeping, dragon_boat, mid_autumn = MOVING[year - YEARS.start]
    first = date(year, *new_year)
    days = [(date(year, month, day), festival) for month, day, festival in FIXED]
    days += [(first + n * ONE_DAY, "春节") for n in SPRING_FESTIVAL]
    days += [
        (date(year, 4, tomb_sweeping), "清明节"),
        (date(year, *dragon_boat), "端午节"),
        (date(year, *mid_autumn), "中秋节"),
    ]
    found: dict[date, str] = {}
    for day, festival in sorted(days):
        found[day] = f"{found[day]}、{festival}" if day in found else festival
    return found
