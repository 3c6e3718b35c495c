"""Each invariant finds the fault planted against it, and `thidua check` says so."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection

from tests.factories import AT, DAY, give_role, make_account, make_person, make_unit
from tests.org.test_journal import behind_its_back
from thidua.org import files, invariants
from thidua.org.actor import HOUSE
from thidua.org.kinds import Role
from thidua.org.models import Person, Position, Unit

pytestmark = pytest.mark.django_db


def wrong_place() -> str:
    unit = make_unit(name="Sở X", parent=make_unit())
    Unit.objects.filter(pk=unit.pk).update(path="0000001")
    return f"Đơn vị “Sở X” (số {unit.pk}) đứng sai chỗ trong cây tổ chức."


def not_findable() -> str:
    unit = make_unit(name="Sở X")
    Unit.objects.filter(pk=unit.pk).update(name_norm="so y")
    return f"Đơn vị “Sở X” (số {unit.pk}) không tìm được theo tên."


def held_in_an_ended_unit() -> str:
    unit = make_unit(name="Sở X", ends_on=DAY)
    row = Position.objects.create(person=make_person(), unit=unit, title="Giám đốc", from_on=date(2020, 1, 1))
    return f"Đơn vị “Sở X” đã kết thúc mà còn chức vụ đang giữ (dòng {row.pk})."


def gone_with_account() -> str:
    person = make_person(name="Lê An")
    make_account(person, username="an")
    Person.objects.filter(pk=person.pk).update(left_on=DAY)
    return "Lê An đã thôi công tác mà tài khoản “an” còn mở."


def gone_with_role() -> str:
    person = make_person(name="Lê An", left_on=DAY)
    give_role(person, Role.CLERK, make_unit())
    return "Lê An đã thôi công tác mà còn giữ vai trò “Đầu mối đơn vị”."


def lost_file() -> str:
    stored = files.keep("a.pdf", b"noi dung", by=HOUSE, at=AT, media_type="application/pdf")
    files.path_of(stored.sha256).unlink()
    return f"Mất tệp “a.pdf” ({stored.sha256[:12]}…) trên đĩa."


def cut_file() -> str:
    stored = files.keep("a.pdf", b"noi dung", by=HOUSE, at=AT, media_type="application/pdf")
    files.path_of(stored.sha256).write_bytes(b"noi")
    return f"Tệp “a.pdf” ({stored.sha256[:12]}…) không còn đúng dung lượng."


def unguarded() -> str:
    behind_its_back()
    return "Cơ sở dữ liệu không còn chặn việc sửa, xóa nhật ký (thiếu trigger). Hãy báo người quản trị hệ thống."


def too_long() -> str:
    unit = make_unit(short_name="x" * 120)
    if connection.vendor == "sqlite":  # PostgreSQL refuses it by itself
        Unit.objects.filter(pk=unit.pk).update(short_name="x" * 121)
        return "Ô org.unit.short_name có nội dung dài 121 ký tự, nhiều nhất được 120."
    return not_findable()


@pytest.mark.parametrize(
    "plant",
    [
        wrong_place,
        not_findable,
        held_in_an_ended_unit,
        gone_with_account,
        gone_with_role,
        lost_file,
        cut_file,
        unguarded,
        too_long,
    ],
)
def test_each_fault_is_found(plant):
    assert list(invariants.faults()) == []
    sentence = plant()
    assert list(invariants.faults()) == [sentence]


def test_check_command_ends_with_one_when_something_is_wrong(capsys: pytest.CaptureFixture[str]):
    call_command("check_house")
    assert capsys.readouterr().out == "Mọi điều phải đúng đều đúng; nhật ký nguyên vẹn.\n"
    sentence = gone_with_role()
    with pytest.raises(SystemExit) as ended:
        call_command("check_house")
    assert (ended.value.code, capsys.readouterr().err) == (1, f"{sentence}\nCó 1 chỗ không đúng.\n")
