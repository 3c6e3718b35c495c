"""Reckonings written out, as tables of cases; the points at their end are those of the formulas."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.scoring import formulas
from thidua.scoring.formulas import Value
from thidua.scoring.kinds import Formula
from thidua.scoring.working import worked

D = Decimal

BANDS = {"bands": [["80", "4"], ["95", "10"], ["99", "12"]]}


@pytest.mark.parametrize(
    ("formula", "value", "maximum", "params", "said"),
    [
        ("ratio", Value(D(95), D(100)), 12, {}, "95/100 = 95 %; 12 × 95 : 100 → 11,4 điểm (tối đa 12)."),
        ("ratio", Value(D(2), D(3)), 3, {}, "2/3 = khoảng 66,6666 %; 3 × khoảng 66,6666 : 100 → 2 điểm (tối đa 3)."),
        ("ratio", Value(D(72), D(100)), 6, {"full": "70"},
         "72/100 = 72 %; đạt mức 70 trở lên nên được đủ điểm → 6 điểm (tối đa 6)."),
        ("ratio_floor", Value(D(69), D(100)), 6, {"floor": "70"},
         "69/100 = 69 %; dưới mức sàn 70 nên không có điểm → 0 điểm (tối đa 6)."),
        ("ratio_floor", Value(D(80), D(100)), 5, {"floor": "70"},
         "80/100 = 80 %; đạt mức sàn 70; 5 × 80 : 100 → 4 điểm (tối đa 5)."),
        ("inverse", Value(D(4), D(100)), 4, {"worst": "10"},
         "4/100 = 4 %; càng thấp càng tốt: 4 × (10 − 4) : (10 − 0) → 2,4 điểm (tối đa 4)."),
        ("inverse", Value(D(0)), 4, {"worst": "10"},
         "0; càng thấp càng tốt, không quá 0 nên đủ điểm → 4 điểm (tối đa 4)."),
        ("inverse", Value(D(12)), 4, {"worst": "10"},
         "12; càng thấp càng tốt, từ 10 nên không có điểm → 0 điểm (tối đa 4)."),
        ("bands", Value(D(96), D(100)), 12, BANDS, "96/100 = 96 %; thuộc khoảng từ 95 → 10 điểm (tối đa 12)."),
        ("bands", Value(D(79), D(100)), 12, BANDS, "79/100 = 79 %; chưa đến khoảng đầu, từ 80 → 0 điểm (tối đa 12)."),
        ("steps", Value(D(2)), 3, {"step": "1", "points": "1.5"},
         "2; 2 bậc (mỗi bậc 1) × 1,5 điểm → 3 điểm (tối đa 3)."),
        ("yes_no", Value(D(1)), 2, {}, "1; có nên đủ điểm → 2 điểm (tối đa 2)."),
        ("yes_no", Value(D(0)), 2, {}, "0; không có nên 0 điểm → 0 điểm (tối đa 2)."),
        ("deduction", Value(D(2)), 3, {"each": "0.5", "cap": "3"},
         "2; 3 − 2 × 0,5, trừ nhiều nhất 3 → 2 điểm (tối đa 3)."),
        ("deduction", Value(D(2)), 3, {"each": "1"}, "2; 3 − 2 × 1 → 1 điểm (tối đa 3)."),
        ("bonus", Value(D(3)), 2, {"each": "1"}, "3; thưởng 3 × 1 → 2 điểm (tối đa 2)."),
        ("survey", Value(D("84.5")), 12, {}, "84,5; 12 × 84,5 : 100 → 10,14 điểm (tối đa 12)."),
        ("hand", Value(D(1)), 2, {}, ""),
        ("ratio", Value(), 2, {}, ""),
        ("ratio", Value(D(0), D(0)), 2, {}, ""),
    ],
)  # fmt: skip
def test_a_reckoning_is_written_out(formula, value, maximum, params, said):
    assert worked(Formula(formula), value, D(maximum), params) == said


@given(st.decimals(0, 500, places=2), st.sampled_from(list(Formula)))
def test_every_reckoning_ends_in_the_points_of_the_formula(number, formula):
    params = {"full": "80", "floor": "20", "worst": "90", "bands": [["10", "1"], ["50", "3"]], "step": "3",
              "points": "0.5", "each": "0.25"}  # fmt: skip
    points = formulas.points(formula, Value(number), D(5), params)
    said = worked(formula, Value(number), D(5), params)
    assert (said == "") == (points is None)
    assert points is None or points == 0 or said.endswith("điểm (tối đa 5).")
