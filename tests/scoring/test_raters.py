"""How verifiers differ: exact means, spreads checked by the standard library, normalised shares beside the raw."""

import statistics
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given as tried
from hypothesis import strategies as st

from thidua.scoring import raters
from thidua.scoring.raters import Given

SHARES = st.lists(st.integers(0, 100).map(lambda one: Fraction(one, 100)), min_size=1, max_size=40)


@tried(SHARES)
def test_mean_and_spread_agree_with_the_standard_library(shares):
    assert raters.mean(shares) == statistics.mean(shares)
    assert abs(float(raters.spread(shares)) - statistics.pstdev(map(float, shares))) < 1e-5


def scored(rater: int, unit: int, *percents: int, claimed: int | None = None) -> list[Given]:
    made = []
    for one in percents:
        cut = None if claimed is None else Fraction(claimed - one, 100)
        made.append(Given(rater, unit, Fraction(one, 100), cut))
    return made


def test_each_verifier_is_described_strictest_first():
    rows = scored(2, 1, 90, 90, 80, 100, 90, claimed=90) + scored(1, 2, 40, 60)
    strict, mild = raters.manners(rows)
    assert (strict.rater, strict.cells, strict.mean, strict.cut, strict.is_enough) == (
        1,
        2,
        Fraction(1, 2),
        None,
        False,
    )
    assert (mild.rater, mild.mean, mild.cut, mild.changed, mild.is_enough) == (2, Fraction(9, 10), 0, 2, True)
    assert mild.spread == Decimal("0.063246")


def test_two_equal_units_under_a_strict_and_a_mild_verifier_come_close_on_one_scale():
    strict, mild = scored(1, 1, 30, 40, 50, 60, 70), scored(2, 2, 70, 80, 90, 80, 80)
    first, second = raters.levelled(strict + mild)
    assert (first.raw, second.raw) == (Fraction(1, 2), Fraction(4, 5))
    assert (first.normalised, second.normalised) == (Fraction(13, 20), Fraction(13, 20))


@pytest.mark.parametrize("percents", [(50, 60), (70, 70, 70, 70, 70)])
def test_too_few_cells_or_always_the_same_cannot_be_compared(percents):
    (only,) = raters.levelled(scored(1, 1, *percents))
    assert only.normalised is None


def test_nothing_verified_gives_nothing():
    assert (raters.manners([]), raters.levelled([])) == ([], [])
    with pytest.raises(ValueError, match="mean of nothing"):
        raters.mean([])
