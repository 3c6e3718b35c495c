"""Several dossiers of one round on two pages: choose whom, lay papers in, hand in."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.dossiers.rows import make_award, make_dossier, make_movement, make_requirement, make_round, pdf
from tests.factories import make_actor, make_person, make_subject, make_unit
from tests.web.signing import signed_in
from thidua.dossiers.models import Dossier, DossierPaper
from thidua.movements.models import Registration, RegistrationLine
from thidua.org.kinds import Role

pytestmark = pytest.mark.django_db


class Scene:
    def __init__(self) -> None:
        self.office = make_unit(name="UBND huyện")
        self.unit = make_unit(name="UBND xã", parent=self.office)
        self.round = make_round(movement=make_movement(unit=self.office))
        self.award = make_award(self.round.movement)
        self.need = make_requirement(self.round.movement, "to_trinh")
        self.clerk = make_actor(Role.CLERK, unit=self.unit)
        self.choice = f"/ho-so/de-nghi/{self.round.pk}/nhieu/"
        self.drafts = f"/ho-so/de-nghi/{self.round.pk}/dang-soan/"

    def people(self, count: int) -> list[Any]:
        return [make_person(unit=self.unit) for _ in range(count)]


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_from_the_list_to_receipts(scene: Scene) -> None:
    browser = signed_in(scene.clerk)
    keys = [f"u{scene.unit.pk}", *(f"p{one.pk}" for one in scene.people(2))]
    award = {"collective": scene.award.pk, "individual": scene.award.pk}
    assert browser.post(scene.choice, {"who": keys, **award}).url == scene.drafts
    every = list(Dossier.objects.values_list("pk", flat=True))
    assert len(every) == 3
    page = browser.post(scene.drafts, {"dossier": every, "submit": "1"})
    assert page.status_code == 422 and page.content.decode().count("Hồ sơ còn thiếu tờ trình") == 3
    file = SimpleUploadedFile("to-trinh.pdf", pdf())
    given = {"dossier": every, "place": scene.need.pk, "put": "1"}
    page = browser.post(scene.drafts, {**given, "file": file}, follow=True).content.decode()
    assert "Đã đưa tờ trình vào 03 hồ sơ." in page
    page = browser.post(scene.drafts, {"dossier": every, "submit": "1"}, follow=True).content.decode()
    assert "Đã nhận 03 hồ sơ, trong thời hạn." in page and page.count("Biên nhận</a>") == 3
    assert "Mọi hồ sơ của đơn vị trong đợt này đã nộp." in page and "Nộp các hồ sơ đã chọn" not in page
    assert set(Dossier.objects.values_list("state", flat=True)) == {"submitted"}


def test_nothing_chosen_and_nothing_given_is_refused(scene: Scene) -> None:
    browser = signed_in(scene.clerk)
    award = {"collective": scene.award.pk, "individual": scene.award.pk}
    assert "Chưa chọn ai." in browser.post(scene.choice, award).content.decode()
    assert "Hãy chọn hình thức khen." in browser.post(scene.choice, {}).content.decode()
    dossier = make_dossier(round=scene.round, unit=scene.unit, nominee=make_subject(unit=scene.unit))
    for given, said in (
        ({"submit": "1"}, "Chưa chọn hồ sơ nào."),
        ({"put": "1", "dossier": [dossier.pk]}, "Chưa rõ đưa giấy tờ nào"),
        ({"put": "1", "dossier": [dossier.pk], "place": scene.need.pk}, "Chưa chọn tệp."),
    ):
        answer = browser.post(scene.drafts, given)
        assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert DossierPaper.objects.count() == 0


def test_registered_are_ticked_and_a_unit_of_ones_own_is_chosen(scene: Scene) -> None:
    hoa, other = scene.people(2)
    sent = Registration.objects.create(round=scene.round, unit=scene.unit, state="sent", sent_at=scene.round.opened_at)
    RegistrationLine.objects.create(registration=sent, kind="individual", subject=make_subject(person=hoa))
    below = make_unit(name="Trường Tiểu học", parent=scene.unit)
    browser = signed_in(scene.clerk)
    page = browser.get(scene.choice, {"don-vi": below.pk}).content.decode()
    assert f'value="u{below.pk}"' in page and f'value="p{hoa.pk}"' not in page
    page = browser.get(scene.choice).content.decode()
    assert f'id="p{hoa.pk}" checked' in page and f'id="p{other.pk}" checked' not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_ask_the_database_a_fixed_number_of_times(
    scene: Scene, rows: int, django_assert_num_queries: Any
) -> None:
    for person in scene.people(rows):
        make_dossier(round=scene.round, unit=scene.unit, nominee=make_subject(person=person))
    browser = signed_in(scene.clerk)
    with django_assert_num_queries(20):
        page = browser.get(scene.choice)
    assert page.content.decode().count('class="badge') == rows
    with django_assert_num_queries(10):
        page = browser.get(scene.drafts)
    assert page.content.decode().count('name="dossier"') == rows


def test_an_outsider_finds_neither_page(scene: Scene) -> None:
    browser = signed_in(make_actor(Role.CLERK, unit=make_unit()))
    assert [browser.get(one).status_code for one in (scene.choice, scene.drafts)] == [404, 404]
    someone = make_dossier(round=scene.round)
    answer = signed_in(scene.clerk).post(scene.drafts, {"dossier": [someone.pk], "submit": "1"})
    assert "Chưa chọn hồ sơ nào." in answer.content.decode()
