"""Packages in the browser: made below, taken in above, answered."""

import pytest

from tests.dossiers.test_packages import Scene
from tests.factories import make_actor, make_unit
from tests.web.signing import signed_in
from thidua.dossiers.models import Dossier, Package
from thidua.org.kinds import Role

pytestmark = pytest.mark.django_db


def test_a_package_travels_inside_one_installation_and_is_answered() -> None:
    scene = Scene()
    town, province = signed_in(scene.town_office), signed_in(scene.province_office)
    town.post("/ho-so/cap-tren/trinh/", {"round": scene.below.pk})
    sent = Package.objects.get(is_incoming=False)
    assert "UBND thị xã" in province.get("/ho-so/cap-tren/").content.decode()
    province.post("/ho-so/cap-tren/nhan/", {"round": scene.above.pk, "package": sent.pk})
    assert Dossier.objects.filter(round=scene.above).count() == 1
    town.post(f"/ho-so/cap-tren/{sent.pk}/tra-loi/")
    assert f"Hồ sơ {scene.dossier.pk}: Đã nộp" in town.get("/ho-so/cap-tren/").content.decode()


def test_nothing_to_send_is_said_in_one_sentence() -> None:
    scene = Scene()
    Dossier.objects.update(state="draft")
    page = signed_in(scene.town_office).post("/ho-so/cap-tren/trinh/", {"round": scene.below.pk})
    assert page.status_code == 422
    assert "Chưa chọn hồ sơ nào để trình cấp trên." in page.content.decode()


def test_an_outsider_sees_no_package() -> None:
    scene = Scene()
    signed_in(scene.town_office).post("/ho-so/cap-tren/trinh/", {"round": scene.below.pk})
    outsider = signed_in(make_actor(Role.OFFICE, unit=make_unit()))
    assert outsider.get(f"/ho-so/cap-tren/{Package.objects.get().pk}/goi.zip").status_code == 404
