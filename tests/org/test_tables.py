"""Units and people from Excel: prefilled table, all or nothing, faults by cell; the provinces of today."""

from datetime import date

import pytest
from django.core.management import call_command

from tests.factories import AT, DAY, make_actor, make_person, make_unit
from thidua.documents.sheets import Leaf, write
from thidua.org import invariants, journal, tables
from thidua.org.actions import tables as actions
from thidua.org.actions.people import appoint
from thidua.org.actor import HOUSE
from thidua.org.kinds import Role
from thidua.org.levels import ensure_levels
from thidua.org.models import JournalEntry, Person, Position, Unit

pytestmark = pytest.mark.django_db


def sheet(fields: list, *rows: tuple) -> bytes:
    return write(Leaf("Bảng", tuple((one.heading, 20) for one in fields), rows))


def units_of(*rows: tuple) -> bytes:
    ensure_levels()
    padded = [row + ("",) * (8 - len(row)) for row in rows]
    return sheet(tables.unit_fields(), *padded)


def people_of(*rows: tuple) -> bytes:
    return sheet(tables.person_fields(), *[row + ("",) * (11 - len(row)) for row in rows])


def test_units_come_in_whatever_their_order():
    made = actions.load_units(
        units_of(("tp", "Phòng Thử", "", "Phòng, ban, bộ phận", "sx"), ("sx", "Sở X", "", "Sở, ban, ngành cấp tỉnh")),
        by=HOUSE,
        at=AT,
    )
    part = Unit.objects.select_related("parent").get(code="tp")
    assert (made.added, made.changed, made.errors) == (2, 0, ())
    assert (part.parent.code, part.path) == ("sx", f"{part.parent.path}{part.pk:07d}")
    assert (list(invariants.faults()), list(journal.faults())) == ([], [])


def test_downloaded_table_of_units_goes_back_unchanged():
    actions.load_units(
        units_of(("sx", "Sở X", "SX", "Sở, ban, ngành cấp tỉnh", "", DAY, "Phủ Lý", "có")), by=HOUSE, at=AT
    )
    again = actions.load_units(tables.units_sheet(DAY), by=HOUSE, at=AT)
    unit = Unit.objects.get()
    assert (again.added, again.changed, again.errors) == (0, 0, ())
    assert (unit.short_name, unit.begins_on, unit.address, unit.is_remote) == ("SX", DAY, "Phủ Lý", True)


def test_one_wrong_cell_and_no_unit_is_written():
    made = actions.load_units(
        units_of(
            ("a", "A", "", "Xã, phường, đặc khu"),
            ("b", "B", "", "Xã, phường, đặc khu", "khong-co"),
            ("c", "C", "", "Xã, phường, đặc khu", "d"),
            ("d", "D", "", "Xã, phường, đặc khu", "c"),
        ),
        by=HOUSE,
        at=AT,
    )
    assert [str(error) for error in made.errors] == [
        "Ô E3: không có đơn vị mang mã “khong-co”.",
        "Ô E4: các đơn vị trực thuộc lẫn nhau thành vòng.",
        "Ô E5: các đơn vị trực thuộc lẫn nhau thành vòng.",
    ]
    assert (Unit.objects.count(), JournalEntry.objects.count()) == (0, 0)


def test_units_outside_ones_own_part_are_refused_by_cell():
    mine, other = make_unit(name="Của tôi"), make_unit(name="Nơi khác")
    admin = make_actor(Role.ADMIN, unit=mine, person=make_person(unit=mine))
    made = actions.load_units(
        units_of(("a", "A", "", "Phòng, ban, bộ phận", mine.code), ("b", "B", "", "Phòng, ban, bộ phận", other.code)),
        by=admin,
        at=AT,
    )
    assert [str(error) for error in made.errors] == [
        "Ô A3: Chỉ người quản trị của “Nơi khác” hoặc của cấp trên được nhập đơn vị này."
    ]


def test_people_and_positions_come_in_and_go_back_unchanged():
    unit = make_unit()
    rows = people_of(
        ("cb1", "Lê Thị Ánh", unit.code, "Nữ", date(1980, 2, 3), "Công chức", "a@b.vn", "", "Giám đốc", "có", DAY),
        ("cb2", "Vũ Văn Bình", unit.code),
    )
    made = actions.load_people(rows, by=HOUSE, at=AT)
    again = actions.load_people(tables.people_sheet(DAY), by=HOUSE, at=AT)
    person = Person.objects.get(code="cb1")
    assert (made.added, again.added, again.changed, again.errors) == (2, 0, 0, ())
    assert (person.gender, person.born_on, person.email, person.name_norm) == (
        "female",
        date(1980, 2, 3),
        "a@b.vn",
        "le thi anh",
    )
    assert list(Position.objects.values_list("title", "is_head", "from_on")) == [("Giám đốc", True, DAY)]


def test_only_what_differs_is_changed():
    unit = make_unit()
    actions.load_people(people_of(("cb1", "Lê An", unit.code), ("cb2", "Lê Ba", unit.code)), by=HOUSE, at=AT)
    made = actions.load_people(people_of(("cb1", "Lê Ân", unit.code), ("cb2", "Lê Ba", unit.code)), by=HOUSE, at=AT)
    assert (made.added, made.changed, Person.objects.get(code="cb1").name_norm) == (0, 1, "le an")
    assert Person.objects.get(code="cb1").name == "Lê Ân"


def test_faults_of_people_by_cell():
    unit = make_unit(name="Sở X")
    appoint(make_person(unit=unit), unit, "Giám đốc", from_on=DAY, is_head=True, by=HOUSE, at=AT)
    made = actions.load_people(
        people_of(
            ("x1", "An", "khong-co"),
            ("x2", "Bình", unit.code, "", "", "", "", "", "Phó Giám đốc"),
            ("x3", "Chi", unit.code, "", "", "", "", "", "Giám đốc", "có", DAY),
        ),
        by=HOUSE,
        at=AT,
    )
    assert [str(error) for error in made.errors] == [
        "Ô C2: không có đơn vị mang mã “khong-co”.",
        "Ô K3: thiếu ngày bắt đầu giữ chức vụ.",
        "Ô J4: “Sở X” đã có người đứng đầu khác.",
    ]
    assert Person.objects.filter(code__startswith="x").count() == 0


def test_provinces_of_today_come_in_once(capsys: pytest.CaptureFixture[str]):
    call_command("load_provinces")
    call_command("load_provinces")
    assert capsys.readouterr().out == "Đã thêm 3355 đơn vị.\nCác đơn vị này đã có đủ, không thêm gì.\n"
    assert (Unit.objects.filter(parent=None).count(), Unit.objects.filter(level__code="xa").count()) == (34, 3321)
    hanoi = Unit.objects.get(code="tinh-01")
    assert (hanoi.name, hanoi.address, hanoi.begins_on) == ("Thành phố Hà Nội", "Hà Nội", None)
    assert JournalEntry.objects.count() == 1
