"""The frame of the house in a real browser."""

import pytest

from tests.browser.conftest import PHONE, WIDE, serious_faults
from tests.factories import make_account, make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("address", ["/", "/thiet-ke/"])
def test_page_passes_axe_and_fits(visit, viewport, address):
    make_account(make_person(), username="lan")
    window = visit("lan", viewport=viewport)
    page = window.open(address)
    assert serious_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert window.complaints == []


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
