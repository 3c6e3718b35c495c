"""Units: opening, renaming, moving, ending, merging, splitting."""

from datetime import date

import pytest

from tests.factories import AT, DAY, make_actor, make_level, make_person
from thidua.base.refusal import Refused
from thidua.org import journal, queries
from thidua.org.actions import succession, units
from thidua.org.actor import HOUSE, Actor
from thidua.org.kinds import Role
from thidua.org.models import ClusterMember, Document, JournalEntry, Placement, Succession, Unit, UnitName

pytestmark = pytest.mark.django_db


def opened(name: str, parent: Unit | None = None, begins_on: date | None = date(2015, 1, 1)) -> Unit:
    return units.open_unit(units.UnitFacts(name, make_level(), begins_on=begins_on), parent, by=HOUSE, at=AT)


def admin_of(unit: Unit) -> Actor:
    return make_actor(Role.ADMIN, unit=unit)


def paper() -> Document:
    return succession.enter_document(
        kind="Nghị quyết", number="76/NQ-UBTVQH15", dated_on=DAY, issuer="Quốc hội", by=HOUSE, at=AT
    )


def verbs() -> list[str]:
    return list(JournalEntry.objects.order_by("number").values_list("verb", flat=True))


def test_open_unit_gives_place_name_code_and_journal():
    top = opened("UBND huyện  Sơn Hà")
    part = units.open_unit(units.UnitFacts("Phòng Nội vụ", make_level()), top, by=admin_of(top), at=AT)
    same = units.open_unit(units.UnitFacts("Phòng Nội vụ", make_level()), top, by=admin_of(top), at=AT)
    assert (top.name, top.code, part.code, same.code) == (
        "UBND huyện Sơn Hà",
        "ubnd-huyen-son-ha",
        "phong-noi-vu",
        "phong-noi-vu-2",
    )
    assert part.path == f"{top.path}{part.pk:07d}"
    assert verbs() == ["org.open_unit"] * 3
    assert list(queries.found_units("phong noi vu", DAY)) == [part, same]
    assert list(queries.found_units("PHÒNG nội", DAY)) == [part, same]


def test_open_unit_is_refused_to_others_and_under_an_ended_unit():
    top = opened("UBND xã A")
    with pytest.raises(Refused, match="Chỉ người quản trị của “UBND xã A” hoặc của cấp trên được thêm đơn vị"):
        opener = make_actor(Role.OFFICE, person=make_person(), unit=top)
        units.open_unit(units.UnitFacts("Tổ 1", make_level()), top, by=opener, at=AT)
    units.end_unit(top, last_day=date(2023, 5, 31), by=HOUSE, at=AT)
    with pytest.raises(Refused, match="đã kết thúc hoạt động sau ngày 31/05/2023"):
        units.open_unit(units.UnitFacts("Tổ 1", make_level(), begins_on=DAY), top, by=HOUSE, at=AT)
    assert verbs() == ["org.open_unit", "org.end_unit"]


def test_rename_keeps_the_old_name_with_its_days():
    unit = opened("Phòng Nội vụ")
    units.rename_unit(unit, "Phòng Văn hóa – Xã hội", on=date(2023, 3, 1), by=admin_of(unit), at=AT)
    assert list(UnitName.objects.order_by("pk").values_list("name", "from_on", "until_on")) == [
        ("Phòng Nội vụ", date(2015, 1, 1), date(2023, 2, 28)),
        ("Phòng Văn hóa – Xã hội", date(2023, 3, 1), None),
    ]
    assert Unit.objects.get().name_norm == "phong van hoa – xa hoi"


def test_move_carries_everything_under_it():
    old, new = opened("Huyện cũ"), opened("Huyện mới")
    part = opened("Xã", old)
    leaf = opened("Tổ", part)
    units.move_unit(part, new, on=date(2023, 2, 1), by=HOUSE, at=AT)
    leaf.refresh_from_db()
    assert leaf.path == f"{new.path}{part.pk:07d}{leaf.pk:07d}"
    assert list(Unit.objects.filter(queries.subtree(new.path)).order_by("pk")) == [new, part, leaf]
    assert list(Placement.objects.filter(unit=part).order_by("pk").values_list("parent", "until_on")) == [
        (old.pk, date(2023, 1, 31)),
        (new.pk, None),
    ]


@pytest.mark.parametrize(
    ("target", "on", "sentence"),
    [
        ("leaf", DAY, "thuộc chính"),
        ("other", date(2024, 1, 1), r"Ngày 01/01/2024 chưa đến \(hôm nay là 01/06/2023\)"),
        ("same", DAY, "đang ở đúng vị trí này"),
    ],
)
def test_move_is_refused(target: str, on: date, sentence: str):
    top, other = opened("Gốc"), opened("Khác")
    part = opened("Phần", top)
    leaf = opened("Lá", part)
    with pytest.raises(Refused, match=sentence):
        units.move_unit(part, {"leaf": leaf, "other": other, "same": top}[target], on=on, by=HOUSE, at=AT)
    assert verbs() == ["org.open_unit"] * 4


def test_end_waits_for_children_and_people():
    top = opened("Gốc")
    part = opened("Phần", top)
    with pytest.raises(Refused, match="còn 1 đơn vị trực thuộc"):
        units.end_unit(top, last_day=DAY, by=HOUSE, at=AT)
    make_person(unit=part)
    with pytest.raises(Refused, match="còn 1 người đang công tác"):
        units.end_unit(part, last_day=DAY, by=HOUSE, at=AT)


def test_merge_passes_people_units_and_memberships_on():
    first, second, heir = opened("Xã một"), opened("Xã hai"), opened("Xã mới")
    part = opened("Trường học", first)
    person = make_person(unit=second)
    admin = make_actor(Role.ADMIN, unit=second)
    rows = succession.succeed([first, second], [heir], on=date(2023, 6, 1), document=paper(), by=HOUSE, at=AT)
    for row in (first, second, part, person):
        row.refresh_from_db()
    assert [row.kind for row in rows] == ["merged", "merged"]
    assert (first.ends_on, second.ends_on) == (date(2023, 5, 31), date(2023, 5, 31))
    assert (part.parent, person.unit) == (heir, heir)
    assert queries.heirs(first, date(2023, 5, 31)) == [first]
    assert queries.heirs(first, DAY) == [heir]
    assert admin.holds(Role.ADMIN, second.pk)
    assert not second.assignments.filter(until_on=None).exists()
    assert list(journal.faults()) == []


def test_split_gives_several_heirs_and_keeps_people_in_place():
    unit, left, right = opened("Sở chung"), opened("Sở A"), opened("Sở B")
    person = make_person(unit=unit)
    succession.succeed([unit], [left, right], on=DAY, document=paper(), by=HOUSE, at=AT)
    person.refresh_from_db()
    assert queries.heirs(unit, DAY) == [left, right]
    assert person.unit == unit
    assert ClusterMember.objects.count() == 0


def test_heirs_follow_several_successions():
    one, two, three = opened("Một"), opened("Hai"), opened("Ba")
    succession.succeed([one], [two], on=date(2021, 1, 1), document=paper(), by=HOUSE, at=AT)
    succession.succeed([two], [three], on=date(2023, 1, 1), document=paper(), by=HOUSE, at=AT)
    assert queries.heirs(one, date(2022, 1, 1)) == [two]
    assert queries.heirs(one, DAY) == [three]


def test_abolish_leaves_no_heir():
    unit = opened("Ban quản lý")
    succession.abolish(unit, on=DAY, document=paper(), by=HOUSE, at=AT)
    assert queries.heirs(unit, DAY) == []
    assert Succession.objects.get().kind == "abolished"


@pytest.mark.parametrize(
    ("give", "sentence"),
    [
        (lambda a, b, c: ([a], [a]), "không thể vừa kết thúc vừa kế thừa chính mình"),
        (lambda a, b, c: ([a], []), "ít nhất một đơn vị kết thúc và một đơn vị kế thừa"),
        (lambda a, b, c: ([a, b], [c, b]), "hãy ghi từng đơn vị kết thúc"),
    ],
)
def test_succession_is_refused(give, sentence: str):
    ending, heirs = give(opened("A"), opened("B"), opened("C"))
    with pytest.raises(Refused, match=sentence):
        succession.succeed(ending, heirs, on=DAY, document=paper(), by=HOUSE, at=AT)
    assert Succession.objects.count() == 0
