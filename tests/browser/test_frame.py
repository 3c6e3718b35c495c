"""The frame of the house in a real browser."""

import pytest

from tests.browser.conftest import faults_at_both_sizes
from tests.factories import make_account, make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_pages_pass_axe_and_fit(visit):
    make_account(make_person(), username="lan")
    window = visit("lan")
    assert [fault for address in ("/", "/thiet-ke/") for fault in faults_at_both_sizes(window, address)] == []


def test_stranger_is_asked_to_sign_in_and_comes_back(visit):
    make_account(make_person(), username="lan")
    window = visit(script=False)
    page = window.open("/thiet-ke/")
    assert page.url.endswith("/dang-nhap/?next=%2Fthiet-ke%2F")
    page.fill("#id_username", "lan")
    page.fill("#id_password", "mat-khau-dai-10")
    page.click("main button")
    assert page.url.endswith("/thiet-ke/")


def test_wrong_password_is_refused_in_words(visit):
    make_account(make_person(), username="lan")
    page = visit().open("/dang-nhap/")
    page.fill("#id_username", "lan")
    page.fill("#id_password", "sai-mat-khau")
    page.click("main button")
    assert "không đúng" in page.inner_text("[role=alert]")
    assert page.input_value("#id_username") == "lan"
