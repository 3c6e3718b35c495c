"""The page of a movement's list of papers."""

from datetime import date

import pytest

from tests.factories import give_role, make_draft, make_movement, make_person, make_unit
from thidua.org.kinds import Role
from thidua.web import clock

pytestmark = pytest.mark.django_db
EMPTY = {"dossier": make_draft()["dossier"] | {"items": []}}


@pytest.fixture
def agency():
    return make_unit(name="UBND huyện Mẫu")


@pytest.fixture
def office(agency):
    person = make_person(unit=agency)
    give_role(person, Role.OFFICE, agency)
    return person


@pytest.fixture
def address(agency, settings):
    settings.PRACTICE_CLOCK = True
    movement = make_movement(unit=agency, draft=make_draft(**EMPTY))
    clock.set_practice_day(date(2024, 3, 1))
    return f"/phong-trao/{movement.pk}/giay-to/"


def test_the_office_chooses_with_a_source(office, address, signed_in):
    browser = signed_in(office)
    assert "chưa ai chọn danh mục" in browser.get(address).content.decode()
    chosen = {"paper": "tom_tat", "text": "", "source": "Hướng dẫn số 12/HD-UBND"}
    page = browser.post(address, chosen, follow=True).content.decode()
    assert "Cơ quan thường trực chọn: Hướng dẫn số 12/HD-UBND" in page
    again = browser.post(address, chosen)
    assert again.status_code == 422
    assert "Bản tóm tắt thành tích đã có trong danh mục." in again.content.decode()


def test_the_law_is_answered(office, address, signed_in):
    browser = signed_in(office)
    assert "Luật yêu cầu thêm" in browser.get(address).content.decode()
    refused = browser.post(f"{address}luat/", {"paper": "bien_ban", "answer": "decline", "reason": ""})
    assert (refused.status_code, "Hãy ghi lý do không lấy" in refused.content.decode()) == (422, True)
    declined = {"paper": "bien_ban", "answer": "decline", "reason": "Hội đồng lập riêng"}
    assert "lý do: Hội đồng lập riêng" in browser.post(f"{address}luat/", declined, follow=True).content.decode()
    taken = browser.post(f"{address}luat/", {"paper": "bao_cao", "answer": "take"}, follow=True).content.decode()
    assert "Pháp luật yêu cầu, đã tiếp nhận: khoản 2 Điều 84" in taken


def test_an_outsider_sees_nothing_and_a_clerk_changes_nothing(agency, address, signed_in):
    assert signed_in(make_person()).get(address).status_code == 404
    unit = make_unit(parent=agency)
    clerk = make_person(unit=unit)
    give_role(clerk, Role.CLERK, unit)
    browser = signed_in(clerk)
    assert "Chọn giấy tờ" not in browser.get(address).content.decode()
    assert browser.post(address, {"paper": "tom_tat", "source": "Hướng dẫn số 12"}).status_code == 422
