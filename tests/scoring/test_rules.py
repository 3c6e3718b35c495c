from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.scoring import formulas, rules
from thidua.scoring.formulas import Value
from thidua.scoring.kinds import Column, Formula, SheetState, Ties
from thidua.scoring.rules import Scored

D = Decimal


@pytest.mark.parametrize(
    ("formula", "value", "maximum", "params", "points"),
    [
        (Formula.RATIO, Value(D(95), D(100)), "2", {}, Fraction(19, 10)),
        (Formula.RATIO, Value(D(1), D(3)), "1", {}, Fraction(1, 3)),  # exact, not 0.33
        (Formula.RATIO, Value(D(80), D(100)), "2", {"full": 80}, Fraction(2)),
        (Formula.RATIO, Value(D(0), D(10)), "2", {}, Fraction(0)),  # 0 is a value
        (Formula.RATIO, Value(D(3), D(0)), "2", {}, None),  # nothing received: no share
        (Formula.RATIO, Value(), "2", {}, None),
        (Formula.SURVEY, Value(D("82.5")), "10", {}, Fraction(33, 4)),
        (Formula.RATIO_FLOOR, Value(D(79), D(100)), "1", {"floor": 80}, Fraction(0)),
        (Formula.RATIO_FLOOR, Value(D(80), D(100)), "1", {"floor": 80}, Fraction(4, 5)),
        (Formula.INVERSE, Value(D(2)), "1", {"worst": 4}, Fraction(1, 2)),
        (Formula.INVERSE, Value(D(9)), "1", {"worst": 4}, Fraction(0)),
        (Formula.BANDS, Value(D(95), D(100)), "1", {"bands": [[80, "0.5"], [95, 1]]}, Fraction(1)),
        (Formula.BANDS, Value(D("94.9")), "1", {"bands": [[80, "0.5"], [95, 1]]}, Fraction(1, 2)),
        (Formula.BANDS, Value(D(10)), "1", {"bands": [[80, "0.5"], [95, 1]]}, Fraction(0)),
        (Formula.STEPS, Value(D(7)), "2", {"step": 3, "points": "0.5"}, Fraction(1)),
        (Formula.YES_NO, Value(D(1)), "0.5", {}, Fraction(1, 2)),
        (Formula.YES_NO, Value(D(0)), "0.5", {}, Fraction(0)),
        (Formula.DEDUCTION, Value(D(3)), "2", {"each": "0.25"}, Fraction(5, 4)),
        (Formula.DEDUCTION, Value(D(30)), "2", {"each": "0.25", "cap": 1}, Fraction(1)),
        (Formula.BONUS, Value(D(5)), "2", {"each": "0.5"}, Fraction(2)),
        (Formula.HAND, Value(D(5)), "2", {}, None),
    ],
)
def test_points_follow_from_the_value(formula, value, maximum, params, points):
    assert formulas.points(formula, value, D(maximum), params) == points


GOOD = {
    Formula.RATIO: {"full": 100},
    Formula.RATIO_FLOOR: {"floor": 50},
    Formula.BANDS: {"bands": [[50, "0.5"], [80, 1]]},
    Formula.STEPS: {"step": 5, "points": "0.1"},
    Formula.BONUS: {"each": "0.2"},
    Formula.YES_NO: {},
}
BAD = {Formula.INVERSE: {"worst": 50}, Formula.DEDUCTION: {"each": "0.25", "cap": "0.75"}}
numbers = st.decimals(min_value=0, max_value=200, places=2)


@given(st.sampled_from([*GOOD, *BAD]), numbers, numbers)
def test_points_stay_in_bounds_and_a_better_value_never_gets_fewer(formula, one, other):
    params = GOOD.get(formula) or BAD.get(formula) or {}
    low, high = (formulas.points(formula, Value(each), D(1), params) for each in sorted([one, other]))
    assert low is not None and high is not None
    assert 0 <= low <= 1 and 0 <= high <= 1
    assert low >= high if formula in BAD else low <= high


def test_deduction_is_capped():
    assert formulas.points(Formula.DEDUCTION, Value(D(10_000)), D(2), {"each": 1, "cap": "0.5"}) == Fraction(3, 2)


@pytest.mark.parametrize(
    ("formula", "params", "sentence"),
    [
        (Formula.RATIO, {}, None),
        (Formula.RATIO_FLOOR, {}, "Công thức “Theo tỷ lệ, dưới mức sàn không có điểm” còn thiếu tham số floor."),
        (Formula.INVERSE, {"worst": 0}, "Mức kém nhất phải lớn hơn mức tốt nhất."),
        (Formula.STEPS, {"step": 0, "points": 1}, "Mỗi bậc phải lớn hơn 0."),
        (Formula.RATIO, {"full": 0}, "Mức được đủ điểm phải lớn hơn 0."),
        (Formula.DEDUCTION, {"each": "nửa"}, "Tham số của công thức “Trừ điểm” phải là số."),
        (
            Formula.BANDS,
            {"bands": [[80, 1], [50, 1]]},
            "Các khoảng phải xếp tăng dần cả về mức và điểm, không vượt điểm tối đa.",
        ),
        (
            Formula.BANDS,
            {"bands": [[80, 9]]},
            "Các khoảng phải xếp tăng dần cả về mức và điểm, không vượt điểm tối đa.",
        ),
    ],
)
def test_why_not_params(formula, params, sentence):
    assert formulas.why_not_params(formula, D(1), params) == sentence


@pytest.mark.parametrize(
    ("numerator", "denominator", "may_exceed", "ok"),
    [
        (D(5), D(10), False, True),
        (D(0), D(0), False, True),
        (D(11), D(10), False, False),
        (D(11), D(10), True, True),
        (D(-1), None, False, False),
        (None, D(10), False, False),
        (None, None, False, True),
    ],
)
def test_why_not_figure(numerator, denominator, may_exceed, ok):
    assert (rules.why_not_figure(numerator, denominator, may_exceed=may_exceed) is None) is ok


@pytest.mark.parametrize(
    ("value", "ok"), [(None, True), (D(0), True), (D(2), True), (D("2.01"), False), (D(-1), False)]
)
def test_why_not_points(value, ok):
    assert (rules.why_not_points(value, D(2)) is None) is ok


def test_only_the_open_column_is_written():
    assert rules.why_not_write(Column.CLAIMED, SheetState.CLAIMING) is None
    assert rules.why_not_write(Column.CLAIMED, SheetState.VERIFYING) == (
        "Phiếu chấm đang ở bước “Thẩm định” nên cột “Tự chấm” không sửa được."
    )


def test_total_leaves_out_what_does_not_apply_and_counts_what_is_missing():
    sheet = [
        Scored(1, D(2), D("1.5")),
        Scored(2, D(3), None),
        Scored(3, D(5), D(5), applies=False),
        Scored(4, D(1), D("0.5"), is_bonus=True),
        Scored(5, D(1), None, is_bonus=True),
    ]
    found = rules.total(sheet)
    assert (found.points, found.maximum, found.missing) == (Fraction(2), Fraction(5), 1)
    assert found.percent == 40


def test_bonus_never_lifts_the_sum_above_the_maximum():
    assert rules.total([Scored(1, D(2), D(2)), Scored(2, D(1), D(1), is_bonus=True)]).points == 2


def test_nothing_applies_has_no_percent():
    assert rules.total([Scored(1, D(2), D(2), applies=False)]).percent is None


@pytest.mark.parametrize(
    ("percent", "name"),
    [(Fraction(90), "Xuất sắc"), (Fraction(8999, 100), "Tốt"), (Fraction(10), ""), (None, "")],
)
def test_rating_class_is_by_exact_percent(percent, name):
    assert rules.rating_class(percent, [("Xuất sắc", D(90)), ("Tốt", D(80))]) == name


@pytest.mark.parametrize(
    ("ties", "expected"), [(Ties.COMPETITION, [2, 1, 2, None, 4]), (Ties.DENSE, [2, 1, 2, None, 3])]
)
def test_ranks_with_ties(ties, expected):
    assert rules.ranks([Fraction(5), Fraction(9), Fraction(5), None, Fraction(1)], ties) == expected


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), (Fraction(1, 3), "0,33"), (D("0.125"), "0,13"), (D(10), "10,00")]
)
def test_shown_rounds_half_up_at_the_end(value, text):
    assert rules.shown(value) == text
