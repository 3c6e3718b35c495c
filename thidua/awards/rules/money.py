"""Funds: what comes in, what is bound, what is paid, what the law allows. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from thidua.awards.kinds import EntryKind
from thidua.base.days import written
from thidua.base.money import dong
from thidua.org.actor import Actor
from thidua.org.kinds import Role

COMING_IN = (EntryKind.ALLOTTED, EntryKind.GIVEN, EntryKind.CARRIED, EntryKind.RETURNED)
ZERO = Decimal(0)


@dataclass(frozen=True)
class Balance:
    """A fund at a glance; ``bound`` is owed for signed decisions and not yet paid."""

    formed: Decimal
    paid: Decimal
    bound: Decimal

    @property
    def left(self) -> Decimal:
        """What is there after everything that is owed."""
        return self.formed - self.paid - self.bound


def balance(sums: Mapping[str, Decimal], bound: Decimal) -> Balance:
    """Add up the entries of a fund by kind."""
    formed = sum((sums.get(kind, ZERO) for kind in COMING_IN), ZERO)
    paid = sum((amount for kind, amount in sums.items() if kind not in COMING_IN), ZERO)
    return Balance(formed, paid, bound)


def ceiling(base: Decimal | None, share: Fraction | None) -> Decimal | None:
    """Give the largest fund the law allows, in whole đồng; None without a base or a rule."""
    if base is None or share is None:
        return None
    exact = Fraction(base) * share
    return Decimal(exact.numerator // exact.denominator)


def over_ceiling(allotted: Decimal, top: Decimal | None, cite: str) -> str | None:
    """Warn that more was allotted than the law allows."""
    if top is None or allotted <= top:
        return None
    return f"Ngân sách cấp {dong(allotted)} vượt mức tối đa {dong(top)} ({cite}). Hãy đối chiếu lại căn cứ tính quỹ."


def why_not_keep(actor: Actor, path: str) -> str | None:
    """Say why this person may not write in the fund's book."""
    if actor.covers(Role.ACCOUNTANT, path):
        return None
    return "Chỉ kế toán của cơ quan được ghi sổ quỹ thi đua, khen thưởng."


def why_not_read(actor: Actor, path: str) -> str | None:
    """Say why this person may not read the fund's book."""
    if any(actor.covers(role, path) for role in (Role.ACCOUNTANT, Role.AUTHORITY, Role.OFFICE)):
        return None
    return "Sổ quỹ chỉ mở cho kế toán, người có thẩm quyền và cán bộ thường trực của cơ quan."


def why_not_pay(
    *, stands: bool, bonus: Decimal | None, is_paid: bool, on: date, signed_on: date, today: date, left: Decimal
) -> str | None:
    """Say why a bonus cannot be paid out."""
    if is_paid:
        return "Tiền thưởng này đã chi rồi."
    if not stands:
        return "Khen thưởng này đã bị thu hồi nên không chi tiền thưởng."
    if not bonus:
        return "Dòng này không có tiền thưởng để chi."
    if on > today or on < signed_on:
        return f"Ngày chi {written(on)} phải từ ngày ký {written(signed_on)} đến hôm nay {written(today)}."
    if left < bonus:
        return f"Quỹ chỉ còn {dong(max(left, ZERO))}, không đủ chi {dong(bonus)}. Hãy ghi nguồn cấp thêm trước khi chi."
    return None


def why_not_take_back(*, stands: bool, is_paid: bool, is_returned: bool) -> str | None:
    """Say why a bonus cannot be entered as returned."""
    if stands:
        return "Khen thưởng này chưa bị thu hồi nên không thu lại tiền thưởng."
    if not is_paid:
        return "Tiền thưởng này chưa chi nên không có gì để thu lại."
    return "Tiền thưởng này đã thu lại rồi." if is_returned else None
