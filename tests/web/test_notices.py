"""Pages of notices."""

import pytest

from tests.factories import AT, give_role, make_movement, make_person, make_unit
from thidua.notices import actions
from thidua.notices.models import Notice, NoticeTemplate, Preference
from thidua.org.kinds import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    unit = make_unit(name="UBND huyện Mẫu")
    person = make_person(unit=unit, email="a@example.vn")
    give_role(person, Role.OFFICE, unit)
    return person


def tell(person) -> None:
    make_movement(unit=person.unit)
    actions.tell(today=AT.date(), at=AT)


def test_notices_are_listed_and_marked_as_seen(office, signed_in):
    tell(office)
    browser = signed_in(office)
    assert "Phong trào mới: Cải cách hành chính năm 2023" in browser.get("/thong-bao/").content.decode()
    browser.post("/thong-bao/")
    assert Notice.objects.filter(read_at=None).count() == 0


def test_others_do_not_see_them(office, signed_in):
    tell(office)
    assert "Chưa có thông báo nào." in signed_in(make_person()).get("/thong-bao/").content.decode()


def test_a_person_chooses_how_mails_come(office, signed_in):
    given = {"pace": "never", "quiet_from": "21:00", "quiet_until": "06:30"}
    assert signed_in(office).post("/thong-bao/cach-nhan/", given).status_code == 302
    assert Preference.objects.get().pace == "never"
    wrong = signed_in(office).post("/thong-bao/cach-nhan/", given | {"quiet_from": "x"})
    assert (wrong.status_code, "Giờ phải ghi như 20:00." in wrong.content.decode()) == (422, True)


def test_an_office_words_a_topic(office, signed_in):
    browser = signed_in(office)
    browser.post("/thong-bao/mau/", {"topic": "soon", "title": "Nhớ {viec}", "body": ""})
    assert NoticeTemplate.objects.get().title == "Nhớ {viec}"
    answer = browser.post("/thong-bao/mau/", {"topic": "soon", "title": "{ten}", "body": ""})
    assert "Mẫu có ô {ten}" in answer.content.decode()


def test_failed_mails_are_for_the_administrator_who_sends_them_again(office, signed_in):
    tell(office)
    Notice.objects.update(mail="failed", error="từ chối")
    assert signed_in(office).get("/thong-bao/khong-gui-duoc/").status_code == 404
    admin = make_person()
    give_role(admin, Role.ADMIN, office.unit)
    browser = signed_in(admin)
    assert "từ chối" in browser.get("/thong-bao/khong-gui-duoc/").content.decode()
    browser.post("/thong-bao/khong-gui-duoc/", {"notice": Notice.objects.get().pk})
    assert Notice.objects.get().mail == "waiting"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_database_a_fixed_number_of_times(office, signed_in, rows, django_assert_num_queries):
    for _ in range(rows):
        tell(office)
    browser = signed_in(office)
    with django_assert_num_queries(8):  # session, account, person, roles, count, notices, unread, own unit
        page = browser.get("/thong-bao/")
    assert page.content.decode().count('<span class="badge note">Mới</span>') == rows
