"""A survey is answered by a code, without signing in and without script."""

import pytest
from django.core.cache import cache
from django.test import Client

from tests.scoring.test_surveys import QUESTIONS, Scene
from thidua.scoring import survey_rules
from thidua.scoring.models import SurveyCode, SurveyTally
from thidua.web import clock

pytestmark = pytest.mark.django_db
ADDRESS = "/cong-khai/khao-sat/"


@pytest.fixture(autouse=True)
def _patience():
    cache.clear()


@pytest.fixture
def scene() -> Scene:
    made = Scene()
    made.survey.__class__.objects.update(opens_on="2000-01-01", closes_on="2100-01-01")
    return made


def test_a_code_leads_to_the_questions_and_is_spent_by_the_answer(scene: Scene):
    guest, code = Client(), survey_rules.shown(scene.codes[0])
    page = guest.get(ADDRESS, {"ma": code}).content.decode()
    assert [scene.sheet.unit.name in page, *(text in page for text in QUESTIONS)] == [True, True, True]
    assert page.count('type="radio"') == 10
    said = {"ma": code} | {f"q{question}": "4" for question in scene.questions}
    done = guest.post(ADDRESS, said)
    assert "Đã ghi nhận trả lời của bạn" in done.content.decode()
    assert SurveyCode.objects.filter(is_spent=True).count() == 1
    assert list(SurveyTally.objects.filter(count=1).values_list("score", flat=True)) == [4, 4]
    again = guest.post(ADDRESS, said)
    assert (again.status_code, "Mã này đã được dùng" in again.content.decode()) == (422, True)
    assert "Mã này đã được dùng" in guest.get(ADDRESS, {"ma": code}).content.decode()


def test_a_question_left_out_is_asked_again_and_the_code_stays(scene: Scene):
    first, _ = scene.questions
    page = Client().post(ADDRESS, {"ma": scene.codes[0], f"q{first}": "5"})
    shown = page.content.decode()
    assert (page.status_code, "Hãy chọn một mức ở mỗi câu" in shown, shown.count("checked") == 1) == (422, True, True)
    assert not SurveyCode.objects.filter(is_spent=True).exists()


def test_unknown_codes_are_refused_and_after_many_the_machine_waits(scene: Scene):
    guest = Client()
    page = guest.get(ADDRESS, {"ma": "XXXXX-XXXXX"})
    assert (page.status_code, "Không có mã này" in page.content.decode()) == (404, True)
    for _ in range(19):
        guest.get(ADDRESS, {"ma": "XXXXX-XXXXX"})
    late = guest.get(ADDRESS, {"ma": scene.codes[0]})
    assert (late.status_code, "đợi mười phút" in late.content.decode()) == (429, True)


def test_a_survey_that_is_over_says_so(scene: Scene):
    scene.survey.__class__.objects.update(opens_on="2000-01-01", closes_on="2000-01-02")
    page = Client().get(ADDRESS, {"ma": scene.codes[0]})
    assert "Khảo sát đã kết thúc ngày 02/01/2000" in page.content.decode()
    assert clock.today().year > 2000
