"""What an award is worth: coefficient × base salary × kind of subject, rounded up once, every step with its article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from thidua.base.days import written
from thidua.base.money import dong, figure, round_up
from thidua.base.refusal import Refused
from thidua.law.rows import Act, Award, Kind, Multiplier, Rate, Rounding, Row, Subject
from thidua.law.rulings import NO_DATA, Bonus, Ruling, Step, no_data

if TYPE_CHECKING:
    from thidua.law.pack import Pack

SUBJECT_NAMES = {
    Subject.INDIVIDUAL: "cá nhân",
    Subject.COLLECTIVE: "tập thể",
    Subject.HOUSEHOLD: "hộ gia đình",
    Subject.WORK: "công trình, tác phẩm",
}


@dataclass(frozen=True)
class Granted:
    """One bonus of a recipient: the award, the days its achievement is counted for, and the money."""

    award_code: str
    period: tuple[date, date]
    amount: Decimal


def _in_force(pack: Pack, day: date) -> Act | None:
    acts: Sequence[Act] = pack.national.rows["acts"]
    return next((act for act in acts if act.is_regime and act.covers(day)), None)


def _no_law(day: date) -> Refused:
    return Refused(f"Ngày {written(day)}: {NO_DATA}. Hãy nhờ quản trị nạp gói luật mới.")


def regime(pack: Pack, received_on: date | None, decided_on: date) -> Ruling[Act]:
    """Say which decree holds; a dossier received under one and decided under another follows a transition row."""
    received_on = received_on or decided_on
    if received_on > decided_on:
        raise Refused(
            f"Ngày tiếp nhận hồ sơ {written(received_on)} sau ngày quyết định {written(decided_on)}. "
            "Hãy xem lại hai ngày."
        )
    now = _in_force(pack, decided_on)
    if now is None:
        raise _no_law(decided_on)
    if now.covers(received_on):
        return pack.ruling(now, now)
    for row in pack.national.rows["transition"]:
        starts = row.received_from is None or row.received_from <= received_on
        if row.regime and row.covers(decided_on) and starts and received_on < row.received_before:
            return pack.ruling(row, pack.act(row.regime), row.note or row.text)
    raise _no_law(received_on)


def _rate(pack: Pack, award: Award, decree: Act) -> Rate:
    rates: Sequence[Rate] = pack.national.rows["rates"]
    row = next((row for row in rates if row.award == award.code and row.regime == decree.id), None)
    if row is None:
        raise Refused(f"{decree.name}: chưa có dữ liệu mức tiền thưởng cho {award.name}.")
    return row


def _factor(pack: Pack, award: Award, subject: Subject, decree: Act) -> Multiplier | None:
    """Give the multiplier row; None where the coefficient is already that of the subject."""
    if subject in (Subject.INDIVIDUAL, Subject.WORK) or award.kind is Kind.TITLE:
        return None
    rows: Sequence[Multiplier] = pack.national.rows["multipliers"]
    for row in rows:
        if row.regime == decree.id and row.subject is subject and award.family in row.families:
            return row
    raise Refused(f"{decree.name}: chưa có dữ liệu mức tiền thưởng của {award.name} cho {SUBJECT_NAMES[subject]}.")


def reckon(pack: Pack, award: Award, subject: Subject, received_on: date | None, decided_on: date) -> Bonus:
    """Reckon one bonus exactly; refuse a subject the award is not for and days without data."""
    if subject not in award.subjects:
        allowed = " hoặc ".join(SUBJECT_NAMES[one] for one in award.subjects)
        raise Refused(f"{award.name} chỉ tặng {allowed}, không tặng {SUBJECT_NAMES[subject]}.")
    received_on = received_on or decided_on
    under = regime(pack, received_on, decided_on)
    decree = under.value
    rate, multiplier = _rate(pack, award, decree), _factor(pack, award, subject, decree)
    salary = pack.base_salary(decided_on)
    rounding: Rounding = next(row for row in pack.national.rows["rounding"] if row.regime == decree.id)
    factor = multiplier.factor if multiplier else Decimal(1)
    exact = rate.coefficient * salary.value * factor
    amount = round_up(exact, rounding.unit)
    dates = f"Hồ sơ tiếp nhận ngày {written(received_on)}, quyết định ngày {written(decided_on)}"
    at_most = "không quá " if rate.at_most else ""
    times = f" × {figure(factor)}" if multiplier else ""
    total = f"{figure(rate.coefficient)} × {figure(salary.value)}{times} = {dong(exact)}"
    steps = (
        _step(under, f"{dates}: theo {decree.name}."),
        _step(_row(pack, rate), f"Hệ số của {award.name}: {at_most}{figure(rate.coefficient)} lần mức lương cơ sở."),
        _step(salary, f"Mức lương cơ sở ngày ban hành quyết định: {dong(salary.value)}."),
        _step(_row(pack, multiplier or rate), _subject_text(award, subject, factor)),
        _step(
            _row(pack, rounding), f"{total}; làm tròn lên một lần đến {dong(rounding.unit)}: {at_most}{dong(amount)}."
        ),
    )
    return Bonus(
        award, subject, amount, exact, rate.coefficient, factor, salary.value, decree, received_on, decided_on,
        rate.at_most, steps,
    )  # fmt: skip


def _row(pack: Pack, row: Row) -> Ruling[None]:
    return pack.ruling(row, None)


def _step(ruling: Ruling[object], text: str) -> Step:
    return Step(text, ruling.cite, ruling.verified, ruling.note, ruling.marks)


def _subject_text(award: Award, subject: Subject, factor: Decimal) -> str:
    name = SUBJECT_NAMES[subject].capitalize()
    if subject is Subject.COLLECTIVE and award.kind is Kind.TITLE:
        return f"{name}: hệ số của danh hiệu đã là mức của tập thể, không nhân đôi."
    return f"{name}: nhân {figure(factor)}."


def stacked(pack: Pack, lines: Sequence[Granted]) -> tuple[Ruling[bool | None], ...]:
    """Say which bonuses are paid: of titles for one and the same period only the highest, the first among equals."""
    rules = {row.id: row for row in pack.rows("stacking")}
    if not rules:
        return tuple(no_data(None) for _ in lines)
    best: dict[tuple[date, date], int] = {}
    titles = [place for place, line in enumerate(lines) if pack.award(line.award_code).kind is Kind.TITLE]
    for place in titles:
        period = lines[place].period
        if period not in best or lines[place].amount > lines[best[period]].amount:
            best[period] = place
    answers: list[Ruling[bool | None]] = []
    for place, line in enumerate(lines):
        alike = sum(lines[other].period == line.period for other in titles)
        if place not in titles:
            row = rules["title_and_form"] if titles else rules["forms"]
        else:
            row = rules["titles_of_one_period"] if alike > 1 else rules["titles_of_different_periods"]
        paid = place not in titles or best[line.period] == place
        answers.append(pack.ruling(row, paid, row.text))
    return tuple(answers)
