"""Money: rounded up once and exactly, written the Vietnamese way."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.base import money

AMOUNTS = st.decimals(0, 10**12, allow_nan=False, places=3)


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [
        (Decimal(223_500), 230_000),
        (Decimal(447_000), 450_000),
        (Decimal(540_000), 540_000),
        (Decimal("540000.001"), 550_000),
        (Decimal(0), 0),
        (Decimal(1), 10_000),
        (Fraction(1, 3), 10_000),
    ],
)
def test_bonuses_are_rounded_up_to_ten_thousand(amount: Decimal | Fraction, rounded: int) -> None:
    assert money.round_up(amount) == rounded


@given(AMOUNTS, st.sampled_from([Decimal(1), Decimal(1000), Decimal(10_000)]))
def test_rounding_up_gives_the_next_multiple(amount: Decimal, unit: Decimal) -> None:
    rounded = money.round_up(amount, unit)
    assert rounded % unit == 0
    assert amount <= rounded < amount + unit


@pytest.mark.parametrize(("amount", "whole"), [("12.01", 13), ("12", 12), ("0.5", 1)])
def test_ceiling_gives_whole_dong(amount: str, whole: int) -> None:
    assert money.ceiling(Decimal(amount)) == whole


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (2_340_000, None, "2.340.000"),
        (Decimal("0.15"), None, "0,15"),
        (Decimal("1.50"), None, "1,5"),
        (Decimal("12.00"), None, "12"),
        (Decimal("1E+3"), None, "1.000"),
        (Fraction(3, 4), None, "0,75"),
        (Decimal("95.125"), 2, "95,13"),  # half up
        (Decimal("95.125"), 1, "95,1"),
        (Decimal("95.5"), 0, "96"),
        (Decimal(95), 2, "95,00"),
        (Fraction(2, 3), 2, "0,67"),
        (Decimal("-1.255"), 2, "-1,26"),
        (Decimal("-0.001"), 2, "0,00"),
        (Decimal(10) ** 30, 1, "1.000.000.000.000.000.000.000.000.000.000,0"),
    ],
)
def test_figures_have_dots_for_thousands_and_a_comma(value: Decimal | int, places: int | None, text: str) -> None:
    assert money.figure(value, places) == text


def test_money_names_its_unit() -> None:
    assert money.dong(Decimal("2340000")) == "2.340.000 đồng"
    assert money.dong(0) == "0 đồng"
