"""The page that gives units their part of a quota."""

import pytest

from tests.factories import give_role, make_draft, make_level, make_movement, make_person, make_unit
from thidua.movements.models import QuotaShare
from thidua.org.kinds import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return make_unit(name="UBND huyện Mẫu", level=make_level("huyen", "Huyện", 4))


@pytest.fixture
def communes(district):
    level = make_level("xa", "Xã, phường", 5)
    return [make_unit(name=f"UBND xã {name}", parent=district, level=level) for name in ("Sông Mây", "Suối Mơ")]


def quota_of(movement, subject):
    return movement.quotas.get(subject=subject)


def test_the_page_gives_shares_and_says_what_is_too_much(district, communes, signed_in):
    movement = make_movement(unit=district, draft=make_draft())
    person = make_person(unit=district)
    give_role(person, Role.OFFICE, district)
    browser = signed_in(person)
    quota = quota_of(movement, "individual")
    address = f"/phong-trao/{movement.pk}/cay/chi-tieu/"
    field = f"q{quota.pk}-u{communes[0].pk}"
    assert browser.post(address, {field: "4"}).status_code == 302
    assert [(each.unit, each.n) for each in QuotaShare.objects.all()] == [(communes[0], 4)]
    over = browser.post(address, {field: "4", f"q{quota.pk}-u{communes[1].pk}": "2"})
    assert (over.status_code, "đã giao 4, thêm 2 là vượt 1" in over.content.decode()) == (422, True)
    moved = browser.post(address, {field: "3", f"q{quota.pk}-u{communes[1].pk}": "2"})
    assert moved.status_code == 302
    wrong = browser.post(address, {field: "hai"}).content.decode()
    assert "Số lượng giao UBND xã Sông Mây phải là số nguyên." in wrong
    assert browser.get(address).content.decode().count('inputmode="numeric"') == 4
