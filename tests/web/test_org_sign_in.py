"""The first page of an empty house, forgotten passwords, locking."""

import re

import pytest
from django.core import mail
from django.test import Client

from tests.factories import give_role, make_account, make_person
from thidua.org.kinds import Role
from thidua.org.levels import ensure_levels
from thidua.org.models import Account, Unit

pytestmark = pytest.mark.django_db
FIRST = {
    "office": "UBND xã Thử",
    "name": "Lê Thị Đầu",
    "username": "quantri",
    "password": "tam-quat-bo-doi",
    "again": "tam-quat-bo-doi",
}


def test_empty_house_opens_with_its_first_page_and_only_once():
    guest = Client()
    assert guest.get("/", follow=True).redirect_chain == [("/dang-nhap/?next=%2F", 302), ("/bat-dau/", 302)]
    level = ensure_levels()["xa"].pk
    assert guest.post("/bat-dau/", FIRST | {"password": "ngan", "again": "ngan", "level": level}).status_code == 422
    assert Unit.objects.count() == 0
    assert guest.post("/bat-dau/", FIRST | {"level": level}).url == "/to-chuc/"
    assert guest.get("/to-chuc/").status_code == 200
    assert Client().post("/bat-dau/", FIRST | {"level": level, "username": "khac"}).url == "/dang-nhap/"
    assert Account.objects.count() == 1


def test_forgotten_password_gives_everybody_the_same_answer():
    make_account(make_person(email="an@so.gov.vn"), username="an")
    answers = [Client().post("/quen-mat-khau/", {"who": who}).content.decode() for who in ("an", "khong-co")]
    without_token = [re.sub(r'"x-csrftoken": "\w+"', "", answer) for answer in answers]
    assert without_token[0] == without_token[1]
    assert [letter.to for letter in mail.outbox] == [["an@so.gov.vn"]]
    link = next(line for line in mail.outbox[0].body.splitlines() if line.startswith("http"))
    path = link.removeprefix("http://127.0.0.1:8000")
    new = {"password": "tam-quat-bo-doi", "again": "tam-quat-bo-doi"}
    assert Client().post(path, new).status_code == 302
    assert Account.objects.get().check_password("tam-quat-bo-doi")


def test_account_is_locked_after_five_failures_with_a_vietnamese_page():
    make_account(make_person(), username="an", password="mat-khau-dau")
    guest = Client()
    answers = [guest.post("/dang-nhap/", {"username": "an", "password": "sai"}) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [422, 422, 422, 422, 429]
    right = guest.post("/dang-nhap/", {"username": "an", "password": "mat-khau-dau"})
    assert right.status_code == 429
    assert "Tài khoản tạm khóa vì sai mật khẩu nhiều lần." in right.content.decode()


def test_administrator_unlocks_sign_in():
    person = make_person()
    make_account(person, username="an", password="mat-khau-dau")
    admin = Client()
    chief = make_person(unit=person.unit)
    give_role(chief, Role.ADMIN, person.unit)
    admin.force_login(make_account(chief), backend="django.contrib.auth.backends.ModelBackend")
    guest = Client()
    for _ in range(5):
        guest.post("/dang-nhap/", {"username": "an", "password": "sai"})
    here = f"/to-chuc/nguoi/{person.pk}/"
    assert "Đăng nhập đang tạm khóa" in admin.get(here).content.decode()
    admin.post(f"{here}mo-khoa/")
    assert "Đăng nhập đang tạm khóa" not in admin.get(here).content.decode()
    assert guest.post("/dang-nhap/", {"username": "an", "password": "mat-khau-dau"}).status_code == 302


def test_broken_link_says_what_to_do():
    answer = Client().get("/loi-moi/khong-dung/")
    assert (answer.status_code, "Liên kết không đúng." in answer.content.decode()) == (422, True)
