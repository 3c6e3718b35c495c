"""Facts and eligibility in the browser."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.dossiers.test_facts import Scene, _table
from tests.factories import make_actor, make_subject, make_unit
from tests.web.signing import signed_in
from thidua.dossiers.models import Discipline, Rating
from thidua.org.kinds import Role

pytestmark = pytest.mark.django_db


def test_the_verdicts_of_a_candidate_with_source_and_the_unit_s_word():
    scene = Scene()
    browser = signed_in(scene.clerk)
    address = f"/ho-so/{scene.collective.pk}/dieu-kien/"
    page = browser.get(address).content.decode()
    assert "Còn thiếu dữ liệu" in page
    assert "Thông tư số 08/2017/TT-BNV" in page or "Nghị định" in page
    assert "Kế hoạch, mục III.1" in page
    browser.post(f"{address}xac-nhan/")
    assert "Đơn vị đã xác nhận lúc" in browser.get(address).content.decode()


def test_a_discipline_is_typed_and_opens_to_no_outsider():
    scene = Scene()
    subject = make_subject(person=scene.head)
    browser = signed_in(scene.clerk)
    typed = {"discipline-grade": "warning", "discipline-decided_on": "2023-05-02"}
    browser.post(f"/ho-so/thong-tin/{subject.pk}/them/discipline/", typed)
    assert Discipline.objects.get().subject == subject
    assert "Cảnh cáo, 02/05/2023" in browser.get(f"/ho-so/thong-tin/{subject.pk}/").content.decode()
    outsider = signed_in(make_actor(Role.CLERK, unit=make_unit()))
    assert outsider.get(f"/ho-so/thong-tin/{subject.pk}/").status_code == 404


def test_an_excel_table_is_taken_from_the_page():
    scene = Scene()
    browser = signed_in(scene.clerk)
    file = SimpleUploadedFile("xep-loai.xlsx", _table((scene.head.code, 2022, "Hoàn thành tốt nhiệm vụ")))
    page = browser.post("/ho-so/thong-tin/nhap-bang/", {"kind": "rating", "file": file})
    assert "Đã nhập 1 dòng: xếp loại hằng năm." in page.content.decode()
    assert Rating.objects.count() == 1
    assert browser.get("/ho-so/thong-tin/mau/rating.xlsx").content[:2] == b"PK"
