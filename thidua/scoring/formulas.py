"""How points follow from a value: every formula exact, between 0 and the maximum. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from thidua.base.money import figure
from thidua.scoring.kinds import Formula

ZERO = Fraction(0)


@dataclass(frozen=True)
class Value:
    """What a formula is fed with: a count over a count, or one number; None is “no data”, 0 is a value."""

    numerator: Decimal | None = None
    denominator: Decimal | None = None

    @property
    def share(self) -> Fraction | None:
        """Numerator over denominator; None without data or over nothing."""
        if self.numerator is None or self.denominator is None or self.denominator == 0:
            return None
        return Fraction(self.numerator) / Fraction(self.denominator)

    @property
    def number(self) -> Fraction | None:
        """The number itself, or the share in percent when there is a denominator."""
        if self.denominator is not None:
            return None if self.share is None else self.share * 100
        return None if self.numerator is None else Fraction(self.numerator)


def written_value(value: Value) -> str:
    """Write a value as people read it: 95/100, or 3."""
    if value.numerator is None:
        return "chưa có"
    whole = "" if value.denominator is None else f"/{figure(value.denominator)}"
    return f"{figure(value.numerator)}{whole}"


def _clip(points: Fraction, maximum: Fraction) -> Fraction:
    return min(max(points, ZERO), maximum)


def _ratio(value: Value, maximum: Fraction, params: Mapping[str, Any]) -> Fraction | None:
    number = value.number
    if number is None:
        return None
    return _clip(maximum * number / Fraction(str(params.get("full", 100))), maximum)


def _ratio_floor(value: Value, maximum: Fraction, params: Mapping[str, Any]) -> Fraction | None:
    number = value.number
    if number is None:
        return None
    return ZERO if number < Fraction(str(params["floor"])) else _ratio(value, maximum, params)


def _inverse(value: Value, maximum: Fraction, params: Mapping[str, Any]) -> Fraction | None:
    number, best, worst = value.number, Fraction(str(params.get("best", 0))), Fraction(str(params["worst"]))
    return None if number is None else _clip(maximum * (worst - number) / (worst - best), maximum)


def _bands(value: Value, maximum: Fraction, params: Mapping[str, Any]) -> Fraction | None:
    number = value.number
    if number is None:
        return None
    reached = [Fraction(str(points)) for least, points in params["bands"] if number >= Fraction(str(least))]
    return _clip(max(reached, default=ZERO), maximum)


def _steps(value: Value, maximum: Fraction, params: Mapping[str, Any]) -> Fraction | None:
    number = value.number
    if number is None:
        return None
    whole = number // Fraction(str(params["step"]))
    return _clip(whole * Fraction(str(params["points"])), maximum)


def _yes_no(value: Value, maximum: Fraction, params: Mapping[str, Any]) -> Fraction | None:
    number = value.number
    return None if number is None else (maximum if number > 0 else ZERO)


def _deduction(value: Value, maximum: Fraction, params: Mapping[str, Any]) -> Fraction | None:
    number = value.number
    if number is None:
        return None
    most = Fraction(str(params.get("cap", maximum)))
    return _clip(maximum - min(max(number, ZERO) * Fraction(str(params["each"])), most), maximum)


def _bonus(value: Value, maximum: Fraction, params: Mapping[str, Any]) -> Fraction | None:
    number = value.number
    return None if number is None else _clip(number * Fraction(str(params["each"])), maximum)


_FORMULAS = {
    Formula.RATIO: _ratio,
    Formula.SURVEY: _ratio,
    Formula.RATIO_FLOOR: _ratio_floor,
    Formula.INVERSE: _inverse,
    Formula.BANDS: _bands,
    Formula.STEPS: _steps,
    Formula.YES_NO: _yes_no,
    Formula.DEDUCTION: _deduction,
    Formula.BONUS: _bonus,
}
_NEEDED = {
    Formula.RATIO_FLOOR: ("floor",),
    Formula.INVERSE: ("worst",),
    Formula.BANDS: ("bands",),
    Formula.STEPS: ("step", "points"),
    Formula.DEDUCTION: ("each",),
    Formula.BONUS: ("each",),
}


def points(formula: Formula, value: Value, maximum: Decimal, params: Mapping[str, Any]) -> Fraction | None:
    """Give the points that follow from a value, between 0 and the maximum, exact; None when there is no data.

    A formula by hand gives None: a person writes the points.
    """
    work = _FORMULAS.get(formula)
    return None if work is None else work(value, Fraction(maximum), params)


def why_not_params(formula: Formula, maximum: Decimal, params: Mapping[str, Any]) -> str | None:
    """Say what is wrong with the numbers of a formula; None when it can be reckoned."""
    missing = [name for name in _NEEDED.get(formula, ()) if name not in params]
    if missing:
        return f"Công thức “{formula.label}” còn thiếu tham số {', '.join(missing)}."
    try:
        numbers = {key: Fraction(str(each)) for key, each in params.items() if key != "bands"}
        bands = [(Fraction(str(least)), Fraction(str(most))) for least, most in params.get("bands", [])]
    except (ValueError, TypeError, ZeroDivisionError):
        return f"Tham số của công thức “{formula.label}” phải là số."
    if formula == Formula.INVERSE and numbers["worst"] <= numbers.get("best", ZERO):
        return "Mức kém nhất phải lớn hơn mức tốt nhất."
    if formula == Formula.STEPS and numbers["step"] <= 0:
        return "Mỗi bậc phải lớn hơn 0."
    if numbers.get("full", Fraction(1)) <= 0:
        return "Mức được đủ điểm phải lớn hơn 0."
    if any(most > maximum for _, most in bands) or bands != sorted(bands):
        return "Các khoảng phải xếp tăng dần cả về mức và điểm, không vượt điểm tối đa."
    return None
