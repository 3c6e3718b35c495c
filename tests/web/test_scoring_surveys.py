"""Pages of surveys: lay out, give out codes, print, follow, close; and who may not."""

import io

import pytest
import python_calamine

from tests.factories import make_actor, make_unit
from tests.scoring.rows import AT
from tests.scoring.test_surveys import Scene
from tests.web.signing import signed_in
from thidua.org.kinds import Role
from thidua.scoring import actions_surveys, survey_rules
from thidua.scoring.models import Figure, Survey, SurveyCode

pytestmark = pytest.mark.django_db
ANSWERS = "/cong-khai/khao-sat/"


def test_an_office_lays_out_a_survey_and_gives_out_codes():
    scene = Scene()
    SurveyCode.objects.all().delete()
    scene.survey.questions.first().tallies.all().delete()
    scene.survey.questions.last().tallies.all().delete()
    scene.survey.questions.all().delete()
    scene.survey.delete()
    browser = signed_in(scene.board)
    listed = f"/cham-diem/bo/{scene.set.pk}/khao-sat/"
    assert "1.3. Mức độ hài lòng" in browser.get(listed).content.decode()
    said = {
        "item": scene.item.pk, "title": "Khảo sát 2023", "questions": "Thái độ?\nThời gian?\n",
        "opens_on": "2023-11-01", "closes_on": "2023-11-30", "least": "3",
    }  # fmt: skip
    assert browser.post(listed + "them/", said | {"least": "1"}).status_code == 422
    assert browser.post(listed + "them/", said).status_code == 302
    survey = Survey.objects.get()
    given = browser.post(f"/cham-diem/khao-sat/{survey.pk}/ma/", {"each": "2"}, follow=True).content.decode()
    assert ("Đã phát 2 mã." in given, "0/2" in given) == (True, True)
    assert "Khảo sát 2023" in browser.get(listed).content.decode()


def test_codes_go_out_as_slips_and_as_a_table_without_those_spent():
    scene = Scene()
    spent, *spare = scene.codes
    scene.answer(spent, 5, 5)
    browser, address = signed_in(scene.board), f"/cham-diem/khao-sat/{scene.survey.pk}/"
    page = browser.get(address + "in/").content.decode()
    assert [survey_rules.shown(code) in page for code in (spent, *spare)] == [False, True, True, True]
    book = python_calamine.load_workbook(io.BytesIO(browser.get(address + "excel/").content))
    rows = book.get_sheet_by_index(0).to_python()[2:]
    assert sorted(row[2] for row in rows) == sorted(f"http://testserver{ANSWERS}?ma={code}" for code in spare)


def test_the_page_shows_how_many_answered_and_the_result_only_after_closing():
    scene = Scene()
    for code in scene.codes[:3]:
        scene.answer(code, 4, 3)
    browser, address = signed_in(scene.board), f"/cham-diem/khao-sat/{scene.survey.pk}/"
    before = browser.get(address).content.decode()
    assert ("3/4" in before, "3,50" in before) == (True, False)
    after = browser.post(address + "ket-thuc/", follow=True).content.decode()
    assert ("3,50" in after, "21/30" in after, "1 đơn vị có kết quả" in after) == (True, True, True)
    assert browser.post(address + "ket-thuc/").status_code == 422
    assert browser.post(address + "tinh-diem/").status_code == 302
    assert Figure.objects.get().code == "khao_sat_1_3"


def test_others_see_how_far_it_is_but_no_codes_and_outsiders_nothing():
    scene = Scene()
    address = f"/cham-diem/khao-sat/{scene.survey.pk}/"
    clerk = signed_in(make_actor(Role.CLERK, unit=scene.sheet.unit))
    page = clerk.get(address).content.decode()
    assert ("0/4" in page, "Phát mã" in page) == (True, False)
    for end in ("in/", "excel/"):
        answer = clerk.get(address + end)
        assert (answer.status_code, "Chỉ cán bộ thường trực" in answer.content.decode()) == (422, True)
    assert clerk.post(address + "ma/", {"each": "5"}).status_code == 422
    stranger = signed_in(make_actor(Role.OFFICE, unit=make_unit()))
    ends = ("", "in/", "excel/")
    assert {stranger.get(address + end).status_code for end in ends} == {404}
    assert {stranger.post(address + end).status_code for end in ("ma/", "ket-thuc/", "tinh-diem/")} == {404}


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_database_a_fixed_number_of_times(rows, django_assert_num_queries):
    scene = Scene()
    units = [make_unit(name=f"Xã {n}", parent=scene.set.unit) for n in range(rows - 1)]
    if units:
        actions_surveys.give_codes(scene.survey, units, 2, by=scene.board, at=AT)
    browser = signed_in(scene.board)
    with django_assert_num_queries(10):  # who asks (6), survey, codes, figures, units, questions
        page = browser.get(f"/cham-diem/khao-sat/{scene.survey.pk}/").content.decode()
    assert page.count('data-label="Đơn vị"') == rows
