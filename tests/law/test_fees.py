"""信息处理费 (国办函〔2020〕109号): the check values, and that every unit is charged once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.law.fees import Band, fee_by_pages, fee_by_pieces


@pytest.mark.parametrize(
    ("pieces", "yuan"),
    # 11–30: 100 each = 2,000; 31–40: 200 each; 41–50: 300 each; 51: 400
    [(0, 0), (1, 0), (10, 0), (11, 100), (30, 2000), (31, 2200), (40, 4000), (41, 4300),
     (50, 7000), (51, 7400), (60, 11000)],
)  # fmt: skip
def test_by_pieces(pieces: int, yuan: int) -> None:
    assert fee_by_pieces(pieces).yuan == yuan


@pytest.mark.parametrize(
    ("pages", "yuan"),
    # 31–100: 10 each = 700; 101–200: 20 each = 2,000; from 201: 40 each
    [(0, 0), (1, 0), (30, 0), (31, 10), (68, 380), (100, 700), (101, 720), (200, 2700),
     (201, 2740), (300, 6700)],
)  # fmt: skip
def test_by_pages(pages: int, yuan: int) -> None:
    assert fee_by_pages(pages).yuan == yuan


def test_bands_show_the_calculation() -> None:
    # 10 free, 20 at 100, 5 at 200
    assert fee_by_pieces(35).bands == (Band(1, 10, 0), Band(11, 30, 100), Band(31, 35, 200))
    assert str(fee_by_pieces(35).article) == "《政府信息公开信息处理费管理办法》第四条"
    assert fee_by_pages(31).bands == (Band(1, 30, 0), Band(31, 31, 10))
    assert str(fee_by_pages(31).article) == "《政府信息公开信息处理费管理办法》第五条"
    assert fee_by_pieces(0).bands == ()


@given(st.integers(0, 2000))
def test_each_unit_is_in_one_band_and_costs_no_less_than_the_one_before(units: int) -> None:
    for fee in (fee_by_pieces(units), fee_by_pages(units)):
        numbers = [n for band in fee.bands for n in range(band.first, band.last + 1)]
        assert numbers == list(range(1, units + 1))
        each = [band.yuan_each for band in fee.bands]
        assert each == sorted(each)
