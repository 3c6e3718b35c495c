"""Packages in the browser: made below, taken in above, answered."""

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.dossiers.test_packages import Scene
from tests.factories import make_actor, make_unit
from tests.web.signing import signed_in
from thidua.dossiers.models import Dossier, Package
from thidua.org.kinds import Role

pytestmark = pytest.mark.django_db


def send(office: Client, scene: Scene) -> HttpResponse:
    chosen = {"dossier": scene.dossier.pk, "to": "UBND tỉnh", "via": "Sở Nội vụ"}
    return office.post(f"/ho-so/cap-tren/trinh/{scene.below.pk}/", chosen)


def test_a_package_travels_inside_one_installation_and_is_answered() -> None:
    scene = Scene()
    town, province = signed_in(scene.town_office), signed_in(scene.province_office)
    send(town, scene)
    sent = Package.objects.get(is_incoming=False)
    assert "UBND thị xã" in province.get("/ho-so/cap-tren/").content.decode()
    province.post("/ho-so/cap-tren/nhan/", {"round": scene.above.pk, "package": sent.pk})
    assert Dossier.objects.filter(round=scene.above).count() == 1
    town.post(f"/ho-so/cap-tren/{sent.pk}/tra-loi/")
    page = town.get("/ho-so/cap-tren/").content.decode()
    assert f"{scene.dossier.nominee.name}</a>: <strong>Đã nộp</strong>" in page
    assert "Gói đang chờ trong hệ thống này" not in page  # nobody takes in the own package


def test_nothing_to_send_is_said_in_one_sentence() -> None:
    scene = Scene()
    Dossier.objects.update(state="draft")
    page = send(signed_in(scene.town_office), scene)
    assert page.status_code == 422
    assert "Chưa chọn hồ sơ nào để trình cấp trên." in page.content.decode()


def test_an_outsider_sees_no_package() -> None:
    scene = Scene()
    send(signed_in(scene.town_office), scene)
    outsider = signed_in(make_actor(Role.OFFICE, unit=make_unit()))
    assert outsider.get(f"/ho-so/cap-tren/{Package.objects.get().pk}/goi.zip").status_code == 404
