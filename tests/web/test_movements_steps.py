"""The board of one movement: units against steps, each cell opening what it counts."""

import re

import pytest

from tests.factories import (
    AT,
    give_role,
    make_account,
    make_draft,
    make_movement,
    make_person,
    make_subject,
    make_unit,
)
from thidua.dossiers.models import Dossier
from thidua.movements.models import Movement, Plan, PlanDuty, Registration, Task
from thidua.org.kinds import Role
from thidua.org.models import Person, Unit

pytestmark = pytest.mark.django_db
OWN = {"act": "issue_own_plan", "meaning": "until", "date": "2023-06-15", "last_day": "2023-06-15", "text": ""}
JOIN = {"act": "register", "meaning": "until", "date": "2023-06-30", "last_day": "2023-06-30", "text": ""}
REPORT = {"act": "report", "meaning": "until", "date": "2099-11-30", "last_day": "2099-11-30", "text": ""}


def laid(count: int) -> tuple[Movement, Person, list[Unit]]:
    """A movement over so many units, each with one task."""
    agency = make_unit(name="UBND huyện Mẫu")
    person = make_person(unit=agency)
    give_role(person, Role.OFFICE, agency)
    units = [make_unit(name=f"UBND xã Sông {letter}", parent=agency) for letter in "ABC"[:count]]
    duties = [{"unit": unit.name, "tasks": [{"text": "Tuyên truyền.", "due": None}]} for unit in units]
    draft = make_draft(deadlines=[OWN, JOIN, REPORT], responsibilities=duties)
    return make_movement(unit=agency, draft=draft), person, units


def row_of(page: str, unit: Unit) -> list[tuple[str, str, str]]:
    """Read a unit's cells from the page: colour, address, words."""
    row = page[page.index(f'<th scope="row">{unit.short}</th>') :].split("</tr>")[0]
    return re.findall(r'<td class="(\w*)">(?:<a href="([^"]*)">)?([^<]*)', row)


def test_each_step_of_a_unit_says_how_far_it_is_and_opens_it(signed_in):
    movement, office, (idle, busy) = laid(2)
    browser = signed_in(office)
    round, task = movement.rounds.get(), Task.objects.get(unit=idle)
    tree, progress = f"/phong-trao/{movement.pk}/cay/", f"/phong-trao/{movement.pk}/tien-do/"
    child = make_movement(unit=busy, parent=Plan.objects.get(movement=movement))
    Registration.objects.create(round=round, unit=busy, state="sent", sent_at=AT, late_days=3)
    Task.objects.filter(unit=busy).update(state="done")
    award, nominee = movement.awards.get(), make_subject(unit=busy)
    Dossier.objects.create(round=round, unit=busy, nominee=nominee, award=award, opened_at=AT)
    page = browser.get(f"/phong-trao/{movement.pk}/bang/").content.decode()
    joined = f"/phong-trao/dot/{round.pk}/tong-hop/"
    assert row_of(page, idle) == [
        ("bad", tree, "Quá hạn, hạn 15/06/2023"),
        ("bad", joined, "Quá hạn, hạn 30/06/2023"),
        ("warn", progress, "Chưa gửi, hạn 30/11/2099"),
        ("warn", f"/phong-trao/nhiem-vu/{task.pk}/", "0/1 xong"),
        ("", "", "–"),
    ]
    done = Task.objects.get(unit=busy)
    assert [(tone, words) for tone, _, words in row_of(page, busy)] == [
        ("ok", "Đã ban hành"),
        ("warn", "Đã đăng ký, muộn 03 ngày"),
        ("warn", "Chưa gửi, hạn 30/11/2099"),
        ("ok", "1/1 xong"),
        ("warn", "0/1 đã nộp"),
    ]
    addresses = [address for _, address, _ in row_of(page, busy)]
    assert addresses[0] == f"/phong-trao/{child.pk}/" and addresses[3] == f"/phong-trao/nhiem-vu/{done.pk}/"
    assert all(browser.get(each).status_code == 200 for each in addresses)


def test_a_duty_without_a_day_is_never_late(signed_in):
    movement, office, (unit,) = laid(1)
    PlanDuty.objects.filter(unit=unit).update(due_on=None)
    page = signed_in(office).get(f"/phong-trao/{movement.pk}/bang/").content.decode()
    assert row_of(page, unit)[0] == ("warn", f"/phong-trao/{movement.pk}/cay/", "Chưa ban hành")


def test_a_clerk_and_an_outsider_do_not_find_the_board(signed_in):
    movement, _, (unit,) = laid(1)
    clerk, stranger = make_person(unit=unit), make_person()
    give_role(clerk, Role.CLERK, unit)
    for person in (clerk, stranger):
        assert signed_in(person).get(f"/phong-trao/{movement.pk}/bang/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_boards_ask_the_database_a_fixed_number_of_times(signed_in, count, django_assert_num_queries):
    movement, office, _ = laid(count)
    make_account(office)
    browser = signed_in(office)
    with django_assert_num_queries(9):  # session, account, person, roles, movement, units, days, steps, own unit
        browser.get(f"/phong-trao/{movement.pk}/bang/")
    with django_assert_num_queries(9):  # session, account, person, roles, movements, units, duties, states, own unit
        browser.get("/phong-trao/bang/")
