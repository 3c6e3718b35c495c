"""Pages of people, roles, accounts, clusters and office days."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client

from tests.factories import give_role, make_account, make_person, make_unit
from thidua.org.kinds import Role
from thidua.org.models import Account, Assignment, Cluster, ClusterMember, OfficeDay, Person, Position, Unit

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person], Client]


@pytest.fixture
def top() -> Unit:
    return make_unit(name="Sở Tư pháp")


@pytest.fixture
def admin(top: Unit, signed_in: SignedIn) -> Client:
    person = make_person(name="Trần Quản Trị", unit=top)
    give_role(person, Role.ADMIN, top)
    return signed_in(person)


def said(page) -> str:
    return page.content.decode()


def test_person_from_entering_to_leaving(top: Unit, admin: Client):
    other = make_unit(name="Phòng khác", parent=top)
    taker = make_person(name="Phạm Thị Nhận", unit=top)
    form = {"unit": top.code, "name": "Lê Văn An", "employment": "civil_servant", "email": "an@so.gov.vn"}
    assert admin.post("/to-chuc/nguoi/moi/", form).status_code == 302
    person = Person.objects.get(name="Lê Văn An")
    here = f"/to-chuc/nguoi/{person.pk}/"
    admin.post(f"{here}sua/", {"name": "Lê Văn Ân", "employment": "worker"})
    admin.post(f"{here}chuc-vu/", {"unit": top.code, "title": "Trưởng phòng", "is_head": "on", "from_on": "2020-01-01"})
    admin.post(f"{here}phan-quyen/", {"role": "clerk", "unit": top.code, "from_on": "2020-01-01"})
    admin.post(f"{here}phan-quyen/", {"role": "verifier", "unit": top.code, "from_on": "2020-01-01"})
    shown = said(admin.get(here))
    assert "Một người giữ hai việc nên tách: Đầu mối đơn vị và Người thẩm định" in shown
    assert "Lê Văn Ân" in said(admin.get("/to-chuc/phan-quyen/"))
    admin.post(f"{here}chuyen/", {"unit": other.code, "on": "2023-01-01"})
    refused = admin.post(f"{here}thoi-viec/", {"on": "2023-06-01"})
    assert (refused.status_code, "còn giữ vai trò" in said(refused)) == (422, True)
    assert "Sẽ bàn giao: Đầu mối đơn vị (Sở Tư pháp); Người thẩm định (Sở Tư pháp)." in said(
        admin.get(f"{here}ban-giao/")
    )
    admin.post(f"{here}ban-giao/", {"to": taker.code, "on": "2023-05-01"})
    admin.post(f"{here}thoi-viec/", {"on": "2023-06-01"})
    person.refresh_from_db()
    assert (person.name, person.unit, str(person.left_on)) == ("Lê Văn Ân", other, "2023-06-01")
    assert Assignment.objects.filter(person=taker, until_on=None).count() == 2
    assert str(Position.objects.get().until_on) == "2023-06-01"


def test_contact_and_changes_are_only_for_the_administrator(top: Unit, signed_in: SignedIn):
    person = make_person(unit=top, email="rieng@so.gov.vn")
    reader = signed_in(make_person(unit=top))
    assert "rieng@so.gov.vn" not in said(reader.get(f"/to-chuc/nguoi/{person.pk}/"))
    edit = reader.get(f"/to-chuc/nguoi/{person.pk}/sua/")
    assert (edit.status_code, "rieng@so.gov.vn" in said(edit)) == (422, False)
    assert "rieng@so.gov.vn" in said(signed_in(person).get(f"/to-chuc/nguoi/{person.pk}/"))


@pytest.mark.parametrize("rows", [1, 3])
def test_list_of_people_asks_the_database_a_fixed_number_of_times(
    rows: int, top: Unit, signed_in: SignedIn, django_assert_num_queries
):
    for _ in range(rows):
        make_person(name="Đặng Thử", unit=top)
    reader = signed_in(make_person(unit=top))
    with django_assert_num_queries(7):  # session, account, person, roles, count, people, office
        page = reader.get("/to-chuc/nguoi/?q=dang+thu")
    assert said(page).count('data-label="Họ và tên"') == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_list_of_roles_asks_the_database_a_fixed_number_of_times(
    rows: int, top: Unit, signed_in: SignedIn, django_assert_num_queries
):
    for _ in range(rows):
        give_role(make_person(unit=top), Role.CLERK, top)
    reader = signed_in(make_person(unit=top))
    with django_assert_num_queries(8):  # session, account, person, roles, all roles, count, one page, office
        page = reader.get("/to-chuc/phan-quyen/")
    assert said(page).count('data-label="Vai trò"') == rows


def test_invitation_is_shown_mailed_and_used_once(top: Unit, admin: Client):
    person = make_person(name="Vũ Thị Mới", unit=top, email="moi@so.gov.vn")
    assert 'value="moivt"' in said(admin.get(f"/to-chuc/nguoi/{person.pk}/moi-dung/"))
    shown = said(admin.post(f"/to-chuc/nguoi/{person.pk}/moi-dung/", {"username": "moivt"}))
    link = shown.split('readonly value="')[1].split('"')[0]
    assert [(letter.to, link in letter.body) for letter in mail.outbox] == [(["moi@so.gov.vn"], True)]
    path, guest = link.removeprefix("http://127.0.0.1:8000"), Client()
    assert "Vũ Thị Mới – tên đăng nhập: moivt" in said(guest.get(path))
    differ = guest.post(path, {"password": "tam-quat-bo-doi", "again": "khac-han-nhau"})
    assert "Hai lần nhập mật khẩu không giống nhau." in said(differ)
    again = {"password": "tam-quat-bo-doi", "again": "tam-quat-bo-doi"}
    assert guest.post(path, again).status_code == 302
    assert guest.get("/").status_code == 200
    assert "đã dùng rồi" in said(Client().get(path))


def test_account_is_closed_at_once_and_opened_again(top: Unit, admin: Client, signed_in: SignedIn):
    person = make_person(unit=top)
    theirs = signed_in(person)
    admin.post(f"/to-chuc/nguoi/{person.pk}/tai-khoan/", {"open": "0"})
    assert theirs.get("/").status_code == 302
    admin.post(f"/to-chuc/nguoi/{person.pk}/tai-khoan/", {"open": "1"})
    assert Account.objects.get(person=person).is_active
    assert admin.post(f"/to-chuc/nguoi/{make_person().pk}/tai-khoan/", {"open": "1"}).status_code == 404


def test_cluster_from_founding_to_its_agreement(top: Unit, admin: Client):
    one, two = make_unit(name="Phòng một", parent=top), make_unit(name="Phòng hai", parent=top)
    admin.post("/to-chuc/cum/moi/", {"name": "Khối 1", "unit": top.code, "from_on": "2022-01-01"})
    cluster = Cluster.objects.get()
    here = f"/to-chuc/cum/{cluster.pk}/"
    for unit in (one, two):
        admin.post(f"{here}them/", {"unit": unit.code, "from_on": "2022-01-01"})
    admin.post(f"{here}cum-truong/", {"head": one.code, "deputy": two.code})
    member = ClusterMember.objects.get(unit=one)
    admin.post(f"/to-chuc/thanh-vien-cum/{member.pk}/ky/", {"on": "2022-03-01"})
    assert "Đã ký 01/03/2022" in said(admin.get(here))
    assert admin.post(f"/to-chuc/thanh-vien-cum/{member.pk}/ra/", {"until_on": "2022-04-01"}).status_code == 422
    admin.post(f"{here}ket-thuc/", {"until_on": "2023-01-01"})
    assert "Đã kết thúc sau ngày 01/01/2023." in said(admin.get(here))
    assert "Khối 1" in said(admin.get("/to-chuc/cum/?ngay=2022-06-01"))


def test_office_day_is_entered_and_dropped(top: Unit, admin: Client):
    form = {"unit": top.code, "on": "2023-04-29", "is_working": "1", "reason": "Hoán đổi ngày nghỉ"}
    assert admin.post("/to-chuc/ngay-lam-viec/", form).status_code == 302
    assert "29/04/2023" in said(admin.get("/to-chuc/ngay-lam-viec/"))
    admin.post(f"/to-chuc/ngay-lam-viec/{OfficeDay.objects.get().pk}/bo/")
    assert OfficeDay.objects.count() == 0


def test_old_password_is_asked_before_a_new_one(top: Unit):
    make_account(make_person(unit=top), username="an", password="mat-khau-dau")
    client = Client()
    client.post("/dang-nhap/", {"username": " AN ", "password": "mat-khau-dau"})
    new = {"password": "tam-quat-bo-doi", "again": "tam-quat-bo-doi"}
    assert client.post("/mat-khau/", {"old": "sai-roi", **new}).status_code == 422
    assert client.post("/mat-khau/", {"old": "mat-khau-dau", **new}).status_code == 302
    assert client.get("/").status_code == 200
