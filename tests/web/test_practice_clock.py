"""The practice clock: seen on every page, moved from every page, refused in production."""

import os
import subprocess
import sys
from datetime import date

import pytest

from tests.dossiers.rows import make_due_day, make_round
from tests.factories import make_actor, make_person
from thidua.org.kinds import Role
from thidua.org.models import Person
from thidua.web import clock

pytestmark = pytest.mark.django_db


def test_practice_day_is_moved_seen_and_given_back(signed_in, settings):
    settings.PRACTICE_CLOCK = True
    browser = signed_in(make_person())
    answer = browser.post("/dong-ho/", {"day": "2022-01-29", "next": "/thong-bao/"})
    assert (answer.status_code, answer["Location"]) == (302, "/thong-bao/")
    shown = browser.get("/")
    assert clock.today() == date(2022, 1, 29)
    assert shown["X-Thidua-Practice-Day"] == "2022-01-29"
    assert "Đang thực hành theo ngày 29/01/2022" in shown.content.decode()
    assert '<label for="practice-day">Chuyển sang ngày</label>' in shown.content.decode()
    browser.post("/dong-ho/", {"day": "2022-01-29", "real": "1"})
    assert clock.practice_day() is None


@pytest.mark.parametrize("day", ["29/01/2022", "hôm nay", "2022-02-30"])
def test_a_day_nobody_can_read_is_refused_in_words(signed_in, settings, day):
    settings.PRACTICE_CLOCK = True
    answer = signed_in(make_person()).post("/dong-ho/", {"day": day})
    assert answer.status_code == 422
    assert "Ngày thực hành phải ghi theo dạng năm-tháng-ngày" in answer.content.decode()
    assert clock.practice_day() is None


def test_without_the_setting_there_is_no_form_and_no_moving(signed_in, settings):
    settings.PRACTICE_CLOCK = False
    browser = signed_in(make_person())
    assert "practice-day" not in browser.get("/").content.decode()
    answer = browser.post("/dong-ho/", {"day": "2022-01-29"})
    assert answer.status_code == 422
    assert "Đồng hồ thực hành không được bật ở đây." in answer.content.decode()


def test_production_does_not_start_with_a_practice_clock(tmp_path):
    given = {"THIDUA_PRACTICE_CLOCK": "1", "THIDUA_PRODUCTION": "1", "THIDUA_VAR": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-c", "import thidua.settings"], env=os.environ | given, capture_output=True, text=True
    )
    assert ran.returncode == 1
    assert "THIDUA_PRACTICE_CLOCK must not be set where THIDUA_PRODUCTION is set" in ran.stderr


def test_home_without_work_offers_days_on_which_something_was_due(signed_in, settings):
    settings.PRACTICE_CLOCK = True
    round = make_round(state="closed")
    make_due_day(round, date(2022, 1, 29))
    office = make_actor(Role.OFFICE, unit=round.movement.unit)
    browser = signed_in(Person.objects.get(pk=office.person_id))
    shown = browser.get("/").content.decode()
    assert 'name="day" value="2022-01-29"' in shown
    assert "Chuyển sang 29/01/2022" in shown
    settings.PRACTICE_CLOCK = False
    assert "Ngày đáng thử" not in browser.get("/").content.decode()
