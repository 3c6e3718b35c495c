"""What must always be true, and the database's own guard of issued plans."""

import pytest
from django.db import DatabaseError, transaction

from tests.factories import make_movement, make_plan, make_round
from thidua.movements.invariants import faults
from thidua.movements.models import Movement, Plan, Quota, Registration, Round

pytestmark = pytest.mark.django_db


def test_a_movement_as_it_is_founded_has_no_faults():
    make_movement()
    assert list(faults()) == []


def test_an_issued_plan_is_never_changed_nor_removed():
    plan = make_plan()
    for change in (lambda: Plan.objects.update(title="khác"), lambda: Plan.objects.filter(pk=plan.pk).delete()):
        with pytest.raises(DatabaseError, match="an issued plan is never changed"), transaction.atomic():
            change()
    plan.refresh_from_db()
    assert plan.title == "Kế hoạch mẫu"


def test_faults_are_named():
    movement = make_movement()
    other = make_movement()
    round = make_round(movement=movement)
    Round.objects.filter(pk=round.pk).update(opened_at=None)
    Movement.objects.filter(pk=movement.pk).update(state="closed")
    Quota.objects.filter(movement=other).update(movement=movement)
    Registration.objects.create(round=round, unit=movement.unit, state="sent", sent_at=movement.founded_at)
    said = list(faults())
    assert [line.split(" (")[0] for line in said[:2]] == [
        "Đợt “Đợt xét”",
        "Phong trào “Cải cách hành chính năm 2023”",
    ]
    assert len(said) == 5
    assert said[-1].endswith("đã gửi mà không có dòng nào.")
