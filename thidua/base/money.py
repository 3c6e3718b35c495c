"""Money is Decimal in đồng; never float."""

from decimal import ROUND_CEILING, Decimal
from fractions import Fraction

DONG = Decimal(1)
TEN_THOUSAND = Decimal(10_000)


def round_up(amount: Decimal | Fraction, unit: Decimal = TEN_THOUSAND) -> Decimal:
    """Round up to a whole multiple of ``unit`` đồng, once, exactly (Decree 91/2017 art. 68.2, 152/2025 art. 49.2)."""
    exact = Fraction(amount) / Fraction(unit)
    whole = -((-exact.numerator) // exact.denominator)
    return Decimal(whole) * unit


def _decimal(value: Decimal | int | Fraction) -> Decimal:
    return Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else Decimal(value)


def dong(amount: Decimal | int) -> str:
    """Write as on Vietnamese papers: “2.340.000 đồng”."""
    return f"{figure(amount)} đồng"


def figure(value: Decimal | int | Fraction, places: int | None = None) -> str:
    """Write a number the Vietnamese way: dot for thousands, comma for decimals, no needless zeros.

    ``places`` fixes the number of decimals (rounded half up); without it a Decimal keeps its own.
    """
    if places is None:
        text = f"{_decimal(value):,f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    else:
        scaled = abs(Fraction(value)) * 10**places
        whole, rest = divmod((2 * scaled + 1) // 2, 10**places)
        minus = "-" if value < 0 and (whole or rest) else ""
        text = f"{minus}{whole:,}" + (f".{rest:0{places}d}" if places else "")
    return text.translate(str.maketrans(",.", ".,"))


def ceiling(amount: Decimal) -> Decimal:
    """Round up to a whole đồng."""
    return amount.quantize(DONG, rounding=ROUND_CEILING)
