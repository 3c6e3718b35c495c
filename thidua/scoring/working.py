"""How points came of a value, step by step, in words a person can follow with a pencil. Pure."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from thidua.base.money import figure
from thidua.scoring import formulas
from thidua.scoring.formulas import Value
from thidua.scoring.kinds import Formula

DIGITS = 4  # as many as a cell keeps


def worked(formula: Formula, value: Value, maximum: Decimal, params: Mapping[str, Any]) -> str:
    """Write the reckoning out, ending in the points; "" by hand, or where there is no value yet."""
    points = formulas.points(formula, value, maximum, params)
    number = value.number
    if points is None or number is None:
        return ""
    said = formulas.written_value(value)
    if value.denominator is not None:
        said = f"{said} = {_written(number)} %"
    steps = _STEPS[formula](number, Fraction(maximum), params)
    return f"{said}; {steps} → {_written(points)} điểm (tối đa {figure(maximum)})."


def _written(value: Fraction) -> str:
    """Write a number exactly, or cut to four decimals and marked so."""
    cut = Fraction(int(value * 10**DIGITS), 10**DIGITS)
    shown = figure(Decimal(cut.numerator) / Decimal(cut.denominator))
    return shown if cut == value else f"khoảng {shown}"


def _of(params: Mapping[str, Any], key: str, otherwise: object = 0) -> Fraction:
    return Fraction(str(params.get(key, otherwise)))


def _ratio(number: Fraction, maximum: Fraction, params: Mapping[str, Any]) -> str:
    full = _of(params, "full", 100)
    if number >= full:
        return f"đạt mức {_written(full)} trở lên nên được đủ điểm"
    return f"{_written(maximum)} × {_written(number)} : {_written(full)}"


def _ratio_floor(number: Fraction, maximum: Fraction, params: Mapping[str, Any]) -> str:
    floor = _of(params, "floor")
    if number < floor:
        return f"dưới mức sàn {_written(floor)} nên không có điểm"
    return f"đạt mức sàn {_written(floor)}; {_ratio(number, maximum, params)}"


def _inverse(number: Fraction, maximum: Fraction, params: Mapping[str, Any]) -> str:
    best, worst = _of(params, "best"), _of(params, "worst")
    if number <= best or number >= worst:
        side = (
            f"không quá {_written(best)} nên đủ điểm" if number <= best else f"từ {_written(worst)} nên không có điểm"
        )
        return f"càng thấp càng tốt, {side}"
    top, whole = f"({_written(worst)} − {_written(number)})", f"({_written(worst)} − {_written(best)})"
    return f"càng thấp càng tốt: {_written(maximum)} × {top} : {whole}"


def _bands(number: Fraction, maximum: Fraction, params: Mapping[str, Any]) -> str:
    bands = [(Fraction(str(least)), Fraction(str(points))) for least, points in params["bands"]]
    reached = [least for least, _ in bands if number >= least]
    return (
        f"thuộc khoảng từ {_written(max(reached))}" if reached else f"chưa đến khoảng đầu, từ {_written(bands[0][0])}"
    )


def _steps(number: Fraction, maximum: Fraction, params: Mapping[str, Any]) -> str:
    step, points = _of(params, "step"), _of(params, "points")
    return f"{number // step} bậc (mỗi bậc {_written(step)}) × {_written(points)} điểm"


def _yes_no(number: Fraction, maximum: Fraction, params: Mapping[str, Any]) -> str:
    return "có nên đủ điểm" if number > 0 else "không có nên 0 điểm"


def _deduction(number: Fraction, maximum: Fraction, params: Mapping[str, Any]) -> str:
    cap = f", trừ nhiều nhất {_written(_of(params, 'cap'))}" if "cap" in params else ""
    return f"{_written(maximum)} − {_written(number)} × {_written(_of(params, 'each'))}{cap}"


def _bonus(number: Fraction, maximum: Fraction, params: Mapping[str, Any]) -> str:
    return f"thưởng {_written(number)} × {_written(_of(params, 'each'))}"


_STEPS = {
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
