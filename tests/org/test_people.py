"""People, positions, roles, handing over, leaving."""

from datetime import date

import pytest

from tests.factories import AT, DAY, give_role, make_account, make_actor, make_person, make_unit
from thidua.base.refusal import Refused
from thidua.org import queries, rules
from thidua.org.actions import people, roles
from thidua.org.actor import HOUSE
from thidua.org.kinds import Role
from thidua.org.models import Assignment, JournalEntry, Person, Position

pytestmark = pytest.mark.django_db


def test_add_person_stores_search_and_sort_keys():
    unit = make_unit()
    admin = make_actor(Role.ADMIN, unit=unit)
    added = people.add_person(people.PersonFacts(" Trần  Thị Đào "), unit, by=admin, at=AT)
    assert (added.name, added.code, added.name_norm) == ("Trần Thị Đào", "tran-thi-dao", "tran thi dao")
    assert list(queries.found_people("dao thi")) == [added]
    assert JournalEntry.objects.get().verb == "org.add_person"


def test_add_person_is_refused_to_others():
    unit = make_unit(name="Sở Y")
    with pytest.raises(Refused, match="Chỉ người quản trị của “Sở Y” hoặc của cấp trên được thêm người"):
        people.add_person(people.PersonFacts("A"), unit, by=make_actor(Role.CLERK, unit=unit), at=AT)
    assert JournalEntry.objects.count() == 0


def test_journal_names_changed_fields_not_private_contents():
    person = make_person(name="Lê A", phone="0900")
    people.describe_person(person, people.PersonFacts("Lê A", phone="0911"), by=HOUSE, at=AT)
    assert JournalEntry.objects.get().facts == {"changed": ["phone"]}


def test_a_unit_has_one_head_at_a_time():
    unit = make_unit(name="Sở X")
    first, second = make_person(name="Lê Một", unit=unit), make_person(unit=unit)
    held = people.appoint(first, unit, "Giám đốc", from_on=date(2020, 1, 1), is_head=True, by=HOUSE, at=AT)
    with pytest.raises(Refused, match="“Sở X” đang có người đứng đầu là Lê Một"):
        people.appoint(second, unit, "Giám đốc", from_on=DAY, is_head=True, by=HOUSE, at=AT)
    people.end_position(held, until_on=date(2023, 5, 31), by=HOUSE, at=AT)
    people.appoint(second, unit, "Giám đốc", from_on=DAY, is_head=True, by=HOUSE, at=AT)
    assert list(Position.objects.filter(is_head=True, until_on=None).values_list("person", flat=True)) == [second.pk]


def test_assign_once_and_only_by_an_administrator():
    unit = make_unit()
    person, admin = make_person(unit=unit), make_actor(Role.ADMIN, unit=unit)
    roles.assign(person, Role.CLERK, unit, from_on=DAY, by=admin, at=AT)
    with pytest.raises(Refused, match="đang giữ vai trò “Đầu mối đơn vị”"):
        roles.assign(person, Role.CLERK, unit, from_on=DAY, by=admin, at=AT)
    with pytest.raises(Refused, match="Chỉ người quản trị"):
        roles.assign(person, Role.ADMIN, make_unit(), from_on=DAY, by=admin, at=AT)


def test_the_last_administrator_stays():
    unit = make_unit()
    first, second = make_person(unit=unit), make_person(unit=unit)
    held = give_role(first, Role.ADMIN, unit)
    make_account(first)
    with pytest.raises(Refused, match="người quản trị cuối cùng"):
        roles.end_assignment(held, until_on=DAY, by=HOUSE, at=AT)
    give_role(second, Role.ADMIN, unit)
    with pytest.raises(Refused, match="người quản trị cuối cùng"):  # the other one cannot sign in yet
        roles.end_assignment(held, until_on=DAY, by=HOUSE, at=AT)
    make_account(second)
    roles.end_assignment(held, until_on=DAY, by=HOUSE, at=AT)
    held.refresh_from_db()
    assert held.until_on == DAY


def test_hand_over_passes_every_role_in_one_act():
    unit, other = make_unit(), make_unit()
    giver, taker = make_person(unit=unit), make_person(unit=unit)
    for role, place in ((Role.CLERK, unit), (Role.OFFICE, other), (Role.VERIFIER, unit)):
        give_role(giver, role, place)
    give_role(taker, Role.CLERK, unit)
    roles.hand_over(giver, taker, on=DAY, by=HOUSE, at=AT)
    held = Assignment.objects.filter(queries.in_force(DAY)).order_by("role").values_list("person", "role")
    assert list(held) == [(taker.pk, "clerk"), (taker.pk, "office"), (taker.pk, "verifier")]
    assert JournalEntry.objects.get().verb == "org.hand_over"


def test_hand_over_leaves_nothing_half_done():
    mine, foreign = make_unit(), make_unit()
    giver, taker = make_person(unit=mine), make_person(unit=mine)
    give_role(giver, Role.CLERK, mine)
    give_role(giver, Role.CLERK, foreign)
    with pytest.raises(Refused, match="được bàn giao vai trò tại đây"):
        roles.hand_over(giver, taker, on=DAY, by=make_actor(Role.ADMIN, unit=mine), at=AT)
    assert Assignment.objects.filter(person=taker).count() == 0
    assert Assignment.objects.filter(person=giver, until_on=None).count() == 2


def test_leaving_waits_for_handing_over_and_closes_the_account():
    unit = make_unit(name="Sở Z")
    person, taker = make_person(name="Lê Văn An", unit=unit), make_person(unit=unit)
    account = make_account(person)
    give_role(person, Role.CLERK, unit)
    people.appoint(person, unit, "Chuyên viên", from_on=date(2020, 1, 1), by=HOUSE, at=AT)
    with pytest.raises(Refused, match=r"Lê Văn An còn giữ vai trò: Đầu mối đơn vị \(Sở Z\)"):
        people.leave(person, on=DAY, by=HOUSE, at=AT)
    roles.hand_over(person, taker, on=DAY, by=HOUSE, at=AT)
    people.leave(person, on=DAY, by=HOUSE, at=AT)
    account.refresh_from_db()
    assert (Person.objects.get(pk=person.pk).left_on, account.is_active) == (DAY, False)
    assert Position.objects.get().until_on == DAY


@pytest.mark.parametrize(
    ("held", "shown"),
    [
        ({"clerk"}, []),
        ({"clerk", "verifier"}, ["Đầu mối đơn vị và Người thẩm định: tự thẩm định hồ sơ do mình lập"]),
        ({"authority", "accountant"}, ["Người có thẩm quyền và Kế toán: vừa quyết định vừa chi tiền"]),
    ],
)
def test_joined_duties_are_shown(held: set[str], shown: list[str]):
    assert rules.joined_duties(frozenset(held)) == shown
