"""Each invariant finds the fault planted against it; a sound database has none."""

from decimal import Decimal

import pytest

from tests.awards.rows import AT, SIGNED_ON, lift_guards, make_decision, make_signed
from thidua.awards import invariants
from thidua.awards.actions import certifying
from thidua.awards.models import Certificate, Decision, DecisionLine, Fund, FundEntry, Register
from thidua.movements.models import Quota

pytestmark = pytest.mark.django_db


def nobody_in_it() -> str:
    decision, _ = make_signed(collectives=1, individuals=0)
    lift_guards()
    DecisionLine.objects.all().delete()
    return f"Quyết định số 123/QĐ-UBND (dòng {decision.pk}) đã ban hành mà không có ai."


def over_the_quota() -> str:
    decision, _ = make_signed(collectives=2, individuals=0)
    Quota.objects.filter(subject="collective").update(n=1, clause="mục III")
    return (
        f"Đợt “{decision.round.name}” của “{decision.round.movement.name}” có 2 khen thưởng, "
        "kế hoạch cho tối đa 1 tập thể (kế hoạch, mục III)."
    )


def book_behind() -> str:
    make_signed()
    lift_guards()
    Register.objects.update(last_number=5)
    return "Sổ QĐ-UBND năm 2022: số cuối 5 nhỏ hơn số đã cấp 123."


def gap_in_the_book() -> str:
    decision, officer = make_signed(collectives=2, individuals=0)
    certifying.certify(decision, by=officer, at=AT)
    lift_guards()
    Certificate.objects.filter(book_number=1).delete()
    return f"Sổ khen thưởng năm 2022 (đơn vị {decision.unit_id}) thiếu số hoặc nhảy số."


def certificate_of_a_draft() -> str:
    decision, officer = make_signed(collectives=1, individuals=0)
    (one,) = certifying.certify(decision, by=officer, at=AT)
    lift_guards()
    Decision.objects.filter(pk=decision.pk).update(state="draft")
    return f"Bản in {one.code} thuộc một quyết định chưa ban hành."


def mistyped_code() -> str:
    decision, officer = make_signed(collectives=1, individuals=0)
    certifying.certify(decision, by=officer, at=AT)
    lift_guards()
    Certificate.objects.update(code="SAI")
    return "Mã SAI của một bản in không đúng dạng."


def crooked_bonus() -> str:
    make_signed(collectives=1, individuals=0)
    lift_guards()
    DecisionLine.objects.update(bonus=Decimal(450_001))
    line = DecisionLine.objects.get()
    return f"Tiền thưởng của {line.subject_name} (dòng {line.pk}) không tròn 10.000 đồng."


def entry_of_another_sum() -> str:
    decision, _ = make_signed(collectives=1, individuals=0)
    line = decision.lines.get()
    fund = Fund.objects.create(unit=decision.unit, year=2022, kind="other", opened_at=AT)
    entry = FundEntry.objects.create(fund=fund, kind="bonus", amount=Decimal(1), on=SIGNED_ON, line=line, entered_at=AT)
    return f"Bút toán {entry.pk} không đúng tiền thưởng của {line.subject_name}."


def taken_back_from_nowhere() -> str:
    decision, _ = make_signed(collectives=1, individuals=0)
    other, _ = make_signed(collectives=1, individuals=0)
    lift_guards()
    Decision.objects.filter(pk=decision.pk).update(kind="revoke", follows=other)
    DecisionLine.objects.filter(decision=decision).update(takes_back=True, bonus=None)
    line = decision.lines.get()
    return f"Dòng {line.pk} thu hồi khen thưởng của {line.subject_name} mà quyết định trước không có."


def name_changed_after_signing() -> str:
    decision, _ = make_signed(collectives=1, individuals=0)
    lift_guards()
    DecisionLine.objects.update(subject_name="Người khác")
    return (
        f"Quyết định số 123/QĐ-UBND (dòng {decision.pk}) không còn đúng như lúc ký, "
        "hoặc không có lần ký nào trong nhật ký."
    )


def signed_behind_the_journal() -> str:
    decision, _ = make_decision()
    book = Register.objects.create(unit=decision.unit, year=2022, symbol="QĐ-UBND", last_number=9)
    Decision.objects.update(state="signed", number=9, register=book, signed_on=SIGNED_ON, signed_at=AT)
    return (
        f"Quyết định số 09/QĐ-UBND (dòng {decision.pk}) không còn đúng như lúc ký, "
        "hoặc không có lần ký nào trong nhật ký."
    )


def opened_again() -> str:
    decision, _ = make_signed()
    lift_guards()
    Decision.objects.update(state="draft")
    return f"Quyết định dòng {decision.pk} đã ký theo nhật ký mà nay ở bước “Dự thảo”."


@pytest.mark.parametrize(
    "plant",
    [
        nobody_in_it, over_the_quota, book_behind, gap_in_the_book, certificate_of_a_draft, mistyped_code,
        name_changed_after_signing, signed_behind_the_journal, opened_again, crooked_bonus,
        entry_of_another_sum, taken_back_from_nowhere,
    ],
)  # fmt: skip
def test_planted_fault_is_found(plant):
    sentence = plant()
    assert sentence in list(invariants.faults())


def test_missing_guard_is_found():
    lift_guards()
    assert list(invariants.faults()) == [
        "Cơ sở dữ liệu không còn chặn việc sửa, xóa quyết định đã ký, sổ và bản in (thiếu trigger). "
        "Hãy báo người quản trị hệ thống."
    ]


def test_sound_rows_have_no_fault():
    decision, officer = make_signed()
    certifying.certify(decision, by=officer, at=AT)
    make_decision()
    assert list(invariants.faults()) == []
