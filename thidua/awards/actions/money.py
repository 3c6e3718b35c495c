"""The fund's book: open it, write what comes in and goes out, pay bonuses, take them back."""

from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from thidua.awards.kinds import EntryKind, FundKind
from thidua.awards.models import DecisionLine, Fund, FundEntry
from thidua.awards.queries import deciding
from thidua.awards.queries import money as queries
from thidua.awards.rules import money as rules
from thidua.base.refusal import Refused
from thidua.base.text import squeeze
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.models import Unit


def _refuse_if(reason: str | None) -> None:
    if reason:
        raise Refused(reason)


@transaction.atomic
def open_fund(unit: Unit, *, year: int, kind: FundKind, base: Decimal | None, by: Actor, at: datetime) -> Fund:
    """Open the fund of a year, or correct its kind and base; the law's ceiling follows from them."""
    _refuse_if(rules.why_not_keep(by, unit.path))
    if base is not None and base <= 0:
        raise Refused("Tổng chi làm căn cứ tính trần phải lớn hơn 0, hoặc để trống nếu chưa biết.")
    fund, _ = Fund.objects.update_or_create(
        unit=unit, year=year, defaults={"kind": kind, "base": base},
        create_defaults={"kind": kind, "base": base, "opened_at": at, "opened_by_id": by.person_id},
    )  # fmt: skip
    facts = {"kind": kind, "base": str(base or "")}
    journal.record("awards.open_fund", fund, by=by, at=at, facts=facts)
    return fund


@transaction.atomic
def enter(
    fund: Fund, *, kind: EntryKind, amount: Decimal, on: date, voucher: str, note: str, by: Actor, at: datetime
) -> FundEntry:
    """Write a sum that is no bonus; a mistake is answered by the same sum below zero with its reason."""
    _refuse_if(rules.why_not_keep(by, fund.unit.path))
    if kind in {EntryKind.BONUS, EntryKind.RETURNED}:
        raise ValueError("bonuses have their own actions")
    if not amount or amount != amount.to_integral_value():
        raise Refused("Số tiền phải là số đồng nguyên, khác 0.")
    if on > localdate(at) or on.year != fund.year:
        raise Refused(f"Ngày ghi phải trong năm {fund.year} và không sau hôm nay.")
    if amount < 0 and not squeeze(note):
        raise Refused("Bút toán âm để sửa một bút toán trước; hãy ghi rõ sửa bút toán nào, vì sao.")
    row = FundEntry.objects.create(
        fund=fund, kind=kind, amount=amount, on=on, voucher=squeeze(voucher), note=squeeze(note), entered_at=at,
        entered_by_id=by.person_id,
    )  # fmt: skip
    facts = {"kind": kind, "amount": str(amount)}
    journal.record("awards.enter", row, by=by, at=at, happened_on=on, facts=facts)
    return row


@transaction.atomic
def pay(fund: Fund, line: DecisionLine, *, on: date, voucher: str, by: Actor, at: datetime) -> FundEntry:
    """Pay one bonus out of the fund; two at once pay once, and never more than is there."""
    _refuse_if(rules.why_not_keep(by, fund.unit.path))
    Fund.objects.select_for_update().get(pk=fund.pk)  # whoever pays from this fund queues here
    decision = line.decision
    if decision.unit_id != fund.unit_id or decision.signed_on is None:
        raise Refused("Tiền thưởng này không thuộc quyết định của cơ quan giữ quỹ.")
    sums = queries.sums(fund)
    _refuse_if(
        rules.why_not_pay(
            stands=deciding.standing_lines().filter(pk=line.pk).exists(),
            bonus=line.bonus,
            is_paid=FundEntry.objects.filter(line=line, kind=EntryKind.BONUS).exists(),
            on=on,
            signed_on=decision.signed_on,
            today=localdate(at),
            left=rules.balance(sums, Decimal(0)).left,
        )
    )
    _refuse_if(queries.why_not_stacked(line))
    return _write(fund, line, EntryKind.BONUS, on=on, voucher=voucher, by=by, at=at)


@transaction.atomic
def take_back(fund: Fund, line: DecisionLine, *, on: date, voucher: str, by: Actor, at: datetime) -> FundEntry:
    """Enter that a bonus came back after its award was revoked."""
    _refuse_if(rules.why_not_keep(by, fund.unit.path))
    entries = set(FundEntry.objects.filter(line=line).values_list("kind", flat=True))
    _refuse_if(
        rules.why_not_take_back(
            stands=deciding.standing_lines().filter(pk=line.pk).exists(),
            is_paid=EntryKind.BONUS in entries,
            is_returned=EntryKind.RETURNED in entries,
        )
    )
    if on > localdate(at):
        raise Refused("Ngày thu không được sau hôm nay.")
    return _write(fund, line, EntryKind.RETURNED, on=on, voucher=voucher, by=by, at=at)


def _write(
    fund: Fund, line: DecisionLine, kind: EntryKind, *, on: date, voucher: str, by: Actor, at: datetime
) -> FundEntry:
    if line.bonus is None:
        raise ValueError("a line without a bonus")
    try:
        with transaction.atomic():
            row = FundEntry.objects.create(
                fund=fund, kind=kind, amount=line.bonus, on=on, line=line, voucher=squeeze(voucher),
                note=line.subject_name, entered_at=at, entered_by_id=by.person_id,
            )  # fmt: skip
    except IntegrityError:
        raise Refused("Khoản này vừa được người khác ghi. Hãy tải lại trang.") from None
    facts = {"line": line.pk, "amount": str(line.bonus)}
    journal.record(f"awards.{kind.value}", row, by=by, at=at, happened_on=on, facts=facts)
    return row
