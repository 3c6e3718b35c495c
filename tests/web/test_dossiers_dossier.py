"""One dossier in the browser: nominate, upload, submit, give back, verify."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.dossiers.rows import (
    make_award,
    make_criterion,
    make_dossier,
    make_due_day,
    make_movement,
    make_requirement,
    make_round,
    pdf,
)
from tests.factories import make_actor, make_subject, make_unit
from tests.web.signing import signed_in
from thidua.dossiers.models import Dossier, DossierPaper, Finding, Rating
from thidua.org.kinds import Role
from thidua.org.models import StoredFile

pytestmark = pytest.mark.django_db


class Scene:
    def __init__(self) -> None:
        self.office_unit = make_unit(name="UBND huyện")
        self.unit = make_unit(name="UBND xã", parent=self.office_unit)
        self.round = make_round(movement=make_movement(unit=self.office_unit))
        self.award = make_award(self.round.movement)
        self.need = make_requirement(self.round.movement, "bao_cao")
        self.criterion = make_criterion(self.round.movement)
        self.clerk = make_actor(Role.CLERK, unit=self.unit)

    def dossier(self, **given: Any) -> Dossier:
        return make_dossier(round=self.round, unit=self.unit, award=self.award, **given)

    def upload(self, browser: Client, dossier: Dossier, content: bytes = b"") -> Any:
        file = SimpleUploadedFile("bao-cao.pdf", content or pdf())
        return browser.post(f"/ho-so/{dossier.pk}/giay-to/", {"place": self.need.pk, "file": file})


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_a_clerk_nominates_a_collective_and_a_person(scene: Scene) -> None:
    browser = signed_in(scene.clerk)
    address = f"/ho-so/de-nghi/{scene.round.pk}/"
    assert "kế hoạch không nêu số lượng" in browser.get(address).content.decode()
    browser.post(address, {"unit": scene.unit.pk, "award": scene.award.pk, "collective": scene.unit.pk})
    answer = browser.post(address, {"unit": scene.unit.pk, "award": scene.award.pk, "person": scene.clerk.person_id})
    kinds = Dossier.objects.order_by("pk").values_list("nominee__kind", flat=True)
    assert list(kinds) == ["collective", "individual"]
    assert answer.url == Dossier.objects.latest("pk").get_absolute_url()


def test_naming_two_nominees_at_once_is_asked_again_and_keeps_what_was_typed(scene: Scene) -> None:
    typed = {"unit": scene.unit.pk, "award": scene.award.pk, "collective": scene.unit.pk, "household": "Hộ bà Tư"}
    page = signed_in(scene.clerk).post(f"/ho-so/de-nghi/{scene.round.pk}/", typed).content.decode()
    assert "Hãy chọn đúng một đối tượng" in page
    assert 'value="Hộ bà Tư"' in page
    assert not Dossier.objects.exists()


def test_upload_shows_the_hash_and_completes_the_list(scene: Scene) -> None:
    browser, dossier = signed_in(scene.clerk), scene.dossier()
    before = browser.get(f"/ho-so/{dossier.pk}/").content.decode()
    assert "còn thiếu báo cáo thành tích" in before
    scene.upload(browser, dossier)
    scene.upload(browser, dossier)  # the same again is harmless
    page = browser.get(f"/ho-so/{dossier.pk}/").content.decode()
    assert "Đủ giấy tờ theo danh mục." in page
    assert StoredFile.objects.get().sha256 in page
    assert DossierPaper.objects.count() == 1


def test_a_file_over_the_limit_gets_one_sentence_and_leaves_nothing(scene: Scene, settings: Any) -> None:
    settings.MAX_FILE_BYTES = 2**20
    page = scene.upload(signed_in(scene.clerk), scene.dossier(), b"%PDF" + b"x" * 2_000_000)
    assert page.status_code == 422
    assert "Tệp “bao-cao.pdf” quá giới hạn 1 MB." in page.content.decode()
    assert not StoredFile.objects.exists()


def test_submit_gives_a_receipt_with_time_and_hashes(scene: Scene) -> None:
    browser, dossier = signed_in(scene.clerk), scene.dossier()
    scene.upload(browser, dossier)
    answer = browser.post(f"/ho-so/{dossier.pk}/nop/", follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [(f"/ho-so/{dossier.pk}/bien-nhan/", 302)]
    assert f"Biên nhận hồ sơ HS-{dossier.pk:06d}" in page
    assert StoredFile.objects.get().sha256 in page
    assert browser.get(f"/ho-so/{dossier.pk}/bien-nhan.docx").content[:2] == b"PK"


def test_an_incomplete_dossier_is_refused_on_its_page(scene: Scene) -> None:
    page = signed_in(scene.clerk).post(f"/ho-so/{scene.dossier().pk}/nop/")
    assert page.status_code == 422
    assert 'role="alert">Hồ sơ còn thiếu báo cáo thành tích' in page.content.decode()
    assert Dossier.objects.get().state == "draft"


def test_too_late_is_received_and_waits_for_the_office(scene: Scene) -> None:
    make_due_day(scene.round, date(2022, 1, 29))
    browser, dossier = signed_in(scene.clerk), scene.dossier()
    scene.upload(browser, dossier)
    browser.post(f"/ho-so/{dossier.pk}/nop/")
    dossier.refresh_from_db()
    assert dossier.state == "late"
    refused = browser.post(f"/ho-so/{dossier.pk}/buoc/chap-nhan/", {"reason": "Có lý do"})
    assert refused.status_code == 422
    office = signed_in(make_actor(Role.OFFICE, unit=scene.office_unit))
    office.post(f"/ho-so/{dossier.pk}/buoc/chap-nhan/", {"reason": "Mưa bão chia cắt"})
    dossier.refresh_from_db()
    assert (dossier.state, dossier.admitted_because) == ("submitted", "Mưa bão chia cắt")


def test_a_verifier_gives_back_by_paper_then_verifies(scene: Scene) -> None:
    clerk, dossier = signed_in(scene.clerk), scene.dossier()
    scene.upload(clerk, dossier)
    clerk.post(f"/ho-so/{dossier.pk}/nop/")
    verifier = signed_in(make_actor(Role.VERIFIER, unit=scene.office_unit))
    verifier.post(f"/ho-so/{dossier.pk}/tra-lai/", {f"paper_{scene.need.pk}": "Chưa ký"})
    page = clerk.get(f"/ho-so/{dossier.pk}/").content.decode()
    assert "Báo cáo thành tích: Chưa ký" in page
    clerk.post(f"/ho-so/{dossier.pk}/nop/")
    found = {f"verdict_{scene.criterion.pk}": "met", f"reason_{scene.criterion.pk}": "Báo cáo mục 1"}
    verifier.post(f"/ho-so/{dossier.pk}/tham-dinh/", found)
    dossier.refresh_from_db()
    assert dossier.state == "verified"


def test_a_verifier_goes_on_to_the_next_dossier(scene: Scene) -> None:
    first, second = (scene.dossier(state="submitted", nominee=make_subject(unit=make_unit())) for _ in range(2))
    verifier = signed_in(make_actor(Role.VERIFIER, unit=scene.office_unit))
    address = f"/ho-so/{first.pk}/tham-dinh/"
    assert f"sang hồ sơ tiếp theo: {second.nominee.name}" in verifier.get(address).content.decode()
    found = {f"verdict_{scene.criterion.pk}": "met", "conclusion": "next"}
    assert verifier.post(address, found).url == f"/ho-so/{second.pk}/tham-dinh/"
    assert "sang hồ sơ tiếp theo" not in verifier.get(f"/ho-so/{second.pk}/tham-dinh/").content.decode()
    assert verifier.post(f"/ho-so/{second.pk}/tham-dinh/", found).url == second.get_absolute_url()


def test_a_verifier_who_goes_against_the_facts_says_why(scene: Scene) -> None:
    rating = make_criterion(scene.round.movement, "rating", params={"at_least": "hoàn thành tốt nhiệm vụ"}, clause="")
    dossier = scene.dossier(state="submitted")
    Rating.objects.create(subject=dossier.nominee, year=2023, grade="Hoàn thành nhiệm vụ")
    verifier = signed_in(make_actor(Role.VERIFIER, unit=scene.office_unit))
    address = f"/ho-so/{dossier.pk}/tham-dinh/"
    assert verifier.get(address).content.decode().count("Theo số liệu đang có: chưa đạt.") == 1
    found = {f"verdict_{scene.criterion.pk}": "met", f"verdict_{rating.pk}": "met"}
    refused = verifier.post(address, found)
    assert refused.status_code == 422
    assert "Tiêu chí 2 chưa đạt theo số liệu đang có" in refused.content.decode()
    assert not Finding.objects.exists()
    verifier.post(address, found | {f"reason_{rating.pk}": "Đã xếp loại lại theo quyết định số 5"})
    assert Finding.objects.get(criterion=rating).reason == "Đã xếp loại lại theo quyết định số 5"
    dossier.refresh_from_db()
    assert dossier.state == "verified"


def test_an_outsider_gets_404(scene: Scene) -> None:
    dossier = scene.dossier()
    outsider = signed_in(make_actor(Role.CLERK, Role.OFFICE, unit=make_unit()))
    for address in ("", "bien-nhan/", "tham-dinh/"):
        assert outsider.get(f"/ho-so/{dossier.pk}/{address}").status_code == 404
    assert scene.upload(outsider, dossier).status_code == 404


def test_a_paper_is_handed_out_in_a_way_no_browser_runs(scene: Scene) -> None:
    browser, dossier = signed_in(scene.clerk), scene.dossier()
    scene.upload(browser, dossier)
    answer = browser.get(f"/ho-so/{dossier.pk}/giay-to/{DossierPaper.objects.get().pk}/")
    assert answer.headers["Content-Security-Policy"] == "sandbox"
    assert answer.headers["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content) == pdf()
    answer.close()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("bao-cao.pdf", b"MZ\x90\x00\x03" + b"\x00" * 500, "chương trình Windows"),
        ("bao-cao.exe", b"MZ" + b"x" * 500, "Chỉ nhận tệp .pdf"),
        ("bao-cao.pdf", b"<script>alert(1)</script>", "bên trong là trang web"),
        ("bao-cao.pdf", b"", "không có nội dung"),
    ],
)
def test_a_wrong_upload_gets_one_sentence_and_leaves_nothing(
    scene: Scene, name: str, content: bytes, said: str
) -> None:
    dossier = scene.dossier()
    file = SimpleUploadedFile(name, content)
    page = signed_in(scene.clerk).post(f"/ho-so/{dossier.pk}/giay-to/", {"place": scene.need.pk, "file": file})
    assert page.status_code == 422
    assert page.context["refusal"].count(". ") <= 2
    assert said in page.context["refusal"]
    assert not StoredFile.objects.exists()
