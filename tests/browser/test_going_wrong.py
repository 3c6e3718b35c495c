"""An impatient hand and a session that ended: nothing is done twice, nothing typed is lost."""

import pytest
from django.contrib.sessions.models import Session

from tests.browser.conftest import serious_faults
from tests.dossiers.rows import make_dossier, make_movement, make_round
from tests.factories import give_role, make_account, make_person, make_unit
from thidua.dossiers.models import Dossier, Handling
from thidua.org.kinds import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def clerk_with_a_dossier() -> Dossier:
    above = make_unit()
    unit = make_unit(parent=above)
    clerk = make_person(unit=unit)
    give_role(clerk, Role.CLERK, unit)
    make_account(clerk, username="lan")
    return make_dossier(round=make_round(movement=make_movement(unit=above)), unit=unit)


def test_double_click_hands_a_dossier_in_once(visit):
    dossier = clerk_with_a_dossier()
    window = visit("lan")
    page = window.open(dossier.get_absolute_url())
    page.dblclick("text=Nộp hồ sơ")
    page.wait_for_url("**/bien-nhan/")
    assert Handling.objects.filter(dossier=dossier).count() == 1
    assert page.locator("[role=alert]").count() == 0


def test_ended_session_keeps_what_was_typed_and_leads_back(visit):
    dossier = clerk_with_a_dossier()
    window = visit("lan")
    page = window.open(dossier.get_absolute_url())
    page.fill("textarea[name=achievements]", "Giải quyết 100% hồ sơ đúng hạn")
    Session.objects.all().delete()
    page.click("form[action$='/tom-tat/'] button")
    page.wait_for_selector("h1:has-text('Phiên làm việc đã hết')")
    assert page.input_value("main textarea") == "Giải quyết 100% hồ sơ đúng hạn"
    assert serious_faults(page) == []
    page.goto(window.base + page.get_attribute("main a", "href"))
    page.fill("#id_username", "lan")
    page.fill("#id_password", "mat-khau-dai-10")
    page.click("main button")
    page.wait_for_url(lambda address: address == window.base + dossier.get_absolute_url())
