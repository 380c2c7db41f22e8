"""The second source of the festivals' dates: new moons and solar terms by Meeus, 农历 by GB/T 33661.

Jean Meeus, Astronomical Algorithms (1998), chapters 25 and 49; errors of some seconds for new moons
and of some 15 minutes for solar terms. `python -m tests.law.almanac` prints the table of
cases/law/festivals.py; it also agreed with ephem, sxtwl, lunar_python, borax, lunardate and
LunarCalendar on every year (2026-11).
"""

from datetime import date, timedelta
from math import floor, radians, sin

EPOCH = 2451545.0  # Julian day of 2000-01-01 12:00
BEIJING = 8 / 24
DELTA_T = 75 / 86400  # terrestrial time is ahead of the clocks by so much, about 2018–2060
SYNODIC = 29.530588861


def day_of(julian: float) -> date:
    """The date in Beijing of a moment in terrestrial time."""
    return date(2000, 1, 1) + timedelta(days=floor(julian - DELTA_T + BEIJING - EPOCH + 0.5))


def moment(day: date) -> float:
    return (day - date(2000, 1, 1)).days + EPOCH - 0.5


def new_moon(k: int) -> float:
    """The k-th new moon after that of 2000-01-06 (chapter 49)."""
    t = k / 1236.85
    e = 1 - 0.002516 * t - 0.0000074 * t * t
    sun = radians(2.5534 + 29.10535670 * k - 0.0000014 * t * t)
    moon = radians(201.5643 + 385.81693528 * k + 0.0107582 * t * t)
    f = radians(160.7108 + 390.67050284 * k - 0.0016118 * t * t)
    node = radians(124.7746 - 1.56375588 * k + 0.0020672 * t * t)
    terms = (
        (-0.40720, moon), (0.17241 * e, sun), (0.01608, 2 * moon), (0.01039, 2 * f),
        (0.00739 * e, moon - sun), (-0.00514 * e, moon + sun), (0.00208 * e * e, 2 * sun),
        (-0.00111, moon - 2 * f), (-0.00057, moon + 2 * f), (0.00056 * e, 2 * moon + sun),
        (-0.00042, 3 * moon), (0.00042 * e, sun + 2 * f), (0.00038 * e, sun - 2 * f),
        (-0.00024 * e, 2 * moon - sun), (-0.00017, node), (-0.00007, moon + 2 * sun),
        (0.000325, radians(299.77 + 0.107408 * k - 0.009173 * t * t)),
        (0.000165, radians(251.88 + 0.016321 * k)), (0.000164, radians(251.83 + 26.651886 * k)),
        (0.000126, radians(349.42 + 36.412478 * k)), (0.000110, radians(84.66 + 18.206239 * k)),
    )  # fmt: skip
    mean = 2451550.09766 + SYNODIC * k + 0.00015437 * t * t
    return mean + sum(size * sin(angle) for size, angle in terms)


def sun_longitude(julian: float) -> float:
    """The sun's apparent longitude in degrees (chapter 25)."""
    t = (julian - EPOCH) / 36525
    mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t
    anomaly = radians(357.52911 + 35999.05029 * t - 0.0001537 * t * t)
    centre = (
        (1.914602 - 0.004817 * t) * sin(anomaly)
        + (0.019993 - 0.000101 * t) * sin(2 * anomaly)
        + 0.000289 * sin(3 * anomaly)
    )
    node = radians(125.04 - 1934.136 * t)
    return (mean + centre - 0.00569 - 0.00478 * sin(node)) % 360


def solar_term(degrees: int, near: date) -> date:
    """The day in Beijing on which the sun reaches a longitude, within 20 days of a day."""
    low, high = moment(near) - 20, moment(near) + 20
    for _ in range(50):
        middle = (low + high) / 2
        if (sun_longitude(middle) - degrees + 180) % 360 - 180 < 0:
            low = middle
        else:
            high = middle
    return day_of(high)


def months(year: int) -> dict[int, date]:
    """First days of the months 1 to 8 of a lunar year, the leap month left out (GB/T 33661).

    Month 11 holds the winter solstice; where thirteen months begin from one to the next, the first
    of them without a 中气 is the leap month.
    """
    solstices = [solar_term(270, date(y, 12, 21)) for y in (year - 1, year)]
    k = floor((moment(solstices[0]) - 2451550) / SYNODIC) - 2
    firsts = [day_of(new_moon(k + i)) for i in range(20)]
    starts = [max(i for i, day in enumerate(firsts) if day <= solstice) for solstice in solstices]
    terms = {
        solar_term(270 + 30 * n - 360 * (n >= 3), solstices[0] + timedelta(days=round(30.4 * n)))
        for n in range(13)
    }
    leaps = starts[1] - starts[0] == 13
    number, found = 11, {}
    for i in range(starts[0], starts[1]):
        holds_term = any(firsts[i] <= term < firsts[i + 1] for term in terms)
        if leaps and not holds_term:
            leaps = False
            continue
        found[number] = firsts[i]
        number = number % 12 + 1
    return {n: found[n] for n in range(1, 9)}


def row(year: int) -> tuple[int, tuple[int, int], int, tuple[int, int], tuple[int, int]]:
    """A year's row of the table: 正月初一, 清明 in April, 端午, 中秋."""
    first = months(year)
    new_year, dragon_boat = first[1], first[5] + timedelta(days=4)
    mid_autumn = first[8] + timedelta(days=14)
    tomb_sweeping = solar_term(15, date(year, 4, 5))
    assert tomb_sweeping.month == 4
    return (
        year,
        (new_year.month, new_year.day),
        tomb_sweeping.day,
        (dragon_boat.month, dragon_boat.day),
        (mid_autumn.month, mid_autumn.day),
    )


if __name__ == "__main__":
    for a_year in range(2018, 2061):
        print(f"    {row(a_year)},")
